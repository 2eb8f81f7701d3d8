import { randomUUID } from 'node:crypto';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { digestOf } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  Campaign,
  CampaignDetails,
  CampaignEditRequest,
  CampaignEntitiesResponse,
  CampaignEntity,
  CampaignEntityFilter,
  CampaignListResponse,
  CampaignOwner,
  CampaignOwnersResponse,
  CampaignPlan,
  CampaignPoint,
  MilestoneState,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { LRUCache } from 'lru-cache';
import { nativeSha256 } from '../assessment/judge';
import { decodeCursor, encodeCursor } from '../assessment/scorecardFilter';
import type { AuditLog } from '../audit/AuditLog';
import { stateDigests } from '../audit/stateDigests';
import { yieldToEventLoop } from '../database/bulk';
import type { Transaction, Transactor } from '../database/transaction';
import type { FrameworkService } from '../framework/FrameworkService';
import type { GroupGraph } from '../groups/GroupGraph';
import type { Look } from '../maturity/Look';
import type { MaturityService } from '../maturity/MaturityService';
import { pointsOf } from '../maturity/points';
import { ownLevelWithoutExceptions } from '../maturity/ownParts';
import type { OrganizationDates } from '../tabular/organizationDates';
import { unpackAtEnd } from './atEnd';
import type { OwnersAtEnd } from './atEnd';
import type {
  CampaignOutcome,
  CampaignRecord,
  CampaignStore,
} from './CampaignStore';
import { validPlan } from './plan';
import {
  byOwner,
  controlsOf,
  entityFilter,
  goalState,
  leftOf,
  milestoneState,
  openControls,
  ownersAfter,
  progressOf,
} from './progress';
import type { OwnersPlace, Stood } from './progress';

const DEFAULT_PAGE = 50;

/** Points of the progress of one campaign. */
const POINTS = 30;

/** Campaigns that are not over; all of them are shown at once. */
const MOST_OPEN = 100;

/** Past instants that are kept in memory, over all campaigns. */
const KEPT_POINTS = 5000;

/** What was stored this long ago is visible to everybody. */
const SETTLED_MS = 60_000;

/** Filters whose entities change with judgements. */
const JUDGED_FILTER = /(?:^|,)\s*(?:tier|classification)=/;

/** Entities that one campaign is counted from, and whose they are or were. */
interface Field extends Pick<Stood, 'ownersOf'> {
  look: Look;
}

/** Goals for part of the organization, and how far it came. */
export class CampaignService {
  readonly #store: CampaignStore;
  readonly #maturity: MaturityService;
  readonly #framework: FrameworkService;
  readonly #audit: AuditLog;
  readonly #transact: Transactor;
  readonly #dates: OrganizationDates;
  readonly #now: () => string;
  /** What was counted of the past, which stays the same. */
  readonly #past = new LRUCache<string, CampaignPoint>({ max: KEPT_POINTS });
  #graph?: GroupGraph;

  constructor(options: {
    store: CampaignStore;
    maturity: MaturityService;
    framework: FrameworkService;
    audit: AuditLog;
    transact: Transactor;
    dates: OrganizationDates;
    now: () => string;
  }) {
    this.#store = options.store;
    this.#maturity = options.maturity;
    this.#framework = options.framework;
    this.#audit = options.audit;
    this.#transact = options.transact;
    this.#dates = options.dates;
    this.#now = options.now;
  }

  /** Those that run and are planned, or one page of those that are over. */
  async list(
    request: { state?: 'open' | 'ended'; limit?: number; cursor?: string },
    credentials: BackstageCredentials,
  ): Promise<CampaignListResponse> {
    const at = this.#now();
    const limit = request.limit ?? DEFAULT_PAGE;
    const before = decodeCursor<{ endsAt: string; id: string }>(
      request.cursor,
      value =>
        typeof value?.endsAt === 'string' && typeof value.id === 'string',
    );
    const [look, records] = await Promise.all([
      this.#maturity.look({}, credentials),
      request.state === 'ended'
        ? this.#store.ended({ at, limit: limit + 1, before })
        : this.#store.open(at),
    ]);
    const page = request.state === 'ended' ? records.slice(0, limit) : records;
    const packed = await this.#packed(page, look);
    const items: Campaign[] = [];
    for (const record of page) {
      const kept = packed.get(record.id);
      const field = await this.#field(
        record,
        look,
        kept === undefined ? undefined : unpackAtEnd(kept),
      );
      items.push(this.#shown(record, look, field));
      await yieldToEventLoop();
    }
    if (request.state !== 'ended') {
      // By their end already; those that run come first.
      items.sort(
        (a, b) => Number(a.state === 'planned') - Number(b.state === 'planned'),
      );
    }
    const last = page[page.length - 1];
    return {
      at,
      timeZone: this.#dates.zone,
      items,
      ...(records.length > page.length && {
        nextCursor: encodeCursor({ endsAt: last.endsAt, id: last.id }),
      }),
    };
  }

  async get(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<CampaignDetails> {
    const [look, record] = await Promise.all([
      this.#maturity.look({}, credentials),
      this.#require(id),
    ]);
    return this.#details(record, look);
  }

  /** What is left to do by owner, or was when it ended, the most first. */
  async owners(
    id: string,
    request: { limit?: number; cursor?: string },
    credentials: BackstageCredentials,
  ): Promise<CampaignOwnersResponse> {
    const place = decodeCursor<OwnersPlace>(
      request.cursor,
      value =>
        typeof value?.left === 'number' &&
        (value.owner === null || typeof value.owner === 'string'),
    );
    const [look, record] = await Promise.all([
      this.#maturity.look({}, credentials),
      this.#require(id),
    ]);
    // Numbers of all entities are for those who may see all of them.
    const owners =
      look.isComplete && record.outcome
        ? await this.#keptOwners(record, look)
        : await this.#countedOwners(record, look);
    return pageOfOwners(owners, {
      limit: request.limit ?? DEFAULT_PAGE,
      place,
    });
  }

  /** Where the entities of a campaign stand, or stood when it ended. */
  async entities(
    id: string,
    request: {
      state?: CampaignEntityFilter;
      owner?: string;
      limit?: number;
      cursor?: string;
    },
    credentials: BackstageCredentials,
  ): Promise<CampaignEntitiesResponse> {
    const after = decodeCursor<{ r: string }>(
      request.cursor,
      value => typeof value?.r === 'string',
    );
    const limit = request.limit ?? DEFAULT_PAGE;
    const isAsked = entityFilter(request);
    const [look, record] = await Promise.all([
      this.#maturity.look({}, credentials),
      this.#require(id),
    ]);
    const { framework } = look.inForce;
    const state = goalState(record.goal, framework);
    const places = controlsOf(record.goal, framework);
    const items: CampaignEntity[] = [];
    const { standees, ownersOf } = stood(
      record,
      await this.#fieldOf(record, look),
    );
    for (const standee of standees) {
      const { member } = standee;
      const owners = ownersOf(standee);
      const own = state(standee);
      if (
        own === undefined ||
        !isAsked(owners, own) ||
        (after && member.ref <= after.r)
      ) {
        continue;
      }
      items.push({
        entityRef: member.ref,
        ...(member.shownTitle !== undefined && { title: member.shownTitle }),
        owners: [...owners],
        state: own,
        ownLevel: ownLevelWithoutExceptions(standee),
        open: openControls(standee, places, framework),
      });
      if (items.length > limit) {
        break;
      }
    }
    const page = items.slice(0, limit);
    return {
      items: page,
      ...(items.length > limit && {
        nextCursor: encodeCursor({ r: page[page.length - 1].entityRef }),
      }),
    };
  }

  /** @throws InputError that says what to change */
  async create(
    plan: CampaignPlan,
    by: string,
    credentials: BackstageCredentials,
  ): Promise<CampaignDetails> {
    const at = this.#now();
    const record: CampaignRecord = {
      ...this.#valid(plan, at),
      id: randomUUID(),
      version: 1,
      createdBy: by,
      createdAt: at,
      updatedBy: by,
      updatedAt: at,
      endsAt: this.#dates.endOf(plan.dueOn),
    };
    await this.#transact(async trx => {
      if ((await this.#store.open(at, trx)).length >= MOST_OPEN) {
        throw new InputError(
          `${MOST_OPEN} campaigns run or are planned already; end some first`,
        );
      }
      await this.#store.insert(trx, record);
      await this.#record(trx, 'campaign.created', undefined, record);
    });
    return this.get(record.id, credentials);
  }

  /** Replaces what people say of a campaign that is not over. */
  async edit(
    id: string,
    request: CampaignEditRequest,
    by: string,
    credentials: BackstageCredentials,
  ): Promise<CampaignDetails> {
    const at = this.#now();
    const { version, ...plan } = request;
    await this.#transact(async trx => {
      const before = await this.#changeable(trx, id, version);
      const { description: _, ...kept } = before;
      const after: CampaignRecord = {
        ...kept,
        ...this.#valid(plan, at, before),
        version: version + 1,
        updatedBy: by,
        updatedAt: at,
        endsAt: this.#dates.endOf(plan.dueOn),
      };
      await this.#write(trx, after);
      await this.#record(trx, 'campaign.edited', before, after);
    });
    return this.get(id, credentials);
  }

  /** Ends a campaign now and keeps how it stands. */
  async end(
    id: string,
    request: { version: number; reason: string },
    by: string,
    credentials: BackstageCredentials,
  ): Promise<CampaignDetails> {
    const at = this.#now();
    await this.#transact(async trx => {
      const before = await this.#changeable(trx, id, request.version);
      const after: CampaignRecord = {
        ...before,
        version: request.version + 1,
        updatedBy: by,
        updatedAt: at,
        endsAt: at,
        endedBy: by,
        endReason: request.reason,
      };
      await this.#write(trx, after);
      await this.#record(trx, 'campaign.ended', before, after, {
        reason: request.reason,
      });
    });
    await this.settle();
    return this.get(id, credentials);
  }

  /**
   * Keeps how campaigns that are over stood at that instant, whenever it is
   * called after it: what comes later changes nothing.
   *
   * @returns how many were settled
   */
  async settle(): Promise<number> {
    const at = this.#now();
    const records = await this.#store.unsettled(at);
    if (records.length === 0) {
      return 0;
    }
    const look = await this.#maturity.lookAtAll({});
    let settled = 0;
    for (const record of records) {
      const field = await this.#field(record, look);
      const { progress, milestoneStates } = this.#shown(record, look, field);
      const points = await this.#points(record, look, field, progress);
      const { standees, ownersOf } = stood(record, field);
      const outcome: CampaignOutcome = { points, milestoneStates };
      const owners = byOwner(
        { standees, ownersOf },
        goalState(record.goal, look.inForce.framework),
      );
      const entities = new Map(
        standees.map(standee => [standee.member.ref, ownersOf(standee)]),
      );
      settled += await this.#transact(async trx => {
        if (
          !(await this.#store.settle(trx, record.id, outcome, {
            owners,
            entities,
          }))
        ) {
          return 0;
        }
        const { target, done, exempt } = progress;
        await this.#audit.append(trx, {
          at,
          actor: 'system:campaigns',
          action: 'campaign.settled',
          subject: `campaign:${record.id}`,
          after: digestOf(
            { ...outcome, owners, entities: Object.fromEntries(entities) },
            nativeSha256,
          ),
          details: { endedAt: record.endsAt, target, done, exempt },
        });
        return 1;
      });
    }
    return settled;
  }

  #valid(
    plan: CampaignPlan,
    at: string,
    before?: CampaignRecord,
  ): CampaignPlan {
    return validPlan(plan, {
      framework: this.#framework.current().framework,
      dates: this.#dates,
      at,
      before,
    });
  }

  async #require(id: string, trx?: Transaction): Promise<CampaignRecord> {
    const record = await this.#store.get(id, trx);
    if (!record) {
      throw new NotFoundError(
        `There is no campaign ${id}; GET /campaigns lists them`,
      );
    }
    return record;
  }

  async #changeable(
    trx: Transaction,
    id: string,
    version: number,
  ): Promise<CampaignRecord> {
    const record = await this.#require(id, trx);
    if (record.endsAt <= this.#now()) {
      throw new ConflictError(
        `The campaign ${record.name} is over; what came of it is kept as it is`,
      );
    }
    if (record.version !== version) {
      throw overtaken(record);
    }
    return record;
  }

  async #write(trx: Transaction, record: CampaignRecord): Promise<void> {
    if (!(await this.#store.update(trx, record))) {
      throw overtaken(record);
    }
  }

  async #record(
    trx: Transaction,
    action: string,
    before: CampaignRecord | undefined,
    after: CampaignRecord,
    details: { [key: string]: string } = {},
  ): Promise<void> {
    await this.#audit.append(trx, {
      at: after.updatedAt,
      actor: after.updatedBy,
      action,
      subject: `campaign:${after.id}`,
      ...stateDigests(before, after),
      details: {
        name: after.name,
        owner: after.owner,
        startOn: after.startOn,
        dueOn: after.dueOn,
        ...details,
      },
    });
  }

  #startOf({ startOn }: CampaignRecord): number {
    return Date.parse(this.#dates.endOf(startOn, -1));
  }

  /**
   * What was kept of the entities of campaigns, for whom their numbers are
   * counted from these: who sees everything gets the numbers that were kept.
   */
  async #packed(
    records: readonly CampaignRecord[],
    look: Look,
  ): Promise<Map<string, string>> {
    const ids = records.filter(({ outcome }) => outcome).map(({ id }) => id);
    return look.isComplete || ids.length === 0
      ? new Map()
      : this.#store.entitiesAtEnd(ids);
  }

  /**
   * What a campaign is counted from: the entities that its filter selects, or
   * those that it was about when it ended, with their owners of then. What
   * changes hands later is no news of it.
   */
  async #field(
    record: CampaignRecord,
    look: Look,
    kept?: OwnersAtEnd,
  ): Promise<Field> {
    return kept
      ? {
          look: look.among(kept),
          ownersOf: ({ member }) => kept.get(member.ref)!,
        }
      : {
          look: await look.narrowed(record.filter),
          ownersOf: ({ member }) => member.owners,
        };
  }

  async #fieldOf(record: CampaignRecord, look: Look): Promise<Field> {
    const packed = record.outcome
      ? (await this.#store.entitiesAtEnd([record.id])).get(record.id)
      : undefined;
    return this.#field(
      record,
      look,
      packed === undefined ? undefined : unpackAtEnd(packed),
    );
  }

  /** Every owner of a campaign whose outcome is kept. */
  async #keptOwners(
    record: CampaignRecord,
    look: Look,
  ): Promise<readonly CampaignOwner[]> {
    return (
      record.outcome?.owners ??
      (await this.#store.ownersAtEnd(record.id)) ??
      this.#countedOwners(record, look)
    );
  }

  async #countedOwners(
    record: CampaignRecord,
    look: Look,
  ): Promise<CampaignOwner[]> {
    return byOwner(
      stood(record, await this.#fieldOf(record, look)),
      goalState(record.goal, look.inForce.framework),
    );
  }

  #shown(record: CampaignRecord, look: Look, field: Field): Campaign {
    const { outcome, ...shown } = record;
    const isOver = record.endsAt <= look.at;
    const counted = this.#counter(record, look, field);
    // Numbers of all entities are for those who may see all of them.
    const kept = look.isComplete ? outcome : undefined;
    const progress =
      kept?.points[kept.points.length - 1] ??
      (isOver
        ? counted(Date.parse(record.endsAt))
        : progressOf(
            field.look.standees(),
            goalState(record.goal, look.inForce.framework),
            look.at,
          ));
    return {
      ...shown,
      state: stateOf(record, this.#startOf(record), look.at),
      progress,
      milestoneStates:
        kept?.milestoneStates ??
        record.milestones.map((milestone): MilestoneState => {
          const end = this.#dates.endOf(milestone.on);
          const isPast = end <= look.at && end <= record.endsAt;
          return milestoneState(
            milestone,
            isPast ? counted(Date.parse(end)) : progress,
            isPast || isOver,
          );
        }),
      isComplete: look.isComplete,
    };
  }

  async #details(record: CampaignRecord, look: Look): Promise<CampaignDetails> {
    // Numbers of all entities are for those who may see all of them.
    const kept = look.isComplete ? record.outcome : undefined;
    const field = kept
      ? await this.#field(record, look)
      : await this.#fieldOf(record, look);
    const shown = this.#shown(record, look, field);
    if (kept) {
      return {
        ...shown,
        points: kept.points,
        ...firstOwners(await this.#keptOwners(record, look)),
      };
    }
    return {
      ...shown,
      points: await this.#points(record, look, field, shown.progress),
      ...firstOwners(
        byOwner(
          stood(record, field),
          goalState(record.goal, look.inForce.framework),
        ),
      ),
    };
  }

  /** How far a campaign was, from its start until now or its end. */
  async #points(
    record: CampaignRecord,
    look: Look,
    field: Field,
    last: CampaignPoint,
  ): Promise<CampaignPoint[]> {
    const counted = this.#counter(record, look, field);
    const from = this.#startOf(record);
    const to = Math.min(Date.parse(look.at), Date.parse(record.endsAt));
    const points: CampaignPoint[] = [];
    if (from < to) {
      const instants = pointsOf(
        { from, to, isCurrent: false },
        POINTS,
        this.#dates,
      );
      for (const instant of instants.slice(0, -1)) {
        points.push(counted(instant));
        await yieldToEventLoop();
      }
    }
    return [...points, last];
  }

  /** Counts past instants, each once for those who see everything. */
  #counter(
    record: CampaignRecord,
    look: Look,
    field: Field,
  ): (instant: number) => CampaignPoint {
    const state = goalState(record.goal, look.inForce.framework);
    const count = (instant: number) =>
      progressOf(
        field.look.standeesAt(instant),
        state,
        new Date(instant).toISOString(),
      );
    if (!look.isComplete) {
      return count;
    }
    if (this.#graph !== look.graph) {
      this.#graph = look.graph;
      this.#past.clear();
    }
    const known = record.filter.some(filter => JUDGED_FILTER.test(filter))
      ? look.revision
      : look.inventory;
    const stamp = `${record.id} ${record.version} ${look.inForce.digest} ${known}`;
    return instant => {
      const key = `${stamp} ${instant}`;
      let point = this.#past.get(key);
      if (!point) {
        point = count(instant);
        if (instant < Date.parse(look.at) - SETTLED_MS) {
          this.#past.set(key, point);
        }
      }
      return point;
    };
  }
}

/** The entities as they stand, or stood when the campaign ended. */
function stood({ endsAt }: CampaignRecord, { look, ownersOf }: Field): Stood {
  return {
    standees:
      endsAt <= look.at ? look.standeesAt(Date.parse(endsAt)) : look.standees(),
    ownersOf,
  };
}

/** The first owners, with how many there are. */
function firstOwners(
  owners: readonly CampaignOwner[],
): Pick<CampaignDetails, 'owners' | 'ownerCounts' | 'ownersCursor'> {
  const { items, nextCursor } = pageOfOwners(owners, { limit: DEFAULT_PAGE });
  return {
    owners: items,
    ownerCounts: {
      all: owners.length,
      left: owners.filter(owner => leftOf(owner) > 0).length,
    },
    ...(nextCursor !== undefined && { ownersCursor: nextCursor }),
  };
}

/** One page of owners in the order of `byOwner`. */
function pageOfOwners(
  owners: readonly CampaignOwner[],
  { limit, place }: { limit: number; place?: OwnersPlace },
): CampaignOwnersResponse {
  const rest = ownersAfter(owners, place);
  const items = rest.slice(0, limit);
  const last = items[items.length - 1];
  return {
    items,
    totalItems: owners.length,
    ...(rest.length > limit && {
      nextCursor: encodeCursor({ left: leftOf(last), owner: last.owner }),
    }),
  };
}

function stateOf(
  record: CampaignRecord,
  start: number,
  at: string,
): Campaign['state'] {
  if (record.endsAt <= at) {
    return 'ended';
  }
  return start > Date.parse(at) ? 'planned' : 'running';
}

function overtaken({ name }: CampaignRecord): ConflictError {
  return new ConflictError(
    `Somebody else changed the campaign ${name} in the meantime; look at it again before you change it`,
  );
}
