import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import knexFactory from 'knex';
import type { Knex } from 'knex';

/** A fresh database of its own and how to get rid of it. */
export interface BenchDatabase {
  client: 'pg' | 'better-sqlite3';
  connection: any;
  knex: Knex;
  stop(): Promise<void>;
}

/** SQLite in a file, as Backstage configures it. */
export async function sqlite(): Promise<BenchDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-bench-'));
  const connection = { filename: join(folder, 'bench.sqlite') };
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection,
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
  return {
    client: 'better-sqlite3',
    connection: { directory: folder },
    knex,
    async stop() {
      await knex.destroy();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A real PostgreSQL with stock settings, started for this run. */
export async function postgres(): Promise<BenchDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-bench-'));
  // As root, PostgreSQL runs under a user that has to reach the folder.
  await chmod(folder, 0o755);
  const script = join(__dirname, '../../scripts/postgres.mjs');
  // The transpiler would turn a plain import() into require().
  const { startPostgres } = await new Function('url', 'return import(url)')(
    pathToFileURL(script).href,
  );
  const server = await startPostgres(join(folder, 'data'));
  const connection = { ...server.connection, database: 'postgres' };
  const knex = knexFactory({ client: 'pg', connection });
  return {
    client: 'pg',
    connection: server.connection,
    knex,
    async stop() {
      await knex.destroy();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
