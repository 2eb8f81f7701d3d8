/** Items the backend gives at once. @internal */
export const LARGEST_PAGE = 500;

/**
 * Every page of a list, one after the other, as if it were one. @internal
 */
export async function wholeList<
  T,
  P extends { items: T[]; nextCursor?: string },
>(
  load: (cursor?: string) => Promise<P & { items: T[] }>,
): Promise<Omit<P, 'nextCursor'> & { items: T[] }> {
  const { nextCursor, ...first } = await load();
  const items = [...first.items];
  let cursor = nextCursor;
  while (cursor !== undefined) {
    const page = await load(cursor);
    items.push(...page.items);
    // The same cursor again would never end.
    cursor = page.nextCursor === cursor ? undefined : page.nextCursor;
  }
  return { ...first, items };
}
