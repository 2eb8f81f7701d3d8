import type { ControlStatus, Instant } from '../assessment/types';
import type { Impact, Likelihood, RiskRating } from '../framework/types';

/** What is left of a risk; `notApplicable` where none of its controls applies. @public */
export type ResidualRating = RiskRating | 'notApplicable';

/** A place on the 5 × 5 heat map. @public */
export interface RiskPlace {
  likelihood: Likelihood;
  impact: Impact;
}

/** What is left of one risk over some entities. @public */
export interface RiskStanding {
  /**
   * By the share of the controls in place over all the entities together: the
   * inherent rating, lowered by as many whole steps as that share is of the
   * way to the target.
   */
  overall: ResidualRating;
  /** The highest rating that any of the entities is left with. */
  worst: ResidualRating;
  /** Entities by what they are left with; a rating that none has is left out. */
  entities: { [rating in ResidualRating]?: number };
  /** Mitigating controls in place, added up over the entities. */
  met: number;
  /** Mitigating controls that apply, added up over the entities. */
  applicable: number;
  /** Where `overall` stands on the heat map; absent where it does not apply. */
  place?: RiskPlace;
}

/** What people say of a risk that the organization added. @public */
export interface RiskDetails extends RiskPlace {
  category: string;
  description: string;
  /** Rating to come down to with the controls in place. */
  target: RiskRating;
  /** Ids of the controls that lower it. */
  controls: string[];
}

/** One risk of the register, with what is left of it. @public */
export interface RegisterRisk extends RiskDetails {
  id: string;
  /** Whether the framework or people of the organization brought it. */
  origin: 'framework' | 'organization';
  inherent: RiskRating;
  mitigation?: string;
  /** User or group ref of who looks after it. */
  owner?: string;
  /** Role the framework gives it to. */
  ownerRole?: string;
  /**
   * Last day before it has to be looked at again, in the organization's time
   * zone; where nobody said one, a year after what was last said of it.
   */
  reviewBy?: string;
  /** That day has passed. */
  isDue: boolean;
  /** Counts its edits; an edit names the version it was made from. */
  version: number;
  updatedBy?: string;
  updatedAt?: Instant;
  residual: RiskStanding;
}

/** Answer of `GET /risks`. @public */
export interface RiskRegisterResponse {
  at: Instant;
  /** False when the caller sees part of the organization only. */
  isComplete: boolean;
  /** Entities that count; what is left is of these. */
  assessable: number;
  /** What does not count, by the reason. */
  excluded: { reason: string; entities: number }[];
  /** Time zone that days end in. */
  timeZone: string;
  /** Those of the framework first. */
  items: RegisterRisk[];
}

/** What is left of one risk in one entity. @public */
export interface RiskEntity {
  entityRef: string;
  title?: string;
  owners: string[];
  residual: ResidualRating;
  met: number;
  applicable: number;
  /** The risk's controls that are not in place here. */
  open: { id: string; status: ControlStatus }[];
}

/** Answer of `GET /risks/{id}/entities`, by entity ref. @public */
export interface RiskEntitiesResponse {
  items: RiskEntity[];
  nextCursor?: string;
}

/** What an edit of a risk says; what it leaves out is cleared. @public */
export interface RiskEdit {
  owner?: string;
  mitigation?: string;
  /** YYYY-MM-DD. */
  reviewBy?: string;
}

/** Body of `POST /risks`. @public */
export interface RiskRequest extends RiskEdit {
  details: RiskDetails;
}

/** Body of `PUT /risks/{id}`. @public */
export interface RiskEditRequest extends RiskEdit {
  /** The version that was edited. */
  version: number;
  /** Of risks that the organization added, and of no others. */
  details?: RiskDetails;
}

/** What is kept of a risk: everything but what is left of it. @public */
export type RiskRecord = Omit<RegisterRisk, 'residual'>;
