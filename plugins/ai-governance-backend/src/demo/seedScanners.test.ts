import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  component,
  startReplica,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';

jest.setTimeout(60_000);

const databases = testDatabases();
const USER = mockCredentials.user();

/** An address of this machine where nothing listens any more. */
async function abandoned(): Promise<string> {
  const server = createServer();
  await new Promise<void>(done => {
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise(done => {
    server.close(done);
  });
  return `http://127.0.0.1:${port}`;
}

it('shows a scanner that stopped answering with what it said last', async () => {
  const url = await abandoned();
  const config = {
    aiGovernance: {
      demo: {
        enabled: true,
        scanners: [
          {
            entity: 'component:default/ci-images',
            source: 'ci:image-scanner',
            check: 'SEC-001.sarif',
            outcome: 'pass',
            summary: 'No open finding',
            url,
            answeredDaysAgo: 6,
          },
        ],
      },
    },
  };
  const { services, clock, knex } = await startServices({
    databases,
    databaseId: 'SQLITE_3',
    config,
  });
  const check = async () => {
    await services.inventory.learn([component('ci-images')], clock.now());
    await services.runner.run();
    const { scorecard } = await services.scorecards.get(
      'component:default/ci-images',
      USER,
    );
    return scorecard!.controls
      .flatMap(control => control.parts)
      .flatMap(part => part.checks)
      .find(each => each.check === 'SEC-001.sarif')!;
  };
  const shown = {
    outcome: 'pass',
    summary: 'No open finding',
    observedAt: '2026-11-14T09:00:00.000Z',
    collectorError: `${new URL(url).host} cannot be reached (ECONNREFUSED)`,
  };
  expect(await check()).toMatchObject(shown);
  // A later start does not make it younger.
  clock.advance({ days: 2 });
  await startReplica(knex, { clock, config });
  expect(await check()).toMatchObject(shown);
});
