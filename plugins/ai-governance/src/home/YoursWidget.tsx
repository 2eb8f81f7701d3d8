import { Link } from '@backstage/core-components';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { scorecardReadPermission } from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { LevelSteps, Problem } from '../components';
import {
  FrameworkProvider,
  useFrameworkIndex,
} from '../framework/FrameworkProvider';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { NO_FILTER } from '../overview/listState';
import { refName } from '../overview/owners';
import { useEntitiesLink } from '../maturity/useEntitiesLink';
import { useTabLink } from '../pages/useTabLink';
import { nextActionText } from '../scorecard/headline';
import { quietText } from '../theme/colors';

/** Entities a widget lists; the page behind the link has them all. */
const MOST = 6;

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
    next: {
      margin: 0,
      padding: theme.spacing(1, 1.5),
      borderLeft: `3px solid ${theme.palette.primary.main}`,
      backgroundColor: theme.palette.action.hover,
      overflowWrap: 'anywhere',
    },
    label: { fontWeight: 700 },
    list: { listStyle: 'none', margin: 0, padding: 0 },
    item: {
      display: 'grid',
      gridTemplateColumns: 'auto minmax(0, 1fr) auto',
      alignItems: 'center',
      gap: theme.spacing(1.5),
      padding: theme.spacing(0.75, 0),
      borderTop: `1px solid ${theme.palette.divider}`,
      '&:first-child': { borderTop: 0 },
    },
    name: { overflowWrap: 'anywhere' },
    quiet: {
      margin: 0,
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(13),
    },
  }),
  { name: 'PlumblineYoursWidget' },
);

function Yours() {
  const classes = useStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const identity = useApi(identityApiRef);
  const index = useFrameworkIndex();
  const tab = useTabLink();
  const { value, error, reload } = useResource(async () => {
    const { ownershipEntityRefs: refs = [] } =
      await identity.getBackstageIdentity();
    if (refs.length === 0) {
      return { refs, items: [], total: 0 };
    }
    const { items, totalItems } = await api.listScorecards({
      filter: { ownerNested: refs, assessable: true },
      orderBy: { field: 'ownLevel', direction: 'asc' },
      limit: MOST,
    });
    // What stands lowest says what to do first.
    const first = items.find(({ ownLevel }) => ownLevel !== null);
    const scorecard =
      first && (await api.getScorecard(first.entityRef)).scorecard;
    return { refs, items, total: totalItems, first, scorecard };
  }, [api, identity]);
  const to = useEntitiesLink({ ...NO_FILTER, owner: value?.refs.join(',') });
  if (error && !value) {
    return (
      <Problem
        error={error}
        permission={scorecardReadPermission.name}
        onRetry={reload}
      />
    );
  }
  if (!value) {
    return (
      <div role="status" aria-label={t('scorecard.loading')}>
        <Skeleton height={44} />
        <Skeleton height={28} />
        <Skeleton height={28} />
      </div>
    );
  }
  if (value.items.length === 0) {
    return <p className={classes.quiet}>{t('maturity.cards.yoursNone')}</p>;
  }
  const { items, total, first, scorecard } = value;
  return (
    <div className={classes.root}>
      {first && scorecard && (
        <p className={classes.next}>
          <span className={classes.label}>
            {t('yours.next', { name: first.title ?? refName(first.entityRef) })}
          </span>{' '}
          <Link to={tab(first.entityRef)}>
            {nextActionText(scorecard.nextAction, index, t)}
          </Link>
        </p>
      )}
      <ul className={classes.list}>
        {items.map(item => (
          <li key={item.entityRef} className={classes.item}>
            <LevelSteps level={item.level} ownLevel={item.ownLevel} />
            <Link to={tab(item.entityRef)} className={classes.name}>
              {item.title ?? refName(item.entityRef)}
            </Link>
            {item.ownProgress && (
              <span className={classes.quiet}>
                {t('yours.part', {
                  met: String(item.ownProgress.met),
                  applicable: String(item.ownProgress.applicable),
                })}
              </span>
            )}
          </li>
        ))}
      </ul>
      {total > items.length && (
        <Link to={to({})}>{t('yours.all', { number: String(total) })}</Link>
      )}
    </div>
  );
}

/**
 * What the reader and the reader's groups own, the lowest first, with the one
 * next thing to do. At most three requests. @internal
 */
export function YoursWidget() {
  return (
    <FrameworkProvider>
      <Yours />
    </FrameworkProvider>
  );
}
