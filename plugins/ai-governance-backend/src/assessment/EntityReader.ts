import type { Framework } from '@plumbline/backstage-plugin-ai-governance-common';
import type { Knex } from 'knex';
import { toAttestation } from '../attestations/AttestationStore';
import type { AttestationRow } from '../attestations/AttestationStore';
import { toSource } from '../collection/SourceStore';
import type { SourceRecord, SourceRow } from '../collection/SourceStore';
import { isPostgres } from '../database/bulk';
import { runPrepared } from '../database/runPrepared';
import { toDeclaration } from '../declarations/DeclarationStore';
import type { DeclarationRow } from '../declarations/DeclarationStore';
import { toDispute } from '../disputes/DisputeStore';
import type { DisputeRow } from '../disputes/DisputeStore';
import { entitySourceKeys } from '../facts/EntitySources';
import { toEvidenceSet } from '../evidence/EvidenceStore';
import type { EvidenceRow } from '../evidence/EvidenceStore';
import { GRANTED_COLUMNS, toException } from '../exceptions/ExceptionStore';
import type { GrantedRow } from '../exceptions/ExceptionStore';
import { RECORD_COLUMNS, toInventoryRecord } from '../inventory/InventoryStore';
import type { EntityRow, InventoryRecord } from '../inventory/InventoryStore';
import { nativeSha256 } from './judge';
import { assembleInputs } from './AssessmentInputs';
import type { EntityInputs } from './AssessmentInputs';

/** Everything of one entity that a judgement is read from. */
export interface ReadEntity {
  record: InventoryRecord;
  /** Everything that is looked at for it. */
  sources: SourceRecord[];
  inputs: EntityInputs;
  /** Newest revision given to anything: while it stays, so do shared parts. */
  revision: number;
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
    'lowerings',
    'approver_role',
    'reason',
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
  disputes: [
    'id',
    'entity_ref',
    'check_id',
    'fingerprint',
    'finding',
    'reason',
    'disputed_by',
    'disputed_at',
    'state',
    'decided_by',
    'decided_at',
    'decision',
    'until_at',
    'moved_to',
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

/** An entity as it was read, before anything is made of it. */
export interface StoredEntity {
  /** Same as long as everything that was read is the same. */
  stamp: string;
  /** Newest revision given to anything: while it stays, so do shared parts. */
  revision: number;
  /** @param framework - what the words of its descriptor mean */
  parsed(framework: Framework): ReadEntity;
}

/**
 * Reads one entity with one statement: the rows of the tables around it come
 * as JSON beside it. A page asks for one scorecard far more often than for
 * anything else, and a statement costs more than what it reads.
 */
export class EntityReader {
  readonly #knex: Knex;
  readonly #sql: string;
  readonly #now: () => string;
  readonly #collectors: () => readonly string[];

  /** @param options - `collectors`: ids of those that look at entities elsewhere */
  constructor(
    knex: Knex,
    options: { now: () => string; collectors: () => readonly string[] },
  ) {
    this.#knex = knex;
    this.#now = options.now;
    this.#collectors = options.collectors;
    const postgres = isPostgres(knex);
    const object = (alias: string, columns: string[], more: string[] = []) =>
      `${postgres ? 'json_build_object' : 'json_object'}(${[
        ...columns.map(column => `${alias}.${column}`),
        ...more,
      ]
        .map(column => `'${column.split('.')[1]}', ${column}`)
        .join(', ')})`;
    const list = (item: string, from: string) =>
      `(select ${postgres ? 'json_agg' : 'json_group_array'}(${
        postgres ? item : `json(${item})`
      }) from (${from}) x)${postgres ? '::text' : ''}`;
    const rows = (table: keyof typeof COLUMNS, subject: string, rest: string) =>
      list(
        'x.item',
        `select ${object('t', COLUMNS[table])} as item from ${table} t
         where t.${subject} = e.entity_ref ${rest}`,
      );
    // Named one by one: a column that a newer replica adds must not change what
    // a prepared statement answers.
    this.#sql = `select ${RECORD_COLUMNS.map(column => `e.${column}`).join(
      ', ',
    )},
      p.decided as decided,
      (select value from counters where name = 'revision') as newest_revision,
      ${list(
        'x.item',
        `select ${object('t', COLUMNS.sources)} as item from sources t
         where t.source_key in (
           select e.source_key
           union select r.source_key from entity_repositories r
             where r.entity_ref = e.entity_ref
           union select h.host_source_key from host_links h
             where h.tree_source_key = e.source_key
               or h.tree_source_key in (
                 select r.source_key from entity_repositories r
                 where r.entity_ref = e.entity_ref)
           union ${entitySourceKeys(knex)}
         ) order by t.source_key`,
      )} as sources,
      ${list(
        'x.item',
        `select ${object('t', COLUMNS.evidence, ['c.confirmed_at'])} as item
         from evidence t left join sources c on c.source_key = t.source_key
         where t.subject = e.entity_ref order by t.source_key`,
      )} as evidence,
      ${rows(
        'declarations',
        'entity_ref',
        `and t.state in ('inForce', 'pending') order by t.declared_at, t.id`,
      )} as declarations,
      ${rows(
        'attestations',
        'subject',
        'and t.revoked_at is null order by t.from_at, t.id',
      )} as attestations,
      ${rows(
        'disputes',
        'entity_ref',
        `and t.state in ('open', 'accepted') order by t.disputed_at, t.id`,
      )} as disputes,
      ${list(
        'x.item',
        `select ${object(
          't',
          [...GRANTED_COLUMNS.exceptions],
          GRANTED_COLUMNS.exception_requests.map(column => `r.${column}`),
        )} as item from exceptions t
         join exception_requests r on r.id = t.request_id
         where t.entity_ref = e.entity_ref and t.revoked_at is null
         and r.state = 'approved' and r.until_at > ?
         order by r.decided_at, t.id`,
      )} as exceptions,
      ${list(
        'x.item',
        `select ${object('w', ['check_id'])} as item from check_warnings w`,
      )} as warnings
      from entities e
      left join protections p on p.entity_ref = e.entity_ref
      where e.entity_ref = ? and e.deleted_at is null`;
  }

  async read(
    entityRef: string,
    framework: Framework,
  ): Promise<ReadEntity | undefined> {
    return (await this.stored(entityRef))?.parsed(framework);
  }

  async stored(entityRef: string): Promise<StoredEntity | undefined> {
    const [row] = await runPrepared<any>(this.#knex, {
      sql: this.#sql,
      bindings: [
        isPostgres(this.#knex)
          ? ([...this.#collectors()] as any)
          : JSON.stringify(this.#collectors()),
        this.#now(),
        entityRef,
      ],
    });
    if (!row) {
      return undefined;
    }
    const { newest_revision: revision, ...read } = row;
    return {
      // The columns and their order are those of one statement.
      stamp: nativeSha256(
        Object.values(read)
          .map(value => value ?? '\u0001')
          .join('\u0000'),
      ),
      revision: Number(revision),
      parsed: framework => this.#parsed(entityRef, row, framework),
    };
  }

  #parsed(entityRef: string, row: any, framework: Framework): ReadEntity {
    const record = toInventoryRecord(row as EntityRow);
    const evidence =
      fromJson<(EvidenceRow & { confirmed_at: string | null })[]>(
        row.evidence,
      ) ?? [];
    const inputs = assembleInputs([record], framework, {
      evidence: evidence.map(toEvidenceSet),
      confirmed: new Map(
        evidence.flatMap(({ source_key, confirmed_at }) =>
          confirmed_at === null ? [] : [[source_key, confirmed_at]],
        ),
      ),
      declarations: (fromJson<DeclarationRow[]>(row.declarations) ?? []).map(
        toDeclaration,
      ),
      attestations: (fromJson<AttestationRow[]>(row.attestations) ?? []).map(
        toAttestation,
      ),
      disputes: (fromJson<DisputeRow[]>(row.disputes) ?? []).map(toDispute),
      exceptions: (fromJson<GrantedRow[]>(row.exceptions) ?? []).map(each => ({
        entityRef,
        exception: toException(each),
      })),
      warnings: (fromJson<{ check_id: string }[]>(row.warnings) ?? []).map(
        warning => warning.check_id,
      ),
      decided: new Map(
        row.decided ? [[entityRef, JSON.parse(row.decided)]] : [],
      ),
    });
    return {
      record,
      inputs: inputs.get(entityRef)!,
      revision: Number(row.newest_revision),
      sources: (fromJson<SourceRow[]>(row.sources) ?? []).map(toSource),
    };
  }
}

function fromJson<T>(text: string | null): T | undefined {
  return text === null ? undefined : (JSON.parse(text) as T);
}
