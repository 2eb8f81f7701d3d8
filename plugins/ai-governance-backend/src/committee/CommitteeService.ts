import { randomUUID } from 'node:crypto';
import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  buildAgenda,
  minutesOf,
  programmeOf,
  quorumOf,
  seatsOf,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  AgendaFacts,
  Attendance,
  CommitteeResponse,
  DueItem,
  Meeting,
  MeetingDecisionRequest,
  MeetingItem,
  MeetingListResponse,
  Programme,
  SeatStanding,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { DateTime } from 'luxon';
import type { RoleMembers } from '../access/RoleMembers';
import type { ScorecardService } from '../assessment/ScorecardService';
import type { FrameworkService } from '../framework/FrameworkService';
import type { Decision, InboxNews } from '../inbox/InboxNews';
import type { IncidentService } from '../incidents/IncidentService';
import { dayAhead, refOfKind } from '../records/fields';
import type { RecordKeeper } from '../records/RecordKeeper';
import { said } from '../said';
import type { RecordStore } from '../records/RecordStore';
import type { OrganizationDates } from '../tabular/organizationDates';

type User = BackstageCredentials<BackstageUserPrincipal>;

/** What capabilities bring to an agenda, besides what the committee knows itself. */
export type AgendaInput = Omit<
  AgendaFacts,
  'meetingEnds' | 'everyDays' | 'reviews' | 'carried'
>;

/** A meeting with everything on its agenda; each reader is answered a part of it. */
export interface KeptMeeting extends Meeting {
  items: (MeetingItem & DueItem)[];
}

/** The services of what an item is about, by its id. */
type RefsOf = (ids: readonly string[]) => Promise<Map<string, string[]>>;

/** Kinds of items that are about services. */
const ABOUT_SERVICES = ['exception', 'incident'] as const;

/** Meetings that are looked through for when a review was last done. */
const LOOKED_BACK = 60;

/** Meetings among which the last one is. */
const RECENT = 10;

const DAY = 24 * 60 * 60 * 1000;

/**
 * The committee: who sits in it, what its next meeting is about, and what it
 * decided. A decision takes a quorum; what a meeting leaves undecided is on the
 * agenda of the next. Everything due is on it, whoever convenes; a reader is
 * answered what is about no service, or about one they may see.
 */
export class CommitteeService {
  readonly #store: RecordStore<KeptMeeting>;
  readonly #keeper: RecordKeeper<KeptMeeting>;
  readonly #facts: () => Promise<AgendaInput>;
  readonly #refsOf: { [kind in (typeof ABOUT_SERVICES)[number]]: RefsOf };
  readonly #incidents: Pick<IncidentService, 'orphaned'>;
  readonly #scorecards: Pick<ScorecardService, 'readable' | 'governed'>;
  readonly #framework: FrameworkService;
  readonly #roles: RoleMembers;
  readonly #news: InboxNews;
  readonly #dates: OrganizationDates;
  readonly #now: () => string;

  constructor(options: {
    store: RecordStore<KeptMeeting>;
    keeper: RecordKeeper<KeptMeeting>;
    /** What is due, whoever may see it. */
    facts: () => Promise<AgendaInput>;
    /** For items that were kept without their services. */
    refsOf: { [kind in (typeof ABOUT_SERVICES)[number]]: RefsOf };
    incidents: Pick<IncidentService, 'orphaned'>;
    scorecards: Pick<ScorecardService, 'readable' | 'governed'>;
    framework: FrameworkService;
    roles: RoleMembers;
    news: InboxNews;
    dates: OrganizationDates;
    now: () => string;
  }) {
    this.#store = options.store;
    this.#keeper = options.keeper;
    this.#facts = options.facts;
    this.#refsOf = options.refsOf;
    this.#incidents = options.incidents;
    this.#scorecards = options.scorecards;
    this.#framework = options.framework;
    this.#roles = options.roles;
    this.#news = options.news;
    this.#dates = options.dates;
    this.#now = options.now;
  }

  /** Who sits in it, and what its next meeting would be about. */
  async overview(
    credentials: BackstageCredentials,
  ): Promise<CommitteeResponse> {
    const [seats, meetings] = await Promise.all([
      this.#seats(),
      this.#store.list({ limit: LOOKED_BACK }),
    ]);
    const nextOn = this.#nextOn(meetings);
    const kept = meetings.find(({ state }) => state === 'open');
    const { items: due } = await this.#agenda(kept?.on ?? nextOn, meetings);
    const shown = await this.#shown(
      [...due, ...(kept?.items ?? [])],
      credentials,
    );
    const open = kept && answered(kept, shown);
    return {
      seats,
      quorum: this.#programme().committee.quorum,
      everyDays: this.#everyDays(),
      nextOn,
      timeZone: this.#dates.zone,
      agenda: due.filter(shown).map(withoutRefs),
      ...(open && { open }),
    };
  }

  /** The meeting that is convened, or the day by which one should be. */
  async due(): Promise<{ open?: Meeting; since?: string }> {
    const meetings = await this.#store.list({ limit: RECENT });
    const open = meetings.find(({ state }) => state === 'open');
    if (open) {
      return { open };
    }
    const since = this.#byRhythm(meetings);
    return since !== undefined && since <= this.#dates.today(this.#now())
      ? { since }
      : {};
  }

  /** One page, newest first. */
  async meetings(
    request: { limit?: number; cursor?: string },
    credentials: BackstageCredentials,
  ): Promise<MeetingListResponse> {
    const page = await this.#keeper.page(request);
    const shown = await this.#shown(
      page.items.flatMap(({ items }) => items),
      credentials,
    );
    return {
      ...page,
      items: page.items.map(meeting => answered(meeting, shown)),
    };
  }

  async meeting(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<Meeting> {
    return this.#answered(await this.#keeper.get(id), credentials);
  }

  /** The minutes as Markdown, of the items that the reader may see. */
  async minutes(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<string> {
    return minutesOf(await this.meeting(id, credentials), this.#programme());
  }

  /** Calls a meeting, with what is due by then as its agenda. */
  async convene(request: { on: string }, credentials: User): Promise<Meeting> {
    const by = await this.#member(credentials);
    const at = this.#now();
    const on = dayAhead(request.on, 'on', { dates: this.#dates, at });
    const meetings = await this.#store.list({ limit: LOOKED_BACK });
    const { items, gone } = await this.#agenda(on, meetings);
    const meeting: KeptMeeting = {
      id: randomUUID(),
      state: 'open',
      version: 1,
      at,
      convenedBy: by,
      on,
      attendance: [],
      quorum: quorumOf(this.#programme(), []),
      items,
    };
    await this.#keeper.add(
      meeting,
      {
        by,
        action: 'committee.convened',
        details: {
          on,
          items: items.map(({ key }) => key),
          // Left undecided by the last one, and about no service any more.
          ...(gone.length > 0 && { gone }),
        },
      },
      async trx => {
        const open = await this.#store.list({ states: ['open'] }, trx);
        if (open.length > 1) {
          throw new ConflictError(
            'A meeting is convened already; it has to be closed first',
          );
        }
      },
    );
    this.#news.arrived(this.#newsOf(meeting));
    return this.#answered(meeting, credentials);
  }

  /** Adds to the agenda of a meeting what became due since it was convened. */
  async refresh(
    id: string,
    request: { version: number },
    credentials: User,
  ): Promise<Meeting> {
    const before = await this.#keeper.get(id);
    const others = (await this.#store.list({ limit: LOOKED_BACK })).filter(
      meeting => meeting.id !== id,
    );
    const { items: agenda } = await this.#agenda(before.on, others);
    return this.#change(id, request.version, credentials, {
      action: 'committee.agenda-extended',
      change: meeting => {
        const known = new Set(meeting.items.map(({ key }) => key));
        return {
          ...meeting,
          items: [
            ...meeting.items,
            ...agenda.filter(({ key }) => !known.has(key)),
          ],
        };
      },
    });
  }

  /** Says who is there, each for one seat or as a guest. */
  async attend(
    id: string,
    request: { version: number; attendance: Attendance[] },
    credentials: User,
  ): Promise<Meeting> {
    const seats = await this.#seats();
    const attendance = request.attendance.map(({ person, seat }, index) => {
      const ref = refOfKind(person, `attendance[${index}].person`, ['user']);
      if (seat !== undefined) {
        requireSeat(seats, { seat, person: ref });
      }
      return { person: ref, ...(seat !== undefined && { seat }) };
    });
    const people = attendance.map(({ person }) => person);
    if (new Set(people).size < people.length) {
      throw new InputError('attendance names somebody twice');
    }
    return this.#change(id, request.version, credentials, {
      action: 'committee.attended',
      details: { people },
      change: meeting => ({
        ...meeting,
        attendance,
        quorum: quorumOf(this.#programme(), attendance),
      }),
    });
  }

  /** Records what was decided on an item; a later word replaces an earlier one. */
  async decide(
    id: string,
    request: MeetingDecisionRequest,
    credentials: User,
  ): Promise<Meeting> {
    const reason = said('reason', request.reason);
    const dissent = request.dissent.map((each, index) => ({
      person: refOfKind(each.person, `dissent[${index}].person`, ['user']),
      reason: said(`dissent[${index}].reason`, each.reason),
    }));
    const shown = await this.meeting(id, credentials);
    const isShown = shown.items.some(({ key }) => key === request.key);
    return this.#change(id, request.version, credentials, {
      action: 'committee.decided',
      details: {
        item: request.key,
        outcome: request.outcome,
        dissent: dissent.length,
      },
      change: (meeting, { by, at }) => {
        if (!isShown || !meeting.items.some(({ key }) => key === request.key)) {
          throw new NotFoundError(
            `The agenda of this meeting has no item ${request.key}`,
          );
        }
        if (!meeting.quorum.reached) {
          throw new ConflictError(
            `${meeting.quorum.present.length} of ${meeting.quorum.needed} seats are present; record the attendance first`,
          );
        }
        const present = new Set(meeting.attendance.map(({ person }) => person));
        const absent = dissent.filter(({ person }) => !present.has(person));
        if (absent.length > 0) {
          throw new InputError(
            `dissent names ${absent
              .map(({ person }) => person)
              .join(', ')}, who is not among those present`,
          );
        }
        return {
          ...meeting,
          items: meeting.items.map(item =>
            item.key === request.key
              ? {
                  ...item,
                  decision: {
                    outcome: request.outcome,
                    reason,
                    dissent,
                    present: meeting.attendance,
                    by,
                    at,
                  },
                }
              : item,
          ),
        };
      },
    });
  }

  /** Closes a meeting; what it left undecided goes to the next. */
  async close(
    id: string,
    request: { version: number },
    credentials: User,
  ): Promise<Meeting> {
    const held = await this.#change(id, request.version, credentials, {
      action: 'committee.held',
      change: (meeting, { by, at }) => ({
        ...meeting,
        state: 'held',
        heldBy: by,
        heldAt: at,
      }),
    });
    this.#news.settled(this.#newsOf(held));
    return held;
  }

  async #change(
    id: string,
    version: number,
    credentials: User,
    act: {
      action: string;
      details?: { [key: string]: string | number | string[] };
      change: (
        meeting: KeptMeeting,
        who: { by: string; at: string },
      ) => Omit<KeptMeeting, 'version'>;
    },
  ): Promise<Meeting> {
    const by = await this.#member(credentials);
    const at = this.#now();
    const { change, ...rest } = act;
    const changed = await this.#keeper.change(
      id,
      { ...rest, by, at, version },
      meeting => {
        if (meeting.state === 'held') {
          throw new ConflictError('The meeting is closed; its minutes stay');
        }
        return change(meeting, { by, at });
      },
    );
    return this.#answered(changed, credentials);
  }

  async #answered(
    meeting: KeptMeeting,
    credentials: BackstageCredentials,
  ): Promise<Meeting> {
    return answered(meeting, await this.#shown(meeting.items, credentials));
  }

  /**
   * Which items are about nothing that the reader may not see. An incident
   * of which no service is left is for those who can still answer it.
   */
  async #shown(
    items: readonly DueItem[],
    credentials: BackstageCredentials,
  ): Promise<(item: DueItem) => boolean> {
    const refsOf = await this.#about(items);
    const readable = await this.#scorecards.readable(
      [...new Set(items.flatMap(item => refsOf(item) ?? []))],
      credentials,
    );
    const isReadable = (item: DueItem) => {
      const refs = refsOf(item);
      return refs === undefined || refs.some(ref => readable.has(ref));
    };
    const hidden = items.filter(
      item => item.kind === 'incident' && !isReadable(item),
    );
    const orphaned =
      hidden.length > 0
        ? await this.#incidents.orphaned(
            [...new Set(hidden.map(idOf))],
            credentials,
          )
        : new Set<string>();
    return item =>
      isReadable(item) ||
      (item.kind === 'incident' && orphaned.has(idOf(item)));
  }

  /**
   * The services that items are about; undefined where it is about none. Items
   * of older meetings were kept without: those are looked up, and of one that
   * is nowhere any more it is not known who may see it, so nobody does.
   */
  async #about(
    items: readonly DueItem[],
  ): Promise<(item: DueItem) => readonly string[] | undefined> {
    const found = new Map<string, string[]>();
    for (const kind of ABOUT_SERVICES) {
      const ids = items
        .filter(item => item.kind === kind && item.entityRefs === undefined)
        .map(idOf);
      if (ids.length > 0) {
        const refs = await this.#refsOf[kind]([...new Set(ids)]);
        for (const id of ids) {
          const about = refs.get(id);
          if (about?.length !== 0) {
            found.set(`${kind}:${id}`, about ?? []);
          }
        }
      }
    }
    return ({ key, entityRefs }) => entityRefs ?? found.get(key);
  }

  /** @throws NotAllowedError for those outside the committee's role */
  async #member(credentials: User): Promise<string> {
    const by = credentials.principal.userEntityRef;
    await this.#roles.require(this.#programme().committee.role, by);
    return by;
  }

  async #seats(): Promise<SeatStanding[]> {
    const programme = this.#programme();
    const roles = [
      ...new Set(programme.committee.seats.flatMap(seat => seat.roles)),
    ];
    const people = new Map<string, Set<string>>();
    for (const role of roles) {
      people.set(role, (await this.#roles.peopleIn(role)) ?? new Set());
    }
    return seatsOf(programme, role => people.get(role) ?? []);
  }

  /** What is due by a meeting, and what of the last one is not any more as its services are gone. */
  async #agenda(
    on: string,
    meetings: readonly KeptMeeting[],
  ): Promise<{ items: DueItem[]; gone: string[] }> {
    const held = meetings.filter(({ state }) => state === 'held');
    const undecided = (held[0]?.items ?? [])
      .filter(
        ({ decision }) =>
          decision === undefined || decision.outcome === 'deferred',
      )
      .map(({ decision: _, ...item }) => item);
    const refsOf = await this.#about(undecided);
    const refs = [...new Set(undecided.flatMap(item => refsOf(item) ?? []))];
    const known = refs.length > 0 ? await this.#scorecards.governed(refs) : [];
    const left = new Set(refs.filter((_, index) => known[index] !== undefined));
    const facts = await this.#facts();
    const open = new Set(facts.incidents.map(({ id }) => `incident:${id}`));
    // About services of which none is left it could be carried over for ever.
    const isGone = (item: DueItem) =>
      !open.has(item.key) &&
      (refsOf(item)?.every(ref => !left.has(ref)) ?? false);
    return {
      items: buildAgenda({
        ...facts,
        meetingEnds: this.#dates.endOf(on),
        everyDays: this.#everyDays(),
        reviews: this.#reviews(held),
        carried: undecided
          .filter(item => !isGone(item))
          .map(item => {
            const about = refsOf(item);
            return { ...item, ...(about && { entityRefs: [...about] }) };
          }),
      }),
      gone: undecided.filter(isGone).map(({ key }) => key),
    };
  }

  /** Standing reviews with when the committee last decided about each. */
  #reviews(held: readonly Meeting[]): AgendaFacts['reviews'] {
    const { framework } = this.#framework.current();
    return this.#programme().committee.reviews.map(({ id, name, cadence }) => {
      const last = held.find(({ items }) =>
        items.some(
          ({ key, decision }) =>
            key === `review:${id}` &&
            decision !== undefined &&
            decision.outcome !== 'deferred',
        ),
      );
      return {
        id,
        name,
        everyDays:
          framework.cadences.find(one => one.id === cadence)?.everyDays ??
          this.#everyDays(),
        // By its day, so that a meeting an hour earlier still looks at it.
        ...(last && {
          lastAt: new Date(
            Date.parse(this.#dates.endOf(last.on)) - DAY,
          ).toISOString(),
        }),
      };
    });
  }

  #programme(): Programme {
    return programmeOf(this.#framework.current().framework);
  }

  #everyDays(): number {
    const { framework } = this.#framework.current();
    const { cadence } = this.#programme().committee;
    return framework.cadences.find(({ id }) => id === cadence)?.everyDays ?? 14;
  }

  #nextOn(meetings: readonly Meeting[]): string {
    const today = this.#dates.today(this.#now());
    const next = this.#byRhythm(meetings);
    return next === undefined || next < today ? today : next;
  }

  /** A rhythm after the last meeting; before the first there is none. */
  #byRhythm(meetings: readonly Meeting[]): string | undefined {
    const last = meetings
      .filter(({ state }) => state === 'held')
      .map(({ on }) => on)
      .sort()
      .pop();
    return last === undefined
      ? undefined
      : DateTime.fromISO(last).plus({ days: this.#everyDays() }).toISODate()!;
  }

  #newsOf({ id, convenedBy }: Meeting): Decision {
    const { role } = this.#programme().committee;
    return { kind: 'meeting', id, role, by: convenedBy };
  }
}

function idOf({ key, kind }: DueItem): string {
  return key.slice(kind.length + 1);
}

function withoutRefs<T extends DueItem>({
  entityRefs: _,
  ...item
}: T): Omit<T, 'entityRefs'> {
  return item;
}

/** A meeting with what its reader may see of the agenda. */
function answered(
  meeting: KeptMeeting,
  shown: (item: DueItem) => boolean,
): Meeting {
  return { ...meeting, items: meeting.items.filter(shown).map(withoutRefs) };
}

function requireSeat(
  seats: readonly SeatStanding[],
  { seat, person }: { seat: string; person: string },
): void {
  const one = seats.find(({ id }) => id === seat);
  if (!one) {
    throw new InputError(
      `seat may be ${seats
        .map(({ id }) => id)
        .join(', ')}; there is no ${seat}`,
    );
  }
  if (!one.members.includes(person)) {
    throw new InputError(
      `${person} is in none of the roles of the seat ${seat}: ${one.roles.join(
        ', ',
      )}`,
    );
  }
}
