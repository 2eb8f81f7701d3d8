import { createApiRef } from '@backstage/core-plugin-api';
import type {
  AssessResponse,
  ClassificationId,
  ControlStatus,
  DeclaredValues,
  DeclareResponse,
  FrameworkResponse,
  HistoryResponse,
  Level,
  ProfileResponse,
  ReviewTier,
  ScorecardListResponse,
  ScorecardResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';

/** Columns a list of scorecards can be ordered by. @public */
export type ScorecardOrderField =
  | 'name'
  | 'level'
  | 'ownLevel'
  | 'score'
  | 'tier'
  | 'classification'
  | 'changedAt';

/**
 * What to keep in a list of scorecards. Several values of one key are
 * alternatives, different keys must all match. @public
 */
export interface ScorecardFilter {
  /** Part of the entity's name or title. */
  name?: string;
  owner?: string[];
  kind?: string[];
  type?: string[];
  lifecycle?: string[];
  system?: string[];
  tier?: ReviewTier[];
  classification?: ClassificationId[];
  level?: Level[];
  ownLevel?: Level[];
  /** Whether a classification was declared at all. */
  declared?: boolean;
  /** Status a control must have, by control id. */
  controls?: { [controlId: string]: ControlStatus };
}

/** One page of a list of scorecards. @public */
export interface ScorecardQuery {
  filter?: ScorecardFilter;
  orderBy?: { field: ScorecardOrderField; direction: 'asc' | 'desc' };
  /** Entries per page, 20 when absent. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
}

/**
 * What the pages ask of the governance backend. Every method rejects with a
 * `ResponseError` from `@backstage/errors` when the backend refuses, and with
 * the fetch error when it cannot be reached. @public
 */
export interface AiGovernanceApi {
  /** The framework in force with the registered AI tools. */
  getFramework(): Promise<FrameworkResponse>;
  /** The judgement of one entity, by full entity ref. */
  getScorecard(entityRef: string): Promise<ScorecardResponse>;
  /** Stored changes of one entity's judgement, newest first. */
  getHistory(
    entityRef: string,
    options?: { limit?: number; cursor?: string },
  ): Promise<HistoryResponse>;
  /** What was declared for an entity, where, and what is in force. */
  getProfile(entityRef: string): Promise<ProfileResponse>;
  /** Declares an entity's profile. */
  declareProfile(
    entityRef: string,
    values: DeclaredValues,
  ): Promise<DeclareResponse>;
  /** Asks for the entity's sources to be looked at again now. */
  assess(entityRef: string): Promise<AssessResponse>;
  /** One page of the scorecards the caller may see. */
  listScorecards(query: ScorecardQuery): Promise<ScorecardListResponse>;
}

/** Reference of the governance API. @public */
export const aiGovernanceApiRef = createApiRef<AiGovernanceApi>({
  id: 'plugin.ai-governance.service',
});
