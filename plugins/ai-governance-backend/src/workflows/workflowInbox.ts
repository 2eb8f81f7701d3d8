import { workflowDecidePermission } from '@plumbline/backstage-plugin-ai-governance-common';
import type { RegisteredWorkflow } from '@plumbline/backstage-plugin-ai-governance-common';
import type { RoleMembers } from '../access/RoleMembers';
import type { InboxSource } from '../inbox/InboxService';
import type { Due } from '../reminders/DueReminders';

/** AI workflows that wait for an approval, and those to be looked at again. */
export function workflowInbox(options: {
  /** Proposed and approved ones, oldest first. */
  workflows: () => Promise<RegisteredWorkflow[]>;
}): InboxSource {
  return {
    permissions: [workflowDecidePermission],
    async open() {
      return (await options.workflows())
        .filter(({ state }) => state === 'proposed')
        .map(({ id, name, approverRole, proposedBy, owner, at }) => ({
          role: approverRole,
          entityRefs: [],
          asked: {
            id: `workflow:${id}`,
            by: proposedBy,
            at,
            owners: [owner],
            text: `The AI workflow ${name}`,
          },
        }));
    },
    async waiting({ ref, may, actsIn, owns, limit }) {
      if (!may(workflowDecidePermission)) {
        return [];
      }
      return (await options.workflows())
        .filter(
          ({ state, isDue, approverRole, proposedBy, owner }) =>
            (state === 'proposed' || isDue) &&
            actsIn(approverRole) &&
            proposedBy !== ref &&
            !owns([owner]),
        )
        .slice(0, limit)
        .map(workflow => ({
          item: {
            kind: workflow.isDue ? 'workflowToReview' : 'workflow',
            id: workflow.id,
            at: workflow.isDue ? workflow.reviewBy! : workflow.at,
            workflow,
          },
          entityRefs: [],
        }));
    },
  };
}

/** Reviews of AI workflows, for those who may do them. */
export async function workflowsDue(options: {
  workflows: () => Promise<RegisteredWorkflow[]>;
  roles: Pick<RoleMembers, 'peopleFor' | 'peopleOf'>;
}): Promise<Due[]> {
  const approved = (await options.workflows()).filter(
    ({ state }) => state === 'approved',
  );
  const peopleOf = await options.roles.peopleOf();
  const approvers = new Map<string, readonly string[]>();
  for (const role of new Set(approved.map(each => each.approverRole))) {
    approvers.set(role, [...((await options.roles.peopleFor(role)) ?? [])]);
  }
  return approved.map(({ id, name, reviewBy, ...workflow }) => {
    const theirs = peopleOf([workflow.owner, workflow.proposedBy]);
    return {
      id: `workflow:${id}:${Date.parse(reviewBy!)}`,
      at: reviewBy!,
      text: `The AI workflow ${name} has to be looked at again`,
      people: approvers
        .get(workflow.approverRole)!
        .filter(each => !theirs.includes(each)),
    };
  });
}
