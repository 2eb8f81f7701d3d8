import { NotAllowedError } from '@backstage/errors';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { ResourcePermission } from '@backstage/plugin-permission-common';
import {
  assessmentRunPermission,
  annotationsFor,
  disputePermission,
  entityAttestPermission,
  exceptionRequestPermission,
  findingReadPermission,
  organizationOwnLevel,
  profileDeclarePermission,
  scorecardReadPermission,
  withoutPlaces,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { LRUCache } from 'lru-cache';
import type {
  AnnotationConfig,
  AnnotationsResponse,
  CheckAnswer,
  CollectionState,
  Level,
  MaturityTarget,
  OrganizationLapse,
  OrganizationState,
  Scorecard,
  ScorecardChangesResponse,
  ScorecardListItem,
  ScorecardListResponse,
  ScorecardResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { GovernedEntity } from '@plumbline/backstage-plugin-ai-governance-node';
import { allDone } from '../allDone';
import { EntityAccess, forbidden, notFound } from '../access/EntityAccess';
import { lastSentOf, toCollectionState } from '../collection/SourceStates';
import type { LookIntervals } from '../collection/SourceStates';
import type {
  FrameworkInForce,
  FrameworkService,
} from '../framework/FrameworkService';
import type {
  InventoryRecord,
  InventoryStore,
} from '../inventory/InventoryStore';
import { whyNotAssessable } from './assessable';
import type { AssessmentInputs } from './AssessmentInputs';
import { ORGANIZATION } from './AssessmentQueue';
import type { ChangeFeed } from './ChangeFeed';
import type { EntityReader, ReadEntity } from './EntityReader';
import {
  groupSubjectOf,
  judgeEntity,
  judgeSharedParts,
  profileOf,
} from './judge';
import type { FreshlyJudged } from './AssessmentRunner';
import { toListedRows, toListItem } from './listItem';
import { withNestedOwners } from './nestedOwners';
import { organizationLapse } from './organizationLapse';
import type { RoleMembers } from '../access/RoleMembers';
import { withAllowed } from '../disputes/withAllowed';
import { disputeWithoutPlace } from '../disputes/withoutPlace';
import type { GroupService } from '../groups/GroupService';
import type { TeamStages } from '../roadmap/TeamStages';
import { RememberedScorecards } from './RememberedScorecards';
import type { AnsweredScorecard } from './RememberedScorecards';
import { StatusTable } from './statusTable';
import {
  decodeCursor,
  encodeCursor,
  parseFilters,
  parseOrderBy,
} from './scorecardFilter';
import type { OrderBy } from './scorecardFilter';
import type { ListedRow, ScorecardQuery } from './ScorecardQuery';
import type { ScorecardStore, StoredParts } from './ScorecardStore';

/** Items of a page unless the request says how many. */
export const DEFAULT_PAGE = 50;

/** Which page of which scorecards somebody asks for. */
export interface ScorecardListRequest {
  filter?: string[];
  orderBy?: string;
  limit?: number;
  cursor?: string;
}

/** Whether a cursor's value can be one the list is ordered by. */
export function isSortValue(field: OrderBy['field'], value: unknown): boolean {
  return field === 'name' || field === 'changedAt'
    ? typeof value === 'string'
    : Number.isInteger(value) && Math.abs(value as number) <= 1000;
}

/** The same judgement for those who may not know where findings are. */
function textWithoutPlaces(answered: AnsweredScorecard): string {
  if (answered.textWithoutPlaces === undefined) {
    const text = JSON.stringify(withoutPlaces(JSON.parse(answered.text)));
    // Most have no findings: the same text is kept once.
    answered.textWithoutPlaces = text === answered.text ? answered.text : text;
  }
  return answered.textWithoutPlaces;
}

/** Why nothing of an entity is answered: it left, the catalog hides it, or a permission is missing. */
type Withheld = 'gone' | 'unseen' | 'refused';

/** Nobody learns whether what they may not see is there. */
const isUnknown = (answer: unknown) => answer === 'gone' || answer === 'unseen';

/** Answers what the judgements in force are, to whoever may know. */
export class ScorecardService {
  readonly #access: EntityAccess;
  readonly #inventory: InventoryStore;
  readonly #reader: EntityReader;
  readonly #inputs: AssessmentInputs;
  readonly #scorecards: ScorecardStore;
  readonly #query: ScorecardQuery;
  readonly #feed: ChangeFeed;
  readonly #framework: FrameworkService;
  readonly #groups: GroupService;
  readonly #roles: Pick<RoleMembers, 'owned'>;
  readonly #teamStages: TeamStages;
  readonly #now: () => string;
  readonly #exampleData: boolean;
  readonly #target?: MaturityTarget;
  readonly #intervals: LookIntervals;
  readonly #annotationSettings: AnnotationConfig;

  constructor(options: {
    access: EntityAccess;
    inventory: InventoryStore;
    reader: EntityReader;
    inputs: AssessmentInputs;
    scorecards: ScorecardStore;
    query: ScorecardQuery;
    feed: ChangeFeed;
    framework: FrameworkService;
    groups: GroupService;
    roles: Pick<RoleMembers, 'owned'>;
    teamStages: TeamStages;
    now: () => string;
    exampleData: boolean;
    target?: MaturityTarget;
    intervals: LookIntervals;
    annotationSettings: AnnotationConfig;
  }) {
    this.#access = options.access;
    this.#inventory = options.inventory;
    this.#reader = options.reader;
    this.#inputs = options.inputs;
    this.#scorecards = options.scorecards;
    this.#query = options.query;
    this.#feed = options.feed;
    this.#framework = options.framework;
    this.#groups = options.groups;
    this.#roles = options.roles;
    this.#teamStages = options.teamStages;
    this.#now = options.now;
    this.#exampleData = options.exampleData;
    this.#target = options.target;
    this.#intervals = options.intervals;
    this.#annotationSettings = options.annotationSettings;
  }

  /** The judgement of one entity as of now, for a caller. */
  async get(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<ScorecardResponse> {
    return JSON.parse(await this.getJson(entityRef, credentials));
  }

  /** The same as it goes over the wire: most of it is text already. */
  async getJson(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<string> {
    const [grant, answer] = await allDone([
      this.#access.forEntity(credentials, entityRef, [
        scorecardReadPermission,
        profileDeclarePermission,
        assessmentRunPermission,
        disputePermission,
        entityAttestPermission,
        exceptionRequestPermission,
        findingReadPermission,
      ]),
      this.#answer(entityRef),
    ]);
    if (!answer) {
      throw notFound(entityRef);
    }
    const { organization, revision, answered } = answer;
    const { record, disputes, governed, notAssessable } = answered;
    if (!grant.allowed(scorecardReadPermission, governed)) {
      throw forbidden(scorecardReadPermission.name);
    }
    const readFindings = grant.allowed(findingReadPermission, governed);
    const aheadOfTeam =
      notAssessable === undefined
        ? await this.#teamStages.ahead(
            this.#framework.current().framework.adoptionStages,
            answered.adoptionStage,
            record.owners,
          )
        : undefined;
    const rest: Omit<ScorecardResponse, 'scorecard'> = {
      ...(notAssessable !== undefined && {
        notAssessable: { reason: notAssessable },
      }),
      disputes: await withAllowed(
        readFindings ? disputes : disputes.map(disputeWithoutPlace),
        this.#roles,
        credentials,
      ),
      ...(aheadOfTeam && { aheadOfTeam }),
      collection: this.#collectionState(answered),
      organization: await this.#organizationState(organization, revision),
      allowed: {
        declare: grant.allowed(profileDeclarePermission, governed),
        assess: grant.allowed(assessmentRunPermission, governed),
        dispute: grant.allowed(disputePermission, governed),
        attest: grant.allowed(entityAttestPermission, governed),
        requestException: grant.allowed(exceptionRequestPermission, governed),
        readFindings,
      },
    };
    const text = JSON.stringify(rest);
    return notAssessable === undefined
      ? `{"scorecard":${
          readFindings ? answered.text : textWithoutPlaces(answered)
        },${text.slice(1)}`
      : text;
  }

  /** How looking at an entity's sources stands; the caller was asked before. */
  async collection(entityRef: string): Promise<CollectionState> {
    const read = await this.#reader.read(
      entityRef,
      this.#framework.current().framework,
    );
    if (!read) {
      throw notFound(entityRef);
    }
    return this.#collectionState({
      ...read,
      lastSentAt: lastSentOf(read.inputs),
    });
  }

  #collectionState({
    record,
    sources,
    lastSentAt,
  }: Pick<
    AnsweredScorecard,
    'record' | 'sources' | 'lastSentAt'
  >): CollectionState {
    return toCollectionState(record, sources, {
      at: this.#now(),
      intervals: this.#intervals,
      lastSentAt,
    });
  }

  /** @throws NotFoundError or NotAllowedError unless the caller may read it */
  async requireReadable(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<InventoryRecord> {
    return this.requirePermission(
      entityRef,
      scorecardReadPermission,
      credentials,
    );
  }

  /**
   * The same for what is said of a group, or of the organization: that is for
   * those who may read any scorecard, and a group for those who see it.
   */
  async requireReadableShared(
    subject: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const groups = subject === ORGANIZATION ? [] : [subject];
    const { refs } = await this.#access.visibility(credentials, groups);
    if (refs && groups.some(group => !refs.includes(group))) {
      throw notFound(subject);
    }
  }

  /** @throws NotFoundError or NotAllowedError unless the caller has it */
  async requirePermission(
    entityRef: string,
    permission: ResourcePermission,
    credentials: BackstageCredentials,
  ): Promise<InventoryRecord> {
    return (await this.judged(entityRef, permission, credentials)).record;
  }

  /**
   * The judgement of one entity for somebody who needs a permission on it.
   *
   * @throws NotFoundError or NotAllowedError unless the caller has it
   */
  async judged(
    entityRef: string,
    permission: ResourcePermission,
    credentials: BackstageCredentials,
  ): Promise<{
    record: InventoryRecord;
    scorecard: Scorecard;
    /** Whether the caller may know where findings are. */
    readFindings: boolean;
  }> {
    const [grant, loaded] = await allDone([
      this.#access.forEntity(credentials, entityRef, [
        permission,
        findingReadPermission,
      ]),
      this.#load(entityRef),
    ]);
    if (!loaded) {
      throw notFound(entityRef);
    }
    const { record, scorecard } = loaded;
    const governed = governedOf(record, scorecard);
    if (!grant.allowed(permission, governed)) {
      throw forbidden(permission.name);
    }
    return {
      record,
      scorecard,
      readFindings: grant.allowed(findingReadPermission, governed),
    };
  }

  /**
   * The same for several entities: all of them, or none.
   *
   * @throws NotFoundError or NotAllowedError that names those it fails for
   */
  async requirePermissionOnAll(
    refs: readonly string[],
    permission: ResourcePermission,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const asked = await this.#asked(refs, permission, credentials);
    const unknown = refs.filter(ref => isUnknown(asked.get(ref)));
    if (unknown.length > 0) {
      throw notFound(unknown.join(', '));
    }
    const refused = refs.filter(ref => asked.get(ref) === 'refused');
    if (refused.length > 0) {
      throw new NotAllowedError(
        `This needs the permission ${permission.name} for ${refused.join(
          ', ',
        )}`,
      );
    }
  }

  /**
   * The same for several entities, each by itself, with as many statements as
   * for one.
   *
   * @returns by ref what is known of the entity, or why the caller is refused
   */
  async requirePermissionOnEach(
    refs: readonly string[],
    permission: ResourcePermission,
    credentials: BackstageCredentials,
  ): Promise<Map<string, InventoryRecord | Error>> {
    const asked = await this.#asked(refs, permission, credentials);
    return new Map(
      [...asked].map(([ref, answer]): [string, InventoryRecord | Error] => {
        if (typeof answer === 'object') {
          return [ref, answer];
        }
        return [
          ref,
          isUnknown(answer) ? notFound(ref) : forbidden(permission.name),
        ];
      }),
    );
  }

  /** Those of the entities that the caller has a permission on. */
  async permitted(
    refs: readonly string[],
    permission: ResourcePermission,
    credentials: BackstageCredentials,
  ): Promise<ReadonlySet<string>> {
    if (refs.length === 0) {
      return new Set();
    }
    const asked = await this.#asked(refs, permission, credentials);
    return new Set(refs.filter(ref => typeof asked.get(ref) === 'object'));
  }

  /** What is known of each entity that the caller has a permission on, or what is in the way. */
  async #asked(
    refs: readonly string[],
    permission: ResourcePermission,
    credentials: BackstageCredentials,
  ): Promise<Map<string, InventoryRecord | Withheld>> {
    const [grant, records] = await allDone([
      this.#access.forEntities(credentials, refs, [permission]),
      this.#inventory.byRefs(refs),
    ]);
    // Most may do it for all of them or for none: nothing more is read then.
    const governed = grant.depends(permission)
      ? await this.#governed(records)
      : new Map<string, GovernedEntity>();
    const known = new Map(records.map(record => [record.entityRef, record]));
    const answerOf = (ref: string) => {
      const record = known.get(ref);
      if (!record) {
        return 'gone';
      }
      if (!grant.visible.has(ref)) {
        return 'unseen';
      }
      return grant.allowed(permission, governed.get(ref)) ? record : 'refused';
    };
    return new Map(refs.map(ref => [ref, answerOf(ref)]));
  }

  /**
   * Where an entity stands, whoever asks: for what was authorized otherwise.
   * Undefined when it is unknown or not assessed.
   */
  async standing(entityRef: string): Promise<
    | {
        levelWithoutExceptions: Level | null;
        organizationLevel: Level;
      }
    | undefined
  > {
    const loaded = await this.#load(entityRef);
    if (!loaded || loaded.notAssessable !== undefined) {
      return undefined;
    }
    const { levelWithoutExceptions, organizationLevel } = loaded.scorecard;
    return { levelWithoutExceptions, organizationLevel };
  }

  /** Those of the entities whose scorecard the caller may read. */
  async readable(
    refs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<ReadonlySet<string>> {
    return this.permitted(refs, scorecardReadPermission, credentials);
  }

  /**
   * The same, with those that are kept from the caller. What left the catalog is
   * neither: nobody could answer for it any more.
   */
  async inSight(
    refs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<{
    readable: ReadonlySet<string>;
    hidden: ReadonlySet<string>;
  }> {
    if (refs.length === 0) {
      return { readable: new Set(), hidden: new Set() };
    }
    const asked = [
      ...(await this.#asked(refs, scorecardReadPermission, credentials)),
    ];
    const those = (is: (answer: InventoryRecord | Withheld) => boolean) =>
      new Set(asked.flatMap(([ref, answer]) => (is(answer) ? [ref] : [])));
    return {
      readable: those(answer => typeof answer === 'object'),
      hidden: those(answer => answer === 'unseen' || answer === 'refused'),
    };
  }

  /** The judgement as it is answered, from memory while it is the same. */
  async #answer(entityRef: string): Promise<
    | {
        answered: AnsweredScorecard;
        organization: StoredParts;
        revision: number;
      }
    | undefined
  > {
    const stored = await this.#reader.stored(entityRef);
    if (!stored) {
      return undefined;
    }
    const { stamp, revision } = stored;
    const inForce = this.#framework.current();
    const known = this.#remembered.owners(entityRef, stamp);
    let read: ReadEntity | undefined;
    if (!known) {
      read = stored.parsed(inForce.framework);
    }
    const groupSubject = groupSubjectOf(known ?? read!.record.owners);
    const parts = await this.#partsFor(groupSubject, revision);
    const organization = parts.get(ORGANIZATION)!;
    const by = {
      stamp,
      inForce,
      group: parts.get(groupSubject)!,
      organization,
    };
    let answered = this.#remembered.get(entityRef, by, this.#now());
    if (!answered) {
      read ??= stored.parsed(inForce.framework);
      const { scorecard, notAssessable } = this.#judged(read, by);
      answered = {
        text: JSON.stringify(scorecard),
        record: read.record,
        sources: read.sources,
        lastSentAt: lastSentOf(read.inputs),
        disputes: read.inputs.disputes,
        governed: governedOf(read.record, scorecard),
        adoptionStage: scorecard.profile.adoptionStage?.value,
        notAssessable,
      };
      this.#remembered.set(entityRef, by, scorecard, answered);
    }
    return { answered, organization, revision };
  }

  readonly #remembered = new RememberedScorecards();

  #judged(
    { record, inputs }: ReadEntity,
    shared: { group: StoredParts; organization: StoredParts },
  ): { scorecard: Scorecard; notAssessable?: string } {
    const inForce = this.#framework.current();
    return {
      notAssessable: whyNotAssessable(
        inForce.framework,
        record,
        inputs.evidence,
      ),
      scorecard: judgeEntity(
        inputs,
        inForce,
        {
          group: shared.group.judged,
          organization: shared.organization.judged,
        },
        this.#now(),
      ),
    };
  }

  /** Everything a judgement of one entity is made of; undefined when unknown. */
  async #load(
    entityRef: string,
  ): Promise<
    | { record: InventoryRecord; scorecard: Scorecard; notAssessable?: string }
    | undefined
  > {
    const read = await this.#reader.read(
      entityRef,
      this.#framework.current().framework,
    );
    if (!read) {
      return undefined;
    }
    const { record, revision } = read;
    const groupSubject = groupSubjectOf(record.owners);
    const parts = await this.#partsFor(groupSubject, revision);
    return {
      record,
      ...this.#judged(read, {
        group: parts.get(groupSubject)!,
        organization: parts.get(ORGANIZATION)!,
      }),
    };
  }

  /** Shared parts, from memory while nothing anywhere got a newer revision. */
  async #partsFor(
    groupSubject: string,
    revision: number,
  ): Promise<Map<string, StoredParts>> {
    const key = `${revision}\n${groupSubject}`;
    const known = this.#partsInMemory.get(key);
    const at = this.#now();
    if (
      known &&
      ![...known.values()].some(
        ({ dueAt }) => dueAt !== undefined && dueAt <= at,
      )
    ) {
      return known;
    }
    const parts = await this.sharedParts([groupSubject]);
    this.#partsInMemory.set(key, parts);
    return parts;
  }

  /** The organization's parts, from memory while their own row is the same. */
  async #organizationOf(row: ListedRow): Promise<StoredParts> {
    const known = this.#organization;
    if (
      !known ||
      known.revision !== Number(row.organization_revision ?? -1) ||
      (known.dueAt !== undefined && known.dueAt <= this.#now())
    ) {
      this.#organization = (await this.sharedParts([])).get(ORGANIZATION)!;
    }
    return this.#organization!;
  }

  #organization?: StoredParts;

  readonly #partsInMemory = new LRUCache<string, Map<string, StoredParts>>({
    max: 1000,
  });

  /**
   * Stored parts of the organization and of groups; a subject that was never
   * judged, or that time has changed since, is judged for this read.
   */
  async sharedParts(
    groups: readonly string[],
  ): Promise<Map<string, StoredParts>> {
    const subjects = [ORGANIZATION, ...new Set(groups)];
    const stored = await this.#scorecards.parts(subjects);
    const at = this.#now();
    const inForce = this.#framework.current();
    const result = new Map<string, StoredParts>();
    const again = subjects.filter(subject => {
      const parts = stored.get(subject);
      return !parts || (parts.dueAt !== undefined && parts.dueAt <= at);
    });
    const inputs = await this.#inputs.shared(again);
    for (const subject of subjects) {
      const parts = stored.get(subject);
      result.set(
        subject,
        again.includes(subject)
          ? {
              ...judgeSharedParts(subject, inputs.get(subject)!, inForce, {
                revision: parts?.revision ?? 0,
                at,
              }),
              ...(parts && { changedAt: parts.changedAt }),
            }
          : parts!,
      );
    }
    return result;
  }

  /** When the organization's level falls by itself. */
  async organizationLapse(
    parts: StoredParts,
  ): Promise<OrganizationLapse | undefined> {
    const inForce = this.#framework.current();
    const { digest, dueAt } = parts;
    const key = `${inForce.digest} ${digest} ${dueAt}`;
    if (this.#lapse?.key !== key) {
      const at = this.#now();
      const inputs = await this.#inputs.shared(dueAt ? [ORGANIZATION] : []);
      const judgeAt = (instant: string) =>
        judgeSharedParts(ORGANIZATION, inputs.get(ORGANIZATION)!, inForce, {
          revision: 0,
          at: instant,
        });
      this.#lapse = { key, lapse: organizationLapse(parts, at, judgeAt) };
    }
    return this.#lapse.lapse;
  }

  /** Valid for the same judgement that falls due at the same instant. */
  #lapse?: { key: string; lapse?: OrganizationLapse };

  /** What answers each check of the organization now, whoever or whatever it is. */
  async organizationAnswers(): Promise<CheckAnswer[]> {
    const { judged } = (await this.sharedParts([])).get(ORGANIZATION)!;
    return [
      ...judged.parts.flatMap(({ checks }) => checks),
      ...judged.criteria,
    ].map(result => ({
      check: result.check,
      outcome: result.outcome,
      summary: result.summary,
      ...(result.source !== undefined && { source: result.source }),
      ...(result.link !== undefined && { link: result.link }),
      ...(result.observedAt !== undefined && {
        observedAt: result.observedAt,
      }),
      ...(result.validUntil !== undefined && {
        validUntil: result.validUntil,
      }),
    }));
  }

  async #organizationState(
    organization: StoredParts,
    revision: number,
  ): Promise<OrganizationState> {
    const { settings } = this.#framework.current().framework;
    const counts = await this.#levelCounts(revision);
    const level = (organization.level ?? 5) as Level;
    return {
      level,
      ownLevel: organizationOwnLevel({
        organizationLevel: level,
        threshold: settings.organizationThreshold,
        levelCounts: counts,
      }),
      threshold: settings.organizationThreshold,
      exampleData: this.#exampleData,
      ...(this.#target && { target: this.#target }),
    };
  }

  async #levelCounts(revision: number): Promise<{ [level in Level]?: number }> {
    if (this.#counts?.revision !== revision) {
      const counts: { [level in Level]?: number } = {};
      for (const row of await this.#scorecards.entitiesByOwnLevel()) {
        if (row.ownLevel !== null) {
          counts[row.ownLevel] = (counts[row.ownLevel] ?? 0) + row.entities;
        }
      }
      this.#counts = { revision, counts };
    }
    return this.#counts.counts;
  }

  /** Valid for one revision only, so that no replica shows what has changed. */
  #counts?: { revision: number; counts: { [level in Level]?: number } };

  /** What permission rules see of entities; undefined for unknown ones. */
  async governed(
    refs: readonly string[],
  ): Promise<(GovernedEntity | undefined)[]> {
    const known = await this.#governed(await this.#inventory.byRefs(refs));
    return refs.map(ref => known.get(ref));
  }

  async #governed(
    records: readonly InventoryRecord[],
  ): Promise<Map<string, GovernedEntity>> {
    const inForce = this.#framework.current();
    const inputs = await this.#inputs.load(records, inForce.framework);
    const at = this.#now();
    return new Map(
      records.map(record => {
        const profile = profileOf(inputs.get(record.entityRef)!, inForce, at);
        return [record.entityRef, governedOf(record, { profile })];
      }),
    );
  }

  async list(
    request: ScorecardListRequest,
    credentials: BackstageCredentials,
  ): Promise<ScorecardListResponse> {
    const inForce = this.#framework.current();
    const alternatives = parseFilters(request.filter, inForce.framework);
    const orderBy = parseOrderBy(request.orderBy);
    const order = `${orderBy.field}:${orderBy.direction}`;
    const after = decodeCursor<{
      o: string;
      v: string | number | null;
      r: string;
    }>(
      request.cursor,
      value =>
        value?.o === order &&
        typeof value.r === 'string' &&
        isSortValue(orderBy.field, value.v),
    );
    const limit = request.limit ?? DEFAULT_PAGE;
    const [visibility, parts] = await allDone([
      this.#access.visibility(credentials),
      this.sharedParts([]),
    ]);
    const organization = parts.get(ORGANIZATION)!;
    const { rows, totalItems } = await this.#query.page(
      {
        alternatives: await withNestedOwners(alternatives, {
          groups: this.#groups,
          visibility,
        }),
        orderBy,
        limit: limit + 1,
        after: after && { value: after.v, entityRef: after.r },
        visibility,
      },
      { inForce, organization, at: this.#now() },
    );
    const page = rows.slice(0, limit);
    const last = page[page.length - 1];
    return {
      items: this.#items(page, inForce, organization),
      totalItems,
      ...(rows.length > limit && {
        nextCursor: encodeCursor({
          o: order,
          v: last.sort_value,
          r: last.entity_ref,
        }),
      }),
    };
  }

  async byRefs(
    entityRefs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<ScorecardListItem[]> {
    const refs = [
      ...new Set(entityRefs.map(ref => ref.toLocaleLowerCase('en-US'))),
    ];
    const [visibility, parts] = await allDone([
      this.#access.visibility(credentials, refs),
      this.sharedParts([]),
    ]);
    return this.#items(
      await this.#query.byRefs(refs, visibility),
      this.#framework.current(),
      parts.get(ORGANIZATION)!,
    );
  }

  /**
   * Items of a list in the order of their refs, for those who looked already
   * whether the caller may see them; what is gone meanwhile is left out.
   */
  async itemsOf(
    refs: readonly string[],
    by: { inForce: FrameworkInForce; organization: StoredParts },
  ): Promise<ScorecardListItem[]> {
    const rows = refs.length > 0 ? await this.#query.byRefs(refs, {}) : [];
    const byRef = new Map(
      this.#items(rows, by.inForce, by.organization).map(item => [
        item.entityRef,
        item,
      ]),
    );
    return refs.flatMap(ref => byRef.get(ref) ?? []);
  }

  /** Annotations to write, per ref; null for what is not judged. */
  async annotations(
    refs: readonly string[],
  ): Promise<AnnotationsResponse['items']> {
    const rows = refs.length > 0 ? await this.#query.byRefs(refs, {}) : [];
    const byRef = new Map(
      (await this.#annotated(rows)).map(item => [item.entityRef, item]),
    );
    return refs.map(
      entityRef => byRef.get(entityRef) ?? neverJudged(entityRef),
    );
  }

  /**
   * The same for judgements that were just stored, without reading them again.
   * What they are joined with was read with them; where another change came
   * between, nothing is answered for them, and they have to be read.
   */
  async annotationsOfFresh(
    fresh: FreshlyJudged,
  ): Promise<AnnotationsResponse['items']> {
    const revision = Number(fresh.shared[0].counted);
    const before = Number(fresh.shared[0].before);
    this.#freshRevisions.set(revision, true);
    for (let between = before + 1; between < revision; between++) {
      if (!this.#freshRevisions.has(between)) {
        return [];
      }
    }
    return this.#annotated(toListedRows(fresh));
  }

  /** Revisions that only stored new entities, and so changed nothing shared. */
  readonly #freshRevisions = new LRUCache<number, true>({ max: 1000 });

  async #annotated(
    rows: readonly ListedRow[],
  ): Promise<AnnotationsResponse['items']> {
    if (rows.length === 0) {
      return [];
    }
    const organization = await this.#organizationOf(rows[0]);
    const inForce = this.#framework.current();
    return this.#items(rows, inForce, organization).map((item, index) => ({
      entityRef: item.entityRef,
      annotations:
        item.notAssessable === undefined
          ? annotationsFor(item, this.#annotationSettings)
          : null,
      // Of the organization the one that was read: a newer one may hide what
      // changed of the group since.
      revision: Math.max(
        Number(rows[index].revision),
        Number(rows[index].group_revision ?? 0),
        Number(rows[index].organization_revision ?? 0),
      ),
    }));
  }

  async changes(request: {
    since?: string;
    consumer?: string;
    limit?: number;
  }): Promise<ScorecardChangesResponse> {
    return this.#feed.read(request);
  }

  #items(
    rows: readonly ListedRow[],
    inForce: FrameworkInForce,
    organization: StoredParts,
  ): ScorecardListItem[] {
    const context = {
      table: new StatusTable(inForce, organization.statuses),
      organization,
      at: this.#now(),
    };
    return rows.map(row => toListItem(row, context));
  }
}

/** What the catalog gets for an entity that nobody judged yet. */
/** What the catalog is answered for what was never judged. */
export function neverJudged(
  entityRef: string,
): AnnotationsResponse['items'][number] {
  return { entityRef, annotations: null, revision: 0 };
}

/** What permission rules see of an entity. */
export function governedOf(
  record: InventoryRecord,
  scorecard: Pick<Scorecard, 'profile'>,
): GovernedEntity {
  return {
    entityRef: record.entityRef,
    owners: record.owners,
    classification: scorecard.profile.classification.value,
    tier: scorecard.profile.tier.value,
  };
}
