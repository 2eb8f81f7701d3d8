import { DECLARED_ANNOTATIONS } from '../annotations/keys';
import type {
  AssessedEntity,
  Instant,
  Profile,
  ProfileConflict,
  ProfileField,
  ProvenanceSource,
} from '../assessment/types';
import { parseOptional } from '../assessment/instants';
import type {
  ClassificationId,
  Framework,
  ReviewTier,
} from '../framework/types';
import { classificationRank, floorsOf, type Floor } from './floors';
import type {
  ApprovedLowering,
  DecidedProfile,
  DescriptorDeclaration,
  KeptValue,
  PortalDeclaration,
} from './types';
import {
  readClassification,
  readHandled,
  readStage,
  readTier,
  skippedStages,
  type Read,
} from './values';

/** Everything that is known of an entity's profile. @public */
export interface MergeProfileInput {
  framework: Framework;
  /** What the annotations of the descriptor say. */
  descriptor?: DescriptorDeclaration;
  /** The newest declaration made in the portal. */
  portal?: PortalDeclaration;
  /** Protections kept from earlier declarations, and approved lowerings. */
  decided?: DecidedProfile;
  /** When somebody last confirmed the declaration without changing it. */
  confirmedAt?: Instant;
  entity: Pick<AssessedEntity, 'ref' | 'visibility'>;
  /** When the profile is merged; taken for declarations that carry no date. */
  at: Instant;
}

interface Declared<T> {
  source: 'descriptor' | 'portal';
  value: T;
  by?: string;
  at: Instant;
}

/**
 * Merges everything declared of an entity to the profile in force. Where sources disagree the stricter
 * value holds; what the code handles sets floors; a value that was in force is kept until its lowering is
 * approved; assumed values hold only while nothing is declared. Every departure from what was declared is
 * a conflict with a message.
 * @public
 */
export function mergeProfile(input: MergeProfileInput): Profile {
  const { framework, decided } = input;
  const conflicts: ProfileConflict[] = [];
  for (const { annotation, value, message } of input.descriptor?.invalid ??
    []) {
    conflicts.push({
      field: fieldOf(annotation),
      kind: 'invalid',
      message: `${annotation}: ${message}`,
      values: [{ source: 'descriptor', value }],
    });
  }

  const classifications = declared(input, 'classification', conflicts, value =>
    readClassification(framework, String(value)),
  );
  const tiers = declared(input, 'tier', conflicts, value =>
    readTier(framework, String(value)),
  );
  const handles = mergeHandles(input, conflicts);
  const floors = floorsOf(framework, handles.value);

  const classification = mergeOrdered<ClassificationId>({
    field: 'classification',
    declared: classifications,
    assumed: framework.settings.assumedClassification,
    floor: floors.classification,
    kept: decided?.kept?.classification,
    approved: decided?.approved?.classification,
    rank: value => classificationRank(framework, value),
    show: value => value,
    limit: publicLimit(input),
    conflicts,
  });
  const tier = mergeOrdered<ReviewTier>({
    field: 'tier',
    declared: tiers,
    assumed: framework.settings.assumedTier,
    floor: floors.tier,
    kept: decided?.kept?.tier,
    approved: decided?.approved?.tier,
    rank: Number,
    show: value => `tier ${value}`,
    conflicts,
  });
  const adoptionStage = mergeStage(input, conflicts);
  const aiUse = mergeAiUse(input, conflicts);
  const confirmedAt = latest([
    ...classifications.map(({ at }) => at),
    ...(classifications.length > 0 && input.confirmedAt
      ? [input.confirmedAt]
      : []),
  ]);
  return {
    classification,
    tier,
    handles,
    ...(adoptionStage && { adoptionStage }),
    ...(aiUse && { aiUse }),
    declared: classifications.length > 0,
    ...(confirmedAt !== undefined && { confirmedAt }),
    conflicts,
  };
}

function fieldOf(annotation: string): ProfileConflict['field'] {
  const entry = Object.entries(DECLARED_ANNOTATIONS).find(
    ([, key]) => key === annotation,
  );
  return (entry?.[0] ?? 'classification') as ProfileConflict['field'];
}

function latest(instants: Instant[]): Instant | undefined {
  let best: Instant | undefined;
  for (const instant of instants) {
    if (best === undefined || parseOptional(instant) > parseOptional(best)) {
      best = instant;
    }
  }
  return best;
}

/** The sources that declare a field, descriptor first, with values the framework knows. */
function declared<F extends 'classification' | 'tier' | 'adoptionStage', T>(
  input: MergeProfileInput,
  field: F,
  conflicts: ProfileConflict[],
  read: (value: unknown) => Read<T>,
): Declared<T>[] {
  const { descriptor, portal } = input;
  const found: Declared<T>[] = [];
  const consider = (
    source: 'descriptor' | 'portal',
    value: unknown,
    at: Instant,
    by?: string,
  ) => {
    if (value === undefined || value === null) {
      return;
    }
    const result = read(value);
    if ('value' in result) {
      found.push({
        source,
        value: result.value,
        at,
        ...(by !== undefined && { by }),
      });
    } else {
      conflicts.push({
        field,
        kind: 'invalid',
        message: result.message,
        values: [{ source, value: String(value) }],
      });
    }
  };
  consider('descriptor', descriptor?.values[field], descriptor?.at ?? input.at);
  if (portal) {
    consider('portal', portal.values[field], portal.at, portal.by);
  }
  return found;
}

const SOURCE_TEXT: { [source in Declared<unknown>['source']]: string } = {
  descriptor: 'declared in catalog-info.yaml',
  portal: 'declared in the portal',
};

function disagreement<T>(
  field: ProfileConflict['field'],
  sources: Declared<T>[],
  show: (value: T) => string,
  inForce: string,
): ProfileConflict {
  return {
    field,
    kind: 'disagreement',
    message: `${sources
      .map(({ source, value }) => `${show(value)} is ${SOURCE_TEXT[source]}`)
      .join(', ')}; the stricter one, ${inForce}, is in force`,
    values: sources.map(({ source, value }) => ({
      source,
      value: show(value),
    })),
  };
}

/** Without a public repository or an approval, a team may declare down to internal only. */
function publicLimit(input: MergeProfileInput) {
  const ordered = [...input.framework.classifications].sort(
    (a, b) => a.order - b.order,
  );
  const internal = ordered[1]?.id;
  if (internal === undefined || input.entity.visibility === 'public') {
    return undefined;
  }
  return {
    value: internal,
    reason: `${ordered[0].id} needs a public repository or an approval`,
  };
}

interface OrderedField<T> {
  field: 'classification' | 'tier';
  declared: Declared<T>[];
  assumed: T;
  floor?: Floor<T>;
  kept?: KeptValue<T>;
  approved?: ApprovedLowering<T>;
  /** A value below which declaring needs an approval although nothing was in force before. */
  limit?: { value: T; reason: string };
  rank: (value: T) => number;
  show: (value: T) => string;
  conflicts: ProfileConflict[];
}

function mergeOrdered<T>(input: OrderedField<T>): ProfileField<T> {
  const { field, rank, show, conflicts, approved } = input;
  const strictest = input.declared.reduce<Declared<T> | undefined>(
    (best, candidate) =>
      best && rank(best.value) >= rank(candidate.value) ? best : candidate,
    undefined,
  );
  if (
    strictest &&
    input.declared.some(({ value }) => value !== strictest.value)
  ) {
    conflicts.push(
      disagreement(field, input.declared, show, show(strictest.value)),
    );
  }
  let inForce: ProfileField<T> = strictest
    ? {
        value: strictest.value,
        source: strictest.source,
        reason: SOURCE_TEXT[strictest.source],
        ...(strictest.by !== undefined && { by: strictest.by }),
        at: strictest.at,
      }
    : {
        value: input.assumed,
        source: 'assumed',
        reason: `nothing is declared, so ${show(input.assumed)} is assumed`,
      };

  const raise = (
    value: T,
    source: ProvenanceSource,
    reason: string,
    conflict: { kind: ProfileConflict['kind']; message: string },
    extra: { by?: string; at?: Instant } = {},
  ) => {
    if (strictest && rank(value) > rank(strictest.value)) {
      conflicts.push({
        field,
        ...conflict,
        values: [
          { source: strictest.source, value: show(strictest.value) },
          { source, value: show(value) },
        ],
      });
    }
    if (rank(value) > rank(inForce.value)) {
      inForce = { value, source, reason, ...extra };
    }
  };

  // An approval sets aside what asked for no more than was in force when it was given.
  const released = (value: T) =>
    approved !== undefined && rank(value) <= rank(approved.from);
  const { floor, kept, limit } = input;
  if (floor && !released(floor.value)) {
    const reason = `${floor.by.join(', ')} ${
      floor.by.length === 1 ? 'sets' : 'set'
    } ${show(floor.value)}`;
    raise(floor.value, 'floor', reason, {
      kind: 'belowFloor',
      message: `${reason}; declaring less needs an approval`,
    });
  }
  const keptIsReleased =
    kept !== undefined &&
    released(kept.value) &&
    !(parseOptional(kept.at) > parseOptional(approved!.at));
  const bound: KeptValue<T> | undefined =
    kept && !keptIsReleased ? kept : approved;
  if (bound) {
    const reason = `${show(
      bound.value,
    )} was in force before; lowering it needs an approval`;
    if (!strictest && rank(bound.value) > rank(inForce.value)) {
      conflicts.push({
        field,
        kind: 'awaitingApproval',
        message: `The declaration of ${show(
          bound.value,
        )} was removed; it stays in force until an approval`,
        values: [{ source: 'decision', value: show(bound.value) }],
      });
    }
    raise(
      bound.value,
      'decision',
      reason,
      { kind: 'awaitingApproval', message: reason },
      {
        ...(bound.by !== undefined && { by: bound.by }),
        ...(bound.at !== undefined && { at: bound.at }),
      },
    );
  }
  if (
    limit &&
    strictest &&
    !(approved && rank(approved.value) < rank(limit.value))
  ) {
    raise(limit.value, strictest.source, limit.reason, {
      kind: 'awaitingApproval',
      message: `${limit.reason}; until then ${show(limit.value)} is in force`,
    });
  }
  return inForce;
}

/** Everything any source names, and what was named before and not removed with approval. */
function mergeHandles(
  input: MergeProfileInput,
  conflicts: ProfileConflict[],
): ProfileField<string[]> {
  const { framework, descriptor, portal, decided } = input;
  const sources: Declared<string[]>[] = [];
  if (descriptor?.values.handles) {
    sources.push({
      source: 'descriptor',
      value: knownHandles(
        framework,
        descriptor.values.handles,
        'descriptor',
        conflicts,
      ),
      at: descriptor.at ?? input.at,
    });
  }
  if (portal?.values.handles) {
    sources.push({
      source: 'portal',
      value: knownHandles(
        framework,
        portal.values.handles,
        'portal',
        conflicts,
      ),
      at: portal.at,
      by: portal.by,
    });
  }
  const named = new Set(sources.flatMap(({ value }) => value));
  const show = (value: string[]) => value.join(', ') || 'nothing';
  if (
    sources.length === 2 &&
    sources.some(({ value }) => new Set(value).size !== named.size)
  ) {
    conflicts.push(
      disagreement('handles', sources, show, show(inOrder(framework, named))),
    );
  }
  const removed = new Set(decided?.approved?.handles?.removed ?? []);
  const kept = (decided?.kept?.handles?.value ?? []).filter(
    id => !named.has(id) && !removed.has(id),
  );
  const value = inOrder(framework, new Set([...named, ...kept]));
  const stillKept = value.filter(id => !named.has(id));
  if (stillKept.length > 0) {
    conflicts.push({
      field: 'handles',
      kind: 'awaitingApproval',
      message: `${show(
        stillKept,
      )} was declared before; removing it needs an approval`,
      values: [{ source: 'decision', value: show(stillKept) }],
    });
  }
  if (sources.length === 0) {
    return stillKept.length > 0
      ? {
          value,
          source: 'decision',
          reason: 'declared before and not removed with approval',
        }
      : { value, source: 'assumed', reason: 'nothing is declared' };
  }
  const [first] = sources;
  return {
    value,
    source: first.source,
    reason: sources.map(({ source }) => SOURCE_TEXT[source]).join(' and '),
    ...(first.by !== undefined && { by: first.by }),
    at: first.at,
  };
}

function knownHandles(
  framework: Framework,
  ids: string[],
  source: 'descriptor' | 'portal',
  conflicts: ProfileConflict[],
): string[] {
  return ids.flatMap(id => {
    const result = readHandled(framework, String(id));
    if ('value' in result) {
      return [result.value];
    }
    conflicts.push({
      field: 'handles',
      kind: 'invalid',
      message: result.message,
      values: [{ source, value: String(id) }],
    });
    return [];
  });
}

function inOrder(framework: Framework, ids: ReadonlySet<string>): string[] {
  return framework.handles.flatMap(({ id }) => (ids.has(id) ? [id] : []));
}

/**
 * The earlier stage is the stricter one. What the portal declares was judged
 * when it was; a stage that the descriptor alone declares follows on the one
 * that was in force, or is not in force until it is approved.
 */
function mergeStage(
  input: MergeProfileInput,
  conflicts: ProfileConflict[],
): ProfileField<string> | undefined {
  const { framework } = input;
  const stages = declared(input, 'adoptionStage', conflicts, value =>
    readStage(framework, String(value)),
  );
  if (stages.length === 0) {
    return undefined;
  }
  const rank = (id: string) =>
    framework.adoptionStages.find(stage => stage.id === id)?.order ?? 0;
  const earliest = stages.reduce((best, candidate) =>
    rank(candidate.value) < rank(best.value) ? candidate : best,
  );
  if (stages.some(({ value }) => value !== earliest.value)) {
    conflicts.push(
      disagreement('adoptionStage', stages, value => value, earliest.value),
    );
  }
  const before = input.decided?.kept?.adoptionStage;
  const skipped =
    before !== undefined &&
    stages.every(({ source }) => source === 'descriptor') &&
    'value' in readStage(framework, before.value)
      ? skippedStages(framework, before.value, earliest.value)
      : [];
  if (skipped.length > 0) {
    const reason = `no stage is skipped: ${skipped.join(', ')} comes between ${
      before!.value
    } and ${earliest.value}`;
    conflicts.push({
      field: 'adoptionStage',
      kind: 'awaitingApproval',
      message: `${reason}; ${before!.value} stays in force until an approval`,
      values: [
        { source: earliest.source, value: earliest.value },
        { source: 'decision', value: before!.value },
      ],
    });
    return { ...before!, source: 'decision', reason };
  }
  return {
    value: earliest.value,
    source: earliest.source,
    reason: SOURCE_TEXT[earliest.source],
    ...(earliest.by !== undefined && { by: earliest.by }),
    at: earliest.at,
  };
}

/** Using assistants is the stricter statement: "none" exempts from controls. */
function mergeAiUse(
  input: MergeProfileInput,
  conflicts: ProfileConflict[],
): ProfileField<'none' | string[]> | undefined {
  const { descriptor, portal } = input;
  const sources: Declared<'none' | string[]>[] = [];
  if (descriptor?.values.aiUse !== undefined) {
    sources.push({
      source: 'descriptor',
      value: descriptor.values.aiUse,
      at: descriptor.at ?? input.at,
    });
  }
  if (portal?.values.aiUse !== undefined) {
    sources.push({
      source: 'portal',
      value: portal.values.aiUse,
      at: portal.at,
      by: portal.by,
    });
  }
  if (sources.length === 0) {
    return undefined;
  }
  const lists = sources.filter(({ value }) => value !== 'none');
  const inForce = lists[0] ?? sources[sources.length - 1];
  const value =
    lists.length > 0
      ? [...new Set(lists.flatMap(source => source.value))].sort()
      : ('none' as const);
  const show = (shown: 'none' | string[]) =>
    shown === 'none' ? 'no AI use' : shown.join(', ') || 'no assistant';
  if (lists.length > 0 && lists.length < sources.length) {
    conflicts.push(disagreement('aiUse', sources, show, show(value)));
  }
  return {
    value,
    source: inForce.source,
    reason: SOURCE_TEXT[inForce.source],
    ...(inForce.by !== undefined && { by: inForce.by }),
    at: inForce.at,
  };
}
