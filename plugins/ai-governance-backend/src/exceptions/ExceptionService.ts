import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type { BasicPermission } from '@backstage/plugin-permission-common';
import {
  exceptionDecidePermission,
  exceptionRequestPermission,
  exceptionSponsorPermission,
  renewalOf,
  SPONSORED_RENEWAL,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  Control,
  ExceptionRequest,
  ExceptionResponse,
  ExceptionState,
  RenewedControlsResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { forbidden } from '../access/EntityAccess';
import type { RequirePermission } from '../access/RequirePermission';
import { ownersOf } from '../access/RoleMembers';
import type { OwnedRequest, RoleMembers } from '../access/RoleMembers';
import { allDone } from '../allDone';
import type { AssessmentQueue } from '../assessment/AssessmentQueue';
import type { ScorecardService } from '../assessment/ScorecardService';
import type { AuditLog } from '../audit/AuditLog';
import { stateDigests } from '../audit/stateDigests';
import type { Write } from '../database/bulk';
import type { Transaction, Transactor } from '../database/transaction';
import { normalizedRef } from '../entityRef';
import { groupedBy } from '../groupedBy';
import type { FrameworkService } from '../framework/FrameworkService';
import type { Decision, InboxNews } from '../inbox/InboxNews';
import type { InventoryStore } from '../inventory/InventoryStore';
import { said } from '../said';
import type { OrganizationDates } from '../tabular/organizationDates';
import { decidersOf } from './deciders';
import type { ExceptionRecord, ExceptionStore } from './ExceptionStore';

type User = BackstageCredentials<BackstageUserPrincipal>;

const DAY = 24 * 60 * 60 * 1000;

const isGroup = (ref: string) => ref.startsWith('group:');

/** Services named of a control from which many have exceptions. */
const MOST_NAMED = 20;

/** Requests that are closed in one transaction. */
const LAPSES_AT_ONCE = 100;

type Sight = Awaited<ReturnType<ScorecardService['inSight']>>;

const refsOf = ({ entities }: Pick<ExceptionRecord, 'entities'>) =>
  entities.map(({ entityRef }) => entityRef);

/** Whether it waits for a decision that could grant nothing any more. */
const isOver = ({ state, until }: ExceptionRecord, at: string) =>
  state === 'open' && until <= at;

const unknown = (id: string) =>
  new NotFoundError(`There is no exception ${id}`);

/**
 * Takes requests to deviate from a control for a time to those who decide, and
 * keeps what they decided. Nobody decides on their own request, nothing is
 * granted without an end, and whoever renews often has to ask further up.
 */
export class ExceptionService {
  readonly #store: ExceptionStore;
  readonly #inventory: Pick<InventoryStore, 'byRefs'>;
  readonly #scorecards: ScorecardService;
  readonly #permissions: RequirePermission;
  readonly #roles: RoleMembers;
  readonly #news: InboxNews;
  readonly #queue: AssessmentQueue;
  readonly #audit: AuditLog;
  readonly #framework: FrameworkService;
  readonly #dates: OrganizationDates;
  readonly #transact: Transactor;
  readonly #now: () => string;

  constructor(options: {
    store: ExceptionStore;
    inventory: Pick<InventoryStore, 'byRefs'>;
    scorecards: ScorecardService;
    permissions: RequirePermission;
    roles: RoleMembers;
    news: InboxNews;
    queue: AssessmentQueue;
    audit: AuditLog;
    framework: FrameworkService;
    dates: OrganizationDates;
    transact: Transactor;
    now: () => string;
  }) {
    this.#store = options.store;
    this.#inventory = options.inventory;
    this.#scorecards = options.scorecards;
    this.#permissions = options.permissions;
    this.#roles = options.roles;
    this.#news = options.news;
    this.#queue = options.queue;
    this.#audit = options.audit;
    this.#framework = options.framework;
    this.#dates = options.dates;
    this.#transact = options.transact;
    this.#now = options.now;
  }

  /**
   * Asks for an exception, for one entity or several that are decided together;
   * by a person, or by a whole group that the person is in.
   *
   * @throws InputError when it could never be granted
   * @throws ConflictError when one of the entities waits for a decision already
   */
  async request(
    request: ExceptionRequest,
    credentials: User,
  ): Promise<ExceptionResponse> {
    const at = this.#now();
    requireOwnParts(this.#framework.current().framework.controls, request);
    const refs = [...new Set(request.entityRefs.map(normalizedRef))].sort();
    await this.#scorecards.requirePermissionOnAll(
      refs,
      exceptionRequestPermission,
      credentials,
    );
    const askedFor = await this.#askedFor(request, credentials);
    const groups = [...(askedFor ? [askedFor] : []), ...refs.filter(isGroup)];
    // Before the transaction, as it reads how groups are nested.
    const areAllIn =
      groups.length > 0 &&
      (await this.#roles.areAllIn([
        credentials.principal.userEntityRef,
        ...groups,
      ]));
    const record: ExceptionRecord = {
      id: randomUUID(),
      control: request.control,
      reason: said('reason', request.reason),
      compensatingControls: request.compensatingControls.map(text =>
        said('compensatingControls', text),
      ),
      requestedBy: credentials.principal.userEntityRef,
      ...(askedFor && { askedFor }),
      requestedAt: at,
      state: 'open',
      until: this.#until(request.until, at),
      renewal: 0,
      entities: refs.map(entityRef => ({ id: randomUUID(), entityRef })),
    };
    const lapsed = await this.#transact(async trx => {
      record.renewal = await this.#renewal(record, trx);
      const { role } = this.#deciders(record);
      if (areAllIn && areAllIn(role)) {
        throw new InputError(
          `Everybody in the role ${role}, which decides, is in ${groups.join(
            ', ',
          )} or is you; ask for smaller groups, each by itself`,
        );
      }
      // The task that closes them may not have come to these yet.
      const over = await this.#lapse(trx, at, {
        of: { refs, control: record.control },
      });
      const waiting = await this.#store.insert(trx, record);
      if (waiting.length > 0) {
        throw new ConflictError(
          `An exception from ${
            record.control
          } was asked for already and waits for a decision: ${waiting.join(
            ', ',
          )}`,
        );
      }
      await this.#append(trx, undefined, record, {
        at,
        actor: record.requestedBy,
        action: 'exception.requested',
        details: {
          until: record.until,
          renewal: record.renewal,
          ...(askedFor && { askedFor }),
        },
      });
      return over;
    });
    this.#tellLapsed(lapsed, record.requestedBy);
    this.#news.arrived(this.#decisionOf(record));
    return this.#answered(record);
  }

  /**
   * Grants or refuses; never by the person who asked, nor by anybody in the
   * group that it was asked for, nor by who may not see all that it is for.
   *
   * @param options - `until`: an earlier end than was asked for
   * @throws NotFoundError where the caller may see none of its services,
   * NotAllowedError that says of how many nothing, and names none
   */
  async decide(
    id: string,
    options: { approve: boolean; reason: string; until?: string },
    credentials: User,
  ): Promise<ExceptionResponse> {
    const record = await this.#require(id);
    const by = credentials.principal.userEntityRef;
    const { permission, role } = this.#deciders(record);
    const [{ readable, hidden }, may] = await allDone([
      this.#scorecards.inSight(refsOf(record), credentials),
      this.#permissions.has(permission, credentials),
    ]);
    if (readable.size === 0) {
      throw unknown(id);
    }
    if (!may) {
      throw forbidden(permission.name);
    }
    const theirs = theirsOf(record);
    await this.#roles.requireSecond({
      role,
      person: by,
      first: record.requestedBy,
      owners: theirs,
      message: `Somebody else than the one who asked has to decide${
        theirs.length > 0 ? `, and from outside of ${theirs.join(', ')}` : ''
      }`,
    });
    if (hidden.size > 0) {
      throw new NotAllowedError(
        `It is for ${hidden.size} more ${
          hidden.size === 1 ? 'service' : 'services'
        } that you cannot see; somebody who may see all of them has to decide`,
      );
    }
    const at = this.#now();
    if (isOver(record, at)) {
      throw new ConflictError(
        `The end that was asked for passed while exception ${id} waited; it lapses by itself, and who still needs it asks anew`,
      );
    }
    const until = options.approve
      ? this.#until(options.until ?? record.until, at)
      : record.until;
    if (until > record.until) {
      throw new InputError(
        `until lies beyond ${record.until}, which is what was asked for`,
      );
    }
    const state = options.approve ? 'approved' : 'rejected';
    const decision = said('reason', options.reason);
    const decided: ExceptionRecord = {
      ...record,
      state,
      until,
      decidedBy: by,
      decidedAt: at,
      decision,
    };
    await this.#transact(async trx => {
      await this.#close(
        trx,
        record,
        { id, state, by, at, decision, until },
        this.#queue.writes(
          record.entities.map(({ entityRef }) => entityRef),
          at,
        ),
      );
      await this.#append(trx, record, decided, {
        at,
        actor: by,
        action: `exception.${state}`,
        details: { until },
      });
    });
    this.#news.settled(this.#decisionOf(record));
    this.#news.answered({
      kind: 'exception',
      id,
      to: record.entities.flatMap(({ movedTo }) =>
        ownersOf({ by: record.requestedBy, movedTo }),
      ),
      granted: options.approve,
      by,
    });
    return this.#narrowed(decided, { readable, hidden });
  }

  /** Takes a request back; by the person who asked, or who owns the entities since. */
  async withdraw(id: string, credentials: User): Promise<ExceptionResponse> {
    const record = await this.#require(id);
    const by = credentials.principal.userEntityRef;
    const own = ownOf(record, await this.#roles.owned(credentials));
    if (own.length < record.entities.length) {
      throw new NotAllowedError(
        'Only the one who asked can take it back, or once the owner changed who owns it now',
      );
    }
    const at = this.#now();
    const withdrawn: ExceptionRecord = {
      ...record,
      state: 'withdrawn',
      decidedBy: by,
      decidedAt: at,
    };
    await this.#transact(async trx => {
      await this.#close(trx, record, { id, state: 'withdrawn', by, at });
      await this.#append(trx, record, withdrawn, {
        at,
        actor: by,
        action: 'exception.withdrawn',
      });
    });
    this.#news.settled(this.#decisionOf(record));
    return this.#answeredTo(credentials, withdrawn);
  }

  /**
   * Closes requests whose end passed while they waited: nothing of them could be
   * granted any more, and they would stand in the way of asking anew.
   *
   * @returns how many
   */
  async lapse(): Promise<number> {
    const at = this.#now();
    let closed = 0;
    for (;;) {
      const lapsed = await this.#transact(trx =>
        this.#lapse(trx, at, { limit: LAPSES_AT_ONCE }),
      );
      this.#tellLapsed(lapsed);
      closed += lapsed.length;
      if (lapsed.length < LAPSES_AT_ONCE) {
        return closed;
      }
    }
  }

  /**
   * Ends a granted exception now; by those who decide, the sponsor where it was
   * the sponsor's to grant, and by who asked for it or owns the entities since,
   * for what is theirs.
   */
  async revoke(
    id: string,
    reason: string,
    credentials: User,
  ): Promise<ExceptionResponse> {
    const record = await this.#require(id);
    const by = credentials.principal.userEntityRef;
    const own = ownOf(record, await this.#roles.owned(credentials));
    const enders = this.#enders(record);
    const may = await this.#permissions.allowed(enders, credentials);
    const mayEnd = enders.some(may);
    if (own.length === 0 && !mayEnd) {
      throw forbidden(enders[0].name);
    }
    const isAll = mayEnd || own.length === record.entities.length;
    const ended = isAll ? record : { ...record, entities: own };
    const at = this.#now();
    const revocation = said('reason', reason);
    if (record.state !== 'approved' || record.until <= at) {
      throw new ConflictError(`Exception ${id} is not in force`);
    }
    const withRevoked = (
      before: ExceptionRecord,
      refs: readonly string[],
    ): ExceptionRecord => ({
      ...before,
      entities: before.entities.map(entity =>
        refs.includes(entity.entityRef)
          ? { revokedBy: by, revokedAt: at, revocation, ...entity }
          : entity,
      ),
    });
    const revoked = await this.#transact(async trx => {
      const refs = await this.#store.revoke(trx, {
        id,
        refs: ended.entities.map(({ entityRef }) => entityRef),
        by,
        at,
        reason: revocation,
      });
      if (refs.length === 0) {
        throw new ConflictError(`Exception ${id} was revoked already`);
      }
      await this.#queue.add(trx, refs, at);
      await this.#append(trx, ended, withRevoked(ended, refs), {
        at,
        actor: by,
        action: 'exception.revoked',
      });
      return refs;
    });
    const known = await this.#inventory.byRefs(revoked);
    this.#news.ended({
      kind: 'exception',
      id,
      to: [
        ...ended.entities.flatMap(({ movedTo }) =>
          ownersOf({ by: record.requestedBy, movedTo }),
        ),
        ...(record.decidedBy === undefined ? [] : [record.decidedBy]),
        ...known.flatMap(({ owners }) => owners),
      ],
      by,
    });
    return this.#answeredTo(credentials, withRevoked(record, revoked));
  }

  /**
   * Keeps granted exceptions whose entities changed owners, for the rest of the
   * time: those of the entities that the caller may ask for one for. The others
   * go on waiting for who may.
   *
   * @throws NotAllowedError where the caller may for none of its entities
   */
  async confirm(
    id: string,
    reason: string,
    credentials: User,
  ): Promise<ExceptionResponse> {
    const record = await this.#require(id);
    const at = this.#now();
    // Asked first: how it stands is nothing for those who may not confirm it.
    const permitted = await this.#scorecards.permitted(
      record.entities.map(({ entityRef }) => entityRef),
      exceptionRequestPermission,
      credentials,
    );
    if (permitted.size === 0) {
      throw forbidden(exceptionRequestPermission.name);
    }
    const waiting = record.entities.filter(
      ({ entityRef, reconfirmBy, revokedAt }) =>
        reconfirmBy !== undefined &&
        revokedAt === undefined &&
        permitted.has(entityRef),
    );
    if (record.state !== 'approved' || waiting.length === 0) {
      throw new ConflictError(
        `Nothing of exception ${id} waits for you to confirm it`,
      );
    }
    const stated = said('reason', reason);
    const confirmed = await this.#transact(async trx => {
      const kept = await this.#store.confirm(trx, {
        id,
        refs: waiting.map(({ entityRef }) => entityRef),
        at,
      });
      if (kept.length === 0) {
        throw new ConflictError(
          `Exception ${id} was confirmed already, or is over; it can be asked for anew`,
        );
      }
      const refs = new Set(kept.map(({ entityRef }) => entityRef));
      const now = waiting.filter(({ entityRef }) => refs.has(entityRef));
      // Who may confirm it was asked before, of whose it was then.
      requireUnmoved(id, kept, now);
      await this.#queue.add(trx, [...refs], at);
      await this.#append(
        trx,
        { ...record, entities: now },
        {
          ...record,
          entities: now.map(({ reconfirmBy: _, ...entity }) => entity),
        },
        {
          at,
          actor: credentials.principal.userEntityRef,
          action: 'exception.confirmed',
          details: { reason: stated },
        },
      );
      return refs;
    });
    return this.#answeredTo(credentials, {
      ...record,
      entities: record.entities.map(({ reconfirmBy, ...entity }) =>
        confirmed.has(entity.entityRef) || reconfirmBy === undefined
          ? entity
          : { ...entity, reconfirmBy },
      ),
    });
  }

  /**
   * Requests newest first; those that end before an instant by their end, the
   * soonest first. Entities that the caller may not see are counted instead,
   * and requests of which none is left are left out, so a page can be short.
   */
  async list(
    request: {
      entityRef?: string;
      state?: ExceptionState;
      endsBefore?: string;
      limit: number;
      before?: { at: string; id: string };
    },
    credentials: BackstageCredentials,
  ): Promise<{
    items: ExceptionResponse[];
    next?: { at: string; id: string };
  }> {
    const { endsBefore, limit, ...filter } = request;
    const records = await this.#store.list({
      ...filter,
      ...(endsBefore !== undefined && {
        endsBefore: { instant: this.#instant(endsBefore), at: this.#now() },
      }),
      limit: limit + 1,
    });
    const page = records.slice(0, limit);
    const last = page[page.length - 1];
    const refs = new Set(page.flatMap(refsOf));
    const at = this.#now();
    const inForce = (record: ExceptionRecord) =>
      record.state === 'approved' && record.until > at;
    const [sight, isTheirs, may, standing, mayAsk] = await Promise.all([
      this.#scorecards.inSight([...refs], credentials),
      this.#roles.owned(credentials),
      this.#permissions.allowed(
        [exceptionDecidePermission, exceptionSponsorPermission],
        credentials,
      ),
      this.#standing(credentials),
      this.#scorecards.permitted(
        [...new Set(page.filter(inForce).flatMap(refsOf))],
        exceptionRequestPermission,
        credentials,
      ),
    ]);
    const allowed = (record: ExceptionRecord) => {
      const own = ownOf(record, isTheirs).length;
      const { permission, role } = this.#deciders(record);
      const lasting = record.entities.filter(
        ({ revokedAt }) => revokedAt === undefined,
      );
      return {
        decide:
          record.state === 'open' &&
          !isOver(record, at) &&
          may(permission) &&
          standing.decides(record, role) &&
          !refsOf(record).some(ref => sight.hidden.has(ref)),
        withdraw: record.state === 'open' && own === record.entities.length,
        revoke:
          inForce(record) &&
          lasting.length > 0 &&
          (own > 0 || this.#enders(record).some(may)),
        confirm:
          inForce(record) &&
          lasting.some(
            ({ entityRef, reconfirmBy }) =>
              reconfirmBy !== undefined &&
              reconfirmBy > at &&
              mayAsk.has(entityRef),
          ),
        renew:
          inForce(record) &&
          lasting.length > 0 &&
          lasting.every(({ entityRef }) => mayAsk.has(entityRef)),
      };
    };
    return {
      items: page.flatMap(record => {
        const narrowed = this.#narrowed(record, sight);
        return narrowed.entities.length > 0
          ? [{ ...narrowed, allowed: allowed(record) }]
          : [];
      }),
      ...(records.length > limit && {
        next: {
          at: endsBefore === undefined ? last.requestedAt : last.until,
          id: last.id,
        },
      }),
    };
  }

  /**
   * Controls from which services were granted so many renewals, one after the
   * other and to this day, that the policy itself has a gap; counted over the
   * services that the caller may see.
   */
  async renewedControls(
    credentials: BackstageCredentials,
  ): Promise<RenewedControlsResponse> {
    const { maxExceptionDays } = this.#framework.current().framework.settings;
    const at = this.#now();
    const periods = await this.#store.renewedOften(
      new Date(Date.parse(at) - maxExceptionDays * DAY).toISOString(),
    );
    const visible = await this.#scorecards.readable(
      [...new Set(periods.map(({ entityRef }) => entityRef))],
      credentials,
    );
    const granted = groupedBy(
      periods.filter(({ entityRef }) => visible.has(entityRef)),
      ({ control, entityRef }) => JSON.stringify([control, entityRef]),
    );
    const often = [...granted.values()].flatMap(each => {
      // The first one is no renewal.
      const renewals = renewalOf(each, at, { pauseDays: maxExceptionDays }) - 1;
      const [{ control, entityRef }] = each;
      return renewals >= SPONSORED_RENEWAL
        ? [{ control, entityRef, renewals }]
        : [];
    });
    const items = [...groupedBy(often, ({ control }) => control)].map(
      ([control, services]) => {
        const sorted = services
          .map(({ entityRef, renewals }) => ({ entityRef, renewals }))
          .sort(
            (a, b) =>
              b.renewals - a.renewals || (a.entityRef < b.entityRef ? -1 : 1),
          );
        return {
          control,
          entities: sorted.length,
          renewals: sorted[0].renewals,
          services: sorted.slice(0, MOST_NAMED),
        };
      },
    );
    return {
      from: SPONSORED_RENEWAL,
      items: items.sort(
        (a, b) => b.entities - a.entities || (a.control < b.control ? -1 : 1),
      ),
    };
  }

  /** Every request that waits and did not lapse, and those granted that end by then and were not renewed, as far as the caller sees them. */
  async due(
    until: string,
    credentials: BackstageCredentials,
  ): Promise<ExceptionRecord[]> {
    const at = this.#now();
    const records = [
      ...(await this.#store.list({
        state: 'open',
        lastsBeyond: at,
        oldestFirst: true,
      })),
      ...(await this.#store.ending({ at, until })),
    ];
    const readable = await this.#scorecards.readable(
      [...new Set(records.flatMap(refsOf))],
      credentials,
    );
    return records
      .map(record => ({
        ...record,
        entities: record.entities.filter(({ entityRef }) =>
          readable.has(entityRef),
        ),
      }))
      .filter(({ entities }) => entities.length > 0);
  }

  /** The entities of requests, whoever may see them. */
  async entityRefsOf(ids: readonly string[]): Promise<Map<string, string[]>> {
    return this.#store.entityRefsOf(ids);
  }

  async #renewal(record: ExceptionRecord, trx: Transaction): Promise<number> {
    const { maxExceptionDays } = this.#framework.current().framework.settings;
    const periods = await this.#store.periods(
      record.entities.map(({ entityRef }) => entityRef),
      record.control,
      trx,
    );
    return Math.max(
      ...record.entities.map(({ entityRef }) =>
        renewalOf(
          periods.filter(period => period.entityRef === entityRef),
          record.requestedAt,
          { pauseDays: maxExceptionDays },
        ),
      ),
    );
  }

  /** Closes them with an entry of the audit log for each of their entities. */
  async #lapse(
    trx: Transaction,
    at: string,
    options: Omit<Parameters<ExceptionStore['lapse']>[1], 'at'>,
  ): Promise<ExceptionRecord[]> {
    const records = await this.#store.lapse(trx, { at, ...options });
    const entries = records.flatMap(record =>
      entriesOf(
        record,
        { ...record, state: 'lapsed', decidedAt: at },
        {
          at,
          actor: 'system:lapse',
          action: 'exception.lapsed',
          details: { until: record.until },
        },
      ),
    );
    if (entries.length > 0) {
      await this.#audit.appendAll(trx, entries);
    }
    return records;
  }

  /** Tells whose they were, except who knows as they ask anew. */
  #tellLapsed(records: readonly ExceptionRecord[], by?: string): void {
    for (const record of records) {
      this.#news.settled(this.#decisionOf(record));
      this.#news.lapsed({
        id: record.id,
        to: record.entities.flatMap(({ movedTo }) =>
          ownersOf({ by: record.requestedBy, movedTo }),
        ),
        by,
      });
    }
  }

  async #close(
    trx: Transaction,
    record: ExceptionRecord,
    options: Parameters<ExceptionStore['close']>[1],
    besides: readonly Write[] = [],
  ): Promise<void> {
    const closed = await this.#store.close(trx, options, besides);
    if (closed.length === 0) {
      throw new ConflictError(
        `Exception ${options.id} was decided or withdrawn already`,
      );
    }
    // Who may decide or take it back was asked before, of what was read then.
    requireUnmoved(options.id, closed, record.entities);
  }

  async #append(
    trx: Transaction,
    ...what: Parameters<typeof entriesOf>
  ): Promise<void> {
    await this.#audit.appendAll(trx, entriesOf(...what));
  }

  async #require(id: string): Promise<ExceptionRecord> {
    const record = await this.#store.get(id);
    if (!record) {
      throw unknown(id);
    }
    return record;
  }

  #deciders(record: ExceptionRecord) {
    return decidersOf(record, this.#framework.current().framework.settings);
  }

  /** Permissions of which one lets somebody end it: nobody waits for the sponsor to protect more. */
  #enders(record: ExceptionRecord): BasicPermission[] {
    return [exceptionDecidePermission, this.#deciders(record).permission];
  }

  /** Whether a caller is somebody who decides on a request, permissions aside. */
  async #standing({ principal }: BackstageCredentials): Promise<{
    decides: (record: ExceptionRecord, role: string) => boolean;
  }> {
    const { type, userEntityRef: person } = principal as {
      type: string;
      userEntityRef?: string;
    };
    if (type !== 'user' || person === undefined) {
      return { decides: () => false };
    }
    const [actsIn, owns] = await Promise.all([
      this.#roles.actsIn(person),
      this.#roles.owns(person),
    ]);
    return {
      decides: (record, role) =>
        actsIn(role) &&
        record.requestedBy !== person &&
        !owns(theirsOf(record)),
    };
  }

  #decisionOf(record: ExceptionRecord): Decision {
    return {
      kind: 'exception',
      id: record.id,
      role: this.#deciders(record).role,
      by: record.requestedBy,
      owners: theirsOf(record),
    };
  }

  /** @throws NotAllowedError unless the person who asks is in the group */
  async #askedFor(
    { askedFor }: ExceptionRequest,
    { principal }: User,
  ): Promise<string | undefined> {
    if (askedFor === undefined) {
      return undefined;
    }
    const group = normalizedRef(askedFor);
    if (!isGroup(group)) {
      throw new InputError(
        `askedFor: ${group} is no group; leave it out to ask as yourself`,
      );
    }
    const owns = await this.#roles.owns(principal.userEntityRef);
    if (!owns([group])) {
      throw new NotAllowedError(
        `You are not in ${group}: ask for a group that you are in, or as yourself`,
      );
    }
    return group;
  }

  /** Without the entities that the caller may not read, which others asked for as well. */
  async #answeredTo(
    credentials: BackstageCredentials,
    record: ExceptionRecord,
  ): Promise<ExceptionResponse> {
    return this.#narrowed(
      record,
      await this.#scorecards.inSight(refsOf(record), credentials),
    );
  }

  /** The same, where it was asked before. */
  #narrowed(
    record: ExceptionRecord,
    { readable, hidden }: Sight,
  ): ExceptionResponse {
    const kept = refsOf(record).filter(ref => hidden.has(ref)).length;
    return {
      ...this.#answered({
        ...record,
        entities: record.entities.filter(({ entityRef }) =>
          readable.has(entityRef),
        ),
      }),
      ...(kept > 0 && { hidden: kept }),
    };
  }

  #answered(record: ExceptionRecord): ExceptionResponse {
    return { ...record, deciders: this.#deciders(record).role };
  }

  #instant(wanted: string): string {
    if (this.#dates.isDate(wanted)) {
      return this.#dates.endOf(wanted);
    }
    const instant = Date.parse(wanted);
    if (!/^\d{4}-/.test(wanted) || Number.isNaN(instant)) {
      throw new InputError(
        `'${wanted}' is neither a date such as 2027-01-31 nor an ISO 8601 instant such as 2027-01-31T00:00:00Z`,
      );
    }
    return new Date(instant).toISOString();
  }

  #until(wanted: string, at: string): string {
    const { maxExceptionDays } = this.#framework.current().framework.settings;
    const until = this.#instant(wanted);
    const lastDay = this.#dates.endOf(this.#dates.today(at), maxExceptionDays);
    if (until <= at || until > lastDay) {
      throw new InputError(
        `until has to lie ahead and not beyond ${lastDay}: an exception lasts at most ${maxExceptionDays} days`,
      );
    }
    return until;
  }
}

/** Groups and people besides who asked that it is for: none of them decides. */
export function theirsOf({ askedFor, entities }: ExceptionRecord): string[] {
  return [
    ...new Set([
      ...(askedFor === undefined ? [] : [askedFor]),
      ...entities.flatMap(({ entityRef, movedTo = [] }) => [
        ...(isGroup(entityRef) ? [entityRef] : []),
        ...movedTo,
      ]),
    ]),
  ];
}

/** What of it is a person's. */
function ownOf(
  { requestedBy, entities }: ExceptionRecord,
  isTheirs: (request: OwnedRequest) => boolean,
): ExceptionRecord['entities'] {
  return entities.filter(({ movedTo }) =>
    isTheirs({ by: requestedBy, movedTo }),
  );
}

/** @throws ConflictError unless each entity is still whose it was */
function requireUnmoved(
  id: string,
  now: readonly { entityRef: string; movedTo?: readonly string[] }[],
  before: typeof now,
): void {
  const whose = (entities: typeof now) =>
    new Map(entities.map(({ entityRef, movedTo }) => [entityRef, movedTo]));
  if (!isDeepStrictEqual(whose(now), whose(before))) {
    throw new ConflictError(
      `A service of exception ${id} changed owners just now; look at it again`,
    );
  }
}

function requireOwnParts(
  controls: readonly Control[],
  request: ExceptionRequest,
): void {
  const control = controls.find(({ id }) => id === request.control);
  if (!control) {
    throw new InputError(
      `The framework in force has no control ${request.control}`,
    );
  }
  if (control.parts.every(({ scope }) => scope === 'organization')) {
    throw new InputError(
      `${request.control} is the organization's as a whole; its deviation is a risk that the executive sponsor accepts, not an exception of a service`,
    );
  }
}

/**
 * One audit entry per entity, so that each has its own trail.
 *
 * @param before - the same entities in the same order
 */
function entriesOf(
  before: ExceptionRecord | undefined,
  after: ExceptionRecord,
  entry: {
    at: string;
    actor: string;
    action: string;
    details?: { [key: string]: string | number };
  },
) {
  return after.entities.map(({ id, entityRef }, index) => ({
    ...entry,
    subject: entityRef,
    ...stateDigests(before && stateOf(before, index), stateOf(after, index)),
    details: {
      request: after.id,
      exception: id,
      control: after.control,
      ...entry.details,
    },
  }));
}

/** What a record says of one of its entities. */
function stateOf({ entities, ...shared }: ExceptionRecord, index: number) {
  return { ...shared, ...entities[index] };
}
