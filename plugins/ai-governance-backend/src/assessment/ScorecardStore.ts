import type { Knex } from 'knex';
import { combineLevels } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  ClassificationId,
  JudgedParts,
  Level,
  ReviewTier,
} from '@plumbline/backstage-plugin-ai-governance-common';
import {
  anyOf,
  bulkUpsert,
  bulkWrite,
  chunks,
  foundBy,
} from '../database/bulk';
import type { Write } from '../database/bulk';
import { nextValue } from '../database/counters';
import type { Transaction } from '../database/transaction';
import { nextRevision, revisionBefore } from '../database/writeTogether';
import { ORGANIZATION } from './AssessmentQueue';

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
  /** Id of the stage that is declared. */
  adoptionStage?: string;
  entityLevel: Level | null;
  entityLevelWithoutExceptions: Level | null;
  metWeight: number;
  totalWeight: number;
  /** Packed statuses of the entity parts. */
  statuses: string;
  inputDigest: string;
  outputDigest: string;
  /** What it was judged by, see `RecordedInputs`; read back by replays only. */
  inputs?: string;
  /** When the sources were last looked at, as JSON. */
  confirmed?: string;
  /** When the judgement last changed. */
  changedAt: string;
  /** When it was judged by these inputs. */
  judgedAt: string;
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
  adoption_stage: string | null;
  entity_level: number | null;
  entity_level_without_exceptions: number | null;
  met_weight: number;
  total_weight: number;
  statuses: string;
  input_digest: string;
  output_digest: string;
  inputs: string | null;
  confirmed: string | null;
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
  /** What they were judged by; read back by replays only. */
  inputs?: string;
  confirmed?: string;
  revision: number;
  changedAt: string;
  judgedAt?: string;
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
  inputs: string | null;
  confirmed: string | null;
  changed_at: string;
  judged_at: string | null;
  due_at: string | null;
}

/** What new judgements are joined with, and the revisions around their writing. */
export interface SharedRow
  extends Omit<PartsRow, 'subject' | 'parts' | 'digest' | 'due_at'> {
  /** Null where none of the subjects was ever judged. */
  subject: string | null;
  /** The revision of the new judgements. */
  counted: string | number;
  /** The one before, when what they are joined with was read. */
  before: string | number;
}

const SHARED_COLUMNS: (keyof SharedRow)[] = [
  'subject',
  'statuses',
  'revision',
  'level',
  'met_weight',
  'total_weight',
  'changed_at',
];

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
  adoptionStage: row.adoption_stage ?? undefined,
  entityLevel: row.entity_level as Level | null,
  entityLevelWithoutExceptions:
    row.entity_level_without_exceptions as Level | null,
  metWeight: Number(row.met_weight),
  totalWeight: Number(row.total_weight),
  statuses: row.statuses,
  inputDigest: row.input_digest,
  outputDigest: row.output_digest,
  changedAt: row.changed_at,
  judgedAt: row.judged_at,
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
  'adoption_stage',
  'entity_level',
  'entity_level_without_exceptions',
  'met_weight',
  'total_weight',
  'statuses',
  'input_digest',
  'output_digest',
  'inputs',
  'confirmed',
  'changed_at',
  'judged_at',
  'due_at',
];

/** Read on every run; what a replay needs stays in the database. */
const READ_COLUMNS = COLUMNS.filter(
  column => column !== 'inputs' && column !== 'confirmed',
);

/** What the history keeps of a judgement. */
const KEPT_COLUMNS = [
  'entity_ref',
  'framework_digest',
  'not_assessable',
  'classification_declared',
  'group_subject',
  'entity_level',
  'entity_level_without_exceptions',
  'met_weight',
  'total_weight',
  'statuses',
  'input_digest',
  'output_digest',
  'inputs',
  'confirmed',
  'judged_at',
].join(', ');

/** The same of shared parts. */
const KEPT_PARTS_COLUMNS = [
  'subject',
  'statuses',
  'level',
  'met_weight',
  'total_weight',
  'digest',
  'inputs',
  'confirmed',
  'judged_at',
].join(', ');

/** A judgement as a row of the table. */
export const toScorecardRow = (judged: StoredScorecard) => ({
  entity_ref: judged.entityRef,
  group_subject: judged.groupSubject,
  revision: judged.revision,
  framework_digest: judged.frameworkDigest,
  not_assessable: judged.notAssessable ?? null,
  classification: CLASSIFICATIONS.indexOf(judged.classification),
  classification_declared: judged.classificationDeclared,
  tier: judged.tier,
  adoption_stage: judged.adoptionStage ?? null,
  entity_level: judged.entityLevel,
  entity_level_without_exceptions: judged.entityLevelWithoutExceptions,
  met_weight: judged.metWeight,
  total_weight: judged.totalWeight,
  statuses: judged.statuses,
  input_digest: judged.inputDigest,
  output_digest: judged.outputDigest,
  inputs: judged.inputs ?? null,
  confirmed: judged.confirmed ?? null,
  changed_at: judged.changedAt,
  judged_at: judged.judgedAt,
  due_at: judged.dueAt ?? null,
});

function scorecardRows(next: readonly StoredScorecard[]) {
  return {
    table: 'scorecards',
    columns: COLUMNS,
    rows: next.map(toScorecardRow),
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
    const rows = await (trx ?? this.#knex)<ScorecardRow>('scorecards')
      .select(READ_COLUMNS)
      .where(anyOf(this.#knex, 'entity_ref', refs));
    return new Map(
      (rows as ScorecardRow[]).map(row => [row.entity_ref, toStored(row)]),
    );
  }

  /**
   * Writes judgements; those replaced by another judgement move to the history.
   *
   * @param options - `replaced`: refs of `next` whose judgement itself changed
   */
  async save(
    trx: Transaction,
    options: {
      next: readonly StoredScorecard[];
      replaced: readonly string[];
      at: string;
    },
  ): Promise<void> {
    await this.#keep(trx, options.replaced, options.at);
    for (const slice of chunks(options.next)) {
      await bulkUpsert(trx, scorecardRows(slice));
    }
  }

  /**
   * Takes the judgements of entities that are gone into the history. Counted
   * first, as every write to the history is: its rows become visible in order.
   */
  async retire(
    trx: Transaction,
    refs: readonly string[],
    at: string,
  ): Promise<void> {
    await nextValue(trx, 'revision');
    await this.#keep(trx, refs, at);
    await trx('scorecards')
      .where(anyOf(this.#knex, 'entity_ref', refs))
      .delete();
  }

  async #keep(
    trx: Transaction,
    refs: readonly string[],
    at: string,
  ): Promise<void> {
    if (refs.length > 0) {
      await trx.raw(
        `insert into scorecard_history (${KEPT_COLUMNS}, from_at, until_at)
         select ${KEPT_COLUMNS}, changed_at, ? from scorecards where ?`,
        [at, anyOf(this.#knex, 'entity_ref', refs)],
      );
    }
  }

  /**
   * The statement that stores up to `BULK_SIZE` judgements under the revision
   * counted with it, see `writeTogether`.
   */
  write(next: readonly StoredScorecard[]): Write {
    return bulkWrite(this.#knex, {
      ...scorecardRows(next),
      expressions: { revision: nextRevision(this.#knex) },
    });
  }

  /**
   * What to select together with `write`: what judgements of these groups are
   * joined with, as it is at that moment, and the revisions around it. One row
   * at least.
   */
  sharedWith(groupSubjects: readonly string[]): Write {
    const parts = foundBy(this.#knex, {
      table: 'judged_parts',
      column: 'subject',
      values: [...new Set([ORGANIZATION, ...groupSubjects])],
      select: SHARED_COLUMNS,
    });
    return {
      sql: `select ${nextRevision(this.#knex)} as counted, ${revisionBefore(
        this.#knex,
      )} as before, p.*
        from (select 1) as one left join (${parts.sql}) as p on true`,
      bindings: parts.bindings,
    };
  }

  /** Entities whose judgement time alone may have changed by `at`. */
  async due(at: string, limit: number): Promise<string[]> {
    const rows = await this.#knex<ScorecardRow>('scorecards')
      .join('entities', 'entities.entity_ref', 'scorecards.entity_ref')
      .select('scorecards.entity_ref as entity_ref')
      .where('scorecards.due_at', '<=', at)
      // Mostly none is, which the index alone tells. Without this a database
      // that has no statistics yet reads all of both tables to find that out.
      .whereRaw('(select min(due_at) from scorecards) <= ?', [at])
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
      await trx.raw(
        `insert into judged_parts_history (${KEPT_PARTS_COLUMNS}, from_at, until_at)
         select ${KEPT_PARTS_COLUMNS}, changed_at, ? from judged_parts
         where subject = ?`,
        [next.changedAt, next.subject],
      );
    }
    const row = {
      subject: next.subject,
      parts: JSON.stringify(next.judged),
      statuses: next.statuses,
      level: next.level,
      met_weight: next.metWeight,
      total_weight: next.totalWeight,
      digest: next.digest,
      inputs: next.inputs ?? null,
      confirmed: next.confirmed ?? null,
      revision: next.revision,
      changed_at: next.changedAt,
      judged_at: next.judgedAt ?? null,
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
