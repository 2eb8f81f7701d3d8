/* eslint-disable new-cap -- openapi-fetch names its calls after HTTP methods */
import { ResponseError } from '@backstage/errors';
import createClient from 'openapi-fetch';
import type {
  AnnotationsResponse,
  AssessResponse,
  AttestationRequest,
  AttestationResponse,
  CheckAnswer,
  AuditListResponse,
  AuditPublicKey,
  BadgeResponse,
  BulkAttestationRequest,
  BulkAttestationResponse,
  BatchDeclareRequest,
  BatchDeclareResponse,
  DeclarationListState,
  DeclarationListResponse,
  DeclarationResponse,
  DeclarationReviewRequest,
  DeclareResponse,
  DescriptorPatchResponse,
  EvidencePushItem,
  CheckDisputeRate,
  DisputeListResponse,
  DisputeRequest,
  DisputeResponse,
  ExceptionListResponse,
  ExceptionRequest,
  ExceptionResponse,
  ExceptionState,
  EvidencePushResponse,
  ExportRequest,
  FailingSourcesResponse,
  FrameworkResponse,
  HistoryResponse,
  ImportKind,
  ImportListResponse,
  ImportRequest,
  ImportResult,
  InventoryEntity,
  MaturityChangesResponse,
  PastEntitiesResponse,
  PushNextResponse,
  ProfileResponse,
  RenewedControlsResponse,
  SarifPushResponse,
  ReplayResponse,
  ScorecardChangesResponse,
  ScorecardListResponse,
  ScorecardResponse,
  ScorecardsByRefsResponse,
  SummaryGroupBy,
  SummaryResponse,
  TrainingCompletion,
  TrainingKpisResponse,
  TrainingResponse,
  TrainingUploadResult,
  TrendsResponse,
} from '../api/types';
import type {
  FrameworkDryRun,
  FrameworkProposal,
  FrameworkProposalDetails,
  FrameworkVersionsResponse,
} from '../api/framework';
import type { AuditVerification } from '../audit/types';
import type { InboxCount, InboxResponse } from '../api/inbox';
import type { PlanningAim, PlanningPrice } from '../planning/whatIf';
import type {
  CampaignDetails,
  CampaignEditRequest,
  CampaignEntitiesResponse,
  CampaignEntityFilter,
  CampaignListResponse,
  CampaignOwnersResponse,
  CampaignPlan,
} from '../api/campaigns';
import type {
  ResidualRating,
  RiskEditRequest,
  RiskEntitiesResponse,
  RiskRecord,
  RiskRegisterResponse,
  RiskRequest,
} from '../api/risks';
import type {
  ClosedToolRequestsResponse,
  RegisteredTool,
  ToolDecisionRequest,
  ToolRequest,
  ToolReviewRequest,
  ToolsResponse,
} from '../api/tools';
import type {
  AdoptionMoveRequest,
  AdoptionResponse,
  AdoptionTeam,
  AheadEntitiesResponse,
  PlanAttestation,
  PlanAttestationRequest,
  RoadmapResponse,
} from '../api/roadmap';
import type { WantedCatalogFacts } from '../genericChecks/catalogFacts';
import type { DeclaredValues } from '../profile/types';
import { ProgrammeClient } from './ProgrammeClient';
import type { paths } from './openapi.generated';

/** A namespaced entity name, as every entity route takes it. @public */
export interface EntityName {
  kind: string;
  namespace: string;
  name: string;
}

/** Credentials of one call. @public */
export interface AiGovernanceRequestOptions {
  token?: string;
  signal?: AbortSignal;
}

/** Which scorecards to list. @public */
export interface ListScorecardsRequest {
  /** Alternatives; each is `key=value,…` as the API documents it. */
  filter?: string[];
  /** `field:asc` or `field:desc`. */
  orderBy?: string;
  /** Items per page, at most 500. */
  limit?: number;
  cursor?: string;
}

/** Which entries of the audit log to list, newest first. @public */
export interface AuditListRequest {
  actor?: string;
  /** An action, or what comes before its point: `exception`. */
  action?: string;
  subject?: string;
  /** A date, from its start, or an instant. */
  from?: string;
  /** A date, to its end, or an instant. */
  until?: string;
  limit?: number;
  cursor?: string;
}

/** Of which entities the organization is counted. @public */
export interface SummaryRequest {
  /** Alternatives, as `listScorecards` takes them. */
  filter?: string[];
  /** Totals only where absent. */
  groupBy?: SummaryGroupBy;
  /** Whether groups count what is owned below them; nested by default. */
  rollup?: 'direct' | 'nested';
}

/** A span of time over some entities. @public */
export interface SpanRequest {
  /** Alternatives, as `listScorecards` takes them. */
  filter?: string[];
  /** A date, from its start, or an instant; 90 days before the end by default. */
  from?: string;
  /** A date, to its end, or an instant; now by default. */
  to?: string;
}

/** Which entities of a risk to list. @public */
export interface ListRiskEntitiesRequest {
  /** Alternatives, as `listScorecards` takes them. */
  filter?: string[];
  /** Only entities that are left with this. */
  residual?: ResidualRating;
  limit?: number;
  cursor?: string;
}

/** What a SARIF report is about. @public */
export interface PushSarifRequest {
  /** The entity; else `repository`, with or without `path`. */
  entityRef?: string;
  /** Address of the repository; a pipeline's own where absent. */
  repository?: string;
  path?: string;
  /** What the tool looks for; needed only for tools nobody knows. */
  category?: 'security' | 'secrets' | 'licence' | 'quality';
  commit?: string;
  observedAt?: string;
}

/** What a CSV file that is imported is about. @public */
export interface CsvImportHead {
  /** System it comes from: `edr-laptops`. */
  source: string;
  /** Date or instant that it describes. */
  asOf: string;
  /** Of a report, the first day it covers. */
  from?: string;
  /** Of a report, the last day it covers. */
  to?: string;
  link?: string;
}

/** Which entities to list as they stood at an instant. @public */
export interface PastEntitiesRequest {
  /** A date, which counts to its end, or an instant. */
  at: string;
  /** How they stood then, as filters say it. */
  stood?: string[];
  /** What they are now. */
  filter?: string[];
  limit?: number;
  cursor?: string;
}

/** Parameters of a plan. @public */
export interface PushNextRequest {
  filter?: string[];
  /** Most that it may cost: small counts 1, medium 3 and large 8. */
  budget?: number;
  aim?: PlanningAim;
  /** Effort by default. */
  price?: PlanningPrice;
  /** Plans for these entities only; up to 100. */
  refs?: string[];
  /** `SEC-002=large` or `SEC-002/entity=small`. */
  effort?: string[];
}

/** One page of attestations. @public */
export interface AttestationListResponse {
  items: AttestationResponse[];
  nextCursor?: string;
  /** About the organization, on the first page: what answers each of its checks now. */
  answers?: CheckAnswer[];
  /** On the same page: checks of the organization that the caller may attest. */
  allowed?: { attest: string[] };
  /** On the same page: roles one of which the second person is in; none where nobody is named. */
  confirmers?: string[];
}

/**
 * Typed client of the governance API. Works in the browser and in backends: it
 * needs only a way to find the plugin and a fetch. A failed call rejects with a
 * `ResponseError` that carries the server's message.
 *
 * @public
 */
export class AiGovernanceClient {
  readonly #discovery: { getBaseUrl(pluginId: string): Promise<string> };
  readonly #fetch: typeof fetch;
  /** How people meet, decide and answer. */
  readonly programme: ProgrammeClient;

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi?: { fetch: typeof fetch };
  }) {
    this.#discovery = options.discoveryApi;
    this.#fetch = (input, init) =>
      (options.fetchApi?.fetch ?? fetch)(input, init);
    this.programme = new ProgrammeClient(async (call, each) =>
      this.#data(call((await this.#client(each)) as never)),
    );
  }

  async getFramework(
    options?: AiGovernanceRequestOptions,
  ): Promise<FrameworkResponse> {
    const client = await this.#client(options);
    return this.#data<FrameworkResponse>(client.GET('/framework', {}));
  }

  async getBadge(
    entity: EntityName,
    options?: AiGovernanceRequestOptions,
  ): Promise<BadgeResponse> {
    const client = await this.#client(options);
    return this.#data<BadgeResponse>(
      client.GET('/entities/{kind}/{namespace}/{name}/badge', {
        params: { path: entity },
      }),
    );
  }

  async noteExport(
    request: ExportRequest,
    options?: AiGovernanceRequestOptions,
  ): Promise<void> {
    const client = await this.#client(options);
    await this.#data<void>(client.POST('/exports', { body: request }));
  }

  async getScorecard(
    entity: EntityName,
    options?: AiGovernanceRequestOptions,
  ): Promise<ScorecardResponse> {
    const client = await this.#client(options);
    return this.#data<ScorecardResponse>(
      client.GET('/entities/{kind}/{namespace}/{name}/scorecard', {
        params: { path: entity },
      }),
    );
  }

  async getHistory(
    entity: EntityName,
    request?: { limit?: number; cursor?: string; control?: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<HistoryResponse> {
    const client = await this.#client(options);
    return this.#data<HistoryResponse>(
      client.GET('/entities/{kind}/{namespace}/{name}/history', {
        params: { path: entity, query: request },
      }),
    );
  }

  /** The scorecard as of a past instant, judged again. */
  async replayScorecard(
    entity: EntityName,
    request: { at: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<ReplayResponse> {
    const client = await this.#client(options);
    return this.#data<ReplayResponse>(
      client.GET('/entities/{kind}/{namespace}/{name}/replay', {
        params: { path: entity, query: request },
      }),
    );
  }

  async getProfile(
    entity: EntityName,
    options?: AiGovernanceRequestOptions,
  ): Promise<ProfileResponse> {
    const client = await this.#client(options);
    return this.#data<ProfileResponse>(
      client.GET('/entities/{kind}/{namespace}/{name}/profile', {
        params: { path: entity },
      }),
    );
  }

  async declareProfile(
    entity: EntityName,
    values: DeclaredValues,
    options?: AiGovernanceRequestOptions & { reason?: string },
  ): Promise<DeclareResponse> {
    const client = await this.#client(options);
    return this.#data<DeclareResponse>(
      client.PUT('/entities/{kind}/{namespace}/{name}/profile', {
        params: { path: entity },
        body: {
          values,
          ...(options?.reason !== undefined && { reason: options.reason }),
        },
      }),
    );
  }

  async assess(
    entity: EntityName,
    options?: AiGovernanceRequestOptions,
  ): Promise<AssessResponse> {
    const client = await this.#client(options);
    return this.#data<AssessResponse>(
      client.POST('/entities/{kind}/{namespace}/{name}/assess', {
        params: { path: entity },
      }),
    );
  }

  /** The organization as it is now, in total and by group. */
  async getSummary(
    request?: SummaryRequest,
    options?: AiGovernanceRequestOptions,
  ): Promise<SummaryResponse> {
    const client = await this.#client(options);
    return this.#data<SummaryResponse>(
      client.GET('/summary', { params: { query: request } }),
    );
  }

  /** The organization over time. */
  async getTrends(
    request?: SpanRequest & { points?: number },
    options?: AiGovernanceRequestOptions,
  ): Promise<TrendsResponse> {
    const client = await this.#client(options);
    return this.#data<TrendsResponse>(
      client.GET('/trends', { params: { query: request } }),
    );
  }

  /** Sources whose last look failed, those that fail for longest first. */
  async listFailingSources(
    request?: { limit?: number; cursor?: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<FailingSourcesResponse> {
    const client = await this.#client(options);
    return this.#data<FailingSourcesResponse>(
      client.GET('/collection/failures', { params: { query: request } }),
    );
  }

  /** What to close next so that most entities reach their next level. */
  async getPushNext(
    request?: PushNextRequest,
    options?: AiGovernanceRequestOptions,
  ): Promise<PushNextResponse> {
    const client = await this.#client(options);
    return this.#data<PushNextResponse>(
      client.GET('/push-next', { params: { query: request } }),
    );
  }

  /** The entities behind a point of a trend, with how they stand now. */
  async getTrendEntities(
    request: PastEntitiesRequest,
    options?: AiGovernanceRequestOptions,
  ): Promise<PastEntitiesResponse> {
    const client = await this.#client(options);
    return this.#data<PastEntitiesResponse>(
      client.GET('/trends/entities', { params: { query: request } }),
    );
  }

  /** What changed in a span, by entity and reason. */
  async getChanges(
    request?: SpanRequest & { limit?: number; cursor?: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<MaturityChangesResponse> {
    const client = await this.#client(options);
    return this.#data<MaturityChangesResponse>(
      client.GET('/changes', { params: { query: request } }),
    );
  }

  async listScorecards(
    request: ListScorecardsRequest,
    options?: AiGovernanceRequestOptions,
  ): Promise<ScorecardListResponse> {
    const client = await this.#client(options);
    return this.#data<ScorecardListResponse>(
      client.GET('/scorecards', { params: { query: request } }),
    );
  }

  async getScorecardsByRefs(
    entityRefs: string[],
    options?: AiGovernanceRequestOptions,
  ): Promise<ScorecardsByRefsResponse> {
    const client = await this.#client(options);
    return this.#data<ScorecardsByRefsResponse>(
      client.POST('/scorecards/by-refs', { body: { entityRefs } }),
    );
  }

  async getScorecardChanges(
    request: { since?: string; limit?: number; consumer?: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<ScorecardChangesResponse> {
    const client = await this.#client(options);
    return this.#data<ScorecardChangesResponse>(
      client.GET('/scorecards/changes', { params: { query: request } }),
    );
  }

  async lookUpAnnotations(
    entities: InventoryEntity[],
    options?: AiGovernanceRequestOptions,
  ): Promise<AnnotationsResponse> {
    const client = await this.#client(options);
    return this.#data<AnnotationsResponse>(
      client.POST('/inventory/annotations', {
        body: { entities },
        // Between two plugins of one backend packing costs more than sending.
        headers: { 'accept-encoding': 'identity' },
      }),
    );
  }

  /** What the catalog has to tell of every entity. Services only. */
  async wantedCatalogFacts(
    options?: AiGovernanceRequestOptions,
  ): Promise<WantedCatalogFacts> {
    const client = await this.#client(options);
    return this.#data<WantedCatalogFacts>(client.GET('/inventory/wanted'));
  }

  /** Says that a finding is wrong. */
  async createDispute(
    entity: EntityName,
    request: DisputeRequest,
    options?: AiGovernanceRequestOptions,
  ): Promise<DisputeResponse> {
    const client = await this.#client(options);
    return this.#data<DisputeResponse>(
      client.POST('/entities/{kind}/{namespace}/{name}/disputes', {
        params: { path: entity },
        body: request,
      }),
    );
  }

  /** Disputes newest first, of one entity or of all the caller may see. */
  async listDisputes(
    request: {
      entityRef?: string;
      state?: DisputeResponse['state'];
      limit?: number;
      cursor?: string;
    },
    options?: AiGovernanceRequestOptions,
  ): Promise<DisputeListResponse> {
    const client = await this.#client(options);
    return this.#data<DisputeListResponse>(
      client.GET('/disputes', { params: { query: request } }),
    );
  }

  /** How often each check was found wrong in the last 90 days. */
  async listDisputeRates(
    options?: AiGovernanceRequestOptions,
  ): Promise<{ items: CheckDisputeRate[] }> {
    const client = await this.#client(options);
    return this.#data<{ items: CheckDisputeRate[] }>(
      client.GET('/disputes/rates'),
    );
  }

  /** Finds a disputed finding wrong; it is left out until then. */
  async approveDispute(
    id: string,
    request: { reason: string; until?: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<DisputeResponse> {
    const client = await this.#client(options);
    return this.#data<DisputeResponse>(
      client.POST('/disputes/{id}/approve', {
        params: { path: { id } },
        body: request,
      }),
    );
  }

  /** Finds a disputed finding right. */
  async rejectDispute(
    id: string,
    request: { reason: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<DisputeResponse> {
    const client = await this.#client(options);
    return this.#data<DisputeResponse>(
      client.POST('/disputes/{id}/reject', {
        params: { path: { id } },
        body: request,
      }),
    );
  }

  /** Takes the own dispute back. */
  async withdrawDispute(
    id: string,
    options?: AiGovernanceRequestOptions,
  ): Promise<DisputeResponse> {
    const client = await this.#client(options);
    return this.#data<DisputeResponse>(
      client.POST('/disputes/{id}/withdraw', { params: { path: { id } } }),
    );
  }

  /** What needs the caller to decide, to confirm or to renew. */
  async getInbox(
    request: { limit?: number } = {},
    options?: AiGovernanceRequestOptions,
  ): Promise<InboxResponse> {
    const client = await this.#client(options);
    return this.#data<InboxResponse>(
      client.GET('/inbox', { params: { query: request } }),
    );
  }

  /** How much needs the caller. */
  async getInboxCount(
    options?: AiGovernanceRequestOptions,
  ): Promise<InboxCount> {
    const client = await this.#client(options);
    return this.#data<InboxCount>(client.GET('/inbox/count'));
  }

  /** Declarations that lower a protection, newest first: those that wait, unless asked otherwise. */
  async listDeclarations(
    request: {
      entityRef?: string;
      state?: DeclarationListState;
      limit?: number;
      cursor?: string;
    },
    options?: AiGovernanceRequestOptions,
  ): Promise<DeclarationListResponse> {
    const client = await this.#client(options);
    return this.#data<DeclarationListResponse>(
      client.GET('/declarations', { params: { query: request } }),
    );
  }

  /** What the portal declares as a change of the entity's `catalog-info.yaml`. */
  async getDescriptorPatch(
    entity: EntityName,
    options?: AiGovernanceRequestOptions,
  ): Promise<DescriptorPatchResponse> {
    const client = await this.#client(options);
    return this.#data<DescriptorPatchResponse>(
      client.GET('/entities/{kind}/{namespace}/{name}/profile/patch', {
        params: { path: entity },
      }),
    );
  }

  /** Declares for several entities, each by itself. */
  async declareMany(
    request: BatchDeclareRequest,
    options?: AiGovernanceRequestOptions,
  ): Promise<BatchDeclareResponse> {
    const client = await this.#client(options);
    return this.#data<BatchDeclareResponse>(
      client.POST('/declarations', { body: request }),
    );
  }

  /** Lets a declaration lower a protection, or refuses it. */
  async decideDeclaration(
    id: string,
    how: 'approve' | 'reject',
    request: { reason: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<DeclarationResponse> {
    const client = await this.#client(options);
    const init = { params: { path: { id } }, body: request };
    return this.#data<DeclarationResponse>(
      how === 'approve'
        ? client.POST('/declarations/{id}/approve', init)
        : client.POST('/declarations/{id}/reject', init),
    );
  }

  /** Confirms or questions a declaration of the sample; it stays in force. */
  async reviewDeclaration(
    id: string,
    request: DeclarationReviewRequest,
    options?: AiGovernanceRequestOptions,
  ): Promise<DeclarationResponse> {
    const client = await this.#client(options);
    return this.#data<DeclarationResponse>(
      client.POST('/declarations/{id}/review', {
        params: { path: { id } },
        body: request,
      }),
    );
  }

  /** Takes the own declaration back. */
  async withdrawDeclaration(
    id: string,
    request: { reason?: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<DeclarationResponse> {
    const client = await this.#client(options);
    return this.#data<DeclarationResponse>(
      client.POST('/declarations/{id}/withdraw', {
        params: { path: { id } },
        body: request,
      }),
    );
  }

  /** Asks for an exception from one control, for one entity or several. */
  async requestException(
    request: ExceptionRequest,
    options?: AiGovernanceRequestOptions,
  ): Promise<ExceptionResponse> {
    const client = await this.#client(options);
    return this.#data<ExceptionResponse>(
      client.POST('/exceptions', { body: request }),
    );
  }

  /** Exceptions newest first, or those in force by their end. */
  async listExceptions(
    request: {
      entityRef?: string;
      state?: ExceptionState;
      endsBefore?: string;
      limit?: number;
      cursor?: string;
    },
    options?: AiGovernanceRequestOptions,
  ): Promise<ExceptionListResponse> {
    const client = await this.#client(options);
    return this.#data<ExceptionListResponse>(
      client.GET('/exceptions', { params: { query: request } }),
    );
  }

  /** Controls from which exceptions are renewed so often that it is a gap of the policy. */
  async getRenewedControls(
    options?: AiGovernanceRequestOptions,
  ): Promise<RenewedControlsResponse> {
    const client = await this.#client(options);
    return this.#data<RenewedControlsResponse>(
      client.GET('/exceptions/renewals'),
    );
  }

  /** Grants an exception, for as long as was asked or shorter. */
  async approveException(
    id: string,
    request: { reason: string; until?: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<ExceptionResponse> {
    const client = await this.#client(options);
    return this.#data<ExceptionResponse>(
      client.POST('/exceptions/{id}/approve', {
        params: { path: { id } },
        body: request,
      }),
    );
  }

  /** Refuses an exception, ends a granted one early, or keeps it under new owners. */
  async closeException(
    id: string,
    how: 'reject' | 'revoke' | 'confirm',
    request: { reason: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<ExceptionResponse> {
    const client = await this.#client(options);
    const init = { params: { path: { id } }, body: request };
    return this.#data<ExceptionResponse>(
      {
        reject: () => client.POST('/exceptions/{id}/reject', init),
        revoke: () => client.POST('/exceptions/{id}/revoke', init),
        confirm: () => client.POST('/exceptions/{id}/confirm', init),
      }[how](),
    );
  }

  /** Takes the own request back. */
  async withdrawException(
    id: string,
    options?: AiGovernanceRequestOptions,
  ): Promise<ExceptionResponse> {
    const client = await this.#client(options);
    return this.#data<ExceptionResponse>(
      client.POST('/exceptions/{id}/withdraw', { params: { path: { id } } }),
    );
  }

  async listAttestations(
    request: { subject: string; limit?: number; cursor?: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<AttestationListResponse> {
    const client = await this.#client(options);
    return this.#data<AttestationListResponse>(
      client.GET('/attestations', { params: { query: request } }),
    );
  }

  async createAttestation(
    request: AttestationRequest,
    options?: AiGovernanceRequestOptions,
  ): Promise<AttestationResponse> {
    const client = await this.#client(options);
    return this.#data<AttestationResponse>(
      client.POST('/attestations', { body: request }),
    );
  }

  /** Attests one check of several entities; look at the result of every one. */
  async attestMany(
    request: BulkAttestationRequest,
    options?: AiGovernanceRequestOptions,
  ): Promise<BulkAttestationResponse> {
    const client = await this.#client(options);
    return this.#data<BulkAttestationResponse>(
      client.POST('/attestations/bulk', { body: request }),
    );
  }

  /** Confirms for the organization as the second person. */
  async approveAttestation(
    id: string,
    request: { reason: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<AttestationResponse> {
    const client = await this.#client(options);
    return this.#data<AttestationResponse>(
      client.POST('/attestations/{id}/approve', {
        params: { path: { id } },
        body: request,
      }),
    );
  }

  /** Refuses to confirm an attestation of the organization, as the second person. */
  async rejectAttestation(
    id: string,
    request: { reason: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<AttestationResponse> {
    const client = await this.#client(options);
    return this.#data<AttestationResponse>(
      client.POST('/attestations/{id}/reject', {
        params: { path: { id } },
        body: request,
      }),
    );
  }

  /** Ends an attestation now. */
  async revokeAttestation(
    id: string,
    request: { reason: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<AttestationResponse> {
    const client = await this.#client(options);
    return this.#data<AttestationResponse>(
      client.POST('/attestations/{id}/revoke', {
        params: { path: { id } },
        body: request,
      }),
    );
  }

  /** The registry of AI tools. */
  async getTools(options?: AiGovernanceRequestOptions): Promise<ToolsResponse> {
    const client = await this.#client(options);
    return this.#data<ToolsResponse>(client.GET('/tools', {}));
  }

  /** Requests for a tool that do not wait any more, with what was signed. */
  async listToolRequests(
    id: string,
    request: { limit?: number; cursor?: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<ClosedToolRequestsResponse> {
    const client = await this.#client(options);
    return this.#data<ClosedToolRequestsResponse>(
      client.GET('/tools/{id}/requests', {
        params: { path: { id }, query: request },
      }),
    );
  }

  /** Hosts that a proxy may let through, one per line. */
  async getToolAllowList(
    options?: AiGovernanceRequestOptions,
  ): Promise<string> {
    const client = await this.#client(options);
    return this.#data<string>(
      client.GET('/tools/allow-list', { parseAs: 'text' }),
    );
  }

  /** The findings of an entity as the text of a SARIF log. */
  async exportSarif(
    entity: EntityName,
    options?: AiGovernanceRequestOptions,
  ): Promise<string> {
    const client = await this.#client(options);
    return this.#data<string>(
      client.GET('/entities/{kind}/{namespace}/{name}/sarif', {
        params: { path: entity },
        parseAs: 'text',
      }),
    );
  }

  /** Asks for a tool to be approved. */
  async requestTool(
    request: ToolRequest,
    options?: AiGovernanceRequestOptions,
  ): Promise<RegisteredTool> {
    const client = await this.#client(options);
    return this.#data<RegisteredTool>(client.POST('/tools', { body: request }));
  }

  /** Signs the open request of a tool for one role, or refuses it. */
  async decideTool(
    id: string,
    act: 'approve' | 'reject',
    request: ToolDecisionRequest,
    options?: AiGovernanceRequestOptions,
  ): Promise<RegisteredTool> {
    const client = await this.#client(options);
    return this.#data<RegisteredTool>(
      client.POST(`/tools/{id}/${act}`, {
        params: { path: { id } },
        body: request,
      }),
    );
  }

  /** Takes the open request of a tool back. */
  async withdrawTool(
    id: string,
    options?: AiGovernanceRequestOptions,
  ): Promise<RegisteredTool> {
    const client = await this.#client(options);
    return this.#data<RegisteredTool>(
      client.POST('/tools/{id}/withdraw', { params: { path: { id } } }),
    );
  }

  /** Looks at an approved tool again until its next review date. */
  async reviewTool(
    id: string,
    request: ToolReviewRequest,
    options?: AiGovernanceRequestOptions,
  ): Promise<RegisteredTool> {
    const client = await this.#client(options);
    return this.#data<RegisteredTool>(
      client.POST('/tools/{id}/review', {
        params: { path: { id } },
        body: request,
      }),
    );
  }

  /** Ends the approval of a tool now. */
  async revokeTool(
    id: string,
    request: { reason: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<RegisteredTool> {
    const client = await this.#client(options);
    return this.#data<RegisteredTool>(
      client.POST('/tools/{id}/revoke', {
        params: { path: { id } },
        body: request,
      }),
    );
  }

  /** The risk register, with what is left of each risk over some entities. */
  async getRisks(
    request?: { filter?: string[] },
    options?: AiGovernanceRequestOptions,
  ): Promise<RiskRegisterResponse> {
    const client = await this.#client(options);
    return this.#data<RiskRegisterResponse>(
      client.GET('/risks', { params: { query: request } }),
    );
  }

  /** What is left of one risk in each entity. */
  async listRiskEntities(
    id: string,
    request?: ListRiskEntitiesRequest,
    options?: AiGovernanceRequestOptions,
  ): Promise<RiskEntitiesResponse> {
    const client = await this.#client(options);
    return this.#data<RiskEntitiesResponse>(
      client.GET('/risks/{id}/entities', {
        params: { path: { id }, query: request },
      }),
    );
  }

  /** Adds a risk of the organization's own. */
  async addRisk(
    request: RiskRequest,
    options?: AiGovernanceRequestOptions,
  ): Promise<RiskRecord> {
    const client = await this.#client(options);
    return this.#data<RiskRecord>(client.POST('/risks', { body: request }));
  }

  /** Replaces what people say of a risk. */
  async editRisk(
    id: string,
    request: RiskEditRequest,
    options?: AiGovernanceRequestOptions,
  ): Promise<RiskRecord> {
    const client = await this.#client(options);
    return this.#data<RiskRecord>(
      client.PUT('/risks/{id}', { params: { path: { id } }, body: request }),
    );
  }

  /** Takes a risk off the register that the organization added. */
  async retireRisk(
    id: string,
    request: { version: number; reason: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<void> {
    const client = await this.#client(options);
    await this.#data(
      client.POST('/risks/{id}/retire', {
        params: { path: { id } },
        body: request,
      }),
    );
  }

  /** Campaigns that run or are planned, or those that are over. */
  async listCampaigns(
    request?: { state?: 'open' | 'ended'; limit?: number; cursor?: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<CampaignListResponse> {
    const client = await this.#client(options);
    return this.#data<CampaignListResponse>(
      client.GET('/campaigns', { params: { query: request } }),
    );
  }

  /** A campaign with its progress over time. */
  async getCampaign(
    id: string,
    options?: AiGovernanceRequestOptions,
  ): Promise<CampaignDetails> {
    const client = await this.#client(options);
    return this.#data<CampaignDetails>(
      client.GET('/campaigns/{id}', { params: { path: { id } } }),
    );
  }

  /** What is left to do by owner of a campaign's entities, the most first. */
  async listCampaignOwners(
    id: string,
    request: { limit?: number; cursor?: string } = {},
    options?: AiGovernanceRequestOptions,
  ): Promise<CampaignOwnersResponse> {
    const client = await this.#client(options);
    return this.#data<CampaignOwnersResponse>(
      client.GET('/campaigns/{id}/owners', {
        params: { path: { id }, query: request },
      }),
    );
  }

  /** Where the entities of a campaign stand. */
  async listCampaignEntities(
    id: string,
    request?: {
      state?: CampaignEntityFilter;
      owner?: string;
      limit?: number;
      cursor?: string;
    },
    options?: AiGovernanceRequestOptions,
  ): Promise<CampaignEntitiesResponse> {
    const client = await this.#client(options);
    return this.#data<CampaignEntitiesResponse>(
      client.GET('/campaigns/{id}/entities', {
        params: { path: { id }, query: request },
      }),
    );
  }

  /** Plans a campaign, or starts one. */
  async createCampaign(
    plan: CampaignPlan,
    options?: AiGovernanceRequestOptions,
  ): Promise<CampaignDetails> {
    const client = await this.#client(options);
    return this.#data<CampaignDetails>(
      client.POST('/campaigns', { body: plan }),
    );
  }

  /** Replaces what people say of a campaign that is not over. */
  async editCampaign(
    id: string,
    request: CampaignEditRequest,
    options?: AiGovernanceRequestOptions,
  ): Promise<CampaignDetails> {
    const client = await this.#client(options);
    return this.#data<CampaignDetails>(
      client.PUT('/campaigns/{id}', {
        params: { path: { id } },
        body: request,
      }),
    );
  }

  /** Ends a campaign now and keeps how it stands. */
  async endCampaign(
    id: string,
    request: { version: number; reason: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<CampaignDetails> {
    const client = await this.#client(options);
    return this.#data<CampaignDetails>(
      client.POST('/campaigns/{id}/end', {
        params: { path: { id } },
        body: request,
      }),
    );
  }

  /** The plans and checklists of the organization. */
  async getRoadmap(
    options?: AiGovernanceRequestOptions,
  ): Promise<RoadmapResponse> {
    const client = await this.#client(options);
    return this.#data<RoadmapResponse>(client.GET('/roadmap'));
  }

  /** Says that an item of a plan is done. */
  async attestPlanItem(
    request: PlanAttestationRequest,
    options?: AiGovernanceRequestOptions,
  ): Promise<PlanAttestation> {
    const client = await this.#client(options);
    return this.#data<PlanAttestation>(
      client.POST('/roadmap/attestations', { body: request }),
    );
  }

  /** Takes an attestation of a plan back. */
  async withdrawPlanAttestation(
    id: string,
    reason: string,
    options?: AiGovernanceRequestOptions,
  ): Promise<void> {
    const client = await this.#client(options);
    await this.#data(
      client.POST('/roadmap/attestations/{id}/withdraw', {
        params: { path: { id } },
        body: { reason },
      }),
    );
  }

  /** How far every team is with adopting assistants. */
  async getAdoption(
    options?: AiGovernanceRequestOptions,
  ): Promise<AdoptionResponse> {
    const client = await this.#client(options);
    return this.#data<AdoptionResponse>(client.GET('/adoption'));
  }

  /** The entities that declare an adoption stage before their team took it. */
  async listAhead(
    request: { team: string; limit?: number; cursor?: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<AheadEntitiesResponse> {
    const client = await this.#client(options);
    return this.#data<AheadEntitiesResponse>(
      client.GET('/adoption/ahead', { params: { query: request } }),
    );
  }

  /** Moves a team to another adoption stage. */
  async moveAdoption(
    request: AdoptionMoveRequest,
    options?: AiGovernanceRequestOptions,
  ): Promise<AdoptionTeam> {
    const client = await this.#client(options);
    return this.#data<AdoptionTeam>(
      client.POST('/adoption/moves', { body: request }),
    );
  }

  /** Pushes what a pipeline observed; look at the status of every item. */
  async pushEvidence(
    items: EvidencePushItem[],
    options?: AiGovernanceRequestOptions,
  ): Promise<EvidencePushResponse> {
    const client = await this.#client(options);
    return this.#data<EvidencePushResponse>(
      client.POST('/evidence', { body: { items } }),
    );
  }

  /**
   * Pushes a SARIF 2.1.0 report.
   *
   * @param report - the file as it is, or packed with gzip
   */
  async pushSarif(
    request: PushSarifRequest,
    report: string | Uint8Array,
    options?: AiGovernanceRequestOptions,
  ): Promise<SarifPushResponse> {
    return this.#upload('/reports/sarif', {
      query: { ...request },
      contentType: 'application/sarif+json',
      body: report as BodyInit,
      options,
    });
  }

  /** Framework versions that were in force, and those that were proposed. */
  async listFrameworkVersions(
    options?: AiGovernanceRequestOptions,
  ): Promise<FrameworkVersionsResponse> {
    const client = await this.#client(options);
    return this.#data<FrameworkVersionsResponse>(
      client.GET('/framework/versions', {}),
    );
  }

  /** A proposed version against the one in force, or against another one. */
  async getFrameworkVersion(
    id: string,
    query?: { against?: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<FrameworkProposalDetails> {
    const client = await this.#client(options);
    return this.#data<FrameworkProposalDetails>(
      client.GET('/framework/versions/{id}', {
        params: { path: { id }, query },
      }),
    );
  }

  /** Proposes a framework file, as its text or as JSON. */
  async proposeFramework(
    request: { document: string | { [key: string]: never }; reason: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<FrameworkProposal> {
    const client = await this.#client(options);
    return this.#data<FrameworkProposal>(
      client.POST('/framework/versions', { body: request }),
    );
  }

  /** What a version would change, service by service. */
  async dryRunFramework(
    id: string,
    request?: { limit?: number; cursor?: string; control?: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<FrameworkDryRun> {
    const client = await this.#client(options);
    return this.#data<FrameworkDryRun>(
      client.POST('/framework/versions/{id}/dry-run', {
        params: { path: { id }, query: request },
      }),
    );
  }

  /** Puts a version in force, returns to the one before it, or refuses it. */
  async decideFramework(
    id: string,
    how: 'activate' | 'rollback' | 'reject',
    request: { reason: string; effectiveFrom?: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<FrameworkProposal> {
    const client = await this.#client(options);
    return this.#data<FrameworkProposal>(
      client.POST(`/framework/versions/{id}/${how}`, {
        params: { path: { id } },
        body: request,
      }),
    );
  }

  async listAudit(
    query: AuditListRequest,
    options?: AiGovernanceRequestOptions,
  ): Promise<AuditListResponse> {
    const client = await this.#client(options);
    return this.#data<AuditListResponse>(
      client.GET('/audit', { params: { query } }),
    );
  }

  /**
   * Recomputes the audit log's chain.
   *
   * @param onProgress - told how many entries verified so far, and of how many
   */
  async verifyAudit(
    options?: AiGovernanceRequestOptions & {
      onProgress?: (verified: number, of: number) => void;
    },
  ): Promise<AuditVerification> {
    const response = await this.#download('/audit/verify', {
      query: { progress: 'true' },
      options,
    });
    let result: AuditVerification | undefined;
    for await (const line of linesOf(response)) {
      const message = JSON.parse(line);
      result = message.result;
      if (!result) {
        options?.onProgress?.(message.verified, message.of);
      }
    }
    if (!result) {
      throw new Error('Verifying the audit log was cut off; try again');
    }
    return result;
  }

  /** The audit log as a file of JSON lines, as it arrives. */
  async exportAudit(
    request: { from?: string; until?: string; gzip?: boolean },
    options?: AiGovernanceRequestOptions,
  ): Promise<Response> {
    const { from, until, gzip } = request;
    return this.#download('/audit/export', {
      query: { from, until, ...(gzip && { gzip: 'true' }) },
      options,
    });
  }

  async getAuditPublicKeys(
    options?: AiGovernanceRequestOptions,
  ): Promise<{ items: AuditPublicKey[] }> {
    const client = await this.#client(options);
    return this.#data<{ items: AuditPublicKey[] }>(
      client.GET('/audit/public-key', {}),
    );
  }

  /** Replaces a person's ref in every entry of the audit log; the reason is kept. */
  async eraseFromAudit(
    request: { person: string; reason: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<{ entries: number }> {
    const client = await this.#client(options);
    return this.#data<{ entries: number }>(
      client.POST('/audit/erasures', { body: request }),
    );
  }

  /** Forgets every completion of a person, by user ref, e-mail address or learner id. */
  async eraseTraining(
    person: string,
    options?: AiGovernanceRequestOptions,
  ): Promise<{ completions: number }> {
    const client = await this.#client(options);
    return this.#data<{ completions: number }>(
      client.POST('/training/erasures', { body: { person } }),
    );
  }

  /** Figures per group; nobody is named. */
  async listTraining(
    request?: { group?: string; limit?: number; cursor?: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<TrainingResponse> {
    const client = await this.#client(options);
    return this.#data<TrainingResponse>(
      client.GET('/training', { params: { query: request } }),
    );
  }

  /** The KPIs that completions of training measure; nobody is named. */
  async getTrainingKpis(
    options?: AiGovernanceRequestOptions,
  ): Promise<TrainingKpisResponse> {
    const client = await this.#client(options);
    return this.#data<TrainingKpisResponse>(client.GET('/training/kpis'));
  }

  async uploadTraining(
    completions: TrainingCompletion[],
    options?: AiGovernanceRequestOptions,
  ): Promise<TrainingUploadResult> {
    const client = await this.#client(options);
    return this.#data<TrainingUploadResult>(
      client.POST('/training/completions', { body: { completions } }),
    );
  }

  /** Uploads completions as a CSV file. */
  async uploadTrainingCsv(
    csv: string,
    options?: AiGovernanceRequestOptions,
  ): Promise<TrainingUploadResult> {
    return this.#upload('/training/completions', {
      contentType: 'text/csv',
      body: csv,
      options,
    });
  }

  /** The newest import of each kind and source, with its age. */
  async listImports(
    options?: AiGovernanceRequestOptions,
  ): Promise<ImportListResponse> {
    const client = await this.#client(options);
    return this.#data<ImportListResponse>(client.GET('/imports', {}));
  }

  async takeImport(
    kind: ImportKind,
    request: ImportRequest,
    options?: AiGovernanceRequestOptions,
  ): Promise<ImportResult> {
    const client = await this.#client(options);
    return this.#data<ImportResult>(
      client.POST('/imports/{kind}', {
        params: { path: { kind } },
        body: request,
      }),
    );
  }

  /** Imports a CSV file. */
  async takeCsvImport(
    kind: ImportKind,
    head: CsvImportHead,
    csv: string,
    options?: AiGovernanceRequestOptions,
  ): Promise<ImportResult> {
    return this.#upload(`/imports/${encodeURIComponent(kind)}`, {
      query: { ...head },
      contentType: 'text/csv',
      body: csv,
      options,
    });
  }

  /** Ends a source that sends nothing more. */
  async endImports(
    kind: ImportKind,
    source: string,
    options?: AiGovernanceRequestOptions,
  ): Promise<void> {
    const client = await this.#client(options);
    await this.#data(
      client.DELETE('/imports/{kind}', {
        params: { path: { kind }, query: { source } },
      }),
    );
  }

  /** Sends a file as it is. */
  async #upload<T>(
    path: string,
    request: {
      query?: { [name: string]: string | undefined };
      contentType: string;
      body: BodyInit;
      options?: AiGovernanceRequestOptions;
    },
  ): Promise<T> {
    const { options } = request;
    const response = await this.#fetch(
      await this.#address(path, request.query),
      {
        method: 'POST',
        headers: {
          'content-type': request.contentType,
          ...(options?.token && { authorization: `Bearer ${options.token}` }),
        },
        body: request.body,
        signal: options?.signal,
      },
    );
    return (await succeeded(response)).json();
  }

  /** An answer that is read as it arrives. */
  async #download(
    path: string,
    request: {
      query: { [name: string]: string | undefined };
      options?: AiGovernanceRequestOptions;
    },
  ): Promise<Response> {
    const { query, options } = request;
    const response = await this.#fetch(await this.#address(path, query), {
      headers: options?.token
        ? { authorization: `Bearer ${options.token}` }
        : {},
      signal: options?.signal,
    });
    return succeeded(response);
  }

  async #address(
    path: string,
    query: { [name: string]: string | undefined } = {},
  ): Promise<string> {
    const base = await this.#discovery.getBaseUrl('ai-governance');
    const search = new URLSearchParams(
      Object.entries(query).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      ),
    ).toString();
    return `${base}${path}${search ? `?${search}` : ''}`;
  }

  async #client(options?: AiGovernanceRequestOptions) {
    return createClient<paths>({
      baseUrl: await this.#discovery.getBaseUrl('ai-governance'),
      fetch: request => this.#fetchInParts(request),
      headers: options?.token
        ? { authorization: `Bearer ${options.token}` }
        : {},
      signal: options?.signal,
    });
  }

  /**
   * Middleware around an app's fetch reads a request more than once on its way
   * out, which a body inside a `Request` does not survive: it gets the parts.
   */
  async #fetchInParts(request: Request): Promise<Response> {
    const { method, headers, signal, url } = request;
    const body =
      method === 'GET' || method === 'HEAD' ? '' : await request.text();
    return this.#fetch(url, {
      method,
      headers: Object.fromEntries(headers.entries()),
      signal,
      ...(body && { body }),
    });
  }

  async #data<T>(
    call: Promise<{ data?: unknown; response: Response; error?: unknown }>,
  ): Promise<T> {
    const { data, response, error } = await call;
    if (!response.ok) {
      throw await ResponseError.fromResponse(
        new Response(JSON.stringify(error ?? {}), {
          status: response.status,
          statusText: response.statusText,
          headers: { 'content-type': 'application/json' },
        }) as never,
      );
    }
    return data as T;
  }
}

async function succeeded(response: Response): Promise<Response> {
  if (!response.ok) {
    throw await ResponseError.fromResponse(response as never);
  }
  return response;
}

async function* linesOf(response: Response): AsyncIterable<string> {
  const reader = response.body!.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    const lines = `${rest}${decoder.decode(value, { stream: !done })}`.split(
      '\n',
    );
    rest = lines.pop()!;
    yield* lines.filter(line => line !== '');
    if (done) {
      if (rest !== '') {
        yield rest;
      }
      return;
    }
  }
}
