import { randomUUID } from 'node:crypto';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  announceFramework,
  diffFrameworks,
  frameworkDigest,
  parseFramework,
  programmeOf,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  Framework,
  FrameworkProposal,
  FrameworkProposalDetails,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { RoleMembers } from '../access/RoleMembers';
import type { AssessmentQueue } from '../assessment/AssessmentQueue';
import type { AuditLog } from '../audit/AuditLog';
import type { Transaction, Transactor } from '../database/transaction';
import type { Decision, InboxNews } from '../inbox/InboxNews';
import { said } from '../said';
import type { OrganizationDates } from '../tabular/organizationDates';
import type { FrameworkService } from './FrameworkService';
import type { FrameworkStore } from './FrameworkStore';
import type { ProposalRecord, ProposalStore } from './ProposalStore';

/** Days ahead of which what asks for more is announced. */
export const ANNOUNCED_DAYS = 30;

/** Proposals that are listed. */
const LISTED = 100;

/**
 * Takes framework versions from a proposal to being in force. One person
 * proposes, another one activates; what asks for more is announced before it
 * counts; and whatever was activated can be rolled back.
 */
export class FrameworkLifecycle {
  readonly #proposals: ProposalStore;
  readonly #frameworks: FrameworkStore;
  readonly #service: FrameworkService;
  readonly #roles: Pick<RoleMembers, 'actsFor' | 'refusal'>;
  readonly #queue: AssessmentQueue;
  readonly #news: InboxNews;
  readonly #audit: AuditLog;
  readonly #transact: Transactor;
  readonly #dates: OrganizationDates;
  readonly #now: () => string;

  constructor(options: {
    proposals: ProposalStore;
    frameworks: FrameworkStore;
    service: FrameworkService;
    roles: Pick<RoleMembers, 'actsFor' | 'refusal'>;
    queue: AssessmentQueue;
    news: InboxNews;
    audit: AuditLog;
    transact: Transactor;
    dates: OrganizationDates;
    now: () => string;
  }) {
    this.#proposals = options.proposals;
    this.#frameworks = options.frameworks;
    this.#service = options.service;
    this.#roles = options.roles;
    this.#queue = options.queue;
    this.#news = options.news;
    this.#audit = options.audit;
    this.#transact = options.transact;
    this.#dates = options.dates;
    this.#now = options.now;
  }

  list(): Promise<FrameworkProposal[]> {
    return this.#proposals.list(LISTED);
  }

  /**
   * A proposal with what it would change against what is in force now.
   *
   * @param against - another proposal to compare with instead
   */
  async get(id: string, against?: string): Promise<FrameworkProposalDetails> {
    const {
      framework,
      replacedDigest: _,
      replaced: __,
      ...proposal
    } = await this.require(id);
    const inForce = this.#service.current().framework;
    const { upcoming, stricter } = announceFramework(
      inForce,
      framework,
      this.#defaultStart(),
    );
    return {
      ...proposal,
      difference: diffFrameworks(
        against === undefined
          ? inForce
          : (await this.require(against)).framework,
        framework,
      ),
      announced: { upcoming, stricter },
    };
  }

  /** @throws NotFoundError */
  async require(id: string, trx?: Transaction): Promise<ProposalRecord> {
    const record = await this.#proposals.get(id, trx);
    if (!record) {
      throw new NotFoundError(`There is no framework version ${id}`);
    }
    return record;
  }

  /** @throws InputError with every mistake of the document at once */
  async propose(
    request: { document: string | object; reason: string },
    by: string,
  ): Promise<FrameworkProposal> {
    const parsed = parseFramework(request.document);
    if (!parsed.ok) {
      throw new InputError(
        `The framework has mistakes:\n${parsed.errors
          .map(
            ({ path, message, line }) =>
              `${path}: ${message}${line ? ` (line ${line})` : ''}`,
          )
          .join('\n')}`,
      );
    }
    const { framework, digest } = parsed;
    if (digest === this.#service.current().digest) {
      throw new ConflictError('This is what is in force already');
    }
    const at = this.#now();
    const record: ProposalRecord = {
      id: randomUUID(),
      frameworkId: framework.id,
      version: framework.version,
      digest,
      reason: said('reason', request.reason),
      proposedBy: by,
      proposedAt: at,
      state: 'proposed',
      framework,
    };
    await this.#transact(async trx => {
      await this.#proposals.insert(trx, record);
      await this.#append(trx, record, 'framework.proposed', by, at, {
        reason: record.reason,
      });
    });
    this.#news.arrived(this.#decisionOf(record));
    const { framework: _, ...proposal } = record;
    return proposal;
  }

  /** Takes a proposal back, or refuses that of somebody else. */
  async reject(
    id: string,
    reason: string,
    by: string,
  ): Promise<FrameworkProposal> {
    const at = this.#now();
    const decision = said('reason', reason);
    const mayDecide = await this.mayDecide(by);
    await this.#transact(async trx => {
      const record = await this.require(id, trx);
      if (record.proposedBy !== by && !mayDecide) {
        throw this.#refusal();
      }
      await this.#change(trx, record, ['proposed'], {
        state: 'rejected',
        by,
        at,
        decision,
      });
      await this.#append(trx, record, 'framework.rejected', by, at, {
        reason: decision,
      });
    });
    return this.#decided(id, { by, granted: false });
  }

  /** Whether a person decides about versions: in the committee, or its sponsor. */
  async mayDecide(person: string): Promise<boolean> {
    const { framework } = this.#service.current();
    return this.#roles.actsFor(
      programmeOf(framework).committee.role,
      framework.settings.sponsorRole,
      person,
    );
  }

  /**
   * Puts a proposal in force; never by the person who proposed it. What asks
   * for more counts from `effectiveFrom` on, 30 days ahead where it is absent.
   */
  async activate(
    id: string,
    request: { reason: string; effectiveFrom?: string },
    by: string,
  ): Promise<FrameworkProposal> {
    const at = this.#now();
    const effectiveFrom = this.#start(request.effectiveFrom, at);
    const decision = said('reason', request.reason);
    const mayDecide = await this.mayDecide(by);
    await this.#transact(async trx => {
      await this.#frameworks.lock(trx);
      const record = await this.require(id, trx);
      if (record.proposedBy === by) {
        throw new NotAllowedError(
          'Somebody else than the one who proposed it has to activate it',
        );
      }
      if (!mayDecide) {
        throw this.#refusal();
      }
      const before = (await this.#frameworks.inForce(trx))!;
      const { framework, stricter, upcoming } =
        effectiveFrom <= at
          ? { framework: record.framework, stricter: [], upcoming: [] }
          : announceFramework(
              before.framework,
              record.framework,
              effectiveFrom,
            );
      const waits = stricter.length + upcoming.length > 0;
      await this.#requireOpen(trx, record);
      const replaced = await this.#proposals.standing(trx);
      await this.#proposals.supersede(trx);
      await this.#change(trx, record, ['proposed'], {
        state: stricter.length > 0 ? 'announced' : 'inForce',
        by,
        at,
        decision,
        ...(waits && { effectiveFrom }),
        replacedDigest: before.version.digest,
        replaced,
      });
      await this.#put(trx, framework, by, at);
      await this.#append(
        trx,
        record,
        'framework.putInForce',
        by,
        at,
        {
          reason: decision,
          ...(waits && { effectiveFrom, stricter, upcoming }),
          inForce: frameworkDigest(framework),
        },
        before.version.digest,
      );
    });
    await this.#service.refresh(at);
    return this.#decided(id, { by, granted: true });
  }

  /** Returns to what was in force before this version. */
  async rollBack(
    id: string,
    reason: string,
    by: string,
  ): Promise<FrameworkProposal> {
    const at = this.#now();
    const decision = said('reason', reason);
    if (!(await this.mayDecide(by))) {
      throw this.#refusal();
    }
    const activated = await this.#transact(async trx => {
      await this.#frameworks.lock(trx);
      const record = await this.require(id, trx);
      const before = await this.#frameworks.inForce(trx);
      await this.#change(trx, record, ['announced', 'inForce'], {
        state: 'rolledBack',
        by,
        at,
        decision,
      });
      if (record.replaced) {
        const { id: replaced, state } = record.replaced;
        await this.#proposals.change(trx, replaced, ['superseded'], { state });
      }
      const framework = (await this.#frameworks.byDigest(
        record.replacedDigest!,
        trx,
      ))!;
      await this.#put(trx, framework, by, at);
      await this.#append(
        trx,
        record,
        'framework.rolledBack',
        by,
        at,
        {
          reason: decision,
          inForce: frameworkDigest(framework),
        },
        before?.version.digest,
      );
      return record;
    });
    await this.#service.refresh(at);
    this.#news.ended({
      kind: 'frameworkVersion',
      id,
      to: [activated.decidedBy ?? activated.proposedBy],
      by,
    });
    return this.#listed(id);
  }

  /**
   * Puts announced versions in force whose time has come, and takes over what
   * another replica put in force. Cheap where there is nothing to do.
   */
  async follow(): Promise<void> {
    const at = this.#now();
    if (await this.#proposals.isDue(at)) {
      await this.#transact(async trx => {
        await this.#frameworks.lock(trx);
        for (const record of await this.#proposals.due(trx, at)) {
          await this.#change(trx, record, ['announced'], { state: 'inForce' });
          await this.#put(trx, record.framework, 'system:announcement', at);
          await this.#append(
            trx,
            record,
            'framework.putInForce',
            'system:announcement',
            at,
            { effectiveFrom: record.effectiveFrom! },
          );
        }
      });
    }
    await this.#service.refresh(at);
  }

  async #put(
    trx: Transaction,
    framework: Framework,
    by: string,
    at: string,
  ): Promise<void> {
    await this.#frameworks.putInForce(trx, {
      framework,
      digest: frameworkDigest(framework),
      by,
      at,
    });
    await this.#frameworks.controlPositions(
      trx,
      framework.controls.map(control => control.id),
    );
    await this.#queue.addAll(trx, at);
  }

  async #append(
    trx: Transaction,
    record: FrameworkProposal,
    action: string,
    actor: string,
    at: string,
    details: { [name: string]: string | string[] },
    before?: string,
  ): Promise<void> {
    await this.#audit.append(trx, {
      at,
      actor,
      action,
      subject: `framework:${record.frameworkId}`,
      ...(before !== undefined && { before }),
      after: record.digest,
      details: { proposal: record.id, version: record.version, ...details },
    });
  }

  async #requireOpen(trx: Transaction, record: ProposalRecord): Promise<void> {
    const now = await this.require(record.id, trx);
    if (now.state !== 'proposed') {
      throw decided(record);
    }
  }

  async #change(
    trx: Transaction,
    record: ProposalRecord,
    from: Parameters<ProposalStore['change']>[2],
    to: Parameters<ProposalStore['change']>[3],
  ): Promise<void> {
    if (!(await this.#proposals.change(trx, record.id, from, to))) {
      throw decided(record);
    }
  }

  async #decided(
    id: string,
    outcome: { by: string; granted: boolean },
  ): Promise<FrameworkProposal> {
    const proposal = await this.#listed(id);
    this.#news.settled(this.#decisionOf(proposal));
    this.#news.answered({
      kind: 'frameworkVersion',
      id,
      to: [proposal.proposedBy],
      ...outcome,
    });
    return proposal;
  }

  #refusal(): NotAllowedError {
    return this.#roles.refusal(
      programmeOf(this.#service.current().framework).committee.role,
    );
  }

  /** The committee and the sponsor are told of it: either decides. */
  #decisionOf({ id, proposedBy }: FrameworkProposal): Decision {
    const { framework } = this.#service.current();
    return {
      kind: 'frameworkVersion',
      id,
      role: programmeOf(framework).committee.role,
      alsoIn: [framework.settings.sponsorRole],
      by: proposedBy,
    };
  }

  async #listed(id: string): Promise<FrameworkProposal> {
    const {
      framework: _,
      replacedDigest: __,
      replaced: ___,
      ...proposal
    } = await this.require(id);
    return proposal;
  }

  #defaultStart(): string {
    return this.#dates.endOf(this.#dates.today(this.#now()), ANNOUNCED_DAYS);
  }

  /** When what asks for more begins to count. */
  #start(wanted: string | undefined, at: string): string {
    if (wanted === undefined) {
      return this.#defaultStart();
    }
    if (this.#dates.isDate(wanted)) {
      return this.#dates.endOf(wanted, -1);
    }
    const instant = Date.parse(wanted);
    if (!/^\d{4}-/.test(wanted) || Number.isNaN(instant)) {
      throw new InputError(
        `effectiveFrom: '${wanted}' is neither a date such as 2027-01-31 nor an ISO 8601 instant`,
      );
    }
    const result = new Date(instant).toISOString();
    return result < at ? at : result;
  }
}

function decided(record: FrameworkProposal): ConflictError {
  return new ConflictError(
    `Framework version ${record.version} is ${record.state}: that was decided already`,
  );
}
