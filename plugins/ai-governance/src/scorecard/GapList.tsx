import { makeStyles } from '@material-ui/core/styles';
import type {
  CollectionState,
  OrganizationState,
  Scorecard,
  SourceFinding,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { Section, StatusLabel } from '../components';
import { useText, type Translate } from '../hooks/useText';
import { quietText } from '../theme/colors';
import { gapGroups } from './gapGroups';
import { GapLine } from './GapLine';
import { OperatorGaps, OrganizationGaps } from './SharedGaps';

const useStyles = makeStyles(
  theme => ({
    group: {
      margin: theme.spacing(2, 0, 0.5),
      fontSize: theme.typography.pxToRem(13),
      fontWeight: 700,
      color: quietText(theme),
    },
    done: { display: 'flex', alignItems: 'center', gap: theme.spacing(1) },
  }),
  { name: 'PlumblineGapList' },
);

/** The level the list is about: the next own one, else the next official one. */
function titleOf(scorecard: Scorecard, t: Translate): string {
  const { level, ownGaps, ownProgress } = scorecard;
  if (ownGaps.length > 0 && ownProgress) {
    return t('gaps.title', { level: String(ownProgress.towards) });
  }
  if (level !== null && level < 5) {
    return t('gaps.title', { level: String(level + 1) });
  }
  return t('gaps.titleHighest');
}

/** What separates an entity from its next level, nearest to hand first. @internal */
export function GapList(props: {
  scorecard: Scorecard;
  organization: OrganizationState;
  repository?: CollectionState['repository'];
  /** What keeps the portal from looking: the operator's, never the team's. */
  sourceFindings?: readonly SourceFinding[];
}) {
  const { scorecard, repository, sourceFindings = [] } = props;
  const classes = useStyles();
  const t = useText();
  const { ownGaps, ownLevel } = scorecard;
  const { owners, group, operator, organization } = gapGroups(scorecard);
  // Where somebody else's gap comes before the next level, no level is complete.
  const noneUpTo = ownGaps.length === 0 ? ownLevel : null;
  const lines = (gaps: typeof owners) => (
    <div>
      {gaps.map(gap => (
        <GapLine
          key={gap.check}
          gap={gap}
          scorecard={scorecard}
          repository={repository}
        />
      ))}
    </div>
  );
  return (
    <Section title={titleOf(scorecard, t)}>
      {owners.length + group.length === 0 && (
        <div className={classes.done}>
          <StatusLabel status="met">
            {noneUpTo === null
              ? t('gaps.none')
              : t('gaps.noneUpTo', { level: String(noneUpTo) })}
          </StatusLabel>
        </div>
      )}
      {owners.length > 0 && group.length > 0 && (
        <h3 className={classes.group}>{t('gaps.yours')}</h3>
      )}
      {lines(owners)}
      {group.length > 0 && <h3 className={classes.group}>{t('gaps.group')}</h3>}
      {lines(group)}
      {operator.length + sourceFindings.length > 0 && (
        <OperatorGaps gaps={operator} findings={sourceFindings} />
      )}
      {organization.length > 0 && (
        <OrganizationGaps
          gaps={organization}
          organization={props.organization}
        />
      )}
    </Section>
  );
}
