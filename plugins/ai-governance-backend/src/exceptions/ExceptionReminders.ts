import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { ownersOf } from '../access/RoleMembers';
import { reminders, sendReminders } from '../reminders/sendReminders';
import type { ReminderStore } from '../reminders/ReminderStore';
import type { OrganizationDates } from '../tabular/organizationDates';
import type { ExceptionRecord, ExceptionStore } from './ExceptionStore';

const DAY = 24 * 60 * 60 * 1000;

/** Days ahead of an end at which it is announced, each once. */
const THRESHOLDS = [3, 14];

/** Exceptions named in one message. */
const MOST_NAMED = 5;

/** Topic on the events service, once per exception and threshold. */
export const EXCEPTION_EXPIRING_TOPIC = 'ai-governance.exception.expiring';

/**
 * Announces exceptions that end, 14 and 3 days ahead: to who asked for them, or owns
 * what moved since, and who granted them, and on the events service. Once each, whatever
 * restarts and however many replicas there are.
 */
export class ExceptionReminders {
  readonly #reminders: ReminderStore;
  readonly #exceptions: ExceptionStore;
  readonly #notifications: NotificationService | undefined;
  readonly #events: EventsService | undefined;
  readonly #dates: OrganizationDates;
  readonly #logger: LoggerService;
  readonly #now: () => string;

  constructor(options: {
    reminders: ReminderStore;
    exceptions: ExceptionStore;
    notifications?: NotificationService;
    events?: EventsService;
    dates: OrganizationDates;
    logger: LoggerService;
    now: () => string;
  }) {
    this.#reminders = options.reminders;
    this.#exceptions = options.exceptions;
    this.#notifications = options.notifications;
    this.#events = options.events;
    this.#dates = options.dates;
    this.#logger = options.logger;
    this.#now = options.now;
  }

  /** Announces what is due; answers how many messages went out. */
  async run(): Promise<number> {
    const at = this.#now();
    const ending = await this.#exceptions.ending({
      at,
      until: new Date(
        Date.parse(at) + Math.max(...THRESHOLDS) * DAY,
      ).toISOString(),
    });
    const due = reminders(ending, {
      at,
      thresholds: THRESHOLDS,
      endOf: ({ until }) => until,
      recipients: ({ requestedBy, decidedBy, entities }) => [
        ...entities.flatMap(({ movedTo }) =>
          ownersOf({ by: requestedBy, movedTo }),
        ),
        ...(decidedBy ? [decidedBy] : []),
      ],
    });
    for (const { threshold, items } of due) {
      await this.#publish(items, threshold, at);
    }
    return this.#notifications
      ? sendReminders(due, {
          store: this.#reminders,
          notifications: this.#notifications,
          logger: this.#logger,
          at,
          about: 'exceptions',
          idOf: ({ id }) => `notice:${id}`,
          payload: (items, threshold) => ({
            ...messageOf(items, threshold, this.#dates),
            topic: 'AI governance exceptions',
            scope: `ai-governance:exceptions:${threshold}:${items[0].id}`,
          }),
        })
      : 0;
  }

  async #publish(
    items: readonly ExceptionRecord[],
    threshold: number,
    at: string,
  ): Promise<void> {
    if (!this.#events) {
      return;
    }
    const idOf = ({ id }: ExceptionRecord) => `event:${id}`;
    const claimed = await this.#reminders.claim(items.map(idOf), threshold, at);
    const exceptions = items
      .filter(item => claimed.includes(idOf(item)))
      .map(({ id, control, until, requestedBy, entities }) => ({
        id,
        control,
        until,
        requestedBy,
        entityRefs: entities.map(({ entityRef }) => entityRef),
      }));
    if (exceptions.length === 0) {
      return;
    }
    try {
      await this.#events.publish({
        topic: EXCEPTION_EXPIRING_TOPIC,
        eventPayload: { withinDays: threshold, exceptions },
      });
    } catch (error) {
      await this.#reminders.release(claimed, threshold);
      this.#logger.warn(
        `The end of exceptions could not be published and is tried again: ${error}`,
      );
    }
  }
}

/** Without names of services: who granted one may not read all of them any more. */
function messageOf(
  items: readonly ExceptionRecord[],
  threshold: number,
  dates: OrganizationDates,
) {
  const [first] = items;
  const named = items
    .slice(0, MOST_NAMED)
    .map(
      ({ control, until, entities }) =>
        `${control} for ${entities.length} ${
          entities.length === 1 ? 'service' : 'services'
        } ends with ${dates.lastDay(until)}`,
    );
  const more = items.length - named.length;
  return {
    title:
      items.length === 1
        ? `The exception from ${first.control} ends within ${threshold} days`
        : `${items.length} exceptions end within ${threshold} days`,
    description: `${named.join('; ')}${more > 0 ? `; and ${more} more` : ''} (${
      dates.zone
    }). The control counts again from then on; what still has to deviate is asked for anew.`,
    link: '/ai-governance/exceptions?state=ending',
  };
}
