import type { AiTool, Instant } from '../assessment/types';
import type { ClassificationId } from '../framework/types';

/** Properties of a tool that the access matrix asks for. @public */
export const TOOL_PROPERTIES = [
  'enterpriseEndpoint',
  'zeroRetention',
  'onPremises',
  'privacyMode',
  'telemetryOff',
] as const;

/** @public */
export type ToolProperty = (typeof TOOL_PROPERTIES)[number];

/** What is known of a criterion. @public */
export interface ToolAnswer {
  answer: string;
  /** Where it is written, http or https. */
  link?: string;
}

/** What somebody wants to have approved. @public */
export interface ToolProposal {
  name: string;
  vendor?: string;
  /** User or group ref. */
  owner?: string;
  version?: string;
  /** A property that is not stated is not given. */
  properties: { [property in ToolProperty]?: boolean };
  /** Host names the tool speaks to; `*.` in front takes every host below. */
  endpoints: string[];
  /** Answers by id of the framework's criteria. */
  criteria: { [criterion: string]: ToolAnswer };
}

/** @public */
export interface ToolRequest extends ToolProposal {
  /** As the repository checks report it, for example `claude-code`. */
  id: string;
  reason: string;
}

/** What one role says to a request. @public */
export interface ToolSignOff {
  role: string;
  /** User ref. */
  by: string;
  at: Instant;
  approve: boolean;
  reason: string;
  conditions?: string[];
}

/** What was asked for, with what the roles said to it. @public */
export interface AskedTool extends ToolProposal {
  reason: string;
  requestedBy: string;
  requestedAt: Instant;
  signOffs: ToolSignOff[];
}

/** A request that does not wait any more. @public */
export interface ClosedToolRequest extends AskedTool {
  id: string;
  state: 'approved' | 'rejected' | 'withdrawn';
  decidedAt: Instant;
}

/** Answer of `GET /tools/{id}/requests`, newest first. @public */
export interface ClosedToolRequestsResponse {
  items: ClosedToolRequest[];
  nextCursor?: string;
}

/** A request that waits for its signatures. @public */
export interface OpenToolRequest extends AskedTool {
  /** Roles that have not signed. */
  missing: string[];
  /** Properties that the tool in force does not have. */
  loosens: ToolProperty[];
}

/** Whether a tool may be used with data of a classification. @public */
export interface ToolClassificationAccess {
  classification: ClassificationId;
  allowed: boolean;
  reasons: string[];
}

/** One tool of the registry. @public */
export interface RegisteredTool extends AiTool {
  endpoints: string[];
  criteria: { [criterion: string]: ToolAnswer };
  /** Whether the configuration or people brought what is in force. */
  origin: 'configuration' | 'registry';
  /** Counts decisions; a review names the version it was made from. */
  revision: number;
  decidedBy?: string;
  decidedAt?: Instant;
  reason?: string;
  /** The review period is over. */
  isDue: boolean;
  /** It ends soon: somebody has to look at it before. */
  isDueSoon: boolean;
  access: ToolClassificationAccess[];
  request?: OpenToolRequest;
  /** What the caller may do; where it is listed. */
  allowed?: {
    /** Roles that they may sign or refuse the request for. */
    sign: string[];
    withdraw: boolean;
    /** Look at it again, and end its approval. */
    review: boolean;
  };
}

/** An AI resource or MCP server that the catalog describes. @public */
export interface CatalogTool {
  entityRef: string;
  title?: string;
  type?: string;
  /** Id of the tool it is about, whether or not that is registered. */
  tool: string;
}

/** A tool that services show and the registry does not have. @public */
export interface SeenTool {
  /** Its id where it was seen, which a request for it has to name. */
  id: string;
  /** How many services it was seen in, of those the caller may read. */
  entities: number;
  /** Some of them. */
  examples: string[];
}

/** A tool that an import names and nobody registered. @public */
export interface UnregisteredTool {
  /** As the import writes it. */
  name: string;
  /** Where it was found, in words. */
  message: string;
}

/** @public */
export interface ToolsResponse {
  items: RegisteredTool[];
  /** What imported inventories and egress reports name and nobody registered. */
  unregistered: UnregisteredTool[];
  /** Assistants seen in services and not in the registry, the most used first. */
  seen: SeenTool[];
  /** What the catalog describes, as far as the caller may read it. */
  resources: CatalogTool[];
  /** How many more of them there are; absent when all are listed. */
  resourcesLeftOut?: number;
}

/** @public */
export interface ToolDecisionRequest {
  /** The role that is signed for; needed where the person is in several. */
  role?: string;
  reason: string;
  conditions?: string[];
}

/** Looks at an approved tool again: it may become stricter, never looser. @public */
export interface ToolReviewRequest {
  revision: number;
  reason: string;
  version?: string;
  owner?: string;
  conditions?: string[];
  endpoints?: string[];
  /** Properties that no longer hold. */
  lost?: ToolProperty[];
}
