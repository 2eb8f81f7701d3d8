import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { groupedBy } from '../groupedBy';
import type { OrganizationDates } from '../tabular/organizationDates';
import type { ReminderStore } from './ReminderStore';
import { reminders, sendReminders } from './sendReminders';

/** Days ahead at which it is said that something falls due, each once, unless it says otherwise; 0: it is due. */
const THRESHOLDS = [0, 7];

/** Things named in one message. */
const MOST_NAMED = 5;

/** Something that falls due, or waits, and whom that concerns. */
export interface Due {
  /** With what changes when it is due again, so that it is said again; at most 64 characters. */
  id: string;
  /** When it falls due; for what waits, since when it does. */
  at: string;
  /** In words that name no service. */
  text: string;
  /** User refs; never those who may not act. */
  people: readonly string[];
  /** Days ahead at which it is said, ascending. */
  ahead?: readonly number[];
  /** For what waits: days after at which it is said, ascending. */
  after?: readonly number[];
}

/** Days ahead, ascending; what waits is said after its instant, so ahead of it by less than nothing. */
function thresholdsOf({ ahead = THRESHOLDS, after }: Due): readonly number[] {
  return after ? after.map(days => -days).reverse() : ahead;
}

/**
 * Tells people of what falls due in the running of the programme, a week ahead
 * and on the day, or as far ahead as it says itself, and of what has waited so
 * long for them. Once each, whatever restarts and however many replicas there
 * are, and one message for everything of the same people.
 */
export class DueReminders {
  readonly #store: ReminderStore;
  readonly #sources: { readonly [name: string]: () => Promise<Due[]> };
  readonly #notifications: NotificationService;
  readonly #dates: OrganizationDates;
  readonly #logger: LoggerService;
  readonly #now: () => string;

  constructor(options: {
    store: ReminderStore;
    /** By what they tell of, for the log. */
    sources: { readonly [name: string]: () => Promise<Due[]> };
    notifications: NotificationService;
    dates: OrganizationDates;
    logger: LoggerService;
    now: () => string;
  }) {
    this.#store = options.store;
    this.#sources = options.sources;
    this.#notifications = options.notifications;
    this.#dates = options.dates;
    this.#logger = options.logger;
    this.#now = options.now;
  }

  /** Sends what is due; answers how many messages went out. */
  async run(): Promise<number> {
    const at = this.#now();
    const due = (
      await Promise.all(
        Object.entries(this.#sources).map(async ([about, source]) => {
          try {
            return await source();
          } catch (error) {
            // The others are due all the same; what was sent is not sent again.
            this.#logger.warn(
              `What falls due of ${about} could not be read and is tried again: ${error}`,
            );
            return [];
          }
        }),
      )
    ).flat();
    return sendReminders(
      [
        ...groupedBy(
          due.filter(({ people }) => people.length > 0),
          each => thresholdsOf(each).join(),
        ).values(),
      ].flatMap(alike =>
        reminders(alike, {
          at,
          thresholds: thresholdsOf(alike[0]),
          endOf: each => each.at,
          recipients: ({ people }) => [...people],
        }),
      ),
      {
        store: this.#store,
        notifications: this.#notifications,
        logger: this.#logger,
        at,
        about: 'what falls due',
        idOf: ({ id }) => id,
        payload: (items, threshold) => ({
          title: titleOf(items.length, threshold),
          ...(threshold < 0 && {
            severity:
              threshold === -Math.max(...items[0].after!)
                ? ('high' as const)
                : ('normal' as const),
          }),
          description: this.#described(items),
          link: '/ai-governance/inbox',
          topic: 'AI governance tasks',
          scope: `ai-governance:due:${threshold}:${items[0].id}`,
        }),
      },
    );
  }

  #described(items: readonly Due[]): string {
    const named = items
      .slice(0, MOST_NAMED)
      .map(({ text, at, after }) =>
        after
          ? `${text} (since ${this.#dates.today(at)})`
          : `${text} (${this.#dates.lastDay(at)})`,
      );
    const more = items.length - named.length;
    return `${named.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
  }
}

function titleOf(count: number, threshold: number): string {
  const things = count === 1 ? 'Something' : `${count} things`;
  if (threshold < 0) {
    return `${things} ${
      count === 1 ? 'waits' : 'wait'
    } for your decision for ${-threshold} days or more`;
  }
  const verb = count === 1 ? 'falls' : 'fall';
  return threshold === 0
    ? `${things} ${count === 1 ? 'is' : 'are'} due`
    : `${things} ${verb} due within ${threshold} days`;
}
