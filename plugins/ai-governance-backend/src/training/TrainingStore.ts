import type { Knex } from 'knex';
import { anyOf, bulkUpsert, chunks } from '../database/bulk';
import { readBookmark, writeBookmark } from '../database/bookmarks';
import type { Transaction } from '../database/transaction';
import type { Completion } from './trainingData';

/** Changes with every upload that changed something. */
const VERSION = 'training.version';

/** What the groups' figures were last counted from. */
const COUNTED = 'training.counted';

interface Row {
  course: string;
  completed_on: string;
  score: number | null;
  valid_until: string | null;
}

const toCompletion = (row: Row): Completion => ({
  course: row.course,
  completedOn: row.completed_on,
  ...(row.score !== null && { score: Number(row.score) }),
  ...(row.valid_until !== null && { validUntil: row.valid_until }),
});

/** Table and the column that says whose completion it is. */
const WHOSE = {
  training_completions: 'user_ref',
  training_unmatched: 'person_hash',
} as const;

/** A completion with whose it is: a user ref, or a digest of an unknown name. */
export type PersonalCompletion = Completion & { person: string };

/** Keeps completions of training. */
export class TrainingStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Completions by person. */
  async byPerson(
    table: keyof typeof WHOSE,
    people: readonly string[],
    trx?: Transaction,
  ): Promise<Map<string, Completion[]>> {
    const found = new Map<string, Completion[]>();
    const whose = WHOSE[table];
    for (const slice of chunks(people, 2000)) {
      collect(
        found,
        await (trx ?? this.#knex)(table).where(anyOf(this.#knex, whose, slice)),
        whose,
      );
    }
    return found;
  }

  /** Everybody's completions. */
  async all(table: keyof typeof WHOSE): Promise<Map<string, Completion[]>> {
    const found = new Map<string, Completion[]>();
    collect(found, await this.#knex(table), WHOSE[table]);
    return found;
  }

  /** Whether there is any completion at all. */
  async isUsed(): Promise<boolean> {
    return (
      (await this.#knex('training_completions').first('course')) !== undefined
    );
  }

  /** Whether anything is kept aside. */
  async hasUnmatched(): Promise<boolean> {
    return (
      (await this.#knex('training_unmatched').first('course')) !== undefined
    );
  }

  async save(
    trx: Transaction,
    table: keyof typeof WHOSE,
    completions: readonly PersonalCompletion[],
  ): Promise<void> {
    const whose: string = WHOSE[table];
    const columns = [whose, 'course', 'completed_on', 'score', 'valid_until'];
    for (const slice of chunks(completions)) {
      await bulkUpsert<{ [column: string]: string | number | null }>(trx, {
        table,
        columns,
        rows: slice.map(completion => ({
          [whose]: completion.person,
          course: completion.course,
          completed_on: completion.completedOn,
          score: completion.score ?? null,
          valid_until: completion.validUntil ?? null,
        })),
        conflict: [whose, 'course', 'completed_on'],
        merge: ['score', 'valid_until'],
      });
    }
  }

  /** Takes away what was kept aside for people who are known now. */
  async removeUnmatched(
    trx: Transaction,
    hashes: readonly string[],
  ): Promise<void> {
    for (const slice of chunks(hashes, 2000)) {
      await trx('training_unmatched')
        .where(anyOf(this.#knex, 'person_hash', slice))
        .delete();
    }
  }

  /** Takes away everything of these people; says how much it was. */
  async erase(
    trx: Transaction,
    table: keyof typeof WHOSE,
    people: readonly string[],
  ): Promise<number> {
    return people.length === 0
      ? 0
      : trx(table).where(anyOf(this.#knex, WHOSE[table], people)).delete();
  }

  /** Takes away what was completed before a date and is over by another. */
  async prune(
    trx: Transaction,
    options: { completedBefore: string; today: string },
  ): Promise<number> {
    let pruned = 0;
    for (const table of Object.keys(WHOSE) as (keyof typeof WHOSE)[]) {
      pruned += await trx(table)
        .where('completed_on', '<', options.completedBefore)
        .where(over =>
          over
            .whereNull('valid_until')
            .orWhere('valid_until', '<', options.today),
        )
        .delete();
    }
    return pruned;
  }

  async version(): Promise<string> {
    return (await readBookmark(this.#knex, VERSION)) ?? '';
  }

  async setVersion(trx: Transaction, version: string): Promise<void> {
    await writeBookmark(trx, VERSION, version);
  }

  async counted(): Promise<string | undefined> {
    return readBookmark(this.#knex, COUNTED);
  }

  async setCounted(trx: Transaction, counted: string): Promise<void> {
    await writeBookmark(trx, COUNTED, counted);
  }
}

function collect(
  into: Map<string, Completion[]>,
  rows: readonly (Row & { [column: string]: unknown })[],
  whose: string,
): void {
  for (const row of rows) {
    const person = row[whose] as string;
    const known = into.get(person);
    if (known) {
      known.push(toCompletion(row));
    } else {
      into.set(person, [toCompletion(row)]);
    }
  }
}
