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
