import {
  defaultFramework,
  type Framework,
  type Level,
} from '@plumbline/backstage-plugin-ai-governance-common';
import fc from 'fast-check';
import { OWN_CHARACTERS, PART_CHARACTERS } from '../assessment/packedStatuses';
import { StatusTable } from '../assessment/statusTable';
import type { FrameworkInForce } from '../framework/FrameworkService';
import { Organization } from './Organization';
import type { Own } from './Organization';
import { demandsOf, progressOf, shareOf } from './ownProgress';
import { OWN_CODES } from './statusCodes';

const ANNOUNCED = '2026-12-01T00:00:00.000Z';

const framework: Framework = {
  ...defaultFramework,
  controls: defaultFramework.controls.map((control, index) => ({
    ...control,
    ...(index === 1 && { effectiveFrom: ANNOUNCED }),
  })),
};
const size = framework.controls.length;

const inForce: FrameworkInForce = {
  framework,
  digest: 'now',
  inForceSince: '2026-01-01T00:00:00.000Z',
  tools: [],
  positions: new Map(framework.controls.map(({ id }, index) => [id, index])),
};

const packed = (characters: string[]) =>
  fc
    .array(fc.constantFrom(...characters), { minLength: size, maxLength: size })
    .map(found => found.join(''));

describe('progressOf', () => {
  it('is what lists tell, for any statuses, level and moment', () => {
    const organization = new Organization(inForce);
    fc.assert(
      fc.property(
        packed(OWN_CHARACTERS),
        fc.option(packed(PART_CHARACTERS)),
        fc.constantFrom<Level | null>(null, 1, 2, 3, 4, 5),
        fc.constantFrom('2026-11-30T00:00:00.000Z', ANNOUNCED),
        (own, group, ownLevel, at) => {
          const table = new StatusTable(inForce, '');
          const told = table.progress(
            table.join(own, group ?? undefined),
            ownLevel,
            at,
          );
          const part = { level: null, metWeight: 0, totalWeight: 0 };
          expect(
            progressOf(
              {
                codes: Uint8Array.from(
                  own,
                  each => OWN_CODES[each.charCodeAt(0)],
                ),
              } as Own,
              group === null
                ? undefined
                : organization.toPart({ ...part, statuses: group }),
              { ownLevel: ownLevel ?? 0, demands: demandsOf(framework, at) },
            ),
          ).toEqual(
            told ? { met: told.met, applicable: told.applicable } : undefined,
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is in the quarter it has reached', () => {
    const shares = [0, 1, 2, 3, 4, 5, 6, 7, 8].map(met =>
      shareOf({ met, applicable: 8 }),
    );
    expect(shares).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4]);
    expect(shareOf({ met: 0, applicable: 0 })).toBe(4);
  });
});
