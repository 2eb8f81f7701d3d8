import { digestOf } from '../assessment/digest';
import { parseOptional } from '../assessment/instants';
import type {
  AssessedEntity,
  Instant,
  Profile,
  ProfileField,
} from '../assessment/types';
import type {
  ClassificationId,
  Framework,
  ReviewTier,
} from '../framework/types';
import { classificationRank, floorsOf } from './floors';
import type {
  DecidedProfile,
  DeclaredValues,
  DescriptorDeclaration,
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

/** One act of declaring in the portal, to be judged before it is stored. @public */
export interface JudgeDeclarationInput {
  framework: Framework;
  /** The merged profile in force now. */
  current: Profile;
  entity: Pick<AssessedEntity, 'ref' | 'visibility'>;
  /** Everything the declaration says; a field that is absent is declared no longer. */
  values: DeclaredValues;
  /** User ref of the declarer. */
  by: string;
  at: Instant;
}

/** A part of a declaration that lowers a protection and waits for a decision. @public */
export interface ProtectionLowering {
  field: 'classification' | 'tier' | 'handles' | 'adoptionStage';
  /** What stays in force until the decision. */
  from: string;
  /** What was declared; null when the declaration was removed. */
  to: string | null;
  /** Why it needs a decision. */
  reason: string;
  /** Role that decides, through somebody other than `notBy`. */
  approvingRole: string;
  notBy: string;
}

/** What becomes of a declaration. @public */
export interface DeclarationJudgement {
  /** The fields in force at once. */
  inForce: DeclaredValues;
  awaiting: ProtectionLowering[];
  /** Values the framework does not know; nothing of the declaration may be stored while there are any. */
  invalid: { field: keyof DeclaredValues; value: string; message: string }[];
  /** Whether this first declaration down to internal belongs to the sample that is reviewed. */
  sampled: boolean;
}

/**
 * Decides which fields of a declaration are in force at once and which lower a protection: below the floor
 * of what the code handles, below what was declared or decided before, removing a declaration, or `public`
 * without a public repository. Assumed values protect nothing, so a first declaration is free down to
 * internal and the floors.
 * @public
 */
export function judgeDeclaration(
  input: JudgeDeclarationInput,
): DeclarationJudgement {
  const { framework, current, values } = input;
  const inForce: DeclaredValues = {};
  const awaiting: ProtectionLowering[] = [];
  const invalid: DeclarationJudgement['invalid'] = [];

  const lower = (
    field: ProtectionLowering['field'],
    from: string,
    to: string | null,
    reason: string,
  ) =>
    awaiting.push({
      field,
      from,
      to,
      reason,
      approvingRole: framework.settings.approvingRole,
      notBy: input.by,
    });
  const known = <T>(
    field: keyof DeclaredValues,
    value: unknown,
    result: Read<T>,
  ): T | undefined => {
    if ('value' in result) {
      return result.value;
    }
    invalid.push({ field, value: String(value), message: result.message });
    return undefined;
  };

  const handles = values.handles?.flatMap(id => {
    const value = known('handles', id, readHandled(framework, String(id)));
    return value === undefined ? [] : [value];
  });
  const removed = judgeRemovedHandles(input, handles ?? []);
  if (removed.length > 0) {
    lower(
      'handles',
      current.handles.value.join(', '),
      handles ? handles.join(', ') : null,
      `Removing ${removed.join(', ')} would lower what the review has to be`,
    );
  }
  if (handles) {
    // What the descriptor named stays by being kept; the portal does not take it over.
    const held = isOwnDeclaration(current.handles) ? removed : [];
    inForce.handles = [...new Set([...handles, ...held])];
  }
  // Subjects whose removal waits still set their floors.
  const floors = floorsOf(framework, [
    ...(handles ?? []),
    ...(handles ? removed : current.handles.value),
  ]);

  const classification =
    values.classification === undefined
      ? undefined
      : known(
          'classification',
          values.classification,
          readClassification(framework, String(values.classification)),
        );
  const rank = (id: ClassificationId) => classificationRank(framework, id);
  const publicId = [...framework.classifications].sort(
    (a, b) => a.order - b.order,
  )[0]?.id;
  judgeOrdered<ClassificationId>({
    field: 'classification',
    declared: classification,
    absent: values.classification === undefined,
    current: current.classification,
    floor: floors.classification,
    rank,
    show: id => id,
    forbidden:
      classification === publicId && input.entity.visibility !== 'public'
        ? `${publicId} needs a public repository or an approval`
        : undefined,
    lower,
    accept: value => {
      inForce.classification = value;
    },
  });

  const tier =
    values.tier === undefined
      ? undefined
      : known('tier', values.tier, readTier(framework, String(values.tier)));
  judgeOrdered<ReviewTier>({
    field: 'tier',
    declared: tier,
    absent: values.tier === undefined,
    current: current.tier,
    floor: floors.tier,
    rank: Number,
    show: value => `tier ${value}`,
    lower,
    accept: value => {
      inForce.tier = value;
    },
  });

  judgeStage(input, known, lower, inForce);
  if (values.aiUse !== undefined) {
    inForce.aiUse = values.aiUse;
  }
  return {
    inForce,
    awaiting,
    invalid,
    sampled: isSampled(input, inForce.classification),
  };
}

/**
 * Handled subjects the portal declared before, that set a floor and are missing now; and where it names
 * what is handled, those that the descriptor no longer does and that wait for an approval.
 */
function judgeRemovedHandles(
  { framework, current, values }: JudgeDeclarationInput,
  handles: string[],
): string[] {
  const isOwn = isOwnDeclaration(current.handles);
  const waiting = values.handles ? handlesToRemove(current) : [];
  return current.handles.value.filter(id => {
    const floors = floorsOf(framework, [id]);
    return (
      (isOwn || waiting.includes(id)) &&
      !handles.includes(id) &&
      ((floors.tier?.value ?? 1) > 1 || floors.classification !== undefined)
    );
  });
}

/** Subjects that no declaration names any more, and that stay until an approval. */
function handlesToRemove({ conflicts }: Profile): string[] {
  return conflicts
    .filter(
      ({ field, kind }) => field === 'handles' && kind === 'awaitingApproval',
    )
    .flatMap(({ values }) => values.flatMap(({ value }) => value.split(', ')));
}

/**
 * Whether leaving a field out of a portal declaration removes it: what the descriptor declares stays
 * declared there.
 */
function isOwnDeclaration(field: ProfileField<unknown>): boolean {
  return field.source === 'portal' || field.source === 'decision';
}

interface OrderedJudgement<T> {
  field: 'classification' | 'tier';
  declared: T | undefined;
  absent: boolean;
  current: ProfileField<T>;
  floor: { value: T; by: string[] } | undefined;
  rank: (value: T) => number;
  show: (value: T) => string;
  /** Why the declared value needs an approval in any case. */
  forbidden?: string;
  lower: (
    field: ProtectionLowering['field'],
    from: string,
    to: string | null,
    reason: string,
  ) => void;
  accept: (value: T) => void;
}

function judgeOrdered<T>(input: OrderedJudgement<T>): void {
  const { field, declared, current, floor, rank, show, lower } = input;
  if (declared === undefined) {
    if (input.absent && isOwnDeclaration(current)) {
      lower(
        field,
        show(current.value),
        null,
        'Removing a declaration lowers a protection',
      );
    }
    return;
  }
  // Neither an assumed value nor a floor of subjects no longer named was declared by anybody.
  const before =
    current.source === 'assumed' || current.source === 'floor'
      ? undefined
      : current.value;
  const strictest =
    before !== undefined && (!floor || rank(before) >= rank(floor.value))
      ? before
      : floor?.value;
  if (floor && rank(declared) < rank(floor.value)) {
    lower(
      field,
      show(strictest!),
      show(declared),
      `${floor.by.join(', ')} ${floor.by.length === 1 ? 'sets' : 'set'} ${show(
        floor.value,
      )}`,
    );
  } else if (before !== undefined && rank(declared) < rank(before)) {
    lower(
      field,
      show(before),
      show(declared),
      `${show(before)} was declared or decided before`,
    );
  } else if (input.forbidden && current.value !== declared) {
    lower(field, show(current.value), show(declared), input.forbidden);
  } else {
    input.accept(declared);
  }
}

/** Stages go forward one by one; going back is always free. */
function judgeStage(
  { framework, current, values }: JudgeDeclarationInput,
  known: <T>(
    field: keyof DeclaredValues,
    value: unknown,
    result: Read<T>,
  ) => T | undefined,
  lower: OrderedJudgement<string>['lower'],
  inForce: DeclaredValues,
): void {
  if (values.adoptionStage === undefined) {
    return;
  }
  const stage = known(
    'adoptionStage',
    values.adoptionStage,
    readStage(framework, String(values.adoptionStage)),
  );
  if (stage === undefined) {
    return;
  }
  const before = current.adoptionStage?.value;
  const skipped =
    before === undefined ? [] : skippedStages(framework, before, stage);
  if (skipped.length > 0) {
    lower(
      'adoptionStage',
      before!,
      stage,
      `No stage is skipped: ${skipped.join(', ')} comes first`,
    );
  } else {
    inForce.adoptionStage = stage;
  }
}

/**
 * Draws the sample of first declarations down to internal. The draw depends on entity and moment alone,
 * so that it can be repeated and nobody can choose to be left out.
 */
function isSampled(
  { framework, current, entity }: JudgeDeclarationInput,
  declared: ClassificationId | undefined,
): boolean {
  return (
    current.classification.source === 'assumed' &&
    isDrawn(framework, entity.ref, declared, current.classification.value)
  );
}

function isDrawn(
  framework: Framework,
  ref: string,
  declared: ClassificationId | undefined,
  assumed: ClassificationId,
): boolean {
  if (
    declared === undefined ||
    classificationRank(framework, declared) >=
      classificationRank(framework, assumed)
  ) {
    return false;
  }
  // By the entity alone, so that the form says what will be, and that sending
  // it at another moment draws no other lot.
  const draw = parseInt(digestOf([ref]).slice(0, 8), 16) / 2 ** 32;
  return draw < framework.settings.internalSampleShare;
}

/** What is declared of an entity, with the profile that it was merged to. @public */
export interface MergedDeclarations {
  framework: Framework;
  descriptor?: DescriptorDeclaration;
  portal?: Pick<PortalDeclaration, 'values'>;
  /** Protections kept before this profile was in force. */
  decided?: DecidedProfile;
  profile: Profile;
  entity: Pick<AssessedEntity, 'ref'>;
}

/**
 * The classification that is in force because the descriptor, and nothing else, declares it. What the
 * descriptor says of one that the portal declares as well is looked at with the portal's.
 * @public
 */
export function inForceByDescriptor({
  framework,
  descriptor,
  portal,
  profile: { classification },
}: Omit<MergedDeclarations, 'decided' | 'entity'>):
  | ClassificationId
  | undefined {
  const said = descriptor?.values.classification;
  if (
    said === undefined ||
    classification.source !== 'descriptor' ||
    portal?.values.classification !== undefined
  ) {
    return undefined;
  }
  // Of what waits for an approval another value is in force.
  const read = readClassification(framework, String(said));
  return 'value' in read && read.value === classification.value
    ? read.value
    : undefined;
}

/**
 * Whether the descriptor declares a classification down to internal for the first time, and the sample
 * that is reviewed has it: drawn as a declaration of the portal is.
 * @public
 */
export function isDescriptorSampled(input: MergedDeclarations): boolean {
  const { framework, decided, entity } = input;
  return (
    decided?.kept?.classification === undefined &&
    decided?.approved?.classification === undefined &&
    isDrawn(
      framework,
      entity.ref,
      inForceByDescriptor(input),
      framework.settings.assumedClassification,
    )
  );
}

/**
 * Raises the kept protections to the declared values a profile has in force, to be stored after every
 * change of a declaration. Assumed values are not kept, and no protection kept is ever lowered here. The
 * adoption stage is kept as it is in force, for the next one to follow on.
 *
 * @param decided - What was stored before.
 * @param profile - The merged profile in force.
 * @public
 */
export function keepProtections(
  framework: Framework,
  decided: DecidedProfile | undefined,
  profile: Profile,
): DecidedProfile {
  const kept = { ...decided?.kept };
  const { classification, tier, handles, adoptionStage } = profile;
  const approved = decided?.approved;
  if (
    isDeclared(classification) &&
    (replaces(kept.classification, approved?.classification) ||
      classificationRank(framework, classification.value) >
        classificationRank(framework, kept.classification!.value))
  ) {
    kept.classification = keptOf(classification);
  }
  if (
    isDeclared(tier) &&
    (replaces(kept.tier, approved?.tier) || tier.value > kept.tier!.value)
  ) {
    kept.tier = keptOf(tier);
  }
  if (handles.value.length > 0 || (kept.handles && isDeclared(handles))) {
    kept.handles = keptOf(handles);
  }
  if (adoptionStage && adoptionStage.value !== kept.adoptionStage?.value) {
    // Going back is free: what is kept is the last one, not the furthest.
    kept.adoptionStage = keptOf(adoptionStage);
  }
  return { ...decided, ...(Object.keys(kept).length > 0 && { kept }) };
}

function isDeclared(field: ProfileField<unknown>): boolean {
  return field.source !== 'assumed' && field.source !== 'floor';
}

/** Whether a kept value no longer protects: there is none, or a later approval set it aside. */
function replaces(
  kept: { at?: Instant } | undefined,
  approved: { at: Instant } | undefined,
): boolean {
  return (
    kept === undefined ||
    (approved !== undefined &&
      !(parseOptional(kept.at) > parseOptional(approved.at)))
  );
}

function keptOf<T>({ value, by, at }: ProfileField<T>) {
  return {
    value,
    ...(by !== undefined && { by }),
    ...(at !== undefined && { at }),
  };
}

/**
 * Records that a lowering was approved, to be stored with the decision.
 *
 * @param lowering - What waited, as `judgeDeclaration` described it.
 * @param current - The profile in force at the decision.
 * @throws Error when the approver is the declarer, or the value is unknown to the framework.
 * @public
 */
export function approveLowering(
  framework: Framework,
  decided: DecidedProfile | undefined,
  lowering: Pick<ProtectionLowering, 'field' | 'to' | 'notBy'>,
  current: Profile,
  decision: { by: string; at: Instant },
): DecidedProfile {
  if (decision.by.toLowerCase() === lowering.notBy.toLowerCase()) {
    throw new Error(
      'A lowering must be approved by somebody other than the declarer',
    );
  }
  const approved = { ...decided?.approved };
  const { settings } = framework;
  if (lowering.field === 'classification') {
    approved.classification = {
      value:
        lowering.to === null
          ? settings.assumedClassification
          : required(readClassification(framework, lowering.to)),
      from: current.classification.value,
      ...decision,
    };
  } else if (lowering.field === 'tier') {
    approved.tier = {
      value:
        lowering.to === null
          ? settings.assumedTier
          : required(readTier(framework, lowering.to)),
      from: current.tier.value,
      ...decision,
    };
  } else if (lowering.field === 'handles') {
    const remaining = (lowering.to ?? '').split(',').map(id => id.trim());
    approved.handles = {
      removed: [
        ...new Set([
          ...(approved.handles?.removed ?? []),
          ...current.handles.value.filter(id => !remaining.includes(id)),
        ]),
      ],
      ...decision,
    };
  }
  return { ...decided, approved };
}

function required<T>(result: Read<T>): T {
  if ('value' in result) {
    return result.value;
  }
  throw new Error(result.message);
}
