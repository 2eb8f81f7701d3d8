import type { CheckTypeDescription } from '@plumbline/backstage-plugin-ai-governance-common';
import type { ImportCallers } from './access/ImportCallers';
import type { RequirePermission } from './access/RequirePermission';
import type { AssessmentRunner } from './assessment/AssessmentRunner';
import type { HistoryService } from './assessment/HistoryService';
import type { ReassessmentService } from './assessment/ReassessmentService';
import type { ScorecardService } from './assessment/ScorecardService';
import type { AttestationService } from './attestations/AttestationService';
import type { AuditLog } from './audit/AuditLog';
import type { DeclarationService } from './declarations/DeclarationService';
import type { DisputeRates } from './disputes/DisputeRates';
import type { DisputeService } from './disputes/DisputeService';
import type { EvidenceService } from './evidence/EvidenceService';
import type { FrameworkService } from './framework/FrameworkService';
import type { GroupService } from './groups/GroupService';
import type { ImportService } from './imports/ImportService';
import type { CatalogLookups } from './inventory/CatalogLookups';
import type { InventoryService } from './inventory/InventoryService';
import type { MaturityService } from './maturity/MaturityService';
import type { PlanningService } from './planning/PlanningService';
import type { CampaignService } from './campaigns/CampaignService';
import type { AdoptionService } from './roadmap/AdoptionService';
import type { RoadmapService } from './roadmap/RoadmapService';
import type { RiskService } from './risks/RiskService';
import type { ReplayService } from './replay/ReplayService';
import type { CallerBindings } from './pushes/CallerBindings';
import type { PushService } from './pushes/PushService';
import type { OrganizationDates } from './tabular/organizationDates';
import type { TrainingService } from './training/TrainingService';
import type { SarifService } from './reports/sarif/SarifService';

/** Everything the HTTP layer speaks to. */
export interface Services {
  adoption: AdoptionService;
  attestations: AttestationService;
  audit: AuditLog;
  campaigns: CampaignService;
  /** Who may push what. */
  callers: CallerBindings;
  catalogLookups: CatalogLookups;
  checkTypes: () => CheckTypeDescription[];
  /** Looks at due sources soon, without waiting for the schedule. */
  collectSoon: () => void;
  dates: OrganizationDates;
  declarations: DeclarationService;
  disputeRates: DisputeRates;
  disputes: DisputeService;
  evidence: EvidenceService;
  framework: FrameworkService;
  groups: GroupService;
  history: HistoryService;
  importCallers: ImportCallers;
  imports: ImportService;
  inventory: InventoryService;
  maturity: MaturityService;
  planning: PlanningService;
  now: () => string;
  permissions: RequirePermission;
  pushes: PushService;
  reassessment: ReassessmentService;
  replay: ReplayService;
  risks: RiskService;
  roadmap: RoadmapService;
  runner: AssessmentRunner;
  sarif: SarifService;
  scorecards: ScorecardService;
  training: TrainingService;
}
