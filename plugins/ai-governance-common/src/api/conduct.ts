import type { Instant } from '../assessment/types';

/** What is reported of a violation of the usage policy. @public */
export interface ViolationReport {
  /** User ref of the person. */
  person: string;
  /** Id of the item of a policy. */
  policy: string;
  /** YYYY-MM-DD. */
  occurredOn: string;
  /** In words; prompts and code do not belong here. */
  description: string;
}

/** A violation with what follows from it. @public */
export interface Violation extends ViolationReport {
  id: string;
  state: 'open' | 'settled';
  version: number;
  at: Instant;
  reportedBy: string;
  /** Which one of the person it is within the framework's window. */
  occurrence: number;
  /** Id of the framework's escalation step. */
  step: string;
  /** Roles that were told. */
  told: string[];
  settlement?: { text: string; by: string; at: Instant };
}

/** Answer of `GET /violations`, newest first. @public */
export interface ViolationListResponse {
  items: Violation[];
  nextCursor?: string;
}

/** @public */
export const FEEDBACK_VERDICTS = [
  'useful',
  'noisy',
  'wrong',
  'unclear',
] as const;

/** @public */
export type FeedbackVerdict = (typeof FEEDBACK_VERDICTS)[number];

/** What one person says of a control. @public */
export interface ControlFeedback {
  control: string;
  verdict: FeedbackVerdict;
  text?: string;
  at: Instant;
}

/** What people say of a control, without who. @public */
export interface FeedbackSummary {
  control: string;
  people: number;
  verdicts: { [verdict in FeedbackVerdict]?: number };
  texts: { verdict: FeedbackVerdict; text: string; at: Instant }[];
}

/** Answer of `GET /feedback`. @public */
export interface FeedbackResponse {
  /** What the reader said. */
  own: ControlFeedback[];
  /** For those who may read what others said. */
  items?: FeedbackSummary[];
}

/** A control that began to fail. @public */
export interface ControlFailures {
  control: string;
  /** How many services it fails for since. */
  entities: number;
  /** The first of them, by ref. */
  entityRefs: string[];
}

/** What a look at a week's failures came to. @public */
export interface FailureReview {
  notes: string;
  by: string;
  at: Instant;
}

/** Answer of `GET /failures`. @public */
export interface FailuresResponse {
  /** First day of the week. */
  week: string;
  from: Instant;
  to: Instant;
  items: ControlFailures[];
  review?: FailureReview;
}

/** How many of a team acknowledged; nothing for fewer than five people. @public */
export interface TeamAcknowledgement {
  group: string;
  members: number;
  /** Absent where so few people would be told apart. */
  acknowledged?: number;
}

/** Answer of `GET /accountability`. @public */
export interface AccountabilityResponse {
  frameworkVersion: string;
  /** Of the texts: roles, decisions and accountability. */
  digest: string;
  own: {
    acknowledgedAt?: Instant;
    /** What was acknowledged is what is in force. */
    isCurrent: boolean;
  };
  /** Refs of the people and groups of each role that somebody is named for, by role id. */
  holders: { [role: string]: string[] };
  /** For those who may read it. */
  teams?: TeamAcknowledgement[];
}
