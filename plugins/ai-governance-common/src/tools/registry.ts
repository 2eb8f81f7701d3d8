import type { AiTool, Instant } from '../assessment/types';
import { TOOL_PROPERTIES } from '../api/tools';
import type {
  ToolProperty,
  ToolProposal,
  ToolReviewRequest,
  ToolSignOff,
} from '../api/tools';
import type { ToolApproval } from '../framework/types';

const DAY = 24 * 60 * 60 * 1000;

/** Where a request stands: one refusal ends it, every role has to approve it. @public */
export function standingOfRequest(
  signOffs: readonly Pick<ToolSignOff, 'role' | 'approve'>[],
  approval: Pick<ToolApproval, 'signOffRoles'>,
): { state: 'open' | 'approved' | 'rejected'; missing: string[] } {
  if (signOffs.some(({ approve }) => !approve)) {
    return { state: 'rejected', missing: [] };
  }
  const missing = approval.signOffRoles.filter(
    role => !signOffs.some(signed => signed.role === role),
  );
  return { state: missing.length > 0 ? 'open' : 'approved', missing };
}

/** Criteria of the framework that a proposal leaves open. @public */
export function unansweredCriteria(
  proposal: Pick<ToolProposal, 'criteria'>,
  approval: Pick<ToolApproval, 'criteria'>,
): string[] {
  return approval.criteria.flatMap(({ id }) =>
    Object.prototype.hasOwnProperty.call(proposal.criteria, id) &&
    proposal.criteria[id].answer.trim() !== ''
      ? []
      : [id],
  );
}

/** Properties a proposal claims beyond what is in force; each may open a classification. @public */
export function loosenedProperties(
  inForce: Partial<AiTool> | undefined,
  proposal: Pick<ToolProposal, 'properties'>,
): ToolProperty[] {
  return TOOL_PROPERTIES.filter(
    property =>
      proposal.properties[property] === true && inForce?.[property] !== true,
  );
}

/**
 * The tool as every role signed it, with all their conditions, until its next review.
 *
 * @param at - when the last role signed
 * @public
 */
export function approvedTool(
  id: string,
  proposal: ToolProposal,
  decision: {
    signOffs: readonly ToolSignOff[];
    approval: Pick<ToolApproval, 'reviewDays'>;
    at: Instant;
  },
): AiTool {
  const conditions = [
    ...new Set(decision.signOffs.flatMap(signed => signed.conditions ?? [])),
  ];
  return {
    id,
    name: proposal.name,
    ...(proposal.vendor !== undefined && { vendor: proposal.vendor }),
    status: 'approved',
    ...propertiesOf(proposal.properties),
    ...(proposal.owner !== undefined && { owner: proposal.owner }),
    ...(proposal.version !== undefined && { version: proposal.version }),
    ...(conditions.length > 0 && { conditions }),
    reviewBy: nextReview(decision.at, decision.approval),
  };
}

/** A tool after a review: nothing it may do is more than before. @public */
export function reviewedTool(
  tool: AiTool,
  review: ToolReviewRequest,
  options: { approval: Pick<ToolApproval, 'reviewDays'>; at: Instant },
): AiTool {
  const lost = new Set(review.lost ?? []);
  const conditions = [
    ...new Set([...(tool.conditions ?? []), ...(review.conditions ?? [])]),
  ];
  return {
    ...tool,
    ...propertiesOf(
      Object.fromEntries(
        TOOL_PROPERTIES.map(property => [
          property,
          tool[property] && !lost.has(property),
        ]),
      ),
    ),
    ...(review.owner !== undefined && { owner: review.owner }),
    ...(review.version !== undefined && { version: review.version }),
    ...(conditions.length > 0 && { conditions }),
    reviewBy: nextReview(options.at, options.approval),
  };
}

function nextReview(
  at: Instant,
  approval: Pick<ToolApproval, 'reviewDays'>,
): Instant {
  return new Date(Date.parse(at) + approval.reviewDays * DAY).toISOString();
}

function propertiesOf(properties: { [property in ToolProperty]?: boolean }) {
  return Object.fromEntries(
    TOOL_PROPERTIES.map(property => [property, properties[property] === true]),
  ) as { [property in ToolProperty]: boolean };
}

/** A host name, or `*.` and one; no address, no port, no path. */
const HOST =
  /^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;

/** Whether an endpoint can stand on an allow-list; written in lower case. @public */
export function isEndpoint(value: string): boolean {
  return value.length <= 253 && HOST.test(value);
}

/**
 * Hosts that a proxy may let through: those of the approved tools that are inside their review date,
 * each once, sorted. A host below a `*.` of the list is left out: proxies refuse lists with both.
 * @public
 */
export function endpointAllowList(
  tools: readonly (AiTool & { endpoints: readonly string[] })[],
  at: Instant,
): string[] {
  const hosts = new Set(
    tools.flatMap(tool =>
      tool.status === 'approved' &&
      !(
        tool.reviewBy !== undefined &&
        Date.parse(tool.reviewBy) <= Date.parse(at)
      )
        ? tool.endpoints
        : [],
    ),
  );
  const isCovered = (host: string) =>
    [...hosts].some(
      other =>
        other !== host &&
        other.startsWith('*.') &&
        host.endsWith(other.slice(1)),
    );
  return [...hosts].filter(host => !isCovered(host)).sort();
}
