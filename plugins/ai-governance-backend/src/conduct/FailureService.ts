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

/** How long what a person saw of a past week is remembered. */
const REMEMBERED_MS = 10 * 60 * 1000;

/** Bound of what is remembered; nothing depends on it. */
const MOST_REMEMBERED = 256;

type Week = Pick<FailuresResponse, 'week' | 'to' | 'items'>;

const isFailing = (status: string | null) =>
  status === 'gap' || status === 'stale';

/** What began to fail in a week, control by control, and that somebody looked at it. */
export class FailureService {
  readonly #store: RecordStore<StoredFailureReview>;
  readonly #keeper: RecordKeeper<StoredFailureReview>;
  readonly #maturity: MaturityService;
  readonly #framework: FrameworkService;
  readonly #roles: RoleMembers;
  readonly #dates: OrganizationDates;
  readonly #now: () => string;
  readonly #seen = new Map<string, { at: number; week: Week }>();

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
    const [changes, review] = await Promise.all([
      this.#maturity.changes(
        { from: span.from, to: span.to, limit: Number.MAX_SAFE_INTEGER },
        credentials,
      ),
      this.#store.get(span.week),
    ]);
    const failing = new Map<string, string[]>();
    for (const { entityRef, controls } of changes.items) {
      for (const { id, from, to } of controls) {
        if (isFailing(to) && !isFailing(from)) {
          failing.set(id, [...(failing.get(id) ?? []), entityRef]);
        }
      }
    }
    return {
      ...span,
      items: [...failing]
        .map<ControlFailures>(([control, refs]) => ({
          control,
          entities: refs.length,
          entityRefs: refs.slice(0, MOST_NAMED),
        }))
        .sort(
          (a, b) => b.entities - a.entities || (a.control < b.control ? -1 : 1),
        ),
      ...(review && {
        review: { notes: review.notes, by: review.by, at: review.at },
      }),
    };
  }

  /** The last whole week, while it has failures that nobody looked at. */
  async unreviewed(
    credentials: BackstageCredentials,
  ): Promise<{ id: string; title: string; at: string }[]> {
    const open = await this.#openWeek(day => this.week(day, credentials));
    // What failed is counted anew for whoever looks.
    return open ? [{ id: open.week, title: open.week, at: open.to }] : [];
  }

  /**
   * The same for the inbox, which is asked on every page: what failed in a week
   * that is over is remembered for a while, that nobody looked at it never is.
   */
  async toLookAt(
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<Week | undefined> {
    const person = credentials.principal.userEntityRef;
    return this.#openWeek(async day => {
      const key = `${day} ${person}`;
      const known = this.#seen.get(key);
      const now = Date.parse(this.#now());
      if (known && now - known.at < REMEMBERED_MS) {
        return known.week;
      }
      const week = await this.week(day, credentials);
      if (this.#seen.size >= MOST_REMEMBERED) {
        this.#seen.clear();
      }
      this.#seen.set(key, { at: now, week });
      return week;
    });
  }

  async #openWeek(
    look: (day: string) => Promise<Week>,
  ): Promise<Week | undefined> {
    const day = DateTime.fromISO(this.#dates.today(this.#now()))
      .startOf('week')
      .minus({ weeks: 1 })
      .toISODate()!;
    if (await this.#store.get(day)) {
      return undefined;
    }
    const week = await look(day);
    return week.items.length > 0 ? week : undefined;
  }

  /** Says that a week was looked at, and what came of it. */
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
    if (await this.#store.get(span.week)) {
      throw new ConflictError('Somebody looked at this week already');
    }
    await this.#keeper.add(
      { id: span.week, state: 'reviewed', version: 1, at, notes, by },
      { by, action: 'failures.reviewed' },
    );
    return this.week(span.week, credentials);
  }

  #span(day: string | undefined): { week: string; from: string; to: string } {
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
