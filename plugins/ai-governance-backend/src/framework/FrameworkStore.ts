import type { Knex } from 'knex';
import type {
  AiTool,
  Framework,
  FrameworkVersionResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { takeTurn } from '../database/counters';
import type { Transaction } from '../database/transaction';

/** A framework version that is or was in force. */
export type FrameworkVersion = FrameworkVersionResponse;

interface FrameworkRow {
  digest: string;
  framework_id: string;
  version: string;
  document: string;
  in_force_since: string;
  in_force_until: string | null;
  put_in_force_by: string;
}

const toVersion = (row: FrameworkRow): FrameworkVersion => ({
  id: row.framework_id,
  version: row.version,
  digest: row.digest,
  inForceSince: row.in_force_since,
  ...(row.in_force_until === null ? {} : { inForceUntil: row.in_force_until }),
  by: row.put_in_force_by,
});

/** Keeps every framework version that was ever in force. */
export class FrameworkStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Replicas that start together decide one after the other. */
  async lock(trx: Transaction): Promise<void> {
    await takeTurn(trx, 'framework');
  }

  async inForce(
    trx?: Transaction,
  ): Promise<{ version: FrameworkVersion; framework: Framework } | undefined> {
    const row = await (trx ?? this.#knex)<FrameworkRow>('frameworks')
      .whereNull('in_force_until')
      .orderBy('in_force_since', 'desc')
      .first();
    return (
      row && { version: toVersion(row), framework: JSON.parse(row.document) }
    );
  }

  /** Digest of what is in force; undefined before anything is. */
  async inForceDigest(): Promise<string | undefined> {
    const row = await this.#knex('frameworks')
      .whereNull('in_force_until')
      .orderBy('in_force_since', 'desc')
      .first('digest');
    return row?.digest;
  }

  /** A framework that was in force once. */
  async byDigest(
    digest: string,
    trx?: Transaction,
  ): Promise<Framework | undefined> {
    const row = await (trx ?? this.#knex)('frameworks')
      .where({ digest })
      .first('document');
    return row && JSON.parse(row.document);
  }

  async versions(): Promise<FrameworkVersion[]> {
    const rows = await this.#knex<FrameworkRow>('frameworks')
      .select(
        'digest',
        'framework_id',
        'version',
        'in_force_since',
        'in_force_until',
        'put_in_force_by',
      )
      .orderBy('in_force_since', 'desc');
    return (rows as FrameworkRow[]).map(toVersion);
  }

  /** Ends the version in force and starts another. */
  async putInForce(
    trx: Transaction,
    options: { framework: Framework; digest: string; by: string; at: string },
  ): Promise<void> {
    await trx('frameworks')
      .whereNull('in_force_until')
      .update({ in_force_until: options.at });
    await trx('frameworks')
      .insert({
        digest: options.digest,
        framework_id: options.framework.id,
        version: options.framework.version,
        document: JSON.stringify(options.framework),
        in_force_since: options.at,
        in_force_until: null,
        put_in_force_by: options.by,
      })
      .onConflict('digest')
      .merge(['in_force_since', 'in_force_until', 'put_in_force_by']);
  }

  /** Position of every control in packed status strings, new ones added. */
  async controlPositions(
    trx: Transaction,
    controls: readonly string[],
  ): Promise<Map<string, number>> {
    const read = async () =>
      new Map<string, number>(
        (await trx('control_positions').orderBy('position')).map(row => [
          row.control_id,
          Number(row.position),
        ]),
      );
    const known = await read();
    const missing = controls.filter(control => !known.has(control));
    if (missing.length === 0) {
      return known;
    }
    await trx('control_positions').insert(
      missing.map((control_id, index) => ({
        control_id,
        position: known.size + index,
      })),
    );
    return read();
  }

  /** Keeps a state of the tool registry, so that judgements can be replayed. */
  async keepTools(
    trx: Transaction,
    digest: string,
    tools: readonly AiTool[],
  ): Promise<void> {
    await trx('tool_registries')
      .insert({ digest, document: JSON.stringify(tools) })
      .onConflict('digest')
      .ignore();
  }

  async tools(digest: string): Promise<AiTool[] | undefined> {
    const row = await this.#knex('tool_registries')
      .where({ digest })
      .first('document');
    return row && JSON.parse(row.document);
  }

  async bookmark(name: string, trx?: Transaction): Promise<string | undefined> {
    const row = await (trx ?? this.#knex)('bookmarks')
      .where({ name })
      .first('value');
    return row?.value;
  }

  async setBookmark(
    db: Knex | Transaction,
    name: string,
    value: string,
  ): Promise<void> {
    await db('bookmarks')
      .insert({ name, value })
      .onConflict('name')
      .merge(['value']);
  }
}
