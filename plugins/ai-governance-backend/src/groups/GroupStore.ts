import type { Knex } from 'knex';
import { anyOf, bulkUpsert, chunks } from '../database/bulk';
import { readBookmark, writeBookmark } from '../database/bookmarks';
import type { Transaction } from '../database/transaction';
import type { GroupFacts } from './GroupGraph';

const DIGEST = 'groups.digest';

/** Groups with what names the people in the catalog, as digests. */
export interface StoredFacts extends GroupFacts {
  personKeys: readonly (readonly [keyHash: string, user: string])[];
}

/** What a table holds: its columns, and the rows as pairs. */
const TABLES = {
  groups: ['group_ref'],
  group_parents: ['group_ref', 'parent_ref'],
  group_members: ['group_ref', 'user_ref'],
  person_keys: ['key_hash', 'user_ref'],
} as const;

/** Keeps how groups are nested and who is in them. */
export class GroupStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Digest of everything stored; undefined before the first time. */
  async digest(): Promise<string | undefined> {
    return readBookmark(this.#knex, DIGEST);
  }

  async facts(): Promise<GroupFacts> {
    const [groups, parents, members] = await Promise.all([
      this.#knex('groups').select('group_ref'),
      this.#knex('group_parents').select('group_ref', 'parent_ref'),
      this.#knex('group_members').select('group_ref', 'user_ref'),
    ]);
    return {
      groups: groups.map(row => row.group_ref),
      parents: parents.map(row => [row.group_ref, row.parent_ref]),
      members: members.map(row => [row.group_ref, row.user_ref]),
    };
  }

  /** Writes what differs from what is stored. */
  async replace(
    trx: Transaction,
    facts: StoredFacts,
    digest: string,
  ): Promise<void> {
    const next = {
      groups: facts.groups.map(group => [group]),
      group_parents: facts.parents,
      group_members: facts.members,
      person_keys: facts.personKeys,
    };
    for (const [table, columns] of Object.entries(TABLES)) {
      const stored = new Map(
        (await trx(table).select(...columns)).map(row => {
          const cells = columns.map(column => row[column] as string);
          return [cells.join('\n'), cells];
        }),
      );
      const added: { [column: string]: string }[] = [];
      for (const cells of next[table as keyof typeof next]) {
        if (!stored.delete(cells.join('\n'))) {
          added.push(
            Object.fromEntries(
              columns.map((column, index) => [column, cells[index]]),
            ),
          );
        }
      }
      for (const slice of chunks([...stored.values()])) {
        const condition = columns
          .map(column => `"${column}" = ?`)
          .join(' and ');
        await trx(table)
          .whereRaw(
            slice.map(() => `(${condition})`).join(' or '),
            slice.flat(),
          )
          .delete();
      }
      for (const slice of chunks(added)) {
        await bulkUpsert(trx, {
          table,
          columns: [...columns],
          rows: slice,
          conflict: [...columns],
        });
      }
    }
    await writeBookmark(trx, DIGEST, digest);
  }

  /** The people that digests stand for; several where a name is not unique. */
  async people(
    keyHashes: readonly string[],
    trx?: Transaction,
  ): Promise<Map<string, string[]>> {
    const found = new Map<string, string[]>();
    for (const slice of chunks(keyHashes, 2000)) {
      const rows = await (trx ?? this.#knex)('person_keys')
        .select('key_hash', 'user_ref')
        .where(anyOf(this.#knex, 'key_hash', slice));
      for (const row of rows) {
        found.set(row.key_hash, [
          ...(found.get(row.key_hash) ?? []),
          row.user_ref,
        ]);
      }
    }
    return found;
  }
}
