import { memo } from 'react';
import { Link } from '@backstage/core-components';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import type {
  Level,
  MaturityRollup,
  MaturityTarget,
  OrganizationMaturity,
} from '@plumbline/backstage-plugin-ai-governance-common';
import {
  LevelSteps,
  RelativeTime,
  Section,
  StatusLabel,
  usePageStyles,
} from '../components';
import { endOfDay } from '../attestations/until';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';
import { atLeast, type FilterState } from '../overview/listState';
import { useGovernancePath } from '../pages/useGovernancePath';
import { MaybeLink } from '../push-next/MaybeLink';
import { levelTones } from '../theme/colors';
import { Bar } from './Bar';
import { percentOf, rankedOf, reaching, towardTarget } from './figures';
import { useEntitiesLink } from './useEntitiesLink';

const useStyles = makeStyles(
  theme => ({
    top: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1, 2),
      marginBottom: theme.spacing(1.5),
    },
    text: { margin: 0, flex: '1 1 220px', lineHeight: 1.5 },
    head: {
      margin: theme.spacing(2, 0, 0.5),
      fontSize: theme.typography.pxToRem(14),
      fontWeight: 700,
    },
    item: {
      display: 'grid',
      gridTemplateColumns: 'auto minmax(0, 1fr)',
      gap: theme.spacing(1),
      alignItems: 'baseline',
      padding: theme.spacing(0.5, 0),
    },
    target: { display: 'grid', gap: theme.spacing(0.75) },
  }),
  { name: 'PlumblineOrganizationStanding' },
);

/** Controls of the organization that the level after its own asks for. @internal */
export function holdingControls(
  organization: OrganizationMaturity,
): OrganizationMaturity['controls'] {
  return organization.controls.filter(
    ({ status, level }) =>
      level !== undefined &&
      level <= organization.level + 1 &&
      status !== 'met' &&
      status !== 'notApplicable',
  );
}

/** Characteristics of levels that the level after its own asks for. @internal */
export function holdingCriteria(
  organization: OrganizationMaturity,
): OrganizationMaturity['criteria'] {
  return organization.criteria.filter(
    ({ status, level }) =>
      level <= organization.level + 1 &&
      status !== 'met' &&
      status !== 'notApplicable',
  );
}

/** Everything that holds the organization, each leading to where people attest it. */
function Holding(props: { organization: OrganizationMaturity }) {
  const { organization } = props;
  const classes = useStyles();
  const page = usePageStyles();
  const t = useText();
  const root = useGovernancePath() ?? '';
  const index = useFrameworkIndex();
  const controls = holdingControls(organization);
  const criteria = holdingCriteria(organization);
  if (controls.length + criteria.length === 0) {
    return null;
  }
  const attested = (name: string) =>
    `${root}/attestations?${new URLSearchParams({ name })}`;
  const isAttested = (control: string) =>
    index?.places.some(
      place =>
        place.control?.id === control &&
        place.scope === 'organization' &&
        index.attestable(place.check.id),
    );
  return (
    <>
      <h3 className={classes.head}>
        {t('maturity.organization.holding', {
          level: String(organization.level + 1),
        })}
      </h3>
      <ul className={page.list}>
        {controls.map(({ id, status }) => {
          const name = index?.control(id)?.name;
          return (
            <li key={id} className={classes.item}>
              <StatusLabel status={status} />
              <span>
                <MaybeLink
                  to={name && isAttested(id) ? attested(name) : undefined}
                >
                  {id} {name}
                </MaybeLink>
              </span>
            </li>
          );
        })}
        {criteria.map(({ check, status, level }) => (
          <li key={check} className={classes.item}>
            <StatusLabel status={status} />
            <span>
              <MaybeLink
                to={index?.attestable(check) ? attested(check) : undefined}
              >
                {index?.check(check)?.name ?? check}
              </MaybeLink>{' '}
              <span className={page.quiet}>
                {t('maturity.organization.criterion', {
                  level: String(level),
                })}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Target(props: {
  target: MaturityTarget;
  totals: MaturityRollup;
  to: string;
}) {
  const { target, totals } = props;
  const classes = useStyles();
  const page = usePageStyles();
  const t = useText();
  const theme = useTheme();
  const zone = useFrameworkIndex()?.timeZone ?? 'UTC';
  const { there, of } = towardTarget(target, totals);
  return (
    <>
      <h3 className={classes.head}>
        {t('maturity.target.title', { level: String(target.level) })}{' '}
        <RelativeTime instant={endOfDay(zone, target.by)} />
      </h3>
      <div className={classes.target}>
        <Bar
          share={there / Math.max(1, of)}
          color={levelTones(theme).reached}
        />
        <Link to={props.to} className={page.quiet}>
          {t('maturity.target.progress', {
            there: String(there),
            of: String(of),
            percent: String(percentOf(there, of)),
            date: target.by,
          })}
        </Link>
      </div>
    </>
  );
}

/** The organization's own level, what holds it, and what it wants to reach. @internal */
export const OrganizationStanding = memo(
  (props: {
    organization: OrganizationMaturity;
    totals: MaturityRollup;
    target?: MaturityTarget;
    /** What the figures are of. */
    filter: FilterState;
  }) => {
    const { organization, totals, target } = props;
    const to = useEntitiesLink(props.filter);
    const classes = useStyles();
    const t = useText();
    const root = useGovernancePath() ?? '';
    const { level, ownLevel, threshold } = organization;
    const settingUp = level === 1;
    const next = Math.min(5, (ownLevel ?? level) + 1) as Level;
    const { own } = totals.levels;
    return (
      <Section title={t('maturity.organization.title')}>
        <div className={classes.top}>
          <LevelSteps level={ownLevel ?? level} ownLevel={level} large />
          <p className={classes.text}>
            {ownLevel !== undefined && ownLevel < level ? (
              <Link to={to({ ownLevel: atLeast(next) })}>
                {t('maturity.organization.heldByEntities', {
                  level: String(ownLevel),
                  allows: String(level),
                  there: String(reaching(own, next)),
                  of: String(rankedOf(own)),
                  next: String(next),
                  threshold: String(Math.round(threshold * 100)),
                })}
              </Link>
            ) : (
              t('maturity.organization.allows', { level: String(level) })
            )}
          </p>
        </div>
        {level < 5 && (
          <>
            <Holding organization={organization} />
            <Link to={`${root}/attestations`}>
              {t('maturity.organization.attest')}
            </Link>
          </>
        )}
        {target && !settingUp && (
          <Target
            target={target}
            totals={totals}
            to={to({ levelWithoutExceptions: atLeast(target.level) })}
          />
        )}
      </Section>
    );
  },
);
