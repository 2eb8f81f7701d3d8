import { randomUUID } from 'node:crypto';
import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  exceptionSponsorPermission,
  scorecardReadPermission,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  Framework,
  RiskAcceptance,
  RiskAcceptanceListResponse,
  RiskAcceptanceRequest,
  RiskAcceptanceState,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { forbidden } from '../access/EntityAccess';
import type { EntityAccess } from '../access/EntityAccess';
import type { RequirePermission } from '../access/RequirePermission';
import type { RoleMembers } from '../access/RoleMembers';
import { decodeCursor, encodeCursor } from '../assessment/scorecardFilter';
import type { AuditLog } from '../audit/AuditLog';
import { stateDigests } from '../audit/stateDigests';
import { takeTurn } from '../database/counters';
import type { Transaction, Transactor } from '../database/transaction';
import type { FrameworkService } from '../framework/FrameworkService';
import type { InboxNews } from '../inbox/InboxNews';
import { said } from '../said';
import type { OrganizationDates } from '../tabular/organizationDates';
import { endOf } from './RiskAcceptanceStore';
import type {
  RiskAcceptancePlace,
  RiskAcceptanceRecord,
  RiskAcceptanceStore,
} from './RiskAcceptanceStore';

type User = BackstageCredentials<BackstageUserPrincipal>;

const DEFAULT_PAGE = 50;

/**
 * Deviations of the organization itself, which no exception covers: the
 * executive sponsor accepts the risk for a time, and says so to everybody. No
 * status and no level changes by it.
 */
export class RiskAcceptanceService {
  readonly #store: RiskAcceptanceStore;
  readonly #access: EntityAccess;
  readonly #permissions: RequirePermission;
  readonly #roles: RoleMembers;
  readonly #news: InboxNews;
  readonly #framework: FrameworkService;
  readonly #audit: AuditLog;
  readonly #transact: Transactor;
  readonly #dates: OrganizationDates;
  readonly #now: () => string;

  constructor(options: {
    store: RiskAcceptanceStore;
    access: EntityAccess;
    permissions: RequirePermission;
    roles: RoleMembers;
    news: InboxNews;
    framework: FrameworkService;
    audit: AuditLog;
    transact: Transactor;
    dates: OrganizationDates;
    now: () => string;
  }) {
    this.#store = options.store;
    this.#access = options.access;
    this.#permissions = options.permissions;
    this.#roles = options.roles;
    this.#news = options.news;
    this.#framework = options.framework;
    this.#audit = options.audit;
    this.#transact = options.transact;
    this.#dates = options.dates;
    this.#now = options.now;
  }

  /** Those in force, the soonest to end first. */
  async inForce(): Promise<RiskAcceptance[]> {
    const at = this.#now();
    return (await this.#store.inForce(at)).map(each => toAcceptance(each, at));
  }

  /** The same for what every page shows; empty where the caller reads no scorecards. */
  async shownTo(credentials: BackstageCredentials): Promise<RiskAcceptance[]> {
    const inForce = await this.inForce();
    // Asked only where there is something to keep from somebody.
    return inForce.length > 0 &&
      (await this.#access.readsScorecards(credentials))
      ? inForce
      : [];
  }

  /** One page: those in force, then what ended last. */
  async list(
    request: { limit?: number; cursor?: string },
    credentials: BackstageCredentials,
  ): Promise<RiskAcceptanceListResponse> {
    if (!(await this.#access.readsScorecards(credentials))) {
      throw forbidden(scorecardReadPermission.name);
    }
    const { limit = DEFAULT_PAGE, cursor } = request;
    const at = this.#now();
    const found = await this.#store.page({
      limit: limit + 1,
      before: decodeCursor<RiskAcceptancePlace>(
        cursor,
        value =>
          typeof value?.endsAt === 'string' && typeof value.id === 'string',
      ),
    });
    const page = found.slice(0, limit);
    const last = page[page.length - 1];
    return {
      items: page.map(each => toAcceptance(each, at)),
      ...(found.length > limit && {
        nextCursor: encodeCursor({ endsAt: endOf(last), id: last.id }),
      }),
    };
  }

  /**
   * Accepts the risk of one control for a time; the acceptance that is in force
   * for it ends.
   *
   * @throws InputError that says what to change
   */
  async accept(
    request: RiskAcceptanceRequest,
    credentials: User,
  ): Promise<RiskAcceptance> {
    const by = await this.#requireSponsor(credentials);
    const at = this.#now();
    const { framework } = this.#framework.current();
    requireOrganizationPart(framework, request.control);
    const record: RiskAcceptanceRecord = {
      id: randomUUID(),
      control: request.control,
      reason: said('reason', request.reason),
      compensatingControls: request.compensatingControls.map(text =>
        said('compensatingControls', text),
      ),
      acceptedBy: by,
      acceptedAt: at,
      until: this.#until(request.until, framework, at),
    };
    const replaced = await this.#transact(async trx => {
      // One after the other, so that one is in force per control.
      await takeTurn(trx);
      const before = await this.#store.inForce(at, {
        control: record.control,
        trx,
      });
      for (const each of before) {
        await this.#end(trx, each, {
          endedBy: by,
          endedAt: at,
          replaced: true,
        });
      }
      await this.#store.insert(trx, record);
      await this.#append(trx, 'riskAcceptance.accepted', undefined, record, {
        at,
        by,
        details: {
          until: record.until,
          ...(before.length > 0 && { replaces: before.map(({ id }) => id) }),
        },
      });
      return before;
    });
    replaced.forEach(each => this.#tell(each, by));
    return toAcceptance(record, at);
  }

  /** Ends an acceptance before its time. */
  async revoke(
    id: string,
    request: { reason: string },
    credentials: User,
  ): Promise<RiskAcceptance> {
    const by = await this.#requireSponsor(credentials);
    const endReason = said('reason', request.reason);
    const at = this.#now();
    const ended = await this.#transact(async trx => {
      await takeTurn(trx);
      const record = await this.#store.get(id, trx);
      if (!record) {
        throw new NotFoundError(`There is no acceptance of a risk ${id}`);
      }
      if (endOf(record) <= at) {
        throw new ConflictError('The acceptance of this risk is over already');
      }
      return this.#end(trx, record, { endedBy: by, endedAt: at, endReason });
    });
    this.#tell(ended, by);
    return toAcceptance(ended, at);
  }

  async #requireSponsor(credentials: User): Promise<string> {
    await this.#permissions.require(exceptionSponsorPermission, credentials);
    const { userEntityRef } = credentials.principal;
    const { sponsorRole } = this.#framework.current().framework.settings;
    await this.#roles.require(sponsorRole, userEntityRef);
    return userEntityRef;
  }

  async #end(
    trx: Transaction,
    record: RiskAcceptanceRecord,
    how: { endedBy: string; endedAt: string } & Pick<
      RiskAcceptanceRecord,
      'endReason' | 'replaced'
    >,
  ): Promise<RiskAcceptanceRecord> {
    const ended = { ...record, ...how };
    await this.#store.end(trx, ended);
    await this.#append(
      trx,
      how.replaced ? 'riskAcceptance.replaced' : 'riskAcceptance.revoked',
      record,
      ended,
      { at: how.endedAt, by: how.endedBy },
    );
    return ended;
  }

  async #append(
    trx: Transaction,
    action: string,
    before: RiskAcceptanceRecord | undefined,
    after: RiskAcceptanceRecord,
    entry: {
      at: string;
      by: string;
      details?: { [key: string]: string | string[] };
    },
  ): Promise<void> {
    await this.#audit.append(trx, {
      at: entry.at,
      actor: entry.by,
      action,
      subject: `riskAcceptance:${after.id}`,
      ...stateDigests(before, after),
      details: { control: after.control, ...entry.details },
    });
  }

  /** Whoever accepted it need not look at its end any more. */
  #tell({ id, acceptedBy }: RiskAcceptanceRecord, by: string): void {
    this.#news.ended({ kind: 'riskAcceptance', id, to: [acceptedBy], by });
  }

  #until(wanted: string, framework: Framework, at: string): string {
    const { maxExceptionDays } = framework.settings;
    const last = this.#dates.endOf(this.#dates.today(at), maxExceptionDays);
    const until = this.#dates.endOfEntered(wanted, last);
    if (until === undefined) {
      throw new InputError(
        `until has to be a date such as 2027-03-31 or an instant, not '${wanted}'`,
      );
    }
    if (until <= at || until > last) {
      throw new InputError(
        `until has to lie ahead and not beyond ${last}: a risk is accepted for at most ${maxExceptionDays} days, and again after that`,
      );
    }
    return until;
  }
}

function requireOrganizationPart({ controls }: Framework, id: string): void {
  const theirs = controls.filter(({ parts }) =>
    parts.some(({ scope }) => scope === 'organization'),
  );
  if (theirs.some(control => control.id === id)) {
    return;
  }
  throw new InputError(
    controls.some(control => control.id === id)
      ? `${id} has no part of the organization's; a service asks for an exception from it`
      : `The framework in force has no control ${id}; those of the organization are ${theirs
          .map(control => control.id)
          .join(', ')}`,
  );
}

/** As the API answers it. */
function toAcceptance(
  { replaced, ...record }: RiskAcceptanceRecord,
  at: string,
): RiskAcceptance {
  let state: RiskAcceptanceState = 'inForce';
  if (replaced) {
    state = 'replaced';
  } else if (record.endedAt !== undefined) {
    state = 'revoked';
  } else if (record.until <= at) {
    state = 'ended';
  }
  return { ...record, state };
}
