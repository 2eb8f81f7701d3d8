import fc from 'fast-check';
import picomatch from 'picomatch';
import { globMatcher } from './glob';

describe('globMatcher', () => {
  it.each([
    ['*.md', 'a.md', true],
    ['*.md', 'a/b.md', false],
    ['**/*.md', 'a.md', true],
    ['**/*.md', 'x/y/a.md', true],
    ['a/**', 'a/b/c', true],
    ['a/**/z', 'a/z', true],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['**', '', true],
    ['.*', '.env', true],
    ['a*b*c', 'axxbyyc', true],
    ['a*b*c', 'axxbyy', false],
  ])('%p on %p: %p', (pattern, path, expected) => {
    expect(globMatcher(pattern)(path)).toBe(expected);
  });

  it('agrees with picomatch on small patterns', () => {
    const part = fc
      .array(fc.constantFrom('a', 'b', '*', '?', '.'), {
        minLength: 1,
        maxLength: 4,
      })
      .map(chars => chars.join('').replace(/\*+/g, '*'));
    const pattern = fc
      .array(fc.oneof(part, fc.constant('**')), { minLength: 1, maxLength: 4 })
      .map(parts => parts.join('/'));
    const path = fc
      .array(
        fc
          .array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 })
          .map(chars => chars.join('')),
        { minLength: 1, maxLength: 4 },
      )
      .map(parts => parts.join('/'));
    fc.assert(
      fc.property(pattern, path, (glob, file) => {
        // picomatch reads `.` and `..` as folders and `a/**` as matching `a`.
        fc.pre(!/(^|\/)\.\.?(\/|$)/.test(glob) && !glob.endsWith('/**'));
        expect(globMatcher(glob)(file)).toBe(
          picomatch(glob, { dot: true, noextglob: true })(file),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('is not slowed down by many stars', () => {
    const started = performance.now();
    expect(globMatcher(`${'*a'.repeat(200)}*b`)('a'.repeat(2000))).toBe(false);
    expect(globMatcher(`${'**/a/'.repeat(200)}b`)(`${'a/'.repeat(500)}c`)).toBe(
      false,
    );
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
