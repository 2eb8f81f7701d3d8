/**
 * Superseded judgements of one entity, oldest first, as plain numbers one
 * after the other: a year of twenty thousand entities is a quarter of a
 * million of them, and objects would take four times the memory and many times
 * as long to walk along.
 */
export type Past = readonly number[];

/** What an entity has of which nothing was ever superseded. */
export const NO_PAST: Past = [];

/** Numbers of one judgement. */
export const PAST_WIDTH = 5;

/** Their places: the time [from, until) it was in force, in ms. */
export const FROM = 0;
export const UNTIL = 1;
/** Numbers that the organization has given to what it says. */
export const OWN = 2;
export const GROUP = 3;
export const FRAMEWORK = 4;

/** One more judgement, after those that are as old. */
export function withPast(past: Past, judgement: Past): Past {
  let place = past.length;
  while (place > 0 && past[place - PAST_WIDTH + FROM] > judgement[FROM]) {
    place -= PAST_WIDTH;
  }
  return place === past.length
    ? past.concat(judgement)
    : past.slice(0, place).concat(judgement, past.slice(place));
}

/** Place of the judgement that was in force at an instant; -1 when none was. */
export function placeAt(past: Past, at: number): number {
  let low = 0;
  let high = past.length / PAST_WIDTH;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (past[middle * PAST_WIDTH + FROM] <= at) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const place = (low - 1) * PAST_WIDTH;
  return low > 0 && at < past[place + UNTIL] ? place : -1;
}
