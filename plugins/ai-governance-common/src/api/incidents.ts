import type { Instant } from '../assessment/types';

/** Something somebody does until a day. @public */
export interface FollowUp {
  id: string;
  text: string;
  /** User or group ref. */
  owner: string;
  /** Last day, in the organization's time zone. */
  dueOn: string;
  doneBy?: string;
  doneAt?: Instant;
}

/** @public */
export type FollowUpRequest = Pick<FollowUp, 'text' | 'owner' | 'dueOn'>;

/** @public */
export const INCIDENT_SEVERITIES = [
  'low',
  'medium',
  'high',
  'critical',
] as const;

/** @public */
export type IncidentSeverity = (typeof INCIDENT_SEVERITIES)[number];

/** `contained` until the review was read by a second person. @public */
export type IncidentState = 'open' | 'contained' | 'reviewed';

/** One step of the playbook, ticked off by somebody or not. @public */
export interface IncidentStep {
  id: string;
  text: string;
  doneBy?: string;
  doneAt?: Instant;
  note?: string;
}

/** What was learnt from an incident. @public */
export interface IncidentReview {
  /** What failed, without blame. */
  failed: string;
  /** What changes about the controls concerned. */
  controlChanges: string;
  followUps: FollowUp[];
  by: string;
  at: Instant;
  /** The second person who read it. */
  readBy?: string;
  readAt?: Instant;
}

/** What is reported of an incident. @public */
export interface IncidentReport {
  title: string;
  /** In words; prompts, code and secrets do not belong here. */
  description: string;
  severity: IncidentSeverity;
  detectedAt: Instant;
  /** Services concerned. */
  entityRefs: string[];
  /** Id of the AI tool. */
  tool?: string;
  /** Controls that should have prevented it. */
  controls: string[];
  /** Id of the framework's playbook. */
  playbook: string;
  /** Where the organization's own playbook stands. */
  playbookLink?: string;
}

/** One AI-related incident. @public */
export interface Incident extends IncidentReport {
  id: string;
  state: IncidentState;
  /** Counts its changes; a change names the version it was made from. */
  version: number;
  reportedBy: string;
  /** When it was reported. */
  at: Instant;
  steps: IncidentStep[];
  containedBy?: string;
  containedAt?: Instant;
  containment?: string;
  review?: IncidentReview;
  /** How many of the services concerned the reader may not see. */
  hidden?: number;
}

/** Answer of `GET /incidents`, newest first. @public */
export interface IncidentListResponse {
  items: Incident[];
  nextCursor?: string;
}

/** What is recorded of a tabletop exercise. @public */
export interface ExerciseReport {
  /** YYYY-MM-DD. */
  heldOn: string;
  scenario: string;
  /** Playbook that was rehearsed. */
  playbook: string;
  /** User refs. */
  participants: string[];
  findings: string;
  /** Where the record stands. */
  link?: string;
  followUps: FollowUpRequest[];
}

/** One tabletop exercise, evidence for the organization once a second person confirmed it. @public */
export interface Exercise extends Omit<ExerciseReport, 'followUps'> {
  id: string;
  state: 'held';
  version: number;
  recordedBy: string;
  at: Instant;
  followUps: FollowUp[];
  /** The attestation it stands behind. */
  attestation: string;
}

/** Answer of `GET /exercises`, newest first. @public */
export interface ExerciseListResponse {
  items: Exercise[];
  nextCursor?: string;
}
