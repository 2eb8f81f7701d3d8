import { numberCheckParams } from '../genericChecks/params';
import { thresholdOf } from '../genericChecks/thresholds';
import type { Check } from '../framework/types';
import type { CompiledCheck } from './compile';
import { observe, type ObservationContext } from './evidence';
import type { CheckResult, Evidence } from './types';

type NumberParams = ReturnType<typeof numberCheckParams.parse>;

const cache = new WeakMap<Check, NumberParams | null>();

function paramsOf(check: Check): NumberParams | null {
  let params = cache.get(check);
  if (params === undefined) {
    const parsed = numberCheckParams.safeParse(check.params);
    params = parsed.success ? parsed.data : null;
    cache.set(check, params);
  }
  return params;
}

/**
 * Judges evidence that carries a number by the thresholds of the framework: whoever sends the number does
 * not decide what it means. Undefined for other check types and while there is no evidence.
 */
export function observeNumbers(
  compiled: CompiledCheck,
  context: ObservationContext,
): CheckResult | undefined {
  const { check } = compiled;
  const items =
    check.type === 'number' ? context.evidence.get(check.id) : undefined;
  if (!items) {
    return undefined;
  }
  const params = paramsOf(check);
  const evidence = new Map(context.evidence);
  evidence.set(
    check.id,
    items.map(item => judged(item, params)),
  );
  return observe(compiled, { ...context, evidence });
}

function judged(item: Evidence, params: NumberParams | null): Evidence {
  if (item.outcome === 'error') {
    return item;
  }
  const value = item.data?.value;
  const threshold =
    params && typeof value === 'number'
      ? thresholdOf(params.thresholds, value)
      : undefined;
  if (!threshold) {
    return {
      ...item,
      outcome: 'error',
      summary: 'What was sent holds no number under data.value',
    };
  }
  const unit = params?.unit ? ` ${params.unit}` : '';
  return {
    ...item,
    outcome: threshold.outcome,
    summary: `${value}${unit} (${threshold.when}): ${item.summary}`,
  };
}
