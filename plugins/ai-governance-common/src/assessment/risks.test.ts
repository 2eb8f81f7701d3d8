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
    for (const [l, likelihood] of LIKELIHOODS.entries()) {
      for (const [i, impact] of IMPACTS.entries()) {
        const own = rank(ratingOf(likelihood, impact));
        if (l > 0) {
          expect(own).toBeGreaterThanOrEqual(
            rank(ratingOf(LIKELIHOODS[l - 1], impact)),
          );
        }
        if (i > 0) {
          expect(own).toBeGreaterThanOrEqual(
            rank(ratingOf(likelihood, IMPACTS[i - 1])),
          );
        }
      }
    }
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
        if (rank(residual) >= rank(one.inherent)) {
          expect(cell).toEqual({
            likelihood: one.likelihood,
            impact: one.impact,
          });
        } else {
          expect(
            rank(ratingOf(cell.likelihood, cell.impact)),
          ).toBeLessThanOrEqual(rank(residual));
        }
      }),
    );
  });

  it('lower the impact only where no likelihood is low enough', () => {
    fc.assert(
      fc.property(risk, rating, (one, residual) => {
        const cell = residualCell(one, residual);
        if (cell.impact !== one.impact) {
          expect(cell.likelihood).toBe('rare');
          expect(rank(ratingOf('rare', one.impact))).toBeGreaterThan(
            rank(residual),
          );
        }
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
