import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { ConflictError, InputError } from '@backstage/errors';
import type {
  ControlFailures,
  FailureReview,
  FailuresResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { DateTime } from 'luxon';
import type { RoleMembers } from '../access/RoleMembers';
import type { FrameworkService } from '../framework/FrameworkService';
import type { MaturityService } from '../maturity/MaturityService';

import type { RecordKeeper } from '../records/RecordKeeper';
import { said } from '../said';
import type { RecordStore, StoredRecord } from '../records/RecordStore';
import type { OrganizationDates } from '../tabular/organizationDates';

type User = BackstageCredentials<BackstageUserPrincipal>;

/** That a week was looked at; its id is the first day. */
export interface StoredFailureReview extends StoredRecord, FailureReview {}

/** Services named per control; the number counts all of them. */
const MOST_NAMED = 50;

/** Whole weeks that are asked for while nobody looked at them. */
const MOST_WEEKS = 12;

/** How long what a person saw of past weeks is remembered. */
const REMEMBERED_MS = 10 * 60 * 1000;

/** Bound of the people it is remembered for; nothing depends on it. */
const MOST_REMEMBERED = 64;

interface Span {
  /** First day. */
  week: string;
  from: string;
  to: string;
}

type Week = Span & Pick<FailuresResponse, 'items'>;

/** What began to fail in a week, control by control, and that somebody looked at it. */
export class FailureService {
  readonly #store: RecordStore<StoredFailureReview>;
  readonly #keeper: RecordKeeper<StoredFailureReview>;
  readonly #maturity: MaturityService;
  readonly #framework: FrameworkService;
  readonly #roles: RoleMembers;
  readonly #dates: OrganizationDates;
  readonly #now: () => string;
  readonly #seen = new Map<string, { at: number; weeks: Map<string, Week> }>();

  constructor(options: {
    store: RecordStore<StoredFailureReview>;
    keeper: RecordKeeper<StoredFailureReview>;
    maturity: MaturityService;
    framework: FrameworkService;
    roles: RoleMembers;
    dates: OrganizationDates;
    now: () => string;
  }) {
    this.#store = options.store;
    this.#keeper = options.keeper;
    this.#maturity = options.maturity;
    this.#framework = options.framework;
    this.#roles = options.roles;
    this.#dates = options.dates;
    this.#now = options.now;
  }

  /**
   * What began to fail in a week and still did at its end, of the services the
   * caller sees.
   *
   * @param week - any of its days; this week where absent
   */
  async week(
    week: string | undefined,
    credentials: BackstageCredentials,
  ): Promise<FailuresResponse> {
    const span = this.#span(week);
    const [[{ items }], review] = await Promise.all([
      this.#look([span], credentials),
      this.#store.get(span.week),
    ]);
    return {
      ...span,
      items,
      ...(review && {
        review: { notes: review.notes, by: review.by, at: review.at },
      }),
    };
  }

  /** Whole weeks with failures that nobody looked at, oldest first. */
  async unreviewed(
    credentials: BackstageCredentials,
  ): Promise<{ id: string; title: string; at: string }[]> {
    // What failed is counted anew for whoever looks.
    const weeks = await this.#look(await this.#open(), credentials);
    return weeks
      .filter(({ items }) => items.length > 0)
      .map(({ week, to }) => ({ id: week, title: week, at: to }));
  }

  /**
   * The same for the inbox, which is asked on every page: what failed in a week
   * that is over is remembered for a while, that nobody looked at it never is.
   */
  async toLookAt(
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<Week[]> {
    const person = credentials.principal.userEntityRef;
    const open = await this.#open();
    const now = Date.parse(this.#now());
    let seen = this.#seen.get(person);
    if (!seen || now - seen.at >= REMEMBERED_MS) {
      seen = { at: now, weeks: new Map() };
    }
    const { weeks } = seen;
    const unseen = open.filter(({ week }) => !weeks.has(week));
    for (const each of await this.#look(unseen, credentials)) {
      weeks.set(each.week, each);
    }
    if (this.#seen.size >= MOST_REMEMBERED) {
      this.#seen.clear();
    }
    this.#seen.set(person, seen);
    return open
      .map(({ week }) => weeks.get(week)!)
      .filter(({ items }) => items.length > 0);
  }

  /** Whole weeks that nobody looked at, oldest first. */
  async #open(): Promise<Span[]> {
    const monday = DateTime.fromISO(this.#dates.today(this.#now())).startOf(
      'week',
    );
    const spans = Array.from({ length: MOST_WEEKS }, (_, index) =>
      this.#span(monday.minus({ weeks: MOST_WEEKS - index }).toISODate()!),
    );
    const reviewed = await this.#store.byIds(spans.map(({ week }) => week));
    return spans.filter(({ week }) => !reviewed.has(week));
  }

  async #look(
    spans: readonly Span[],
    credentials: BackstageCredentials,
  ): Promise<Week[]> {
    if (spans.length === 0) {
      return [];
    }
    const failing = await this.#maturity.failing(spans, credentials);
    return spans.map((span, index) => ({
      ...span,
      items: [...failing[index]]
        .map<ControlFailures>(([control, refs]) => ({
          control,
          entities: refs.length,
          entityRefs: refs.slice(0, MOST_NAMED),
        }))
        .sort(
          (a, b) => b.entities - a.entities || (a.control < b.control ? -1 : 1),
        ),
    }));
  }

  /** Says that a week that is over was looked at, and what came of it. */
  async review(
    week: string,
    request: { notes: string },
    credentials: User,
  ): Promise<FailuresResponse> {
    const by = credentials.principal.userEntityRef;
    const { settings } = this.#framework.current().framework;
    await this.#roles.require(settings.approvingRole, by);
    const span = this.#span(week);
    const at = this.#now();
    const notes = said('notes', request.notes);
    const next = DateTime.fromISO(span.week).plus({ weeks: 1 }).toISODate()!;
    if (next > this.#dates.today(at)) {
      throw new InputError(
        `The week of ${span.week} is not over, more may fail in it: it can be ticked off from ${next} on`,
      );
    }
    if (await this.#store.get(span.week)) {
      throw new ConflictError('Somebody looked at this week already');
    }
    await this.#keeper.add(
      { id: span.week, state: 'reviewed', version: 1, at, notes, by },
      { by, action: 'failures.reviewed' },
    );
    return this.week(span.week, credentials);
  }

  #span(day: string | undefined): Span {
    const now = this.#now();
    const today = this.#dates.today(now);
    const asked = day ?? today;
    if (!this.#dates.isDate(asked) || asked > today) {
      throw new InputError('week has to be a date, today or earlier');
    }
    const monday = DateTime.fromISO(asked).startOf('week');
    const ends = this.#dates.endOf(monday.plus({ days: 6 }).toISODate()!);
    return {
      week: monday.toISODate()!,
      from: this.#dates.endOf(monday.minus({ days: 1 }).toISODate()!),
      to: ends < now ? ends : now,
    };
  }
}
