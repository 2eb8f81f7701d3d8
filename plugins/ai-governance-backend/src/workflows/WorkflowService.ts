import { randomUUID } from 'node:crypto';
import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import {
  programmeOf,
  workflowDecidePermission,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  ApprovalLevel,
  RegisteredWorkflow,
  Workflow,
  WorkflowListResponse,
  WorkflowProposal,
  WorkflowState,
  WorkflowStep,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { forbidden } from '../access/EntityAccess';
import type { RoleMembers } from '../access/RoleMembers';
import type { FrameworkService } from '../framework/FrameworkService';
import type { InboxNews } from '../inbox/InboxNews';
import { refOfKind } from '../records/fields';
import type { RecordAct, RecordKeeper } from '../records/RecordKeeper';
import { said } from '../said';
import type { RecordStore } from '../records/RecordStore';

type User = BackstageCredentials<BackstageUserPrincipal>;

const DAY = 24 * 60 * 60 * 1000;

/** Steps of its own trail that a workflow keeps; all of them are on the audit log. */
const MOST_STEPS = 200;

/**
 * The AI workflows of the organization: each with its owner, how far AI may
 * act in it, what a person decides, and where its trail is kept. Somebody else
 * than who proposed it approves it, for a time.
 */
export class WorkflowService {
  readonly #store: RecordStore<Workflow>;
  readonly #keeper: RecordKeeper<Workflow>;
  readonly #framework: FrameworkService;
  readonly #roles: RoleMembers;
  readonly #news: InboxNews;
  readonly #now: () => string;

  constructor(options: {
    store: RecordStore<Workflow>;
    keeper: RecordKeeper<Workflow>;
    framework: FrameworkService;
    roles: RoleMembers;
    news: InboxNews;
    now: () => string;
  }) {
    this.#store = options.store;
    this.#keeper = options.keeper;
    this.#framework = options.framework;
    this.#roles = options.roles;
    this.#news = options.news;
    this.#now = options.now;
  }

  /** One page, newest first. */
  async list(request: {
    state?: WorkflowState;
    limit?: number;
    cursor?: string;
  }): Promise<WorkflowListResponse> {
    const { state, ...rest } = request;
    const page = await this.#keeper.page({
      ...rest,
      ...(state && { states: [state] }),
    });
    return { ...page, items: page.items.map(each => this.#answered(each)) };
  }

  /** Those that wait for a decision or, one day, for their review. */
  async undecided(): Promise<RegisteredWorkflow[]> {
    const workflows = await this.#store.list({
      states: ['proposed', 'approved'],
      oldestFirst: true,
    });
    return workflows.map(each => this.#answered(each));
  }

  async propose(
    request: WorkflowProposal,
    credentials: User,
  ): Promise<RegisteredWorkflow> {
    const { proposal, level } = this.#validated(request);
    const at = this.#now();
    const by = credentials.principal.userEntityRef;
    const proposed = await this.#keeper.add(
      {
        ...proposal,
        id: randomUUID(),
        state: 'proposed',
        version: 1,
        proposedBy: by,
        at,
        approverRole: level.approverRole,
        history: [{ action: 'proposed', by, at }],
      },
      {
        by,
        action: 'workflow.proposed',
        details: {
          level: level.id,
          customerFacing: proposal.customerFacing,
        },
      },
    );
    this.#tell(proposed);
    return this.#answered(proposed);
  }

  /** Says something else of a workflow, which has to be approved again. */
  async edit(
    id: string,
    request: WorkflowProposal & { version: number },
    credentials: User,
  ): Promise<RegisteredWorkflow> {
    const { version, ...rest } = request;
    const { proposal, level } = this.#validated(rest);
    const by = credentials.principal.userEntityRef;
    const owns = await this.#roles.owns(by);
    return this.#change(
      id,
      { by, version, action: 'workflow.changed', details: { level: level.id } },
      'changed',
      (before, at) => {
        if (before.proposedBy !== by && !owns([before.owner])) {
          throw new NotAllowedError(
            'Only its owner, or who proposed it, may change a workflow',
          );
        }
        if (before.state === 'retired') {
          throw new ConflictError('The workflow is retired; propose a new one');
        }
        const { decidedBy, decidedAt, reviewBy, ...kept } = before;
        return {
          ...kept,
          ...proposal,
          state: 'proposed',
          proposedBy: by,
          approverRole: level.approverRole,
          at,
        };
      },
    );
  }

  /** Approves a proposal for the time its level allows, or rejects it. */
  async decide(
    id: string,
    request: { version: number; approve: boolean; reason: string },
    credentials: User,
  ): Promise<RegisteredWorkflow> {
    const { approve, version } = request;
    const reason = said('reason', request.reason);
    const by = credentials.principal.userEntityRef;
    const standing = await this.#standing(by);
    const outcome = approve ? 'approved' : 'rejected';
    const decided = await this.#change(
      id,
      { by, version, action: `workflow.${outcome}` },
      outcome,
      (before, at) => {
        if (before.state !== 'proposed') {
          throw new ConflictError(`The workflow is ${before.state} already`);
        }
        this.#requireSecond(before, standing);
        const level = this.#level(before.level);
        if (approve && before.customerFacing && !level.customerFacing) {
          throw new ConflictError(
            `The level ${level.id} no longer allows what reaches customers`,
          );
        }
        return {
          ...before,
          state: outcome,
          decidedBy: by,
          decidedAt: at,
          ...(approve && { reviewBy: ahead(at, level.reviewDays) }),
        };
      },
      reason,
    );
    this.#news.answered({
      kind: 'workflow',
      id: `${id}:${version}`,
      to: [decided.proposedBy],
      granted: approve,
      by,
    });
    return decided;
  }

  /** Looks at an approved workflow again, for another period. */
  async review(
    id: string,
    request: { version: number; reason: string },
    credentials: User,
  ): Promise<RegisteredWorkflow> {
    const reason = said('reason', request.reason);
    const by = credentials.principal.userEntityRef;
    const standing = await this.#standing(by);
    return this.#change(
      id,
      { by, version: request.version, action: 'workflow.reviewed' },
      'reviewed',
      (before, at) => {
        if (before.state !== 'approved') {
          throw new ConflictError(
            `Only what is approved is looked at again; it is ${before.state}`,
          );
        }
        this.#requireSecond(before, standing);
        return {
          ...before,
          reviewBy: ahead(at, this.#level(before.level).reviewDays),
        };
      },
      reason,
    );
  }

  /**
   * Ends a workflow: by who proposed or owns it, or by who decides on it.
   *
   * @param options - `decides`: whether they have the permission for the latter
   */
  async retire(
    id: string,
    request: { version: number; reason: string },
    credentials: User,
    options: { decides: boolean },
  ): Promise<RegisteredWorkflow> {
    const reason = said('reason', request.reason);
    const by = credentials.principal.userEntityRef;
    const standing = await this.#standing(by);
    const retired = await this.#change(
      id,
      { by, version: request.version, action: 'workflow.retired' },
      'retired',
      before => {
        if (before.state === 'retired') {
          throw new ConflictError('The workflow is retired already');
        }
        const isTheirs =
          before.proposedBy === by || standing.owns([before.owner]);
        if (!isTheirs && !standing.actsIn(before.approverRole)) {
          throw this.#roles.refusal(before.approverRole);
        }
        if (!isTheirs && !options.decides) {
          throw forbidden(workflowDecidePermission.name);
        }
        const { reviewBy, ...kept } = before;
        return { ...kept, state: 'retired' };
      },
      reason,
    );
    this.#news.ended({
      kind: 'workflow',
      id,
      to: [retired.owner, retired.proposedBy],
      by,
    });
    return retired;
  }

  async #change(
    id: string,
    act: RecordAct & { version: number },
    step: WorkflowStep['action'],
    change: (before: Workflow, at: string) => Omit<Workflow, 'version'>,
    note?: string,
  ): Promise<RegisteredWorkflow> {
    const at = this.#now();
    const changed = await this.#keeper.change(id, { ...act, at }, before => {
      const after = change(before, at);
      return {
        ...after,
        history: [
          ...before.history,
          { action: step, by: act.by, at, ...(note && { note }) },
        ].slice(-MOST_STEPS),
      };
    });
    this.#tell(changed);
    return this.#answered(changed);
  }

  /** Says that it waits, or no longer does. */
  #tell({ id, state, version, approverRole, ...rest }: Workflow): void {
    const decision = {
      kind: 'workflow' as const,
      // Each version asks anew.
      id: `${id}:${version}`,
      role: approverRole,
      by: rest.proposedBy,
      owners: [rest.owner],
    };
    if (state === 'proposed') {
      this.#news.arrived(decision);
    } else {
      this.#news.settled(decision);
    }
  }

  /** What somebody owns and acts in, as the catalog and the roles say. */
  async #standing(by: string): Promise<Standing> {
    const [actsIn, owns] = await Promise.all([
      this.#roles.actsIn(by),
      this.#roles.owns(by),
    ]);
    return { by, actsIn, owns };
  }

  /** Nobody approves what they proposed or own, alone or with their group. */
  #requireSecond(workflow: Workflow, who: Standing): void {
    if (workflow.proposedBy === who.by || who.owns([workflow.owner])) {
      throw new NotAllowedError(
        'Somebody else than who proposed or owns the workflow decides on it',
      );
    }
    if (!who.actsIn(workflow.approverRole)) {
      throw this.#roles.refusal(workflow.approverRole);
    }
  }

  #answered(workflow: Workflow): RegisteredWorkflow {
    return {
      ...workflow,
      isDue:
        workflow.state === 'approved' &&
        workflow.reviewBy !== undefined &&
        workflow.reviewBy <= this.#now(),
    };
  }

  #level(id: string): ApprovalLevel {
    const { approvalLevels } = programmeOf(this.#framework.current().framework);
    const level = approvalLevels.find(one => one.id === id);
    if (!level) {
      throw new InputError(
        `level may be ${approvalLevels
          .map(one => one.id)
          .join(', ')}; the framework has no ${id}`,
      );
    }
    return level;
  }

  #validated(request: WorkflowProposal): {
    proposal: WorkflowProposal;
    level: ApprovalLevel;
  } {
    const level = this.#level(request.level);
    if (request.customerFacing && !level.customerFacing) {
      throw new InputError(
        `level ${level.id} is not for workflows that reach customers; choose one where a person decides`,
      );
    }
    return {
      level,
      proposal: {
        name: said('name', request.name),
        description: said('description', request.description),
        owner: refOfKind(request.owner, 'owner', ['user', 'group']),
        customerFacing: request.customerFacing,
        level: level.id,
        boundary: said('boundary', request.boundary),
        trail: request.trail,
      },
    };
  }
}

interface Standing {
  by: string;
  owns: (owners: readonly string[]) => boolean;
  actsIn: (role: string) => boolean;
}

function ahead(at: string, days: number): string {
  return new Date(Date.parse(at) + days * DAY).toISOString();
}
