import { useState, type ReactNode } from 'react';
import { Link } from '@backstage/core-components';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  scorecardReadPermission,
  type ControlStatus,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { Problem, usePageStyles } from '../components';
import { Pager } from '../components/Pager';
import { ShareMenu } from '../export/ShareMenu';
import type { Cell, TableData } from '../export/table';
import { LARGEST_PAGE, wholeList } from '../export/wholeList';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { DataTable } from '../maturity/DataTable';
import { useTabLink } from '../pages/useTabLink';
import { ownerName, refName } from './owners';

const PAGE = 25;

/** What every list of entities tells of each. */
interface Listed {
  entityRef: string;
  title?: string;
  owners: string[];
  open: { id: string; status: ControlStatus }[];
}

interface Column<Item> {
  label: string;
  number?: boolean;
  of: (item: Item) => Cell;
  /** Draws it where text is not enough. */
  draw?: (item: Item) => ReactNode;
}

/** Entities that something is about, a page at a time, to be taken elsewhere as a whole. @internal */
export function ListedEntities<Item extends Listed>(props: {
  /** The table's name. */
  label: string;
  empty: string;
  /** Narrows the list down. */
  choice: ReactNode;
  /** What is asked: another question begins on its first page. */
  question: string;
  /** Counts changes of what the same question finds. */
  version?: number;
  list: (page: {
    limit: number;
    cursor?: string;
  }) => Promise<{ items: Item[]; nextCursor?: string }>;
  /** What stands between whose an entity is and what is open. */
  columns: Column<Item>[];
  /** Begins the names of the files. */
  name: string;
  /** What programs read beside the items: of a page, and further of all of them. */
  about: object;
  asked: object;
}) {
  const { label, empty, question, version, list, columns } = props;
  const classes = usePageStyles();
  const t = useText();
  const tabLink = useTabLink();
  const [place, setPlace] = useState<{ question: string; cursor?: string }>({
    question,
  });
  if (place.question !== question) {
    // Before anything is asked: a cursor belongs to the question it came from.
    setPlace({ question });
  }
  const { cursor } = place;
  const { value, error, reload } = useResource(
    async () => ({
      ...(await list({ limit: PAGE, ...(cursor && { cursor }) })),
      at: new Date().toISOString(),
    }),
    [question, version, cursor],
    { keep: true },
  );
  const tableOf = (
    items: readonly Item[],
    name: (item: Item) => string,
  ): TableData => ({
    columns: [
      { label: t('riskRegister.entity') },
      { label: t('overview.owner') },
      ...columns.map(column => ({
        label: column.label,
        ...(column.number && { number: true }),
      })),
      { label: t('riskRegister.open') },
    ],
    rows: items.map(item => [
      name(item),
      item.owners.map(ownerName).join(', ') || null,
      ...columns.map(column => column.of(item)),
      item.open
        .map(({ id, status }) => `${id} ${t(`status.${status}`)}`)
        .join(', ') || null,
    ]),
  });
  const shownName = (item: Item) => item.title ?? refName(item.entityRef);
  const entityRef = (item: Item) => item.entityRef;
  return (
    <>
      <div className={classes.filters}>
        {props.choice}
        <ShareMenu
          name={props.name}
          label={t('overview.share')}
          content={
            value && {
              asOf: value.at,
              table: tableOf(value.items, entityRef),
              data: { ...props.about, items: value.items },
              whole: async () => {
                const { items } = await wholeList(next =>
                  list({ limit: LARGEST_PAGE, ...(next && { cursor: next }) }),
                );
                return {
                  table: tableOf(items, entityRef),
                  data: { ...props.about, ...props.asked, items },
                };
              },
            }
          }
        />
      </div>
      {error && !value && (
        <Problem
          error={error}
          permission={scorecardReadPermission.name}
          onRetry={reload}
        />
      )}
      {!value && !error && <Skeleton variant="rect" height={120} />}
      {value?.items.length === 0 && <p className={classes.quiet}>{empty}</p>}
      {value && value.items.length > 0 && (
        <DataTable
          label={label}
          table={tableOf(value.items, shownName)}
          cell={(row, column) => {
            const item = value.items[row];
            if (column === 0) {
              return (
                <span className={classes.wide}>
                  <Link to={tabLink(item.entityRef)} underline="always">
                    {shownName(item)}
                  </Link>
                </span>
              );
            }
            return columns[column - 2]?.draw?.(item);
          }}
        />
      )}
      <Pager
        cursor={cursor}
        next={value?.nextCursor}
        onGo={next => setPlace({ question, cursor: next })}
      />
    </>
  );
}
