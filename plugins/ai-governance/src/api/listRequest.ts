import type { ListScorecardsRequest } from '@plumbline/backstage-plugin-ai-governance-common';
import type { ScorecardFilter, ScorecardQuery } from './AiGovernanceApi';

/** Keys of a filter that hold a list of alternatives. */
const LIST_KEYS = [
  'owner',
  'ownerNested',
  'kind',
  'type',
  'lifecycle',
  'system',
  'domain',
  'tier',
  'classification',
  'level',
  'ownLevel',
  'levelWithoutExceptions',
  'ownProgress',
  'coverage',
  'excluded',
] as const;

/** Conditions are separated by commas: one inside a value is marked. */
function escaped(value: string | number): string {
  return String(value).trim().replace(/[\\,]/g, '\\$&');
}

/** All conditions of a filter as one alternative; undefined when there are none. */
function alternative(filter: ScorecardFilter): string | undefined {
  const pairs: string[] = [];
  const name = escaped(filter.name ?? '');
  if (name) {
    pairs.push(`name=${name}`);
  }
  for (const key of LIST_KEYS) {
    for (const value of filter[key] ?? []) {
      pairs.push(`${key}=${escaped(value)}`);
    }
  }
  if (filter.declared !== undefined) {
    pairs.push(`declared=${filter.declared}`);
  }
  if (filter.assessable !== undefined) {
    pairs.push(`assessable=${filter.assessable}`);
  }
  if (filter.stale !== undefined) {
    pairs.push(`stale=${filter.stale}`);
  }
  if (filter.scored !== undefined) {
    pairs.push(`scored=${filter.scored}`);
  }
  for (const [control, statuses] of Object.entries(filter.controls ?? {})) {
    pairs.push(...statuses.map(status => `control.${control}=${status}`));
  }
  for (const [control, scopes] of Object.entries(filter.openParts ?? {})) {
    pairs.push(...scopes.map(scope => `openPart.${control}=${scope}`));
  }
  return pairs.length > 0 ? pairs.join(',') : undefined;
}

/** A question with its filter in the words of the HTTP API. @internal */
export function filterRequest<T extends { filter?: ScorecardFilter }>(
  query: T,
): Omit<T, 'filter'> & { filter?: string[] } {
  const { filter, ...rest } = query;
  const asked = alternative(filter ?? {});
  return { ...rest, ...(asked && { filter: [asked] }) };
}

/** A question about scorecards in the words of the HTTP API. @internal */
export function listRequest(query: ScorecardQuery): ListScorecardsRequest {
  const filter = alternative(query.filter ?? {});
  return {
    ...(filter && { filter: [filter] }),
    ...(query.orderBy && {
      orderBy: `${query.orderBy.field}:${query.orderBy.direction}`,
    }),
    ...(query.limit !== undefined && { limit: query.limit }),
    ...(query.cursor && { cursor: query.cursor }),
  };
}
