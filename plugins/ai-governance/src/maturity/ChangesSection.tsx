import { useEffect, useState } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  scorecardReadPermission,
  type MaturityChange,
  type MaturityChangesResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { Problem, Section, usePageStyles } from '../components';
import { useDimming } from '../hooks/useDimming';
import { ShareMenu } from '../export/ShareMenu';
import { LARGEST_PAGE, wholeList } from '../export/wholeList';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import {
  filterOf,
  writeFilterState,
  type FilterState,
} from '../overview/listState';
import { ownerName } from '../overview/owners';
import { useTabLink } from '../pages/useTabLink';
import {
  causesText,
  changesTable,
  controlChange,
  levelChange,
} from './changesTable';
import { DataTable } from './DataTable';
import { useInstant } from './TrendPicture';
import { Button } from '../controls';

const PAGE_SIZE = 25;

/** Controls named one by one; an entity that is new changes them all. */
const FIRST = 4;

const useStyles = makeStyles(
  theme => ({
    paging: {
      display: 'flex',
      justifyContent: 'flex-end',
      gap: theme.spacing(1),
      marginTop: theme.spacing(1.5),
      '@media print': { display: 'none' },
    },
  }),
  { name: 'PlumblineChangesSection' },
);

function Controls(props: { change: MaturityChange }) {
  const t = useText();
  const page = usePageStyles();
  const { controls } = props.change;
  const more = controls.length - FIRST;
  return (
    <ul className={page.list}>
      {controls.slice(0, FIRST).map(each => (
        <li key={each.id}>{controlChange(each, t)}</li>
      ))}
      {more > 0 && (
        <li className={page.quiet}>
          {t('trends.changes.more', { count: more, number: String(more) })}
        </li>
      )}
    </ul>
  );
}

/** What changed for everybody: the organization's own parts, the framework. */
function Shared(props: { value: MaturityChangesResponse }) {
  const { organization, frameworks } = props.value;
  const page = usePageStyles();
  const t = useText();
  const instant = useInstant();
  const { before, after, controls } = organization;
  const sentences = [
    before === after
      ? t('trends.changes.organizationStayed', { level: String(after) })
      : t('trends.changes.organizationMoved', {
          before: String(before),
          after: String(after),
        }),
    ...controls.map(each => controlChange(each, t)),
    ...frameworks.map(({ version, at }) =>
      t('trends.changes.framework', { version, at: instant(at) }),
    ),
  ];
  return <p className={page.text}>{sentences.join(' · ')}</p>;
}

/** What is different at the end of a span from its beginning, and why. @internal */
export function ChangesSection(props: {
  filter: FilterState;
  from: string;
  to?: string;
}) {
  const { filter, from, to } = props;
  const classes = useStyles();
  const page = usePageStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const tabLink = useTabLink();
  const question = [writeFilterState(filter), from, to].join(' ');
  const [cursors, setCursors] = useState<string[]>([]);
  useEffect(() => setCursors([]), [question]);
  const cursor = cursors[cursors.length - 1];
  const { value, error, loading, reload } = useResource(
    signal =>
      api.getChanges(
        {
          filter: filterOf(filter),
          // A cursor remembers its span.
          ...(cursor ? { cursor } : { from, ...(to && { to }) }),
          limit: PAGE_SIZE,
        },
        { signal },
      ),
    [api, question, cursor],
    { keep: true },
  );
  const changes = useDimming<HTMLDivElement>(loading);
  return (
    <Section
      title={t('trends.changes.title')}
      action={
        <ShareMenu
          name="ai-governance-changes"
          content={
            value && {
              asOf: value.to,
              table: changesTable(value.items, t),
              data: { filter: filterOf(filter), ...value },
              // The page shows some at a time; a file has all of them.
              whole: async () => {
                const { items, ...rest } = await wholeList(each =>
                  api.getChanges({
                    filter: filterOf(filter),
                    ...(each ? { cursor: each } : { from, ...(to && { to }) }),
                    limit: LARGEST_PAGE,
                  }),
                );
                return {
                  table: changesTable(items, t),
                  data: { filter: filterOf(filter), ...rest, items },
                };
              },
            }
          }
        />
      }
    >
      {error && (
        <Problem
          error={error}
          permission={scorecardReadPermission.name}
          onRetry={cursor ? async () => setCursors([]) : reload}
        />
      )}
      {!value && !error && <Skeleton variant="rect" height={200} />}
      {value && (
        <div ref={changes} aria-busy={loading}>
          <Shared value={value} />
          {value.items.length === 0 ? (
            <p className={page.quiet}>{t('trends.changes.none')}</p>
          ) : (
            <DataTable
              label={t('trends.changes.title')}
              table={{
                columns: [
                  { label: t('overview.name') },
                  { label: t('overview.level') },
                  { label: t('trends.changes.controls') },
                  { label: t('trends.changes.causes') },
                ],
                rows: value.items.map(change => [
                  change.title ?? parseEntityRef(change.entityRef).name,
                  levelChange(change, t),
                  null,
                  causesText(change.causes, t),
                ]),
              }}
              cell={(row, column) => {
                const change = value.items[row];
                switch (column) {
                  case 0:
                    return (
                      <span className={page.wide}>
                        <Link to={tabLink(change.entityRef)}>
                          {change.title ??
                            parseEntityRef(change.entityRef).name}
                        </Link>
                        <div className={page.quiet}>
                          {change.owners.map(ownerName).join(', ')}
                        </div>
                      </span>
                    );
                  case 1:
                    return (
                      <span className={page.whole}>
                        {levelChange(change, t)}
                      </span>
                    );
                  case 2:
                    return <Controls change={change} />;
                  default:
                    return undefined;
                }
              }}
            />
          )}
          {(cursor || value.nextCursor) && (
            <div className={classes.paging}>
              <Button
                size="small"
                variant="outlined"
                disabled={!cursor || loading}
                onClick={() => setCursors(before => before.slice(0, -1))}
              >
                {t('overview.previous')}
              </Button>
              <Button
                size="small"
                variant="outlined"
                disabled={!value.nextCursor || loading}
                onClick={() =>
                  setCursors(before => [...before, value.nextCursor!])
                }
              >
                {t('overview.next')}
              </Button>
            </div>
          )}
        </div>
      )}
    </Section>
  );
}
