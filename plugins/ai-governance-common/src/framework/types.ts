/**
 * The shape of a framework document: everything an organization decides about AI-assisted
 * development, as data. Every type here is mirrored by the zod schema in `schema.ts`.
 */

/** A JSON value that survives canonical serialization. @public */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | JsonValue[]
  | { [key: string]: JsonValue };

/** Where a part of a control is judged. @public */
export type Scope = 'entity' | 'group' | 'organization';

/**
 * Who can change a check's outcome: the service's owners, their group, the portal's operator, or a
 * role of the organization (`role:<roleId>`). @public
 */
export type Actor = 'owner' | 'group' | 'operator' | `role:${string}`;

/** A data classification id, ordered public &lt; internal &lt; confidential &lt; restricted. @public */
export type ClassificationId =
  | 'public'
  | 'internal'
  | 'confidential'
  | 'restricted';

/** Review tier: 1 low, 2 medium, 3 high. @public */
export type ReviewTier = 1 | 2 | 3;

/** AI-use zone of a path. @public */
export type ZoneId = 'green' | 'yellow' | 'red';

/** Maturity level, 1 (initial) to 5 (optimizing). @public */
export type Level = 1 | 2 | 3 | 4 | 5;

/** Effort of closing a gap; ordered small &lt; medium &lt; large. @public */
export type Effort = 'small' | 'medium' | 'large';

/**
 * How often a control wants fresh evidence. `age` frequencies become a maximum age in days; `event`
 * frequencies go stale only when an event stays unanswered inside `windowDays`. @public
 */
export type Frequency =
  | {
      kind: 'age';
      label: string;
      days: number;
      /** Events that make the evidence due before its age does: "annual + per incident". */
      alsoOn?: FrequencyEvent[];
    }
  | ({ kind: 'event'; label: string } & FrequencyEvent);

/**
 * An event that asks for fresh evidence. Evidence with check id `event.<event>` says when one happened.
 * @public
 */
export interface FrequencyEvent {
  event: string;
  /** Days within which the event must be answered by newer evidence. */
  windowDays: number;
}

/** A predicate over entity and profile that decides whether a control or a part applies. @public */
export type Applicability =
  | { always: true }
  | { classificationAtLeast: ClassificationId }
  | { tierAtLeast: ReviewTier }
  | { entityKind: string[] }
  | { entityType: string[] }
  | { notUnderDeclaredNoAi: true }
  | { allOf: Applicability[] }
  | { anyOf: Applicability[] }
  | { not: Applicability };

/** What to do so that a check passes. @public */
export interface Remediation {
  /** Imperative sentence: what to change. */
  text: string;
  effort: Effort;
  /** File to create or edit, relative to the repository root. */
  path?: string;
  /** Shell command that does it. */
  command?: string;
  link?: string;
}

/**
 * One use of a check type inside a control. `id` is unique in the framework
 * (for example `TM-003.ignore-file`) and is what evidence and attestations answer. @public
 */
export interface Check {
  id: string;
  /** Check type, for example `repository.ignore-file`, `attestation`, `tools.approved`. */
  type: string;
  name: string;
  /** How it is decided, in one sentence a reader of the scorecard understands. */
  description: string;
  params?: { [key: string]: JsonValue };
  actor: Actor;
  remediation: Remediation;
  /** Overrides the control's frequency for this check. */
  frequency?: Frequency;
  /** Evidence wanted by an attestation of this check; each is named with a link or digest. */
  wanted?: string[];
  /**
   * The check is about AI assistants: without an assistant observed or declared its subject does not
   * exist, so it is `unknown` (or `notApplicable` under declared no AI use).
   */
  requiresAssistant?: boolean;
  /**
   * An attestation in force for this check id and subject answers it where no fresh observation does;
   * a fresh failing observation always wins. Checks of type `attestation` are always attestable.
   */
  attestable?: boolean;
  /**
   * One of several ways to satisfy a part that nobody has to take: while it was never seen it is left out
   * (`notApplicable`), so that a part whose other checks fail is a gap and not unknown.
   */
  optional?: boolean;
}

/** The checks of one scope inside a control. Parts of a control combine by AND. @public */
export interface ControlPart {
  /** Names the part for overrides; the scope where absent. Unique inside the control. */
  id?: string;
  scope: Scope;
  mode: 'all' | 'any' | { atLeast: number };
  applicability?: Applicability;
  checks: Check[];
}

/** One governance requirement. @public */
export interface Control {
  id: string;
  domain: string;
  name: string;
  description: string;
  /** How the control is put into practice. */
  implementation: string;
  /** What the control does not guarantee, shown beside its status. */
  limits?: string;
  evidence: string[];
  frequency: Frequency;
  /** Weight in the score, 1 by default. */
  weight?: number;
  applicability?: Applicability;
  parts: ControlPart[];
  /** Standard references by standard id, for example `{ "nist-ai-rmf": ["GOVERN 1.1"] }`. */
  references?: { [standardId: string]: StandardReference[] };
  /** ISO instant from which a new or stricter control counts; until then it is shown as upcoming. */
  effectiveFrom?: string;
}

/** One clause of a standard with where the mapping comes from. @public */
export interface StandardReference {
  clause: string;
  title?: string;
  /** `framework document` or the address of the clause's source. */
  source: string;
}

/** A characteristic of a maturity level. Level 5's are attested at organization scope. @public */
export interface LevelCharacteristic {
  id: string;
  text: string;
  /** When set, the level demands an organization attestation of this check. */
  check?: Check;
}

/** @public */
export interface MaturityLevel {
  level: Level;
  name: string;
  description: string;
  characteristics: LevelCharacteristic[];
  requiredControls: string[];
}

/** Which AI tools may be used with data of a classification. @public */
export interface ToolAccessRule {
  /** `none`: no AI tool at all. `approved`: approved tools that satisfy `conditions`. */
  allowed: 'none' | 'approved';
  conditions: ToolCondition[];
  description: string;
}

/** @public */
export type ToolCondition =
  | 'enterpriseEndpoint'
  | 'zeroRetentionOrOnPremises'
  | 'privacyMode'
  | 'telemetryOff';

/** @public */
export interface Classification {
  id: ClassificationId;
  name: string;
  description: string;
  aliases: string[];
  /** 0 for the least sensitive, strictly ascending. */
  order: number;
  toolAccess: ToolAccessRule;
}

/** @public */
export interface ReviewTierDefinition {
  tier: ReviewTier;
  name: string;
  description: string;
  requirements: string[];
}

/** @public */
export interface Zone {
  id: ZoneId;
  name: string;
  description: string;
  globs: string[];
}

/**
 * What shows that code handles a subject, whatever is declared. Strong evidence only: a wrong sign asks
 * teams to dispute it.
 * @public
 */
export interface HandledSigns {
  /**
   * Packages a manifest asks for in production, such as `npm:stripe` or `@stripe/*`: with the type of a
   * package URL (`npm`, `pypi`, `maven`, `golang`, `cargo`, `gem`, `composer`, `nuget`) of this ecosystem
   * only. `*` stands for any text.
   */
  dependencies?: string[];
  /** Globs of files, from the root of the repository. */
  paths?: string[];
  /** Words in the name of an API the entity provides, such as `payments` or `health-record`. */
  apis?: string[];
}

/** One thing code can handle; sets floors for tier and classification. @public */
export interface HandledSubject {
  id: string;
  /** Other words accepted for it in declarations. */
  aliases?: string[];
  name: string;
  description: string;
  tierFloor: ReviewTier;
  classificationFloor?: ClassificationId;
  /**
   * What is compared with the declaration, where `settings.compareWithSeen` has `handles`: where it is seen
   * and not declared, that is a contradiction.
   */
  signs?: HandledSigns;
}

/** @public */
export type Likelihood =
  | 'rare'
  | 'unlikely'
  | 'possible'
  | 'likely'
  | 'almostCertain';
/** @public */
export type Impact = 'negligible' | 'minor' | 'moderate' | 'major' | 'severe';
/** @public */
export type RiskRating = 'low' | 'medium' | 'high' | 'critical';

/** @public */
export interface Risk {
  id: string;
  category: string;
  description: string;
  likelihood: Likelihood;
  impact: Impact;
  inherent: RiskRating;
  residual: RiskRating;
  controls: string[];
  mitigation?: string;
  ownerRole?: string;
}

/** @public */
export interface Kpi {
  id: string;
  category: string;
  name: string;
  definition: string;
  measurement: string;
  /** One target per measured value: a comparison, a number and its unit. */
  targets: {
    label?: string;
    comparison: '>' | '>=' | '<' | '<=' | '=' | 'improve';
    value?: number;
    unit: 'percent' | 'hours' | 'count' | 'currency' | 'index';
  }[];
}

/** @public */
export interface Standard {
  id: string;
  name: string;
  version: string;
  link: string;
  note?: string;
}

/** A regulation with the question of its gap analysis per control. @public */
export interface Regulation {
  id: string;
  name: string;
  description: string;
  link: string;
  analysis: { control: string; question: string }[];
}

/** @public */
export interface Cadence {
  id: string;
  name: string;
  everyDays: number;
  description: string;
  agenda: string[];
  ownerRole: string;
}

/** @public */
export interface Role {
  id: string;
  name: string;
  description: string;
  responsibilities: string[];
}

/** @public */
export interface RaciEntry {
  id: string;
  decision: string;
  responsible: string[];
  accountable: string[];
  consulted: string[];
  informed?: string[];
}

/** @public */
export interface AccountabilityLayer {
  id: string;
  name: string;
  accountableFor: string;
}

/** One thing to do or to have, answered by the controls it names or by people. @public */
export interface PlanItem {
  id: string;
  text: string;
  controls?: string[];
}

/** What a team has to have before it enters a stage. @public */
export interface EntryCriterion extends PlanItem {
  /**
   * Answered by itself once entities of the team declare an adoption stage and
   * none of them is above this review tier.
   */
  maxTier?: ReviewTier;
}

/** @public */
export interface AdoptionStage {
  id: string;
  name: string;
  description: string;
  order: number;
  /** What a team has to have before it enters; a text alone is answered by people. */
  entryCriteria: (string | EntryCriterion)[];
  /** Ids of checklists that have to hold for the organization before any team enters. */
  requires?: string[];
}

/** @public */
export interface Roadmap {
  id: string;
  name: string;
  description: string;
  phases: {
    id: string;
    name: string;
    /** When, in the plan's own words: `months 1–2`, `weeks 4–8`. */
    period: string;
    targetLevel?: Level;
    activities: PlanItem[];
  }[];
}

/** @public */
export interface Checklist {
  id: string;
  name: string;
  description: string;
  items: PlanItem[];
}

/** @public */
export interface FrameworkDomain {
  id: string;
  name: string;
  description: string;
}

/** One section of the usage policy or of another written rule set, as data. @public */
export interface PolicySection {
  id: string;
  name: string;
  description: string;
  items: { id: string; text: string; controls?: string[] }[];
}

/** Numbers and defaults an organization may change. @public */
export interface FrameworkSettings {
  /** Role whose members decide declarations that lower protection, exceptions and tool requests. */
  approvingRole: string;
  /** Role that accepts risks of the organization itself and third renewals of exceptions. */
  sponsorRole: string;
  assumedClassification: ClassificationId;
  assumedTier: ReviewTier;
  /** Share (0..1) of assessable entities that must reach a level before the organization has it. */
  organizationThreshold: number;
  /** Days after which a declaration must be confirmed again. */
  confirmationDays: number;
  /** Days for which "no AI use" holds after it was declared. */
  declaredNoneDays: number;
  /** Longest exception, in days. */
  maxExceptionDays: number;
  /** Longest time a dormant repository keeps event-driven evidence, in days. */
  dormantDays: number;
  /** Share (0..1) of first declarations down to internal that are reviewed. */
  internalSampleShare: number;
  /**
   * What of a declaration is compared with what is seen: what the code handles, with its signs, and the AI
   * assistants. Nothing is where this is absent, as in frameworks from before there was a comparison.
   */
  compareWithSeen?: ('handles' | 'aiUse')[];
  /** Entity kinds and component types that are assessed. */
  assessable: {
    kinds: string[];
    excludedTypes: string[];
    excludedLifecycles: string[];
  };
  /** How AI tools come into the registry, and stay in it. */
  tools: ToolApproval;
  /** Training targets: completion share and mean score, 0..1. */
  training: {
    completion: number;
    meanScore: number;
    /** What everybody has to have completed within its validity; without any, nobody counts as trained. */
    courses: TrainingCourse[];
  };
}

/** What has to be known and signed before an AI tool is approved. @public */
export interface ToolApproval {
  /** Every one of these roles has to sign, each by another person. */
  signOffRoles: string[];
  /** Days until an approved tool has to be reviewed again. */
  reviewDays: number;
  /** Questions that a request answers. */
  criteria: ToolCriterion[];
}

/** One question about a requested tool. @public */
export interface ToolCriterion {
  id: string;
  name: string;
  description: string;
}

/** One course of the training programme. @public */
export interface TrainingCourse {
  /** As completions name it. */
  id: string;
  name: string;
  /** Days for which a completion is valid. */
  days: number;
  /** Other courses whose completion counts for this one as well, for its `days`. */
  alsoBy?: string[];
}

/** A seat of the committee, taken by whoever is in one of its roles. @public */
export interface CommitteeSeat {
  id: string;
  name: string;
  roles: string[];
  /** The committee says so while nobody takes it. */
  required: boolean;
}

/** Something the committee looks at again and again. @public */
export interface StandingReview {
  id: string;
  name: string;
  /** Id of the cadence it comes back with. */
  cadence: string;
}

/** What to do about one kind of incident. @public */
export interface Playbook {
  id: string;
  name: string;
  description: string;
  steps: PlanItem[];
}

/** How far AI may act by itself, and where a person decides. @public */
export interface ApprovalLevel {
  id: string;
  name: string;
  /** 1 for the least that is left to AI. */
  order: number;
  description: string;
  /** What a person decides, and when. */
  boundary: string;
  /** Whether workflows that reach customers may have it. */
  customerFacing: boolean;
  /** Role that approves workflows of this level. */
  approverRole: string;
  /** Days until an approved workflow has to be looked at again. */
  reviewDays: number;
}

/** Who is told of a violation, by how many there were. @public */
export interface EscalationStep {
  id: string;
  name: string;
  /** It holds from this violation of a person on. */
  from: number;
  /** Roles that are told. */
  tells: string[];
  consequence: string;
}

/** How people meet, decide and answer for AI-assisted development. @public */
export interface Programme {
  committee: {
    /** Role whose members convene it and record what it decides. */
    role: string;
    /** Id of the cadence it meets by. */
    cadence: string;
    /** Seats that have to be present for a decision. */
    quorum: number;
    seats: CommitteeSeat[];
    reviews: StandingReview[];
  };
  incidents: {
    /** Role that leads the response. */
    role: string;
    /** Event that an incident is until its review is complete. */
    event: string;
    /** Attested check of the organization that a tabletop exercise is evidence for; none without. */
    tabletopCheck?: string;
  };
  playbooks: Playbook[];
  approvalLevels: ApprovalLevel[];
  escalation: {
    /** Earlier violations count for this many days. */
    windowDays: number;
    steps: EscalationStep[];
  };
}

/** The whole framework document after `extends` was resolved. @public */
export interface Framework {
  id: string;
  version: string;
  name: string;
  description: string;
  settings: FrameworkSettings;
  domains: FrameworkDomain[];
  controls: Control[];
  levels: MaturityLevel[];
  classifications: Classification[];
  reviewTiers: ReviewTierDefinition[];
  zones: Zone[];
  handles: HandledSubject[];
  risks: Risk[];
  kpis: Kpi[];
  standards: Standard[];
  regulations: Regulation[];
  cadences: Cadence[];
  roles: Role[];
  raci: RaciEntry[];
  accountability: AccountabilityLayer[];
  adoptionStages: AdoptionStage[];
  roadmaps: Roadmap[];
  checklists: Checklist[];
  /** Usage policy, tool approval criteria, logging rules and the like. */
  policies: PolicySection[];
  /** Committee, incidents, approval levels and escalation; the default one where absent. */
  programme?: Programme;
}
