import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRouter } from '@plumbline/backstage-plugin-ai-governance-backend/src/router/createRouter';
import express from 'express';
import type { BenchDatabase } from './databases';
import { entity } from './organization';
import { startServices } from './services';

const SUBJECT = 'external:bench';

/** The API for one pipeline that may speak for every entity. */
export async function startPushServer(
  database: BenchDatabase,
  entities: number,
) {
  const { services } = await startServices(database, {
    callers: [
      {
        subject: SUBJECT,
        operations: ['evidence', 'sarif'],
        entities: ['component:default/*'],
      },
    ],
  });
  await services.inventory.learn(
    Array.from({ length: entities }, (_, index) => entity(index)),
    new Date().toISOString(),
  );
  await services.runner.run();
  const app = express();
  app.use(
    createRouter({
      services,
      httpAuth: {
        credentials: async () => ({
          principal: { type: 'service', subject: SUBJECT },
        }),
      } as any,
    }),
  );
  app.use(
    (
      error: any,
      _request: express.Request,
      response: express.Response,
      _next: express.NextFunction,
    ) => {
      response
        .status(error.statusCode ?? error.status ?? 500)
        .json({ error: String(error) });
    },
  );
  const server: Server = createServer(app);
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  return {
    services,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise(done => server.close(done));
      await services.runner.run();
    },
  };
}
