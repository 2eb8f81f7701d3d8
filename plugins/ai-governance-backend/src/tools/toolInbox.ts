import { createHash } from 'node:crypto';
import {
  toolDecidePermission,
  toolRequestPermission,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { RegisteredTool } from '@plumbline/backstage-plugin-ai-governance-common';
import type { RoleMembers } from '../access/RoleMembers';
import type { InboxSource } from '../inbox/InboxService';
import type { Due } from '../reminders/DueReminders';
import { allowedOn } from './allowedOn';

/** Days ahead at which a review is announced: a tool without one may not be used. */
const AHEAD = [3, 14, 30];

/** Requests for tools that the caller can sign, and tools whose review is due or comes soon. */
export function toolInbox(options: {
  /** The registry, in a number of statements that does not depend on its size. */
  tools: () => Promise<RegisteredTool[]>;
  /** Roles that look at tools again. */
  reviewers: () => readonly string[];
}): InboxSource {
  return {
    permissions: [toolDecidePermission, toolRequestPermission],
    async open() {
      return (await options.tools()).flatMap(({ id, name, request }) =>
        (request?.missing ?? []).map(role => ({
          role,
          entityRefs: [],
          asked: {
            id: `tool:${id}:${request!.requestedAt}`,
            by: request!.requestedBy,
            at: request!.requestedAt,
            // Nobody signs for two roles.
            owners: request!.signOffs.map(({ by }) => by),
            text: `A request for the AI tool ${name}`,
          },
        })),
      );
    },
    async waiting({ ref, may, actsIn, limit }) {
      if (!may(toolDecidePermission)) {
        return [];
      }
      const reviewers = options.reviewers();
      const tools = (await options.tools()).map(tool => ({
        ...tool,
        allowed: allowedOn(tool, { ref, may, actsIn }, reviewers),
      }));
      const toSign = tools.filter(({ allowed }) => allowed.sign.length > 0);
      const toReview = tools.filter(
        ({ allowed, isDue, isDueSoon }) =>
          allowed.review && (isDue || isDueSoon),
      );
      return [
        ...toSign.map(tool => ({
          kind: 'tool' as const,
          at: tool.request!.requestedAt,
          tool,
        })),
        ...toReview.map(tool => ({
          kind: 'toolToReview' as const,
          at: tool.reviewBy!,
          tool,
        })),
      ]
        .slice(0, limit)
        .map(item => ({ item: { ...item, id: item.tool.id }, entityRefs: [] }));
    },
  };
}

/**
 * Reviews of tools that come up: for who looks after the tool, and for the
 * roles that review it, each person once.
 */
export async function toolReviewsDue(options: {
  tools: () => Promise<RegisteredTool[]>;
  reviewers: () => readonly string[];
  roles: Pick<RoleMembers, 'peopleFor' | 'peopleOf'>;
}): Promise<Due[]> {
  const { roles } = options;
  const soon = (await options.tools()).filter(({ isDueSoon }) => isDueSoon);
  if (soon.length === 0) {
    return [];
  }
  const peopleOf = await roles.peopleOf();
  const reviewers = new Set<string>();
  for (const role of new Set(options.reviewers())) {
    for (const person of (await roles.peopleFor(role)) ?? []) {
      reviewers.add(person);
    }
  }
  return soon.map(({ id, name, owner, reviewBy }) => ({
    id: `tool:${createHash('sha256')
      .update(`${id}\n${reviewBy}`)
      .digest('hex')
      .slice(0, 40)}`,
    at: reviewBy!,
    text: `The AI tool ${name} has to be reviewed, or may not be used any more`,
    people: [
      ...new Set([...reviewers, ...(owner ? peopleOf([owner]) : [])]),
    ].sort(),
    ahead: AHEAD,
  }));
}
