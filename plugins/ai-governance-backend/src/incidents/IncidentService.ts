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
  EVENT_PREFIX,
  incidentManagePermission,
  programmeOf,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  FollowUpRequest,
  Incident,
  IncidentListResponse,
  IncidentReport,
  IncidentState,
  IncidentStep,
  Playbook,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { RequirePermission } from '../access/RequirePermission';
import type { RoleMembers } from '../access/RoleMembers';
import { ORGANIZATION } from '../assessment/AssessmentQueue';
import type { ScorecardService } from '../assessment/ScorecardService';
import type { Transaction } from '../database/transaction';
import { normalizedRef } from '../entityRef';
import type { EvidenceService } from '../evidence/EvidenceService';
import type { FrameworkService } from '../framework/FrameworkService';
import type { InboxNews } from '../inbox/InboxNews';
import { followUpsOf, withDone } from '../records/fields';
import type { RecordKeeper } from '../records/RecordKeeper';
import type { RecordStore } from '../records/RecordStore';
import { said } from '../said';
import type { OrganizationDates } from '../tabular/organizationDates';

type User = BackstageCredentials<BackstageUserPrincipal>;

/** Source of the organization's evidence about incidents. */
const SOURCE = 'incidents';

/** Those that wait for something. */
const UNANSWERED: readonly IncidentState[] = ['open', 'contained'];

/**
 * Incidents with AI-assisted development, from the report over the playbook to
 * a review that a second person read. Until then an incident is an event that
 * makes the incident control due.
 */
export class IncidentService {
  readonly #store: RecordStore<Incident>;
  readonly #keeper: RecordKeeper<Incident>;
  readonly #scorecards: ScorecardService;
  readonly #evidence: EvidenceService;
  readonly #framework: FrameworkService;
  readonly #permissions: RequirePermission;
  readonly #roles: RoleMembers;
  readonly #news: InboxNews;
  readonly #dates: OrganizationDates;
  readonly #now: () => string;

  constructor(options: {
    store: RecordStore<Incident>;
    keeper: RecordKeeper<Incident>;
    scorecards: ScorecardService;
    evidence: EvidenceService;
    framework: FrameworkService;
    permissions: RequirePermission;
    roles: RoleMembers;
    news: InboxNews;
    dates: OrganizationDates;
    now: () => string;
  }) {
    this.#store = options.store;
    this.#keeper = options.keeper;
    this.#scorecards = options.scorecards;
    this.#evidence = options.evidence;
    this.#framework = options.framework;
    this.#permissions = options.permissions;
    this.#roles = options.roles;
    this.#news = options.news;
    this.#dates = options.dates;
    this.#now = options.now;
  }

  /**
   * One page, newest first. Services the caller may not see are left out, and
   * so is an incident that concerns no others; a page may be short for that.
   */
  async list(
    request: {
      state?: IncidentState;
      entityRef?: string;
      limit?: number;
      cursor?: string;
    },
    credentials: BackstageCredentials,
  ): Promise<IncidentListResponse> {
    const { state, entityRef, ...rest } = request;
    const page = await this.#keeper.page({
      ...rest,
      ...(state && { states: [state] }),
      ...(entityRef !== undefined && { link: normalizedRef(entityRef) }),
    });
    return { ...page, items: await this.#visible(page.items, credentials) };
  }

  /** @throws NotFoundError where the caller may see none of its services */
  async get(id: string, credentials: BackstageCredentials): Promise<Incident> {
    const incident = await this.#keeper.get(id);
    const [visible] = await this.#visible([incident], credentials);
    if (!visible) {
      throw new NotFoundError(`There is no incident ${id}`);
    }
    return visible;
  }

  /** Those that are not reviewed yet, whoever may see them. */
  async unanswered(): Promise<Incident[]> {
    return this.#store.list({ states: UNANSWERED });
  }

  /** Those that the caller may answer although none of their services is left. */
  async orphaned(
    ids: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<ReadonlySet<string>> {
    const incidents = await this.#store.byIds(ids);
    return this.#orphans([...incidents.values()], credentials);
  }

  /** The services of incidents, whoever may see them. */
  async entityRefsOf(ids: readonly string[]): Promise<Map<string, string[]>> {
    const incidents = await this.#store.byIds(ids);
    return new Map(
      [...incidents].map(([id, { entityRefs }]) => [id, entityRefs]),
    );
  }

  async report(request: IncidentReport, credentials: User): Promise<Incident> {
    const at = this.#now();
    const report = await this.#validated(request, credentials, at);
    const by = credentials.principal.userEntityRef;
    const playbook = this.#playbook(report.playbook);
    const incident = await this.#keeper.add(
      {
        ...report,
        id: randomUUID(),
        state: 'open',
        version: 1,
        reportedBy: by,
        at,
        steps: stepsOf(playbook),
      },
      {
        by,
        action: 'incident.reported',
        details: {
          severity: report.severity,
          controls: report.controls,
          entities: report.entityRefs,
        },
      },
      trx => this.answer(trx, at),
    );
    this.#tell(incident, 'incident.reported');
    return incident;
  }

  /** The incident with the steps of its playbook that it does not have. */
  withSteps(incident: Incident): Incident {
    const own = new Map((incident.steps ?? []).map(step => [step.id, step]));
    return {
      ...incident,
      steps: stepsOf(this.#playbook(incident.playbook)).map(step => ({
        ...step,
        ...own.get(step.id),
      })),
    };
  }

  /** Ticks a step of the playbook off, or takes that back. */
  async tick(
    id: string,
    step: string,
    request: { done: boolean; note?: string },
    credentials: User,
  ): Promise<Incident> {
    return this.#respond(id, credentials, {
      action: request.done ? 'incident.step-done' : 'incident.step-reopened',
      details: { step },
      change: (before, { by, at }) => {
        if (!before.steps.some(one => one.id === step)) {
          throw new NotFoundError(`The playbook has no step ${step}`);
        }
        const noteOf = (one: IncidentStep) =>
          request.note === undefined ? one.note : request.note.trim();
        return {
          ...before,
          steps: before.steps.map(one =>
            one.id === step
              ? {
                  id: one.id,
                  text: one.text,
                  // A note that comes later leaves who did it, and when.
                  ...(request.done && {
                    doneBy: one.doneBy ?? by,
                    doneAt: one.doneAt ?? at,
                    ...(noteOf(one) && { note: noteOf(one) }),
                  }),
                }
              : one,
          ),
        };
      },
    });
  }

  /** It does no further harm. */
  async contain(
    id: string,
    request: { version: number; note: string },
    credentials: User,
  ): Promise<Incident> {
    const containment = said('note', request.note);
    return this.#respond(id, credentials, {
      action: 'incident.contained',
      version: request.version,
      change: (before, { by, at }) => {
        if (before.state !== 'open') {
          throw new ConflictError('It is contained already');
        }
        return {
          ...before,
          state: 'contained',
          containedBy: by,
          containedAt: at,
          containment,
        };
      },
    });
  }

  /** Writes the review; it counts when a second person has read it. */
  async review(
    id: string,
    request: {
      version: number;
      failed: string;
      controlChanges: string;
      followUps: FollowUpRequest[];
    },
    credentials: User,
  ): Promise<Incident> {
    return this.#respond(id, credentials, {
      action: 'incident.review-written',
      version: request.version,
      change: (before, { by, at }) => {
        if (before.state !== 'contained') {
          throw new ConflictError(
            before.state === 'open'
              ? 'It has to be contained before it is reviewed'
              : 'A second person has read its review already',
          );
        }
        return {
          ...before,
          review: {
            failed: said('failed', request.failed),
            controlChanges: said('controlChanges', request.controlChanges),
            followUps: followUpsOf(request.followUps, {
              dates: this.#dates,
              at,
            }),
            by,
            at,
          },
        };
      },
    });
  }

  /** A second person read the review: the incident is answered. */
  async confirmReview(
    id: string,
    request: { version: number },
    credentials: User,
  ): Promise<Incident> {
    return this.#respond(id, credentials, {
      action: 'incident.reviewed',
      version: request.version,
      change: (before, { by, at }) => {
        if (before.state !== 'contained' || !before.review) {
          throw new ConflictError('There is no review that waits to be read');
        }
        if (before.review.by === by) {
          throw new NotAllowedError(
            'Somebody else than the one who wrote the review has to read it',
          );
        }
        return {
          ...before,
          state: 'reviewed',
          review: { ...before.review, readBy: by, readAt: at },
        };
      },
    });
  }

  /**
   * Somebody did what the review asks for: its owner, or who leads the response.
   *
   * @returns undefined where it was its owner, who may see nothing of the
   * incident besides
   */
  async finishFollowUp(
    id: string,
    followUp: string,
    credentials: User,
  ): Promise<Incident | undefined> {
    const [known] = await this.#visible(
      [await this.#keeper.get(id)],
      credentials,
    );
    const at = this.#now();
    const by = credentials.principal.userEntityRef;
    const [owns, actsIn] = await Promise.all([
      this.#roles.owns(by),
      this.#roles.actsIn(by),
    ]);
    const { role } = this.#programme().incidents;
    const after = await this.#keeper.change(
      id,
      { by, at, action: 'incident.follow-up-done', details: { followUp } },
      before => {
        const one = before.review?.followUps.find(each => each.id === followUp);
        if (!known && !(one && isOwed(before) && owns([one.owner]))) {
          throw new NotFoundError(`There is no incident ${id}`);
        }
        if (one && !owns([one.owner]) && !actsIn(role)) {
          throw this.#roles.refusal(role);
        }
        return {
          ...before,
          ...(before.review && {
            review: {
              ...before.review,
              followUps: withDone(before.review.followUps, followUp, {
                by,
                at,
              }),
            },
          }),
        };
      },
    );
    const [visible] = known ? await this.#visible([after], credentials) : [];
    return visible;
  }

  /** What people in the responding role do. */
  async #respond(
    id: string,
    credentials: User,
    act: {
      action: string;
      details?: { [key: string]: string };
      version?: number;
      change: (
        before: Incident,
        who: { by: string; at: string },
      ) => Omit<Incident, 'version'>;
    },
  ): Promise<Incident> {
    const by = credentials.principal.userEntityRef;
    await this.#roles.require(this.#programme().incidents.role, by);
    await this.get(id, credentials);
    const at = this.#now();
    const { change, ...rest } = act;
    const after = await this.#keeper.change(
      id,
      { ...rest, by, at },
      before => {
        if (before.state === 'reviewed') {
          throw new ConflictError('It was reviewed; what was said stays');
        }
        return change(before, { by, at });
      },
      trx => this.answer(trx, at),
    );
    this.#tell(after, act.action);
    const [visible] = await this.#visible([after], credentials);
    return visible;
  }

  /** Says what it waits for now, and to whom something falls. */
  #tell({ id, reportedBy, review, ...rest }: Incident, action: string): void {
    const { role } = this.#programme().incidents;
    const incident = { kind: 'incident' as const, id, role, by: reportedBy };
    if (action === 'incident.reported') {
      this.#news.arrived(incident);
    } else if (action === 'incident.review-written') {
      this.#news.arrived({
        kind: 'incidentToRead',
        // Each text asks anew.
        id: `${id}:${rest.version}`,
        role,
        by: review!.by,
      });
    } else {
      this.#news.settled(incident);
    }
    if (action === 'incident.reviewed') {
      review!.followUps.forEach(followUp => this.#news.owed(followUp));
    }
  }

  /**
   * Tells the judgement which incidents are unanswered. One whose review a
   * second person read no longer makes anything due.
   */
  async answer(trx: Transaction, at: string): Promise<void> {
    const { event } = this.#programme().incidents;
    const waiting = await this.#store.list({ states: UNANSWERED }, trx);
    await this.#evidence.pushWithin(
      trx,
      [
        {
          subject: ORGANIZATION,
          source: SOURCE,
          items: waiting
            .map(incident => ({
              check: `${EVENT_PREFIX}${event}`,
              outcome: 'pass' as const,
              summary: `Incident ${incident.id} waits for its review`,
              happenedAt: incident.at,
            }))
            .reverse(),
        },
      ],
      at,
    );
  }

  async #visible(
    incidents: readonly Incident[],
    credentials: BackstageCredentials,
  ): Promise<Incident[]> {
    const readable = await this.#scorecards.readable(
      [...new Set(incidents.flatMap(({ entityRefs }) => entityRefs))],
      credentials,
    );
    const answered = incidents.map(incident => {
      const left = incident.entityRefs.filter(ref => readable.has(ref));
      const hidden = incident.entityRefs.length - left.length;
      return { ...incident, entityRefs: left, ...(hidden > 0 && { hidden }) };
    });
    const isShown = ({ entityRefs, hidden }: Incident) =>
      entityRefs.length > 0 || hidden === undefined;
    const orphans = await this.#orphans(
      incidents.filter((_, index) => !isShown(answered[index])),
      credentials,
    );
    return answered.filter(each => isShown(each) || orphans.has(each.id));
  }

  /**
   * Incidents of which no service is in the catalog any more, for those who
   * respond to incidents: else nobody could ever answer them.
   */
  async #orphans(
    incidents: readonly Incident[],
    credentials: BackstageCredentials,
  ): Promise<ReadonlySet<string>> {
    const person = (credentials.principal as { userEntityRef?: string })
      .userEntityRef;
    if (incidents.length === 0 || person === undefined) {
      return new Set();
    }
    const [actsIn, mayManage] = await Promise.all([
      this.#roles.actsIn(person),
      this.#permissions.has(incidentManagePermission, credentials),
    ]);
    if (!mayManage || !actsIn(this.#programme().incidents.role)) {
      return new Set();
    }
    const refs = [
      ...new Set(incidents.flatMap(({ entityRefs }) => entityRefs)),
    ];
    const known = await this.#scorecards.governed(refs);
    const left = new Set(refs.filter((_, index) => known[index] !== undefined));
    return new Set(
      incidents
        .filter(({ entityRefs }) => entityRefs.every(ref => !left.has(ref)))
        .map(({ id }) => id),
    );
  }

  #programme() {
    return programmeOf(this.#framework.current().framework);
  }

  #playbook(id: string): Playbook {
    const { playbooks } = this.#programme();
    const playbook = playbooks.find(one => one.id === id);
    if (!playbook) {
      throw new InputError(
        `playbook may be ${playbooks
          .map(one => one.id)
          .join(', ')}; the framework has no ${id}`,
      );
    }
    return playbook;
  }

  async #validated(
    request: IncidentReport,
    credentials: BackstageCredentials,
    at: string,
  ): Promise<IncidentReport> {
    const { framework } = this.#framework.current();
    this.#playbook(request.playbook);
    const unknown = request.controls.filter(
      id => !framework.controls.some(control => control.id === id),
    );
    if (unknown.length > 0) {
      throw new InputError(
        `controls names ${unknown.join(
          ', ',
        )}, which the framework does not have`,
      );
    }
    const detected = Date.parse(request.detectedAt);
    if (Number.isNaN(detected)) {
      throw new InputError(
        'detectedAt has to be an instant such as 2026-11-20T09:00:00Z',
      );
    }
    const detectedAt = new Date(detected).toISOString();
    if (detectedAt > at) {
      throw new InputError('detectedAt must not be in the future');
    }
    const entityRefs = [...new Set(request.entityRefs.map(normalizedRef))];
    const readable = await this.#scorecards.readable(entityRefs, credentials);
    const missing = entityRefs.filter(ref => !readable.has(ref));
    if (missing.length > 0) {
      throw new InputError(
        `entityRefs names ${missing.join(
          ', ',
        )}, which is not in the inventory or which you may not see`,
      );
    }
    return {
      ...request,
      title: said('title', request.title),
      description: said('description', request.description),
      detectedAt,
      entityRefs,
      controls: [...new Set(request.controls)],
    };
  }
}

function stepsOf({ steps }: Playbook): IncidentStep[] {
  return steps.map(({ id, text }) => ({ id, text }));
}

/** Whether what its review asks for falls to somebody yet. */
function isOwed({ state }: Incident): boolean {
  return state === 'reviewed';
}
