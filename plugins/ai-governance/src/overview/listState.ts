import type {
  ClassificationId,
  ControlStatus,
  Level,
  ReviewTier,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  ScorecardFilter,
  ScorecardOrderField,
  ScorecardQuery,
} from '../api';
import { STATUS_ORDER } from '../theme/colors';

/** Rows of one page of the list. @internal */
export const PAGE_SIZE = 25;

const ORDER_FIELDS: ScorecardOrderField[] = [
  'name',
  'level',
  'ownLevel',
  'score',
  'tier',
  'classification',
  'changedAt',
];
const CLASSIFICATIONS: ClassificationId[] = [
  'public',
  'internal',
  'confidential',
  'restricted',
];

/** What the list shows, as the address holds it. @internal */
export interface ListState {
  name: string;
  owner?: string;
  classification?: ClassificationId;
  tier?: ReviewTier;
  level?: Level;
  declared?: boolean;
  /** Only what is assessed, or only what is not; both when absent. */
  assessable?: boolean;
  control?: string;
  status?: ControlStatus;
  sort: ScorecardOrderField;
  direction: 'asc' | 'desc';
  cursor?: string;
}

function oneOf<T extends string>(
  value: string | null,
  allowed: readonly T[],
): T | undefined {
  return allowed.find(item => item === value);
}

/** Reads the address; whatever it does not understand is left out. @internal */
export function readListState(params: URLSearchParams): ListState {
  const [sort, direction] = (params.get('orderBy') ?? '').split(':');
  const tier = oneOf(params.get('tier'), ['1', '2', '3']);
  const level = oneOf(params.get('level'), ['1', '2', '3', '4', '5']);
  const declared = oneOf(params.get('declared'), ['true', 'false']);
  const assessable = oneOf(params.get('assessable'), ['true', 'false']);
  return {
    name: params.get('name') ?? '',
    owner: params.get('owner') || undefined,
    classification: oneOf(params.get('classification'), CLASSIFICATIONS),
    tier: tier && (Number(tier) as ReviewTier),
    level: level && (Number(level) as Level),
    declared: declared && declared === 'true',
    assessable: assessable && assessable === 'true',
    control: params.get('control') || undefined,
    status: oneOf(params.get('status'), STATUS_ORDER),
    sort: oneOf(sort, ORDER_FIELDS) ?? 'level',
    direction: direction === 'desc' ? 'desc' : 'asc',
    cursor: params.get('cursor') || undefined,
  };
}

/** The address of a state; defaults are left out to keep it short. @internal */
export function writeListState(state: ListState): URLSearchParams {
  const params = new URLSearchParams();
  const set = (key: string, value: string | number | boolean | undefined) => {
    if (value !== undefined && value !== '') {
      params.set(key, String(value));
    }
  };
  set('name', state.name);
  set('owner', state.owner);
  set('classification', state.classification);
  set('tier', state.tier);
  set('level', state.level);
  set('declared', state.declared);
  set('assessable', state.assessable);
  set('control', state.control);
  set('status', state.status);
  if (state.sort !== 'level' || state.direction !== 'asc') {
    set('orderBy', `${state.sort}:${state.direction}`);
  }
  set('cursor', state.cursor);
  return params;
}

/** Whether anything but paging and order narrows the list. @internal */
export function isFiltered(state: ListState): boolean {
  return Boolean(
    state.name ||
      state.owner ||
      state.classification ||
      state.tier ||
      state.level ||
      state.declared !== undefined ||
      state.assessable !== undefined ||
      (state.control && state.status),
  );
}

/** The question to the backend that a state stands for. @internal */
export function listQuery(state: ListState): ScorecardQuery {
  const filter: ScorecardFilter = {
    name: state.name || undefined,
    owner: state.owner ? [state.owner] : undefined,
    classification: state.classification && [state.classification],
    tier: state.tier && [state.tier],
    level: state.level && [state.level],
    declared: state.declared,
    assessable: state.assessable,
    controls:
      state.control && state.status
        ? { [state.control]: state.status }
        : undefined,
  };
  return {
    filter,
    orderBy: { field: state.sort, direction: state.direction },
    limit: PAGE_SIZE,
    cursor: state.cursor,
  };
}
