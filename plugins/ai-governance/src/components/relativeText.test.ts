import { relativeText } from './relativeText';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

it.each([
  [9 * DAY, 'in 9 days'],
  [9 * DAY - MINUTE, 'in 9 days'],
  [8 * DAY + MINUTE, 'in 9 days'],
  [DAY, 'tomorrow'],
  [DAY - MINUTE, 'in 23 hours'],
  [59 * MINUTE, 'in 59 minutes'],
  [-9 * DAY + MINUTE, '8 days ago'],
  [-DAY, 'yesterday'],
  [45 * DAY, 'next month'],
  [-400 * DAY, 'last year'],
])('says %d milliseconds as people do', (distance, text) => {
  expect(relativeText(distance, 'en')).toBe(text);
});

it('has no words for less than a minute', () => {
  expect(relativeText(59_000, 'en')).toBeUndefined();
  expect(relativeText(-59_000, 'en')).toBeUndefined();
});
