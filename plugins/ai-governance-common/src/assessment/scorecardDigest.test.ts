import { createHash } from 'node:crypto';
import fc from 'fast-check';
import {
  SOURCE,
  completeEvidence,
  completeOrganization,
  inDays,
  input,
  observation,
} from './__testUtils__/fixtures';
import { assess } from './assess';
import { canonicalJson } from './canonical';
import { digestOf, portableSha256 } from './digest';
import {
  inputDigest,
  judgedPartsDigest,
  outputDigest,
} from './scorecardDigest';

const nativeSha256 = (text: string) =>
  createHash('sha256').update(text, 'utf8').digest('hex');

describe('canonicalJson', () => {
  it('follows RFC 8785', () => {
    expect(
      canonicalJson({
        numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 1e-27, -0],
        string: '€$\u000f\nA\'"/\\',
        literals: [null, true, false],
        absent: undefined,
      }),
    ).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27,0],"string":"€$\\u000f\\nA\'\\"/\\\\"}',
    );
    expect(canonicalJson(undefined)).toBe('null');
    expect(() => canonicalJson({ a: NaN })).toThrow();
  });
});

describe('digests', () => {
  it('are the same by every implementation of SHA-256', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.string({ unit: 'grapheme' }),
        (value, text) => {
          expect(digestOf([value, text])).toBe(
            digestOf([value, text], nativeSha256),
          );
        },
      ),
    );
    expect(portableSha256('')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
  });

  it('of the output change with what a judgement says', () => {
    const digest = (evidence = completeEvidence()) =>
      outputDigest(assess(input({ evidence })));
    expect(digest()).toMatch(/^[0-9a-f]{64}$/);
    expect(digest()).toBe(digest());
    const [first, ...rest] = completeEvidence();
    expect(digest([first, ...rest.slice(1)])).not.toBe(digest());
    expect(
      digest(
        completeEvidence().map(item => ({
          ...item,
          summary: 'Something else',
        })),
      ),
    ).not.toBe(digest());
    const organizationParts = completeOrganization({
      without: ['CMP-002.mapping'],
    });
    expect(outputDigest(assess(input({ organizationParts })))).not.toBe(
      digest(),
    );
  });

  it('of the output do not change by looking again', () => {
    const at = (moment: string, confirmed: string) =>
      outputDigest(
        assess(input({ at: moment, confirmations: { [SOURCE]: confirmed } })),
      );
    expect(at(inDays(0), inDays(-0.5))).toBe(at(inDays(1), inDays(0.5)));
  });

  it('of the input leave moment and confirmations out', () => {
    const given = input();
    expect(
      inputDigest({
        ...given,
        ...{ at: inDays(3), confirmations: { a: 'b' } },
      }),
    ).toBe(inputDigest(given));
    expect(
      inputDigest({
        ...given,
        evidence: [...given.evidence, observation('event.commit')],
      }),
    ).not.toBe(inputDigest(given));
    expect(inputDigest({ ...given, tools: [] })).not.toBe(inputDigest(given));
    expect(inputDigest(given, nativeSha256)).toBe(inputDigest(input()));
  });

  it('of judged parts leave out when they are due', () => {
    const parts = completeOrganization();
    expect(judgedPartsDigest({ ...parts, nextDueAt: inDays(9) })).toBe(
      judgedPartsDigest(parts),
    );
    expect(
      judgedPartsDigest(completeOrganization({ without: ['TM-002.process'] })),
    ).not.toBe(judgedPartsDigest(parts));
  });
});
