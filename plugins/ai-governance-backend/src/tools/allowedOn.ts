import type { BasicPermission } from '@backstage/plugin-permission-common';
import {
  toolDecidePermission,
  toolRequestPermission,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { RegisteredTool } from '@plumbline/backstage-plugin-ai-governance-common';

/** Somebody who asks what they may do. */
export interface ToolReader {
  /** User ref; undefined for a service, which decides nothing. */
  ref: string | undefined;
  may: (permission: BasicPermission) => boolean;
  actsIn: (role: string) => boolean;
}

/**
 * What somebody may do about a tool, as the registry will enforce it.
 *
 * @param reviewers - roles that look at tools again
 */
export function allowedOn(
  { status, request }: RegisteredTool,
  { ref, may, actsIn }: ToolReader,
  reviewers: readonly string[],
): NonNullable<RegisteredTool['allowed']> {
  const isOwn = request?.requestedBy === ref;
  const hasSigned = request?.signOffs.some(({ by }) => by === ref) ?? false;
  const decides = ref !== undefined && may(toolDecidePermission);
  return {
    sign:
      decides && !isOwn && !hasSigned
        ? (request?.missing ?? []).filter(actsIn)
        : [],
    withdraw:
      request !== undefined &&
      ref !== undefined &&
      isOwn &&
      may(toolRequestPermission),
    review: decides && status === 'approved' && reviewers.some(actsIn),
  };
}
