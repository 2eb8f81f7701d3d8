import { randomUUID } from 'node:crypto';
import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  disputedFingerprints,
  disputePermission,
  findingReadPermission,
  scorecardReadPermission,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  CheckResult,
  DisputeRequest,
  DisputeResponse,
  Scorecard,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { ownersOf } from '../access/RoleMembers';
import type { RoleMembers } from '../access/RoleMembers';
import type { AssessmentQueue } from '../assessment/AssessmentQueue';
import type { ScorecardService } from '../assessment/ScorecardService';
import type { AuditLog } from '../audit/AuditLog';
import { stateDigests } from '../audit/stateDigests';
import type { Transaction, Transactor } from '../database/transaction';
import type { Decision, InboxNews } from '../inbox/InboxNews';
import type { OrganizationDates } from '../tabular/organizationDates';
import type { FrameworkService } from '../framework/FrameworkService';
import { said } from '../said';
import type { DisputeRates } from './DisputeRates';
import type { DisputeRecord, DisputeStore } from './DisputeStore';
import { withAllowed } from './withAllowed';
import { disputeWithoutPlace } from './withoutPlace';

const DAY = 24 * 60 * 60 * 1000;

type User = BackstageCredentials<BackstageUserPrincipal>;

/**
 * Takes statements that a finding is wrong to the deciding role. Until it is
 * decided the finding counts; an accepted dispute leaves it out for a time,
 * never for good.
 */
export class DisputeService {
  readonly #store: DisputeStore;
  readonly #scorecards: ScorecardService;
  readonly #rates: DisputeRates;
  readonly #roles: RoleMembers;
  readonly #news: InboxNews;
  readonly #queue: AssessmentQueue;
  readonly #audit: AuditLog;
  readonly #framework: FrameworkService;
  readonly #transact: Transactor;
  readonly #dates: OrganizationDates;
  readonly #now: () => string;

  constructor(options: {
    store: DisputeStore;
    scorecards: ScorecardService;
    rates: DisputeRates;
    roles: RoleMembers;
    news: InboxNews;
    queue: AssessmentQueue;
    audit: AuditLog;
    framework: FrameworkService;
    transact: Transactor;
    dates: OrganizationDates;
    now: () => string;
  }) {
    this.#store = options.store;
    this.#scorecards = options.scorecards;
    this.#rates = options.rates;
    this.#roles = options.roles;
    this.#news = options.news;
    this.#queue = options.queue;
    this.#audit = options.audit;
    this.#framework = options.framework;
    this.#transact = options.transact;
    this.#dates = options.dates;
    this.#now = options.now;
  }

  /**
   * Disputes one finding, or a failure that names none.
   *
   * @throws InputError when nothing like it is found now
   * @throws ConflictError when it is disputed already
   */
  async dispute(
    entityRef: string,
    request: DisputeRequest,
    credentials: User,
  ): Promise<DisputeResponse> {
    const { scorecard } = await this.#scorecards.judged(
      entityRef,
      disputePermission,
      credentials,
    );
    const reason = said('reason', request.reason);
    const result = failingResult(scorecard, request.check);
    const fingerprints = disputedFingerprints(result);
    const fingerprint = request.fingerprint ?? fingerprints[0];
    if (request.fingerprint === undefined && fingerprints.length !== 1) {
      throw new InputError(
        `${request.check} has ${fingerprints.length} findings that can be disputed; name one by its fingerprint`,
      );
    }
    if (!fingerprints.includes(fingerprint)) {
      throw new InputError(
        `${request.check} has no finding ${fingerprint} now; look at the scorecard again`,
      );
    }
    const finding = result.findings?.find(
      candidate => candidate.fingerprint === fingerprint,
    );
    const at = this.#now();
    const record: DisputeRecord = {
      id: randomUUID(),
      entityRef,
      check: request.check,
      fingerprint,
      finding: { summary: result.summary, ...(finding && { finding }) },
      reason,
      by: credentials.principal.userEntityRef,
      at,
      state: 'open',
    };
    await this.#transact(async trx => {
      if (!(await this.#store.insert(trx, record))) {
        throw new ConflictError(
          `This finding of ${request.check} is disputed already and waits for a decision`,
        );
      }
      await this.#audit.append(trx, {
        at,
        actor: record.by,
        action: 'dispute.opened',
        subject: entityRef,
        ...stateDigests(undefined, record),
        details: { dispute: record.id, check: record.check, fingerprint },
      });
    });
    this.#news.arrived(this.#decisionOf(record));
    return record;
  }

  /**
   * Accepts or rejects; never by the person who disputed.
   *
   * @param options - `until`: end of the suppression, at most as far ahead as
   * an exception may reach, which is the default
   */
  async decide(
    id: string,
    options: {
      accept: boolean;
      reason: string;
      until?: string;
      by: string;
    },
  ): Promise<DisputeResponse> {
    const record = await this.#require(id);
    await this.#roles.requireSecond({
      role: this.#role(),
      person: options.by,
      first: record.by,
      owners: record.movedTo,
      message: 'Somebody else than the one who disputed has to decide',
    });
    const decision = said('reason', options.reason);
    const at = this.#now();
    const until = options.accept ? this.#until(options.until, at) : undefined;
    const state = options.accept ? 'accepted' : 'rejected';
    const decided: DisputeRecord = {
      ...record,
      state,
      decidedBy: options.by,
      decidedAt: at,
      decision,
      ...(until && { until }),
    };
    await this.#transact(async trx => {
      await this.#close(trx, record, {
        state,
        by: options.by,
        at,
        decision,
        until,
      });
      await this.#queue.add(trx, [record.entityRef], at);
      await this.#audit.append(trx, {
        at,
        actor: options.by,
        action: `dispute.${state}`,
        subject: record.entityRef,
        ...stateDigests(record, decided),
        details: {
          dispute: id,
          check: record.check,
          ...(until && { until }),
        },
      });
    });
    this.#news.settled(this.#decisionOf(record));
    this.#news.answered({
      kind: 'dispute',
      id,
      to: ownersOf(record),
      granted: options.accept,
      by: options.by,
    });
    if (options.accept) {
      await this.#rates.update();
    }
    return decided;
  }

  /** Takes a dispute back; by the person who disputed, or who owns the entity since. */
  async withdraw(id: string, credentials: User): Promise<DisputeResponse> {
    const record = await this.#require(id);
    const by = credentials.principal.userEntityRef;
    if (!(await this.#roles.owned(credentials))(record)) {
      throw new NotAllowedError(
        'Only the one who disputed can take it back, or once the owner changed who owns it now',
      );
    }
    const at = this.#now();
    const withdrawn: DisputeRecord = {
      ...record,
      state: 'withdrawn',
      decidedBy: by,
      decidedAt: at,
    };
    await this.#transact(async trx => {
      await this.#close(trx, record, { state: 'withdrawn', by, at });
      await this.#audit.append(trx, {
        at,
        actor: by,
        action: 'dispute.withdrawn',
        subject: record.entityRef,
        ...stateDigests(record, withdrawn),
        details: { dispute: id, check: record.check },
      });
    });
    this.#news.settled(this.#decisionOf(record));
    return withdrawn;
  }

  /**
   * Disputes newest first, of one entity or of all that the caller may see.
   * What may not be seen is left out, so a page can be short.
   */
  async list(
    request: {
      entityRef?: string;
      state?: DisputeRecord['state'];
      limit: number;
      before?: { at: string; id: string };
    },
    credentials: BackstageCredentials,
  ): Promise<{
    items: DisputeResponse[];
    next?: { at: string; id: string };
  }> {
    // Of one entity: whether where its findings are is shown.
    const one =
      request.entityRef === undefined
        ? undefined
        : await this.#scorecards.judged(
            request.entityRef,
            scorecardReadPermission,
            credentials,
          );
    const records = await this.#store.list({
      ...request,
      limit: request.limit + 1,
    });
    const page = records.slice(0, request.limit);
    const last = page[page.length - 1];
    const refs = one ? [] : [...new Set(page.map(each => each.entityRef))];
    const visible = one
      ? undefined
      : new Set(
          (await this.#scorecards.byRefs(refs, credentials)).map(
            ({ entityRef }) => entityRef,
          ),
        );
    const withPlaces = await this.#scorecards.permitted(
      refs,
      findingReadPermission,
      credentials,
    );
    return {
      items: await withAllowed(
        page
          .filter(({ entityRef }) => visible?.has(entityRef) ?? true)
          .map(record =>
            one?.readFindings || withPlaces.has(record.entityRef)
              ? record
              : disputeWithoutPlace(record),
          ),
        this.#roles,
        credentials,
      ),
      ...(records.length > request.limit && {
        next: { at: last.at, id: last.id },
      }),
    };
  }

  async #close(
    trx: Transaction,
    { id, movedTo }: DisputeRecord,
    options: Omit<Parameters<DisputeStore['close']>[1], 'id' | 'movedTo'>,
  ): Promise<void> {
    if (!(await this.#store.close(trx, { ...options, id, movedTo }))) {
      throw new ConflictError(
        `Dispute ${id} was decided or withdrawn already, or went to other owners; look at it again`,
      );
    }
  }

  #role(): string {
    return this.#framework.current().framework.settings.approvingRole;
  }

  #decisionOf({ id, by }: DisputeRecord): Decision {
    return { kind: 'dispute', id, role: this.#role(), by };
  }

  async #require(id: string): Promise<DisputeRecord> {
    const record = await this.#store.get(id);
    if (!record) {
      throw new NotFoundError(`There is no dispute ${id}`);
    }
    return record;
  }

  #until(wanted: string | undefined, at: string): string {
    const { maxExceptionDays } = this.#framework.current().framework.settings;
    const longest = new Date(
      Date.parse(at) + maxExceptionDays * DAY,
    ).toISOString();
    const until =
      wanted === undefined
        ? longest
        : this.#dates.endOfEntered(wanted, longest);
    if (until === undefined) {
      throw new InputError(
        `until '${wanted}' is neither a date such as 2027-01-31, which ends at 24:00 in ${
          this.#dates.zone
        }, nor an ISO 8601 instant such as 2027-01-31T00:00:00Z`,
      );
    }
    if (until <= at || until > longest) {
      throw new InputError(
        `until has to lie ahead and not beyond ${longest}: a finding is left out for at most ${maxExceptionDays} days`,
      );
    }
    return until;
  }
}

function failingResult(scorecard: Scorecard, check: string): CheckResult {
  const result = scorecard.controls
    .flatMap(({ parts }) => parts)
    .filter(({ scope }) => scope === 'entity')
    .flatMap(({ checks }) => checks)
    .find(candidate => candidate.check === check);
  if (!result) {
    throw new InputError(
      `The scorecard has no check ${check} of the entity's own to dispute`,
    );
  }
  if (result.outcome !== 'fail' && !result.warning) {
    throw new InputError(
      `${check} does not fail now (it is ${result.outcome}), so there is nothing to dispute`,
    );
  }
  return result;
}
