import { canonicalJson } from './canonical';
import type { CompiledCheck } from './compile';
import type { JudgingContext } from './context';
import { parseInstant, toInstant } from './instants';
import type { CheckResult, Evidence, Instant } from './types';

/** Observation of a group that its training checks are judged by. @public */
export const TRAINING_OBSERVATION = 'training.completions';

/** People below which a group's figures could tell about one of them. @public */
export const SMALLEST_SHOWN_GROUP = 5;

/**
 * How many people of a group are trained until when. Nobody is named: people who are trained until the
 * same instant are counted together. Those who never were are in `members` only.
 * @public
 */
export interface TrainingData {
  /** Distinct people of the group and of every group below it. */
  members: number;
  byExpiry: {
    /** Exclusive end of their training. */
    until: Instant;
    count: number;
    /** Those among them with a score, and the sum of their scores (0..100). */
    scored: number;
    scoreSum: number;
  }[];
}

/** What the training of a group comes to at one moment. @public */
export interface TrainingFigures {
  members: number;
  trained: number;
  /** Share of the members whose training is valid, 0..1; undefined for a group without members. */
  share?: number;
  /** Mean score (0..100) of the trained ones with a score; undefined when nobody has one. */
  meanScore?: number;
}

/**
 * Reads the data of an observation; undefined when it is no such data, so that malformed evidence is
 * never a pass.
 * @public
 */
export function readTrainingData(data: unknown): TrainingData | undefined {
  const { members, byExpiry } = (data ?? {}) as Partial<TrainingData>;
  if (!isCount(members) || !Array.isArray(byExpiry)) {
    return undefined;
  }
  let trained = 0;
  for (const entry of byExpiry) {
    if (
      typeof entry?.until !== 'string' ||
      Number.isNaN(parseInstant(entry.until)) ||
      !isCount(entry.count) ||
      !isCount(entry.scored) ||
      entry.scored > entry.count ||
      !(entry.scoreSum >= 0 && entry.scoreSum <= entry.scored * 100)
    ) {
      return undefined;
    }
    trained += entry.count;
  }
  return trained <= members ? { members, byExpiry } : undefined;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** The figures at a moment: a training counts in [completed, until). @public */
export function trainingFigures(
  data: TrainingData,
  at: Instant | number,
): TrainingFigures {
  const moment = typeof at === 'number' ? at : parseInstant(at);
  let trained = 0;
  let scored = 0;
  let scoreSum = 0;
  for (const entry of data.byExpiry) {
    if (moment < parseInstant(entry.until)) {
      trained += entry.count;
      scored += entry.scored;
      scoreSum += entry.scoreSum;
    }
  }
  return {
    members: data.members,
    trained,
    ...(data.members > 0 && { share: trained / data.members }),
    ...(scored > 0 && { meanScore: scoreSum / scored }),
  };
}

/** The newest observation of the group's training that can be read. */
function newestTraining(
  context: JudgingContext,
): { item: Evidence; data: TrainingData } | undefined {
  let found: { item: Evidence; data: TrainingData } | undefined;
  let foundAt = -Infinity;
  for (const item of context.evidence.get(TRAINING_OBSERVATION) ?? []) {
    const observed = parseInstant(item.observedAt);
    context.due.read(observed);
    const data =
      observed <= context.due.at && item.outcome !== 'error'
        ? readTrainingData(item.data)
        : undefined;
    if (
      data &&
      (observed > foundAt ||
        (observed === foundAt &&
          canonicalJson(item as never) < canonicalJson(found!.item as never)))
    ) {
      found = { item, data };
      foundAt = observed;
    }
  }
  return found;
}

/** Trims what arithmetic on decimal fractions leaves behind. */
function tidy(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

function percent(share: number): string {
  return `${Math.floor(tidy(share * 100))} %`;
}

/**
 * Judges one training check from the group's observation alone, so that the next lapse follows from it
 * without anybody looking again. Without an observation it is left to evidence and attestations given for
 * the check itself.
 */
function judgeTraining(
  compiled: CompiledCheck,
  context: JudgingContext,
  judge: (figures: TrainingFigures) => Pick<CheckResult, 'outcome' | 'summary'>,
): CheckResult | undefined {
  const found = newestTraining(context);
  if (!found) {
    return undefined;
  }
  const { item, data } = found;
  const { at } = context.due;
  const current = judge(trainingFigures(data, at));
  const ends = [
    ...new Set(data.byExpiry.map(({ until }) => parseInstant(until))),
  ]
    .filter(until => until > at)
    .sort((a, b) => a - b);
  ends.forEach(until => context.due.read(until));
  const changes = ends.find(
    until => judge(trainingFigures(data, until)).outcome !== current.outcome,
  );
  return {
    check: compiled.check.id,
    ...current,
    source: item.source,
    ...(item.link !== undefined && { link: item.link }),
    observedAt: item.observedAt,
    ...(changes !== undefined && { validUntil: toInstant(changes) }),
    ...(item.collector !== undefined && { collector: item.collector }),
  };
}

function targetOf(compiled: CompiledCheck, fallback: number): number {
  const target = compiled.check.params?.target;
  return typeof target === 'number' ? target : fallback;
}

const NO_MEMBERS = {
  outcome: 'unknown',
  summary: 'The group has no members, so nobody can be trained',
} as const;

/** The share of the group's people whose training is valid reaches the target. */
export function trainingCompletion(
  compiled: CompiledCheck,
  context: JudgingContext,
): CheckResult | undefined {
  const target = targetOf(
    compiled,
    context.compiled.framework.settings.training.completion,
  );
  return judgeTraining(compiled, context, ({ members, trained, share }) => {
    if (share === undefined) {
      return NO_MEMBERS;
    }
    const people =
      members < SMALLEST_SHOWN_GROUP
        ? `${percent(share)} of the group is trained`
        : `${trained} of ${members} people are trained`;
    return share >= target
      ? { outcome: 'pass', summary: people }
      : {
          outcome: 'fail',
          summary: `${people}; the target is ${percent(target)}`,
        };
  });
}

/**
 * The mean score of the trained people is above the target. The mean itself is not written out: those of
 * two groups, one inside the other, would tell the score of the person between them.
 */
export function trainingMeanScore(
  compiled: CompiledCheck,
  context: JudgingContext,
): CheckResult | undefined {
  const target = targetOf(
    compiled,
    context.compiled.framework.settings.training.meanScore,
  );
  return judgeTraining(compiled, context, ({ share, meanScore }) => {
    if (share === undefined) {
      return NO_MEMBERS;
    }
    if (meanScore === undefined) {
      return {
        outcome: 'unknown',
        summary: 'Nobody in the group has a valid training with a score',
      };
    }
    return tidy(meanScore) > tidy(target * 100)
      ? {
          outcome: 'pass',
          summary: `The mean score is above ${percent(target)}`,
        }
      : {
          outcome: 'fail',
          summary: `The mean score is not above ${percent(target)}`,
        };
  });
}
