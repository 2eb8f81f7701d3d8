import type { ScorecardFilter, ScorecardQuery } from './AiGovernanceApi';

/** Keys of a filter that hold a list of alternatives. */
const LIST_KEYS = [
  'owner',
  'kind',
  'type',
  'lifecycle',
  'system',
  'tier',
  'classification',
  'level',
  'ownLevel',
] as const;

/**
 * The `filter` parameter: `key=value` pairs joined by commas. A comma inside a
 * value is percent-encoded so that it cannot start another pair.
 */
function filterParameter(filter: ScorecardFilter): string {
  const pairs: [string, string][] = [];
  if (filter.name) {
    pairs.push(['name', filter.name]);
  }
  for (const key of LIST_KEYS) {
    for (const value of filter[key] ?? []) {
      pairs.push([key, String(value)]);
    }
  }
  if (filter.declared !== undefined) {
    pairs.push(['declared', String(filter.declared)]);
  }
  for (const [control, status] of Object.entries(filter.controls ?? {})) {
    pairs.push([`control.${control}`, status]);
  }
  return pairs
    .map(
      ([key, value]) => `${key}=${value.replace(/[%,]/g, encodeURIComponent)}`,
    )
    .join(',');
}

/**
 * Query string of `GET /scorecards`, without the question mark; empty when
 * nothing is asked for. @internal
 */
export function scorecardQueryString(query: ScorecardQuery): string {
  const params = new URLSearchParams();
  const filter = filterParameter(query.filter ?? {});
  if (filter) {
    params.set('filter', filter);
  }
  if (query.orderBy) {
    params.set('orderBy', `${query.orderBy.field}:${query.orderBy.direction}`);
  }
  if (query.limit !== undefined) {
    params.set('limit', String(query.limit));
  }
  if (query.cursor) {
    params.set('cursor', query.cursor);
  }
  return params.toString();
}
