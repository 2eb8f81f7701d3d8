import type { TrainingKpi } from '../kpis';
import type {
  AiTool,
  CatalogFacts,
  CheckOutcome,
  ControlStatus,
  EvidenceOutcome,
  Finding,
  Instant,
  OwnProgress,
  Profile,
  Scorecard,
} from '../assessment/types';
import type { AuditBody } from '../audit/types';
import type { RiskAcceptance } from './riskAcceptances';
import type { AheadOfTeam } from './roadmap';
import type {
  PlanningAim,
  PlanningPrice,
  PlanningStanding,
} from '../planning/whatIf';
import type {
  ClassificationId,
  Effort,
  Framework,
  JsonValue,
  Level,
  ReviewTier,
  Scope,
} from '../framework/types';
import type { FrameworkMistake } from '../framework/keys';
import type { ProtectionLowering } from '../profile/judge';
import type {
  DeclaredValues,
  DescriptorDeclaration,
  PortalDeclaration,
} from '../profile/types';

/** What a check type is, for people: shown on screen beside its result. @public */
export interface CheckTypeDescription {
  type: string;
  name: string;
  what: string;
  why: string;
  how: string;
  limits?: string;
}

/** Answer of `GET /framework`. @public */
export interface FrameworkResponse {
  framework: Framework;
  /** SHA-256 of the canonical framework document, hex. */
  digest: string;
  inForceSince: Instant;
  /** IANA zone of the organization: dates that people enter end there at 24:00. */
  timeZone: string;
  checkTypes: CheckTypeDescription[];
  tools: AiTool[];
  /** Whether the portal serves badges for READMEs. */
  badges?: boolean;
  /** Risks that the executive sponsor accepts now, the soonest to end first; for readers of scorecards. */
  riskAcceptances?: RiskAcceptance[];
  /** Mistakes of the configured file, which is not in force because of them. */
  refused?: FrameworkMistake[];
}

/** How looking at an entity's repository stands. @public */
export interface CollectionState {
  /** `none`: the entity has no repository the portal can read. */
  state: 'none' | 'never' | 'queued' | 'running' | 'done' | 'failed';
  lastLookedAt?: Instant;
  startedAt?: Instant;
  /** What is being done now, in words: `reading the repository`. */
  step?: string;
  /** Why the last look failed; the last good evidence stays. */
  error?: string;
  repository?: { url: string; subpath: string; kind: 'url' | 'local' };
  warnings: string[];
  /**
   * Since when nobody has looked although it was time to: several intervals passed, and what is shown rests
   * on what was seen before.
   */
  silentSince?: Instant;
  /** When somebody last sent evidence of it by themselves, such as a pipeline; nobody can be asked for that. */
  lastSentAt?: Instant;
  /** The code host, further repositories and other services, each with how looking at it stands. */
  others?: SourceState[];
  /** What the portal's operator has to mend before evidence can be renewed; never a gap of the team. */
  findings?: SourceFinding[];
}

/** A source that does not do what evidence needs it to. @public */
export interface SourceFinding {
  /** `source-silent`: several intervals passed and nobody could look. */
  rule: 'source-silent';
  severity: 'medium';
  actor: 'operator';
  source: string;
  kind: 'url' | 'local' | 'host' | 'entity';
  url: string;
  /** When it was last seen. */
  since: Instant;
  message: string;
}

/** How looking at one source of an entity stands. @public */
export interface SourceState {
  source: string;
  /** `entity`: what a collector asks elsewhere of just this entity; its `url` is the collector's id. */
  kind: 'url' | 'local' | 'host' | 'entity';
  url: string;
  state: 'never' | 'queued' | 'running' | 'done' | 'failed';
  lastLookedAt?: Instant;
  error?: string;
  silentSince?: Instant;
  warnings: string[];
}

/** How the organization itself stands. @public */
export interface OrganizationState {
  /** Highest level of the organization parts and level criteria. */
  level: Level;
  /** Level the organization has: also reached by enough entities. */
  ownLevel: Level;
  /** Share of assessable entities that must reach a level, 0..1. */
  threshold: number;
  /** The instance shows example data. */
  exampleData: boolean;
  /** What it wants to reach; what its own parts miss up to that level is due then. */
  target?: MaturityTarget;
}

/** Answer of `GET …/scorecard`. @public */
export interface ScorecardResponse {
  scorecard?: Scorecard;
  /** Present instead of a scorecard when the entity is not counted, with the reason. */
  notAssessable?: { reason: string };
  collection: CollectionState;
  organization: OrganizationState;
  /** Open disputes of findings and accepted ones. */
  disputes: DisputeResponse[];
  /** Present when the entity declares an adoption stage its team has not taken. */
  aheadOfTeam?: AheadOfTeam;
  allowed: {
    declare: boolean;
    assess: boolean;
    dispute: boolean;
    attest: boolean;
    /** Ask for an exception. */
    requestException: boolean;
    /** See where findings are; false: paths, lines and links are left out. */
    readFindings: boolean;
  };
}

/** One stored change of a scorecard. @public */
export interface HistoryItem {
  at: Instant;
  level: Level | null;
  ownLevel: Level | null;
  levelWithoutExceptions: Level | null;
  score: number | null;
  frameworkVersion: string;
  changes: {
    control: string;
    from: ControlStatus | null;
    to: ControlStatus | null;
  }[];
}

/** Answer of `GET …/history`, newest first. @public */
export interface HistoryResponse {
  items: HistoryItem[];
  /** Since when each control has the status it has; on the first page. */
  since?: { [control: string]: Instant };
  nextCursor?: string;
}

/** Body of `POST /exceptions`. @public */
export interface ExceptionRequest {
  /** One exception is made for each of them. */
  entityRefs: string[];
  control: string;
  reason: string;
  /** What lowers the risk meanwhile; at least one. */
  compensatingControls: string[];
  /** A date, which ends at 24:00 in the organization's time zone, or an instant. */
  until: string;
  /**
   * Ref of a group that the caller is in and asks for: nobody in it, or in the
   * groups inside of it, decides.
   */
  askedFor?: string;
}

/** What became of a request for an exception. @public */
export type ExceptionState =
  | 'open'
  | 'approved'
  | 'rejected'
  | 'withdrawn'
  /** Its end passed while it waited for a decision. */
  | 'lapsed';

/** A request for an exception with what was decided. @public */
export interface ExceptionResponse {
  id: string;
  control: string;
  reason: string;
  compensatingControls: string[];
  requestedBy: string;
  /** Ref of the group that it is asked for; nobody in it decides. */
  askedFor?: string;
  requestedAt: Instant;
  state: ExceptionState;
  /** End that was asked for or, once decided, granted. */
  until: Instant;
  /** How many exceptions of the same kind went before without a longer pause. */
  renewal: number;
  /** Role of the framework whose members decide. */
  deciders: string;
  /** One per entity that the caller may see. */
  entities: {
    /** Id of this exception on the scorecard. */
    id: string;
    entityRef: string;
    revokedBy?: string;
    revokedAt?: Instant;
    revocation?: string;
    /** The owner changed; over by then unless somebody confirms it. */
    reconfirmBy?: Instant;
    /** Whose it is since the owner changed, instead of who asked. */
    movedTo?: string[];
  }[];
  /** How many more it is for that the caller may not see, and so not decide on. */
  hidden?: number;
  decidedBy?: string;
  decidedAt?: Instant;
  decision?: string;
  /** What the caller may do as theirs or by permission; where it is listed. */
  allowed?: {
    decide: boolean;
    withdraw: boolean;
    revoke: boolean;
    /** Keep it for what is theirs since the owner changed. */
    confirm: boolean;
    /** Ask for it anew, for the same services. */
    renew: boolean;
  };
}

/** Answer of `GET /exceptions`. @public */
export interface ExceptionListResponse {
  items: ExceptionResponse[];
  nextCursor?: string;
}

/**
 * A control from which exceptions were renewed so often that the policy itself
 * has a gap.
 * @public
 */
export interface RenewedControl {
  control: string;
  /** How many services were granted so many renewals without a pause. */
  entities: number;
  /** Of the one that was granted most. */
  renewals: number;
  /** The first of them, those with most renewals first. */
  services: { entityRef: string; renewals: number }[];
}

/** Answer of `GET /exceptions/renewals`. @public */
export interface RenewedControlsResponse {
  /** Renewals from which on it counts. */
  from: number;
  items: RenewedControl[];
}

/** Body of `POST …/disputes`. @public */
export interface DisputeRequest {
  check: string;
  /** Which finding; may be left out where the check has only one. */
  fingerprint?: string;
  /** Why the finding is wrong. */
  reason: string;
}

/** A statement that a finding is wrong, and what was decided. @public */
export interface DisputeResponse {
  id: string;
  entityRef: string;
  check: string;
  fingerprint: string;
  /** What was disputed, as it was seen then. */
  finding: { summary: string; finding?: Finding };
  reason: string;
  by: string;
  at: Instant;
  state: 'open' | 'accepted' | 'rejected' | 'withdrawn';
  decidedBy?: string;
  decidedAt?: Instant;
  decision?: string;
  /** Exclusive end of the time an accepted one leaves the finding out. */
  until?: Instant;
  /** Whose it is since the owner changed, instead of who disputed. */
  movedTo?: string[];
  /** What the caller may do; where it is listed. */
  allowed?: { withdraw: boolean };
}

/** Answer of `GET /disputes`, newest first. @public */
export interface DisputeListResponse {
  items: DisputeResponse[];
  nextCursor?: string;
}

/** How often a check was found wrong in the last 90 days. @public */
export interface CheckDisputeRate {
  check: string;
  /** Findings there are now. */
  findings: number;
  disputed: number;
  accepted: number;
  /** Accepted disputes per finding, 0..1. */
  rate: number;
  /** Present while the check only warns. */
  warningSince?: Instant;
}

/** Answer of `GET …/replay`: a past judgement made again. @public */
export interface ReplayResponse {
  at: Instant;
  /** When the judgement in force at that instant was made. */
  judgedAt: Instant;
  framework: { id: string; version: string; digest: string };
  /** Whether every part comes out as it was recorded, to the byte. */
  exact: boolean;
  /** Of the entity, its group and the organization. */
  digests: { subject: string; recorded: string; replayed: string }[];
  scorecard: Scorecard;
}

/** A declaration that lowers a protection and waits for a second person. @public */
export interface PendingDeclaration {
  id: string;
  values: DeclaredValues;
  by: string;
  at: Instant;
  approverRole: string;
  reasons: string[];
  /** Why the declarer wants it, where they said so. */
  reason?: string;
  lowerings: DeclaredLowering[];
  /** Whose it is since the owner changed, instead of who declared. */
  movedTo?: string[];
  /** What the caller may do; where it is listed or in a profile. */
  allowed?: { withdraw: boolean };
}

/** One value of a declaration that lowers a protection. @public */
export interface DeclaredLowering {
  field: ProtectionLowering['field'];
  /** What stays in force until the decision. */
  from: string;
  /** What was declared; null when the declaration was removed. */
  to: string | null;
  /** Why it needs a decision. */
  reason: string;
}

/** What became of a declaration that waited for a second person. @public */
export type DeclarationDecisionState =
  | 'pending'
  | 'approved'
  | 'rejected'
  | 'withdrawn';

/** What can be said of a declaration of the sample. @public */
export type DeclarationReviewOutcome = 'confirmed' | 'questioned';

/** Where a declaration stands that nobody had to approve and that belongs to the sample. @public */
export type DeclarationReviewState = 'toReview' | DeclarationReviewOutcome;

/** Body of `POST /declarations/{id}/review`. @public */
export interface DeclarationReviewRequest {
  outcome: DeclarationReviewOutcome;
  reason: string;
}

/** Which declarations are listed; `decided` are all that do not wait any more. @public */
export type DeclarationListState = DeclarationDecisionState | 'decided';

/** A declaration that lowers a protection, belongs to the sample or is contradicted, with what was decided or said of it. @public */
export interface DeclarationResponse extends PendingDeclaration {
  entityRef: string;
  state: DeclarationDecisionState | DeclarationReviewState;
  /** Where it was declared; in the portal unless it is said. */
  source?: 'descriptor';
  /** What is seen otherwise, where that is why it is looked at. */
  contradictions?: string[];
  /**
   * Of what judgements found: who declared it in the portal and who owned the entity then, of whom nobody
   * looks at it. `by` is the first of them, or the entity: who wrote a descriptor is not known.
   */
  owners?: string[];
  /** What the caller may do; where it is listed or in a profile. */
  allowed?: {
    withdraw: boolean;
    /** False where the caller may not look at it, as it is theirs. */
    review?: boolean;
  };
  /** Who decided or looked at it, or took it back. */
  decidedBy?: string;
  decidedAt?: Instant;
  decision?: string;
}

/** Answer of `GET /declarations`, newest first. @public */
export interface DeclarationListResponse {
  items: DeclarationResponse[];
  nextCursor?: string;
}

/** Answer of `GET …/profile`. @public */
export interface ProfileResponse {
  profile: Profile;
  descriptor: DescriptorDeclaration | null;
  portal: PortalDeclaration | null;
  pending: PendingDeclaration[];
  /** The declaration in force, where it belongs to the sample that is reviewed. */
  sampled?: DeclarationResponse;
  /** What is declared where it contradicts what is seen, and what somebody of the deciding role said of that. */
  contradicted?: DeclarationResponse;
  allowed: { declare: boolean };
}

/** Body of `PUT …/profile`. @public */
export interface DeclareRequest {
  values: DeclaredValues;
  /** Why, for whoever decides on what is lowered. */
  reason?: string;
}

/** Answer of `PUT …/profile`. @public */
export interface DeclareResponse extends ProfileResponse {
  /** True when everything that was declared is in force now. */
  inForce: boolean;
}

/** Answer of `GET …/profile/patch`: the portal's declaration as a change of the descriptor. @public */
export interface DescriptorPatchResponse {
  /** File in its repository. */
  path: string;
  /** Where it was read. */
  url?: string;
  /** Unified diff. */
  diff: string;
  /** The whole file as it would be. */
  content: string;
  /** Whether the file would be another at all. */
  changes: boolean;
}

/** Body of `POST /declarations`. @public */
export interface BatchDeclareRequest {
  items: { entityRef: string; values: DeclaredValues }[];
  /** Why, for whoever decides on what is lowered of any of them. */
  reason?: string;
}

/** What became of one entity of `POST /declarations`. @public */
export interface BatchDeclareResult {
  entityRef: string;
  /** Present when it was taken. */
  declared?: Pick<DeclareResponse, 'inForce' | 'pending'>;
  /** Present when it was refused; nothing of it is stored. */
  error?: { name: string; message: string };
}

/** Answer of `POST /declarations`, in the order of the request. @public */
export interface BatchDeclareResponse {
  items: BatchDeclareResult[];
}

/** A scorecard in a list. @public */
export interface ScorecardListItem {
  entityRef: string;
  title?: string;
  kind: string;
  type?: string;
  lifecycle?: string;
  owner?: string;
  system?: string;
  classification: ClassificationId;
  classificationDeclared: boolean;
  tier: ReviewTier;
  level: Level | null;
  ownLevel: Level | null;
  levelWithoutExceptions: Level | null;
  ownProgress: OwnProgress | null;
  score: number | null;
  controls: { id: string; status: ControlStatus }[];
  changedAt: Instant;
  lastLookedAt?: Instant;
  notAssessable?: string;
}

/** Answer of `GET /scorecards`. @public */
export interface ScorecardListResponse {
  items: ScorecardListItem[];
  nextCursor?: string;
  totalItems: number;
}

/** Answer of `POST /scorecards/by-refs`; refs the caller may not see or that are unknown are left out. @public */
export interface ScorecardsByRefsResponse {
  items: ScorecardListItem[];
}

/** Answer of `POST …/assess`. @public */
export interface AssessResponse {
  collection: CollectionState;
}

/** One attestation as the API shows it. @public */
export interface AttestationResponse {
  id: string;
  check: string;
  subject: string;
  statement: string;
  link?: string;
  items?: { name: string; link?: string; digest?: string }[];
  by: string;
  confirmedBy?: string;
  from: Instant;
  validUntil: Instant;
  /** When somebody refused or revoked it. */
  endedAt?: Instant;
  endedBy?: string;
  endedReason?: string;
  state: 'awaitingConfirmation' | 'inForce' | 'ended' | 'rejected' | 'revoked';
  /** What the caller may do; where it is listed and waits for a second person. */
  allowed?: { confirm: boolean };
}

/** What answers a check now: an attestation, an import, a feed. @public */
export interface CheckAnswer {
  check: string;
  outcome: CheckOutcome;
  summary: string;
  source?: string;
  link?: string;
  observedAt?: Instant;
  validUntil?: Instant;
}

/** Body of `POST /attestations`. @public */
export interface AttestationRequest {
  check: string;
  /** `organization`, a group ref or an entity ref. */
  subject: string;
  statement: string;
  link?: string;
  items?: { name: string; link?: string; digest?: string }[];
  /** Exclusive end; at most one validity period of the check ahead. */
  validUntil?: Instant;
}

/** Body of `POST /attestations/bulk`. @public */
export interface BulkAttestationRequest
  extends Omit<AttestationRequest, 'subject'> {
  /** Up to 200 entity refs. */
  subjects: string[];
}

/** What became of one entity of a bulk attestation. @public */
export interface BulkAttestationResult {
  subject: string;
  /** Absent when nothing was written. */
  attestation?: AttestationResponse;
  /** Why nothing was written. */
  error?: { name: string; message: string };
}

/** Answer of `POST /attestations/bulk`, in the order of the request. @public */
export interface BulkAttestationResponse {
  items: BulkAttestationResult[];
}

/** A change in the durable feed. @public */
export interface ScorecardChange {
  entityRef: string;
  /** Newest revision of anything the entity is judged by. */
  revision: number;
}

/** Answer of `GET /scorecards/changes`. @public */
export interface ScorecardChangesResponse {
  items: ScorecardChange[];
  /** Pass as `since` next time; unchanged when nothing happened. */
  nextCursor: string;
}

/** What the catalog knows of one entity, sent with its annotation lookup. @public */
export interface InventoryEntity {
  entityRef: string;
  kind: string;
  title?: string;
  type?: string;
  lifecycle?: string;
  owners: string[];
  system?: string;
  /** Of a system or a domain the one it lies in. */
  domain?: string;
  /** Told only for where what it holds lies, and not governed itself. */
  onlyHolds?: true;
  /** Location the descriptor was read from, and the source location when set. */
  location?: string;
  sourceLocation?: string;
  /** Declared governance annotations, as written. */
  annotations: { [key: string]: string };
  /** What the framework's own checks ask of the catalog (`GET /inventory/wanted`). */
  catalog?: CatalogFacts;
}

/** Answer of `POST /annotations`: per entity the annotations to write, null while it was never judged. @public */
export interface AnnotationsResponse {
  items: {
    entityRef: string;
    annotations: { [key: string]: string } | null;
    /** Place in the change feed of what is answered; 0 while never judged. */
    revision: number;
  }[];
}

/** One entry of the audit log, as `GET /audit` answers it. @public */
export interface AuditEntryResponse {
  seq: number;
  /** The person it named was erased. */
  erased?: true;
  body: AuditBody;
}

/** Answer of `GET /audit`. @public */
export interface AuditListResponse {
  items: AuditEntryResponse[];
  nextCursor?: string;
}

/** A public key that signs or signed checkpoints. @public */
export interface AuditPublicKey {
  keyId: string;
  /** PEM. */
  publicKey: string;
  since: string;
  /** The one that signs now. */
  current: boolean;
}

/** One observation of a pipeline, as `POST /evidence` takes it. @public */
export interface EvidencePushItem {
  /** Chosen by the caller; the same key and content again changes nothing. */
  key: string;
  /** The entity it is about; else `repository`, with or without `path`. */
  entityRef?: string;
  /** Address of the repository; a pipeline's own where absent. */
  repository?: string;
  /** Path of the entity in the repository; every entity of it where absent. */
  path?: string;
  check: string;
  outcome: EvidenceOutcome;
  summary: string;
  link?: string;
  findings?: Finding[];
  data?: { [key: string]: JsonValue };
  /** When it was seen; the time of the push where absent. */
  observedAt?: string;
  /** Exclusive end of validity. */
  expiresAt?: string;
  /** Commit that was looked at. */
  commit?: string;
}

/** Body of `POST /evidence`. @public */
export interface EvidencePushRequest {
  items: EvidencePushItem[];
}

/** What became of one pushed item. @public */
export interface EvidencePushResult {
  key: string;
  status: 'accepted' | 'unchanged' | 'rejected';
  /** Why it was rejected, or why nothing changed. */
  message?: string;
  /** Entities it is about. */
  entityRefs?: string[];
}

/** Answer of `POST /evidence`, in the order of the request. @public */
export interface EvidencePushResponse {
  items: EvidencePushResult[];
}

/** One completion of a course in `POST /training/completions`. @public */
export interface TrainingCompletion {
  /** User ref, e-mail address or learner id of a user of the catalog. */
  person: string;
  /** Id of a course of the framework. */
  course: string;
  /** Date, in the organization's time zone. */
  completedOn: string;
  /** 0..100. */
  score?: number;
  /** Last day it is valid, where that is not the course's validity. */
  validUntil?: string;
}

/** Answer of `POST /training/completions`. @public */
export interface TrainingUploadResult {
  rows: number;
  /** Rows about people the catalog knows. */
  accepted: number;
  /** Those among them that said something new. */
  changed: number;
  /** Rows about people the catalog does not know: kept until it does. At most 1,000 are named. */
  unknownPeople: { line: number; person: string }[];
  unknownPeopleCount: number;
  /** Rows that were left out, and why. At most 1,000 are named. */
  rejected: { line: number; reason: string }[];
  rejectedCount: number;
}

/** Training of a group and of the groups below it; no figures while none were counted. @public */
export interface GroupTraining {
  group: string;
  /** Share of the people with a valid training, in whole percent, rounded down. */
  sharePercent?: number;
  /** From here on only for groups of at least five people. */
  members?: number;
  trained?: number;
  /** Mean score in steps of five, where at least five people have one. */
  meanScore?: number;
  /** When the next training lapses. */
  nextLapseAt?: Instant;
}

/** Answer of `GET /training`. @public */
export interface TrainingResponse {
  items: GroupTraining[];
  nextCursor?: string;
  /** Time zone that days end in. */
  timeZone: string;
}

/** Answer of `GET /training/kpis`. @public */
export interface TrainingKpisResponse {
  at: Instant;
  /** False when the caller sees some of the groups only, whose people are counted then. */
  isComplete: boolean;
  /** Empty while there is no completion. */
  items: TrainingKpi[];
}

/** What can be imported. @public */
export type ImportKind =
  | 'asset-inventory'
  | 'egress-report'
  | 'gap-analysis'
  | 'licence-remediation';

/** Body of `POST /imports/{kind}`. @public */
export interface ImportRequest {
  /** System it comes from: `edr-laptops`. A newer import of the same source takes its place. */
  source: string;
  /** Date or instant that it describes; decides its age. */
  asOf: string;
  link?: string;
  /** Of a report: first and last day it covers. */
  period?: { from: string; to: string };
  rows: { [column: string]: string | number | boolean | null }[];
}

/** One import as the API shows it. @public */
export interface ImportRecord {
  id: string;
  kind: ImportKind;
  source: string;
  asOf: Instant;
  /** Whole days since then. */
  ageDays: number;
  period?: { from: string; to: string };
  link?: string;
  rows: number;
  summary: string;
  digest: string;
  importedAt: Instant;
}

/** Answer of `POST /imports/{kind}`. @public */
export interface ImportResult extends ImportRecord {
  /** False when the very same was imported before: then nothing was written. */
  written: boolean;
  /** False when a newer import of this source is in force. */
  inForce: boolean;
  /** Repositories and entities named in rows that governance does not know. */
  notFound: string[];
}

/** Answer of `GET /imports`: the newest import of each kind and source. @public */
export interface ImportListResponse {
  items: ImportRecord[];
}

/** What became of the report of one tool. @public */
export interface SarifReportResult {
  tool: string;
  version?: string;
  /** What the report is about. */
  categories: ('security' | 'secrets' | 'licence' | 'quality')[];
  /** Checks it answers. */
  checks: string[];
  entityRefs: string[];
  status: 'accepted' | 'unchanged';
  message?: string;
  /** Rules the tool looked with. */
  rules: number;
  /** Findings by severity, suppressed ones left out. */
  counts: { [severity in Finding['severity']]: number };
  suppressed: number;
  /** Whether the tool looked with rules made for AI-generated code. */
  aiRuleSet: boolean;
  aiRuleSetReason: string;
  commit?: string;
}

/** Answer of `POST /reports/sarif`. @public */
export interface SarifPushResponse {
  reports: SarifReportResult[];
}

/** How many entities are at each level; `none` counts what is not ranked. @public */
export interface LevelDistribution {
  none: number;
  1: number;
  2: number;
  3: number;
  4: number;
  5: number;
}

/**
 * Shares of the own controls up to the next own level that are satisfied: less
 * than a quarter, less than half, less than three quarters, less than all, all.
 * @public
 */
export const PROGRESS_SHARES = [
  'under25',
  'under50',
  'under75',
  'under100',
  'all',
] as const;

/** One of the shares own progress is told by. @public */
export type ProgressShare = (typeof PROGRESS_SHARES)[number];

/** How far entities are on the way to their next own level. @public */
export interface OwnProgressRollup {
  /** Entities that have an own level; the others have no progress. */
  entities: number;
  /** Own controls up to the next own level that are satisfied, added up over the entities. */
  met: number;
  /** The same of those that apply. */
  applicable: number;
  /** Entities by the share of theirs that is satisfied. */
  shares: { [share in ProgressShare]: number };
}

/** What a set of entities adds up to; each of them counts once. @public */
export interface MaturityRollup {
  /** The entities that count; every other number is of these. */
  assessable: number;
  /** A profile was declared of them. */
  declared: number;
  /** Evidence of something was ever seen. */
  assessed: number;
  /** Their own or their group's evidence of some control is out of date. */
  stale: number;
  /** Nothing was ever seen of them. */
  neverAssessed: number;
  /** What does not count, by the reason. */
  excluded: { reason: string; entities: number }[];
  levels: {
    official: LevelDistribution;
    own: LevelDistribution;
    withoutExceptions: LevelDistribution;
  };
  ownProgress: OwnProgressRollup;
  /** Mean of the scores to one decimal; null where nobody has one. */
  meanScore: number | null;
  /** Entities that have a score. */
  scored: number;
  /** Entities by status, per control; a status that nobody has is left out. */
  controls: { id: string; counts: { [status in ControlStatus]?: number } }[];
}

/** What a summary is split by. @public */
export type SummaryGroupBy =
  | 'owner'
  | 'system'
  | 'domain'
  | 'type'
  | 'lifecycle';

/** One row of a summary. @public */
export interface GroupRollup extends MaturityRollup {
  /** The owner, system, … of the row; null for entities without one. */
  key: string | null;
  /** Rows of the groups this group is directly inside of. */
  parents?: string[];
}

/** The level an organization wants to reach, and until when. @public */
export interface MaturityTarget {
  level: Level;
  /** Last day, as YYYY-MM-DD in the organization's time zone. */
  by: string;
}

/** The organization's own standing, beside that of its entities. @public */
export interface OrganizationMaturity {
  /** The highest level its own parts allow. */
  level: Level;
  /** Its own level; only for callers who see all of it, and without filter. */
  ownLevel?: Level;
  /** Share of entities that have to reach a level. */
  threshold: number;
  /** Its own parts, with the lowest level that asks for the control. */
  controls: { id: string; status: ControlStatus; level?: Level }[];
  /** The checked characteristics of levels, each with the level it belongs to. */
  criteria: { check: string; status: ControlStatus; level: Level }[];
  /** When the level falls by itself, unless something is renewed before. */
  lapse?: OrganizationLapse;
}

/** The next fall of the organization's level that time alone brings. @public */
export interface OrganizationLapse {
  at: Instant;
  /** The level that is left. */
  level: Level;
  /** Controls that stop to be satisfied then. */
  controls: string[];
}

/**
 * How looking at the whole organization stands, whatever a filter leaves of
 * it. While a source fails, what was seen of it before stays in force until it
 * is too old.
 * @public
 */
export interface CollectionHealth {
  /** Everything that is looked at regularly: repositories, code hosts, entities elsewhere. */
  sources: number;
  /** Those of them whose last look failed. */
  failing: number;
  /** When the one was last seen that fails for longest; absent where none of them ever was. */
  failingSince?: Instant;
  /** Repositories that are read, each once. */
  repositories: number;
  /** Those of them whose last read failed. */
  failingRepositories: number;
  /** Those of them that nobody has tried to read so far. */
  unreadRepositories: number;
  /** What the most of the failing repositories say. */
  commonError?: string;
  /** Entities that changed and wait to be judged again. */
  waiting: number;
}

/** A source whose last look failed. @public */
export interface FailingSource {
  source: string;
  /** A repository, one at its code host, or an entity that is looked at elsewhere. */
  kind: 'url' | 'local' | 'host' | 'entity';
  /** The address, or the name of what looks at entities. */
  url: string;
  error: string;
  /** Absent where it never succeeded. */
  lastSeenAt?: Instant;
  /** Looks that failed since. */
  attempts: number;
  /** Entities that rest on it, the first five by ref. */
  entities: string[];
  entityCount: number;
}

/** Answer of `GET /collection/failures`; those that fail for longest come first. @public */
export interface FailingSourcesResponse {
  items: FailingSource[];
  totalItems: number;
  nextCursor?: string;
}

/** Answer of `GET /summary`. @public */
export interface SummaryResponse {
  at: Instant;
  organization: OrganizationMaturity;
  /** False when the caller sees part of the organization only. */
  isComplete: boolean;
  /** The figures are of the example organization. */
  exampleData?: boolean;
  target?: MaturityTarget;
  /** Only for callers who see the whole organization. */
  collection?: CollectionHealth;
  totals: MaturityRollup;
  groupBy?: SummaryGroupBy;
  /** Whether groups count what is owned by groups below them. */
  rollup?: 'direct' | 'nested';
  /** By key; entities without one come last. */
  groups?: GroupRollup[];
}

/** One thing to close, for some subjects. @public */
export interface PushNextStep {
  /** Key of the unit: `SEC-002/entity`, or the id of a criterion's check. */
  key: string;
  control?: string;
  /** Of a criterion of a level. */
  check?: string;
  scope: Scope;
  effort: Effort;
  /** For all subjects together. */
  cost: number;
  subjectCount: number;
  /** Entity refs, group refs or `organization`; the first 500. */
  subjects: { ref: string; title?: string }[];
  /** Lifted entities that need it, among others or alone. */
  lifts: number;
  /** The same by the level they reach. */
  liftsTo: { [level in Level]?: number };
  /** Entities that have reached their next level once this and everything before it is closed. */
  liftedSoFar: number;
}

/** What the organization's next own level takes. @public */
export interface OrganizationAim {
  from: Level;
  /** Absent at the highest level. */
  to?: Level;
  /** Whether the plan reaches it. */
  reached: boolean;
  /** Parts and criteria of the organization itself that are open up to it. */
  parts: number;
  /** Entities whose own level has to rise to it, so that enough are there. */
  entities: number;
}

/** Answer of `GET /push-next`. @public */
export interface PushNextResponse {
  at: Instant;
  /** False when the caller sees part of the organization only. */
  isComplete: boolean;
  /** The figures are of the example organization. */
  exampleData?: boolean;
  aim: PlanningAim;
  price: PlanningPrice;
  /** With the aim `organization`: where its own level stands and what it takes. */
  organization?: OrganizationAim;
  budget: number;
  cost: number;
  /** No plan within the budget lifts more, or as many for less. */
  isExact: boolean;
  /** No plan within the budget lifts more entities than this. */
  atMost: number;
  /** Assessable entities that were looked at. */
  entities: number;
  before: LevelDistribution;
  after: LevelDistribution;
  /** Most helpful first. */
  steps: PushNextStep[];
  /** The first 500. */
  lifted: { entityRef: string; title?: string; from: Level; to: Level }[];
  liftedCount: number;
  /** For trying things out with `levelsAfter`; absent where it would be too much. */
  standing?: PlanningStanding;
}

/** The organization at one instant. @public */
export interface TrendPoint extends MaturityRollup {
  at: Instant;
  /** The highest level the organization's own parts allowed. */
  organizationLevel: Level;
}

/** Answer of `GET /trends`, oldest point first. @public */
export interface TrendsResponse {
  organization: OrganizationMaturity;
  isComplete: boolean;
  /** The figures are of the example organization. */
  exampleData?: boolean;
  target?: MaturityTarget;
  /** Only for callers who see the whole organization. */
  collection?: CollectionHealth;
  points: TrendPoint[];
}

/**
 * Why something changed: evidence or profile of the entity, its owner, its
 * group's parts, the organization's parts, the framework; or it came or went.
 * @public
 */
export type ChangeCause =
  | 'registered'
  | 'removed'
  | 'entity'
  | 'owner'
  | 'group'
  | 'organization'
  | 'framework';

/** A control whose status is another one. @public */
export interface ControlChange {
  id: string;
  /** Null where there was no such part. */
  from: ControlStatus | null;
  to: ControlStatus | null;
  causes: ChangeCause[];
}

/** How an entity stands at one instant. @public */
export interface MaturityStanding {
  level: Level | null;
  ownLevel: Level | null;
  levelWithoutExceptions: Level | null;
  score: number | null;
  notAssessable?: string;
}

/** An entity as it stood at an instant, and as it stands now. @public */
export interface PastStanding {
  entityRef: string;
  title?: string;
  owners: string[];
  then: MaturityStanding;
  /** Null when it is gone. */
  now: MaturityStanding | null;
}

/** Answer of `GET /trends/entities`, by entity ref. @public */
export interface PastEntitiesResponse {
  at: Instant;
  /** The level that the organization's own parts allowed then. */
  organizationLevel: Level;
  items: PastStanding[];
  totalItems: number;
  nextCursor?: string;
}

/** What is different of one entity. @public */
export interface MaturityChange {
  entityRef: string;
  title?: string;
  owners: string[];
  /** Null when it was not there. */
  before: MaturityStanding | null;
  after: MaturityStanding | null;
  controls: ControlChange[];
  causes: ChangeCause[];
}

/** Answer of `GET /changes`, by entity ref. @public */
export interface MaturityChangesResponse {
  from: Instant;
  to: Instant;
  /** The organization's own parts, whose change is every entity's. */
  organization: {
    before: Level;
    after: Level;
    controls: {
      id: string;
      from: ControlStatus | null;
      to: ControlStatus | null;
    }[];
  };
  /** Frameworks put in force in between. */
  frameworks: { version: string; at: Instant }[];
  items: MaturityChange[];
  nextCursor?: string;
}

/** Answer of `GET …/badge`. @public */
export interface BadgeResponse {
  /** Whether the portal serves badges at all. */
  enabled: boolean;
  /** Address of the picture, signed for the entity. */
  url?: string;
  /** Whether there is a badge now; not while the organization is at level 1. */
  shown?: boolean;
}

/** Body of `POST /exports`. @public */
export interface ExportRequest {
  /** Name of the view: lower case letters, digits and dashes. */
  view: string;
  format: 'csv' | 'json' | 'print';
  /** Filters of the view, as its address holds them. */
  query?: string;
  rows?: number;
}
