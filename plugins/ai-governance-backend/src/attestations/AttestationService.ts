import { randomUUID } from 'node:crypto';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type {
  AttestationRequest,
  AttestationResponse,
  Check,
  Framework,
  Frequency,
  Scope,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { RoleMembers } from '../access/RoleMembers';
import { AssessmentQueue, ORGANIZATION } from '../assessment/AssessmentQueue';
import type { AuditLog } from '../audit/AuditLog';
import { stateDigests } from '../audit/stateDigests';
import type { Transaction, Transactor } from '../database/transaction';
import type { Decision, InboxNews } from '../inbox/InboxNews';
import { tabOf } from '../inbox/tabOf';
import { said } from '../said';
import type { OrganizationDates } from '../tabular/organizationDates';
import type { AttestationRecord, AttestationStore } from './AttestationStore';
import { mayConfirm, namedAmong } from './confirming';
import { roleOfCheck } from './roleOfCheck';
import { endOfValidity, EVENT_VALIDITY_DAYS } from './validity';

/** Scope a subject is judged in. */
export function scopeOfSubject(subject: string): Scope {
  if (subject === ORGANIZATION) {
    return 'organization';
  }
  return subject.startsWith('group:') ? 'group' : 'entity';
}

interface AttestableCheck {
  check: Check;
  scope: Scope;
  frequency: Frequency;
}

function findCheck(
  framework: Framework,
  id: string,
): AttestableCheck | undefined {
  for (const control of framework.controls) {
    for (const part of control.parts) {
      const check = part.checks.find(candidate => candidate.id === id);
      if (check) {
        return {
          check,
          scope: part.scope,
          frequency: check.frequency ?? control.frequency,
        };
      }
    }
  }
  for (const level of framework.levels) {
    for (const { check } of level.characteristics) {
      if (check?.id === id) {
        return {
          check,
          scope: 'organization',
          frequency: check.frequency ?? {
            kind: 'age',
            label: 'Annual',
            days: EVENT_VALIDITY_DAYS,
          },
        };
      }
    }
  }
  return undefined;
}

/** Everything that is judged for the organization, levels included. */
function organizationChecks(framework: Framework): Check[] {
  return [
    ...framework.controls.flatMap(({ parts }) =>
      parts.flatMap(({ scope, checks }) =>
        scope === 'organization' ? checks : [],
      ),
    ),
    ...framework.levels.flatMap(({ characteristics }) =>
      characteristics.flatMap(({ check }) => check ?? []),
    ),
  ];
}

/** Names of the evidence that an attestation of a check has to name. */
export function wantedBy(framework: Framework, check: string): string[] {
  return findCheck(framework, check)?.check.wanted ?? [];
}

/** The role of the organization that answers a check, if it falls to one. */
function roleOf({ actor }: Check): string | undefined {
  return actor.startsWith('role:') ? actor.slice('role:'.length) : undefined;
}

function isAttestable(check: Check): boolean {
  return check.type === 'attestation' || check.attestable === true;
}

/** What is wrong with one of several attestations. */
export type Refusal = InputError | NotAllowedError;

/** Whether somebody was refused, and not served. */
export function isRefusal(result: unknown): result is Refusal {
  return result instanceof InputError || result instanceof NotAllowedError;
}

/** Evidence given by people: who may give it, for what, and how long it holds. */
export class AttestationService {
  readonly #store: AttestationStore;
  readonly #roles: RoleMembers;
  readonly #queue: AssessmentQueue;
  readonly #audit: AuditLog;
  readonly #transact: Transactor;
  readonly #framework: () => Framework;
  readonly #news: InboxNews;
  readonly #dates: OrganizationDates;
  readonly #confirming: readonly string[];

  constructor(options: {
    store: AttestationStore;
    roles: RoleMembers;
    /** Roles whose people may be the second person for the organization. */
    confirming: readonly string[];
    queue: AssessmentQueue;
    audit: AuditLog;
    transact: Transactor;
    framework: () => Framework;
    news: InboxNews;
    dates: OrganizationDates;
  }) {
    this.#store = options.store;
    this.#roles = options.roles;
    this.#queue = options.queue;
    this.#audit = options.audit;
    this.#transact = options.transact;
    this.#framework = options.framework;
    this.#news = options.news;
    this.#dates = options.dates;
    this.#confirming = options.confirming;
  }

  /**
   * Takes one attestation from a person in the role that the check falls to.
   * For the organization it is in force only after a second person confirmed it.
   *
   * @param by - user ref of the person
   * @param options - `withoutRepository`: the subject is an entity without
   * source code, for which people answer every check
   * @throws InputError that says what to change; NotAllowedError that names the
   * role and who is in it
   */
  async attest(
    request: AttestationRequest,
    by: string,
    at: string,
    options: { withoutRepository?: boolean } = {},
  ): Promise<AttestationResponse> {
    const actsIn = await this.#roles.actsIn(by);
    const record = this.#validated(request, { by, at, actsIn, ...options });
    await this.#transact(trx => this.#write(trx, [record]));
    this.#tell(record);
    return toResponse(record, at);
  }

  /**
   * An attestation that stands or falls with something else: `write` belongs
   * into its transaction, `written` comes after it.
   *
   * @throws as `attest` does, before anything is written
   */
  async prepare(
    request: AttestationRequest,
    by: string,
    at: string,
  ): Promise<{
    id: string;
    write: (trx: Transaction) => Promise<void>;
    written: () => void;
  }> {
    const actsIn = await this.#roles.actsIn(by);
    const record = this.#validated(request, { by, at, actsIn });
    return {
      id: record.id,
      write: trx => this.#write(trx, [record]),
      written: () => this.#tell(record),
    };
  }

  #tell(record: AttestationRecord): void {
    if (record.subject === ORGANIZATION) {
      this.#news.arrived(this.#decisionOf(record));
    }
  }

  /**
   * Takes one statement for several subjects. What is refused is reported for
   * its subject; the rest is written together or, when anything else goes
   * wrong, not at all.
   */
  async attestMany(
    requests: readonly {
      request: AttestationRequest;
      withoutRepository: boolean;
    }[],
    by: string,
    at: string,
  ): Promise<(AttestationResponse | Refusal)[]> {
    const actsIn = await this.#roles.actsIn(by);
    const records = requests.map(({ request, withoutRepository }) => {
      try {
        return this.#validated(request, { by, at, actsIn, withoutRepository });
      } catch (error) {
        if (isRefusal(error)) {
          return error;
        }
        throw error;
      }
    });
    const valid = records.flatMap(record =>
      isRefusal(record) ? [] : [record],
    );
    if (valid.length > 0) {
      await this.#transact(trx => this.#write(trx, valid));
    }
    return records.map(record =>
      isRefusal(record) ? record : toResponse(record, at),
    );
  }

  async #write(
    trx: Transaction,
    records: readonly AttestationRecord[],
  ): Promise<void> {
    await this.#store.insert(trx, records);
    await this.#queue.add(
      trx,
      records.map(({ subject }) => subject),
      records[0].from,
    );
    await this.#audit.appendAll(
      trx,
      records.map(record => ({
        at: record.from,
        actor: record.by,
        action: 'attestation.given',
        subject: record.subject,
        details: {
          attestation: record.id,
          check: record.check,
          validUntil: record.validUntil,
        },
        ...stateDigests(undefined, record),
      })),
    );
  }

  #decisionOf({ id, check, by }: AttestationRecord): Decision {
    // Who answers for a check attests it; confirming it is for others.
    const [role, ...alsoIn] = this.#confirming;
    return {
      kind: 'attestation',
      id,
      role: role ?? roleOfCheck(this.#framework(), check),
      alsoIn,
      by,
    };
  }

  /**
   * Confirms an organization attestation; never by the person who gave it, and
   * by people in a confirming role where any are named.
   */
  async approve(
    id: string,
    by: string,
    at: string,
    reason?: string,
  ): Promise<AttestationResponse> {
    const record = await this.#requireSecond(id, by);
    const confirmed = { ...record, confirmedBy: by, from: at };
    await this.#transact(async trx => {
      if (!(await this.#store.confirm(trx, { id, by, from: at }))) {
        throw new ConflictError(
          `Attestation ${id} was already confirmed, refused or revoked`,
        );
      }
      await this.#queue.add(trx, [record.subject], at);
      await this.#audit.append(trx, {
        at,
        actor: by,
        action: 'attestation.confirmed',
        subject: record.subject,
        details: {
          attestation: id,
          check: record.check,
          ...(reason !== undefined && { reason }),
        },
        ...stateDigests(record, confirmed),
      });
    });
    this.#news.settled(this.#decisionOf(record));
    this.#news.answered({
      kind: 'attestation',
      id,
      to: [record.by],
      granted: true,
      by,
    });
    return toResponse(confirmed, at);
  }

  /**
   * Refuses to confirm an organization attestation, by those who could confirm
   * it. It was never in force, and stays readable.
   */
  async reject(
    id: string,
    reason: string,
    by: string,
    at: string,
  ): Promise<AttestationResponse> {
    const record = await this.#requireSecond(id, by);
    const rejected = await this.#end(record, {
      by,
      at,
      reason,
      rejects: true,
    });
    this.#news.settled(this.#decisionOf(record));
    this.#news.answered({
      kind: 'attestation',
      id,
      to: [record.by],
      granted: false,
      by,
    });
    return toResponse(rejected, at);
  }

  /**
   * Ends an attestation now; it stays readable. Of what is shared only by who
   * gave it, and by people in the role that the check falls to.
   */
  async revoke(
    id: string,
    reason: string,
    by: string,
    at: string,
  ): Promise<AttestationResponse> {
    const record = await this.#require(id);
    const role = roleOfCheck(this.#framework(), record.check);
    if (
      scopeOfSubject(record.subject) !== 'entity' &&
      role !== undefined &&
      record.by !== by
    ) {
      await this.#roles.require(role, by);
    }
    const revoked = await this.#end(record, {
      by,
      at,
      reason,
      rejects: false,
    });
    if (record.subject === ORGANIZATION) {
      this.#news.settled(this.#decisionOf(record));
    }
    this.#news.revoked({
      id,
      to: [record.by, ...(record.confirmedBy ? [record.confirmedBy] : [])],
      by,
      link:
        scopeOfSubject(record.subject) === 'entity'
          ? tabOf(record.subject)
          : '/ai-governance/attestations',
    });
    return toResponse(revoked, at);
  }

  async #end(
    record: AttestationRecord,
    options: { by: string; at: string; reason: string; rejects: boolean },
  ): Promise<AttestationRecord> {
    const { id, check, subject } = record;
    const { by, at, rejects } = options;
    const reason = said('reason', options.reason);
    const ended: AttestationRecord = {
      ...record,
      revokedAt: at,
      endedBy: by,
      endedReason: reason,
      ...(rejects && { isRejected: true as const }),
    };
    await this.#transact(async trx => {
      if (!(await this.#store.end(trx, { id, by, at, reason, rejects }))) {
        throw new ConflictError(
          `Attestation ${id} was already ${
            rejects ? 'confirmed, refused or revoked' : 'refused or revoked'
          }`,
        );
      }
      await this.#queue.add(trx, [subject], at);
      await this.#audit.append(trx, {
        at,
        actor: by,
        action: rejects ? 'attestation.rejected' : 'attestation.revoked',
        subject,
        details: { attestation: id, check, reason },
        ...stateDigests(record, ended),
      });
    });
    return ended;
  }

  async list(options: {
    subject: string;
    limit: number;
    before?: { from: string; id: string };
    at: string;
  }): Promise<AttestationResponse[]> {
    const records = await this.#store.list(options);
    return records.map(record => toResponse(record, options.at));
  }

  async get(id: string): Promise<AttestationRecord> {
    return this.#require(id);
  }

  /** Checks of the organization that fall to no role, or to one a person is in. */
  async ofOrganizationFor(person: string): Promise<string[]> {
    const actsIn = await this.#roles.actsIn(person);
    return organizationChecks(this.#framework())
      .filter(check => {
        const role = roleOf(check);
        return isAttestable(check) && (role === undefined || actsIn(role));
      })
      .map(({ id }) => id);
  }

  /** Roles one of which the second person for the organization is in; none where nobody is named for any. */
  confirmers(): readonly string[] {
    return namedAmong(this.#confirming, this.#roles);
  }

  /** Whether a person could be the second one for what waits for one. */
  async confirmableBy(
    person: string,
  ): Promise<(attestation: AttestationResponse) => boolean> {
    const isSecond = mayConfirm(
      this.confirmers(),
      await this.#roles.actsIn(person),
    );
    return ({ by }) => isSecond && by !== person;
  }

  /** One for the organization, for the second person. */
  async #requireSecond(id: string, by: string): Promise<AttestationRecord> {
    const record = await this.#require(id);
    if (record.subject !== ORGANIZATION) {
      throw new InputError(
        `Attestation ${id} is about ${record.subject}; only attestations for the organization need a second person`,
      );
    }
    if (record.by === by) {
      throw new InputError(
        'The second person must be somebody else than the one who attested',
      );
    }
    const named = this.confirmers();
    if (!mayConfirm(named, await this.#roles.actsIn(by))) {
      throw new NotAllowedError(
        `The second person must be in one of the roles ${named
          .map(
            role => `${role} (${(this.#roles.refsOf(role) ?? []).join(', ')})`,
          )
          .join(', ')}`,
      );
    }
    return record;
  }

  async #require(id: string): Promise<AttestationRecord> {
    const record = await this.#store.get(id);
    if (!record) {
      throw new NotFoundError(`There is no attestation ${id}`);
    }
    return record;
  }

  #validated(
    request: AttestationRequest,
    options: {
      by: string;
      at: string;
      actsIn: (role: string) => boolean;
      withoutRepository?: boolean;
    },
  ): AttestationRecord {
    const { by, at, actsIn } = options;
    const found = findCheck(this.#framework(), request.check);
    if (!found) {
      throw new InputError(
        `The framework in force has no check ${request.check}; GET /framework lists them`,
      );
    }
    const scope = scopeOfSubject(request.subject);
    if (found.scope !== scope) {
      throw new InputError(
        `Check ${request.check} is judged for ${
          found.scope === 'entity' ? 'an entity' : `the ${found.scope}`
        }; subject ${request.subject} does not fit`,
      );
    }
    if (!isAttestable(found.check) && !options.withoutRepository) {
      throw new InputError(
        `Check ${request.check} is decided by what is observed and cannot be attested`,
      );
    }
    const role = roleOf(found.check);
    if (role !== undefined && !actsIn(role)) {
      throw this.#roles.refusal(role);
    }
    this.#requireWanted(found.check, request, scope);
    const days =
      found.frequency.kind === 'age'
        ? found.frequency.days
        : EVENT_VALIDITY_DAYS;
    const until = endOfValidity({
      dates: this.#dates,
      at,
      days,
      validUntil: request.validUntil,
      what: request.check,
    });
    return {
      id: randomUUID(),
      check: request.check,
      subject: request.subject,
      statement: said('statement', request.statement),
      ...(request.link === undefined ? {} : { link: request.link }),
      ...(request.items === undefined ? {} : { items: request.items }),
      by,
      from: at,
      validUntil: until,
    };
  }

  #requireWanted(check: Check, request: AttestationRequest, scope: Scope) {
    for (const item of request.items ?? []) {
      if (!item.link && !item.digest) {
        throw new InputError(
          `Evidence '${item.name}' needs a link or a digest`,
        );
      }
    }
    if (scope !== 'organization') {
      return;
    }
    const named = new Set(
      request.items?.map(item => item.name.trim().toLocaleLowerCase('en-US')),
    );
    const missing = (check.wanted ?? []).filter(
      wanted => !named.has(wanted.trim().toLocaleLowerCase('en-US')),
    );
    if (missing.length > 0) {
      throw new InputError(
        `Name each wanted piece of evidence in items with a link or digest; missing: ${missing.join(
          '; ',
        )}`,
      );
    }
  }
}

/** As the API answers it. */
export function toResponse(
  record: AttestationRecord,
  at: string,
): AttestationResponse {
  const { revokedAt, isRejected, ...attestation } = record;
  const state = () => {
    if (isRejected) {
      return 'rejected' as const;
    }
    if (revokedAt !== undefined) {
      return 'revoked' as const;
    }
    if (record.validUntil <= at) {
      return 'ended' as const;
    }
    return record.subject === ORGANIZATION && !record.confirmedBy
      ? ('awaitingConfirmation' as const)
      : ('inForce' as const);
  };
  return {
    ...attestation,
    ...(revokedAt !== undefined && { endedAt: revokedAt }),
    state: state(),
  };
}
