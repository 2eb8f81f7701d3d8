import { canonicalJson } from './canonical';
import type { CompiledCheck } from './compile';
import type { JudgingContext } from './context';
import { observe, validity } from './evidence';
import { parseInstant, parseOptional, toInstant } from './instants';
import type { AiTool, CheckResult, Evidence, Finding } from './types';

/** Names written out in one summary. */
const MOST_NAMED = 10;

/** Observation of recorded licence decisions about an entity. @public */
export const LICENCE_RECORDS_OBSERVATION = 'licence.remediations';

/** One tool of an imported inventory, counted over all machines. @public */
export interface InventoriedTool {
  tool: string;
  versions: string[];
  machines: number;
  users: number;
}

/** The newest readable item per key, among those already observed. */
function newestBy(
  items: readonly Evidence[],
  context: JudgingContext,
  keyOf: (item: Evidence) => string | undefined,
): Evidence[] {
  const newest = new Map<string, Evidence>();
  for (const item of items) {
    const observed = parseInstant(item.observedAt);
    context.due.read(observed);
    const key = keyOf(item);
    if (
      key === undefined ||
      item.outcome === 'error' ||
      !(observed <= context.due.at)
    ) {
      continue;
    }
    const known = newest.get(key);
    const knownAt = known ? parseInstant(known.observedAt) : -Infinity;
    if (
      !known ||
      observed > knownAt ||
      (observed === knownAt &&
        canonicalJson(item as never) < canonicalJson(known as never))
    ) {
      newest.set(key, item);
    }
  }
  return [...newest.keys()].sort().map(key => newest.get(key)!);
}

function normalized(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
}

/** Whether an inventory's name for a tool is one of the registry's. @public */
export function isToolNamed(tool: AiTool, name: string): boolean {
  const wanted = normalized(name);
  return normalized(tool.id) === wanted || normalized(tool.name) === wanted;
}

/**
 * The asset inventory is fresh, and every tool in it is in the registry. Compared here and not when it is
 * imported, so that registering a tool closes the finding. Without an import the check is left to
 * attestations.
 */
export function toolsInventoried(
  compiled: CompiledCheck,
  context: JudgingContext,
): CheckResult | undefined {
  const arrived = observe(compiled, context);
  if (arrived?.outcome !== 'pass') {
    return undefined;
  }
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (const item of newestBy(
    context.evidence.get(compiled.check.id) ?? [],
    context,
    ({ source }) => source,
  )) {
    for (const entry of toolsOf(item)) {
      const key = normalized(entry.tool);
      if (
        seen.has(key) ||
        context.tools.some(tool => isToolNamed(tool, entry.tool))
      ) {
        continue;
      }
      seen.add(key);
      findings.push({
        rule: 'tool-not-registered',
        severity: 'high',
        message: `${entry.tool} is on ${entry.machines} ${
          entry.machines === 1 ? 'machine' : 'machines'
        } and not in the tool registry`,
        fingerprint: `tool-not-registered:${key}`,
      });
    }
  }
  if (findings.length === 0) {
    return arrived;
  }
  findings.sort((a, b) => (a.fingerprint! < b.fingerprint! ? -1 : 1));
  const names = findings.map(({ message }) => message.split(' is on ')[0]);
  return {
    ...arrived,
    outcome: 'fail',
    summary: `Not in the tool registry: ${names
      .slice(0, MOST_NAMED)
      .join(', ')}${
      names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : ''
    }`,
    findings,
  };
}

function toolsOf(item: Evidence): InventoriedTool[] {
  const tools = item.data?.tools;
  return Array.isArray(tools)
    ? (tools as unknown as InventoriedTool[]).filter(
        entry => typeof entry?.tool === 'string',
      )
    : [];
}

/**
 * Every question of the framework's gap analyses is answered by an analysis in force, whatever the
 * answer: the control asks that the organization knows. What nobody analysed yet is named and stays
 * unknown. Without any analysis the check is left to attestations.
 */
export function regulationsAnalysed(
  compiled: CompiledCheck,
  context: JudgingContext,
): CheckResult | undefined {
  const analyses = newestBy(
    context.evidence.get(compiled.check.id) ?? [],
    context,
    ({ data }) =>
      typeof data?.regulation === 'string' ? data.regulation : undefined,
  );
  if (analyses.length === 0) {
    return undefined;
  }
  const check = compiled.check.id;
  const byRegulation = new Map(
    analyses.map(item => [item.data!.regulation as string, item]),
  );
  const missing: string[] = [];
  const outdated: string[] = [];
  let end = Infinity;
  for (const { id, name, analysis } of context.compiled.framework.regulations) {
    const item = byRegulation.get(id);
    const answered = item?.data?.controls;
    const open = analysis
      .map(({ control }) => control)
      .filter(
        control => !Array.isArray(answered) || !answered.includes(control),
      );
    if (open.length > 0 || !item) {
      missing.push(
        open.length === analysis.length ? name : `${name} (${open.join(', ')})`,
      );
    }
    if (item) {
      const { until } = validity(
        compiled,
        parseInstant(item.observedAt),
        context,
      );
      const expires = parseOptional(item.expiresAt);
      const ends = expires < until ? expires : until;
      context.due.read(ends);
      if (ends <= context.due.at) {
        outdated.push(name);
      } else {
        end = Math.min(end, ends);
      }
    }
  }
  const latest = analyses.reduce((a, b) =>
    parseInstant(b.observedAt) > parseInstant(a.observedAt) ? b : a,
  );
  const basis = {
    check,
    source: latest.source,
    ...(latest.link !== undefined && { link: latest.link }),
    observedAt: latest.observedAt,
  };
  if (missing.length > 0) {
    return {
      ...basis,
      outcome: 'unknown',
      summary: `Not analysed yet: ${missing.join('; ')}`,
    };
  }
  if (outdated.length > 0) {
    return {
      ...basis,
      outcome: 'stale',
      summary: `To be analysed again: ${outdated.join(', ')}`,
    };
  }
  return {
    ...basis,
    outcome: 'pass',
    summary: `Analysed: ${context.compiled.framework.regulations
      .map(({ name }) => name)
      .join(', ')}`,
    ...(end !== Infinity && { validUntil: toInstant(end) }),
  };
}

/** What the recorded decisions about an entity say. */
export interface RecordedDecisions {
  /** Findings somebody recorded without a decision. */
  open: Finding[];
  /** Whether a decision about a reported finding is recorded. */
  resolves(finding: Finding): boolean;
  basis?: Evidence;
}

/** The recorded decisions under an observation, over all sources; they do not age. */
export function recordedDecisions(
  observation: string,
  context: JudgingContext,
): RecordedDecisions {
  const records = newestBy(
    context.evidence.get(observation) ?? [],
    context,
    ({ source }) => source,
  );
  const resolved = new Set<string>();
  for (const { data } of records) {
    if (Array.isArray(data?.resolved)) {
      for (const finding of data.resolved) {
        if (typeof finding === 'string') {
          resolved.add(finding);
        }
      }
    }
  }
  const withOpen = records.find(({ findings }) => (findings?.length ?? 0) > 0);
  return {
    open: records.flatMap(({ findings }) => findings ?? []),
    resolves: ({ fingerprint, rule, path }) =>
      (fingerprint !== undefined && resolved.has(fingerprint)) ||
      (path !== undefined && resolved.has(`${rule}:${path}`)),
    ...(withOpen && { basis: withOpen }),
  };
}
