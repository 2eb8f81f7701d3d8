import {
  RISK_RATINGS,
  residualCell,
  residualRating,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  ControlStatus,
  Framework,
  ResidualRating,
  RiskDetails,
  RiskRating,
  RiskStanding,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { STATUSES } from '../maturity/statusCodes';
import type { Standing } from '../maturity/Tally';

/** As far as what is left of it follows from a risk. */
export type Lowered = Omit<RiskDetails, 'category' | 'description'> & {
  inherent: RiskRating;
};

const MET = STATUSES.indexOf('met');

const NOT_APPLICABLE = STATUSES.indexOf('notApplicable');

/** What one entity adds to a risk. */
export interface Mitigation {
  residual: ResidualRating;
  met: number;
  applicable: number;
}

/** Places of a risk's controls in the statuses of a standing. */
export function placesOf(
  risk: Pick<Lowered, 'controls'>,
  framework: Framework,
  at: string,
): number[] {
  return framework.controls.flatMap(({ id, effectiveFrom }, index) =>
    // What is announced does not count yet, neither for nor against.
    risk.controls.includes(id) && !(effectiveFrom && effectiveFrom > at)
      ? [index]
      : [],
  );
}

/** The core's rule for one entity. */
export function mitigationOf(
  risk: Lowered,
  places: readonly number[],
  { statuses }: Standing,
): Mitigation {
  let met = 0;
  let applicable = 0;
  for (const place of places) {
    const status = statuses[place];
    if (status !== NOT_APPLICABLE) {
      applicable += 1;
      met += status === MET ? 1 : 0;
    }
  }
  return {
    residual: leftOf(risk, met, applicable),
    met,
    applicable,
  };
}

/** Controls of a risk that are not in place. */
export function openOf(
  places: readonly number[],
  { statuses }: Standing,
  framework: Framework,
): { id: string; status: ControlStatus }[] {
  return places.flatMap(place =>
    [MET, NOT_APPLICABLE].includes(statuses[place])
      ? []
      : [
          {
            id: framework.controls[place].id,
            status: STATUSES[statuses[place]],
          },
        ],
  );
}

/**
 * What is left of a risk over some entities: how many are left with what, the
 * worst of them, and the whole by the share of the controls in place.
 */
export function standingOfRisk(
  risk: Lowered,
  mitigations: Iterable<Mitigation>,
): RiskStanding {
  const entities: RiskStanding['entities'] = {};
  let met = 0;
  let applicable = 0;
  for (const mitigation of mitigations) {
    entities[mitigation.residual] = (entities[mitigation.residual] ?? 0) + 1;
    met += mitigation.met;
    applicable += mitigation.applicable;
  }
  const overall = leftOf(risk, met, applicable);
  const worst = [...RISK_RATINGS]
    .reverse()
    .find(rating => entities[rating] !== undefined);
  return {
    overall,
    worst: worst ?? overall,
    entities,
    met,
    applicable,
    ...(overall !== 'notApplicable' && {
      place: residualCell(risk, overall),
    }),
  };
}

/** A risk that no control of the framework lowers is left as it is. */
function leftOf(
  risk: Lowered,
  met: number,
  applicable: number,
): ResidualRating {
  return risk.controls.length === 0
    ? risk.inherent
    : residualRating(
        { inherent: risk.inherent, residual: risk.target },
        met,
        applicable,
      );
}
