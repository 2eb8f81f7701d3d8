import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import RadioButtonUncheckedIcon from '@material-ui/icons/RadioButtonUnchecked';
import { useApi } from '@backstage/core-plugin-api';
import Skeleton from '@material-ui/lab/Skeleton';
import { scorecardReadPermission } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  CollectionHealth,
  MaturityRollup,
  OrganizationMaturity,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { Problem, Section, usePageStyles } from '../components';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { NO_FILTER, type FilterState } from '../overview/listState';
import { useGovernancePath } from '../pages/useGovernancePath';
import { quietText, statusTones } from '../theme/colors';
import { useEntitiesLink } from './useEntitiesLink';

const useStyles = makeStyles(
  theme => ({
    step: {
      display: 'grid',
      gridTemplateColumns: 'auto minmax(0, 1fr)',
      gap: theme.spacing(0.25, 1.5),
      padding: theme.spacing(1.5, 0),
      borderTop: `1px solid ${theme.palette.divider}`,
    },
    done: { color: statusTones(theme).met.text },
    open: { color: quietText(theme) },
    title: {
      margin: 0,
      fontSize: theme.typography.pxToRem(15),
      fontWeight: 700,
    },
    text: {
      margin: theme.spacing(0.5, 0, 0),
      lineHeight: 1.5,
      overflowWrap: 'anywhere',
    },
  }),
  { name: 'PlumblineConnectChecklist' },
);

/** Organization controls that level 2 asks for. */
function firstControls(organization: OrganizationMaturity) {
  const first = organization.controls.filter(({ level }) => level === 2);
  return {
    met: first.filter(({ status }) => status === 'met').length,
    of: first.length,
  };
}

/** Whether a dashboard would be empty, or nearly. @internal */
export function isFirstDay(
  totals: MaturityRollup,
  organization: OrganizationMaturity,
): boolean {
  return (
    totals.assessed === 0 ||
    (totals.declared === 0 && firstControls(organization).met === 0)
  );
}

/**
 * How many repositories could be read at their last look; for who sees a part
 * of the organization, how much of it anything was ever seen of.
 */
function readable(totals: MaturityRollup, collection?: CollectionHealth) {
  if (!collection) {
    const { assessable, assessed, neverAssessed } = totals;
    return {
      done: assessable > 0 && neverAssessed === 0,
      values: { number: assessed, of: assessable },
      state: 'maturity.connect.repositories.seen' as const,
    };
  }
  const { repositories, failingRepositories, unreadRepositories } = collection;
  const number = repositories - failingRepositories - unreadRepositories;
  return {
    done: repositories > 0 && number === repositories,
    values: { number, of: repositories },
    state: 'maturity.connect.repositories.state' as const,
  };
}

/** What the icon of a step says. */
function wordOf(done: boolean, known: boolean) {
  if (!known) {
    return 'maturity.connect.unknown' as const;
  }
  return done
    ? ('maturity.connect.done' as const)
    : ('maturity.connect.open' as const);
}

/**
 * What there is to connect before figures mean something, each step with how
 * far it is and where to go on. @internal
 */
export function ConnectChecklist(props: {
  totals: MaturityRollup;
  organization: OrganizationMaturity;
  collection?: CollectionHealth;
}) {
  const { totals, organization, collection } = props;
  const classes = useStyles();
  const page = usePageStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const root = useGovernancePath() ?? '';
  const to = useEntitiesLink(NO_FILTER);
  const {
    value: unowned,
    error: unownedError,
    reload,
  } = useResource(
    async () =>
      (await api.getSummary({ filter: { owner: ['none'] } })).totals.assessable,
    [api],
  );
  const { assessable, declared } = totals;
  const failing = collection?.failingRepositories ?? 0;
  const first = firstControls(organization);
  const list = (part: Partial<FilterState>) => to(part);
  const steps = [
    {
      id: 'repositories',
      ...readable(totals, collection),
      link: list({ coverage: 'never' }),
    },
    {
      id: 'owners',
      state: 'maturity.connect.owners.state',
      done: assessable > 0 && unowned === 0,
      // Asked for by itself: until it is answered nothing is said of it.
      values:
        unowned === undefined
          ? undefined
          : { number: assessable - unowned, of: assessable },
      link: list({ owner: 'none' }),
    },
    {
      id: 'organization',
      state: 'maturity.connect.organization.state',
      done: first.met === first.of,
      values: { number: first.met, of: first.of },
      link: `${root}/attestations`,
    },
    {
      id: 'declarations',
      state: 'maturity.connect.declarations.state',
      done: declared > 0,
      values: { number: declared, of: assessable },
      link: list({ declared: false }),
    },
  ] as const;
  return (
    <Section
      title={t('maturity.connect.title')}
      note={t('maturity.connect.note', {
        done: String(steps.filter(({ done }) => done).length),
        of: String(steps.length),
      })}
    >
      <p className={page.text}>{t('maturity.connect.text')}</p>
      <ol className={page.list}>
        {steps.map(({ id, done, values, state, link }) => {
          const Icon = done ? CheckCircleIcon : RadioButtonUncheckedIcon;
          return (
            <li key={id} className={classes.step}>
              <Icon
                className={done ? classes.done : classes.open}
                titleAccess={t(wordOf(done, values !== undefined))}
              />
              <div>
                <h3 className={classes.title}>
                  {t(`maturity.connect.${id}.title`)}
                </h3>
                {values ? (
                  <div className={page.quiet}>
                    {t(state, {
                      number: String(values.number),
                      of: String(values.of),
                    })}
                  </div>
                ) : (
                  !unownedError && (
                    <div
                      role="status"
                      aria-label={t('maturity.connect.loading')}
                    >
                      <Skeleton width={180} />
                    </div>
                  )
                )}
                {!values && unownedError && (
                  <Problem
                    error={unownedError}
                    permission={scorecardReadPermission.name}
                    onRetry={reload}
                  />
                )}
                {id === 'repositories' && failing > 0 && (
                  <p className={classes.text}>
                    <Link to={`${root}/data`}>
                      {t('maturity.connect.repositories.failing', {
                        count: failing,
                      })}
                    </Link>
                    {collection?.commonError && (
                      <>
                        {' '}
                        {t('maturity.connect.repositories.error', {
                          error: collection.commonError,
                        })}
                      </>
                    )}
                  </p>
                )}
                {!done && values && (
                  <p className={classes.text}>
                    {t(`maturity.connect.${id}.text`)}{' '}
                    <Link to={link}>{t(`maturity.connect.${id}.link`)}</Link>
                  </p>
                )}
              </div>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
