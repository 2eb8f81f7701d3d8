import { useState, type ReactNode } from 'react';
import { useSearchParams } from 'react-router-dom';
import Skeleton from '@material-ui/lab/Skeleton';
import { scorecardReadPermission } from '@plumbline/backstage-plugin-ai-governance-common';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { Choice } from './Choice';
import { Pager } from './Pager';
import { usePageStyles } from './pageStyles';
import { Problem } from './Problem';
import { Section } from './Section';

const LOADING_ROWS = 4;

/**
 * A list that is read by cursor, of one state at a time, which stands in the
 * address. The first view is what is shown without one. @internal
 */
export function CursorList<
  View extends string,
  Item extends { id: string },
>(props: {
  title: string;
  note?: string;
  /** What can be done beside reading. */
  action?: ReactNode;
  /** What reading it needs. */
  permission?: string;
  /** What is said while nothing is there yet. */
  loading: string;
  views: readonly { id: View; label: string; empty: string }[];
  /** Stays the same while the list does. */
  load: (
    view: View,
    cursor: string | undefined,
  ) => Promise<{ items: Item[]; nextCursor?: string }>;
  /** The list item, and how to read the list again. */
  children: (item: Item, reload: () => Promise<void>) => ReactNode;
}) {
  const { title, note, loading, views, load, children } = props;
  const classes = usePageStyles();
  const t = useText();
  const [params, setParams] = useSearchParams();
  const view = views.find(({ id }) => id === params.get('state')) ?? views[0];
  const [cursor, setCursor] = useState<string>();
  const { value, error, reload } = useResource(
    () => load(view.id, cursor),
    [load, view.id, cursor],
  );
  return (
    <>
      {error && !value && (
        <Problem
          error={error}
          permission={props.permission ?? scorecardReadPermission.name}
          onRetry={reload}
        />
      )}
      <Section
        title={title}
        note={note}
        action={
          <span className={classes.actions}>
            <Choice
              className={classes.fixed}
              label={t('disputes.showing')}
              value={view.id}
              any={null}
              options={views.map(({ id, label }) => ({ value: id, label }))}
              onChange={entry => {
                setCursor(undefined);
                setParams(
                  entry && entry !== views[0].id ? { state: entry } : {},
                  {
                    replace: true,
                  },
                );
              }}
            />
            {props.action}
          </span>
        }
      >
        {!value && !error && (
          <div role="status" aria-label={loading}>
            {Array.from({ length: LOADING_ROWS }, (_, row) => (
              <Skeleton key={row} height={64} />
            ))}
          </div>
        )}
        {value && value.items.length === 0 && (
          <p className={classes.quiet}>{view.empty}</p>
        )}
        {value && value.items.length > 0 && (
          <ul className={classes.list}>
            {value.items.map(item => children(item, reload))}
          </ul>
        )}
        <Pager cursor={cursor} next={value?.nextCursor} onGo={setCursor} />
      </Section>
    </>
  );
}
