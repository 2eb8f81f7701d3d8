import type {
  ClassificationId,
  Framework,
  HandledSubject,
  ReviewTier,
} from '../framework/types';

/** A lower bound with the subjects that set it. @public */
export interface Floor<T> {
  value: T;
  /** Ids of the handled subjects that set this floor. */
  by: string[];
}

/** What handled subjects ask for at least. @public */
export interface ProfileFloors {
  tier?: Floor<ReviewTier>;
  classification?: Floor<ClassificationId>;
}

/** The order of a classification, 0 for the least sensitive; unknown ones come last. */
export function classificationRank(
  framework: Framework,
  id: ClassificationId,
): number {
  return (
    framework.classifications.find(candidate => candidate.id === id)?.order ??
    Infinity
  );
}

/**
 * The floors of tier and classification that the handled subjects set: the strictest of each.
 * Ids the framework does not know set none.
 * @public
 */
export function floorsOf(
  framework: Framework,
  handles: readonly string[],
): ProfileFloors {
  const subjects = framework.handles.filter(({ id }) => handles.includes(id));
  return {
    ...strictest('tier', subjects, ({ tierFloor }) => tierFloor, Number),
    ...strictest(
      'classification',
      subjects,
      ({ classificationFloor }) => classificationFloor,
      id => classificationRank(framework, id),
    ),
  };
}

function strictest<K extends string, T>(
  key: K,
  subjects: HandledSubject[],
  floorOf: (subject: HandledSubject) => T | undefined,
  rank: (value: T) => number,
): { [key in K]?: Floor<T> } {
  let floor: Floor<T> | undefined;
  for (const subject of subjects) {
    const value = floorOf(subject);
    if (value !== undefined) {
      if (!floor || rank(value) > rank(floor.value)) {
        floor = { value, by: [subject.id] };
      } else if (value === floor.value) {
        floor.by.push(subject.id);
      }
    }
  }
  return (floor ? { [key]: floor } : {}) as { [key in K]?: Floor<T> };
}
