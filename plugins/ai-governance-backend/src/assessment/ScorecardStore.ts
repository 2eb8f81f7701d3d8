import type { Knex } from 'knex';
import { combineLevels } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  ClassificationId,
  JudgedParts,
  Level,
  ReviewTier,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { anyOf, bulkUpsert, bulkWrite, chunks } from '../database/bulk';
import type { Write } from '../database/bulk';
import type { Transaction } from '../database/transaction';
import { nextRevision } from '../database/writeTogether';

/** Classification ids in stored order, least sensitive first. */
export const CLASSIFICATIONS: ClassificationId[] = [
  'public',
  'internal',
  'confidential',
  'restricted',
];

/** The entity's own parts of a judgement, as stored. */
export interface StoredScorecard {
  entityRef: string;
  /** Position in the change feed. */
  revision: number;
  /** Subject whose group parts are joined when read. */
  groupSubject: string;
  frameworkDigest: string;
  notAssessable?: string;
  classification: ClassificationId;
  classificationDeclared: boolean;
  tier: ReviewTier;
  entityLevel: Level | null;
  entityLevelWithoutExceptions: Level | null;
  metWeight: number;
  totalWeight: number;
  /** Packed statuses of the entity parts. */
  statuses: string;
  inputDigest: string;
  outputDigest: string;
  /** When the judgement last changed. */
  changedAt: string;
  /** When time alone can change it; undefined when never. */
  dueAt?: string;
}

export interface ScorecardRow {
  entity_ref: string;
  group_subject: string;
  revision: string | number;
  framework_digest: string;
  not_assessable: string | null;
  classification: number;
  classification_declared: number | boolean;
  tier: number;
  entity_level: number | null;
  entity_level_without_exceptions: number | null;
  met_weight: number;
  total_weight: number;
  statuses: string;
  input_digest: string;
  output_digest: string;
  changed_at: string;
  judged_at: string;
  due_at: string | null;
}

/** Judged group or organization parts, as stored. */
export interface StoredParts {
  subject: string;
  judged: JudgedParts;
  statuses: string;
  /** Null when the framework has no parts of this scope. */
  level: Level | null;
  metWeight: number;
  totalWeight: number;
  digest: string;
  revision: number;
  changedAt: string;
  dueAt?: string;
}

interface PartsRow {
  subject: string;
  parts: string;
  statuses: string;
  level: number | null;
  met_weight: number;
  total_weight: number;
  digest: string;
  revision: string | number;
  changed_at: string;
  due_at: string | null;
}

const toParts = (row: PartsRow): StoredParts => ({
  subject: row.subject,
  judged: JSON.parse(row.parts),
  statuses: row.statuses,
  level: row.level as Level | null,
  metWeight: Number(row.met_weight),
  totalWeight: Number(row.total_weight),
  digest: row.digest,
  revision: Number(row.revision),
  changedAt: row.changed_at,
  dueAt: row.due_at ?? undefined,
});

export const toStored = (row: ScorecardRow): StoredScorecard => ({
  entityRef: row.entity_ref,
  revision: Number(row.revision),
  groupSubject: row.group_subject,
  frameworkDigest: row.framework_digest,
  notAssessable: row.not_assessable ?? undefined,
  classification: CLASSIFICATIONS[row.classification],
  classificationDeclared: Boolean(row.classification_declared),
  tier: row.tier as ReviewTier,
  entityLevel: row.entity_level as Level | null,
  entityLevelWithoutExceptions:
    row.entity_level_without_exceptions as Level | null,
  metWeight: Number(row.met_weight),
  totalWeight: Number(row.total_weight),
  statuses: row.statuses,
  inputDigest: row.input_digest,
  outputDigest: row.output_digest,
  changedAt: row.changed_at,
  dueAt: row.due_at ?? undefined,
});

const COLUMNS: (keyof ScorecardRow)[] = [
  'entity_ref',
  'group_subject',
  'revision',
  'framework_digest',
  'not_assessable',
  'classification',
  'classification_declared',
  'tier',
  'entity_level',
  'entity_level_without_exceptions',
  'met_weight',
  'total_weight',
  'statuses',
  'input_digest',
  'output_digest',
  'changed_at',
  'judged_at',
  'due_at',
];

function scorecardRows(next: readonly StoredScorecard[], at: string) {
  return {
    table: 'scorecards',
    columns: COLUMNS,
    rows: next.map(judged => ({
      entity_ref: judged.entityRef,
      group_subject: judged.groupSubject,
      revision: judged.revision,
      framework_digest: judged.frameworkDigest,
      not_assessable: judged.notAssessable ?? null,
      classification: CLASSIFICATIONS.indexOf(judged.classification),
      classification_declared: judged.classificationDeclared,
      tier: judged.tier,
      entity_level: judged.entityLevel,
      entity_level_without_exceptions: judged.entityLevelWithoutExceptions,
      met_weight: judged.metWeight,
      total_weight: judged.totalWeight,
      statuses: judged.statuses,
      input_digest: judged.inputDigest,
      output_digest: judged.outputDigest,
      changed_at: judged.changedAt,
      judged_at: at,
      due_at: judged.dueAt ?? null,
    })),
    conflict: ['entity_ref' as const],
    merge: COLUMNS.filter(column => column !== 'entity_ref'),
  };
}

/** Keeps the judgements in force and, when one changes, the one before. */
export class ScorecardStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async byRefs(
    refs: readonly string[],
    trx?: Transaction,
  ): Promise<Map<string, StoredScorecard>> {
    const rows = await (trx ?? this.#knex)<ScorecardRow>('scorecards').where(
      anyOf(this.#knex, 'entity_ref', refs),
    );
    return new Map(
      (rows as ScorecardRow[]).map(row => [row.entity_ref, toStored(row)]),
    );
  }

  /**
   * Writes judgements; those replaced by another judgement move to the history.
   *
   * @param options - `before`: what `next` replaces, by ref, where the
   * judgement itself changed
   */
  async save(
    trx: Transaction,
    options: {
      next: readonly StoredScorecard[];
      before: ReadonlyMap<string, StoredScorecard>;
      at: string;
    },
  ): Promise<void> {
    const { before, at } = options;
    for (const slice of chunks(options.next)) {
      await bulkUpsert(trx, {
        table: 'scorecard_history',
        columns: [
          'entity_ref',
          'framework_digest',
          'group_subject',
          'entity_level',
          'entity_level_without_exceptions',
          'met_weight',
          'total_weight',
          'statuses',
          'input_digest',
          'output_digest',
          'from_at',
          'until_at',
        ],
        rows: slice.flatMap(next => {
          const old = before.get(next.entityRef);
          return old
            ? [
                {
                  entity_ref: old.entityRef,
                  framework_digest: old.frameworkDigest,
                  group_subject: old.groupSubject,
                  entity_level: old.entityLevel,
                  entity_level_without_exceptions:
                    old.entityLevelWithoutExceptions,
                  met_weight: old.metWeight,
                  total_weight: old.totalWeight,
                  statuses: old.statuses,
                  input_digest: old.inputDigest,
                  output_digest: old.outputDigest,
                  from_at: old.changedAt,
                  until_at: at,
                },
              ]
            : [];
        }),
      });
      await bulkUpsert(trx, scorecardRows(slice, at));
    }
  }

  /**
   * The statement that stores up to `BULK_SIZE` judgements under the revision
   * counted with it, see `writeTogether`.
   */
  write(next: readonly StoredScorecard[], at: string): Write {
    return bulkWrite({
      ...scorecardRows(next, at),
      expressions: { revision: nextRevision(this.#knex) },
    });
  }

  /** Entities whose judgement time alone may have changed by `at`. */
  async due(at: string, limit: number): Promise<string[]> {
    const rows = await this.#knex<ScorecardRow>('scorecards')
      .join('entities', 'entities.entity_ref', 'scorecards.entity_ref')
      .select('scorecards.entity_ref as entity_ref')
      .where('scorecards.due_at', '<=', at)
      .whereNull('entities.deleted_at')
      .orderBy('scorecards.due_at')
      .limit(limit);
    return rows.map(row => row.entity_ref);
  }

  async parts(
    subjects: readonly string[],
    trx?: Transaction,
  ): Promise<Map<string, StoredParts>> {
    const rows = await (trx ?? this.#knex)<PartsRow>('judged_parts').where(
      anyOf(this.#knex, 'subject', subjects),
    );
    return new Map(
      (rows as PartsRow[]).map(row => [row.subject, toParts(row)]),
    );
  }

  async saveParts(
    trx: Transaction,
    next: StoredParts,
    before: StoredParts | undefined,
  ): Promise<void> {
    if (before) {
      await trx('judged_parts_history').insert({
        subject: before.subject,
        statuses: before.statuses,
        level: before.level,
        met_weight: before.metWeight,
        total_weight: before.totalWeight,
        digest: before.digest,
        from_at: before.changedAt,
        until_at: next.changedAt,
      });
    }
    const row = {
      subject: next.subject,
      parts: JSON.stringify(next.judged),
      statuses: next.statuses,
      level: next.level,
      met_weight: next.metWeight,
      total_weight: next.totalWeight,
      digest: next.digest,
      revision: next.revision,
      changed_at: next.changedAt,
      due_at: next.dueAt ?? null,
    };
    await trx('judged_parts').insert(row).onConflict('subject').merge();
  }

  async postponeParts(
    trx: Transaction,
    subject: string,
    dueAt: string | undefined,
  ): Promise<void> {
    await trx('judged_parts')
      .where({ subject })
      .update({ due_at: dueAt ?? null });
  }

  /** Groups and the organization, as far as time may have changed them. */
  async dueParts(at: string): Promise<string[]> {
    const rows = await this.#knex<PartsRow>('judged_parts')
      .select('subject')
      .where('due_at', '<=', at);
    return rows.map(row => row.subject);
  }

  /** How many assessable entities have each own level. */
  async entitiesByOwnLevel(): Promise<
    { ownLevel: Level | null; entities: number }[]
  > {
    const rows = await this.#knex('scorecards as s')
      .join('entities as e', 'e.entity_ref', 's.entity_ref')
      .leftJoin('judged_parts as g', 'g.subject', 's.group_subject')
      .select('s.entity_level as entity_level', 'g.level as group_level')
      .count({ n: '*' })
      .whereNull('e.deleted_at')
      .whereNull('s.not_assessable')
      .groupBy('s.entity_level', 'g.level');
    return (rows as any[]).map(row => ({
      ownLevel: combineLevels({
        entityLevel: row.entity_level,
        groupLevel: row.group_level,
        organizationLevel: 5,
      }).ownLevel,
      entities: Number(row.n),
    }));
  }
}
