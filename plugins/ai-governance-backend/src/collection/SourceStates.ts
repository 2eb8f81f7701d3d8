import type {
  CollectionState,
  SourceFinding,
  SourceState,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { warningsFor } from '@plumbline/backstage-plugin-ai-governance-node';
import type { EntityInputs } from '../assessment/AssessmentInputs';
import type { InventoryRecord } from '../inventory/InventoryStore';
import type { SourceRecord } from './SourceStore';

/**
 * A source is silent after this many of its intervals: the look that is due
 * with the first one has half of another to be made.
 */
export const SILENT_AFTER_INTERVALS = 1.5;

/** Pauses between two looks, in ms. */
export interface LookIntervals {
  tree: number;
  host: number;
  /** Of what is asked about entities elsewhere. */
  entity: number;
}

/**
 * How looking at an entity's sources stands, as the API shows it.
 *
 * @param sources - its own repository and whatever else is looked at for it
 * @param options - `lastSentAt`: when somebody last sent evidence of it unasked
 */
export function toCollectionState(
  record: Pick<InventoryRecord, 'subpath' | 'sourceKey' | 'repositories'>,
  sources: readonly SourceRecord[],
  options: { at: string; intervals: LookIntervals; lastSentAt?: string },
): CollectionState {
  const sent = definedOnly({ lastSentAt: options.lastSentAt });
  const source = sources.find(
    ({ sourceKey }) => sourceKey === record.sourceKey,
  );
  const problems = record.repositories.flatMap(repository =>
    'problem' in repository ? [repository.problem] : [],
  );
  const findings = sources.flatMap(one => silenceOf(one, options));
  const others = sources
    .filter(other => other !== source)
    .map(other =>
      toSourceState(other, {
        ...options,
        subpath: record.repositories.flatMap(repository =>
          'problem' in repository || repository.sourceKey !== other.sourceKey
            ? []
            : repository.subpath,
        )[0],
      }),
    );
  if (!source) {
    return {
      state: 'none',
      warnings: problems,
      ...sent,
      ...(others.length > 0 && { others }),
      ...(findings.length > 0 && { findings }),
    };
  }
  return {
    ...definedOnly({
      lastLookedAt: source.confirmedAt,
      startedAt: source.state === 'running' ? source.startedAt : undefined,
      step: source.step,
      error: source.error,
      silentSince: silentSince(source, options),
    }),
    ...sent,
    state: source.state,
    repository: {
      url: source.url,
      subpath: record.subpath,
      kind: source.kind as 'url' | 'local',
    },
    // A tree is looked at once for all its entities.
    warnings: [...warningsFor(source.warnings, record.subpath), ...problems],
    ...(others.length > 0 && { others }),
    ...(findings.length > 0 && { findings }),
  };
}

/** Evidence that comes when somebody sends it, by its source. */
const SENT = /^(ci|import|training):/;

/** When somebody last sent evidence of an entity by themselves. */
export function lastSentOf({
  evidenceDigests,
  confirmations,
}: Pick<EntityInputs, 'evidenceDigests' | 'confirmations'>):
  | string
  | undefined {
  const sent = evidenceDigests.flatMap(({ source, changedAt }) =>
    SENT.test(source) ? [confirmations[source] ?? changedAt] : [],
  );
  return sent.sort().pop();
}

/** That a source is silent is a finding of its own: the operator's, whatever the entity's owners do. */
function silenceOf(
  source: SourceRecord,
  options: { at: string; intervals: LookIntervals },
): SourceFinding[] {
  const since = silentSince(source, options);
  if (since === undefined) {
    return [];
  }
  const days = Math.floor(
    (Date.parse(options.at) - Date.parse(since)) / 86_400_000,
  );
  const age = days === 1 ? '1 day' : `${days} days`;
  return [
    {
      rule: 'source-silent',
      severity: 'medium',
      actor: 'operator',
      source: source.sourceKey,
      kind: source.kind,
      url: source.url,
      since,
      message: `Nothing was seen of ${source.url} ${
        days === 0 ? 'for several intervals' : `for ${age}`
      }: what is shown rests on what was seen before${
        source.error === undefined ? '' : ` (${source.error})`
      }`,
    },
  ];
}

function toSourceState(
  source: SourceRecord,
  options: { at: string; intervals: LookIntervals; subpath?: string },
): SourceState {
  return {
    source: source.sourceKey,
    kind: source.kind,
    url: source.url,
    state: source.state,
    warnings: warningsFor(source.warnings, options.subpath ?? ''),
    ...definedOnly({
      lastLookedAt: source.confirmedAt,
      error: source.error,
      silentSince: silentSince(source, options),
    }),
  };
}

/**
 * The instant from which a source counts as silent, once it has passed.
 * Nobody can say so of one that was never looked at: that is shown anyway.
 */
function silentSince(
  source: SourceRecord,
  { at, intervals }: { at: string; intervals: LookIntervals },
): string | undefined {
  if (source.confirmedAt === undefined) {
    return undefined;
  }
  const { tree } = intervals;
  const interval =
    source.kind === 'host' || source.kind === 'entity'
      ? intervals[source.kind]
      : tree;
  const since = new Date(
    Date.parse(source.confirmedAt) + SILENT_AFTER_INTERVALS * interval,
  ).toISOString();
  return since <= at ? source.confirmedAt : undefined;
}

function definedOnly<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}
