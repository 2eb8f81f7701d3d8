import {
  SMALLEST_SHOWN_GROUP,
  trainingFigures,
  type TrainingData,
} from '../assessment/training';
import type { Instant } from '../assessment/types';
import type { Kpi } from '../framework/types';
import { meetsTarget } from './readings';

/** KPIs of the default framework that completions of training measure. */
const COMPLETION = 'training-completion-rate';
const SCORE = 'training-assessment-score';

/** Mean scores are shown in steps, so that two of them tell no third. @public */
export const SHOWN_SCORE_STEP = 5;

/** What completions of training say of a KPI; nobody is named. @public */
export interface TrainingKpi {
  kpi: string;
  /** The share in whole percent, rounded down; a mean score in steps of five. */
  percent: number;
  /** Of the exact value; absent where the target is to improve. */
  meets?: boolean;
  /** People with a valid training, and all people; where there are at least five. */
  trained?: number;
  people?: number;
}

/**
 * Reads the KPIs that completions of training measure. What too few people make up stays unmeasured.
 *
 * @param data - everybody who is asked about, each counted once
 * @public
 */
export function readTrainingKpis(
  kpis: readonly Pick<Kpi, 'id' | 'targets'>[],
  data: TrainingData,
  at: Instant,
): TrainingKpi[] {
  const { members, trained, share, meanScore } = trainingFigures(data, at);
  const scored = trainingScored(data, at);
  return kpis.flatMap(({ id, targets }) => {
    const meets = (value: number) => {
      // Without what arithmetic on decimal fractions leaves behind.
      const met = targets[0] && meetsTarget(targets[0], tidy(value));
      return met === undefined ? {} : { meets: met };
    };
    if (id === COMPLETION && share !== undefined) {
      return [
        {
          kpi: id,
          percent: Math.floor(tidy(share * 100)),
          ...meets(share * 100),
          ...(members >= SMALLEST_SHOWN_GROUP && { trained, people: members }),
        },
      ];
    }
    return id === SCORE &&
      meanScore !== undefined &&
      scored >= SMALLEST_SHOWN_GROUP
      ? [
          {
            kpi: id,
            percent:
              Math.round(meanScore / SHOWN_SCORE_STEP) * SHOWN_SCORE_STEP,
            ...meets(meanScore),
          },
        ]
      : [];
  });
}

/** People with a valid training and a score. @public */
export function trainingScored(data: TrainingData, at: Instant): number {
  const moment = Date.parse(at);
  return data.byExpiry
    .filter(({ until }) => Date.parse(until) > moment)
    .reduce((sum, { scored }) => sum + scored, 0);
}

function tidy(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
