import type { ControlStatus } from '../assessment/types';
import type { FrameworkDifference } from '../framework/diff';
import type { Level } from '../framework/types';

/** What became of a proposed framework version. @public */
export type FrameworkProposalState =
  | 'proposed'
  /** In force but for what asks for more, which waits for `effectiveFrom`. */
  | 'announced'
  | 'inForce'
  | 'rejected'
  | 'superseded'
  | 'rolledBack';

/** A framework version that somebody proposed. @public */
export interface FrameworkProposal {
  id: string;
  frameworkId: string;
  version: string;
  digest: string;
  reason: string;
  proposedBy: string;
  proposedAt: string;
  state: FrameworkProposalState;
  decidedBy?: string;
  decidedAt?: string;
  decision?: string;
  /** From when new and stricter controls count. */
  effectiveFrom?: string;
}

/** A proposal with what it changes against the framework in force. @public */
export interface FrameworkProposalDetails extends FrameworkProposal {
  difference: FrameworkDifference;
  /** Controls that would be announced instead of counting at once. */
  announced: { upcoming: string[]; stricter: string[] };
}

/** A framework version that is or was in force. @public */
export interface FrameworkVersionResponse {
  id: string;
  version: string;
  digest: string;
  inForceSince: string;
  inForceUntil?: string;
  by: string;
}

/** Answer of `GET /framework/versions`. @public */
export interface FrameworkVersionsResponse {
  items: FrameworkVersionResponse[];
  proposals: FrameworkProposal[];
}

/** What another framework would change about one entity. @public */
export interface FrameworkDryRunItem {
  entityRef: string;
  level: { from: Level | null; to: Level | null };
  ownLevel: { from: Level | null; to: Level | null };
  /** Null where the control is not there, or the entity is not assessed. */
  controls: {
    id: string;
    from: ControlStatus | null;
    to: ControlStatus | null;
  }[];
}

/** What another framework would change. @public */
export interface FrameworkDryRun {
  counts: {
    entities: number;
    changed: number;
    ownLevelUp: number;
    ownLevelDown: number;
    controls: {
      id: string;
      from: ControlStatus | null;
      to: ControlStatus | null;
      entities: number;
    }[];
  };
  organizationLevel: { from: Level; to: Level };
  items: FrameworkDryRunItem[];
  nextCursor?: string;
}
