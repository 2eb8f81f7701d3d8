import type { ControlStatus } from '@plumbline/backstage-plugin-ai-governance-common';
import type { CoverageFilter } from '../api';
import type { Translate } from '../hooks/useText';

/**
 * How entities stood at an instant, as the HTTP API says it: alternatives of
 * `key=value`. They are kept in the address as they are asked. @internal
 */
export type Stood = readonly string[];

/** Some control had a status. @internal */
export function someControl(status: ControlStatus): Stood {
  return [`anyControl=${status}`];
}

/** The same in words. @internal */
export function stoodText(stood: Stood, t: Translate): string {
  const asked = (stood[0] ?? '').split(',').map(each => each.split('='));
  const [[key, value]] = asked;
  const control = /^control\.(.+)$/.exec(key)?.[1];
  if (control) {
    // Several statuses of one control are alternatives.
    const status = asked
      .filter(([other]) => other === key)
      .map(([, each]) => t(`status.${each as ControlStatus}`))
      .join(', ');
    return stood.length > 1
      ? t('trends.stood.someControl', { status })
      : t('trends.stood.control', { control, status });
  }
  const level =
    value === 'none' ? t('level.none') : t('level.label', { level: value });
  switch (key) {
    case 'level':
      return t('trends.stood.official', { level });
    case 'ownLevel':
      return t('trends.stood.own', { level });
    case 'levelWithoutExceptions':
      return t('trends.stood.withoutExceptions', { level });
    case 'anyControl':
      return t('trends.stood.someControl', {
        status: t(`status.${value as ControlStatus}`),
      });
    case 'coverage':
      return t(`maturity.coverage.${value as CoverageFilter}`);
    case 'declared':
      return t('overview.declaredYes');
    case 'stale':
      return t('overview.staleYes');
    case 'scored':
      return t('overview.scoredYes');
    case 'ownProgress':
      return t('trends.stood.ranked');
    default:
      return stood.length > 0 ? stood.join('; ') : t('trends.assessable');
  }
}

/** The address of a point's entities below that of a page's. @internal */
export function stoodAddress(
  page: URLSearchParams,
  at: string,
  stood: Stood = [],
): string {
  const address = new URLSearchParams(page);
  address.set('at', at);
  address.delete('stood');
  for (const each of stood) {
    address.append('stood', each);
  }
  return address.toString();
}
