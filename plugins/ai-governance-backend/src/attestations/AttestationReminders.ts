import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Framework } from '@plumbline/backstage-plugin-ai-governance-common';
import type { RoleMembers } from '../access/RoleMembers';
import { ORGANIZATION } from '../assessment/AssessmentQueue';
import type { OrganizationDates } from '../tabular/organizationDates';
import type { AttestationRecord, AttestationStore } from './AttestationStore';
import type { ReminderStore } from './ReminderStore';
import { roleOfCheck } from './roleOfCheck';

const DAY = 24 * 60 * 60 * 1000;

/** Days ahead of an end at which it is announced, each once. */
const THRESHOLDS = [3, 14, 30];

/** Attestations named in one message. */
const MOST_NAMED = 5;

/** Messages under way at a time. */
const AT_ONCE = 4;

interface Reminder {
  recipients: string[];
  threshold: number;
  attestations: AttestationRecord[];
}

/**
 * Tells people of attestations that end: who gave it, and for the
 * organization the members of the role that owns the check. Once per
 * threshold, whatever restarts and however many replicas there are, and one
 * message for everything of a person that ends alike.
 */
export class AttestationReminders {
  readonly #store: ReminderStore;
  readonly #attestations: AttestationStore;
  readonly #notifications: NotificationService;
  readonly #framework: () => Framework;
  readonly #roles: Pick<RoleMembers, 'refsOf'>;
  readonly #dates: OrganizationDates;
  readonly #logger: LoggerService;
  readonly #now: () => string;

  constructor(options: {
    store: ReminderStore;
    attestations: AttestationStore;
    notifications: NotificationService;
    framework: () => Framework;
    roles: Pick<RoleMembers, 'refsOf'>;
    dates: OrganizationDates;
    logger: LoggerService;
    now: () => string;
  }) {
    this.#store = options.store;
    this.#attestations = options.attestations;
    this.#notifications = options.notifications;
    this.#framework = options.framework;
    this.#roles = options.roles;
    this.#dates = options.dates;
    this.#logger = options.logger;
    this.#now = options.now;
  }

  /** Sends what is due; answers how many messages went out. */
  async run(): Promise<number> {
    const at = this.#now();
    const due = await this.#due(at);
    let sent = 0;
    for (let start = 0; start < due.length; start += AT_ONCE) {
      const outcomes = await Promise.all(
        due
          .slice(start, start + AT_ONCE)
          .map(reminder => this.#send(reminder, at)),
      );
      if (outcomes.includes('unavailable')) {
        this.#logger.debug(
          'No notifications backend answers; reminders of attestations wait for one',
        );
        break;
      }
      sent += outcomes.filter(outcome => outcome === 'sent').length;
    }
    return sent;
  }

  async #due(at: string): Promise<Reminder[]> {
    const horizon = new Date(
      Date.parse(at) + Math.max(...THRESHOLDS) * DAY,
    ).toISOString();
    const ending = await this.#attestations.ending({ at, until: horizon });
    const reminders = new Map<string, Reminder>();
    for (const attestation of ending) {
      const left = Date.parse(attestation.validUntil) - Date.parse(at);
      const threshold = THRESHOLDS.find(days => left <= days * DAY)!;
      const recipients = this.#recipients(attestation);
      const group = `${threshold}\n${recipients.join('\n')}`;
      const reminder = reminders.get(group);
      if (reminder) {
        reminder.attestations.push(attestation);
      } else {
        reminders.set(group, {
          recipients,
          threshold,
          attestations: [attestation],
        });
      }
    }
    return [...reminders.values()];
  }

  #recipients(attestation: AttestationRecord): string[] {
    if (attestation.subject !== ORGANIZATION) {
      return [attestation.by];
    }
    const role = roleOfCheck(this.#framework(), attestation.check);
    const named = role === undefined ? undefined : this.#roles.refsOf(role);
    return [...new Set([attestation.by, ...(named ?? [])])].sort();
  }

  async #send(
    reminder: Reminder,
    at: string,
  ): Promise<'sent' | 'nothing' | 'failed' | 'unavailable'> {
    const { threshold, recipients } = reminder;
    const claimed = new Set(
      await this.#store.claim(
        reminder.attestations.map(({ id }) => id),
        threshold,
        at,
      ),
    );
    const attestations = reminder.attestations.filter(({ id }) =>
      claimed.has(id),
    );
    if (attestations.length === 0) {
      return 'nothing';
    }
    try {
      await this.#notifications.send({
        recipients: { type: 'entity', entityRef: recipients },
        payload: {
          ...messageOf(attestations, threshold, this.#dates),
          severity: threshold <= 3 ? 'high' : 'normal',
          topic: 'AI governance attestations',
          scope: `ai-governance:attestations:${threshold}:${attestations[0].id}`,
        },
      });
      return 'sent';
    } catch (error) {
      await this.#store.release([...claimed], threshold);
      if (isAbsent(error)) {
        return 'unavailable';
      }
      this.#logger.warn(
        `A reminder of attestations could not be sent and is tried again: ${error}`,
      );
      return 'failed';
    }
  }
}

/**
 * Whether the portal has no notifications backend at all. The service says
 * what was answered in its message only.
 */
function isAbsent(error: unknown): boolean {
  return /\bstatus 404\b/.test(String(error));
}

function linkOf(attestations: AttestationRecord[]): string {
  const [{ subject }] = attestations;
  const match = /^([^:]+):([^/]+)\/(.+)$/.exec(subject);
  const one = attestations.every(other => other.subject === subject);
  return one && match && match[1] !== 'group'
    ? `/catalog/${match[2]}/${match[1]}/${match[3]}/ai-governance`
    : '/ai-governance/attestations';
}

function messageOf(
  attestations: AttestationRecord[],
  threshold: number,
  dates: OrganizationDates,
) {
  const [first] = attestations;
  const named = attestations
    .slice(0, MOST_NAMED)
    .map(
      ({ check, subject, validUntil }) =>
        `${check} for ${subject} ends with ${dates.lastDay(validUntil)}`,
    );
  const more = attestations.length - named.length;
  return {
    title:
      attestations.length === 1
        ? `The attestation of ${first.check} ends within ${threshold} days`
        : `${attestations.length} attestations end within ${threshold} days`,
    description: `${named.join('; ')}${more > 0 ? `; and ${more} more` : ''} (${
      dates.zone
    }). Renew what is still so; without it the check is open from then on.`,
    link: linkOf(attestations),
  };
}
