import { stringifyEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  EntityInfoCard,
  entityRouteParams,
  entityRouteRef,
  useEntity,
} from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  scorecardReadPermission,
  type ScorecardResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import {
  ClassificationChip,
  LevelSteps,
  Problem,
  RelativeTime,
  TierChip,
} from '../components';
import {
  FrameworkProvider,
  useFrameworkIndex,
} from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';
import { AcceptedRisks } from '../risk-acceptances/AcceptedRisks';
import { exclusionText } from '../overview/exclusionText';
import { ENTITY_TAB_PATH } from '../routes';
import { quietText } from '../theme/colors';
import { nextActionText } from './headline';
import { hasSource, lastLookedAt } from './looking';
import { useOtherKind } from './useOtherKind';
import { useScorecard } from './useScorecard';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr)',
      gap: theme.spacing(1.5),
      fontFamily: theme.typography.fontFamily,
      fontSize: theme.typography.pxToRem(14),
      lineHeight: 1.5,
    },
    top: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1, 2.5),
    },
    name: { fontSize: theme.typography.pxToRem(16), fontWeight: 700 },
    quiet: {
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(13),
    },
    chips: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
    next: {
      margin: 0,
      padding: theme.spacing(1, 1.5),
      borderLeft: `3px solid ${theme.palette.primary.main}`,
      backgroundColor: theme.palette.action.hover,
      overflowWrap: 'anywhere',
    },
    label: { fontWeight: 700 },
  }),
  { name: 'PlumblineEntityCard' },
);

function Judged(props: { response: ScorecardResponse }) {
  const { scorecard, collection, organization } = props.response;
  const classes = useStyles();
  const t = useText();
  const index = useFrameworkIndex();
  if (!scorecard) {
    return null;
  }
  const { level, levelWithoutExceptions, ownLevel, ownProgress, profile } =
    scorecard;
  const name = level === null ? undefined : index?.level(level)?.name;
  let title: string = t('level.none');
  if (level !== null) {
    title = name
      ? t('level.labelWithName', { level: String(level), name })
      : t('level.label', { level: String(level) });
  }
  const part =
    ownProgress &&
    t('card.yourPartTowards', {
      met: String(ownProgress.met),
      applicable: String(ownProgress.applicable),
      level: String(ownProgress.towards),
    });
  // While the programme is being set up the own progress is what counts.
  const [first, second] =
    organization.level === 1 && part ? [part, title] : [title, part];
  return (
    <>
      <div className={classes.top}>
        <LevelSteps level={level} ownLevel={ownLevel} large />
        <div>
          <div className={classes.name}>{first}</div>
          {second && <div className={classes.quiet}>{second}</div>}
          {level !== null &&
            levelWithoutExceptions !== null &&
            levelWithoutExceptions < level && (
              <div className={classes.quiet}>
                {t('card.exceptions', {
                  level: String(levelWithoutExceptions),
                })}
              </div>
            )}
        </div>
      </div>
      <div className={classes.chips}>
        <ClassificationChip
          classification={profile.classification.value}
          assumed={profile.classification.source === 'assumed'}
        />
        <TierChip tier={profile.tier.value} />
      </div>
      <p className={classes.next}>
        <span className={classes.label}>{t('card.next')}:</span>{' '}
        {nextActionText(scorecard.nextAction, index, t)}
      </p>
      <AcceptedRisks controls={scorecard.controls} />
      {hasSource(collection) && (
        <div className={classes.quiet}>
          {t('scorecard.lookedAt')}{' '}
          <RelativeTime instant={lastLookedAt(collection)} />
        </div>
      )}
    </>
  );
}

function CardContent() {
  const classes = useStyles();
  const t = useText();
  const { entity } = useEntity();
  const { value, error, reload } = useScorecard(stringifyEntityRef(entity));
  const otherKind = useOtherKind(entity);
  const entityRoute = useRouteRef(entityRouteRef);
  const tab = `${entityRoute(entityRouteParams(entity))}/${ENTITY_TAB_PATH}`;
  let content = (
    <div role="status" aria-label={t('scorecard.loading')}>
      <Skeleton height={44} width="50%" />
      <Skeleton height={30} width="70%" />
      <Skeleton height={44} />
    </div>
  );
  if (value?.scorecard) {
    content = <Judged response={value} />;
  } else if (value?.notAssessable) {
    content = (
      <div>
        {t('scorecard.notAssessableTitle')}:{' '}
        {exclusionText(value.notAssessable.reason, t)}
      </div>
    );
  } else if (value) {
    content = (
      <div>
        {hasSource(value.collection)
          ? t('scorecard.neverTitle')
          : t('scorecard.noneTitle')}
      </div>
    );
  } else if (error && otherKind) {
    content = <div>{otherKind}</div>;
  } else if (error) {
    content = (
      <Problem
        error={error}
        permission={scorecardReadPermission.name}
        onRetry={reload}
      />
    );
  }
  return (
    <EntityInfoCard
      title={t('card.title')}
      footerActions={<Link to={tab}>{t('card.open')}</Link>}
    >
      <div className={classes.root}>{content}</div>
    </EntityInfoCard>
  );
}

/**
 * Overview card: level with its name, the own part, classification, tier and
 * the one next thing to do. Needs the entity context of the catalog. @public
 */
export function EntityAiGovernanceCard() {
  return (
    <FrameworkProvider>
      <CardContent />
    </FrameworkProvider>
  );
}
