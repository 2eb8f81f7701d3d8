import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationPayload } from '@backstage/plugin-notifications-common';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { ReminderStore } from './ReminderStore';

/** Messages under way at a time. */
const AT_ONCE = 4;

/** One message about everything of the same people that ends alike. */
export interface Reminder<Item> {
  recipients: string[];
  /** Days ahead. */
  threshold: number;
  items: Item[];
}

/**
 * Puts what ends into messages: one for the same people and the same
 * threshold, the smallest that has been reached.
 */
export function reminders<Item>(
  items: readonly Item[],
  options: {
    at: string;
    /** Days ahead, ascending. */
    thresholds: readonly number[];
    endOf: (item: Item) => string;
    recipients: (item: Item) => string[];
  },
): Reminder<Item>[] {
  const grouped = new Map<string, Reminder<Item>>();
  for (const item of items) {
    const days =
      (Date.parse(options.endOf(item)) - Date.parse(options.at)) / 86_400_000;
    const threshold = options.thresholds.find(ahead => days <= ahead);
    if (threshold === undefined) {
      continue;
    }
    const recipients = [...new Set(options.recipients(item))].sort();
    const key = `${threshold}\n${recipients.join('\n')}`;
    const known = grouped.get(key);
    if (known) {
      known.items.push(item);
    } else {
      grouped.set(key, { recipients, threshold, items: [item] });
    }
  }
  return [...grouped.values()];
}

/**
 * Sends reminders that nobody sent before: once per item and threshold,
 * whatever restarts and however many replicas there are. What could not be
 * sent is tried again.
 *
 * @returns how many messages went out
 */
export async function sendReminders<Item>(
  due: readonly Reminder<Item>[],
  options: {
    store: ReminderStore;
    notifications: NotificationService;
    logger: LoggerService;
    at: string;
    /** What they are about, for the log. */
    about: string;
    idOf: (item: Item) => string;
    payload: (items: Item[], threshold: number) => NotificationPayload;
  },
): Promise<number> {
  const { store, notifications, logger, at, about, idOf, payload } = options;
  const send = async ({ recipients, threshold, items }: Reminder<Item>) => {
    const claimed = await store.claim(items.map(idOf), threshold, at);
    const left = items.filter(item => claimed.includes(idOf(item)));
    if (left.length === 0) {
      return 'nothing';
    }
    try {
      await notifications.send({
        recipients: { type: 'entity', entityRef: recipients },
        payload: {
          severity: threshold <= 3 ? 'high' : 'normal',
          ...payload(left, threshold),
        },
      });
      return 'sent';
    } catch (error) {
      await store.release(claimed, threshold);
      if (isAbsent(error)) {
        return 'unavailable';
      }
      logger.warn(
        `A reminder of ${about} could not be sent and is tried again: ${error}`,
      );
      return 'failed';
    }
  };
  let sent = 0;
  for (let start = 0; start < due.length; start += AT_ONCE) {
    const outcomes = await Promise.all(
      due.slice(start, start + AT_ONCE).map(send),
    );
    sent += outcomes.filter(outcome => outcome === 'sent').length;
    if (outcomes.includes('unavailable')) {
      logger.debug(
        `No notifications backend answers; reminders of ${about} wait for one`,
      );
      break;
    }
  }
  return sent;
}

/**
 * Whether the portal has no notifications backend at all. The service says
 * what was answered in its message only.
 */
function isAbsent(error: unknown): boolean {
  return /\bstatus 404\b/.test(String(error));
}
