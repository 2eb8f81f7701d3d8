import { parseEntityRef } from '@backstage/catalog-model';
import type { DiscoveryApi, FetchApi } from '@backstage/core-plugin-api';
import {
  AiGovernanceClient,
  type AdoptionMoveRequest,
  type AdoptionResponse,
  type AdoptionTeam,
  type AheadEntitiesResponse,
  type CampaignDetails,
  type CampaignEditRequest,
  type CampaignEntitiesResponse,
  type CampaignEntityFilter,
  type CampaignListResponse,
  type CampaignOwnersResponse,
  type CampaignPlan,
  type PlanAttestation,
  type PlanAttestationRequest,
  type ResidualRating,
  type RegisteredTool,
  type RiskEditRequest,
  type RiskEntitiesResponse,
  type RiskRecord,
  type RiskRegisterResponse,
  type RiskRequest,
  type ToolDecisionRequest,
  type ToolRequest,
  type ToolReviewRequest,
  type ToolsResponse,
  type RoadmapResponse,
  type AssessResponse,
  type AttestationListResponse,
  type AttestationRequest,
  type AttestationResponse,
  type AuditListRequest,
  type AuditListResponse,
  type AuditPublicKey,
  type AuditVerification,
  type BadgeResponse,
  type BulkAttestationRequest,
  type BulkAttestationResponse,
  type CheckDisputeRate,
  type ClosedToolRequestsResponse,
  type CsvImportHead,
  type DeclaredValues,
  type BatchDeclareRequest,
  type BatchDeclareResponse,
  type DeclarationListState,
  type DeclarationReviewRequest,
  type DeclarationListResponse,
  type DeclarationResponse,
  type DeclareResponse,
  type DescriptorPatchResponse,
  type DisputeListResponse,
  type DisputeRequest,
  type DisputeResponse,
  type ExceptionListResponse,
  type InboxCount,
  type InboxResponse,
  type ExceptionRequest,
  type ExceptionResponse,
  type ExceptionState,
  type EntityName,
  type ExportRequest,
  type FrameworkDryRun,
  type FrameworkProposal,
  type FrameworkProposalDetails,
  type FailingSourcesResponse,
  type FrameworkResponse,
  type FrameworkVersionsResponse,
  type HistoryResponse,
  type ImportKind,
  type ImportListResponse,
  type ImportResult,
  type MaturityChangesResponse,
  type PastEntitiesResponse,
  type ProfileResponse,
  type ProgrammeApi,
  type ReplayResponse,
  type ScorecardListResponse,
  type ScorecardResponse,
  type SummaryResponse,
  type TrainingKpisResponse,
  type TrainingResponse,
  type TrainingUploadResult,
  type TrendsResponse,
  PushNextResponse,
  type RenewedControlsResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  AiGovernanceApi,
  ScorecardFilter,
  ScorecardQuery,
  PastEntitiesQuery,
  PushNextQuery,
  SpanQuery,
  SummaryQuery,
  WaitOptions,
} from './AiGovernanceApi';
import { filterRequest, listRequest } from './listRequest';

/** How long an answered framework is used again, in milliseconds. */
const FRAMEWORK_AGE = 60_000;

/** The entity of a ref, in the lower case the API addresses entities by. */
function entityName(entityRef: string): EntityName {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return {
    kind: kind.toLocaleLowerCase('en-US'),
    namespace: namespace.toLocaleLowerCase('en-US'),
    name: name.toLocaleLowerCase('en-US'),
  };
}

/**
 * Asks the governance backend, found by discovery, with the signed-in person's
 * token. @public
 */
export class AiGovernanceApiClient implements AiGovernanceApi {
  private readonly client: AiGovernanceClient;
  readonly programme: ProgrammeApi;
  private framework?: { asked: number; answer: Promise<FrameworkResponse> };

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.client = new AiGovernanceClient(options);
    this.programme = this.client.programme;
  }

  getFramework(): Promise<FrameworkResponse> {
    // Every card on a page explains itself with the framework: one request
    // serves them all, and a new version shows within a minute.
    const now = Date.now();
    if (!this.framework || now - this.framework.asked > FRAMEWORK_AGE) {
      const asked = { asked: now, answer: this.client.getFramework() };
      asked.answer.catch(() => {
        if (this.framework === asked) {
          this.framework = undefined;
        }
      });
      this.framework = asked;
    }
    return this.framework.answer;
  }

  getScorecard(entityRef: string): Promise<ScorecardResponse> {
    return this.client.getScorecard(entityName(entityRef));
  }

  getHistory(
    entityRef: string,
    options: { control?: string; limit?: number; cursor?: string } = {},
  ): Promise<HistoryResponse> {
    return this.client.getHistory(entityName(entityRef), options);
  }

  replayScorecard(entityRef: string, at: string): Promise<ReplayResponse> {
    return this.client.replayScorecard(entityName(entityRef), { at });
  }

  getProfile(entityRef: string): Promise<ProfileResponse> {
    return this.client.getProfile(entityName(entityRef));
  }

  declareProfile(
    entityRef: string,
    values: DeclaredValues,
    reason?: string,
  ): Promise<DeclareResponse> {
    return this.client.declareProfile(entityName(entityRef), values, {
      reason,
    });
  }

  assess(entityRef: string): Promise<AssessResponse> {
    return this.client.assess(entityName(entityRef));
  }

  listScorecards(
    query: ScorecardQuery,
    options?: WaitOptions,
  ): Promise<ScorecardListResponse> {
    return this.client.listScorecards(listRequest(query), options);
  }

  getSummary(
    query: SummaryQuery,
    options?: WaitOptions,
  ): Promise<SummaryResponse> {
    return this.client.getSummary(filterRequest(query), options);
  }

  getTrends(
    query: SpanQuery & { points?: number },
    options?: WaitOptions,
  ): Promise<TrendsResponse> {
    return this.client.getTrends(filterRequest(query), options);
  }

  listFailingSources(
    request: { limit?: number; cursor?: string },
    options?: WaitOptions,
  ): Promise<FailingSourcesResponse> {
    return this.client.listFailingSources(request, options);
  }

  getPushNext(
    query: PushNextQuery,
    options?: WaitOptions,
  ): Promise<PushNextResponse> {
    return this.client.getPushNext(filterRequest(query), options);
  }

  getTrendEntities(
    query: PastEntitiesQuery,
    options?: WaitOptions,
  ): Promise<PastEntitiesResponse> {
    return this.client.getTrendEntities(filterRequest(query), options);
  }

  getChanges(
    query: SpanQuery & { limit?: number; cursor?: string },
    options?: WaitOptions,
  ): Promise<MaturityChangesResponse> {
    return this.client.getChanges(filterRequest(query), options);
  }

  createDispute(
    entityRef: string,
    request: DisputeRequest,
  ): Promise<DisputeResponse> {
    return this.client.createDispute(entityName(entityRef), request);
  }

  getInbox(request?: { limit?: number }): Promise<InboxResponse> {
    return this.client.getInbox(request);
  }

  getInboxCount(): Promise<InboxCount> {
    return this.client.getInboxCount();
  }

  listDeclarations(request: {
    entityRef?: string;
    state?: DeclarationListState;
    limit?: number;
    cursor?: string;
  }): Promise<DeclarationListResponse> {
    return this.client.listDeclarations(request);
  }

  getDescriptorPatch(entityRef: string): Promise<DescriptorPatchResponse> {
    return this.client.getDescriptorPatch(entityName(entityRef));
  }

  declareMany(request: BatchDeclareRequest): Promise<BatchDeclareResponse> {
    return this.client.declareMany(request);
  }

  decideDeclaration(
    id: string,
    how: 'approve' | 'reject',
    request: { reason: string },
  ): Promise<DeclarationResponse> {
    return this.client.decideDeclaration(id, how, request);
  }

  reviewDeclaration(
    id: string,
    request: DeclarationReviewRequest,
  ): Promise<DeclarationResponse> {
    return this.client.reviewDeclaration(id, request);
  }

  withdrawDeclaration(
    id: string,
    request: { reason?: string },
  ): Promise<DeclarationResponse> {
    return this.client.withdrawDeclaration(id, request);
  }

  listAudit(request: AuditListRequest): Promise<AuditListResponse> {
    return this.client.listAudit(request);
  }

  verifyAudit(
    onProgress?: (verified: number, of: number) => void,
  ): Promise<AuditVerification> {
    return this.client.verifyAudit({ onProgress });
  }

  async exportAudit(request: {
    from?: string;
    until?: string;
    gzip?: boolean;
  }): Promise<Blob> {
    return (await this.client.exportAudit(request)).blob();
  }

  eraseFromAudit(request: {
    person: string;
    reason: string;
  }): Promise<{ entries: number }> {
    return this.client.eraseFromAudit(request);
  }

  getAuditPublicKeys(): Promise<{ items: AuditPublicKey[] }> {
    return this.client.getAuditPublicKeys();
  }

  requestException(request: ExceptionRequest): Promise<ExceptionResponse> {
    return this.client.requestException(request);
  }

  listExceptions(request: {
    entityRef?: string;
    state?: ExceptionState;
    endsBefore?: string;
    limit?: number;
    cursor?: string;
  }): Promise<ExceptionListResponse> {
    return this.client.listExceptions(request);
  }

  getRenewedControls(): Promise<RenewedControlsResponse> {
    return this.client.getRenewedControls();
  }

  approveException(
    id: string,
    request: { reason: string; until?: string },
  ): Promise<ExceptionResponse> {
    return this.client.approveException(id, request);
  }

  closeException(
    id: string,
    how: 'reject' | 'revoke' | 'confirm',
    request: { reason: string },
  ): Promise<ExceptionResponse> {
    return this.client.closeException(id, how, request);
  }

  withdrawException(id: string): Promise<ExceptionResponse> {
    return this.client.withdrawException(id);
  }

  listDisputes(request: {
    entityRef?: string;
    state?: DisputeResponse['state'];
    limit?: number;
    cursor?: string;
  }): Promise<DisputeListResponse> {
    return this.client.listDisputes(request);
  }

  listDisputeRates(): Promise<{ items: CheckDisputeRate[] }> {
    return this.client.listDisputeRates();
  }

  approveDispute(
    id: string,
    request: { reason: string; until?: string },
  ): Promise<DisputeResponse> {
    return this.client.approveDispute(id, request);
  }

  rejectDispute(
    id: string,
    request: { reason: string },
  ): Promise<DisputeResponse> {
    return this.client.rejectDispute(id, request);
  }

  withdrawDispute(id: string): Promise<DisputeResponse> {
    return this.client.withdrawDispute(id);
  }

  listAttestations(request: {
    subject: string;
    limit?: number;
    cursor?: string;
  }): Promise<AttestationListResponse> {
    return this.client.listAttestations(request);
  }

  createAttestation(request: AttestationRequest): Promise<AttestationResponse> {
    return this.client.createAttestation(request);
  }

  attestMany(
    request: BulkAttestationRequest,
  ): Promise<BulkAttestationResponse> {
    return this.client.attestMany(request);
  }

  approveAttestation(
    id: string,
    request: { reason: string },
  ): Promise<AttestationResponse> {
    return this.client.approveAttestation(id, request);
  }

  rejectAttestation(
    id: string,
    request: { reason: string },
  ): Promise<AttestationResponse> {
    return this.client.rejectAttestation(id, request);
  }

  revokeAttestation(
    id: string,
    request: { reason: string },
  ): Promise<AttestationResponse> {
    return this.client.revokeAttestation(id, request);
  }

  getTrainingKpis(): Promise<TrainingKpisResponse> {
    return this.client.getTrainingKpis();
  }

  listTraining(request: {
    limit?: number;
    cursor?: string;
  }): Promise<TrainingResponse> {
    return this.client.listTraining(request);
  }

  uploadTraining(csv: string): Promise<TrainingUploadResult> {
    return this.client.uploadTrainingCsv(csv);
  }

  listImports(): Promise<ImportListResponse> {
    return this.client.listImports();
  }

  takeImport(
    kind: ImportKind,
    head: CsvImportHead,
    csv: string,
  ): Promise<ImportResult> {
    return this.client.takeCsvImport(kind, head, csv);
  }

  listFrameworkVersions(): Promise<FrameworkVersionsResponse> {
    return this.client.listFrameworkVersions();
  }

  getFrameworkVersion(
    id: string,
    query?: { against?: string },
  ): Promise<FrameworkProposalDetails> {
    return this.client.getFrameworkVersion(id, query);
  }

  proposeFramework(request: {
    document: string;
    reason: string;
  }): Promise<FrameworkProposal> {
    return this.client.proposeFramework(request);
  }

  dryRunFramework(
    id: string,
    request?: { limit?: number; cursor?: string; control?: string },
  ): Promise<FrameworkDryRun> {
    return this.client.dryRunFramework(id, request);
  }

  decideFramework(
    id: string,
    how: 'activate' | 'rollback' | 'reject',
    request: { reason: string; effectiveFrom?: string },
  ): Promise<FrameworkProposal> {
    return this.client.decideFramework(id, how, request);
  }

  getTools(): Promise<ToolsResponse> {
    return this.client.getTools();
  }

  listToolRequests(
    id: string,
    request: { limit?: number; cursor?: string },
  ): Promise<ClosedToolRequestsResponse> {
    return this.client.listToolRequests(id, request);
  }

  getToolAllowList(): Promise<string> {
    return this.client.getToolAllowList();
  }

  requestTool(request: ToolRequest): Promise<RegisteredTool> {
    return this.client.requestTool(request);
  }

  decideTool(
    id: string,
    act: 'approve' | 'reject',
    request: ToolDecisionRequest,
  ): Promise<RegisteredTool> {
    return this.client.decideTool(id, act, request);
  }

  withdrawTool(id: string): Promise<RegisteredTool> {
    return this.client.withdrawTool(id);
  }

  reviewTool(id: string, request: ToolReviewRequest): Promise<RegisteredTool> {
    return this.client.reviewTool(id, request);
  }

  revokeTool(id: string, request: { reason: string }): Promise<RegisteredTool> {
    return this.client.revokeTool(id, request);
  }

  getRisks(query: { filter?: ScorecardFilter }): Promise<RiskRegisterResponse> {
    return this.client.getRisks(filterRequest(query));
  }

  listRiskEntities(
    id: string,
    query: {
      filter?: ScorecardFilter;
      residual?: ResidualRating;
      limit?: number;
      cursor?: string;
    },
  ): Promise<RiskEntitiesResponse> {
    return this.client.listRiskEntities(id, filterRequest(query));
  }

  addRisk(request: RiskRequest): Promise<RiskRecord> {
    return this.client.addRisk(request);
  }

  editRisk(id: string, request: RiskEditRequest): Promise<RiskRecord> {
    return this.client.editRisk(id, request);
  }

  retireRisk(
    id: string,
    request: { version: number; reason: string },
  ): Promise<void> {
    return this.client.retireRisk(id, request);
  }

  listCampaigns(request: {
    state?: 'open' | 'ended';
    limit?: number;
    cursor?: string;
  }): Promise<CampaignListResponse> {
    return this.client.listCampaigns(request);
  }

  getCampaign(id: string): Promise<CampaignDetails> {
    return this.client.getCampaign(id);
  }

  listCampaignOwners(
    id: string,
    request: { limit?: number; cursor?: string },
  ): Promise<CampaignOwnersResponse> {
    return this.client.listCampaignOwners(id, request);
  }

  listCampaignEntities(
    id: string,
    request: {
      state?: CampaignEntityFilter;
      owner?: string;
      limit?: number;
      cursor?: string;
    },
  ): Promise<CampaignEntitiesResponse> {
    return this.client.listCampaignEntities(id, request);
  }

  createCampaign(plan: CampaignPlan): Promise<CampaignDetails> {
    return this.client.createCampaign(plan);
  }

  editCampaign(
    id: string,
    request: CampaignEditRequest,
  ): Promise<CampaignDetails> {
    return this.client.editCampaign(id, request);
  }

  endCampaign(
    id: string,
    request: { version: number; reason: string },
  ): Promise<CampaignDetails> {
    return this.client.endCampaign(id, request);
  }

  exportSarif(entityRef: string): Promise<string> {
    return this.client.exportSarif(entityName(entityRef));
  }

  getBadge(entityRef: string): Promise<BadgeResponse> {
    return this.client.getBadge(entityName(entityRef));
  }

  noteExport(request: ExportRequest): Promise<void> {
    return this.client.noteExport(request);
  }

  getRoadmap(): Promise<RoadmapResponse> {
    return this.client.getRoadmap();
  }

  attestPlanItem(request: PlanAttestationRequest): Promise<PlanAttestation> {
    return this.client.attestPlanItem(request);
  }

  withdrawPlanAttestation(id: string, reason: string): Promise<void> {
    return this.client.withdrawPlanAttestation(id, reason);
  }

  getAdoption(): Promise<AdoptionResponse> {
    return this.client.getAdoption();
  }

  listAhead(query: {
    team: string;
    limit?: number;
    cursor?: string;
  }): Promise<AheadEntitiesResponse> {
    return this.client.listAhead(query);
  }

  moveAdoption(request: AdoptionMoveRequest): Promise<AdoptionTeam> {
    return this.client.moveAdoption(request);
  }
}
