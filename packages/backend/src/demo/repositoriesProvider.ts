import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
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
import { DESCRIPTORS, findRepositories, isOfKind } from './findRepositories';
import { readDescriptor } from './readDescriptor';
import type { DescriptorReading } from './readDescriptor';

/** A name the catalog accepts, made of a folder's name. */
export function entityNameOf(folder: string): string {
  return (
    folder
      .normalize('NFKD')
      .replace(/\p{Mark}+/gu, '')
      .replace(/[^a-zA-Z0-9._-]+/g, '-')
      .replace(/^[^a-zA-Z0-9]+|[^a-zA-Z0-9]+$/g, '')
      .slice(0, 63)
      .replace(/[^a-zA-Z0-9]+$/, '') || 'repository'
  );
}

/** The first name made of `folder` that `taken` does not hold, and takes it. */
function uniqueName(
  folder: string,
  taken: Set<string>,
  keyOf: (name: string) => string,
): string {
  const wanted = entityNameOf(folder);
  let name = wanted;
  // The catalog takes names that differ only in case for the same one.
  const key = () => keyOf(name.toLocaleLowerCase('en-US'));
  for (let n = 2; taken.has(key()); n++) {
    name = `${wanted.slice(0, 62 - String(n).length)}-${n}`;
  }
  taken.add(key());
  return name;
}

function locationOf(name: string, descriptor: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Location',
    metadata: { name, annotations: annotationsOf(descriptor) },
    spec: { type: 'file', targets: [descriptor] },
  };
}

function annotationsOf(descriptor: string) {
  const location = `file:${descriptor}`;
  return {
    [ANNOTATION_LOCATION]: location,
    [ANNOTATION_ORIGIN_LOCATION]: location,
  };
}

function withAnnotations(entity: Entity, descriptor: string): Entity {
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: {
        ...entity.metadata.annotations,
        ...annotationsOf(descriptor),
      },
    },
  };
}

function componentOf(
  name: string,
  folder: string,
  descriptor: string,
  description: string,
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      title: folder,
      description,
      annotations: annotationsOf(descriptor),
    },
    spec: {
      type: 'service',
      lifecycle: 'unknown',
      owner: 'group:default/unowned',
    },
  };
}

function whyGenerated(
  reading: DescriptorReading | undefined,
  declaredIn: Map<string, string>,
): string {
  if (!reading) {
    return 'Made from a folder without a catalog-info.yaml';
  }
  const [other] = reading.components;
  if (other) {
    return `Made from the folder, because ${declaredIn.get(
      other.ref,
    )} declares ${other.ref} too`;
  }
  return reading.problems.length > 0
    ? `Made from the folder, because its descriptor could not be used: ${reading.problems.join(
        '; ',
      )}`
    : 'Made from the folder, because its descriptor declares no Component';
}

/**
 * Makes every repository below a directory an entity: from its own descriptor
 * when it has one, else a generated Component.
 */
export class RepositoriesProvider implements EntityProvider {
  readonly #directory: string;
  readonly #runner: SchedulerServiceTaskRunner;
  readonly #logger: LoggerService;
  readonly #said = new Map<string, string>();

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

  /**
   * A Location per folder with a descriptor, and a Component per folder of
   * whose descriptor no Component comes: there is none, it is broken, it
   * declares other kinds only, or only what an earlier folder declares too.
   */
  async entities(): Promise<Entity[]> {
    const directory = await realpath(this.#directory);
    const folders = await this.#folders(directory);
    const declaredIn = new Map<string, string>();
    for (const { folder, reading } of folders) {
      for (const { ref } of reading?.components ?? []) {
        if (!declaredIn.has(ref)) {
          declaredIn.set(ref, folder);
        }
      }
    }
    const names = new Set<string>();
    const generated = new Set(declaredIn.keys());
    const entities: Entity[] = [];
    for (const { folder, path, descriptor, reading } of folders) {
      const own = (reading?.components ?? []).filter(
        ({ ref }) => declaredIn.get(ref) === folder,
      );
      if (descriptor && reading?.accepted) {
        const name = uniqueName(`repository-${folder}`, names, key => key);
        entities.push(locationOf(name, descriptor));
      } else {
        // The catalog would drop all of the file for one wrong document.
        const byRef = new Map(own.map(component => [component.ref, component]));
        for (const component of byRef.values()) {
          entities.push(withAnnotations(component.entity, component.path));
        }
      }
      const why = whyGenerated(reading, declaredIn);
      if (own.length === 0) {
        const name = uniqueName(
          folder,
          generated,
          key => `component:default/${key}`,
        );
        entities.push(
          componentOf(
            name,
            folder,
            descriptor ?? join(path, DESCRIPTORS[0]),
            why,
          ),
        );
      }
      const problems = reading?.problems ?? [];
      if (problems.length > 0) {
        this.#sayOnce(folder, `In ${folder}: ${problems.join('; ')}`);
      }
    }
    this.#logger.info(`Found ${folders.length} repositories in ${directory}`);
    return entities;
  }

  async #folders(directory: string) {
    const names = await findRepositories(directory);
    return Promise.all(
      names.map(async folder => {
        const path = join(directory, folder);
        const descriptor = await this.#descriptorOf(path);
        return {
          folder,
          path,
          descriptor,
          reading: descriptor && (await readDescriptor(path, descriptor)),
        };
      }),
    ).then(found =>
      found.map(({ reading, ...rest }) => ({
        ...rest,
        reading: reading || undefined,
      })),
    );
  }

  /** The folders are read every minute; the same mistake is told once. */
  #sayOnce(folder: string, message: string) {
    if (this.#said.get(folder) !== message) {
      this.#said.set(folder, message);
      this.#logger.warn(message);
    }
  }

  async #descriptorOf(path: string): Promise<string | undefined> {
    for (const name of DESCRIPTORS) {
      if (await isOfKind(join(path, name), 'isFile')) {
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
