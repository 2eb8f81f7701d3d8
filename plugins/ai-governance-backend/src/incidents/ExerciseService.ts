import { createHash, randomUUID } from 'node:crypto';
import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  canonicalJson,
  programmeOf,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  Exercise,
  ExerciseListResponse,
  ExerciseReport,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { RoleMembers } from '../access/RoleMembers';
import { ORGANIZATION } from '../assessment/AssessmentQueue';
import { wantedBy } from '../attestations/AttestationService';
import type { AttestationService } from '../attestations/AttestationService';
import type { FrameworkService } from '../framework/FrameworkService';
import type { InboxNews } from '../inbox/InboxNews';
import { followUpsOf, refOfKind, withDone } from '../records/fields';
import type { RecordKeeper } from '../records/RecordKeeper';
import { said } from '../said';
import type { OrganizationDates } from '../tabular/organizationDates';

type User = BackstageCredentials<BackstageUserPrincipal>;

/** An exercise is evidence for a year, as its check is asked once a year. */
const VALID_DAYS = 365;

/**
 * Tabletop exercises. Each is an attestation of the organization as well, which
 * counts when a second person confirmed it.
 */
export class ExerciseService {
  readonly #keeper: RecordKeeper<Exercise>;
  readonly #attestations: AttestationService;
  readonly #framework: FrameworkService;
  readonly #roles: RoleMembers;
  readonly #news: InboxNews;
  readonly #dates: OrganizationDates;
  readonly #now: () => string;

  constructor(options: {
    keeper: RecordKeeper<Exercise>;
    attestations: AttestationService;
    framework: FrameworkService;
    roles: RoleMembers;
    news: InboxNews;
    dates: OrganizationDates;
    now: () => string;
  }) {
    this.#keeper = options.keeper;
    this.#attestations = options.attestations;
    this.#framework = options.framework;
    this.#roles = options.roles;
    this.#news = options.news;
    this.#dates = options.dates;
    this.#now = options.now;
  }

  /** One page, newest first. */
  async list(request: {
    limit?: number;
    cursor?: string;
  }): Promise<ExerciseListResponse> {
    return this.#keeper.page(request);
  }

  /** Records an exercise, and attests it. */
  async record(request: ExerciseReport, credentials: User): Promise<Exercise> {
    const at = this.#now();
    const by = credentials.principal.userEntityRef;
    const { framework } = this.#framework.current();
    const { incidents, playbooks } = programmeOf(framework);
    const check = incidents.tabletopCheck;
    if (check === undefined) {
      throw new InputError(
        'The framework in force has no check that an exercise answers; programme.incidents.tabletopCheck names it',
      );
    }
    if (!playbooks.some(({ id }) => id === request.playbook)) {
      throw new InputError(
        `playbook may be ${playbooks.map(({ id }) => id).join(', ')}`,
      );
    }
    const today = this.#dates.today(at);
    if (!this.#dates.isDate(request.heldOn) || request.heldOn > today) {
      throw new InputError('heldOn has to be a date, today or earlier');
    }
    const validUntil = this.#dates.endOf(request.heldOn, VALID_DAYS);
    if (validUntil <= at) {
      throw new InputError(
        'heldOn is more than a year ago; it is evidence for nothing any more',
      );
    }
    const content = {
      heldOn: request.heldOn,
      scenario: said('scenario', request.scenario),
      playbook: request.playbook,
      participants: [
        ...new Set(
          request.participants.map(ref =>
            refOfKind(ref, 'participants', ['user']),
          ),
        ),
      ],
      findings: said('findings', request.findings),
      ...(request.link !== undefined && { link: request.link }),
      followUps: followUpsOf(request.followUps, { dates: this.#dates, at }),
    };
    const digest = `sha256:${createHash('sha256')
      .update(canonicalJson(content as never))
      .digest('hex')}`;
    const attest = await this.#attestations.prepare(
      {
        check,
        subject: ORGANIZATION,
        statement:
          `Tabletop exercise of ${content.heldOn} with ${content.participants.length} people: ${content.scenario}`.slice(
            0,
            2000,
          ),
        ...(request.link !== undefined && { link: request.link }),
        items: wantedBy(framework, check).map(name => ({
          name,
          digest,
          ...(request.link !== undefined && { link: request.link }),
        })),
        validUntil,
      },
      by,
      at,
    );
    const exercise = await this.#keeper.add(
      {
        ...content,
        id: randomUUID(),
        state: 'held',
        version: 1,
        recordedBy: by,
        at,
        attestation: attest.id,
      },
      {
        by,
        action: 'exercise.recorded',
        details: { heldOn: content.heldOn, attestation: attest.id, digest },
      },
      attest.write,
    );
    attest.written();
    exercise.followUps.forEach(followUp => this.#news.owed(followUp));
    return exercise;
  }

  /** Somebody did what the exercise asks for. */
  async finishFollowUp(
    id: string,
    followUp: string,
    credentials: User,
  ): Promise<Exercise> {
    const at = this.#now();
    const by = credentials.principal.userEntityRef;
    const { role } = programmeOf(this.#framework.current().framework).incidents;
    const [owns, actsIn] = await Promise.all([
      this.#roles.owns(by),
      this.#roles.actsIn(by),
    ]);
    return this.#keeper.change(
      id,
      { by, at, action: 'exercise.follow-up-done', details: { followUp } },
      before => {
        const one = before.followUps.find(each => each.id === followUp);
        if (one && !owns([one.owner]) && !actsIn(role)) {
          throw this.#roles.refusal(role);
        }
        return {
          ...before,
          followUps: withDone(before.followUps, followUp, { by, at }),
        };
      },
    );
  }
}
