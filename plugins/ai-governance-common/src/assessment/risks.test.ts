import fc from 'fast-check';
import { defaultFramework } from '../framework';
import { suggestedRisks } from '../planning';
import {
  IMPACTS,
  LIKELIHOODS,
  ratingOf,
  residualCell,
  RISK_RATINGS,
} from './risks';

const rank = RISK_RATINGS.indexOf.bind(RISK_RATINGS);

const risk = fc.record({
  likelihood: fc.constantFrom(...LIKELIHOODS),
  impact: fc.constantFrom(...IMPACTS),
  inherent: fc.constantFrom(...RISK_RATINGS),
});
const rating = fc.constantFrom(...RISK_RATINGS);

describe('places on the heat map', () => {
  it.each(defaultFramework.risks)(
    'are rated as the register rates $id',
    ({ likelihood, impact, inherent }) => {
      expect(ratingOf(likelihood, impact)).toBe(inherent);
    },
  );

  it('are rated no lower where they are likelier or worse', () => {
    fc.assert(
      fc.property(risk, risk, (one, other) => {
        const noLower =
          LIKELIHOODS.indexOf(one.likelihood) >=
            LIKELIHOODS.indexOf(other.likelihood) &&
          IMPACTS.indexOf(one.impact) >= IMPACTS.indexOf(other.impact);
        fc.pre(noLower);
        expect(
          rank(ratingOf(one.likelihood, one.impact)),
        ).toBeGreaterThanOrEqual(
          rank(ratingOf(other.likelihood, other.impact)),
        );
      }),
    );
  });

  it('never move away from safety with controls in place', () => {
    fc.assert(
      fc.property(risk, rating, (one, residual) => {
        const cell = residualCell(one, residual);
        expect(LIKELIHOODS.indexOf(cell.likelihood)).toBeLessThanOrEqual(
          LIKELIHOODS.indexOf(one.likelihood),
        );
        expect(IMPACTS.indexOf(cell.impact)).toBeLessThanOrEqual(
          IMPACTS.indexOf(one.impact),
        );
      }),
    );
  });

  it('stay where nothing is lowered', () => {
    fc.assert(
      fc.property(risk, rating, (one, residual) => {
        fc.pre(rank(residual) >= rank(one.inherent));
        expect(residualCell(one, residual)).toEqual({
          likelihood: one.likelihood,
          impact: one.impact,
        });
      }),
    );
  });

  it('are rated no higher than what is left', () => {
    fc.assert(
      fc.property(risk, rating, (one, residual) => {
        fc.pre(rank(residual) < rank(one.inherent));
        const cell = residualCell(one, residual);
        expect(
          rank(ratingOf(cell.likelihood, cell.impact)),
        ).toBeLessThanOrEqual(rank(residual));
      }),
    );
  });

  it('lower the impact only where no likelihood is low enough', () => {
    fc.assert(
      fc.property(risk, rating, (one, residual) => {
        const cell = residualCell(one, residual);
        fc.pre(cell.impact !== one.impact);
        expect(cell.likelihood).toBe('rare');
        expect(rank(ratingOf('rare', one.impact))).toBeGreaterThan(
          rank(residual),
        );
      }),
    );
  });

  it('keep a severe risk that is left medium in its column', () => {
    expect(
      residualCell(
        { likelihood: 'possible', impact: 'severe', inherent: 'critical' },
        'medium',
      ),
    ).toEqual({ likelihood: 'rare', impact: 'severe' });
  });
});

describe('suggested risks', () => {
  const controls = new Set(defaultFramework.controls.map(({ id }) => id));

  it.each(suggestedRisks)('fit the default framework: $id', suggestion => {
    expect(suggestion.controls.every(id => controls.has(id))).toBe(true);
    expect(rank(suggestion.target)).toBeLessThanOrEqual(
      rank(ratingOf(suggestion.likelihood, suggestion.impact)),
    );
  });
});
