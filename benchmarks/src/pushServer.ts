import { startApiServer } from './apiServer';
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
  const server = await startApiServer(services, {
    type: 'service',
    subject: SUBJECT,
  });
  return {
    services,
    url: server.url,
    async stop() {
      await server.stop();
      await services.runner.run();
    },
  };
}
