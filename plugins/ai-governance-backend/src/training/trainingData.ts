import type {
  TrainingCourse,
  TrainingData,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { OrganizationDates } from '../tabular/organizationDates';

/** One completion as it is stored: dates are dates. */
export interface Completion {
  course: string;
  completedOn: string;
  score?: number;
  validUntil?: string;
}

/** Until when somebody is trained, and with which score. */
export interface PersonTraining {
  until: string;
  score?: number;
}

/**
 * Until when somebody with these completions is trained: the first end among
 * the courses they have to have completed. Undefined while one of them was
 * never completed. Does not depend on the time, so that time alone changes
 * nothing that is stored.
 */
export function personTraining(
  completions: readonly Completion[],
  courses: readonly TrainingCourse[],
  dates: OrganizationDates,
): PersonTraining | undefined {
  if (courses.length === 0) {
    return undefined;
  }
  let until: string | undefined;
  for (const course of courses) {
    let end: string | undefined;
    for (const completion of completions) {
      const same = completion.course === course.id;
      if (!same && !course.alsoBy?.includes(completion.course)) {
        continue;
      }
      const ends =
        same && completion.validUntil !== undefined
          ? dates.endOf(completion.validUntil)
          : dates.endOf(completion.completedOn, course.days);
      end = end === undefined || ends > end ? ends : end;
    }
    if (end === undefined) {
      return undefined;
    }
    until = until === undefined || end < until ? end : until;
  }
  const newest = completions
    .filter(({ score }) => score !== undefined)
    .sort(
      (a, b) =>
        b.completedOn.localeCompare(a.completedOn) || a.score! - b.score!,
    )[0];
  return {
    until: until!,
    ...(newest && { score: newest.score }),
  };
}

/** Counts the people of a group by the end of their training, without names. */
export function countTraining(
  members: Iterable<string>,
  trainingOf: (user: string) => PersonTraining | undefined,
): TrainingData {
  const byExpiry = new Map<string, TrainingData['byExpiry'][number]>();
  let count = 0;
  for (const user of members) {
    count += 1;
    const training = trainingOf(user);
    if (training) {
      const entry = byExpiry.get(training.until) ?? {
        until: training.until,
        count: 0,
        scored: 0,
        scoreSum: 0,
      };
      entry.count += 1;
      if (training.score !== undefined) {
        entry.scored += 1;
        entry.scoreSum =
          Math.round((entry.scoreSum + training.score) * 100) / 100;
      }
      byExpiry.set(training.until, entry);
    }
  }
  return {
    members: count,
    byExpiry: [...byExpiry.keys()].sort().map(until => byExpiry.get(until)!),
  };
}
