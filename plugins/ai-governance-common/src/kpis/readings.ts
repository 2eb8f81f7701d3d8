import type { MaturityRollup } from '../api/types';
import type { Kpi } from '../framework/types';

/**
 * The KPIs of the default framework that judgements measure, with the control each is the share of.
 * Two more are read from completions of training; the others need telemetry, a survey or a ledger, and
 * stay unmeasured rather than guessed.
 */
const MEASURED_BY: { [kpi: string]: string } = {
  'configuration-compliance': 'TM-003',
  'licence-compliance-rate': 'CMP-001',
  'classification-compliance': 'DP-001',
};

/** What a KPI is at one instant. @public */
export interface KpiReading {
  /** The control it is read from. */
  control: string;
  /** Entities that meet the control; exceptions do not count as meeting it. */
  met: number;
  /** Entities that it applies to. */
  of: number;
  /** 100 × met ÷ of, to one decimal. */
  percent: number;
}

/**
 * Reads a KPI from what the entities of an organization, or of a filter, add up to.
 *
 * @returns undefined where judgements do not measure it, or where it applies to nobody
 * @public
 */
export function readKpi(
  kpi: Pick<Kpi, 'id'>,
  rollup: Pick<MaturityRollup, 'controls'>,
): KpiReading | undefined {
  const control = Object.prototype.hasOwnProperty.call(MEASURED_BY, kpi.id)
    ? MEASURED_BY[kpi.id]
    : undefined;
  const counts = rollup.controls.find(({ id }) => id === control)?.counts;
  if (control === undefined || !counts) {
    return undefined;
  }
  const { notApplicable = 0, met = 0 } = counts;
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const of = all - notApplicable;
  return of === 0
    ? undefined
    : { control, met, of, percent: Math.round((1000 * met) / of) / 10 };
}

/**
 * Whether a value meets a target; undefined where the target is to improve, which one value cannot tell.
 * @public
 */
export function meetsTarget(
  { comparison, value }: Kpi['targets'][number],
  measured: number,
): boolean | undefined {
  if (value === undefined) {
    return undefined;
  }
  switch (comparison) {
    case '>':
      return measured > value;
    case '>=':
      return measured >= value;
    case '<':
      return measured < value;
    case '<=':
      return measured <= value;
    case '=':
      return measured === value;
    default:
      return undefined;
  }
}
