import { deflateSync, inflateSync } from 'node:zlib';

/** Whose the entities of a campaign were when it ended, by ref. */
export type OwnersAtEnd = ReadonlyMap<string, readonly string[]>;

/**
 * Packs entities with their owners: a list of campaigns reads those of every
 * campaign on its page, and each may be about the whole organization.
 */
export function packAtEnd(entities: OwnersAtEnd): string {
  const byOwners = new Map<string, [readonly string[], string[]]>();
  for (const [ref, owners] of entities) {
    const key = JSON.stringify(owners);
    const alike = byOwners.get(key) ?? [owners, []];
    alike[1].push(ref);
    byOwners.set(key, alike);
  }
  return deflateSync(JSON.stringify([...byOwners.values()])).toString('base64');
}

/** What `packAtEnd` packed. */
export function unpackAtEnd(packed: string): OwnersAtEnd {
  if (packed.startsWith('{')) {
    // As it was kept before it was packed.
    return new Map(Object.entries(JSON.parse(packed)));
  }
  const byOwners: [string[], string[]][] = JSON.parse(
    inflateSync(Buffer.from(packed, 'base64')).toString(),
  );
  return new Map(
    byOwners.flatMap(([owners, refs]) =>
      refs.map((ref): [string, readonly string[]] => [ref, owners]),
    ),
  );
}
