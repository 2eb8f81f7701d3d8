import type { ControlStatus, Instant } from '../assessment/types';
import type { Level } from '../framework/types';

/**
 * What the entities of a campaign are to reach: controls, all of them, or a
 * level. What the organization itself has to do for either is left out, and
 * an exception is not enough.
 * @public
 */
export type CampaignGoal =
  | { kind: 'controls'; controls: string[] }
  | { kind: 'level'; level: Level };

/** How far a campaign is to be on a day. @public */
export interface CampaignMilestone {
  /** YYYY-MM-DD; counts to the end of that day. */
  on: string;
  /** Share of the target, in whole percent. */
  percent: number;
}

/** What people say of a campaign. @public */
export interface CampaignPlan {
  name: string;
  description?: string;
  /** User or group ref. */
  owner: string;
  goal: CampaignGoal;
  /**
   * Which entities it is about, as `GET /scorecards` takes it, by what the
   * catalog and their profile say; everything where empty.
   */
  filter: string[];
  /** First and last day, YYYY-MM-DD. */
  startOn: string;
  dueOn: string;
  milestones: CampaignMilestone[];
}

/** How many entities of a campaign are where. @public */
export interface CampaignProgress {
  /** Entities that the goal applies to; the others are left out. */
  target: number;
  done: number;
  /** Not done, but covered by exceptions. */
  exempt: number;
  /** Those to which the goal does not apply, or that do not count. */
  leftOut: number;
}

/** Progress at one instant. @public */
export interface CampaignPoint extends CampaignProgress {
  at: Instant;
}

/** Whether a milestone was reached, missed, or is still ahead. @public */
export type MilestoneState = 'reached' | 'missed' | 'ahead';

/** One campaign with how it stands, or stood when it ended. @public */
export interface Campaign extends CampaignPlan {
  id: string;
  state: 'planned' | 'running' | 'ended';
  /** Counts its edits; an edit names the version it was made from. */
  version: number;
  createdBy: string;
  createdAt: Instant;
  updatedBy: string;
  updatedAt: Instant;
  /** When it is over: the end of its last day, or when it was ended. */
  endsAt: Instant;
  /** Of one that was ended ahead of its last day. */
  endedBy?: string;
  endReason?: string;
  /** Now, or when it ended. */
  progress: CampaignPoint;
  /** In the order of the milestones. */
  milestoneStates: MilestoneState[];
  /** False when the caller sees part of its entities only. */
  isComplete: boolean;
}

/** What is left to do for one owner. @public */
export interface CampaignOwner {
  /** Null for entities without owner. */
  owner: string | null;
  target: number;
  done: number;
}

/** Answer of `GET /campaigns/{id}`. @public */
export interface CampaignDetails extends Campaign {
  /** Oldest first, from its start until now or its end. */
  points: CampaignPoint[];
  /** The first owners, those with the most left to do; an entity counts for each. */
  owners: CampaignOwner[];
  /** How many owners there are, and how many of them have something left to do. */
  ownerCounts: { all: number; left: number };
  /** Where more of them begin, for `GET /campaigns/{id}/owners`. */
  ownersCursor?: string;
}

/** Answer of `GET /campaigns/{id}/owners`, those with the most left to do first. @public */
export interface CampaignOwnersResponse {
  items: CampaignOwner[];
  totalItems: number;
  nextCursor?: string;
}

/** Answer of `GET /campaigns`. @public */
export interface CampaignListResponse {
  at: Instant;
  timeZone: string;
  /** Those that run first, then planned ones; ended ones newest first. */
  items: Campaign[];
  nextCursor?: string;
}

/** Where one entity of a campaign stands. @public */
export interface CampaignEntity {
  entityRef: string;
  title?: string;
  owners: string[];
  state: 'open' | 'exempt' | 'done';
  /** Own level without exceptions; null where it is not ranked. */
  ownLevel: Level | null;
  /** The goal's controls that are not met, by the entity's own part. */
  open: { id: string; status: ControlStatus }[];
}

/**
 * Which entities of a campaign are asked for; `left` are those that are not
 * done. @public
 */
export type CampaignEntityFilter = CampaignEntity['state'] | 'left';

/** Answer of `GET /campaigns/{id}/entities`, by entity ref. @public */
export interface CampaignEntitiesResponse {
  items: CampaignEntity[];
  nextCursor?: string;
}

/** Body of `PUT /campaigns/{id}`. @public */
export interface CampaignEditRequest extends CampaignPlan {
  /** The version that was edited. */
  version: number;
}
