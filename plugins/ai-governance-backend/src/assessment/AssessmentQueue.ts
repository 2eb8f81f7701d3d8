import type { Knex } from 'knex';
import { anyOf, bulkWrite, chunks, isPostgres } from '../database/bulk';
import type { Write } from '../database/bulk';
import type { Transaction } from '../database/transaction';

/** Queue name of the organization's own parts. */
export const ORGANIZATION = 'organization';

/**
 * Stands for the group of entities without an owning group: nobody attests
 * anything for it. No real group has such a ref, which always has a namespace.
 */
export const NO_GROUP = 'group:none';

/** Whether a subject is a group or the organization, not an entity. */
export function isPartSubject(subject: string): boolean {
  return subject === ORGANIZATION || subject.startsWith('group:');
}

/**
 * Subjects (entities, groups, the organization) whose inputs changed since
 * they were judged. Kept in the database, so that whatever queued them and
 * whatever judges them may be different replicas.
 */
export class AssessmentQueue {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Queued subjects that are already waiting keep their place. Written in one
   * order, so that two transactions never wait for each other.
   */
  async add(
    trx: Transaction,
    subjects: readonly string[],
    at: string,
  ): Promise<void> {
    for (const { sql, bindings } of this.writes(subjects, at)) {
      await trx.raw(sql, bindings as any);
    }
  }

  /** The statements that `add` runs, for those who run them with others. */
  writes(subjects: readonly string[], at: string): Write[] {
    return chunks([...new Set(subjects)].sort()).map(slice =>
      this.write(slice, at),
    );
  }

  /** The statement that queues up to `BULK_SIZE` subjects. */
  write(subjects: readonly string[], at: string): Write {
    return bulkWrite(this.#knex, {
      table: 'assessment_queue',
      columns: ['subject', 'queued_at'],
      rows: [...new Set(subjects)]
        .sort()
        .map(subject => ({ subject, queued_at: at })),
      conflict: ['subject'],
    });
  }

  /** Queues everything: after the framework or the tools changed. */
  async addAll(trx: Transaction, at: string): Promise<void> {
    await this.#addSelected(
      trx,
      `select entity_ref as subject from entities where deleted_at is null
       union all select ? union all select ?`,
      [ORGANIZATION, NO_GROUP],
      at,
    );
  }

  /** Queues what was judged under another framework than this one. */
  async addOutdated(
    trx: Transaction,
    frameworkDigest: string,
    at: string,
  ): Promise<void> {
    await this.#addSelected(
      trx,
      `select s.entity_ref as subject from scorecards s
       join entities e on e.entity_ref = s.entity_ref
       where e.deleted_at is null and s.framework_digest <> ?`,
      [frameworkDigest],
      at,
    );
  }

  /** Queues what is selected and every shared part, in the order of `add`. */
  async #addSelected(
    trx: Transaction,
    entities: string,
    bindings: readonly string[],
    at: string,
  ): Promise<void> {
    const collation = isPostgres(this.#knex) ? '"C"' : 'binary';
    await trx.raw(
      `insert into assessment_queue (subject, queued_at)
       select subject, ? from (
         ${entities} union all select subject from judged_parts
       ) as queued where true order by subject collate ${collation}
       on conflict (subject) do nothing`,
      [at, ...bindings],
    );
  }

  /**
   * Locks and removes up to `limit` queued subjects. They are back when the
   * transaction fails; two replicas never take the same one.
   */
  async take(
    trx: Transaction,
    limit: number,
    kind: 'parts' | 'entities',
  ): Promise<string[]> {
    const query = trx('assessment_queue')
      .select('subject')
      .orderBy('queued_at')
      .limit(limit);
    if (kind === 'parts') {
      query.where(where =>
        where
          .where('subject', ORGANIZATION)
          .orWhere('subject', 'like', 'group:%'),
      );
    } else {
      query.whereNot(where =>
        where
          .where('subject', ORGANIZATION)
          .orWhere('subject', 'like', 'group:%'),
      );
    }
    if (isPostgres(this.#knex)) {
      query.forUpdate().skipLocked();
    }
    const subjects = (await query).map(row => row.subject as string);
    await this.remove(trx, subjects);
    return subjects;
  }

  /** Takes subjects off the queue; they are judged in the same transaction. */
  async remove(trx: Transaction, subjects: readonly string[]): Promise<void> {
    if (subjects.length === 0) {
      return;
    }
    if (isPostgres(this.#knex)) {
      // In the order of `add`, which deleting does not keep by itself.
      await trx.raw(
        `delete from assessment_queue where subject in (
           select subject from assessment_queue where ?
           order by subject collate "C" for update
         )`,
        [anyOf(this.#knex, 'subject', subjects)],
      );
    } else {
      await trx('assessment_queue')
        .where(anyOf(this.#knex, 'subject', subjects))
        .delete();
    }
  }
}
