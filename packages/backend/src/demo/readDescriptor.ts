import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import {
  componentEntityV1alpha1Validator,
  DefaultNamespaceEntityPolicy,
  EntityPolicies,
  FieldFormatEntityPolicy,
  SchemaValidEntityPolicy,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import { parseAllDocuments } from 'yaml';

const MAX_BYTES = 1024 * 1024;
const MAX_FILES = 100;

/** What a repository's descriptor brings into the catalog. */
export interface DescriptorReading {
  /** The valid Components it declares, also through its Locations, and where. */
  components: Array<{ ref: string; entity: Entity; path: string }>;
  /** Whether the catalog takes the file in; one wrong document spoils it whole. */
  accepted: boolean;
  /** What is wrong with it, in words for the person who wrote it. */
  problems: string[];
}

// The kinds of catalog.rules in app-config.yaml.
const KINDS = [
  'AiResource',
  'API',
  'Component',
  'Domain',
  'Group',
  'Location',
  'Resource',
  'System',
  'Template',
  'User',
];

// What the catalog itself asks of an entity before it takes it in.
const policy = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new DefaultNamespaceEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);

function isObject(value: unknown): value is { [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function targetsOf(entity: { [key: string]: unknown }): string[] {
  const spec = isObject(entity.spec) ? entity.spec : {};
  return [spec.target, ...(Array.isArray(spec.targets) ? spec.targets : [])]
    .filter((target): target is string => typeof target === 'string')
    .filter(target => !/^[a-z][a-z0-9+.-]*:\/\//i.test(target));
}

/**
 * Reads a descriptor the way the catalog will, to know beforehand whether any
 * Component comes out of it. Follows Locations to files of the same folder
 * only. Never throws: what cannot be read is a problem in words.
 */
export async function readDescriptor(
  folder: string,
  descriptor: string,
): Promise<DescriptorReading> {
  const reading: DescriptorReading = {
    components: [],
    accepted: true,
    problems: [],
  };
  const root = await realpath(folder);
  const seen = new Set<string>();
  const queue = [descriptor];
  while (queue.length > 0 && seen.size < MAX_FILES) {
    const path = queue.shift()!;
    const shown = relative(folder, path);
    try {
      const real = await realpath(path);
      if (seen.has(real)) {
        continue;
      }
      seen.add(real);
      if (!real.startsWith(root + sep)) {
        throw new Error('lies outside the repository');
      }
      if ((await stat(real)).size > MAX_BYTES) {
        throw new Error('is larger than 1 MiB');
      }
      await readDocuments(await readFile(real, 'utf8'), shown, {
        path,
        reading,
        follow: target => queue.push(resolve(dirname(path), target)),
      });
    } catch (error) {
      reading.problems.push(`${shown} ${reasonOf(error)}`);
      reading.accepted = false;
    }
  }
  return reading;
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') {
    return 'does not exist';
  }
  return code ? `cannot be read (${code})` : message;
}

async function readDocuments(
  text: string,
  shown: string,
  to: {
    path: string;
    reading: DescriptorReading;
    follow: (target: string) => void;
  },
) {
  const documents = parseAllDocuments(text, { logLevel: 'silent' });
  for (const document of Array.isArray(documents) ? documents : []) {
    const [mistake] = document.errors;
    if (mistake) {
      const { line } = mistake.linePos?.[0] ?? {};
      const [message] = mistake.message.split(/ at line \d|\n/);
      throw new Error(
        `is not valid YAML${line ? ` (line ${line})` : ''}: ${message}`,
      );
    }
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    if (value === null || value === undefined) {
      continue;
    }
    if (!isObject(value) || typeof value.kind !== 'string') {
      to.reading.accepted = false;
      to.reading.problems.push(`${shown} holds something that is no entity`);
    } else if (!KINDS.includes(value.kind)) {
      to.reading.accepted = false;
      to.reading.problems.push(
        `${shown} declares a ${value.kind}, a kind this catalog does not take`,
      );
    } else if (value.kind === 'Location') {
      targetsOf(value).forEach(to.follow);
    } else if (value.kind === 'Component') {
      try {
        const entity = await policy.enforce(value as unknown as Entity);
        if (
          !entity ||
          !(await componentEntityV1alpha1Validator.check(entity))
        ) {
          throw new Error('its apiVersion is not one the catalog knows');
        }
        to.reading.components.push({
          ref: stringifyEntityRef(entity),
          entity,
          path: to.path,
        });
      } catch (error) {
        to.reading.problems.push(
          `${shown} declares a Component the catalog refuses: ${
            (error as Error).message.split(/\n|\. To learn more/)[0]
          }`,
        );
      }
    }
  }
}
