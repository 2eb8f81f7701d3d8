import { compilePattern } from './pattern';
import { compileQuery } from './query';
import { judgeExpectation } from './expectation';

describe('patterns', () => {
  it('are matched in linear time, whatever they say', () => {
    const started = Date.now();
    expect(compilePattern('(a+)+$').test(`${'a'.repeat(100_000)}!`)).toBe(
      false,
    );
    expect(Date.now() - started).toBeLessThan(2000);
  });

  it('match at every line and tell where', () => {
    expect(compilePattern('^b+$').find('a\nbb\nb\nc', 10)).toEqual([
      { start: 2, end: 4 },
      { start: 5, end: 6 },
    ]);
    expect(compilePattern('b').find('bbb', 2)).toHaveLength(2);
  });

  it.each(['(', '(?=a)', '(a)\\1', 'a'.repeat(1001)])(
    'refuse %.20s',
    source => {
      expect(() => compilePattern(source)).toThrow();
    },
  );
});

describe('queries', () => {
  const answer = (source: string, document: unknown) =>
    compileQuery(source).evaluate(document);

  it('give plain values', async () => {
    const document = { jobs: [{ name: 'a', on: true }, { name: 'b' }] };
    await expect(answer('jobs.name', document)).resolves.toEqual(['a', 'b']);
    await expect(answer('jobs[on].name', document)).resolves.toBe('a');
    await expect(answer('nothing', document)).resolves.toBeUndefined();
    await expect(answer('$count(jobs)', document)).resolves.toBe(2);
    await expect(answer('$string', document)).resolves.toBeUndefined();
  });

  it('match regular expressions in linear time', async () => {
    const started = Date.now();
    await expect(
      answer('$contains(text, /(a+)+$/)', { text: `${'a'.repeat(50_000)}!` }),
    ).resolves.toBe(false);
    await expect(
      answer('$match(text, /(\\w)(\\d)/).groups', { text: 'a1 b2' }),
    ).resolves.toEqual(['a', '1', 'b', '2']);
    await expect(
      answer('$split(text, /, ?/i)', { text: 'a,b, c' }),
    ).resolves.toEqual(['a', 'b', 'c']);
    await expect(
      answer('$replace(text, /x/i, "-")', { text: 'aXbx' }),
    ).resolves.toBe('a-b-');
    expect(Date.now() - started).toBeLessThan(2000);
  });

  it.each([
    ['endless recursion', '($f := function($n) { $f($n + 1) + 1 }; $f(0))'],
    ['an endless tail call', '($f := function($n) { $f($n + 1) }; $f(0))'],
    ['a huge list', '[1..5000000]'],
  ])('stop %s', async (_name, source) => {
    await expect(answer(source, {})).rejects.toThrow(
      /The query cannot be answered/,
    );
  });

  it.each([
    ['a[', /is not a JSONata query/],
    ['$eval(text)', /may not use \$eval/],
    ['x ~> $now()', /may not use \$now/],
    ['{"a": [$random()]}', /may not use \$random/],
    ['$match(a, /(?=b)/)', /cannot be matched|matched safely/],
    ['a'.repeat(5000), /longer than/],
  ])('refuse %.30s', (source, message) => {
    expect(() => compileQuery(source)).toThrow(message);
  });
});

describe('expectations', () => {
  const thresholds = [
    { when: '<80', outcome: 'fail' as const },
    { when: '>=80', outcome: 'pass' as const },
  ];

  it.each([
    [{ exists: true }, 0, 'pass'],
    [{ exists: true }, null, 'fail'],
    [{ exists: true }, [], 'fail'],
    [{ exists: false }, undefined, 'pass'],
    [{ exists: false }, false, 'fail'],
    [{ equals: true }, true, 'pass'],
    [{ equals: true }, 'true', 'fail'],
    [{ equals: { a: 1, b: 2 } }, { b: 2, a: 1 }, 'pass'],
    [{ equals: null }, undefined, 'fail'],
    [{ oneOf: ['a', 'b'] }, 'b', 'pass'],
    [{ oneOf: ['a', 'b'] }, ['a', 'c'], 'fail'],
    [{ oneOf: ['a', 'b'] }, undefined, 'fail'],
    [{ matches: '^v\\d' }, 'v1', 'pass'],
    [{ matches: '^v\\d' }, ['v1', '1'], 'fail'],
    [{ matches: '.' }, {}, 'fail'],
    [{ thresholds }, 80, 'pass'],
    [{ thresholds }, [90, 79.5], 'fail'],
    [{ thresholds }, '90', 'unusable'],
    [{ thresholds }, undefined, 'fail'],
  ])('%j of %j: %s', (expectation, value, outcome) => {
    expect(judgeExpectation(expectation, value).outcome).toBe(outcome);
  });

  it('say what was found and what was expected', () => {
    expect(judgeExpectation({ equals: 'on' }, 'off').says).toBe(
      'is "off"; "on" is expected',
    );
    expect(judgeExpectation({ thresholds }, 72).says).toBe('is 72 (<80)');
    expect(
      judgeExpectation({ exists: true }, 'x'.repeat(500)).says.length,
    ).toBeLessThan(100);
  });
});
