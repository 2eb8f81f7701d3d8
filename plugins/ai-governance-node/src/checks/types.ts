import type {
  Evidence,
  Finding,
  JsonValue,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { RepositorySnapshot } from '../repository/types';

/** What a check says of a snapshot. `undefined` where its subject does not exist. @public */
export interface CheckObservation {
  outcome: Evidence['outcome'];
  summary: string;
  findings?: Finding[];
  data?: { [key: string]: JsonValue };
  /** Path (and line) the summary points to, relative to the repository root. */
  path?: string;
  line?: number;
}

/** What a check is, for people: shown on screen beside its result. @public */
export interface CheckTypeDefinition {
  /** `repository.ignore-file` */
  type: string;
  name: string;
  /** What is looked at. */
  what: string;
  /** Why it matters. */
  why: string;
  /** How pass and fail are decided. */
  how: string;
  /** What a pass does not guarantee. */
  limits?: string;
}

/** A check over a repository snapshot. Pure and deterministic. @public */
export interface RepositoryCheckType {
  definition: CheckTypeDefinition;
  /**
   * Whether the check needs the content of this path. Called for every path of the repository; where
   * what is needed depends on the parameters, with those of one use of the check.
   */
  wants(path: string, params?: { [key: string]: JsonValue }): boolean;
  /** Validates and normalizes the parameters; throws with a message that says what to change. */
  parseParams(params: { [key: string]: JsonValue } | undefined): {
    [key: string]: JsonValue;
  };
  run(
    snapshot: RepositorySnapshot,
    params: { [key: string]: JsonValue },
  ): CheckObservation | undefined | Promise<CheckObservation | undefined>;
}
