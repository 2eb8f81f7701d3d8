import type { Instant } from '../assessment/types';

/** What the executive sponsor takes on of the organization itself. @public */
export interface RiskAcceptanceRequest {
  /** A control with a part of the organization's. */
  control: string;
  reason: string;
  /** What is done meanwhile; at least one. */
  compensatingControls: string[];
  /** A date in the organization's time zone, or an instant. Nothing is accepted for good. */
  until: string;
}

/** `ended` by its own end, `replaced` by a newer one for the same control. @public */
export type RiskAcceptanceState = 'inForce' | 'ended' | 'replaced' | 'revoked';

/**
 * A deviation of the organization itself that the executive sponsor answers
 * for, for a time. It changes no status and no level. @public
 */
export interface RiskAcceptance extends RiskAcceptanceRequest {
  id: string;
  state: RiskAcceptanceState;
  acceptedBy: string;
  acceptedAt: Instant;
  /** When it ends by itself. */
  until: Instant;
  /** Before its end, when it was revoked or replaced. */
  endedAt?: Instant;
  endedBy?: string;
  /** Why it was revoked. */
  endReason?: string;
}

/** Answer of `GET /risk-acceptances`: those in force first, then what ended last. @public */
export interface RiskAcceptanceListResponse {
  items: RiskAcceptance[];
  nextCursor?: string;
}
