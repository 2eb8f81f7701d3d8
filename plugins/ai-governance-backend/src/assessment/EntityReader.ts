import type { Knex } from 'knex';
import { toAttestation } from '../attestations/AttestationStore';
import type { AttestationRow } from '../attestations/AttestationStore';
import { toSource } from '../collection/SourceStore';
import type { SourceRecord, SourceRow } from '../collection/SourceStore';
import { isPostgres } from '../database/bulk';
import { toDeclaration } from '../declarations/DeclarationStore';
import type { DeclarationRow } from '../declarations/DeclarationStore';
import { toEvidenceSet } from '../evidence/EvidenceStore';
import type { EvidenceRow } from '../evidence/EvidenceStore';
import { toInventoryRecord } from '../inventory/InventoryStore';
import type { EntityRow, InventoryRecord } from '../inventory/InventoryStore';
import { assembleInputs } from './AssessmentInputs';
import type { EntityInputs } from './AssessmentInputs';
import { ORGANIZATION } from './AssessmentQueue';

/** Names one stored state of the parts of a group or the organization. */
export interface PartsVersion {
  subject: string;
  revision: number;
  dueAt?: string;
}

/** Everything of one entity that a judgement is read from. */
export interface ReadEntity {
  record: InventoryRecord;
  source?: SourceRecord;
  inputs: EntityInputs;
  /** Newest revision given to anything. */
  revision: number;
  /** Which shared parts are stored, so that those in memory can be reused. */
  shared: PartsVersion[];
}

const COLUMNS = {
  evidence: ['subject', 'source_key', 'items', 'digest', 'changed_at'],
  declarations: [
    'id',
    'entity_ref',
    'declared',
    'declared_by',
    'declared_at',
    'state',
    'reasons',
    'approver_role',
  ],
  attestations: [
    'id',
    'check_id',
    'subject',
    'statement',
    'link',
    'items',
    'attested_by',
    'confirmed_by',
    'from_at',
    'until_at',
    'revoked_at',
  ],
  sources: [
    'source_key',
    'kind',
    'url',
    'state',
    'step',
    'tree_id',
    'checks_version',
    'confirmed_at',
    'started_at',
    'due_at',
    'attempts',
    'error',
    'warnings',
  ],
};

/**
 * Reads one entity with one statement: the rows of the tables around it come
 * as JSON beside it. A page asks for one scorecard far more often than for
 * anything else, and a statement costs more than what it reads.
 */
export class EntityReader {
  readonly #knex: Knex;
  readonly #sql: string;

  constructor(knex: Knex) {
    this.#knex = knex;
    const postgres = isPostgres(knex);
    const object = (alias: string, columns: string[]) =>
      `${postgres ? 'json_build_object' : 'json_object'}(${columns
        .map(column => `'${column}', ${alias}.${column}`)
        .join(', ')})`;
    const list = (item: string, from: string) =>
      `(select ${postgres ? 'json_agg' : 'json_group_array'}(${
        postgres ? item : `json(${item})`
      }) from (${from}) x)`;
    const rows = (table: keyof typeof COLUMNS, subject: string, rest: string) =>
      list(
        'x.item',
        `select ${object('t', COLUMNS[table])} as item from ${table} t
         where t.${subject} = e.entity_ref ${rest}`,
      );
    this.#sql = `select e.*,
      p.decided as decided,
      s.group_subject as group_subject,
      o.revision as organization_revision,
      o.due_at as organization_due_at,
      g.revision as group_revision,
      g.due_at as group_due_at,
      (select value from counters where name = 'revision') as newest_revision,
      case when src.source_key is null then null
        else ${object('src', COLUMNS.sources)} end as source,
      ${rows('evidence', 'subject', 'order by t.source_key')} as evidence,
      ${list(
        'x.item',
        `select ${object('c', ['source_key', 'confirmed_at'])} as item
         from evidence t join sources c on c.source_key = t.source_key
         where t.subject = e.entity_ref and c.confirmed_at is not null`,
      )} as confirmed,
      ${rows(
        'declarations',
        'entity_ref',
        `and t.state in ('inForce', 'pending') order by t.declared_at, t.id`,
      )} as declarations,
      ${rows(
        'attestations',
        'subject',
        'and t.revoked_at is null order by t.from_at, t.id',
      )} as attestations
      from entities e
      left join scorecards s on s.entity_ref = e.entity_ref
      left join sources src on src.source_key = e.source_key
      left join protections p on p.entity_ref = e.entity_ref
      left join judged_parts o on o.subject = '${ORGANIZATION}'
      left join judged_parts g on g.subject = s.group_subject
      where e.entity_ref = ? and e.deleted_at is null`;
  }

  async read(entityRef: string): Promise<ReadEntity | undefined> {
    const answer = await this.#knex.raw(this.#sql, [entityRef]);
    const row = (isPostgres(this.#knex) ? answer.rows : answer)[0];
    if (!row) {
      return undefined;
    }
    const record = toInventoryRecord(row as EntityRow);
    const source = fromJson<SourceRow>(row.source);
    const inputs = assembleInputs([record], {
      evidence: (fromJson<EvidenceRow[]>(row.evidence) ?? []).map(
        toEvidenceSet,
      ),
      declarations: (fromJson<DeclarationRow[]>(row.declarations) ?? []).map(
        toDeclaration,
      ),
      attestations: (fromJson<AttestationRow[]>(row.attestations) ?? []).map(
        toAttestation,
      ),
      decided: new Map(
        row.decided ? [[entityRef, JSON.parse(row.decided)]] : [],
      ),
      confirmed: new Map(
        (
          fromJson<{ source_key: string; confirmed_at: string }[]>(
            row.confirmed,
          ) ?? []
        ).map(item => [item.source_key, item.confirmed_at]),
      ),
    });
    return {
      record,
      inputs: inputs.get(entityRef)!,
      revision: Number(row.newest_revision),
      ...(source && { source: toSource(source) }),
      shared: [
        versionOf(
          ORGANIZATION,
          row.organization_revision,
          row.organization_due_at,
        ),
        versionOf(row.group_subject, row.group_revision, row.group_due_at),
      ].flatMap(version => version ?? []),
    };
  }
}

function versionOf(
  subject: string | null,
  revision: string | number | null,
  dueAt: string | null,
): PartsVersion | undefined {
  if (subject === null || revision === null) {
    return undefined;
  }
  return {
    subject,
    revision: Number(revision),
    ...(dueAt !== null && { dueAt }),
  };
}

/** PostgreSQL's driver parses JSON columns, SQLite answers text. */
function fromJson<T>(value: unknown): T | undefined {
  if (value === null || value === undefined) {
    return undefined;
  }
  return (typeof value === 'string' ? JSON.parse(value) : value) as T;
}
