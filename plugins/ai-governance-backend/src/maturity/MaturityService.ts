import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { organizationOwnLevel } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  CheckOutcome,
  CollectionHealth,
  ControlStatus,
  GroupRollup,
  JudgedParts,
  Level,
  MaturityLevel,
  MaturityChange,
  MaturityChangesResponse,
  MaturityRollup,
  MaturityTarget,
  OrganizationLapse,
  OrganizationMaturity,
  PastEntitiesResponse,
  SummaryGroupBy,
  SummaryResponse,
  TrendPoint,
  TrendsResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { LRUCache } from 'lru-cache';
import { allDone } from '../allDone';
import type { EntityAccess, Visibility } from '../access/EntityAccess';
import { ORGANIZATION } from '../assessment/AssessmentQueue';
import { withNestedOwners } from '../assessment/nestedOwners';
import {
  decodeCursor,
  encodeCursor,
  parseFilters,
} from '../assessment/scorecardFilter';
import type { Condition } from '../assessment/scorecardFilter';
import type { ScorecardService } from '../assessment/ScorecardService';
import type { StoredParts } from '../assessment/ScorecardStore';
import type { HealthService } from '../collection/HealthService';
import { yieldToEventLoop } from '../database/bulk';
import type {
  FrameworkInForce,
  FrameworkService,
} from '../framework/FrameworkService';
import type { DomainTree } from '../domains/DomainTree';
import type { GroupGraph } from '../groups/GroupGraph';
import type { GroupService } from '../groups/GroupService';
import type { OrganizationDates } from '../tabular/organizationDates';
import { beganToFail } from './beganToFail';
import type { Side } from './beganToFail';
import { changeOf, partChanges, toStanding } from './changes';
import { parseStood } from './entitiesAt';
import type { Look, Standee } from './Look';
import { demandsOf, progressOf } from './ownProgress';
import type { Demands } from './ownProgress';
import { Organization } from './Organization';
import type { Member, Own, Part } from './Organization';
import type { OrganizationStore } from './OrganizationStore';
import { pointsOf, readInstant, readSpan } from './points';
import type { Span } from './points';
import { dependsOnJudgements, selectionOf } from './selection';
import type { Selection } from './selection';
import { allowedLevel, standingOf, Tally } from './Tally';
import type { Standing } from './Tally';
import { TrendTally } from './TrendTally';

/** Parameters that every view of the organization is narrowed down by. */
export interface FilteredRequest {
  filter?: string[];
}

export interface SummaryRequest extends FilteredRequest {
  groupBy?: SummaryGroupBy;
  rollup?: 'direct' | 'nested';
}

export interface SpanRequest extends FilteredRequest {
  from?: string;
  to?: string;
}

const DEFAULT_POINTS = 30;
const DEFAULT_PAGE = 50;

/** What was stored this long ago is visible to everybody. */
const SETTLED_MS = 60_000;

/** Summaries that are kept until something changes. */
const KEPT_COUNTS = 40;

/** Members whose history is added up before others have their turn. */
const TURN = 2000;

/** Days of trends that are kept, over all filters asked for. */
const KEPT_POINTS = 4000;

/** For work that is done for nobody in particular. */
const EVERYTHING: Visibility = {};

/** Stands in for the judgement of what was never judged. */
const UNJUDGED: Standing = {
  declared: false,
  seen: false,
  stale: false,
  level: 0,
  ownLevel: 0,
  levelWithoutExceptions: 0,
  score: null,
  statuses: new Uint8Array(),
};

/** What the outcome of a level's characteristic means for the organization. */
const CRITERION_STATUS: { [outcome in CheckOutcome]: ControlStatus } = {
  pass: 'met',
  fail: 'gap',
  stale: 'stale',
  unknown: 'unknown',
  error: 'unknown',
  notApplicable: 'notApplicable',
};

/** Everything one request is answered from. */
interface View {
  at: string;
  inForce: FrameworkInForce;
  organization: Organization;
  /** The organization's own parts as of now. */
  part: Part;
  /** What progress is counted towards. */
  demands: Demands;
  /** The same as they are stored, check by check. */
  stored: StoredParts;
  /** When their level falls by itself. */
  lapse?: OrganizationLapse;
  graph: GroupGraph;
  visibility: Visibility;
  /** What the catalog shows; undefined for everything. */
  visible?: ReadonlySet<string>;
  alternatives: Condition[][];
  selection: Selection;
  /** How looking at everything stands, where it was asked for by somebody who sees everything. */
  collection?: CollectionHealth;
  /** Those it selects, once they were looked for. */
  selected?: Member[];
}

/** An entity as plans need it. */
export interface StandingMember {
  ref: string;
  title?: string;
  own: Own;
  /** Subject of its group's parts. */
  group: string;
  level: Level | null;
  ownLevel: Level | null;
}

/** Entities and shared parts that plans are made from. */
export interface Standings {
  at: string;
  inForce: FrameworkInForce;
  isComplete: boolean;
  exampleData?: true;
  members: StandingMember[];
  /** A group's parts in force; undefined where it was never judged. */
  partOf(group: string): Part | undefined;
  organization: JudgedParts;
}

/** What a view adds up to. */
interface Counted {
  /** Entities by their own level. */
  own: { [level in Level]?: number };
  totals: MaturityRollup;
  groups: GroupRollup[];
}

/** What decides in which groups an entity counts. */
type Place = string | null | readonly string[];

/**
 * Counts the organization: as it is, as it was, and what changed in between.
 * A replica keeps it in memory and asks the database what is newer, so a
 * request costs the same few statements however large the organization is.
 */
export class MaturityService {
  readonly #store: OrganizationStore;
  readonly #access: EntityAccess;
  readonly #scorecards: ScorecardService;
  readonly #framework: FrameworkService;
  readonly #groups: GroupService;
  readonly #dates: OrganizationDates;
  readonly #health: HealthService;
  readonly #target?: MaturityTarget;
  readonly #exampleData: boolean;
  readonly #now: () => string;
  #organization?: Organization;
  #refreshing?: Promise<Organization>;
  #counts: { graph?: GroupGraph; known: LRUCache<string, Counted> } = {
    known: new LRUCache({ max: KEPT_COUNTS }),
  };
  #part?: { key: string; part: Part };
  #demands?: { of: FrameworkInForce; demands: Demands };
  readonly #past = new LRUCache<string, TrendPoint>({ max: KEPT_POINTS });

  constructor(options: {
    store: OrganizationStore;
    access: EntityAccess;
    scorecards: ScorecardService;
    framework: FrameworkService;
    groups: GroupService;
    dates: OrganizationDates;
    health: HealthService;
    target?: MaturityTarget;
    exampleData?: boolean;
    now: () => string;
  }) {
    this.#store = options.store;
    this.#access = options.access;
    this.#scorecards = options.scorecards;
    this.#framework = options.framework;
    this.#groups = options.groups;
    this.#dates = options.dates;
    this.#health = options.health;
    this.#target = options.target;
    this.#exampleData = options.exampleData ?? false;
    this.#now = options.now;
  }

  /** The organization as it is now, in total and by group. */
  async summary(
    request: SummaryRequest,
    credentials: BackstageCredentials,
  ): Promise<SummaryResponse> {
    const view = await this.#view(request, credentials, { health: true });
    const { groupBy, rollup = 'nested' } = request;
    const { own, totals, groups } = this.#counted(view, groupBy, rollup);
    return {
      at: view.at,
      ...this.#common(view, own),
      totals,
      ...(groupBy && {
        groupBy,
        ...(groupBy === 'owner' && { rollup }),
        groups,
      }),
    };
  }

  /**
   * The organization at instants of a span; entities are selected by what they are now.
   *
   * @param options - `signal` says that nobody waits for it any more
   */
  async trends(
    request: SpanRequest & { points?: number },
    credentials: BackstageCredentials,
    options: { signal?: AbortSignal } = {},
  ): Promise<TrendsResponse> {
    const span = readSpan(request, { dates: this.#dates, at: this.#now() });
    const view = await this.#view(request, credentials, { health: true });
    const instants = pointsOf(
      span,
      request.points ?? DEFAULT_POINTS,
      this.#dates,
    );
    const past = instants.slice(0, span.isCurrent ? -1 : undefined);
    options.signal?.throwIfAborted();
    // Before anything is awaited, while the selection is of this revision.
    const now = this.#counted(view);
    const points = await this.#pointsAt(view, past, options.signal);
    if (span.isCurrent) {
      points.push({
        at: new Date(span.to).toISOString(),
        organizationLevel: allowedLevel(view.part),
        ...now.totals,
      });
    }
    return { ...this.#common(view, now.own), points };
  }

  /** The points at past instants; those that were told before are remembered. */
  async #pointsAt(
    view: View,
    instants: readonly number[],
    signal?: AbortSignal,
  ): Promise<TrendPoint[]> {
    const keyOf = this.#keyOfPast(view);
    const known = new Map<number, TrendPoint>();
    for (const instant of keyOf ? instants : []) {
      const point = this.#past.get(keyOf!(instant));
      if (point) {
        known.set(instant, point);
      }
    }
    const unknown = instants.filter(instant => !known.has(instant));
    if (unknown.length > 0) {
      const selected = this.#selected(view);
      for (const point of await trendPoints(view, selected, unknown, signal)) {
        const instant = Date.parse(point.at);
        known.set(instant, point);
        if (keyOf && instant < Date.parse(view.at) - SETTLED_MS) {
          this.#past.set(keyOf(instant), point);
        }
      }
    }
    return instants.map(instant => known.get(instant)!);
  }

  /** What is different at the end of a span from its beginning, by entity. */
  async changes(
    request: SpanRequest & { limit?: number; cursor?: string },
    credentials: BackstageCredentials,
  ): Promise<MaturityChangesResponse> {
    const at = this.#now();
    const after = decodeCursor<{ r: string; f: number; t: number; c: boolean }>(
      request.cursor,
      value =>
        typeof value?.r === 'string' &&
        Number.isSafeInteger(value.f) &&
        Number.isSafeInteger(value.t) &&
        value.f < value.t &&
        value.t <= Date.parse(at) &&
        Math.abs(value.f) < 8e15 &&
        typeof value.c === 'boolean',
    );
    const span: Span = after
      ? { from: after.f, to: after.t, isCurrent: after.c }
      : readSpan(request, { dates: this.#dates, at });
    const limit = request.limit ?? DEFAULT_PAGE;
    const [view, versions] = await allDone([
      this.#view(request, credentials),
      this.#framework.versions(),
    ]);
    const { inForce } = view;
    const before = sideAt(view, span.from);
    const now = span.isCurrent ? sideNow(view) : sideAt(view, span.to);
    const items: MaturityChange[] = [];
    for (const member of this.#selected(view)) {
      if (after && member.ref <= after.r) {
        continue;
      }
      const change = changeOf(member, { before, after: now }, inForce);
      if (change) {
        items.push(change);
        if (items.length > limit) {
          break;
        }
      }
    }
    const page = items.slice(0, limit);
    return {
      from: new Date(span.from).toISOString(),
      to: new Date(span.to).toISOString(),
      organization: {
        before: allowedLevel(before.organization),
        after: allowedLevel(now.organization),
        controls: partChanges(before.organization, now.organization, inForce),
      },
      frameworks: versions
        .filter(({ inForceSince }) => {
          const since = Date.parse(inForceSince);
          return since > span.from && since <= span.to;
        })
        .map(({ version, inForceSince }) => ({ version, at: inForceSince })),
      items: page,
      ...(items.length > limit && {
        nextCursor: encodeCursor({
          r: page[page.length - 1].entityRef,
          f: span.from,
          t: span.to,
          c: span.isCurrent,
        }),
      }),
    };
  }

  /**
   * The entities behind a point of a trend: those that stood at an instant as
   * asked for, with how they stand now. Entities are selected by what they are
   * now, as the trend selects them.
   *
   * @param options - `signal` says that nobody waits for it any more
   */
  async entitiesAt(
    request: FilteredRequest & {
      at: string;
      stood?: string[];
      limit?: number;
      cursor?: string;
    },
    credentials: BackstageCredentials,
    options: { signal?: AbortSignal } = {},
  ): Promise<PastEntitiesResponse> {
    const now = this.#now();
    const after = decodeCursor<{ r: string; a: number; c: boolean }>(
      request.cursor,
      value =>
        typeof value?.r === 'string' &&
        Number.isSafeInteger(value.a) &&
        Math.abs(value.a) < 8e15 &&
        value.a <= Date.parse(now) &&
        typeof value.c === 'boolean',
    );
    const { instant, isCurrent } = after
      ? { instant: after.a, isCurrent: after.c }
      : readInstant(request.at, { dates: this.#dates, at: now });
    const limit = request.limit ?? DEFAULT_PAGE;
    const view = await this.#view(request, credentials);
    const { organization, inForce, demands } = view;
    const stood = selectionOf(
      parseStood(request.stood, inForce.framework),
      EVERYTHING,
      { inForce, domains: organization.domains },
    );
    const standees = isCurrent
      ? this.#toLook(view).standees()
      : standeesAt(view, this.#selected(view), instant);
    const page: { member: Member; then: Standing }[] = [];
    let totalItems = 0;
    for (const [index, standee] of standees.entries()) {
      if (index % TURN === TURN - 1) {
        await yieldToEventLoop();
        options.signal?.throwIfAborted();
      }
      // It is joined anew each time it is asked for.
      const { member, own, group, standing } = standee;
      const { ownLevel } = standing;
      const then: Standing = {
        ...standing,
        progress: progressOf(own, group, { ownLevel, demands }),
      };
      if (stood(member, then)) {
        totalItems += 1;
        if (page.length <= limit && !(after && member.ref <= after.r)) {
          page.push({ member, then });
        }
      }
    }
    const shown = page.slice(0, limit);
    return {
      at: new Date(instant).toISOString(),
      organizationLevel: allowedLevel(
        isCurrent ? view.part : organization.partAt(ORGANIZATION, instant),
      ),
      items: shown.map(({ member, then }) => {
        const standing =
          member.deletedAt === Infinity ? standingNow(view, member) : undefined;
        return {
          entityRef: member.ref,
          ...(member.shownTitle !== undefined && { title: member.shownTitle }),
          owners: [...member.owners],
          then: toStanding(then),
          now: standing ? toStanding(standing) : null,
        };
      }),
      totalItems,
      ...(page.length > limit && {
        nextCursor: encodeCursor({
          r: shown[shown.length - 1].member.ref,
          a: instant,
          c: isCurrent,
        }),
      }),
    };
  }

  /**
   * Which controls began to fail in each of some spans and still did at its
   * end, with the refs of the entities. One look for all of them.
   *
   * @param spans - instants; one that ends now is judged as it stands
   */
  async failing(
    spans: readonly { from: string; to: string }[],
    credentials: BackstageCredentials,
  ): Promise<Map<string, string[]>[]> {
    const view = await this.#view({}, credentials);
    const controls = controlsOf(view);
    const members = this.#selected(view);
    const found: Map<string, string[]>[] = [];
    for (const { from, to } of spans) {
      const sides = {
        before: sideAt(view, Date.parse(from)),
        after: to >= view.at ? sideNow(view) : sideAt(view, Date.parse(to)),
      };
      const failing = new Map<string, string[]>();
      for (let start = 0; start < members.length; start += TURN) {
        await yieldToEventLoop();
        for (const member of members.slice(start, start + TURN)) {
          for (const index of beganToFail(member, sides)) {
            const refs = failing.get(controls[index]);
            if (refs) {
              refs.push(member.ref);
            } else {
              failing.set(controls[index], [member.ref]);
            }
          }
        }
      }
      found.push(failing);
    }
    return found;
  }

  /**
   * Every entity asked for that counts, with what its level follows from, and
   * the organization's parts. The same few statements as every other view.
   */
  async standings(
    request: FilteredRequest,
    credentials: BackstageCredentials,
  ): Promise<Standings> {
    const view = await this.#view(request, credentials);
    const { organization, selection, inForce } = view;
    const members: StandingMember[] = [];
    for (const member of organization.sorted()) {
      const standing = standingNow(view, member);
      if (
        standing &&
        standing.notAssessable === undefined &&
        member.deletedAt === Infinity &&
        selection(member, standing)
      ) {
        const { own, group } = member.current!;
        members.push({
          ref: member.ref,
          ...(member.shownTitle !== undefined && { title: member.shownTitle }),
          own,
          group,
          level: (standing.level || null) as Level | null,
          ownLevel: (standing.ownLevel || null) as Level | null,
        });
      }
    }
    const { isComplete, exampleData } = this.#common(view, {});
    return {
      at: view.at,
      inForce,
      isComplete,
      ...(exampleData && { exampleData }),
      members,
      partOf: group => organization.part(group),
      organization: view.stored.judged,
    };
  }

  /** Whether a look costs what changed since the last one, and not a load of everything. */
  isInMemory(): boolean {
    return this.#organization?.isOf(this.#framework.current()) ?? false;
  }

  /** What the caller asks for, for those who count something else of it. */
  async look(
    request: FilteredRequest,
    credentials: BackstageCredentials,
  ): Promise<Look> {
    return this.#toLook(await this.#view(request, credentials));
  }

  /** The same of everything, for work that nobody in particular asked for. */
  async lookAtAll(request: FilteredRequest): Promise<Look> {
    return this.#toLook(await this.#view(request));
  }

  #toLook(view: View): Look {
    const { at, inForce, organization, part, graph, visibility } = view;
    return {
      at,
      inForce,
      graph,
      part,
      organization: view.stored,
      revision: organization.revision,
      inventory: organization.inventory,
      isComplete: isWhole(visibility),
      narrowed: async filter => {
        const alternatives = await withNestedOwners(
          parseFilters(filter, inForce.framework),
          { groups: { graph: async () => graph }, visibility },
        );
        return this.#toLook({
          ...view,
          alternatives,
          selection: selectionOf(alternatives, visibility, {
            inForce,
            domains: organization.domains,
          }),
          selected: undefined,
        });
      },
      among: refs =>
        this.#toLook({
          ...view,
          selection: (member, standing) =>
            refs.has(member.ref) && view.selection(member, standing),
          selected: this.#selected(view).filter(({ ref }) => refs.has(ref)),
        }),
      standees: () => {
        const standees: Standee[] = [];
        for (const member of organization.sorted()) {
          const standing =
            member.deletedAt === Infinity
              ? standingNow(view, member)
              : undefined;
          if (standing && view.selection(member, standing)) {
            const { own, group } = member.current!;
            standees.push({
              member,
              standing,
              own,
              group: organization.part(group),
            });
          }
        }
        return standees;
      },
      standeesAt: instant => standeesAt(view, this.#selected(view), instant),
      partAt: instant => organization.partAt(ORGANIZATION, instant),
    };
  }

  /** Without credentials, of everything. */
  async #view(
    request: FilteredRequest,
    credentials?: BackstageCredentials,
    options: { health?: boolean } = {},
  ): Promise<View> {
    const parsed = parseFilters(
      request.filter,
      this.#framework.current().framework,
    );
    const [visibility, parts, organization, graph] = await allDone([
      credentials ? this.#access.visibility(credentials) : EVERYTHING,
      this.#scorecards.sharedParts([]),
      this.#current(),
      this.#groups.graph(),
    ]);
    const inForce = this.#framework.current();
    const stored = parts.get(ORGANIZATION)!;
    const [alternatives, lapse, collection] = await allDone([
      withNestedOwners(parsed, {
        groups: { graph: async () => graph },
        visibility,
      }),
      this.#scorecards.organizationLapse(stored),
      options.health && isWhole(visibility) ? this.#health.health() : undefined,
    ]);
    const at = this.#now();
    return {
      at,
      inForce,
      demands: this.#demandsAt(at, inForce),
      organization,
      graph,
      visibility,
      ...(visibility.refs && { visible: new Set(visibility.refs) }),
      alternatives,
      ...(lapse && { lapse }),
      ...(collection && { collection }),
      part: this.#partOf(stored, organization, inForce),
      stored,
      selection: selectionOf(alternatives, visibility, {
        inForce,
        domains: organization.domains,
      }),
    };
  }

  /** The organization in memory, no older than this call. */
  async #current(): Promise<Organization> {
    const version = await this.#store.version();
    const isCurrent = (organization: Organization | undefined) =>
      organization !== undefined &&
      organization.isOf(this.#framework.current()) &&
      organization.revision >= version.revision &&
      organization.inventory >= version.inventory;
    while (!isCurrent(this.#organization)) {
      if (this.#refreshing) {
        // May have begun before this call: then it is looked at again.
        await this.#refreshing;
        continue;
      }
      this.#refreshing = this.#refresh().finally(() => {
        this.#refreshing = undefined;
      });
      await this.#refreshing;
    }
    return this.#organization!;
  }

  async #refresh(): Promise<Organization> {
    const inForce = this.#framework.current();
    // Another framework has other controls in other places.
    const organization = this.#organization?.isOf(inForce)
      ? this.#organization
      : new Organization(inForce);
    const version = await this.#store.version();
    organization.apply(await this.#store.news(organization.known(), version));
    organization.revision = version.revision;
    organization.inventory = version.inventory;
    organization.domainsRevision = version.domains;
    this.#organization = organization;
    return organization;
  }

  /** The same object while levels demand the same. */
  #demandsAt(at: string, inForce: FrameworkInForce): Demands {
    const demands = demandsOf(inForce.framework, at);
    if (
      this.#demands?.of !== inForce ||
      this.#demands.demands.key !== demands.key
    ) {
      this.#demands = { of: inForce, demands };
    }
    return this.#demands.demands;
  }

  /** The same object while the organization's parts say the same. */
  #partOf(
    stored: {
      statuses: string;
      level: Level | null;
      metWeight: number;
      totalWeight: number;
    },
    organization: Organization,
    { digest }: FrameworkInForce,
  ): Part {
    const { statuses, level, metWeight, totalWeight } = stored;
    const key = `${digest} ${statuses} ${level}`;
    if (this.#part?.key !== key) {
      this.#part = {
        key,
        part: organization.toPart({ statuses, level, metWeight, totalWeight }),
      };
    }
    return this.#part.part;
  }

  /**
   * Everything counted that a view shows. Callers who see everything are
   * answered alike until something changes.
   */
  #counted(
    view: View,
    groupBy?: SummaryGroupBy,
    rollup?: 'direct' | 'nested',
  ): Counted {
    const { visibility, organization, part, graph, alternatives, inForce } =
      view;
    if (!isWhole(visibility)) {
      return this.#count(view, groupBy, rollup);
    }
    const { statuses, level } = part;
    const key = JSON.stringify([
      inForce.digest,
      organization.revision,
      statuses,
      level,
      view.demands.key,
      groupBy,
      rollup,
      alternatives,
    ]);
    if (this.#counts.graph !== graph) {
      this.#counts = { graph, known: new LRUCache({ max: KEPT_COUNTS }) };
    }
    let counted = this.#counts.known.get(key);
    if (!counted) {
      counted = this.#count(view, groupBy, rollup);
      this.#counts.known.set(key, counted);
    }
    return counted;
  }

  #count(
    view: View,
    groupBy?: SummaryGroupBy,
    rollup: 'direct' | 'nested' = 'nested',
  ): Counted {
    const { organization, graph } = view;
    const { domains } = organization;
    const controls = controlsOf(view);
    const placeOf = groupBy ? placing(groupBy, view) : () => null;
    // Entities of the same place first: what they add up to counts in every
    // group above them.
    const places = new Map<Place, Tally>();
    for (const member of this.#selected(view)) {
      const standing = standingNow(view, member);
      if (standing && member.deletedAt === Infinity) {
        tallyOf(places, placeOf(member), controls).add(standing);
      }
    }
    const totals = new Tally(controls);
    const groups = new Map<string | null, Tally>();
    for (const [place, tally] of places) {
      totals.merge(tally);
      for (const key of groupBy
        ? groupsOf(place, { groupBy, rollup, view })
        : []) {
        tallyOf(groups, key, controls).merge(tally);
      }
    }
    return {
      own: totals.ownLevels(),
      totals: totals.toRollup(),
      groups: [...groups]
        .sort(([a], [b]) => compareKeys(a, b))
        .map(([key, tally]) => {
          const parents =
            key === null
              ? []
              : parentsOf(key, { groupBy, graph, domains }).filter(ref =>
                  groups.has(ref),
                );
          return {
            key,
            ...(parents.length > 0 && { parents }),
            ...tally.toRollup(),
          };
        }),
    };
  }

  /** Members that are or once were asked for: gone ones count while they were there. */
  #selected(view: View): Member[] {
    const { organization, selection, alternatives, visibility } = view;
    const judged = dependsOnJudgements(alternatives, visibility);
    view.selected ??= organization.sorted().filter(member => {
      const standing = judged ? standingNow(view, member) : UNJUDGED;
      return standing !== undefined && selection(member, standing);
    });
    return view.selected;
  }

  /** What a past day is kept under; undefined when it is not kept. */
  #keyOfPast(view: View): ((instant: number) => string) | undefined {
    const { visibility, alternatives, organization, inForce } = view;
    if (!isWhole(visibility)) {
      return undefined;
    }
    const stamp = dependsOnJudgements(alternatives, visibility)
      ? `${organization.revision} ${view.part.statuses} ${view.part.level}`
      : `of ${organization.inventory}`;
    const key = `${inForce.digest} ${
      view.demands.key
    } ${stamp} ${JSON.stringify(alternatives)}`;
    return instant => `${instant} ${key}`;
  }

  #common(
    view: View,
    own: Counted['own'],
  ): {
    organization: OrganizationMaturity;
    isComplete: boolean;
    exampleData?: boolean;
    target?: MaturityTarget;
    collection?: CollectionHealth;
  } {
    const { inForce, part, visibility, alternatives, lapse } = view;
    const isComplete = isWhole(visibility);
    const { settings, levels } = inForce.framework;
    const level = allowedLevel(part);
    return {
      organization: {
        level,
        ...(isComplete &&
          alternatives.length === 0 && {
            ownLevel: organizationOwnLevel({
              organizationLevel: level,
              threshold: settings.organizationThreshold,
              levelCounts: own,
            }),
          }),
        threshold: settings.organizationThreshold,
        controls: partChanges(undefined, part, inForce).map(({ id, to }) => ({
          id,
          status: to!,
          ...requiredFrom(levels, id),
        })),
        criteria: criteriaOf(view.stored.judged, levels),
        ...(lapse && { lapse }),
      },
      isComplete,
      ...(this.#exampleData && { exampleData: true }),
      ...(this.#target && { target: this.#target }),
      ...(view.collection && { collection: view.collection }),
    };
  }
}

/** How the checked characteristics of levels stand, in the framework's order. */
function criteriaOf(
  { criteria }: JudgedParts,
  levels: readonly MaturityLevel[],
): OrganizationMaturity['criteria'] {
  const outcomes = new Map(
    criteria.map(({ check, outcome }) => [check, outcome]),
  );
  return levels.flatMap(({ level, characteristics }) =>
    characteristics.flatMap(({ check }) =>
      check
        ? [
            {
              check: check.id,
              status: CRITERION_STATUS[outcomes.get(check.id) ?? 'unknown'],
              level,
            },
          ]
        : [],
    ),
  );
}

/** Whether somebody sees everything there is. */
function isWhole({ refs, criteria }: Visibility): boolean {
  return !refs && !criteria;
}

/** The lowest level that asks for a control. */
function requiredFrom(
  levels: readonly MaturityLevel[],
  control: string,
): { level?: Level } {
  const found = levels.find(({ requiredControls }) =>
    requiredControls.includes(control),
  );
  return found ? { level: found.level } : {};
}

/** How a member stands now; joined again only when a part of it changed. */
function standingNow(
  {
    organization,
    part,
    demands,
  }: Pick<View, 'organization' | 'part' | 'demands'>,
  member: Member,
): Standing | undefined {
  const { current, joined } = member;
  if (!current) {
    return undefined;
  }
  const group = organization.part(current.group);
  if (
    joined &&
    joined.own === current.own &&
    joined.group === group &&
    joined.part === part &&
    joined.demands === demands
  ) {
    return joined.standing;
  }
  const standing = standingOf(current.own, group, part);
  standing.progress = progressOf(current.own, group, {
    ownLevel: standing.ownLevel,
    demands,
  });
  member.joined = { own: current.own, group, part, demands, standing };
  return standing;
}

/** What the members add up to at instants, in turns with other requests. */
async function trendPoints(
  view: View,
  members: readonly Member[],
  instants: readonly number[],
  signal?: AbortSignal,
): Promise<TrendPoint[]> {
  const { organization } = view;
  const tally = new TrendTally(organization, instants, {
    controls: controlsOf(view),
    demands: view.demands,
  });
  for (let start = 0; start < members.length; start += TURN) {
    if (start > 0) {
      await yieldToEventLoop();
      signal?.throwIfAborted();
    }
    for (const member of members.slice(start, start + TURN)) {
      tally.add(member);
    }
  }
  return tally.rollups().map((rollup, index) => ({
    at: new Date(instants[index]).toISOString(),
    organizationLevel: allowedLevel(
      organization.partAt(ORGANIZATION, instants[index]),
    ),
    ...rollup,
  }));
}

/** The parts of groups at an instant, each looked for once. */
function groupsAt(
  { organization }: View,
  instant: number,
): (subject: string) => Part | undefined {
  const groups = new Map<string, Part | undefined>();
  return subject => {
    if (!groups.has(subject)) {
      groups.set(subject, organization.partAt(subject, instant));
    }
    return groups.get(subject);
  };
}

/** Everything that was in force at an instant. */
function sideAt(view: View, instant: number): Side {
  const { organization } = view;
  return {
    organization: organization.partAt(ORGANIZATION, instant),
    judgement: member => organization.judgementAt(member, instant),
    group: groupsAt(view, instant),
  };
}

/** Everything that is in force. */
function sideNow({ organization, part }: View): Side {
  return {
    organization: part,
    judgement: member =>
      member.deletedAt === Infinity ? member.current : undefined,
    group: subject => organization.part(subject),
  };
}

function standeesAt(
  view: View,
  members: readonly Member[],
  instant: number,
): Standee[] {
  const { organization } = view;
  const part = organization.partAt(ORGANIZATION, instant);
  const groupAt = groupsAt(view, instant);
  const standees: Standee[] = [];
  for (const member of members) {
    const judgement = organization.judgementAt(member, instant);
    if (judgement) {
      const { own } = judgement;
      const group = groupAt(judgement.group);
      standees.push({
        member,
        // Not everybody who counts the past needs it, and it costs the most.
        get standing() {
          return standingOf(own, group, part);
        },
        own,
        group,
      });
    }
  }
  return standees;
}

function controlsOf({ inForce }: View): string[] {
  return inForce.framework.controls.map(({ id }) => id);
}

function tallyOf<K>(
  tallies: Map<K, Tally>,
  key: K,
  controls: readonly string[],
): Tally {
  let tally = tallies.get(key);
  if (!tally) {
    tally = new Tally(controls);
    tallies.set(key, tally);
  }
  return tally;
}

/** Members with the same owners share the list of them. */
function placing(
  groupBy: SummaryGroupBy,
  { organization: { domains }, visible }: View,
): (member: Member) => Place {
  switch (groupBy) {
    case 'system':
      return member => member.system;
    case 'domain':
      return member => domains.of(member, visible);
    case 'type':
      return member => member.type;
    case 'lifecycle':
      return member => member.lifecycle;
    default:
      return member => member.owners;
  }
}

/** The groups that members of one place count in, each once. */
function groupsOf(
  place: Place,
  options: {
    groupBy: SummaryGroupBy;
    rollup: 'direct' | 'nested';
    view: View;
  },
): (string | null)[] {
  const { groupBy, rollup, view } = options;
  const { graph, organization, visible } = view;
  if (place === null || typeof place === 'string') {
    // As the filter by a domain does: what a row counts is what it leads to.
    return place !== null && groupBy === 'domain'
      ? [...organization.domains.withAbove(place, visible)]
      : [place];
  }
  const found = new Set(place);
  if (rollup === 'nested') {
    for (const owner of place) {
      if (!visible || visible.has(owner)) {
        for (const above of graph.ancestorsOf(owner)) {
          if (!visible || visible.has(above)) {
            found.add(above);
          }
        }
      }
    }
  }
  return found.size > 0 ? [...found] : [null];
}

/** The groups that a group is directly inside of. */
function parentsOf(
  key: string,
  options: {
    groupBy: SummaryGroupBy | undefined;
    graph: GroupGraph;
    domains: DomainTree;
  },
): string[] {
  const { groupBy, graph, domains } = options;
  if (groupBy === 'owner') {
    return graph.parentsOf(key);
  }
  const above = groupBy === 'domain' ? domains.domainOf(key) : undefined;
  return above === undefined ? [] : [above];
}

/** By name; what has none comes last. */
function compareKeys(a: string | null, b: string | null): number {
  if (a === b) {
    return 0;
  }
  return b === null || (a !== null && a < b) ? -1 : 1;
}
