import { createApiRef } from '@backstage/core-plugin-api';
import type {
  AdoptionMoveRequest,
  AdoptionResponse,
  AdoptionTeam,
  AheadEntitiesResponse,
  AssessResponse,
  AttestationListResponse,
  AttestationRequest,
  AttestationResponse,
  AuditListRequest,
  AuditListResponse,
  AuditPublicKey,
  AuditVerification,
  BadgeResponse,
  BulkAttestationRequest,
  BulkAttestationResponse,
  CampaignDetails,
  CampaignEditRequest,
  CampaignEntitiesResponse,
  CampaignEntityFilter,
  CampaignListResponse,
  CampaignOwnersResponse,
  CampaignPlan,
  CheckDisputeRate,
  ClosedToolRequestsResponse,
  ClassificationId,
  ControlStatus,
  CsvImportHead,
  DeclaredValues,
  BatchDeclareRequest,
  BatchDeclareResponse,
  DeclarationListState,
  DeclarationListResponse,
  DeclarationResponse,
  DeclarationReviewRequest,
  DeclareResponse,
  DescriptorPatchResponse,
  DisputeListResponse,
  DisputeRequest,
  DisputeResponse,
  ExceptionListResponse,
  InboxCount,
  InboxResponse,
  ExceptionRequest,
  ExceptionResponse,
  ExceptionState,
  ExportRequest,
  FrameworkDryRun,
  FrameworkProposal,
  FrameworkProposalDetails,
  FailingSourcesResponse,
  FrameworkResponse,
  FrameworkVersionsResponse,
  HistoryResponse,
  ImportKind,
  ImportListResponse,
  ImportResult,
  Level,
  MaturityChangesResponse,
  PastEntitiesRequest,
  PastEntitiesResponse,
  PlanAttestation,
  PlanAttestationRequest,
  ProfileResponse,
  ProgrammeApi,
  PushNextRequest,
  PushNextResponse,
  ReplayResponse,
  ResidualRating,
  ProgressShare,
  ReviewTier,
  RegisteredTool,
  RenewedControlsResponse,
  RiskEditRequest,
  RiskEntitiesResponse,
  RiskRecord,
  RiskRegisterResponse,
  RiskRequest,
  ToolDecisionRequest,
  ToolRequest,
  ToolReviewRequest,
  ToolsResponse,
  RoadmapResponse,
  ScorecardListResponse,
  ScorecardResponse,
  SummaryGroupBy,
  SummaryResponse,
  TrainingKpisResponse,
  TrainingResponse,
  TrainingUploadResult,
  TrendsResponse,
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
  /** Refs of owners; here and below, `none` stands for entities without one. */
  owner?: string[];
  /** Groups that own an entity themselves or through a group below them. */
  ownerNested?: string[];
  kind?: string[];
  type?: string[];
  lifecycle?: string[];
  system?: string[];
  domain?: string[];
  tier?: ReviewTier[];
  classification?: ClassificationId[];
  level?: LevelFilter[];
  ownLevel?: LevelFilter[];
  levelWithoutExceptions?: LevelFilter[];
  /** The share of the own controls up to the next own level that is satisfied. */
  ownProgress?: ProgressFilter[];
  /** What was seen of an entity: something, out of date, nothing. */
  coverage?: CoverageFilter[];
  /** Whether something of an entity is out of date, beside what was seen of it. */
  stale?: boolean;
  /** Whether a classification was declared at all. */
  declared?: boolean;
  /** Whether an entity counts; those that do not say why. */
  assessable?: boolean;
  /** Controls of which the entity itself, or the group it inherits from, has something to close. */
  openParts?: { [control: string]: ('entity' | 'group')[] };
  /** Why an entity does not count, in the words of `excluded` of a summary. */
  excluded?: string[];
  /** Whether an entity has a score. */
  scored?: boolean;
  /** Statuses a control may have, by control id. */
  controls?: { [controlId: string]: ControlStatus[] };
}

/** A level, or `none` for what is not ranked. @public */
export type LevelFilter = Level | 'none';

/** A share of own progress, or `none` for what is not ranked. @public */
export type ProgressFilter = ProgressShare | 'none';

/** How much was seen of an entity. @public */
export type CoverageFilter = 'assessed' | 'stale' | 'never';

/** Which entities to list as they stood at an instant. @public */
export interface PastEntitiesQuery extends Omit<PastEntitiesRequest, 'filter'> {
  filter?: ScorecardFilter;
}

/** The organization as it is now. @public */
export interface SummaryQuery {
  filter?: ScorecardFilter;
  /** Totals only where absent. */
  groupBy?: SummaryGroupBy;
  /** Whether groups count what groups below them own; nested by default. */
  rollup?: 'direct' | 'nested';
}

/** A plan for what a filter finds. @public */
export interface PushNextQuery extends Omit<PushNextRequest, 'filter'> {
  filter?: ScorecardFilter;
}

/** The organization over a span of time. @public */
export interface SpanQuery {
  filter?: ScorecardFilter;
  /** A date or an instant. */
  from?: string;
  /** A date or an instant. */
  to?: string;
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

/** How to wait for an answer. @public */
export interface WaitOptions {
  /** Says that nobody waits for it any more. */
  signal?: AbortSignal;
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
    options?: { control?: string; limit?: number; cursor?: string },
  ): Promise<HistoryResponse>;
  /** The scorecard of a past instant, judged again from what it was made of. */
  replayScorecard(entityRef: string, at: string): Promise<ReplayResponse>;
  /** What was declared for an entity, where, and what is in force. */
  getProfile(entityRef: string): Promise<ProfileResponse>;
  /** Declares an entity's profile; the reason is for whoever decides on what it lowers. */
  declareProfile(
    entityRef: string,
    values: DeclaredValues,
    reason?: string,
  ): Promise<DeclareResponse>;
  /** Asks for the entity's sources to be looked at again now. */
  assess(entityRef: string): Promise<AssessResponse>;
  /** One page of the scorecards the caller may see. */
  listScorecards(
    query: ScorecardQuery,
    options?: WaitOptions,
  ): Promise<ScorecardListResponse>;
  /** The organization as it is now, in total and by group. */
  getSummary(
    query: SummaryQuery,
    options?: WaitOptions,
  ): Promise<SummaryResponse>;
  /** The organization at instants of a span, oldest first. */
  getTrends(
    query: SpanQuery & { points?: number },
    options?: WaitOptions,
  ): Promise<TrendsResponse>;
  /** Sources whose last look failed, those that fail for longest first. */
  listFailingSources(
    request: { limit?: number; cursor?: string },
    options?: WaitOptions,
  ): Promise<FailingSourcesResponse>;
  /** What to close next so that most entities reach their next level. */
  getPushNext(
    query: PushNextQuery,
    options?: WaitOptions,
  ): Promise<PushNextResponse>;
  /** The entities that stood at an instant as asked for, with how they stand now. */
  getTrendEntities(
    query: PastEntitiesQuery,
    options?: WaitOptions,
  ): Promise<PastEntitiesResponse>;
  /** What is different at the end of a span from its beginning. */
  getChanges(
    query: SpanQuery & { limit?: number; cursor?: string },
    options?: WaitOptions,
  ): Promise<MaturityChangesResponse>;
  /** Says that a finding is wrong. */
  createDispute(
    entityRef: string,
    request: DisputeRequest,
  ): Promise<DisputeResponse>;
  /** What needs the reader to decide, to confirm or to renew. */
  getInbox(request?: { limit?: number }): Promise<InboxResponse>;
  /** How much needs the reader. */
  getInboxCount(): Promise<InboxCount>;
  /** Declarations that lower a protection: those that wait, unless asked otherwise. */
  listDeclarations(request: {
    entityRef?: string;
    state?: DeclarationListState;
    limit?: number;
    cursor?: string;
  }): Promise<DeclarationListResponse>;
  /** What the portal declares as a change of the entity's `catalog-info.yaml`. */
  getDescriptorPatch(entityRef: string): Promise<DescriptorPatchResponse>;
  /** Declares for several entities, each by itself. */
  declareMany(request: BatchDeclareRequest): Promise<BatchDeclareResponse>;
  /** Lets a declaration lower a protection, or refuses it. */
  decideDeclaration(
    id: string,
    how: 'approve' | 'reject',
    request: { reason: string },
  ): Promise<DeclarationResponse>;
  /** Confirms or questions a declaration of the sample; it stays in force. */
  reviewDeclaration(
    id: string,
    request: DeclarationReviewRequest,
  ): Promise<DeclarationResponse>;
  /** Takes the own declaration back. */
  withdrawDeclaration(
    id: string,
    request: { reason?: string },
  ): Promise<DeclarationResponse>;
  /** Entries of the audit log, newest first. */
  listAudit(request: AuditListRequest): Promise<AuditListResponse>;
  /** Recomputes the audit log; told meanwhile how far it is. */
  verifyAudit(
    onProgress?: (verified: number, of: number) => void,
  ): Promise<AuditVerification>;
  /** The audit log as a file that can be verified elsewhere. */
  exportAudit(request: {
    from?: string;
    until?: string;
    gzip?: boolean;
  }): Promise<Blob>;
  /** Replaces a person's ref in every entry of the audit log; the reason is kept. */
  eraseFromAudit(request: {
    person: string;
    reason: string;
  }): Promise<{ entries: number }>;
  /** The public keys that the audit log is and was signed with. */
  getAuditPublicKeys(): Promise<{ items: AuditPublicKey[] }>;
  /** Asks for an exception from one control, for one entity or several. */
  requestException(request: ExceptionRequest): Promise<ExceptionResponse>;
  /** Requests for exceptions newest first; with `endsBefore` those in force that end before it. */
  listExceptions(request: {
    entityRef?: string;
    state?: ExceptionState;
    endsBefore?: string;
    limit?: number;
    cursor?: string;
  }): Promise<ExceptionListResponse>;
  /** Controls from which exceptions are renewed so often that it is a gap of the policy. */
  getRenewedControls(): Promise<RenewedControlsResponse>;
  /** Grants an exception, for as long as was asked or shorter. */
  approveException(
    id: string,
    request: { reason: string; until?: string },
  ): Promise<ExceptionResponse>;
  /** Refuses an exception, ends a granted one early, or keeps it under new owners. */
  closeException(
    id: string,
    how: 'reject' | 'revoke' | 'confirm',
    request: { reason: string },
  ): Promise<ExceptionResponse>;
  /** Takes the own request back. */
  withdrawException(id: string): Promise<ExceptionResponse>;
  /** Disputes newest first, of one entity or of all the caller may see. */
  listDisputes(request: {
    entityRef?: string;
    state?: DisputeResponse['state'];
    limit?: number;
    cursor?: string;
  }): Promise<DisputeListResponse>;
  /** How often each check was found wrong in the last 90 days. */
  listDisputeRates(): Promise<{ items: CheckDisputeRate[] }>;
  /** Finds a disputed finding wrong; it is left out until then. */
  approveDispute(
    id: string,
    request: { reason: string; until?: string },
  ): Promise<DisputeResponse>;
  /** Finds a disputed finding right. */
  rejectDispute(
    id: string,
    request: { reason: string },
  ): Promise<DisputeResponse>;
  /** Takes the own dispute back. */
  withdrawDispute(id: string): Promise<DisputeResponse>;
  /** Attestations of a subject, newest first. */
  listAttestations(request: {
    subject: string;
    limit?: number;
    cursor?: string;
  }): Promise<AttestationListResponse>;
  /** Attests a check. */
  createAttestation(request: AttestationRequest): Promise<AttestationResponse>;
  /** Attests one check of several entities, with a result for each. */
  attestMany(request: BulkAttestationRequest): Promise<BulkAttestationResponse>;
  /** Confirms an attestation of the organization as the second person. */
  approveAttestation(
    id: string,
    request: { reason: string },
  ): Promise<AttestationResponse>;
  /** Refuses to confirm an attestation of the organization, as the second person. */
  rejectAttestation(
    id: string,
    request: { reason: string },
  ): Promise<AttestationResponse>;
  /** Ends an attestation now. */
  revokeAttestation(
    id: string,
    request: { reason: string },
  ): Promise<AttestationResponse>;
  /** The KPIs that completions of training measure; nobody is named. */
  getTrainingKpis(): Promise<TrainingKpisResponse>;
  /** Training figures per group; nobody is named. */
  listTraining(request: {
    limit?: number;
    cursor?: string;
  }): Promise<TrainingResponse>;
  /** Uploads completions of training as a CSV file. */
  uploadTraining(csv: string): Promise<TrainingUploadResult>;
  /** The newest import of each kind and source, with its age. */
  listImports(): Promise<ImportListResponse>;
  /** Imports a CSV file. */
  takeImport(
    kind: ImportKind,
    head: CsvImportHead,
    csv: string,
  ): Promise<ImportResult>;
  /** Framework versions that were in force, and those that were proposed. */
  listFrameworkVersions(): Promise<FrameworkVersionsResponse>;
  /** A proposed version against the one in force, or against another one. */
  getFrameworkVersion(
    id: string,
    query?: { against?: string },
  ): Promise<FrameworkProposalDetails>;
  /** Proposes the text of a framework file. */
  proposeFramework(request: {
    document: string;
    reason: string;
  }): Promise<FrameworkProposal>;
  /** What a version would change, service by service. */
  dryRunFramework(
    id: string,
    request?: { limit?: number; cursor?: string; control?: string },
  ): Promise<FrameworkDryRun>;
  /** Puts a version in force, returns to the one before it, or refuses it. */
  decideFramework(
    id: string,
    how: 'activate' | 'rollback' | 'reject',
    request: { reason: string; effectiveFrom?: string },
  ): Promise<FrameworkProposal>;
  /** How people meet, decide and answer. */
  readonly programme: ProgrammeApi;
  /** The registry of AI tools. */
  getTools(): Promise<ToolsResponse>;
  /** Requests for a tool that do not wait any more, with what was signed. */
  listToolRequests(
    id: string,
    request: { limit?: number; cursor?: string },
  ): Promise<ClosedToolRequestsResponse>;
  /** Hosts that a proxy may let through, one per line. */
  getToolAllowList(): Promise<string>;
  /** Asks for a tool to be approved. */
  requestTool(request: ToolRequest): Promise<RegisteredTool>;
  /** Signs the open request of a tool for one role, or refuses it. */
  decideTool(
    id: string,
    act: 'approve' | 'reject',
    request: ToolDecisionRequest,
  ): Promise<RegisteredTool>;
  /** Takes the open request of a tool back. */
  withdrawTool(id: string): Promise<RegisteredTool>;
  /** Looks at an approved tool again until its next review date. */
  reviewTool(id: string, request: ToolReviewRequest): Promise<RegisteredTool>;
  /** Ends the approval of a tool now. */
  revokeTool(id: string, request: { reason: string }): Promise<RegisteredTool>;
  /** The risk register, with what is left of each risk over some entities. */
  getRisks(query: { filter?: ScorecardFilter }): Promise<RiskRegisterResponse>;
  /** What is left of one risk in each entity. */
  listRiskEntities(
    id: string,
    query: {
      filter?: ScorecardFilter;
      residual?: ResidualRating;
      limit?: number;
      cursor?: string;
    },
  ): Promise<RiskEntitiesResponse>;
  /** Adds a risk of the organization's own. */
  addRisk(request: RiskRequest): Promise<RiskRecord>;
  /** Replaces what people say of a risk. */
  editRisk(id: string, request: RiskEditRequest): Promise<RiskRecord>;
  /** Takes a risk off the register that the organization added. */
  retireRisk(
    id: string,
    request: { version: number; reason: string },
  ): Promise<void>;
  /** Campaigns that run or are planned, or those that are over. */
  listCampaigns(request: {
    state?: 'open' | 'ended';
    limit?: number;
    cursor?: string;
  }): Promise<CampaignListResponse>;
  /** A campaign with its progress over time. */
  getCampaign(id: string): Promise<CampaignDetails>;
  /** What is left to do by owner of a campaign's entities, the most first. */
  listCampaignOwners(
    id: string,
    request: { limit?: number; cursor?: string },
  ): Promise<CampaignOwnersResponse>;
  /** Where the entities of a campaign stand. */
  listCampaignEntities(
    id: string,
    request: {
      state?: CampaignEntityFilter;
      owner?: string;
      limit?: number;
      cursor?: string;
    },
  ): Promise<CampaignEntitiesResponse>;
  /** Plans a campaign, or starts one. */
  createCampaign(plan: CampaignPlan): Promise<CampaignDetails>;
  /** Replaces what people say of a campaign that is not over. */
  editCampaign(
    id: string,
    request: CampaignEditRequest,
  ): Promise<CampaignDetails>;
  /** Ends a campaign now and keeps how it stands. */
  endCampaign(
    id: string,
    request: { version: number; reason: string },
  ): Promise<CampaignDetails>;
  /** The findings of an entity as the text of a SARIF log. */
  exportSarif(entityRef: string): Promise<string>;
  /** Where the badge of an entity is. */
  getBadge(entityRef: string): Promise<BadgeResponse>;
  /** Tells the audit log what is taken out of the portal. */
  noteExport(request: ExportRequest): Promise<void>;
  /** The plans and checklists of the organization. */
  getRoadmap(): Promise<RoadmapResponse>;
  /** Says that an item of a plan is done. */
  attestPlanItem(request: PlanAttestationRequest): Promise<PlanAttestation>;
  /** Takes an attestation of a plan back. */
  withdrawPlanAttestation(id: string, reason: string): Promise<void>;
  /** How far every team is with adopting assistants. */
  getAdoption(): Promise<AdoptionResponse>;
  /** The entities that declare an adoption stage before their team took it. */
  listAhead(query: {
    team: string;
    limit?: number;
    cursor?: string;
  }): Promise<AheadEntitiesResponse>;
  /** Moves a team to another adoption stage. */
  moveAdoption(request: AdoptionMoveRequest): Promise<AdoptionTeam>;
}

/** Reference of the governance API. @public */
export const aiGovernanceApiRef = createApiRef<AiGovernanceApi>({
  id: 'plugin.ai-governance.service',
});
