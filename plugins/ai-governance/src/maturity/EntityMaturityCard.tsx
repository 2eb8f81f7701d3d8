import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  scorecardReadPermission,
  type SummaryResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { Problem, usePageStyles } from '../components';
import { ScrollRegion } from '../components/ScrollRegion';
import {
  FrameworkProvider,
  useFrameworkIndex,
} from '../framework/FrameworkProvider';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import {
  filterOf,
  NO_FILTER,
  writeFilterState,
  type FilterState,
} from '../overview/listState';
import { useGovernancePath } from '../pages/useGovernancePath';
import { chartTones } from '../theme/colors';
import { Bar } from './Bar';
import { Figure } from './Figure';
import { excludedOf, mostOpen, ownControls } from './figures';
import { LevelTable } from './LevelDistribution';
import { ProgressSum } from './OwnProgress';
import { MeanScore } from './MeanScore';
import { useEntitiesLink } from './useEntitiesLink';

/** Controls listed; the page behind the link has them all. */
const WORST = 3;

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
    heading: {
      margin: theme.spacing(0, 0, 0.5),
      fontSize: theme.typography.pxToRem(14),
      fontWeight: 700,
    },
    worst: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) auto 64px',
      gap: theme.spacing(0.5, 1.5),
      alignItems: 'center',
      listStyle: 'none',
      margin: 0,
      padding: 0,
    },
    line: { display: 'contents' },
    name: { overflowWrap: 'anywhere' },
    count: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
    links: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 2),
    },
  }),
  { name: 'PlumblineEntityMaturityCard' },
);

/** What of the catalog adds up to an entity; undefined where nothing does. @internal */
export function heldBy(entity: Entity): FilterState | undefined {
  const ref = stringifyEntityRef(entity);
  switch (entity.kind.toLocaleLowerCase('en-US')) {
    case 'group':
      return { ...NO_FILTER, owner: ref };
    case 'system':
      return { ...NO_FILTER, system: ref };
    case 'domain':
      return { ...NO_FILTER, domain: ref };
    default:
      return undefined;
  }
}

function Figures(props: { value: SummaryResponse; filter: FilterState }) {
  const { totals, organization } = props.value;
  const classes = useStyles();
  const page = usePageStyles();
  const t = useText();
  const theme = useTheme();
  const index = useFrameworkIndex();
  const to = useEntitiesLink(props.filter);
  const worst = index
    ? mostOpen(totals, ownControls(index.framework)).slice(0, WORST)
    : [];
  const excluded = excludedOf(totals);
  return (
    <>
      <div>
        <Figure
          value={totals.assessable}
          to={to({})}
          label={t('holder.entities', { count: totals.assessable })}
        />{' '}
        {t('holder.entities', { count: totals.assessable })}
        {totals.meanScore !== null && (
          <span className={page.quiet}>
            {' · '}
            <MeanScore score={totals.meanScore} filter={props.filter} />
          </span>
        )}
        {excluded > 0 && (
          <span className={page.quiet}>
            {' · '}
            <Figure
              value={excluded}
              to={to({ assessable: false })}
              label={t('maturity.coverage.excluded')}
            />{' '}
            {t('maturity.coverage.excluded')}
          </span>
        )}
      </div>
      <ProgressSum progress={totals.ownProgress} />
      <ScrollRegion className={page.scroll} label={t('maturity.levels.title')}>
        <LevelTable
          compact
          totals={totals}
          filter={props.filter}
          settingUp={organization.level === 1}
        />
      </ScrollRegion>
      {worst.length > 0 && (
        <div>
          <h3 className={classes.heading}>{t('holder.worst')}</h3>
          <ul className={classes.worst}>
            {worst.map(({ id, open, of }) => (
              <li key={id} className={classes.line}>
                <span className={classes.name}>
                  {[id, index?.control(id)?.name].filter(Boolean).join(' ')}
                </span>
                <span className={classes.count}>
                  <Figure
                    value={open}
                    to={to({ control: id, status: 'open' })}
                    label={t('maturity.cards.pushLabel', { control: id })}
                  />{' '}
                  <span className={page.quiet}>
                    {t('maturity.cards.pushOf', { number: String(of) })}
                  </span>
                </span>
                <Bar share={open / of} color={chartTones(theme).levels[1]} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {!props.value.isComplete && (
        <div className={page.quiet}>{t('maturity.partial')}</div>
      )}
    </>
  );
}

function CardContent() {
  const classes = useStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const { entity } = useEntity();
  const root = useGovernancePath();
  const ref = stringifyEntityRef(entity);
  const filter = heldBy(entity);
  const { value, error, reload } = useResource(
    async () => filter && (await api.getSummary({ filter: filterOf(filter) })),
    [api, ref],
  );
  if (!filter) {
    return null;
  }
  let content = (
    <div role="status" aria-label={t('maturity.loading')}>
      <Skeleton height={24} width="50%" />
      <Skeleton height={120} />
      <Skeleton height={60} />
    </div>
  );
  if (value && value.totals.assessable === 0) {
    content = <div>{t('holder.none')}</div>;
  } else if (value) {
    content = <Figures value={value} filter={filter} />;
  } else if (error) {
    content = (
      <Problem
        error={error}
        permission={scorecardReadPermission.name}
        onRetry={reload}
      />
    );
  }
  const search = writeFilterState(filter).toString();
  return (
    <EntityInfoCard
      title={t('holder.title')}
      footerActions={
        root !== undefined && (
          <div className={classes.links}>
            <Link to={`${root}?${search}`}>{t('holder.open')}</Link>
            <Link to={`${root}/heat-map?${search}`}>{t('nav.heatMap')}</Link>
            <Link to={`${root}/push-next?${search}`}>{t('nav.pushNext')}</Link>
          </div>
        )
      }
    >
      <div className={classes.root}>{content}</div>
    </EntityInfoCard>
  );
}

/**
 * Card for the page of a group, a system or a domain: the levels of what it
 * owns or holds, the controls most often open in it, and the way to the
 * governance pages narrowed down to it. Two requests: the figures and the
 * framework's names. @public
 */
export function EntityMaturityCard() {
  return (
    <FrameworkProvider>
      <CardContent />
    </FrameworkProvider>
  );
}
