import { memo, type ReactNode } from 'react';
import { Link } from '@backstage/core-components';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import type {
  InboxCount,
  MaturityRollup,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { useInboxCount } from '../inbox/inboxCount';
import { NO_FILTER, type FilterState } from '../overview/listState';
import { useGovernancePath } from '../pages/useGovernancePath';
import { quietText } from '../theme/colors';
import { Figure } from './Figure';
import { mostOpen, ownControls } from './figures';
import { useEntitiesLink } from './useEntitiesLink';

const useStyles = makeStyles(
  theme => ({
    cards: {
      display: 'grid',
      gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
      gap: theme.spacing(2),
      [theme.breakpoints.down('sm')]: {
        gridTemplateColumns: 'minmax(0, 1fr)',
        gap: theme.spacing(1.5),
      },
    },
    card: {
      display: 'grid',
      alignContent: 'start',
      gap: theme.spacing(0.75),
      padding: theme.spacing(2),
      lineHeight: 1.5,
      minHeight: 118,
    },
    title: {
      margin: 0,
      fontSize: theme.typography.pxToRem(15),
      fontWeight: 700,
    },
    quiet: {
      margin: 0,
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(13),
    },
    text: { margin: 0, overflowWrap: 'anywhere' },
  }),
  { name: 'PlumblineHomeCards' },
);

function Card(props: { title: string; children: ReactNode }) {
  const classes = useStyles();
  return (
    <Paper variant="outlined" component="section" className={classes.card}>
      <h2 className={classes.title}>{props.title}</h2>
      {props.children}
    </Paper>
  );
}

/** What the reader and the reader's groups own. */
const YoursCard = memo(() => {
  const classes = useStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const identity = useApi(identityApiRef);
  const { value, error } = useResource(async () => {
    const { ownershipEntityRefs = [] } = await identity.getBackstageIdentity();
    if (ownershipEntityRefs.length === 0) {
      return { refs: ownershipEntityRefs };
    }
    const { totals } = await api.getSummary({
      filter: { ownerNested: ownershipEntityRefs },
    });
    return { refs: ownershipEntityRefs, totals };
  }, [api, identity]);
  const to = useEntitiesLink({
    ...NO_FILTER,
    owner: value?.refs.join(','),
  });
  const totals = value?.totals;
  const lowest =
    totals &&
    ([1, 2, 3, 4, 5] as const).find(level => totals.levels.own[level] > 0);
  return (
    <Card title={t('maturity.cards.yours')}>
      {!value && !error && <Skeleton height={40} />}
      {value && !totals?.assessable && (
        <p className={classes.quiet}>{t('maturity.cards.yoursNone')}</p>
      )}
      {totals && totals.assessable > 0 && (
        <>
          <p className={classes.text}>
            <Figure
              value={totals.assessable}
              to={to({})}
              label={t('maturity.cards.yours')}
            />{' '}
            {t('maturity.cards.yoursCount', { count: totals.assessable })}
            {lowest && (
              <>
                {'; '}
                {t('maturity.cards.yoursLowest', {
                  level: String(lowest),
                })}{' '}
                <Figure
                  value={totals.levels.own[lowest]}
                  to={to({ ownLevel: lowest })}
                  label={t('level.label', { level: String(lowest) })}
                />
              </>
            )}
          </p>
          <p className={classes.quiet}>
            {totals.declared === totals.assessable ? (
              t('maturity.cards.yoursDeclared')
            ) : (
              <>
                <Figure
                  value={totals.assessable - totals.declared}
                  to={to({ declared: false })}
                  label={t('maturity.cards.yoursUndeclared')}
                />{' '}
                {t('maturity.cards.yoursUndeclared')}
              </>
            )}
          </p>
        </>
      )}
      {error && <p className={classes.quiet}>{t('maturity.cards.unknown')}</p>}
    </Card>
  );
});

/** What waits for the reader to decide. */
function DecisionsCard() {
  const classes = useStyles();
  const t = useText();
  const root = useGovernancePath() ?? '';
  const { value, error } = useInboxCount();
  const kinds = Object.entries(value?.counts ?? {}) as [
    keyof InboxCount['counts'],
    number,
  ][];
  return (
    <Card title={t('maturity.cards.decisions')}>
      {!value && !error && <Skeleton height={40} />}
      {value && value.total === 0 && (
        <p className={classes.quiet}>{t('maturity.cards.decisionsNone')}</p>
      )}
      {value && value.total > 0 && (
        <>
          <p className={classes.text}>
            <Link to={`${root}/inbox`}>
              {t('inbox.waits', { count: value.total })}
              {value.more && '+'}
            </Link>
          </p>
          <p className={classes.quiet}>
            {kinds
              .map(([kind, number]) => `${t(`inbox.kind.${kind}`)}: ${number}`)
              .join(' · ')}
          </p>
        </>
      )}
      {error && !value && (
        <p className={classes.quiet}>{t('maturity.cards.unknown')}</p>
      )}
    </Card>
  );
}

/** Where closing one control reaches the most entities. */
function PushNextCard(props: {
  totals?: MaturityRollup;
  filter: FilterState;
  /** Address of the page that plans it. */
  plan: string;
}) {
  const classes = useStyles();
  const t = useText();
  const index = useFrameworkIndex();
  const to = useEntitiesLink(props.filter);
  const own = (index ? ownControls(index.framework) : [])
    // One control can be asked for: what was asked for already stays.
    .filter(id => !props.filter.control || props.filter.control === id);
  const [most] = props.totals ? mostOpen(props.totals, own) : [];
  return (
    <Card title={t('maturity.cards.pushNext')}>
      {!props.totals && <Skeleton height={40} />}
      {props.totals && index && !most && (
        <p className={classes.quiet}>{t('maturity.cards.pushNone')}</p>
      )}
      {most && (
        <p className={classes.text}>
          {t('maturity.cards.pushMost', {
            control: [most.id, index?.control(most.id)?.name]
              .filter(Boolean)
              .join(' '),
          })}{' '}
          <Figure
            value={most.open}
            to={to({
              control: most.id,
              status: props.filter.status ?? 'open',
            })}
            label={t('maturity.cards.pushLabel', { control: most.id })}
          />{' '}
          {t('maturity.cards.pushOf', { number: String(most.of) })}
        </p>
      )}
      <p className={classes.text}>
        <Link to={props.plan}>{t('maturity.cards.pushPlan')}</Link>
      </p>
    </Card>
  );
}

/** The three questions people come home with. @internal */
export function HomeCards(props: {
  totals?: MaturityRollup;
  filter: FilterState;
  plan: string;
}) {
  const classes = useStyles();
  return (
    <div className={classes.cards}>
      <YoursCard />
      <DecisionsCard />
      <PushNextCard {...props} />
    </div>
  );
}
