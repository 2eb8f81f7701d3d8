import { LRUCache } from 'lru-cache';
import type { FrameworkInForce } from '../framework/FrameworkService';
import type { EntityInputs } from './AssessmentInputs';
import { judgeForStorage, recorded, toolsDigestOf } from './judge';
import type { JudgedForStorage } from './judge';
import type { StoredScorecard } from './ScorecardStore';

/** Kinds of fresh entities remembered: owners times types, at about 10 kB each. */
const MOST_KINDS = 500;

/**
 * Judges entities that were never heard of before. A catalog that fills tells
 * of thousands which differ in nothing but their name: of each kind one is
 * judged, and the others get its judgement while time changes nothing in it.
 */
export class FreshJudgements {
  readonly #judged = new LRUCache<string, JudgedForStorage>({
    max: MOST_KINDS,
  });

  judge(
    inputs: EntityInputs,
    inForce: FrameworkInForce,
    options: { notAssessable: string | undefined; at: string },
  ): StoredScorecard {
    const { at, notAssessable } = options;
    const alone = () =>
      judgeForStorage(inputs, inForce, { notAssessable, at, revision: 0 });
    const kind = kindOf(inputs, inForce, notAssessable);
    if (kind === undefined) {
      return alone().stored;
    }
    const known = this.#judged.get(kind);
    if (!known || !holds(known.stored, at)) {
      const judged = alone();
      this.#judged.set(kind, judged);
      return judged.stored;
    }
    const entityRef = inputs.entity.ref;
    return {
      ...known.stored,
      entityRef,
      ...recorded(inputs, inForce),
      outputDigest: known.outputDigestOf(entityRef),
      judgedAt: at,
      changedAt: at,
    };
  }
}

/** Whether a judgement is the same at another instant. */
function holds({ judgedAt, dueAt }: StoredScorecard, at: string): boolean {
  return judgedAt <= at && (dueAt === undefined || at < dueAt);
}

/**
 * Everything an entity is judged by except its name; undefined where its
 * descriptor declares something, which is dated.
 */
function kindOf(
  inputs: EntityInputs,
  inForce: FrameworkInForce,
  notAssessable: string | undefined,
): string | undefined {
  const { entity, descriptor, ...others } = inputs;
  const { at: _, ...declared } = descriptor;
  const declares = Object.values(declared).some(
    said => Object.keys(said ?? {}).length > 0,
  );
  return declares
    ? undefined
    : JSON.stringify([
        inForce.digest,
        toolsDigestOf(inForce.tools),
        { ...entity, ref: undefined },
        others,
        notAssessable,
      ]);
}
