import fc from 'fast-check';
import { evaluateCondition } from './expression';

const facts = {
  'github.event_name': 'pull_request',
  'github.ref': 'refs/pull/1/merge',
  'github.event.pull_request.merged': false,
};

describe('evaluateCondition', () => {
  it.each([
    [undefined, undefined],
    [false, false],
    ['false', false],
    ['${{ false }}', false],
    ["github.event_name == 'push'", false],
    ["github.event_name != 'pull_request'", false],
    ["github.event_name == 'Pull_Request'", true],
    ["github.ref == 'refs/heads/main'", false],
    ["startsWith(github.ref, 'refs/tags/')", false],
    ["startsWith(github.ref, 'refs/pull/')", true],
    ["github.event_name == 'push' || secrets.TOKEN != ''", undefined],
    ["github.event_name == 'push' && secrets.TOKEN != ''", false],
    ["secrets.TOKEN != '' && github.event_name == 'push'", false],
    ["secrets.TOKEN != '' || github.event_name == 'pull_request'", true],
    ["!(github.event_name == 'push')", true],
    ['github.event.pull_request.merged', false],
    ["contains(github.event_name, 'pull')", true],
    ["contains(fromJSON('[1]'), 1)", undefined],
    ['always()', true],
    ['failure()', false],
    ["needs.build.outputs.ok == 'true'", undefined],
    ["matrix['x'] == 1", undefined],
    ['a b c', undefined],
    ["'it''s' == 'it''s'", true],
  ])('decides %p as %p', (condition, expected) => {
    expect(evaluateCondition(condition, facts)).toBe(expected);
  });

  it('never throws and ends on nested or broken text', () => {
    fc.assert(
      fc.property(
        fc
          .array(
            fc.constantFrom(
              '(',
              ')',
              '!',
              '&&',
              '||',
              '==',
              'a',
              "'x'",
              ',',
              '[',
            ),
            { maxLength: 40 },
          )
          .map(parts => parts.join(' ')),
        text => {
          expect([true, false, undefined]).toContain(
            evaluateCondition(text, {}),
          );
        },
      ),
    );
    expect(evaluateCondition('('.repeat(3000), {})).toBeUndefined();
    expect(evaluateCondition('!'.repeat(3000), {})).toBeUndefined();
  });
});
