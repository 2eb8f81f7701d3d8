import { useState } from 'react';

/** One page of a list. */
interface Page<Item> {
  items: Item[];
  nextCursor?: string;
}

/**
 * The first page of a list, and the further ones that were asked for since it
 * was read. @internal
 */
export function useFurther<Item>(
  /** Another object stands for a list that was read again. */
  first: Page<Item> | undefined,
  read: (cursor: string) => Promise<Page<Item>>,
) {
  const [further, setFurther] = useState<{
    of?: Page<Item>;
    pages: Page<Item>[];
  }>({ pages: [] });
  const [busy, setBusy] = useState<Page<Item>>();
  const [failure, setFailure] = useState<{
    of?: Page<Item>;
    error: Error;
  }>();
  // Pages of a list that was read again since belong to the old one.
  const pages = first && further.of === first ? further.pages : [];
  const more = (pages[pages.length - 1] ?? first)?.nextCursor;
  return {
    items: [...(first?.items ?? []), ...pages.flatMap(page => page.items)],
    more: more !== undefined,
    loadingMore: first !== undefined && busy === first,
    moreError: failure?.of === first ? failure?.error : undefined,
    loadMore: async () => {
      if (!first || !more) return;
      setBusy(first);
      setFailure(undefined);
      try {
        const page = await read(more);
        setFurther({ of: first, pages: [...pages, page] });
      } catch (error) {
        setFailure({ of: first, error: error as Error });
      } finally {
        setBusy(undefined);
      }
    },
  };
}
