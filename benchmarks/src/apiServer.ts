import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRouter } from '@plumbline/backstage-plugin-ai-governance-backend/src/router/createRouter';
import type { Services } from '@plumbline/backstage-plugin-ai-governance-backend/src/services';
import express from 'express';

/** The API of some services, for a caller who needs no token. */
export async function startApiServer(
  services: Services,
  principal: { type: string; subject?: string; userEntityRef?: string },
) {
  const app = express();
  app.use(
    createRouter({
      services,
      httpAuth: { credentials: async () => ({ principal }) } as any,
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
  const server = createServer(app);
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise(done => server.close(done));
    },
  };
}
