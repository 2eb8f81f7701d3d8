import { toolDecidePermission } from '@plumbline/backstage-plugin-ai-governance-common';
import type { RegisteredTool } from '@plumbline/backstage-plugin-ai-governance-common';
import type { InboxSource } from '../inbox/InboxService';

/** Requests for tools that the caller can sign, and tools whose review is due. */
export function toolInbox(options: {
  /** The registry, in a number of statements that does not depend on its size. */
  tools: () => Promise<RegisteredTool[]>;
  /** Roles that look at tools again. */
  reviewers: () => readonly string[];
}): InboxSource {
  return {
    permissions: [toolDecidePermission],
    async open() {
      return (await options.tools()).flatMap(({ request }) =>
        (request?.missing ?? []).map(role => ({ role, entityRefs: [] })),
      );
    },
    async waiting({ ref, may, actsIn, limit }) {
      if (!may(toolDecidePermission)) {
        return [];
      }
      const tools = await options.tools();
      const reviews = options.reviewers().some(actsIn);
      const toSign = tools.filter(
        ({ request }) =>
          request !== undefined &&
          request.requestedBy !== ref &&
          !request.signOffs.some(({ by }) => by === ref) &&
          request.missing.some(actsIn),
      );
      const toReview = reviews ? tools.filter(({ isDue }) => isDue) : [];
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
