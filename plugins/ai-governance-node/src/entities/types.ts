import type {
  Instant,
  JsonValue,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { HostEvidence } from '../hosts';

/** One check of the framework that a collector over entities can answer. @public */
export interface EntityCheckRequest {
  /** Check id of the framework. */
  id: string;
  /** One of the collector's check types. */
  type: string;
  params?: { [key: string]: JsonValue };
}

/** An entity that is looked at. @public */
export interface CollectedEntity {
  /** Full lower-case ref. */
  entityRef: string;
  kind: string;
  namespace: string;
  name: string;
  /** Annotations that the framework's checks name; null where the entity has none of that key. */
  annotations: { [key: string]: string | null };
}

/** What a collector is asked. @public */
export interface EntityCollectOptions {
  /** At most {@link EntityCollector.batchSize}. */
  entities: readonly CollectedEntity[];
  /** The checks of the framework in force with one of the collector's types, at least one. */
  checks: readonly EntityCheckRequest[];
  /** The moment of the look. */
  at: Instant;
  /** Aborted when the look takes too long or the backend stops. */
  /**
   * Names the run this batch belongs to: what was asked for another batch of
   * the same run need not be asked again.
   */
  run?: string;
  signal: AbortSignal;
}

/** What was seen of one entity. @public */
export interface EntityObservations {
  entityRef: string;
  /**
   * Always complete. An item with outcome `error` keeps what was seen before in force and is looked at
   * again sooner.
   */
  items: HostEvidence[];
}

/**
 * Answers checks for many entities at once from somewhere that knows them by name: another plugin, a
 * service over HTTP. Which entities, when, leases, pauses after failures and what stays in force are the
 * backend's business. A module adds one through {@link aiGovernanceCollectorsExtensionPoint}.
 * @public
 */
export interface EntityCollector {
  /** Names the collector on evidence: letters, digits and dashes. */
  readonly id: string;
  /** Raised when the same answers give other evidence: everything is looked at again. */
  readonly version: string;
  /** Check types it answers. */
  readonly checkTypes: readonly string[];
  /** Most entities of one look; 50 by default. */
  readonly batchSize?: number;
  /**
   * Looks at entities. Throws when nothing can be said of any of them: what was seen before stays in
   * force, with the error shown beside it.
   */
  collect(options: EntityCollectOptions): Promise<EntityObservations[]>;
}
