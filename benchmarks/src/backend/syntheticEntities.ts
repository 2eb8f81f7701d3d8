import { watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createBackendModule } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { entity as described, nameOf } from '../organization';

const LOCATION = 'bench:synthetic';

const annotations = {
  'backstage.io/managed-by-location': LOCATION,
  'backstage.io/managed-by-origin-location': LOCATION,
};

/** Groups that own the components; nested by threes where there are many. */
const GROUPS = Number(process.env.BENCH_GROUPS ?? 50);

const groupName = (index: number) => `group-${String(index).padStart(2, '0')}`;

export function componentOf(
  index: number,
  extra: { [key: string]: string } = {},
): Entity {
  const { type } = described(index);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: nameOf(index),
      title: `Component ${index}`,
      description: `Synthetic component number ${index}`,
      tags: ['bench', index % 2 ? 'odd' : 'even'],
      annotations: { ...annotations, ...extra },
    },
    spec: { type, lifecycle: 'production', owner: groupName(index % GROUPS) },
  };
}

/** What the teams declare, where the pages are looked at. */
function declared(index: number): { [key: string]: string } {
  return process.env.BENCH_APP === '1'
    ? {
        'ai-governance/data-classification': [
          'internal',
          'confidential',
          'restricted',
        ][index % 3],
        'ai-governance/review-tier': String(1 + (index % 3)),
      }
    : {};
}

function groupsAndGuest(): Entity[] {
  const groups = Array.from({ length: GROUPS }, (_, index) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: {
      name: groupName(index),
      annotations,
    },
    spec: {
      type: 'team',
      children: [],
      ...(GROUPS > 50 &&
        index > 0 && { parent: groupName(Math.floor((index - 1) / 3)) }),
    },
  }));
  return [
    ...groups,
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: { name: 'guest', annotations },
      spec: { memberOf: ['group-00'], profile: { displayName: 'Guest' } },
    },
  ];
}

/**
 * Provides BENCH_ENTITIES components at once, and more of them later: the file
 * BENCH_COMMANDS holds a JSON list of components to add or replace.
 */
export const syntheticEntities = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'bench-entities',
  register(env) {
    env.registerInit({
      deps: { catalog: catalogProcessingExtensionPoint },
      async init({ catalog }) {
        catalog.addEntityProvider({
          getProviderName: () => 'bench-entities',
          async connect(connection) {
            const count = Number(process.env.BENCH_ENTITIES);
            const deferred = (entity: Entity) => ({
              entity,
              locationKey: 'bench',
            });
            await connection.applyMutation({
              type: 'full',
              entities: [
                ...groupsAndGuest(),
                ...Array.from({ length: count }, (_, index) =>
                  componentOf(index, declared(index)),
                ),
              ].map(deferred),
            });
            watchFile(
              process.env.BENCH_COMMANDS!,
              { interval: 200 },
              async () => {
                const entities: Entity[] = JSON.parse(
                  await readFile(process.env.BENCH_COMMANDS!, 'utf8'),
                );
                await connection.applyMutation({
                  type: 'delta',
                  added: entities.map(deferred),
                  removed: [],
                });
              },
            );
          },
        });
      },
    });
  },
});
