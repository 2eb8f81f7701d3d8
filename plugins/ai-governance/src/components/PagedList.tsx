import { useState, type ReactNode } from 'react';
import Skeleton from '@material-ui/lab/Skeleton';
import { scorecardReadPermission } from '@plumbline/backstage-plugin-ai-governance-common';
import { useResource } from '../hooks/useResource';
import { Pager } from './Pager';
import { usePageStyles } from './pageStyles';
import { Problem } from './Problem';

const PAGE = 5;

/** A short list inside of something else, read by cursor once it is shown. @internal */
export function PagedList<Item extends { id: string }>(props: {
  /** What is said while it is read, and when nothing is in it. */
  loading: string;
  empty: string;
  /** Stays the same while the list does. */
  load: (page: {
    limit: number;
    cursor?: string;
  }) => Promise<{ items: Item[]; nextCursor?: string }>;
  /** The list item. */
  children: (item: Item) => ReactNode;
}) {
  const { loading, empty, load, children } = props;
  const classes = usePageStyles();
  const [cursor, setCursor] = useState<string>();
  const { value, error, reload } = useResource(
    () => load({ limit: PAGE, ...(cursor && { cursor }) }),
    [load, cursor],
  );
  if (!value) {
    return error ? (
      <Problem
        error={error}
        permission={scorecardReadPermission.name}
        onRetry={reload}
      />
    ) : (
      <div role="status" aria-label={loading}>
        <Skeleton height={64} />
      </div>
    );
  }
  return (
    <>
      {value.items.length === 0 && <p className={classes.quiet}>{empty}</p>}
      {value.items.length > 0 && (
        <ul className={classes.list}>{value.items.map(children)}</ul>
      )}
      <Pager cursor={cursor} next={value.nextCursor} onGo={setCursor} />
    </>
  );
}
