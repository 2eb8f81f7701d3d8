import type { Instant } from '../assessment/types';
import type { CommitteeSeat } from '../framework/types';

/** What the committee can have on its agenda, in the order it comes. @public */
export const AGENDA_KINDS = [
  'incident',
  'exception',
  'lowering',
  'toolRequest',
  'tool',
  'workflow',
  'risk',
  'riskAcceptance',
  'failures',
  'review',
] as const;

/** @public */
export type AgendaKind = (typeof AGENDA_KINDS)[number];

/**
 * Why something is on the agenda: it waits for a decision, it ends, its review
 * is due, it is open, or it was left undecided and nothing else asks for it.
 * @public
 */
export type AgendaReason = 'waiting' | 'ending' | 'due' | 'open' | 'carried';

/** One item of an agenda. @public */
export interface AgendaItem {
  /** `exception:<id>` */
  key: string;
  kind: AgendaKind;
  why: AgendaReason;
  title: string;
  /** Since when or until when, as the reason says: a day or an instant. */
  due?: string;
  /** How many meetings left it undecided. */
  carried: number;
}

/** @public */
export const DECISION_OUTCOMES = [
  'agreed',
  'declined',
  'noted',
  'deferred',
] as const;

/** `deferred` leaves it to the next meeting. @public */
export type DecisionOutcome = (typeof DECISION_OUTCOMES)[number];

/** What the committee decided on an item. @public */
export interface CommitteeDecision {
  outcome: DecisionOutcome;
  reason: string;
  /** Who saw it otherwise, and why. */
  dissent: { person: string; reason: string }[];
  /** Who was there when it was taken; absent in minutes of older versions. */
  present?: Attendance[];
  /** Who recorded it. */
  by: string;
  at: Instant;
}

/** @public */
export interface MeetingItem extends AgendaItem {
  decision?: CommitteeDecision;
}

/** Who is there, and for which seat. @public */
export interface Attendance {
  /** User ref. */
  person: string;
  /** Id of the seat; guests have none. */
  seat?: string;
}

/** @public */
export interface Quorum {
  needed: number;
  /** Ids of the seats that are present. */
  present: string[];
  reached: boolean;
}

/** One meeting of the committee. @public */
export interface Meeting {
  id: string;
  state: 'open' | 'held';
  version: number;
  /** When it was convened. */
  at: Instant;
  convenedBy: string;
  /** YYYY-MM-DD. */
  on: string;
  attendance: Attendance[];
  quorum: Quorum;
  items: MeetingItem[];
  heldBy?: string;
  heldAt?: Instant;
}

/** A seat with who may take it. @public */
export interface SeatStanding extends CommitteeSeat {
  /** User refs, from the roles of the seat. */
  members: string[];
  /** Required, and nobody is in any of its roles. */
  isMissing: boolean;
}

/** Answer of `GET /committee`. @public */
export interface CommitteeResponse {
  seats: SeatStanding[];
  quorum: number;
  everyDays: number;
  /** Day of the next meeting by its rhythm. */
  nextOn: string;
  timeZone: string;
  /** What the next meeting would be about. */
  agenda: AgendaItem[];
  /** The meeting that was convened and is not closed. */
  open?: Meeting;
}

/** Answer of `GET /committee/meetings`, newest first. @public */
export interface MeetingListResponse {
  items: Meeting[];
  nextCursor?: string;
}

/** @public */
export interface MeetingDecisionRequest {
  version: number;
  key: string;
  outcome: DecisionOutcome;
  reason: string;
  dissent: { person: string; reason: string }[];
}
