import type { Instant } from '../assessment/types';
import type { Meeting } from './committee';
import type { ControlFailures, Violation } from './conduct';
import type { FrameworkProposal } from './framework';
import type { FollowUp, Incident } from './incidents';
import type { RiskAcceptance } from './riskAcceptances';
import type { RiskRecord } from './risks';
import type { RegisteredTool } from './tools';
import type {
  AttestationResponse,
  DeclarationResponse,
  DisputeResponse,
  ExceptionResponse,
} from './types';
import type { RegisteredWorkflow } from './workflows';

/** What somebody took on after an incident or an exercise. @public */
export interface OwedFollowUp extends FollowUp {
  of: {
    kind: 'incident' | 'exercise';
    id: string;
    /**
     * Of the incident, or the scenario of the exercise; absent where the reader
     * may see none of the services of the incident.
     */
    title?: string;
  };
}

/** Something that waits for the reader, by what it is. @public */
export type InboxItem = {
  id: string;
  /** When it began to wait; of what ends, when it ends. */
  at: Instant;
} & (
  | { kind: 'declaration'; declaration: DeclarationResponse }
  /** In force without approval; it belongs to the sample, and nobody looked at it. */
  | { kind: 'declarationToReview'; declaration: DeclarationResponse }
  /** What is seen contradicts it. */
  | { kind: 'contradictionToReview'; declaration: DeclarationResponse }
  | { kind: 'exception'; exception: ExceptionResponse }
  | { kind: 'dispute'; dispute: DisputeResponse }
  /** Waits for a second person. */
  | { kind: 'attestation'; attestation: AttestationResponse }
  /** Waits for the signature of a role of the reader's. */
  | { kind: 'tool'; tool: RegisteredTool }
  /** Its review date has passed, or comes soon. */
  | { kind: 'toolToReview'; tool: RegisteredTool }
  /** Has to be looked at again, by who looks after it. */
  | {
      kind: 'riskToReview';
      risk: Pick<RiskRecord, 'id' | 'category'> & { reviewBy: string };
    }
  /** Its entities changed owners, and the reader owns them now. */
  | { kind: 'exceptionToConfirm'; exception: ExceptionResponse }
  /** Somebody else than who proposed or owns it decides. */
  | { kind: 'workflow'; workflow: RegisteredWorkflow }
  /** Its review period is over. */
  | { kind: 'workflowToReview'; workflow: RegisteredWorkflow }
  /** Has to be contained, or its review to be written. */
  | { kind: 'incident'; incident: Incident }
  /** Its review waits for a second person. */
  | { kind: 'incidentToRead'; incident: Incident }
  /** Falls to the reader or a group of the reader's. */
  | { kind: 'followUp'; followUp: OwedFollowUp }
  /** Nobody said yet what came of it. */
  | { kind: 'violation'; violation: Violation }
  /** A week whose failures nobody looked at, and what began to fail in it. */
  | {
      kind: 'failures';
      week: string;
      controls: Omit<ControlFailures, 'entityRefs'>[];
    }
  /** Somebody else than who proposed it activates or rejects it. */
  | { kind: 'frameworkVersion'; proposal: FrameworkProposal }
  /** Convened, and not closed. */
  | { kind: 'meeting'; meeting: Pick<Meeting, 'id' | 'on' | 'convenedBy'> }
  /** By the committee's rhythm, and nobody convened it. */
  | { kind: 'meetingToConvene'; on: string }
  /** Who answers for what, which the reader has a role in and did not acknowledge. */
  | {
      kind: 'accountability';
      /** Those of the reader. */
      roles: string[];
      /** Other texts were acknowledged before. */
      changed: boolean;
    }
  /** Granted to the reader, and over soon. */
  | { kind: 'endingException'; exception: ExceptionResponse }
  /** Given by the reader or for the reader's role, and over soon. */
  | { kind: 'endingAttestation'; attestation: AttestationResponse }
  /** Accepted by the reader, and over soon. */
  | { kind: 'endingRiskAcceptance'; riskAcceptance: RiskAcceptance }
);

/** How much waits for the reader. @public */
export interface InboxCount {
  total: number;
  /** By kind; those of which nothing waits are left out. */
  counts: { [kind in InboxItem['kind']]?: number };
  /** More waits than is counted. */
  more: boolean;
}

/** A role of the framework that the configuration puts nobody into. @public */
export interface UnnamedRole {
  role: string;
  /** What the configuration names for it, where nobody is behind that. */
  refs?: string[];
  /** Requests that wait for it. */
  requests: number;
}

/** Answer of `GET /inbox`: what waits longest comes first, what ends comes last. @public */
export interface InboxResponse extends InboxCount {
  items: InboxItem[];
  /** For those who lead the programme: roles that nobody is named for. */
  unnamed?: UnnamedRole[];
  /** For the same people: ids in `aiGovernance.roles` that are no roles. */
  unknownRoles?: string[];
}

/** Channel of the signals that say that somebody's inbox changed. @public */
export const INBOX_SIGNAL_CHANNEL = 'ai-governance:inbox';
