import type { CheckTypeDescription } from '@plumbline/backstage-plugin-ai-governance-common';
import type { RequirePermission } from './access/RequirePermission';
import type { AssessmentRunner } from './assessment/AssessmentRunner';
import type { HistoryService } from './assessment/HistoryService';
import type { ReassessmentService } from './assessment/ReassessmentService';
import type { ScorecardService } from './assessment/ScorecardService';
import type { AttestationService } from './attestations/AttestationService';
import type { AuditLog } from './audit/AuditLog';
import type { DeclarationService } from './declarations/DeclarationService';
import type { EvidenceService } from './evidence/EvidenceService';
import type { FrameworkService } from './framework/FrameworkService';
import type { InventoryService } from './inventory/InventoryService';
import type { CallerBindings } from './pushes/CallerBindings';
import type { PushService } from './pushes/PushService';

/** Everything the HTTP layer speaks to. */
export interface Services {
  attestations: AttestationService;
  audit: AuditLog;
  /** Who may push what. */
  callers: CallerBindings;
  checkTypes: () => CheckTypeDescription[];
  /** Looks at due sources soon, without waiting for the schedule. */
  collectSoon: () => void;
  declarations: DeclarationService;
  evidence: EvidenceService;
  framework: FrameworkService;
  history: HistoryService;
  inventory: InventoryService;
  now: () => string;
  permissions: RequirePermission;
  pushes: PushService;
  reassessment: ReassessmentService;
  runner: AssessmentRunner;
  scorecards: ScorecardService;
}
