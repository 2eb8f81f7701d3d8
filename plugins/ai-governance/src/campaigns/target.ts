import { filterRequest } from '../api/listRequest';
import {
  filterOf,
  NO_FILTER,
  readFilterState,
  type FilterState,
} from '../overview/listState';

/** What can be chosen and stays the same while a campaign runs. */
const CHOSEN = [
  'name',
  'system',
  'domain',
  'type',
  'lifecycle',
  'tier',
  'classification',
];

/**
 * The choices that a campaign's filter stands for; undefined where somebody
 * wrote more than can be chosen, such as alternatives. @internal
 */
export function targetState(
  filter: readonly string[],
): FilterState | undefined {
  if (filter.length === 0) {
    return NO_FILTER;
  }
  if (filter.length > 1) {
    return undefined;
  }
  const params = new URLSearchParams();
  for (const condition of filter[0].split(',')) {
    const at = condition.indexOf('=');
    const [key, value] = [
      condition.slice(0, at).trim(),
      condition.slice(at + 1),
    ];
    const name = key === 'ownerNested' ? 'owner' : key;
    if (at < 0 || params.has(name)) {
      return undefined;
    }
    if (key === 'owner' && value.startsWith('group:')) {
      params.set('nested', 'false');
    }
    if (name !== 'owner' && !CHOSEN.includes(name)) {
      return undefined;
    }
    params.set(name, value);
  }
  const state = readFilterState(params);
  // What was not understood must not be lost on the way.
  return targetFilter(state)[0] === filter[0] ? state : undefined;
}

/** The filter of a campaign that choices stand for. @internal */
export function targetFilter(state: FilterState): string[] {
  return filterRequest({ filter: filterOf(state) }).filter ?? [];
}
