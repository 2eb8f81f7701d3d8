import type { Impact, Likelihood, Risk, RiskRating } from '../framework/types';
import type { ControlResult, RiskResult } from './types';

/** Ratings from the least to the most severe. @public */
export const RISK_RATINGS: RiskRating[] = ['low', 'medium', 'high', 'critical'];

/** Likelihoods from the least to the most likely. @public */
export const LIKELIHOODS: Likelihood[] = [
  'rare',
  'unlikely',
  'possible',
  'likely',
  'almostCertain',
];

/** Impacts from the least to the most severe. @public */
export const IMPACTS: Impact[] = [
  'negligible',
  'minor',
  'moderate',
  'major',
  'severe',
];

/**
 * A risk's rating while `met` of its `applicable` mitigating controls are met: the inherent one lowered by
 * ⌊met / applicable × distance to the residual one⌋ steps.
 * @public
 */
export function residualRating(
  risk: Pick<Risk, 'inherent' | 'residual'>,
  met: number,
  applicable: number,
): RiskRating | 'notApplicable' {
  if (applicable === 0) {
    return 'notApplicable';
  }
  const inherent = RISK_RATINGS.indexOf(risk.inherent);
  const distance = Math.max(0, inherent - RISK_RATINGS.indexOf(risk.residual));
  return RISK_RATINGS[inherent - Math.floor((met * distance) / applicable)];
}

/** Judges every risk of the register by the controls' statuses; exempt counts as unsatisfied. */
export function judgeRisks(
  risks: readonly Risk[],
  controls: Map<string, ControlResult>,
): RiskResult[] {
  return risks.map(risk => {
    let applicable = 0;
    let met = 0;
    for (const id of risk.controls) {
      const control = controls.get(id);
      if (control && !control.upcoming && control.status !== 'notApplicable') {
        applicable++;
        if (control.status === 'met') {
          met++;
        }
      }
    }
    return {
      risk: risk.id,
      inherent: risk.inherent,
      residual: residualRating(risk, met, applicable),
      target: risk.residual,
      met,
      applicable,
    };
  });
}

/** One cell of the 5 × 5 heat map. @public */
export interface RiskCell {
  likelihood: Likelihood;
  impact: Impact;
  risks: string[];
}

/**
 * The 5 × 5 heat map of a register: rows from almost certain to rare, columns from negligible to severe.
 * @public
 */
export function riskGrid(risks: readonly Risk[]): RiskCell[][] {
  return [...LIKELIHOODS].reverse().map(likelihood =>
    IMPACTS.map(impact => ({
      likelihood,
      impact,
      risks: risks
        .filter(
          risk => risk.likelihood === likelihood && risk.impact === impact,
        )
        .map(({ id }) => id),
    })),
  );
}

/** Least product of likelihood and impact (each 1 to 5) that has a rating. */
const LEAST_PRODUCT: { [rating in RiskRating]: number } = {
  low: 1,
  medium: 5,
  high: 10,
  critical: 15,
};

/**
 * What a place on the 5 × 5 heat map is rated: the product of likelihood and impact, each counted from 1 to 5,
 * is critical from 15, high from 10 and medium from 5.
 * @public
 */
export function ratingOf(likelihood: Likelihood, impact: Impact): RiskRating {
  const product =
    (LIKELIHOODS.indexOf(likelihood) + 1) * (IMPACTS.indexOf(impact) + 1);
  return [...RISK_RATINGS]
    .reverse()
    .find(rating => product >= LEAST_PRODUCT[rating])!;
}

/**
 * Where a risk stands on the heat map once controls lowered it: controls make it less likely, so it moves down
 * to the greatest likelihood that is rated no higher than what is left; only where even "rare" is rated higher
 * does the impact go down too. A risk that nothing lowered stays where it is.
 * @public
 */
export function residualCell(
  risk: Pick<Risk, 'likelihood' | 'impact' | 'inherent'>,
  residual: RiskRating,
): { likelihood: Likelihood; impact: Impact } {
  const wanted = RISK_RATINGS.indexOf(residual);
  if (wanted >= RISK_RATINGS.indexOf(risk.inherent)) {
    return { likelihood: risk.likelihood, impact: risk.impact };
  }
  const fits = (likelihood: number, impact: number) =>
    RISK_RATINGS.indexOf(ratingOf(LIKELIHOODS[likelihood], IMPACTS[impact])) <=
    wanted;
  let likelihood = LIKELIHOODS.indexOf(risk.likelihood);
  let impact = IMPACTS.indexOf(risk.impact);
  while (likelihood > 0 && !fits(likelihood, impact)) {
    likelihood--;
  }
  while (impact > 0 && !fits(likelihood, impact)) {
    impact--;
  }
  return { likelihood: LIKELIHOODS[likelihood], impact: IMPACTS[impact] };
}
