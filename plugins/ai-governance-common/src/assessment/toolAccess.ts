import type { ClassificationId, ToolCondition } from '../framework/types';
import { canonicalJson } from './canonical';
import type { CompiledFramework } from './compile';
import { parseOptional } from './instants';
import type { AiTool, ToolAccess } from './types';

const CONDITIONS: {
  [condition in ToolCondition]: {
    holds: (tool: AiTool) => boolean;
    missing: string;
  };
} = {
  enterpriseEndpoint: {
    holds: tool => tool.enterpriseEndpoint,
    missing: 'needs an enterprise endpoint',
  },
  zeroRetentionOrOnPremises: {
    holds: tool => tool.zeroRetention || tool.onPremises,
    missing: 'needs zero retention or an on-premises installation',
  },
  privacyMode: {
    holds: tool => tool.privacyMode,
    missing: 'needs privacy mode',
  },
  telemetryOff: {
    holds: tool => tool.telemetryOff,
    missing: 'needs telemetry switched off',
  },
};

const NOT_APPROVED: { [status in AiTool['status']]: string } = {
  requested: 'is requested and not yet approved',
  rejected: 'was rejected',
  retired: 'was retired',
  approved: '',
};

/** Whether an approved tool's review period is over. A tool without review date is never reviewed late. */
export function reviewIsOver(tool: AiTool, at: number): boolean {
  return parseOptional(tool.reviewBy) <= at;
}

/**
 * Which tools of the registry may be used with data of a classification, each with the reasons, sorted
 * by tool id.
 */
export function judgeToolAccess(
  compiled: CompiledFramework,
  tools: readonly AiTool[],
  classification: ClassificationId,
  at: number,
): ToolAccess[] {
  const rule = compiled.framework.classifications.find(
    ({ id }) => id === classification,
  );
  return tools
    .map(tool => {
      const refusals: string[] = [];
      if (tool.status !== 'approved') {
        refusals.push(NOT_APPROVED[tool.status] ?? 'is not approved');
      } else if (reviewIsOver(tool, at)) {
        refusals.push('has passed its review date');
      }
      if (!rule) {
        refusals.push(`the classification ${classification} is not known`);
      } else if (rule.toolAccess.allowed === 'none') {
        refusals.push(`no AI tool may be used with ${rule.id} data`);
      } else {
        for (const condition of rule.toolAccess.conditions) {
          if (!CONDITIONS[condition].holds(tool)) {
            refusals.push(CONDITIONS[condition].missing);
          }
        }
      }
      const allowed = refusals.length === 0;
      return {
        tool: tool.id,
        name: tool.name,
        allowed,
        reasons: allowed
          ? [`approved for ${classification} data`, ...(tool.conditions ?? [])]
          : refusals,
      };
    })
    .sort(byTool);
}

/** By id; where a registry lists an id twice, the refusal first, so that the stricter entry decides. */
function byTool(a: ToolAccess, b: ToolAccess): number {
  if (a.tool !== b.tool) {
    return a.tool < b.tool ? -1 : 1;
  }
  if (a.allowed !== b.allowed) {
    return a.allowed ? 1 : -1;
  }
  const [left, right] = [canonicalJson(a), canonicalJson(b)];
  return left < right ? -1 : Number(left > right);
}

interface CachedAccess {
  from: number;
  until: number;
  access: ToolAccess[];
  boundary: number;
}

const cache = new WeakMap<
  CompiledFramework,
  WeakMap<readonly AiTool[], Map<string, CachedAccess>>
>();

/**
 * The same as `judgeToolAccess`, remembered per registry and classification for as long as no review date
 * is crossed, because thousands of entities share one registry. `boundary` is the next review date.
 */
export function sharedToolAccess(
  compiled: CompiledFramework,
  tools: readonly AiTool[],
  classification: ClassificationId,
  at: number,
): CachedAccess {
  let byTools = cache.get(compiled);
  if (!byTools) {
    byTools = new WeakMap();
    cache.set(compiled, byTools);
  }
  let byClassification = byTools.get(tools);
  if (!byClassification) {
    byClassification = new Map();
    byTools.set(tools, byClassification);
  }
  const known = byClassification.get(classification);
  if (known && known.from <= at && at < known.until) {
    return known;
  }
  let from = -Infinity;
  let until = Infinity;
  for (const tool of tools) {
    const review = parseOptional(tool.reviewBy);
    if (review <= at) {
      from = Math.max(from, review);
    } else if (review > at) {
      until = Math.min(until, review);
    }
  }
  const entry: CachedAccess = {
    from,
    until,
    boundary: until,
    access: judgeToolAccess(compiled, tools, classification, at),
  };
  byClassification.set(classification, entry);
  return entry;
}
