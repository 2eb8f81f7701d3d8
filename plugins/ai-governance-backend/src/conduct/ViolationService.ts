import { randomUUID } from 'node:crypto';
import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import { programmeOf } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  EscalationStep,
  Violation,
  ViolationListResponse,
  ViolationReport,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { RoleMembers } from '../access/RoleMembers';
import type { FrameworkService } from '../framework/FrameworkService';
import type { InboxNews } from '../inbox/InboxNews';
import { refOfKind } from '../records/fields';
import type { RecordKeeper } from '../records/RecordKeeper';
import { said } from '../said';
import type { RecordStore } from '../records/RecordStore';
import type { OrganizationDates } from '../tabular/organizationDates';

type User = BackstageCredentials<BackstageUserPrincipal>;

const DAY = 24 * 60 * 60 * 1000;

/** Violations of the usage policy, and who is told of the first and of more. */
export class ViolationService {
  readonly #store: RecordStore<Violation>;
  readonly #keeper: RecordKeeper<Violation>;
  readonly #framework: FrameworkService;
  readonly #roles: RoleMembers;
  readonly #news: InboxNews;
  readonly #dates: OrganizationDates;
  readonly #now: () => string;

  constructor(options: {
    store: RecordStore<Violation>;
    keeper: RecordKeeper<Violation>;
    framework: FrameworkService;
    roles: RoleMembers;
    news: InboxNews;
    dates: OrganizationDates;
    now: () => string;
  }) {
    this.#store = options.store;
    this.#keeper = options.keeper;
    this.#framework = options.framework;
    this.#roles = options.roles;
    this.#news = options.news;
    this.#dates = options.dates;
    this.#now = options.now;
  }

  /**
   * One page, newest first.
   *
   * @param request - `person`: only theirs, which everybody may read of themselves
   */
  async list(request: {
    person?: string;
    limit?: number;
    cursor?: string;
  }): Promise<ViolationListResponse> {
    const { person, ...rest } = request;
    return this.#keeper.page({
      ...rest,
      ...(person !== undefined && { link: person }),
    });
  }

  /** Records a violation, and tells the roles of the step it is. */
  async report(
    request: ViolationReport,
    credentials: User,
  ): Promise<Violation> {
    const at = this.#now();
    const by = credentials.principal.userEntityRef;
    const { framework } = this.#framework.current();
    const { escalation } = programmeOf(framework);
    const { approvingRole } = framework.settings;
    const person = refOfKind(request.person, 'person', ['user']);
    if (
      !framework.policies.some(({ items }) =>
        items.some(({ id }) => id === request.policy),
      )
    ) {
      throw new InputError(
        `policy has to be an item of the framework's policies, such as ${framework.policies[0]?.items[0]?.id}; there is no ${request.policy}`,
      );
    }
    if (
      !this.#dates.isDate(request.occurredOn) ||
      request.occurredOn > this.#dates.today(at)
    ) {
      throw new InputError('occurredOn has to be a date, today or earlier');
    }
    const description = said('description', request.description);
    const since = new Date(
      Date.parse(at) - escalation.windowDays * DAY,
    ).toISOString();
    const id = randomUUID();
    let step = escalation.steps[0];
    const violation = await this.#keeper.addCounted(
      async trx => {
        const earlier = await this.#store.list({ link: person }, trx);
        const occurrence = earlier.filter(each => each.at >= since).length + 1;
        step = stepOf(escalation.steps, occurrence);
        return {
          id,
          state: 'open',
          version: 1,
          at,
          reportedBy: by,
          person,
          policy: request.policy,
          occurredOn: request.occurredOn,
          description,
          occurrence,
          step: step.id,
          told: step.tells,
        };
      },
      // Whom it is about is for those who read violations, not for all readers of the log.
      made => ({
        by,
        action: 'violation.reported',
        details: { policy: made.policy, step: made.step },
      }),
    );
    this.#news.escalated({
      id,
      roles: [...new Set([...step.tells, approvingRole])],
      name: step.name,
      person,
    });
    return violation;
  }

  /**
   * Says what came of it: somebody in the approving role, or in one that it was
   * escalated to; never the person it is about.
   */
  async settle(
    id: string,
    request: { version: number; text: string },
    credentials: User,
  ): Promise<Violation> {
    const at = this.#now();
    const by = credentials.principal.userEntityRef;
    const text = said('text', request.text);
    const { approvingRole } = this.#framework.current().framework.settings;
    const actsIn = await this.#roles.actsIn(by);
    const settled = await this.#keeper.change(
      id,
      { by, at, version: request.version, action: 'violation.settled' },
      before => {
        if (
          !maySettle(before, approvingRole, {
            actsIn,
            isNamed: role => this.#roles.refsOf(role) !== undefined,
          })
        ) {
          throw this.#roles.refusal(approvingRole);
        }
        if (before.state === 'settled') {
          throw new ConflictError('It is settled already');
        }
        if (before.person === by) {
          throw new NotAllowedError(
            'Somebody else than the person it is about settles it',
          );
        }
        return { ...before, state: 'settled', settlement: { text, by, at } };
      },
    );
    for (const role of new Set([...settled.told, approvingRole])) {
      this.#news.settled({ kind: 'violation', id, role, by });
    }
    return settled;
  }
}

/**
 * Whether somebody may say what came of a violation. A role it was escalated to
 * counts where people are named for it: otherwise everybody would be in it.
 */
export function maySettle(
  { told }: Pick<Violation, 'told'>,
  approvingRole: string,
  who: {
    actsIn: (role: string) => boolean;
    isNamed: (role: string) => boolean;
  },
): boolean {
  return (
    who.actsIn(approvingRole) ||
    told.some(role => who.isNamed(role) && who.actsIn(role))
  );
}

/** The last step that holds from this many violations on. */
function stepOf(
  steps: readonly EscalationStep[],
  occurrence: number,
): EscalationStep {
  const reached = steps.filter(({ from }) => from <= occurrence);
  return reached.reduce(
    (highest, step) => (step.from > highest.from ? step : highest),
    reached[0] ?? steps[0],
  );
}
