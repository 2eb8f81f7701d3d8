import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  ratingOf,
  RISK_RATINGS,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  Framework,
  Risk,
  ResidualRating,
  RiskDetails,
  RiskEdit,
  RiskEditRequest,
  RiskEntitiesResponse,
  RiskEntity,
  RiskRecord,
  RiskRegisterResponse,
  RiskRequest,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { decodeCursor, encodeCursor } from '../assessment/scorecardFilter';
import type { AuditLog } from '../audit/AuditLog';
import { stateDigests } from '../audit/stateDigests';
import { takeTurn } from '../database/counters';
import type { Transaction, Transactor } from '../database/transaction';
import { normalizedRef } from '../entityRef';
import type {
  FrameworkInForce,
  FrameworkService,
} from '../framework/FrameworkService';
import type { Look, Standee } from '../maturity/Look';
import type {
  FilteredRequest,
  MaturityService,
} from '../maturity/MaturityService';
import type { OrganizationDates } from '../tabular/organizationDates';
import type { RiskEntry, RiskStore } from './RiskStore';
import { mitigationOf, openOf, placesOf, standingOfRisk } from './standing';

const DEFAULT_PAGE = 50;

/** Risks that an organization may add; a register is read by people. */
const MOST_ADDED = 500;

/**
 * Days until a risk is looked at again for which nobody said when: from what
 * was last said of it, or from when the framework in force came into force.
 */
const REVIEW_DAYS = 366;

const ADDED_ID = /^ORG-(\d+)$/;

const isAssessable = ({ standing }: Standee) =>
  standing.notAssessable === undefined;

/** The risk register: the framework's risks and the organization's own. */
export class RiskService {
  readonly #store: RiskStore;
  readonly #maturity: MaturityService;
  readonly #framework: FrameworkService;
  readonly #audit: AuditLog;
  readonly #transact: Transactor;
  readonly #dates: OrganizationDates;
  readonly #now: () => string;

  constructor(options: {
    store: RiskStore;
    maturity: MaturityService;
    framework: FrameworkService;
    audit: AuditLog;
    transact: Transactor;
    dates: OrganizationDates;
    now: () => string;
  }) {
    this.#store = options.store;
    this.#maturity = options.maturity;
    this.#framework = options.framework;
    this.#audit = options.audit;
    this.#transact = options.transact;
    this.#dates = options.dates;
    this.#now = options.now;
  }

  /** Every risk with what is left of it over the entities asked for. */
  async register(
    request: FilteredRequest,
    credentials: BackstageCredentials,
  ): Promise<RiskRegisterResponse> {
    const [look, entries] = await Promise.all([
      this.#maturity.look(request, credentials),
      this.#store.all(),
    ]);
    const standees = look.standees();
    const counted = standees.filter(isAssessable);
    const { framework } = look.inForce;
    return {
      at: look.at,
      isComplete: look.isComplete,
      assessable: counted.length,
      excluded: exclusionsOf(standees),
      timeZone: this.#dates.zone,
      items: this.#records(look.inForce, entries, look.at).map(risk => {
        const places = placesOf(risk, framework, look.at);
        return {
          ...risk,
          residual: standingOfRisk(
            risk,
            risk.controls.length === 0
              ? []
              : counted.map(({ standing }) =>
                  mitigationOf(risk, places, standing),
                ),
          ),
        };
      }),
    };
  }

  /** Every risk with when it has to be looked at again. */
  async reviews(): Promise<RiskRecord[]> {
    return this.#records(
      this.#framework.current(),
      await this.#store.all(),
      this.#now(),
    );
  }

  /** What is left of one risk, entity by entity. */
  async entities(
    id: string,
    request: FilteredRequest & {
      residual?: ResidualRating;
      limit?: number;
      cursor?: string;
    },
    credentials: BackstageCredentials,
  ): Promise<RiskEntitiesResponse> {
    const after = decodeCursor<{ r: string }>(
      request.cursor,
      value => typeof value?.r === 'string',
    );
    const limit = request.limit ?? DEFAULT_PAGE;
    const [look, entries] = await Promise.all([
      this.#maturity.look(request, credentials),
      this.#store.all(),
    ]);
    const risk = this.#records(look.inForce, entries, look.at).find(
      candidate => candidate.id === id,
    );
    if (!risk) {
      throw unknownRisk(id);
    }
    const items = entitiesOf(risk, look, {
      residual: request.residual,
      after: after?.r,
      most: limit + 1,
    });
    const page = items.slice(0, limit);
    return {
      items: page,
      ...(items.length > limit && {
        nextCursor: encodeCursor({ r: page[page.length - 1].entityRef }),
      }),
    };
  }

  /** Adds a risk of the organization's own. */
  async add(request: RiskRequest, by: string): Promise<RiskRecord> {
    const at = this.#now();
    const inForce = this.#framework.current();
    const { framework } = inForce;
    const details = validDetails(request.details, framework);
    const edit = this.#validEdit(request, undefined, at);
    const entry = await this.#transact(async trx => {
      await takeTurn(trx);
      const added: RiskEntry = {
        id: await this.#nextId(trx, framework),
        details,
        ...edit,
        version: 1,
        updatedBy: by,
        updatedAt: at,
      };
      await this.#store.write(trx, added);
      await this.#record(trx, 'risk.added', undefined, added);
      return added;
    });
    return this.#require(entry, inForce, at);
  }

  /** Replaces what people say of a risk. */
  async edit(
    id: string,
    request: RiskEditRequest,
    by: string,
  ): Promise<RiskRecord> {
    const at = this.#now();
    const inForce = this.#framework.current();
    const { framework } = inForce;
    const entry = await this.#transact(async trx => {
      const before = await this.#editable(trx, id, framework);
      const isOwn = framework.risks.some(risk => risk.id === id);
      if (isOwn && request.details) {
        throw new InputError(
          `${id} comes with the framework, which alone describes it; send owner, mitigation and reviewBy without details`,
        );
      }
      if (!isOwn && !request.details) {
        throw new InputError(
          `${id} was added by the organization; send its details too`,
        );
      }
      const after: RiskEntry = {
        id,
        ...(request.details && {
          details: validDetails(request.details, framework),
        }),
        ...this.#validEdit(request, before?.reviewBy, at),
        version: this.#following(id, before, request.version),
        updatedBy: by,
        updatedAt: at,
      };
      await this.#write(trx, after);
      await this.#record(trx, 'risk.edited', before, after);
      return after;
    });
    return this.#require(entry, inForce, at);
  }

  /** Takes a risk off the register that the organization added; it stays stored. */
  async retire(
    id: string,
    request: { version: number; reason: string },
    by: string,
  ): Promise<void> {
    const at = this.#now();
    const { framework } = this.#framework.current();
    if (framework.risks.some(risk => risk.id === id)) {
      throw new InputError(
        `${id} comes with the framework; a framework file can leave it out`,
      );
    }
    await this.#transact(async trx => {
      const before = await this.#editable(trx, id, framework);
      const after: RiskEntry = {
        ...before!,
        version: this.#following(id, before, request.version),
        updatedBy: by,
        updatedAt: at,
        retiredAt: at,
      };
      await this.#write(trx, after);
      await this.#record(trx, 'risk.retired', before, after, request.reason);
    });
  }

  #following(
    id: string,
    before: RiskEntry | undefined,
    version: number,
  ): number {
    if (version !== (before?.version ?? 0)) {
      throw overtaken(id);
    }
    return version + 1;
  }

  async #write(trx: Transaction, entry: RiskEntry): Promise<void> {
    if (!(await this.#store.write(trx, entry))) {
      throw overtaken(entry.id);
    }
  }

  async #editable(
    trx: Transaction,
    id: string,
    framework: Framework,
  ): Promise<RiskEntry | undefined> {
    const entry = await this.#store.get(id, trx);
    const isOwn = framework.risks.some(risk => risk.id === id);
    if (!isOwn && (!entry?.details || entry.retiredAt)) {
      throw unknownRisk(id);
    }
    return entry;
  }

  /** Ids are never given twice, not even after a risk was retired. */
  async #nextId(trx: Transaction, framework: Framework): Promise<string> {
    const entries = await this.#store.all(trx);
    const added = entries.filter(({ details }) => details);
    if (added.filter(({ retiredAt }) => !retiredAt).length >= MOST_ADDED) {
      throw new InputError(
        `The register has ${MOST_ADDED} risks of the organization's own already; retire some first`,
      );
    }
    const taken = [...entries, ...framework.risks].map(({ id }) =>
      Number(ADDED_ID.exec(id)?.[1] ?? 0),
    );
    return `ORG-${String(Math.max(0, ...taken) + 1).padStart(3, '0')}`;
  }

  #validEdit(
    request: RiskEdit,
    reviewedBy: string | undefined,
    at: string,
  ): RiskEdit {
    const { reviewBy } = request;
    const owner =
      request.owner === undefined ? undefined : normalizedRef(request.owner);
    if (owner && !/^(?:user|group):/.test(owner)) {
      throw new InputError(
        `A user or a group looks after a risk, not ${owner}`,
      );
    }
    if (reviewBy !== undefined && reviewBy !== reviewedBy) {
      if (!this.#dates.isDate(reviewBy)) {
        throw new InputError(
          `reviewBy has to be a date such as 2027-03-31, not '${reviewBy}'`,
        );
      }
      if (reviewBy < this.#dates.today(at)) {
        throw new InputError('reviewBy has to be today or later');
      }
    }
    const mitigation = request.mitigation?.trim();
    return {
      ...(owner !== undefined && { owner }),
      ...(mitigation && { mitigation }),
      ...(reviewBy !== undefined && { reviewBy }),
    };
  }

  async #record(
    trx: Transaction,
    action: string,
    before: RiskEntry | undefined,
    after: RiskEntry,
    reason?: string,
  ): Promise<void> {
    const fields = [
      'details',
      'owner',
      'mitigation',
      'reviewBy',
      'retiredAt',
    ] as const;
    const changed = fields.filter(
      field => JSON.stringify(before?.[field]) !== JSON.stringify(after[field]),
    );
    await this.#audit.append(trx, {
      at: after.updatedAt,
      actor: after.updatedBy,
      action,
      subject: `risk:${after.id}`,
      ...stateDigests(before, after),
      details: {
        changed,
        owner: after.owner ?? null,
        mitigation: after.mitigation ?? null,
        reviewBy: after.reviewBy ?? null,
        ...(after.details && { details: { ...after.details } }),
        ...(reason !== undefined && { reason }),
      },
    });
  }

  /** One risk as it is after it was written. */
  #require(
    entry: RiskEntry,
    inForce: FrameworkInForce,
    at: string,
  ): RiskRecord {
    return this.#records(inForce, [entry], at).find(
      ({ id }) => id === entry.id,
    )!;
  }

  #records(
    { framework, inForceSince }: FrameworkInForce,
    entries: readonly RiskEntry[],
    at: string,
  ): RiskRecord[] {
    const byId = new Map(entries.map(entry => [entry.id, entry]));
    const own = new Set(framework.risks.map(({ id }) => id));
    return [
      ...framework.risks.map(risk =>
        this.#written(ofFramework(risk), byId.get(risk.id), {
          at,
          since: inForceSince,
        }),
      ),
      ...entries.flatMap(entry =>
        entry.details && !entry.retiredAt && !own.has(entry.id)
          ? [
              this.#written(
                ofOrganization(entry.id, entry.details, framework),
                entry,
                { at, since: entry.updatedAt },
              ),
            ]
          : [],
      ),
    ];
  }

  #written(
    risk: Omit<RiskRecord, 'version' | 'isDue'>,
    entry: RiskEntry | undefined,
    { at, since }: { at: string; since: string },
  ): RiskRecord {
    const { owner, mitigation, updatedAt = since } = entry ?? {};
    const reviewBy =
      entry?.reviewBy ??
      this.#dates.today(
        this.#dates.endOf(
          this.#dates.today(updatedAt > since ? updatedAt : since),
          REVIEW_DAYS - 1,
        ),
      );
    return {
      ...risk,
      ...(mitigation !== undefined && { mitigation }),
      ...(owner !== undefined && { owner }),
      reviewBy,
      isDue: at >= this.#dates.endOf(reviewBy),
      version: entry?.version ?? 0,
      ...(entry && {
        updatedBy: entry.updatedBy,
        updatedAt: entry.updatedAt,
      }),
    };
  }
}

function exclusionsOf(
  standees: readonly Standee[],
): { reason: string; entities: number }[] {
  const counts = new Map<string, number>();
  for (const { standing } of standees) {
    if (standing.notAssessable !== undefined) {
      counts.set(
        standing.notAssessable,
        (counts.get(standing.notAssessable) ?? 0) + 1,
      );
    }
  }
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([reason, entities]) => ({ reason, entities }));
}

function entitiesOf(
  risk: RiskRecord,
  look: Look,
  options: { residual?: ResidualRating; after?: string; most: number },
): RiskEntity[] {
  const { framework } = look.inForce;
  const places = placesOf(risk, framework, look.at);
  const items: RiskEntity[] = [];
  if (risk.controls.length === 0) {
    return items;
  }
  for (const standee of look.standees()) {
    const { member, standing } = standee;
    if (!isAssessable(standee) || (options.after ?? '') >= member.ref) {
      continue;
    }
    const mitigation = mitigationOf(risk, places, standing);
    if (options.residual && mitigation.residual !== options.residual) {
      continue;
    }
    items.push({
      entityRef: member.ref,
      ...(member.shownTitle !== undefined && { title: member.shownTitle }),
      owners: [...member.owners],
      ...mitigation,
      open: openOf(places, standing, framework),
    });
    if (items.length === options.most) {
      break;
    }
  }
  return items;
}

function ofFramework(risk: Risk): Omit<RiskRecord, 'version' | 'isDue'> {
  const { residual: target, ...rest } = risk;
  return { ...rest, target, origin: 'framework' };
}

function ofOrganization(
  id: string,
  details: RiskDetails,
  framework: Framework,
): Omit<RiskRecord, 'version' | 'isDue'> {
  const known = new Set(framework.controls.map(control => control.id));
  return {
    id,
    ...details,
    // A later framework may have dropped a control.
    controls: details.controls.filter(control => known.has(control)),
    inherent: ratingOf(details.likelihood, details.impact),
    origin: 'organization',
  };
}

/** @throws InputError that says what to change */
function validDetails(details: RiskDetails, framework: Framework): RiskDetails {
  const known = framework.controls.map(({ id }) => id);
  const unknown = details.controls.filter(id => !known.includes(id));
  if (unknown.length > 0) {
    throw new InputError(
      `The framework in force has no control ${unknown.join(
        ', ',
      )}; it has ${known.join(', ')}`,
    );
  }
  const inherent = ratingOf(details.likelihood, details.impact);
  if (RISK_RATINGS.indexOf(details.target) > RISK_RATINGS.indexOf(inherent)) {
    throw new InputError(
      `The target ${details.target} is above ${inherent}, which is what a ${details.likelihood} risk of ${details.impact} impact is rated`,
    );
  }
  const { category, description, likelihood, impact, target } = details;
  const required = { category, description };
  for (const [name, text] of Object.entries(required)) {
    if (text.trim() === '') {
      throw new InputError(`${name} must not be empty`);
    }
  }
  return {
    category: category.trim(),
    description: description.trim(),
    likelihood,
    impact,
    target,
    controls: [...new Set(details.controls)],
  };
}

function unknownRisk(id: string): NotFoundError {
  return new NotFoundError(
    `The register has no risk ${id}; GET /risks lists them`,
  );
}

function overtaken(id: string): ConflictError {
  return new ConflictError(
    `Somebody else changed ${id} in the meantime; look at it again before you change it`,
  );
}
