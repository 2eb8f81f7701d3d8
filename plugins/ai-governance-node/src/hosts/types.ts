import type { EventParams } from '@backstage/plugin-events-node';
import type { JsonObject } from '@backstage/types';
import type {
  Evidence,
  Instant,
  JsonValue,
} from '@plumbline/backstage-plugin-ai-governance-common';

/** One check of the framework that a code host can answer. @public */
export interface HostCheckRequest {
  /** Check id of the framework, `SEC-003.branch-rules`. */
  id: string;
  /** One of the collector's check types. */
  type: string;
  params?: { [key: string]: JsonValue };
}

/**
 * What a collector saw. The instant is kept by the service, which knows when
 * the same content was first seen.
 * @public
 */
export interface HostEvidence
  extends Omit<Evidence, 'observedAt' | 'source' | 'collector'> {
  /** For events: when it happened, where that is known. */
  happenedAt?: Instant;
}

/** What a collector is asked. @public */
export interface HostCollectOptions {
  /** The repository, as {@link HostCollector.repositoryOf} named it. */
  repository: string;
  /** The checks of the framework in force with one of the collector's types. */
  checks: readonly HostCheckRequest[];
  /**
   * What the collector handed back at the last look by the same version:
   * etags, cursors and what was read under them. Undefined at the first look.
   */
  state: JsonObject | undefined;
  /** The moment of the look. */
  at: Instant;
  /** Aborted when the look takes too long or the backend stops. */
  signal: AbortSignal;
}

/** Everything the host says of a repository now. @public */
export interface HostCollection {
  /**
   * Always complete: what the host reported as unchanged is given again from
   * the state. The same content as before writes nothing.
   */
  items: HostEvidence[];
  /** Kept for the next look; at most about a megabyte. */
  state: JsonObject;
  /** What a person should know of the look, such as a limit that was reached. */
  warnings: string[];
}

/** A repository that an event says has changed. @public */
export interface ChangedRepository {
  /** Any address of the repository. */
  url: string;
  /** Its files changed too, so the tree has to be read again. */
  tree: boolean;
}

/**
 * Looks at repositories of one code host: what its rules, reviews, alerts and
 * events say beside the files. A module adds one through
 * {@link aiGovernanceCollectorsExtensionPoint}.
 * @public
 */
export interface HostCollector {
  /** Names the collector on evidence, `github`. */
  readonly id: string;
  /** Raised when the same answers give other evidence; the state of another version is dropped. */
  readonly version: string;
  /** Check types it answers. */
  readonly checkTypes: readonly string[];
  /**
   * The one address of the repository that a location belongs to, whatever
   * branch or folder it names; undefined for what this collector cannot look
   * at. No I/O.
   */
  repositoryOf(url: string): string | undefined;
  /**
   * Looks at one repository. What cannot be looked at for lack of a permission
   * becomes evidence with outcome `error` that says what to grant. Throws when
   * the host does not answer: what was seen before stays in force, with the
   * error shown beside it.
   */
  collect(options: HostCollectOptions): Promise<HostCollection>;
  /** Events that tell of changes, so that they are seen before the next look is due. */
  readonly events?: {
    readonly topics: readonly string[];
    repositoriesOf(event: EventParams): ChangedRepository[];
  };
}
