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

/** Something that falls due, and whom that concerns. */
export interface Due {
  /** With what changes when it is due again, so that it is said again; at most 64 characters. */
  id: string;
  at: string;
  /** In words that name no service. */
  text: string;
  /** User refs; never those who may not act. */
  people: readonly string[];
  /** Days ahead at which it is said, ascending. */
  ahead?: readonly number[];
}

/**
 * Tells people of what falls due in the running of the programme, a week ahead
 * and on the day, or as far ahead as it says itself. Once each, whatever restarts and however many replicas there
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
          ({ ahead = THRESHOLDS }) => ahead.join(),
        ).values(),
      ].flatMap(alike =>
        reminders(alike, {
          at,
          thresholds: alike[0].ahead ?? THRESHOLDS,
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
      .map(({ text, at }) => `${text} (${this.#dates.lastDay(at)})`);
    const more = items.length - named.length;
    return `${named.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
  }
}

function titleOf(count: number, threshold: number): string {
  const things = count === 1 ? 'Something' : `${count} things`;
  const verb = count === 1 ? 'falls' : 'fall';
  return threshold === 0
    ? `${things} ${count === 1 ? 'is' : 'are'} due`
    : `${things} ${verb} due within ${threshold} days`;
}
