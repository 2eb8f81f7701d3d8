import { z } from 'zod';
import type { TrainingCourse } from '@plumbline/backstage-plugin-ai-governance-common';
import type { OrganizationDates } from '../tabular/organizationDates';
import type { RowProblem, TableRow } from '../tabular/readCsv';
import { describeProblems, text } from '../tabular/rowSchema';
import type { PersonalCompletion } from './TrainingStore';

/** Columns of an upload of completions. */
export const COMPLETION_COLUMNS = {
  required: ['person', 'course', 'completed_on'],
  optional: ['score', 'valid_until'],
} as const;

const score = z.preprocess(
  value =>
    typeof value === 'string' && value.trim() !== ''
      ? Number(value.trim().replace(',', '.').replace(/\s*%$/, ''))
      : value,
  z.number('has to be a number from 0 to 100').min(0).max(100),
);

const schema = z.strictObject({
  person: text(512),
  course: text(255),
  completed_on: text(30),
  score: score.optional(),
  valid_until: text(30).optional(),
});

/** A completion with the line it was read from; the person as written. */
export type ReadCompletion = PersonalCompletion & { line: number };

/**
 * Checks each row by itself; what is wrong with one leaves the others alone.
 */
export function readCompletions(
  rows: readonly TableRow[],
  context: {
    courses: readonly TrainingCourse[];
    dates: OrganizationDates;
    today: string;
  },
): { completions: ReadCompletion[]; rejected: RowProblem[] } {
  const completions: ReadCompletion[] = [];
  const rejected: RowProblem[] = [];
  for (const { line, cells } of rows) {
    const parsed = schema.safeParse(cells);
    if (!parsed.success) {
      rejected.push({ line, reason: describeProblems(parsed.error, cells) });
      continue;
    }
    const { person, course, completed_on, valid_until } = parsed.data;
    const reason = problemOf(
      { course, completedOn: completed_on, validUntil: valid_until },
      context,
    );
    if (reason !== undefined) {
      rejected.push({ line, reason });
      continue;
    }
    completions.push({
      line,
      person,
      course,
      completedOn: completed_on,
      ...(parsed.data.score !== undefined && {
        score: Math.round(parsed.data.score * 100) / 100,
      }),
      ...(valid_until !== undefined && { validUntil: valid_until }),
    });
  }
  return { completions, rejected };
}

function problemOf(
  row: { course: string; completedOn: string; validUntil?: string },
  context: {
    courses: readonly TrainingCourse[];
    dates: OrganizationDates;
    today: string;
  },
): string | undefined {
  const { courses, dates, today } = context;
  if (!courses.some(({ id }) => id === row.course)) {
    return `there is no course '${
      row.course
    }' in the framework (settings.training.courses); there are ${courses
      .map(({ id }) => id)
      .join(', ')}`;
  }
  if (!dates.isDate(row.completedOn)) {
    return `completed_on '${row.completedOn}' is no date such as 2026-11-20`;
  }
  if (row.completedOn > today) {
    return `completed_on ${row.completedOn} lies in the future; today is ${today} in ${dates.zone}`;
  }
  if (row.validUntil !== undefined && !dates.isDate(row.validUntil)) {
    return `valid_until '${row.validUntil}' is no date such as 2027-11-20`;
  }
  if (row.validUntil !== undefined && row.validUntil < row.completedOn) {
    return `valid_until ${row.validUntil} lies before completed_on ${row.completedOn}`;
  }
  return undefined;
}
