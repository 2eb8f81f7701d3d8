import type { Instant, PartStatus } from '../assessment/types';
import type { Level, PlanItem } from '../framework/types';

/** A person's word that an item of a plan is done. @public */
export interface PlanAttestation {
  id: string;
  /** `organization`, or the group ref of a team. */
  subject: string;
  /** `roadmap:<id>/<phase>`, `checklist:<id>` or `adoption:<stage>`. */
  plan: string;
  item: string;
  statement: string;
  link?: string;
  by: string;
  at: Instant;
  /** Exclusive: from then on the item is open again. */
  validUntil: Instant;
}

/** How far a control of an item is in place. @public */
export interface PlanControl {
  id: string;
  /** The organization's own part; absent where the control has none. */
  organization?: PartStatus;
  /** Entities whose own part is met. */
  met: number;
  applicable: number;
  /** Entities in which their own or their group's part is open, as the filter `openPart` finds them. */
  open: number;
  isInPlace: boolean;
}

/** One item of a plan with what says that it is done. @public */
export interface PlanItemState extends Omit<PlanItem, 'controls'> {
  isDone: boolean;
  /** Its controls answer it by themselves. */
  isEvidenced: boolean;
  controls: PlanControl[];
  attestation?: PlanAttestation;
  /** The last one, where its validity is over and no other followed. */
  lapsed?: PlanAttestation;
}

/** One phase of a plan. @public */
export interface RoadmapPhaseState {
  id: string;
  name: string;
  period: string;
  targetLevel?: Level;
  done: number;
  items: PlanItemState[];
}

/** One plan. @public */
export interface RoadmapState {
  id: string;
  name: string;
  description: string;
  /** The first phase with something left to do. */
  currentPhase?: string;
  phases: RoadmapPhaseState[];
}

/** One checklist. @public */
export interface ChecklistState {
  id: string;
  name: string;
  description: string;
  /** Everything on it is done. */
  holds: boolean;
  done: number;
  items: PlanItemState[];
}

/** Answer of `GET /roadmap`. @public */
export interface RoadmapResponse {
  at: Instant;
  /** False when the caller sees part of the organization only. */
  isComplete: boolean;
  /** The highest level the organization's own parts allow. */
  organizationLevel: Level;
  /** Share of entities that have to have met a control. */
  threshold: number;
  roadmaps: RoadmapState[];
  checklists: ChecklistState[];
}

/** Body of `POST /roadmap/attestations`. @public */
export interface PlanAttestationRequest {
  subject: string;
  plan: string;
  item: string;
  statement: string;
  link?: string;
  /** A date or an instant, at most a year ahead; as long as possible where absent. */
  validUntil?: string;
}

/** A step of a team from one adoption stage to another. @public */
export interface AdoptionMove {
  from: string | null;
  to: string | null;
  reason: string;
  by: string;
  at: Instant;
}

/** How far one team is with adopting assistants. @public */
export interface AdoptionTeam {
  /** Group ref. */
  team: string;
  /** Stage id; null before the first. */
  stage: string | null;
  /** Entities of the team and of those below it that count. */
  entities: number;
  /** The stage after it; absent at the last one. */
  next?: {
    stage: string;
    isReady: boolean;
    items: PlanItemState[];
    /** Checklists of the organization that have to hold first. */
    missingChecklists: string[];
  };
  /** Entities that declare a stage the team has not taken; absent where there are none. */
  ahead?: {
    entities: number;
    /** The first of them by ref, with the stage each declares. */
    first: { entityRef: string; stage: string }[];
  };
  /** Newest first. */
  moves: AdoptionMove[];
}

/** An entity that declares an adoption stage before its team took it. @public */
export interface AheadOfTeam {
  /** Of its owning teams the one that is furthest. */
  team: string;
  /** Where that team is; null before the first stage. */
  teamStage: string | null;
  declared: string;
  /** The stage the team has to take next: none is skipped. */
  next: string;
}

/** Answer of `GET /adoption`. @public */
export interface AdoptionResponse {
  at: Instant;
  /** False when the caller sees part of the organization only. */
  isComplete: boolean;
  threshold: number;
  /** From the first to the last. */
  stages: { id: string; name: string; description: string }[];
  /** By ref. */
  items: AdoptionTeam[];
}

/** One entity of `GET /adoption/ahead`. @public */
export interface AheadEntity {
  entityRef: string;
  title?: string;
  owners: string[];
  /** The stage it declares. */
  stage: string;
}

/** Answer of `GET /adoption/ahead`: entities ahead of their team, by ref. @public */
export interface AheadEntitiesResponse {
  at: Instant;
  items: AheadEntity[];
  totalItems: number;
  nextCursor?: string;
}

/** Body of `POST /adoption/moves`. @public */
export interface AdoptionMoveRequest {
  team: string;
  /** Where it is now, as the caller knows it. */
  from: string | null;
  to: string | null;
  reason: string;
}
