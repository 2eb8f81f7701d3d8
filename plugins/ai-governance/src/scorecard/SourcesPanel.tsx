import { makeStyles } from '@material-ui/core/styles';
import type {
  CheckResult,
  CollectionState,
  ControlStatus,
  Instant,
  Scorecard,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { RelativeTime, SafeLink, Section, StatusLabel } from '../components';
import { useText } from '../hooks/useText';
import { quietText } from '../theme/colors';
import { sourceName } from './CheckEvidence';

const useStyles = makeStyles(
  theme => ({
    list: { listStyle: 'none', margin: 0, padding: 0 },
    item: {
      padding: theme.spacing(1, 0),
      borderTop: `1px solid ${theme.palette.divider}`,
      overflowWrap: 'anywhere',
      lineHeight: 1.5,
      '&:first-child': { borderTop: 0, paddingTop: 0 },
    },
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      justifyContent: 'space-between',
      gap: theme.spacing(0, 1.5),
    },
    quiet: {
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(13),
    },
  }),
  { name: 'PlumblineSourcesPanel' },
);

type LookState = Pick<
  CollectionState,
  'state' | 'lastLookedAt' | 'error' | 'silentSince'
>;

/** How a source stands, in the language every status speaks. */
function statusOf(source: LookState): ControlStatus {
  if (source.silentSince || source.state === 'failed') {
    return 'stale';
  }
  if (source.state === 'never' || source.state === 'none') {
    return 'unknown';
  }
  return source.lastLookedAt || source.state === 'done' ? 'met' : 'unknown';
}

function SourceItem(props: {
  name: string;
  where?: string;
  what?: string;
  source: LookState;
}) {
  const { name, where, what, source } = props;
  const classes = useStyles();
  const t = useText();
  return (
    <li className={classes.item}>
      <div className={classes.head}>
        <span>
          <strong>{name}</strong>
          {!where && what && <span className={classes.quiet}> {what}</span>}
        </span>
        <StatusLabel status={statusOf(source)}>
          {source.silentSince
            ? t('sources.silent')
            : t(`sources.state.${source.state}`)}
        </StatusLabel>
      </div>
      {where && (
        <div className={classes.quiet}>
          <SafeLink to={where}>{where.replace(/^https?:\/\//, '')}</SafeLink>
        </div>
      )}
      <div className={classes.quiet}>
        {t('sources.lastLook')} <RelativeTime instant={source.lastLookedAt} />
        {source.silentSince && (
          <>
            {' · '}
            {t('sources.silentSince')}{' '}
            <RelativeTime instant={source.silentSince} />
          </>
        )}
      </div>
      {source.error && (
        <div role="note">{t('sources.error', { error: source.error })}</div>
      )}
    </li>
  );
}

/** Sources that send by themselves, with the newest they sent. */
function sendersOf(scorecard: Scorecard): [string, Instant][] {
  const newest = new Map<string, Instant>();
  const note = (source?: string, at?: Instant) => {
    if (source && at && /^(ci|import|training):/.test(source)) {
      const key = source.replace(/#.*$/, '');
      const known = newest.get(key);
      newest.set(key, known && known > at ? known : at);
    }
  };
  const results: CheckResult[] = scorecard.controls.flatMap(control =>
    control.parts.flatMap(part => part.checks),
  );
  for (const result of results) {
    note(result.source, result.confirmedAt ?? result.observedAt);
    for (const source of result.sources ?? []) {
      note(source.source, source.confirmedAt ?? source.observedAt);
    }
  }
  return [...newest].sort(([a], [b]) => a.localeCompare(b));
}

/** Where the portal looks for this entity, and how each source stands. @internal */
export function SourcesPanel(props: {
  collection: CollectionState;
  scorecard: Scorecard;
}) {
  const { collection, scorecard } = props;
  const classes = useStyles();
  const t = useText();
  const senders = sendersOf(scorecard);
  return (
    <Section title={t('sources.title')}>
      <ul className={classes.list}>
        <SourceItem
          name={t('sources.repository')}
          where={
            collection.repository?.kind === 'url'
              ? collection.repository.url
              : undefined
          }
          source={collection}
        />
        {(collection.others ?? []).map(other => (
          <SourceItem
            key={other.source}
            name={t(`sources.kind.${other.kind}`)}
            where={/^https?:/.test(other.url) ? other.url : undefined}
            // Of one that has no address, its name tells it from the others.
            what={other.url.split('/').pop()}
            source={other}
          />
        ))}
        {senders.map(([source, at]) => (
          <li key={source} className={classes.item}>
            <strong>{sourceName(source, t)}</strong>
            <div className={classes.quiet}>
              {t('sources.lastSent')} <RelativeTime instant={at} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
