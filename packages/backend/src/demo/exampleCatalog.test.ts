import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import catalogModuleAiModel from '@backstage/plugin-catalog-backend-module-ai-model';
import { eventsServiceFactory } from '@backstage/plugin-events-node';
import aiGovernancePlugin from '@plumbline/backstage-plugin-ai-governance-backend';
import catalogModuleAiGovernance from '@plumbline/backstage-plugin-catalog-backend-module-ai-governance';
import { parse, parseAllDocuments } from 'yaml';

jest.setTimeout(120_000);

const ROOT = resolve(__dirname, '../../../..');
const read = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');
const FILES = ['organization.yaml', 'systems.yaml', 'ai-resources.yaml'];

/** A catalog with what the demo takes from files, and the registry beside it. */
async function start() {
  const { server } = await startTestBackend({
    features: [
      catalogPlugin,
      catalogModuleAiModel,
      catalogModuleAiGovernance,
      aiGovernancePlugin,
      eventsServiceFactory,
      mockServices.rootConfig.factory({
        data: {
          backend: {
            database: { client: 'better-sqlite3', connection: ':memory:' },
          },
          catalog: {
            ...parse(read('app-config.yaml')).catalog,
            locations: FILES.map(name => ({
              type: 'file',
              target: join(ROOT, 'examples', name),
            })),
          },
          aiGovernance: {
            tools: parse(read('app-config.demo.yaml')).aiGovernance.tools,
            catalog: parse(read('app-config.larkspur.yaml')).aiGovernance
              .catalog,
          },
        },
      }),
    ],
  });
  return async (path: string) => {
    const response = await fetch(
      `http://localhost:${server.port()}/api/${path}`,
      { headers: { authorization: mockCredentials.user.header() } },
    );
    return response.json();
  };
}

it('takes in every entity of the example, those for AI tools with their relations', async () => {
  const get = await start();
  const written = FILES.flatMap(name =>
    parseAllDocuments(read('examples', name)).flatMap(document => {
      const entity = document.toJS() as Entity | null;
      return entity ? [stringifyEntityRef(entity)] : [];
    }),
  );
  let found: Entity[] = [];
  // What is refused never comes: the test fails with what is missing.
  for (let turn = 0; turn < 300; turn++) {
    found = (await get('catalog/entities')).filter(
      ({ kind }: Entity) => kind !== 'Location',
    );
    if (found.length >= written.length) {
      break;
    }
    await pause(100);
  }
  expect(found.map(stringifyEntityRef).sort()).toEqual(written.sort());

  const relations = (ref: string) =>
    found
      .find(entity => stringifyEntityRef(entity) === ref)
      ?.relations?.map(({ type, targetRef }) => `${type} ${targetRef}`);
  for (const ref of [
    'airesource:default/payment-review',
    'api:default/handbook-mcp',
  ]) {
    expect(relations(ref)).toEqual([
      'ownedBy group:default/platform',
      'partOf system:default/delivery',
    ]);
  }

  const { items, resources } = await get('ai-governance/tools');
  expect(resources).toEqual([
    expect.objectContaining({
      entityRef: 'api:default/handbook-mcp',
      title: 'Handbook server',
      tool: 'cursor',
    }),
    expect.objectContaining({
      entityRef: 'airesource:default/payment-review',
      title: 'Payment review',
      tool: 'claude-code',
    }),
  ]);
  const registered = items.map(({ id }: { id: string }) => id);
  expect(registered).toEqual(expect.arrayContaining(['claude-code', 'cursor']));

  // The sentence on the home page speaks of services alone.
  const { totals } = await get('ai-governance/summary');
  expect(totals.excluded).toEqual([]);
});
