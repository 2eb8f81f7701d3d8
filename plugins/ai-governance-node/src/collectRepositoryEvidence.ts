import type {
  Evidence,
  Instant,
  JsonValue,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { repositoryCheckTypes } from './checks/registry';
import type { RepositoryCheckType } from './checks/types';
import { isDescriptorIn } from './repository/descriptor';
import type { RepositorySnapshot, Wants } from './repository/types';

/** Collector name and version stamped on evidence; raised when checks judge differently. @public */
export const REPOSITORY_COLLECTOR = 'repository@2';

/** One check of the framework that a repository can answer. @public */
export interface RepositoryCheckRequest {
  /** Check id of the framework, or the type itself for observations. */
  id: string;
  /** Check type, `repository.…`. */
  type: string;
  params?: { [key: string]: JsonValue };
}

/** @public */
export interface CollectRepositoryEvidenceOptions {
  snapshot: RepositorySnapshot;
  checks: readonly RepositoryCheckRequest[];
  /** Source key of the evidence, `repository:<url>`. */
  source: string;
  observedAt: Instant;
  /** Address of a file (and line) on the code host, where there is one. */
  link?: (path: string, line?: number) => string | undefined;
  /** Defaults to {@link REPOSITORY_COLLECTOR}. */
  collector?: string;
  /** Check types by others beside the built-in ones; the same type replaces the built-in one. */
  types?: readonly RepositoryCheckType[];
}

/**
 * Runs checks over a snapshot. Pure: the same input gives the same evidence in the order of `checks`.
 * Never throws for what a check does: an unknown type, wrong parameters or a failing check become
 * evidence with outcome `error` that says so. A check whose subject does not exist gives no evidence.
 * @public
 */
export async function collectRepositoryEvidence(
  options: CollectRepositoryEvidenceOptions,
): Promise<Evidence[]> {
  const types = typesByName(options.types);
  const evidence: Evidence[] = [];
  for (const check of options.checks) {
    const base = {
      check: check.id,
      source: options.source,
      observedAt: options.observedAt,
      collector: options.collector ?? REPOSITORY_COLLECTOR,
    };
    try {
      const type = types.get(check.type);
      if (!type) throw new Error(`there is no check type '${check.type}'`);
      const observation = await type.run(
        options.snapshot,
        type.parseParams(check.params),
      );
      if (!observation) continue;
      const { path, line, summary, ...rest } = observation;
      // What is missing has no address to look at.
      const link =
        path !== undefined && options.snapshot.files.has(path)
          ? safeLink(options.link, path, line)
          : undefined;
      evidence.push({
        ...base,
        ...rest,
        summary: withIncompleteness(summary, options.snapshot),
        ...(link === undefined ? {} : { link }),
      });
    } catch (error) {
      evidence.push({
        ...base,
        outcome: 'error',
        summary: `${check.id} could not be looked at: ${
          error instanceof Error ? error.message : String(error)
        }`,
      });
    }
  }
  return evidence;
}

/**
 * What has to be read so that checks can run, given by type or as requests with parameters; all built-in
 * types without an argument. With it the descriptors at the root and in the folders of the entities.
 * @public
 */
export function wantsForChecks(
  checks?: Iterable<string | Pick<RepositoryCheckRequest, 'type' | 'params'>>,
  additional?: readonly RepositoryCheckType[],
  folders: Iterable<string> = [],
): Wants {
  const isDescriptor = isDescriptorIn(folders);
  const known = typesByName(additional);
  const requests = [...(checks ?? known.keys())].map(check =>
    typeof check === 'string' ? { type: check, params: undefined } : check,
  );
  const wanted = requests.flatMap(({ type: name, params }) => {
    const type = known.get(name);
    try {
      return type ? [{ type, params: params && type.parseParams(params) }] : [];
    } catch {
      // The check says itself what is wrong with its parameters; it reads nothing.
      return [];
    }
  });
  return path =>
    isDescriptor(path) ||
    wanted.some(({ type, params }) => type.wants(path, params));
}

function typesByName(
  additional: readonly RepositoryCheckType[] | undefined,
): Map<string, RepositoryCheckType> {
  return new Map(
    [...repositoryCheckTypes, ...(additional ?? [])].map(type => [
      type.definition.type,
      type,
    ]),
  );
}

function safeLink(
  link: CollectRepositoryEvidenceOptions['link'],
  path: string,
  line: number | undefined,
): string | undefined {
  try {
    return link?.(path, line);
  } catch {
    // An address that cannot be made is no reason to lose the observation.
    return undefined;
  }
}

function withIncompleteness(
  summary: string,
  snapshot: RepositorySnapshot,
): string {
  return snapshot.truncated
    ? `${summary} (the repository was read in part: ${snapshot.warnings.join(
        '; ',
      )})`
    : summary;
}
