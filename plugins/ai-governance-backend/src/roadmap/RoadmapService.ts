import { randomUUID } from 'node:crypto';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { entryCriteria } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  ChecklistState,
  Framework,
  Level,
  PlanAttestation,
  PlanAttestationRequest,
  PlanItem,
  RoadmapResponse,
  RoadmapState,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { ORGANIZATION } from '../assessment/AssessmentQueue';
import { endOfValidity, EVENT_VALIDITY_DAYS } from '../attestations/validity';
import type { AuditLog } from '../audit/AuditLog';
import type { Transactor } from '../database/transaction';
import { normalizedRef } from '../entityRef';
import type { FrameworkService } from '../framework/FrameworkService';
import type { Look } from '../maturity/Look';
import type { MaturityService } from '../maturity/MaturityService';
import type { OrganizationDates } from '../tabular/organizationDates';
import { Attested, doneOf, itemStates, sharesOf } from './items';
import type { PlanStore } from './PlanStore';
import { requireTeam } from './teams';

/** So long before it ends something can be said anew, without a gap. */
const RENEWABLE_DAYS = 31;

/** Every plan of a framework by its name in attestations. */
export function plansOf(framework: Framework): Map<string, PlanItem[]> {
  return new Map([
    ...framework.roadmaps.flatMap(({ id, phases }) =>
      phases.map(
        phase =>
          [`roadmap:${id}/${phase.id}`, phase.activities] as [
            string,
            PlanItem[],
          ],
      ),
    ),
    ...framework.checklists.map(
      ({ id, items }) => [`checklist:${id}`, items] as [string, PlanItem[]],
    ),
    ...framework.adoptionStages.map(
      stage =>
        [`adoption:${stage.id}`, entryCriteria(stage)] as [string, PlanItem[]],
    ),
  ]);
}

/** The organization's checklists as they stand. */
export function checklistStates(
  look: Look,
  attested: Attested,
  shares = sharesOf(look),
): ChecklistState[] {
  const { framework } = look.inForce;
  return framework.checklists.map(({ id, name, description, items }) => {
    const states = itemStates(items, {
      subject: ORGANIZATION,
      plan: `checklist:${id}`,
      shares,
      threshold: framework.settings.organizationThreshold,
      attested,
    });
    const done = doneOf(states);
    return {
      id,
      name,
      description,
      holds: done === states.length,
      done,
      items: states,
    };
  });
}

/** The plans and checklists of the organization, ticked off by evidence and people. */
export class RoadmapService {
  readonly #store: PlanStore;
  readonly #maturity: MaturityService;
  readonly #framework: FrameworkService;
  readonly #audit: AuditLog;
  readonly #transact: Transactor;
  readonly #dates: OrganizationDates;
  readonly #now: () => string;

  constructor(options: {
    store: PlanStore;
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

  async plans(credentials: BackstageCredentials): Promise<RoadmapResponse> {
    const [look, attestations] = await Promise.all([
      this.#maturity.look({}, credentials),
      this.#store.attestations(),
    ]);
    const { framework } = look.inForce;
    const threshold = framework.settings.organizationThreshold;
    const attested = new Attested(attestations, look.at);
    const shares = sharesOf(look);
    return {
      at: look.at,
      isComplete: look.isComplete,
      organizationLevel: (look.part.level ?? 5) as Level,
      threshold,
      roadmaps: framework.roadmaps.map((roadmap): RoadmapState => {
        const phases = roadmap.phases.map(({ activities, ...phase }) => {
          const items = itemStates(activities, {
            subject: ORGANIZATION,
            plan: `roadmap:${roadmap.id}/${phase.id}`,
            shares,
            threshold,
            attested,
          });
          return { ...phase, done: doneOf(items), items };
        });
        const current = phases.find(({ done, items }) => done < items.length);
        return {
          id: roadmap.id,
          name: roadmap.name,
          description: roadmap.description,
          ...(current && { currentPhase: current.id }),
          phases,
        };
      }),
      checklists: checklistStates(look, attested, shares),
    };
  }

  /** Takes a person's word that an item is done. */
  async attest(
    request: PlanAttestationRequest,
    by: string,
    credentials: BackstageCredentials,
  ): Promise<PlanAttestation> {
    const at = this.#now();
    const { framework } = this.#framework.current();
    const items = plansOf(framework).get(request.plan);
    if (!items?.some(({ id }) => id === request.item)) {
      throw new InputError(
        `The framework in force has no item ${request.item} in ${request.plan}; GET /roadmap and GET /adoption list them`,
      );
    }
    const statement = request.statement.trim();
    if (statement === '') {
      throw new InputError('statement must not be empty');
    }
    const subject = subjectOf(request);
    if (subject !== ORGANIZATION) {
      requireTeam(await this.#maturity.look({}, credentials), subject);
    }
    const attestation: PlanAttestation = {
      id: randomUUID(),
      subject,
      plan: request.plan,
      item: request.item,
      statement,
      ...(request.link !== undefined && { link: request.link }),
      by,
      at,
      validUntil: endOfValidity({
        dates: this.#dates,
        at,
        days: EVENT_VALIDITY_DAYS,
        validUntil: request.validUntil,
        what: request.item,
      }),
    };
    const renewableUntil = new Date(
      Date.parse(at) + RENEWABLE_DAYS * 24 * 3_600_000,
    ).toISOString();
    await this.#transact(async trx => {
      if (!(await this.#store.insert(trx, attestation, renewableUntil))) {
        throw new ConflictError(
          `Somebody attested ${request.item} already; it can be said anew in the last ${RENEWABLE_DAYS} days before that ends, or once it is withdrawn`,
        );
      }
      await this.#audit.append(trx, {
        at,
        actor: by,
        action: 'plan.attested',
        subject: attestation.subject,
        details: {
          attestation: attestation.id,
          plan: attestation.plan,
          item: attestation.item,
          statement,
          link: attestation.link ?? null,
          validUntil: attestation.validUntil,
        },
      });
    });
    return attestation;
  }

  /** Takes an attestation back; it stays stored. */
  async withdraw(id: string, reason: string, by: string): Promise<void> {
    const at = this.#now();
    const attestation = await this.#store.get(id);
    if (!attestation) {
      throw new NotFoundError(`There is no attestation ${id} of a plan`);
    }
    await this.#transact(async trx => {
      if (!(await this.#store.withdraw(trx, { id, by, at }))) {
        throw new ConflictError(`Attestation ${id} was already withdrawn`);
      }
      await this.#audit.append(trx, {
        at,
        actor: by,
        action: 'plan.withdrawn',
        subject: attestation.subject,
        details: {
          attestation: id,
          plan: attestation.plan,
          item: attestation.item,
          reason,
        },
      });
    });
  }
}

/** Entry criteria are about a team, everything else about the organization. */
function subjectOf({ plan, subject }: PlanAttestationRequest): string {
  if (!plan.startsWith('adoption:')) {
    if (subject !== ORGANIZATION) {
      throw new InputError(`${plan} is the organization's: send it as subject`);
    }
    return subject;
  }
  const team = normalizedRef(subject);
  if (!team.startsWith('group:')) {
    throw new InputError(
      `${plan} is about a team: send its group ref as subject`,
    );
  }
  return team;
}
