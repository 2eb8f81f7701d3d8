import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Framework } from '@plumbline/backstage-plugin-ai-governance-common';
import type { RoleMembers } from '../access/RoleMembers';
import { ORGANIZATION } from '../assessment/AssessmentQueue';
import { tabOf } from '../inbox/tabOf';
import { reminders, sendReminders } from '../reminders/sendReminders';
import type { ReminderStore } from '../reminders/ReminderStore';
import type { OrganizationDates } from '../tabular/organizationDates';
import type { AttestationRecord, AttestationStore } from './AttestationStore';
import { roleOfCheck } from './roleOfCheck';

const DAY = 24 * 60 * 60 * 1000;

/** Days ahead of an end at which it is announced, each once. */
const THRESHOLDS = [3, 14, 30];

/** Attestations named in one message. */
const MOST_NAMED = 5;

/**
 * Tells people of attestations that end: who gave it, and for the organization
 * the members of the role that owns the check, where it names any. Once per
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
    const ending = await this.#attestations.ending({
      at,
      until: new Date(
        Date.parse(at) + Math.max(...THRESHOLDS) * DAY,
      ).toISOString(),
    });
    return sendReminders(
      reminders(ending, {
        at,
        thresholds: THRESHOLDS,
        endOf: ({ validUntil }) => validUntil,
        recipients: attestation => this.#recipients(attestation),
      }),
      {
        store: this.#store,
        notifications: this.#notifications,
        logger: this.#logger,
        at,
        about: 'attestations',
        idOf: ({ id }) => id,
        payload: (items, threshold) => ({
          ...messageOf(items, threshold, this.#dates),
          topic: 'AI governance attestations',
          scope: `ai-governance:attestations:${threshold}:${items[0].id}`,
        }),
      },
    );
  }

  #recipients(attestation: AttestationRecord): string[] {
    if (attestation.subject !== ORGANIZATION) {
      return [attestation.by];
    }
    const role = roleOfCheck(this.#framework(), attestation.check);
    const owners = role === undefined ? undefined : this.#roles.refsOf(role);
    return owners?.length ? [...owners] : [attestation.by];
  }
}

function linkOf(attestations: AttestationRecord[]): string {
  const [{ subject }] = attestations;
  const one = attestations.every(other => other.subject === subject);
  const isEntity = subject.includes(':') && !subject.startsWith('group:');
  return one && isEntity ? tabOf(subject) : '/ai-governance/attestations';
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
