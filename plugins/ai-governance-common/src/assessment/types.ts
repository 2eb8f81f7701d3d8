import type {
  Actor,
  ClassificationId,
  Effort,
  JsonValue,
  Level,
  Remediation,
  ReviewTier,
  RiskRating,
  Scope,
} from '../framework/types';

/** ISO 8601 instant in UTC with milliseconds, for example `2026-11-20T09:00:00.000Z`. @public */
export type Instant = string;

/** Outcome of one observation. `error`: the collector could not look. @public */
export type EvidenceOutcome = 'pass' | 'fail' | 'error';

/** One thing a check found, with where and why. @public */
export interface Finding {
  /** Stable id of the rule that fired, for example `hidden-unicode`. */
  rule: string;
  severity: 'low' | 'medium' | 'high' | 'critical';
  /** What is wrong and why it matters, in one sentence. */
  message: string;
  /** Path relative to the repository root. */
  path?: string;
  /** 1-based line. */
  line?: number;
  /** Stable over unrelated edits: identifies the finding for disputes and suppressions. */
  fingerprint?: string;
}

/**
 * One dated observation that answers a check for a subject (an entity, a group or the organization).
 * @public
 */
export interface Evidence {
  /** Check id of the framework (`SEC-002.instructions`) or an observation id (`repository.assistants`). */
  check: string;
  outcome: EvidenceOutcome;
  /** Where it comes from: `repository:<url>`, `ci:<name>`, `attestation:<id>`; key of confirmations. */
  source: string;
  /** One sentence for the scorecard. */
  summary: string;
  link?: string;
  findings?: Finding[];
  data?: { [key: string]: JsonValue };
  /** When this content was first seen. */
  observedAt: Instant;
  /** Exclusive end of validity. */
  expiresAt?: Instant;
  /** Collector and its version, for example `repository@1`. */
  collector?: string;
}

/** When each source was last looked at and found unchanged: source key to instant. @public */
export type Confirmations = { readonly [source: string]: Instant };

/** Evidence given by a person. In force in [from, validUntil). @public */
export interface Attestation {
  id: string;
  check: string;
  /** `organization`, a group ref or an entity ref. */
  subject: string;
  statement: string;
  link?: string;
  /** Each wanted piece of evidence with a link or a digest. */
  items?: { name: string; link?: string; digest?: string }[];
  /** User ref of the person. */
  by: string;
  /** Second person; organization attestations are in force only with one. */
  confirmedBy?: string;
  from: Instant;
  validUntil: Instant;
}

/** An approved, time-limited deviation from one control for one entity, in force in [from, until). @public */
export interface Exception {
  id: string;
  control: string;
  reason: string;
  compensatingControls: string[];
  approvedBy: string;
  from: Instant;
  until: Instant;
}

/**
 * A finding that was disputed and found wrong by the deciding role, left out in [from, until). Never
 * permanent: when it ends, the finding counts again.
 * @public
 */
export interface Suppression {
  /** The dispute it comes from. */
  id: string;
  check: string;
  /** Fingerprint of the finding, or of the whole result where it has no findings (`disputedFingerprints`). */
  fingerprint: string;
  from: Instant;
  until: Instant;
}

/** What the core needs to know of a catalog entity. @public */
export interface AssessedEntity {
  /** Full lower-case ref, `component:default/checkout-api`. */
  ref: string;
  kind: string;
  type?: string;
  lifecycle?: string;
  /** Owning group or user refs. */
  owners: string[];
  /** `public` when the code host says the repository is public. */
  visibility?: 'public' | 'internal' | 'private';
  /** False for an entity without source code: attestations then answer every check. */
  hasRepository?: boolean;
  /** What the framework's own checks of the catalog need to know beside it; absent until it was told. */
  catalog?: CatalogFacts;
}

/**
 * What a descriptor says beyond kind, type, lifecycle and owner. Only what the framework asks for is
 * told: what is absent here was not told, `null` and empty lists are what the descriptor does not have.
 * @public
 */
export interface CatalogFacts {
  annotations?: { [key: string]: string | null };
  tags?: string[];
  /** Full lower-case refs, by `system`, `domain`, `dependsOn`, `providesApis` and so on. */
  relations?: { [name: string]: string[] };
}

/** Where a profile field's value comes from. @public */
export type ProvenanceSource =
  | 'descriptor'
  | 'portal'
  | 'floor'
  | 'assumed'
  | 'decision';

/** A profile field in force. @public */
export interface ProfileField<T> {
  value: T;
  source: ProvenanceSource;
  /** Why this value: "payments set tier 3", "declared in catalog-info.yaml". */
  reason: string;
  /** Who declared it, when known. */
  by?: string;
  at?: Instant;
}

/** Something seen that tells what code handles, or which assistant is used. @public */
export interface SeenSign {
  /** The handled subject it is a sign of, or the assistant. */
  subject: string;
  kind: 'dependency' | 'path' | 'api' | 'assistant';
  /** Name of the package, API or assistant; folder or file where a path is the sign. */
  what: string;
  /** The file that shows it, relative to the root of the repository. */
  path?: string;
  /** 1-based line. */
  line?: number;
}

/**
 * Two sources of a profile disagree, a value is not understood, or what is declared contradicts what is
 * seen. Of two sources the stricter one is in force; a contradiction changes nothing by itself.
 * @public
 */
export interface ProfileConflict {
  field: 'classification' | 'tier' | 'handles' | 'adoptionStage' | 'aiUse';
  kind:
    | 'disagreement'
    | 'belowFloor'
    | 'invalid'
    | 'awaitingApproval'
    | 'contradiction';
  message: string;
  values: { source: ProvenanceSource; value: string }[];
  /** What is seen against the declaration, of a contradiction. */
  seen?: SeenSign[];
}

/** The merged profile in force. @public */
export interface Profile {
  classification: ProfileField<ClassificationId>;
  tier: ProfileField<ReviewTier>;
  handles: ProfileField<string[]>;
  adoptionStage?: ProfileField<string>;
  /** Declared AI use: `none`, or the assistants the team says it uses. */
  aiUse?: ProfileField<'none' | string[]>;
  /** Whether a classification was declared at all, and when it was last confirmed. */
  declared: boolean;
  confirmedAt?: Instant;
  conflicts: ProfileConflict[];
}

/** An AI tool of the organization's registry. @public */
export interface AiTool {
  /** Assistant id as the repository checks report it, for example `claude-code`. */
  id: string;
  name: string;
  vendor?: string;
  status: 'requested' | 'approved' | 'rejected' | 'retired';
  /** Properties the access matrix asks for. */
  enterpriseEndpoint: boolean;
  zeroRetention: boolean;
  onPremises: boolean;
  privacyMode: boolean;
  telemetryOff: boolean;
  owner?: string;
  version?: string;
  conditions?: string[];
  /** Exclusive end of the approval's review period. */
  reviewBy?: Instant;
}

/** @public */
export type CheckOutcome =
  | 'pass'
  | 'fail'
  | 'stale'
  | 'unknown'
  | 'error'
  | 'notApplicable';

/** The judgement of one check. @public */
export interface CheckResult {
  check: string;
  outcome: CheckOutcome;
  summary: string;
  source?: string;
  link?: string;
  observedAt?: Instant;
  confirmedAt?: Instant;
  /** Exclusive end of this outcome by time alone. */
  validUntil?: Instant;
  findings?: Finding[];
  /** Set while a newer look failed and this is the last good evidence. */
  collectorError?: string;
  collector?: string;
  /** The attestation that answers the check. */
  attestation?: { id: string; by: string; confirmedBy?: string };
  /** No event that asks for newer evidence has been seen since this instant ("no changes since …"). */
  dormantSince?: Instant;
  /** How many findings are left out because accepted disputes say that they are wrong. */
  suppressed?: number;
  /** The check was found wrong too often: it fails, and is left out until it is mended. */
  warning?: true;
  /** Each source's own result when several answer the same check; the worst one decides. */
  sources?: SourceResult[];
}

/** What one of several sources says about a check. @public */
export interface SourceResult {
  source: string;
  outcome: CheckOutcome;
  summary: string;
  link?: string;
  observedAt?: Instant;
  confirmedAt?: Instant;
  validUntil?: Instant;
  collectorError?: string;
}

/** @public */
export type PartStatus = 'met' | 'gap' | 'stale' | 'unknown' | 'notApplicable';

/** @public */
export type ControlStatus = PartStatus | 'exempt';

/** The judgement of the checks of one scope of a control. @public */
export interface PartResult {
  control: string;
  scope: Scope;
  status: PartStatus;
  checks: CheckResult[];
}

/** Parts judged once for a group or the organization and joined when read. @public */
export interface JudgedParts {
  /** `organization` or a group ref. */
  subject: string;
  parts: PartResult[];
  /** Highest level whose requirements on these parts (and level criteria) are all satisfied. */
  level: Level;
  /** Organization only: results of level criteria. */
  criteria: CheckResult[];
  nextDueAt?: Instant;
}

/** The judgement of one control for one entity. @public */
export interface ControlResult {
  control: string;
  status: ControlStatus;
  /** Status of the entity and group parts alone; undefined when the control has none. */
  ownStatus?: ControlStatus;
  parts: PartResult[];
  /** Set when an approved exception covers the control now. */
  exception?: { id: string; until: Instant };
  /** True when the control's own predicate excludes the entity: then no part counts. */
  excluded?: true;
  /** Announced but not yet counted. */
  upcoming?: { effectiveFrom: Instant };
}

/** Something required for the next level that is not satisfied, and what to do about it. @public */
export interface Gap {
  control: string;
  check: string;
  scope: Scope;
  actor: Actor;
  status: PartStatus;
  /** What is missing, from the evidence. */
  summary: string;
  remediation: Remediation;
  /** Risks it lowers. */
  risks: string[];
  level: Level;
  lastLookedAt?: Instant;
  /** Other checks of which any one would do as well. */
  alternatives?: string[];
}

/** @public */
export type NextAction =
  | { kind: 'close'; gap: Gap }
  | { kind: 'waiting'; controls: string[]; roles: string[] }
  | { kind: 'done' };

/** @public */
export interface OwnProgress {
  /** Own controls required for `towards` that are met, exempt or not applicable; `applicable` is the denominator. */
  met: number;
  applicable: number;
  /** The next own level, or the highest one when nothing is missing. */
  towards: Level;
}

/** @public */
export interface RiskResult {
  risk: string;
  inherent: RiskRating;
  /** Current residual rating, `notApplicable` when no mitigating control applies. */
  residual: RiskRating | 'notApplicable';
  target: RiskRating;
  met: number;
  applicable: number;
}

/** @public */
export interface ToolAccess {
  tool: string;
  name: string;
  allowed: boolean;
  /** Why, or on which conditions. */
  reasons: string[];
}

/** @public */
export interface AiUse {
  status: 'observed' | 'declaredNone' | 'unknown';
  /** Every assistant observed or declared, sorted. */
  assistants: string[];
  declaredUntil?: Instant;
}

/** The judgement of one entity at one moment under one framework version. @public */
export interface Scorecard {
  entityRef: string;
  framework: { id: string; version: string; digest: string };
  judgedAt: Instant;
  /** Official level: min of own and organization level; null for an entity with no applicable own part. */
  level: Level | null;
  ownLevel: Level | null;
  levelWithoutExceptions: Level | null;
  ownLevelWithoutExceptions: Level | null;
  organizationLevel: Level;
  /** Level by the entity parts alone (group part left out): stored and joined with the group's level. */
  entityLevel: Level | null;
  ownProgress: OwnProgress | null;
  score: number | null;
  aiUse: AiUse;
  profile: Profile;
  controls: ControlResult[];
  /** Toward the next own level, ordered yours, your group's. */
  ownGaps: Gap[];
  organizationGaps: Gap[];
  nextAction: NextAction;
  risks: RiskResult[];
  toolAccess: ToolAccess[];
  /** What is seen of the subjects that code can handle, declared or not; absent where nothing is. */
  seen?: SeenSign[];
  /** First instant after `judgedAt` at which time alone can change anything above. */
  nextDueAt?: Instant;
}

/** Weight used when ordering gaps: small first. @public */
export const EFFORT_ORDER: Record<Effort, number> = {
  small: 0,
  medium: 1,
  large: 2,
};
