import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { ConfigReader } from '@backstage/config';
import { createServices } from '@plumbline/backstage-plugin-ai-governance-backend/src/createServices';
import { migrationsDirectory } from '@plumbline/backstage-plugin-ai-governance-backend/src/database/migrate';
import type { BenchDatabase } from './databases';
import { tools } from './organization';

const silent: any = {
  error: (message: string) => process.stderr.write(`${message}\n`),
  warn() {},
  info() {},
  debug() {},
  child: () => silent,
};

const allow = async (requests: unknown[]) =>
  requests.map(() => ({ result: AuthorizeResult.ALLOW }));

/** The services of one replica over a migrated database, for somebody who may do everything. */
export async function startServices(
  database: BenchDatabase,
  more: { [key: string]: unknown } = {},
  surroundings: { urlReader?: UrlReaderService; config?: object } = {},
) {
  await database.knex.migrate.latest({ directory: migrationsDirectory });
  return createServices({
    knex: database.knex,
    config: new ConfigReader({
      ...surroundings.config,
      aiGovernance: { tools, ...more } as never,
    }),
    logger: silent,
    permissions: { authorize: allow, authorizeConditional: allow } as any,
    catalog: {} as any,
    ownCredentials: async () => ({} as any),
    baseUrl: async () => 'http://localhost/api/ai-governance',
    urlReader: surroundings.urlReader ?? ({} as any),
    applyConditions: () => true,
    toCriteria: () => ({} as any),
  });
}
