import type { Knex } from 'knex';
import type {
  AiTool,
  ClosedToolRequest,
  RegisteredTool,
  ToolProposal,
  ToolSignOff,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { isPostgres } from '../database/bulk';
import type { Transaction } from '../database/transaction';

/** One tool as stored. */
export interface ToolRecord
  extends Pick<
    RegisteredTool,
    | 'endpoints'
    | 'criteria'
    | 'origin'
    | 'revision'
    | 'decidedBy'
    | 'decidedAt'
    | 'reason'
  > {
  tool: AiTool;
  /** Digest of the configured entry that was taken over last. */
  configured?: string;
}

/** A request as stored. */
export interface ToolRequestRecord {
  id: string;
  toolId: string;
  state: 'open' | ClosedToolRequest['state'];
  /** When it was closed. */
  decidedAt?: string;
  proposal: ToolProposal;
  reason: string;
  requestedBy: string;
  requestedAt: string;
  signOffs: ToolSignOff[];
}

interface ToolRow {
  tool_id: string;
  document: string;
  endpoints: string;
  criteria: string;
  configured: string | null;
  origin: RegisteredTool['origin'];
  revision: number;
  decided_by: string | null;
  decided_at: string | null;
  reason: string | null;
}

interface RequestRow {
  id: string;
  tool_id: string;
  proposal: string;
  reason: string;
  requested_by: string;
  requested_at: string;
  state: ToolRequestRecord['state'];
  decided_at: string | null;
}

interface SignOffRow {
  request_id: string;
  role: string;
  signed_by: string;
  signed_at: string;
  approve: boolean | number;
  reason: string;
  conditions: string;
}

const toRecord = (row: ToolRow): ToolRecord => ({
  tool: JSON.parse(row.document),
  endpoints: JSON.parse(row.endpoints),
  criteria: JSON.parse(row.criteria),
  origin: row.origin,
  revision: Number(row.revision),
  ...(row.configured !== null && { configured: row.configured }),
  ...(row.decided_by !== null && { decidedBy: row.decided_by }),
  ...(row.decided_at !== null && { decidedAt: row.decided_at }),
  ...(row.reason !== null && { reason: row.reason }),
});

const toSignOff = (row: SignOffRow): ToolSignOff => {
  const conditions: string[] = JSON.parse(row.conditions);
  return {
    role: row.role,
    by: row.signed_by,
    at: row.signed_at,
    approve: Boolean(row.approve),
    reason: row.reason,
    ...(conditions.length > 0 && { conditions }),
  };
};

const toRequest = (
  row: RequestRow,
  signed: readonly SignOffRow[],
): ToolRequestRecord => ({
  id: row.id,
  toolId: row.tool_id,
  state: row.state,
  proposal: JSON.parse(row.proposal),
  reason: row.reason,
  requestedBy: row.requested_by,
  requestedAt: row.requested_at,
  ...(row.decided_at !== null && { decidedAt: row.decided_at }),
  signOffs: signed
    .filter(({ request_id }) => request_id === row.id)
    .map(toSignOff),
});

/** Keeps the registry of AI tools and the requests for it. */
export class ToolStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async all(trx?: Transaction): Promise<ToolRecord[]> {
    const rows = await (trx ?? this.#knex)<ToolRow>('ai_tools').orderBy(
      'tool_id',
    );
    return rows.map(toRecord);
  }

  /** Tools whose decisions follow each other until the transaction ends. */
  async locked(trx: Transaction, id: string): Promise<ToolRecord | undefined> {
    const query = trx<ToolRow>('ai_tools').where({ tool_id: id }).first();
    const row = await (isPostgres(this.#knex) ? query.forUpdate() : query);
    return row && toRecord(row);
  }

  async write(trx: Transaction, record: ToolRecord): Promise<void> {
    const row: ToolRow = {
      tool_id: record.tool.id,
      document: JSON.stringify(record.tool),
      endpoints: JSON.stringify(record.endpoints),
      criteria: JSON.stringify(record.criteria),
      configured: record.configured ?? null,
      origin: record.origin,
      revision: record.revision,
      decided_by: record.decidedBy ?? null,
      decided_at: record.decidedAt ?? null,
      reason: record.reason ?? null,
    };
    await trx('ai_tools').insert(row).onConflict('tool_id').merge();
  }

  /** Requests that wait, with what was signed so far; two statements. */
  async openRequests(trx?: Transaction): Promise<ToolRequestRecord[]> {
    const db = trx ?? this.#knex;
    const rows = await db<RequestRow>('ai_tool_requests')
      .whereNotNull('open_key')
      .orderBy(['requested_at', 'id']);
    if (rows.length === 0) {
      return [];
    }
    const signed = await db<SignOffRow>('ai_tool_sign_offs')
      .whereIn(
        'request_id',
        db('ai_tool_requests').select('id').whereNotNull('open_key'),
      )
      .orderBy(['signed_at', 'role']);
    return rows.map(row => toRequest(row, signed));
  }

  /** Requests of a tool that wait no more, newest first; two statements. */
  async closedRequests(options: {
    toolId: string;
    limit: number;
    before?: { at: string; id: string };
  }): Promise<ToolRequestRecord[]> {
    const query = this.#knex<RequestRow>('ai_tool_requests')
      .where({ tool_id: options.toolId })
      .whereNull('open_key')
      .orderBy([
        { column: 'requested_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(options.limit);
    if (options.before) {
      query.whereRaw('(requested_at, id) < (?, ?)', [
        options.before.at,
        options.before.id,
      ]);
    }
    const rows = await query;
    const signed = await this.#knex<SignOffRow>('ai_tool_sign_offs')
      .whereIn(
        'request_id',
        rows.map(({ id }) => id),
      )
      .orderBy(['signed_at', 'role']);
    return rows.map(row => toRequest(row, signed));
  }

  /**
   * The open request of a tool. Others who sign it wait until the transaction
   * ends, so that the last signature sees all of them.
   */
  async openRequest(
    trx: Transaction,
    toolId: string,
  ): Promise<ToolRequestRecord | undefined> {
    const query = trx('ai_tool_requests')
      .where({ open_key: toolId })
      .first('id');
    await (isPostgres(this.#knex) ? query.forUpdate() : query);
    return (await this.openRequests(trx)).find(
      request => request.toolId === toolId,
    );
  }

  /** Who asked for what was approved last of a tool, if anybody did. */
  async approvedFor(toolId: string): Promise<string | undefined> {
    const row = await this.#knex('ai_tool_requests')
      .where({ tool_id: toolId, state: 'approved' })
      .orderBy([
        { column: 'requested_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .first('requested_by');
    return row?.requested_by;
  }

  /** @returns False when one waits already. */
  async insertRequest(
    trx: Transaction,
    request: ToolRequestRecord,
  ): Promise<boolean> {
    const inserted = await trx('ai_tool_requests')
      .insert({
        id: request.id,
        tool_id: request.toolId,
        proposal: JSON.stringify(request.proposal),
        reason: request.reason,
        requested_by: request.requestedBy,
        requested_at: request.requestedAt,
        state: request.state,
        open_key: request.toolId,
      })
      .onConflict()
      .ignore()
      .returning('id');
    return inserted.length === 1;
  }

  async closeRequest(
    trx: Transaction,
    options: { id: string; state: ClosedToolRequest['state']; at: string },
  ): Promise<void> {
    await trx('ai_tool_requests').where({ id: options.id }).update({
      state: options.state,
      decided_at: options.at,
      open_key: null,
    });
  }

  async sign(
    trx: Transaction,
    requestId: string,
    signOff: ToolSignOff,
  ): Promise<void> {
    await trx('ai_tool_sign_offs').insert({
      request_id: requestId,
      role: signOff.role,
      signed_by: signOff.by,
      signed_at: signOff.at,
      approve: signOff.approve,
      reason: signOff.reason,
      conditions: JSON.stringify(signOff.conditions ?? []),
    });
  }
}
