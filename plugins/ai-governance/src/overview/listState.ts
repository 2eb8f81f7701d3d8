import {
  PROGRESS_SHARES,
  type ClassificationId,
  type ControlStatus,
  type Level,
  type ReviewTier,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  CoverageFilter,
  LevelFilter,
  ProgressFilter,
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

/** Shares of own progress, and what has none. @internal */
export const PROGRESS_FILTERS: ProgressFilter[] = [...PROGRESS_SHARES, 'none'];

const COVERAGES: CoverageFilter[] = ['assessed', 'stale', 'never'];
const LEVELS: Level[] = [1, 2, 3, 4, 5];
const LEVEL_VALUES = ['none', '1', '2', '3', '4', '5'] as const;

/** Levels to ask for that level or a higher one; for the lowest it says nothing, for the highest the same. @internal */
export const AT_LEAST = ['2+', '3+', '4+'] as const;

/** One level, no level, or a level and all above it. @internal */
export type LevelChoice = LevelFilter | (typeof AT_LEAST)[number];

/** What nobody may rest on: statuses that leave a control open. @internal */
export const OPEN_STATUSES: ControlStatus[] = ['gap', 'stale', 'unknown'];

/** The same with what an exception covers, which is not met either. @internal */
export const UNMET_STATUSES: ControlStatus[] = [...OPEN_STATUSES, 'exempt'];

/** A status, all of those that leave a control open, or all in which it is not met. @internal */
export type StatusChoice = ControlStatus | 'open' | 'unmet';

/** Choices of a status, the widest first. @internal */
export const STATUS_CHOICES: StatusChoice[] = [
  'open',
  'unmet',
  ...STATUS_ORDER,
];

/** The statuses that a choice stands for. @internal */
export function statusesOf(choice: StatusChoice): ControlStatus[] {
  switch (choice) {
    case 'open':
      return OPEN_STATUSES;
    case 'unmet':
      return UNMET_STATUSES;
    default:
      return [choice];
  }
}

/** Which entities a picture or a list is about. @internal */
export interface FilterState {
  name: string;
  /** Refs of owners, joined by commas. */
  owner?: string;
  /** The owner's own entities only, without those of groups below it. */
  direct?: boolean;
  system?: string;
  domain?: string;
  type?: string;
  lifecycle?: string;
  classification?: ClassificationId;
  tier?: ReviewTier;
  level?: LevelChoice;
  ownLevel?: LevelChoice;
  levelWithoutExceptions?: LevelChoice;
  ownProgress?: ProgressFilter;
  coverage?: CoverageFilter;
  /** Only what has something out of date, or only what has not, beside its coverage. */
  stale?: boolean;
  declared?: boolean;
  /** Only what is assessed, or only what is not; both when absent. */
  assessable?: boolean;
  /** Why it does not count, as the backend says it. */
  excluded?: string;
  /** Only what has a score, or only what has none. */
  scored?: boolean;
  /** What a control asks of the entity itself, of its group or of either (`own`), as a plan counts it: `SEC-001:entity`. */
  openPart?: string;
  control?: string;
  status?: StatusChoice;
  /** A second control and its status, as a cell of a narrowed heat map asks: `TM-001:gap`. */
  also?: string;
}

/** What the list shows, as the address holds it. @internal */
export interface ListState extends FilterState {
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

/** Reads a choice of levels; what it does not understand is none. @internal */
export function levelOf(value: string | null): LevelChoice | undefined {
  const level = oneOf(value, [...LEVEL_VALUES, ...AT_LEAST]);
  return level === undefined || level === 'none' || level.endsWith('+')
    ? (level as LevelChoice | undefined)
    : (Number(level) as Level);
}

/** A level and all above it, as a choice. @internal */
export function atLeast(level: Level): LevelChoice {
  return level > 1 && level < 5 ? (`${level}+` as LevelChoice) : level;
}

function levelsOf(choice: LevelChoice | undefined): LevelFilter[] | undefined {
  if (typeof choice !== 'string' || choice === 'none') {
    return only(choice);
  }
  const lowest = Number(choice[0]);
  return LEVELS.filter(level => level >= lowest);
}

/** A control and its status, as the address says them together. @internal */
export function readAlso(
  text: string | null | undefined,
): { control: string; status: StatusChoice } | undefined {
  const [, control, word] = /^(.+):([a-zA-Z]+)$/.exec(text ?? '') ?? [];
  const status = oneOf(word ?? null, STATUS_CHOICES);
  return control && status ? { control, status } : undefined;
}

/** A control and whose part of it is open, as the address says them together. @internal */
export function readOpenPart(
  text: string | null | undefined,
): { control: string; scope: 'entity' | 'group' | 'own' } | undefined {
  const [, control, word] = /^(.+):([a-z]+)$/.exec(text ?? '') ?? [];
  const scope = oneOf(word ?? null, ['entity', 'group', 'own']);
  return control && scope ? { control, scope } : undefined;
}

/** The narrower of two choices, where one is part of the other. */
function narrower(a: StatusChoice, b: StatusChoice): StatusChoice | undefined {
  const [inA, inB] = [new Set(statusesOf(a)), new Set(statusesOf(b))];
  if (statusesOf(b).every(status => inA.has(status))) {
    return b;
  }
  return statusesOf(a).every(status => inB.has(status)) ? a : undefined;
}

/**
 * A filter together with the status of a control, beside that of another it
 * already asks for. Undefined where both cannot be asked at once, or nothing
 * can be both. @internal
 */
export function askingAlso(
  filter: Pick<FilterState, 'control' | 'status' | 'also'>,
  asked: { control: string; status: StatusChoice },
): Pick<FilterState, 'control' | 'status' | 'also'> | undefined {
  const { control, status } = filter;
  const also = readAlso(filter.also);
  const held = new Map<string, StatusChoice>([
    ...(control && status ? [[control, status] as const] : []),
    ...(also ? [[also.control, also.status] as const] : []),
  ]);
  const before = held.get(asked.control);
  const both = before ? narrower(before, asked.status) : asked.status;
  if (!both) {
    return undefined;
  }
  held.set(asked.control, both);
  const [first, second, ...rest] = held;
  return rest.length > 0
    ? undefined
    : {
        control: first[0],
        status: first[1],
        also: second && second.join(':'),
      };
}

/** Reads the address; whatever it does not understand is left out. @internal */
export function readFilterState(params: URLSearchParams): FilterState {
  const tier = oneOf(params.get('tier'), ['1', '2', '3']);
  const declared = oneOf(params.get('declared'), ['true', 'false']);
  const assessable = oneOf(params.get('assessable'), ['true', 'false']);
  const stale = oneOf(params.get('stale'), ['true', 'false']);
  const scored = oneOf(params.get('scored'), ['true', 'false']);
  return {
    name: params.get('name') ?? '',
    owner: params.get('owner') || undefined,
    direct: params.get('nested') === 'false' || undefined,
    system: params.get('system') || undefined,
    domain: params.get('domain') || undefined,
    type: params.get('type') || undefined,
    lifecycle: params.get('lifecycle') || undefined,
    classification: oneOf(params.get('classification'), CLASSIFICATIONS),
    tier: tier && (Number(tier) as ReviewTier),
    level: levelOf(params.get('level')),
    ownLevel: levelOf(params.get('ownLevel')),
    levelWithoutExceptions: levelOf(params.get('levelWithoutExceptions')),
    ownProgress: oneOf(params.get('ownProgress'), PROGRESS_FILTERS),
    coverage: oneOf(params.get('coverage'), COVERAGES),
    stale: stale && stale === 'true',
    declared: declared && declared === 'true',
    assessable: assessable && assessable === 'true',
    excluded: params.get('excluded') || undefined,
    scored: scored && scored === 'true',
    openPart: readOpenPart(params.get('openPart'))
      ? params.get('openPart')!
      : undefined,
    control: params.get('control') || undefined,
    status: oneOf(params.get('status'), STATUS_CHOICES),
    also: readAlso(params.get('also')) ? params.get('also')! : undefined,
  };
}

/** Reads filter, order and page. @internal */
export function readListState(params: URLSearchParams): ListState {
  const [sort, direction] = (params.get('orderBy') ?? '').split(':');
  return {
    ...readFilterState(params),
    sort: oneOf(sort, ORDER_FIELDS) ?? 'level',
    direction: direction === 'desc' ? 'desc' : 'asc',
    cursor: params.get('cursor') || undefined,
  };
}

/** Everything of an address that is part of a filter. @internal */
export const FILTER_KEYS = [
  'name',
  'owner',
  'nested',
  'system',
  'domain',
  'type',
  'lifecycle',
  'classification',
  'tier',
  'level',
  'ownLevel',
  'levelWithoutExceptions',
  'ownProgress',
  'coverage',
  'stale',
  'declared',
  'assessable',
  'excluded',
  'scored',
  'openPart',
  'control',
  'status',
  'also',
] as const;

/** The address of a filter; what is not asked for is left out. @internal */
export function writeFilterState(state: FilterState): URLSearchParams {
  const params = new URLSearchParams();
  const nested = state.direct ? false : undefined;
  for (const key of FILTER_KEYS) {
    const value = key === 'nested' ? nested : state[key];
    if (value !== undefined && value !== '') {
      params.set(key, String(value));
    }
  }
  return params;
}

/** The address of a state; defaults are left out to keep it short. @internal */
export function writeListState(state: ListState): URLSearchParams {
  const params = writeFilterState(state);
  if (state.sort !== 'level' || state.direction !== 'asc') {
    params.set('orderBy', `${state.sort}:${state.direction}`);
  }
  if (state.cursor) {
    params.set('cursor', state.cursor);
  }
  return params;
}

/** Nothing asked for. @internal */
export const NO_FILTER: FilterState = Object.fromEntries([
  ...FILTER_KEYS.map(key => [key === 'nested' ? 'direct' : key, undefined]),
  ['name', ''],
]) as unknown as FilterState;

/** Whether anything but paging and order narrows the list. @internal */
export function isFiltered(state: FilterState): boolean {
  const { direct, control, status, ...rest } = state;
  return (
    [...writeFilterState(rest)].length > 0 ||
    (control !== undefined && status !== undefined)
  );
}

/** One value as the list of alternatives a filter takes. */
function only<T>(value: T | undefined): T[] | undefined {
  return value === undefined ? undefined : [value];
}

/** The filter that a state stands for. @internal */
export function filterOf(state: FilterState): ScorecardFilter {
  const { control, status } = state;
  const openPart = readOpenPart(state.openPart);
  const asked = [
    ...(control && status ? [{ control, status }] : []),
    ...(readAlso(state.also) ? [readAlso(state.also)!] : []),
  ];
  const owner = state.owner?.split(',');
  const nested = !state.direct && owner?.some(ref => ref.startsWith('group:'));
  return {
    name: state.name || undefined,
    ...(nested ? { ownerNested: owner } : { owner }),
    system: only(state.system),
    domain: only(state.domain),
    type: only(state.type),
    lifecycle: only(state.lifecycle),
    classification: only(state.classification),
    tier: only(state.tier),
    level: levelsOf(state.level),
    ownLevel: levelsOf(state.ownLevel),
    levelWithoutExceptions: levelsOf(state.levelWithoutExceptions),
    ownProgress: only(state.ownProgress),
    coverage: only(state.coverage),
    stale: state.stale,
    declared: state.declared,
    assessable: state.assessable,
    excluded: only(state.excluded),
    scored: state.scored,
    ...(openPart && {
      openParts: {
        [openPart.control]:
          openPart.scope === 'own' ? ['entity', 'group'] : [openPart.scope],
      },
    }),
    controls:
      asked.length > 0
        ? Object.fromEntries(
            asked.map(each => [each.control, statusesOf(each.status)]),
          )
        : undefined,
  };
}

/** The question to the backend that a state stands for. @internal */
export function listQuery(state: ListState): ScorecardQuery {
  return {
    filter: filterOf(state),
    orderBy: { field: state.sort, direction: state.direction },
    limit: PAGE_SIZE,
    cursor: state.cursor,
  };
}
