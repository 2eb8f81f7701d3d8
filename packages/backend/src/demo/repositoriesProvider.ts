import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import type {
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
} from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';

const DESCRIPTORS = ['catalog-info.yaml', 'catalog-info.yml'];

/** A name the catalog accepts, made of a folder's name. */
export function entityNameOf(folder: string): string {
  return (
    folder
      .replace(/[^a-zA-Z0-9._-]+/g, '-')
      .replace(/^[^a-zA-Z0-9]+|[^a-zA-Z0-9]+$/g, '')
      .slice(0, 63)
      .replace(/[^a-zA-Z0-9]+$/, '') || 'repository'
  );
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    found => found.isFile(),
    () => false,
  );
}

/**
 * Makes every folder below a directory an entity: from its own descriptor
 * when it has one, else a generated Component.
 */
export class RepositoriesProvider implements EntityProvider {
  readonly #directory: string;
  readonly #runner: SchedulerServiceTaskRunner;
  readonly #logger: LoggerService;

  constructor(options: {
    directory: string;
    runner: SchedulerServiceTaskRunner;
    logger: LoggerService;
  }) {
    this.#directory = options.directory;
    this.#runner = options.runner;
    this.#logger = options.logger;
  }

  getProviderName(): string {
    return 'demo-repositories';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    await this.#runner.run({
      id: 'demo-repositories',
      fn: async () => {
        const entities = await this.entities();
        await connection.applyMutation({
          type: 'full',
          entities: entities.map(entity => ({
            entity,
            locationKey: 'demo-repositories',
          })),
        });
      },
    });
  }

  /** A Location per folder with a descriptor, a Component per folder without. */
  async entities(): Promise<Entity[]> {
    const directory = await realpath(this.#directory);
    const folders = (await readdir(directory, { withFileTypes: true }))
      .filter(entry => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(entry => entry.name)
      .sort();
    const names = new Set<string>();
    const entities: Entity[] = [];
    for (const folder of folders) {
      const path = join(directory, folder);
      let name = entityNameOf(folder);
      for (let n = 2; names.has(name); n++) {
        name = `${entityNameOf(folder).slice(0, 59)}-${n}`;
      }
      names.add(name);
      const descriptor = await this.#descriptorOf(path);
      const location = `file:${descriptor ?? join(path, DESCRIPTORS[0])}`;
      const annotations = {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
      };
      entities.push(
        descriptor
          ? {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'Location',
              metadata: {
                name: `repository-${name}`.slice(0, 63),
                annotations,
              },
              spec: { type: 'file', targets: [descriptor] },
            }
          : {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'Component',
              metadata: {
                name,
                title: basename(folder),
                description: 'Made from a folder without a catalog-info.yaml',
                annotations,
              },
              spec: {
                type: 'service',
                lifecycle: 'unknown',
                owner: 'group:default/unowned',
              },
            },
      );
    }
    this.#logger.info(`Found ${entities.length} repositories in ${directory}`);
    return entities;
  }

  async #descriptorOf(path: string): Promise<string | undefined> {
    for (const name of DESCRIPTORS) {
      if (await isFile(join(path, name))) {
        return join(path, name);
      }
    }
    return undefined;
  }
}

export const demoRepositories = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'demo-repositories',
  register(env) {
    env.registerInit({
      deps: {
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ catalog, config, logger, scheduler }) {
        const directory = config.getOptionalString(
          'aiGovernance.demo.repositories',
        );
        if (directory === undefined) {
          return;
        }
        catalog.addEntityProvider(
          new RepositoriesProvider({
            directory,
            logger,
            runner: scheduler.createScheduledTaskRunner({
              frequency: { minutes: 1 },
              timeout: { minutes: 1 },
              scope: 'local',
            }),
          }),
        );
      },
    });
  },
});
