import type { Knex } from 'knex';
import {
  ASSISTANT_OBSERVATIONS,
  assistantsSeen,
  HANDLES_OBSERVATION,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { Evidence } from '@plumbline/backstage-plugin-ai-governance-common';
import { anyOf, bulkUpsert, chunks, yieldToEventLoop } from '../database/bulk';
import type { Transaction } from '../database/transaction';

/** All evidence one source gives about one subject. */
export interface EvidenceSet {
  subject: string;
  source: string;
  items: Evidence[];
  /** Covers the content of the items, not when they were first seen. */
  digest: string;
  changedAt: string;
}

/** As the table holds it. */
export interface EvidenceRow {
  subject: string;
  source_key: string;
  items: string;
  digest: string;
  changed_at: string;
}

export const toEvidenceSet = (row: EvidenceRow): EvidenceSet => ({
  subject: row.subject,
  source: row.source_key,
  items: JSON.parse(row.items),
  digest: row.digest,
  changedAt: row.changed_at,
});

type HostsOf = (
  trees: readonly string[],
  trx: Transaction,
) => Promise<string[]>;

/** Rows read at once while findings are counted. */
const COUNT_PAGE = 500;

/** How many things an item of evidence found that could be wrong. */
function foundBy({ check, outcome, findings, data }: Evidence): number {
  if (check === HANDLES_OBSERVATION) {
    return Array.isArray(data?.handles) ? data.handles.length : 0;
  }
  return findings?.length ?? (outcome === 'fail' ? 1 : 0);
}

/** Keeps the newest evidence per subject and source, and what it replaced. */
export class EvidenceStore {
  readonly #knex: Knex;
  readonly #hostsOf: HostsOf | undefined;

  /** @param hostsOf - the code hosts of trees, where hosts are asked as well */
  constructor(knex: Knex, hostsOf?: HostsOf) {
    this.#knex = knex;
    this.#hostsOf = hostsOf;
  }

  /** Digests of what is stored: subject and source joined by a line feed. */
  async digests(
    subjects: readonly string[],
    trx?: Transaction,
  ): Promise<Map<string, string>> {
    const result = new Map<string, string>();
    for (const slice of chunks(subjects, 2000)) {
      const rows = await (trx ?? this.#knex)<EvidenceRow>('evidence')
        .select('subject', 'source_key', 'digest')
        .where(anyOf(this.#knex, 'subject', slice));
      for (const row of rows) {
        result.set(`${row.subject}\n${row.source_key}`, row.digest);
      }
    }
    return result;
  }

  /** The subjects that a source has any evidence of, groups alone if asked. */
  async subjectsOf(
    source: string,
    options: { groups?: boolean; trx?: Transaction } = {},
  ): Promise<string[]> {
    const query = (options.trx ?? this.#knex)<EvidenceRow>('evidence')
      .select('subject')
      .where({ source_key: source })
      .whereNot('items', '[]');
    if (options.groups) {
      // `;` follows `:`, so that the primary key finds them.
      query.whereBetween('subject', ['group:', 'group;']);
    }
    return (await query).map(row => row.subject);
  }

  async bySubjects(
    subjects: readonly string[],
    trx?: Transaction,
  ): Promise<EvidenceSet[]> {
    const db = trx ?? this.#knex;
    const rows = await db<EvidenceRow>('evidence')
      .where(anyOf(this.#knex, 'subject', subjects))
      .orderBy(['subject', 'source_key']);
    return rows.map(toEvidenceSet);
  }

  /** Evidence of sources that speak of one subject each. */
  async bySources(
    sources: readonly string[],
    trx: Transaction,
  ): Promise<EvidenceSet[]> {
    const rows = await trx<EvidenceRow>('evidence').where(
      anyOf(this.#knex, 'source_key', sources),
    );
    return rows.map(toEvidenceSet);
  }

  /** Which of the subjects each source has said something about. */
  async subjectsOfSources(
    sources: readonly string[],
    subjects: readonly string[],
  ): Promise<Map<string, Set<string>>> {
    const rows = await this.#knex<EvidenceRow>('evidence')
      .select('subject', 'source_key')
      .where(anyOf(this.#knex, 'subject', subjects))
      .where(anyOf(this.#knex, 'source_key', sources));
    const found = new Map<string, Set<string>>(
      sources.map(source => [source, new Set()]),
    );
    for (const { subject, source_key: source } of rows) {
      found.get(source)!.add(subject);
    }
    return found;
  }

  /**
   * How many findings there are now, by name: each counts what the given
   * checks found, a failure without findings as one. Of what repositories show
   * of the subjects that code handles, each sign counts, declared or not.
   */
  async countFindings(
    wanted: ReadonlyMap<string, readonly string[]>,
  ): Promise<Map<string, number>> {
    const counts = new Map<string, number>();
    if (wanted.size === 0) {
      return counts;
    }
    for await (const { items } of this.#everything()) {
      for (const [name, checks] of wanted) {
        for (const item of items) {
          if (item.outcome !== 'error' && checks.includes(item.check)) {
            counts.set(name, (counts.get(name) ?? 0) + foundBy(item));
          }
        }
      }
    }
    return counts;
  }

  /** The subjects at which each assistant was seen, of those not known. */
  async assistantsBeside(
    known: ReadonlySet<string>,
  ): Promise<Map<string, Set<string>>> {
    const seen = new Map<string, Set<string>>();
    // Most evidence tells of no assistant: the database leaves it out.
    const mentioned = ASSISTANT_OBSERVATIONS.map(check => `%"${check}"%`);
    for await (const { subject, items } of this.#everything(mentioned)) {
      for (const assistant of assistantsSeen(items)) {
        if (!known.has(assistant)) {
          const subjects = seen.get(assistant) ?? new Set();
          seen.set(assistant, subjects.add(subject));
        }
      }
    }
    return seen;
  }

  /** All evidence, subject by subject, page by page. */
  async *#everything(
    mentioned: readonly string[] = [],
  ): AsyncGenerator<{ subject: string; items: Evidence[] }> {
    const rowsOf = () => {
      const query = this.#knex<EvidenceRow>('evidence').select(
        'subject',
        'items',
      );
      return mentioned.length === 0
        ? query
        : query.where(each => {
            mentioned.forEach(pattern => each.orWhereLike('items', pattern));
          });
    };
    let after = '';
    for (;;) {
      const rows = await rowsOf()
        .where('subject', '>', after)
        .orderBy('subject')
        .limit(COUNT_PAGE);
      if (rows.length === 0) {
        return;
      }
      // A subject may have more rows than the page has room for.
      const last = rows[rows.length - 1].subject;
      const whole =
        rows.length < COUNT_PAGE
          ? rows
          : [
              ...rows.filter(row => row.subject !== last),
              ...(await rowsOf().where({ subject: last })),
            ];
      for (const row of whole) {
        yield { subject: row.subject, items: JSON.parse(row.items) };
      }
      after = last;
      await yieldToEventLoop();
    }
  }

  /**
   * Writes new content; what it replaces moves to the history.
   *
   * @param before - what is stored of those subjects
   */
  async replace(
    trx: Transaction,
    sets: readonly EvidenceSet[],
    before: readonly EvidenceSet[],
  ): Promise<void> {
    const next = new Map(
      sets.map(set => [`${set.subject}\n${set.source}`, set]),
    );
    await this.#keep(
      trx,
      before.flatMap(set => {
        const by = next.get(`${set.subject}\n${set.source}`);
        return by ? [{ set, until: by.changedAt }] : [];
      }),
    );
    await bulkUpsert(trx, {
      table: 'evidence',
      columns: ['subject', 'source_key', 'items', 'digest', 'changed_at'],
      rows: sets.map(set => ({
        subject: set.subject,
        source_key: set.source,
        items: JSON.stringify(set.items),
        digest: set.digest,
        changed_at: set.changedAt,
      })),
      conflict: ['subject', 'source_key'],
      merge: ['items', 'digest', 'changed_at'],
    });
  }

  /** Ends what repositories other than the given ones said about a subject. */
  async removeOtherRepositories(
    trx: Transaction,
    subject: string,
    keep: readonly string[],
    at: string,
  ): Promise<boolean> {
    const kept = new Set([
      ...keep,
      ...(keep.length > 0 ? (await this.#hostsOf?.(keep, trx)) ?? [] : []),
    ]);
    const rows = (await this.bySubjects([subject], trx)).filter(
      set => /^(?:repository|host):/.test(set.source) && !kept.has(set.source),
    );
    await this.#keep(
      trx,
      rows.map(set => ({ set, until: at })),
    );
    for (const set of rows) {
      await trx('evidence')
        .where({ subject: set.subject, source_key: set.source })
        .delete();
    }
    return rows.length > 0;
  }

  /** Takes everything that is kept of the subjects into the history. */
  async retire(
    trx: Transaction,
    subjects: readonly string[],
    at: string,
  ): Promise<void> {
    const theirs = anyOf(this.#knex, 'subject', subjects);
    await trx.raw(
      `insert into evidence_history (subject, source_key, items, from_at, until_at)
       select subject, source_key, items, changed_at, ? from evidence where ?`,
      [at, theirs],
    );
    await trx('evidence').where(theirs).delete();
  }

  /** Takes superseded evidence into the history. */
  async #keep(
    trx: Transaction,
    superseded: readonly { set: EvidenceSet; until: string }[],
  ): Promise<void> {
    await bulkUpsert(trx, {
      table: 'evidence_history',
      columns: ['subject', 'source_key', 'items', 'from_at', 'until_at'],
      rows: superseded.map(({ set, until }) => ({
        subject: set.subject,
        source_key: set.source,
        items: JSON.stringify(set.items),
        from_at: set.changedAt,
        until_at: until,
      })),
    });
  }
}
