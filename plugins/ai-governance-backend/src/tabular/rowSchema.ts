import { z } from 'zod';

/** Text of a cell; a number that a JSON upload gives counts as text. */
export function text(longest: number) {
  return z.preprocess(
    value => (typeof value === 'number' ? String(value) : value),
    z
      .string('has to be text')
      .trim()
      .min(1, 'must not be empty')
      .max(longest, `may have at most ${longest} characters`)
      .refine(
        value => !value.includes('\0'),
        'must not contain the character NUL (U+0000)',
      ),
  );
}

/** A whole number of at least `min`, also written as text. */
export function count(min: number) {
  return z.preprocess(
    value =>
      typeof value === 'string' && /^\d+$/.test(value.trim())
        ? Number(value.trim())
        : value,
    z
      .number('has to be a whole number')
      .int('has to be a whole number')
      .min(min)
      .max(1_000_000_000),
  );
}

const YES = new Set(['true', 'yes', 'y', '1', 'approved']);
const NO = new Set(['false', 'no', 'n', '0', 'unapproved']);

/** Yes or no, as exports write it. */
export const yesOrNo = z.preprocess(value => {
  const word = String(value).trim().toLowerCase();
  if (YES.has(word)) {
    return true;
  }
  return NO.has(word) ? false : value;
}, z.boolean('has to be true or false'));

/** A link people can follow. */
export const link = z
  .string('has to be text')
  .trim()
  .max(2000)
  .regex(/^https?:\/\/[^\s\0]+$/, 'has to begin with https:// or http://');

/** What is wrong with a row, column by column. */
export function describeProblems(
  error: z.ZodError,
  cells: { [column: string]: unknown },
): string {
  return error.issues
    .map(issue => {
      if (issue.code === 'unrecognized_keys') {
        return `unknown column ${issue.keys.join(', ')}`;
      }
      const column = issue.path.join('.');
      return `${column} ${
        cells[column] === undefined ? 'is missing' : issue.message
      }`;
    })
    .join('; ');
}
