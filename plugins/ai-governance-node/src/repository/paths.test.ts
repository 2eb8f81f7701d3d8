import { compareCodePoints, normalizeSubpath, resolveInside } from './paths';

describe('paths', () => {
  it('orders by code point, not by UTF-16 unit', () => {
    expect(['\uffff', '\u{10000}', 'a', 'ab'].sort(compareCodePoints)).toEqual([
      'a',
      'ab',
      '\uffff',
      '\u{10000}',
    ]);
  });

  it.each([
    ['', 'a/b', 'a/b'],
    ['a/b', '../c', 'a/c'],
    ['a', './b//c', 'a/b/c'],
    ['a', '..', ''],
    ['a', '../..', undefined],
    ['a', '/b', undefined],
  ])('resolves %p and %p to %p', (base, target, expected) => {
    expect(resolveInside(base, target)).toBe(expected);
  });

  it('normalizes an entity folder and refuses one outside the repository', () => {
    expect(normalizeSubpath('/packages/web/')).toBe('packages/web');
    expect(normalizeSubpath(undefined)).toBe('');
    expect(() => normalizeSubpath('../elsewhere')).toThrow(
      /lies outside the repository/,
    );
  });
});
