import type { Knex } from 'knex';
import type { Framework } from '@plumbline/backstage-plugin-ai-governance-common';
import {
  combineControlStatus,
  combineOwnStatus,
  isSatisfied,
  PROGRESS_SHARES,
} from '@plumbline/backstage-plugin-ai-governance-common';
import {
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { GovernedEntityFilter } from '@plumbline/backstage-plugin-ai-governance-node';
import type { Visibility } from '../access/EntityAccess';
import { isPostgres, anyOf } from '../database/bulk';
import type { FrameworkInForce } from '../framework/FrameworkService';
import { isSeen, seenControls } from './coverage';
import { ANY_CONTROL, NONE, OPEN_PART_PREFIX } from './scorecardFilter';
import type { Condition, OrderBy } from './scorecardFilter';
import {
  isOpenStatus,
  isOwnOpen,
  OWN_CHARACTERS,
  PART_CHARACTERS,
  unpackPart,
  unpackStatus,
} from './packedStatuses';
import { CLASSIFICATIONS } from './ScorecardStore';
import type { ScorecardRow, StoredParts } from './ScorecardStore';

/** A scorecard row with what is joined to it. */
export interface ListedRow
  extends Pick<
    ScorecardRow,
    | 'entity_ref'
    | 'revision'
    | 'classification'
    | 'classification_declared'
    | 'tier'
    | 'entity_level'
    | 'entity_level_without_exceptions'
    | 'met_weight'
    | 'total_weight'
    | 'statuses'
    | 'changed_at'
    | 'not_assessable'
  > {
  kind: string;
  title: string | null;
  type: string | null;
  lifecycle: string | null;
  owner_ref: string | null;
  system_ref: string | null;
  source_confirmed_at: string | null;
  group_statuses: string | null;
  group_revision: string | number | null;
  group_level: number | null;
  group_met_weight: number | null;
  group_total_weight: number | null;
  group_changed_at: string | null;
  organization_revision: string | number | null;
  sort_value: string | number | null;
}

/** Beyond every level and score that can be sorted by. */
export const LAST_SORT_VALUE = 1000;

/** Pairs of own and group part that count in own progress and are satisfied, or not. */
const SATISFIED = pairsWhere(isSatisfied);
const UNSATISFIED = pairsWhere(status => !isSatisfied(status));

function pairsWhere(
  holds: (status: Parameters<typeof isSatisfied>[0]) => boolean,
): string[] {
  return OWN_CHARACTERS.flatMap(character => {
    const own = unpackStatus(character);
    return PART_CHARACTERS.flatMap(group => {
      const status =
        own.applicable &&
        combineOwnStatus(own.status, unpackPart(group, 0), own.covered);
      return status && status !== 'notApplicable' && holds(status)
        ? [`'${character}${group}'`]
        : [];
    });
  });
}

/** The domain an entity lies in: its own, or else its system's. */
const DOMAIN = 'coalesce(e.domain_ref, d.domain_ref)';

/** Which page of which scorecards. */
export interface PageRequest {
  /** Alternatives of conditions that all hold. */
  alternatives: Condition[][];
  orderBy: OrderBy;
  limit: number;
  after?: { value: string | number | null; entityRef: string };
  visibility: Visibility;
}

const OPEN_OWN = OWN_CHARACTERS.filter(isOwnOpen);

const OPEN_PARTS = PART_CHARACTERS.filter(character =>
  isOpenStatus(unpackPart(character, 0)),
);

const quoted = (characters: readonly string[]) =>
  characters.map(character => `'${character}'`).join(', ');

/** Reads scorecards joined with their group, for lists. */
export class ScorecardQuery {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Rows of the given refs; one statement whatever their number. */
  async byRefs(
    refs: readonly string[],
    visibility: Visibility,
  ): Promise<ListedRow[]> {
    const query = this.#base(visibility).where(
      anyOf(this.#knex, 's.entity_ref', refs),
    );
    this.#restrict(query, visibility);
    return query.select(...this.#columns());
  }

  /** One page and the number of all, in two statements. */
  async page(
    request: PageRequest,
    context: {
      inForce: FrameworkInForce;
      organization: StoredParts;
      at: string;
    },
  ): Promise<{ rows: ListedRow[]; totalItems: number }> {
    const filtered = () => {
      const query = this.#base(request.visibility);
      this.#restrict(query, request.visibility);
      if (request.alternatives.length > 0) {
        query.where(any => {
          for (const conditions of request.alternatives) {
            any.orWhere(all => {
              for (const condition of conditions) {
                this.#apply(all, condition, {
                  ...context,
                  visibility: request.visibility,
                });
              }
            });
          }
        });
      }
      return query;
    };
    const { field, direction } = request.orderBy;
    const sort = this.#assessableFirst(
      field,
      direction,
      this.#sortExpression(field, context),
    );
    const page = filtered()
      .select(...this.#columns(), this.#knex.raw(`${sort} as sort_value`))
      .orderByRaw(`${sort} ${direction}, s.entity_ref asc`)
      .limit(request.limit);
    if (request.after) {
      const { value, entityRef } = request.after;
      const beyond = direction === 'asc' ? '>' : '<';
      page.whereRaw(
        `(${sort} ${beyond} ? or (${sort} = ? and s.entity_ref > ?))`,
        [value as any, value as any, entityRef],
      );
    }
    const [rows, count] = await Promise.all([
      page as unknown as Promise<ListedRow[]>,
      filtered().count({ n: '*' }).first(),
    ]);
    return { rows, totalItems: Number((count as any)?.n ?? 0) };
  }

  /** A caller who may not see a system does not learn which domain it lies in. */
  #base({ refs }: Visibility): Knex.QueryBuilder {
    return this.#knex('scorecards as s')
      .join('entities as e', 'e.entity_ref', 's.entity_ref')
      .leftJoin('judged_parts as g', 'g.subject', 's.group_subject')
      .leftJoin('sources as src', 'src.source_key', 'e.source_key')
      .leftJoin('catalog_domains as d', join => {
        join.on('d.part_ref', 'e.system_ref');
        if (refs) {
          join.on(anyOf(this.#knex, 'd.part_ref', refs) as never);
        }
      })
      .whereNull('e.deleted_at');
  }

  #columns(): any[] {
    return [
      's.entity_ref as entity_ref',
      's.revision as revision',
      's.classification as classification',
      's.classification_declared as classification_declared',
      's.tier as tier',
      's.entity_level as entity_level',
      's.entity_level_without_exceptions as entity_level_without_exceptions',
      's.met_weight as met_weight',
      's.total_weight as total_weight',
      's.statuses as statuses',
      's.changed_at as changed_at',
      's.not_assessable as not_assessable',
      'e.kind as kind',
      'e.title as title',
      'e.type as type',
      'e.lifecycle as lifecycle',
      'e.owner_ref as owner_ref',
      'e.system_ref as system_ref',
      'src.confirmed_at as source_confirmed_at',
      'g.statuses as group_statuses',
      'g.revision as group_revision',
      'g.level as group_level',
      'g.met_weight as group_met_weight',
      'g.total_weight as group_total_weight',
      'g.changed_at as group_changed_at',
      this.#knex.raw(
        `(select revision from judged_parts where subject = 'organization') as organization_revision`,
      ),
    ];
  }

  #restrict(query: Knex.QueryBuilder, visibility: Visibility) {
    if (visibility.refs) {
      query.where(anyOf(this.#knex, 's.entity_ref', visibility.refs));
    }
    if (visibility.criteria) {
      query.where(where => this.#criteria(where, visibility.criteria!));
    }
  }

  #criteria(
    query: Knex.QueryBuilder,
    criteria: PermissionCriteria<GovernedEntityFilter>,
  ): void {
    if (isAndCriteria(criteria)) {
      for (const item of criteria.allOf) {
        query.where(where => this.#criteria(where, item));
      }
    } else if (isOrCriteria(criteria)) {
      query.where(any => {
        for (const item of criteria.anyOf) {
          any.orWhere(where => this.#criteria(where, item));
        }
      });
    } else if (isNotCriteria(criteria)) {
      query.whereNot(where => this.#criteria(where, criteria.not));
    } else if ('owners' in criteria) {
      this.#ownedBy(query, criteria.owners);
    } else if ('tiers' in criteria) {
      query.whereIn('s.tier', criteria.tiers);
    } else {
      query.whereIn(
        's.classification',
        criteria.classifications.map(id => CLASSIFICATIONS.indexOf(id)),
      );
    }
  }

  /** One of the owners is among the refs; few entities have more than one. */
  #ownedBy(query: Knex.QueryBuilder, owners: readonly string[]): void {
    const among = isPostgres(this.#knex)
      ? `exists (select 1 from json_array_elements_text(e.owners::json) as o(ref)
           where o.ref in (select unnest(?::text[])))`
      : `exists (select 1 from json_each(e.owners) as o
           where o.value in (select value from json_each(?)))`;
    query.where(any =>
      any
        .where(anyOf(this.#knex, 'e.owner_ref', owners))
        .orWhereRaw(
          `case when e.owners like '%","%' then ${among} else false end`,
          [(isPostgres(this.#knex) ? owners : JSON.stringify(owners)) as never],
        ),
    );
  }

  /** The same judgement of coverage that rollups count, see `coverage.ts`. */
  #applyCoverage(
    query: Knex.QueryBuilder,
    values: readonly string[],
    inForce: FrameworkInForce,
  ): void {
    const seen = OWN_CHARACTERS.filter(isSeen)
      .map(character => `'${character}'`)
      .join(', ');
    const anySeen = seenControls(inForce.framework)
      .map(
        control =>
          `substr(s.statuses, ${
            inForce.positions.get(control)! + 1
          }, 1) in (${seen})`,
      )
      .join(' or ');
    const assessed = `(${anySeen || '1 = 0'})`;
    query.where(any => {
      any.whereRaw('1 = 0');
      if (values.includes('assessed')) {
        any.orWhereRaw(assessed);
      }
      if (values.includes('never')) {
        any.orWhereRaw(`not ${assessed}`);
      }
      if (values.includes('stale')) {
        any.orWhereRaw(this.#stale(inForce));
      }
    });
  }

  /** Some control's own parts together are out of date. */
  #stale(inForce: FrameworkInForce): string {
    const alternatives = inForce.framework.controls.flatMap(({ id }) => {
      const at = inForce.positions.get(id)! + 1;
      return PART_CHARACTERS.flatMap(groupCharacter => {
        const group = unpackPart(groupCharacter, 0);
        const matching = OWN_CHARACTERS.filter(character => {
          const own = unpackStatus(character);
          return (
            own.applicable &&
            combineOwnStatus(own.status, group, own.covered) === 'stale'
          );
        });
        return matching.length === 0
          ? []
          : [
              `(coalesce(substr(g.statuses, ${at}, 1), '-') = '${groupCharacter}'
                and substr(s.statuses, ${at}, 1) in (${matching
                .map(character => `'${character}'`)
                .join(', ')}))`,
            ];
      });
    });
    return `(${alternatives.join(' or ') || '1 = 0'})`;
  }

  #least(...values: string[]): string {
    const name = isPostgres(this.#knex) ? 'least' : 'min';
    return `${name}(${values.join(', ')})`;
  }

  /** 0 stands for an entity that is not ranked. */
  #ownLevel(column = 's.entity_level'): string {
    return `case when ${column} is null and g.level is null then 0 else ${this.#least(
      `coalesce(${column}, 5)`,
      'coalesce(g.level, 5)',
    )} end`;
  }

  /** The same share of own progress that rollups count, see `ownProgress.ts`. */
  #inShares(
    values: readonly string[],
    context: { inForce: FrameworkInForce; at: string },
  ): string {
    const unranked = `(${this.#ownLevel()}) = 0`;
    // A share is reached when four times what is met is as many times what applies.
    const reached = (share: number) =>
      `(${this.#progress(4, share, context)}) >= 0`;
    return `(${values
      .map(value => {
        const share = PROGRESS_SHARES.findIndex(each => each === value);
        return share < 0
          ? unranked
          : [
              `not ${unranked}`,
              reached(share),
              ...(share < 4 ? [`not ${reached(share + 1)}`] : []),
            ].join(' and ');
      })
      .join(' or ')})`;
  }

  /** What is satisfied up to the next own level times a factor, less what applies times another. */
  #progress(
    met: number,
    applicable: number,
    { inForce, at }: { inForce: FrameworkInForce; at: string },
  ): string {
    const { controls, levels } = inForce.framework;
    const terms = controls.flatMap(({ id, effectiveFrom }) => {
      const demanding = levels.filter(level =>
        level.requiredControls.includes(id),
      );
      if (
        demanding.length === 0 ||
        (effectiveFrom !== undefined && effectiveFrom > at)
      ) {
        return [];
      }
      const lowest = Math.min(...demanding.map(({ level }) => level));
      const place = inForce.positions.get(id)! + 1;
      const part = (column: string) =>
        `coalesce(nullif(substr(${column}, ${place}, 1), ''), '-')`;
      return [
        `case when (${this.#ownLevel()}) + 1 < ${lowest} then 0
          when ${part('s.statuses')} || ${part('g.statuses')}
            in (${SATISFIED.join(', ')}) then ${met - applicable}
          when ${part('s.statuses')} || ${part('g.statuses')}
            in (${UNSATISFIED.join(', ')}) then ${-applicable} else 0 end`,
      ];
    });
    return terms.join(' + ') || '0';
  }

  #level(organization: StoredParts, column?: string): string {
    return this.#least(
      `(${this.#ownLevel(column)})`,
      String(organization.level ?? 5),
    );
  }

  /** What the catalog says of an entity is one of the values, or nothing. */
  #among(
    query: Knex.QueryBuilder,
    column: string,
    values: readonly string[],
  ): void {
    query.where(any => {
      any.whereIn(column, values);
      if (values.includes(NONE)) {
        any.orWhereNull(column);
      }
    });
  }

  /** Its own domain or that of its system is one of these or lies in one. */
  #inDomain(
    query: Knex.QueryBuilder,
    domains: readonly string[],
    { refs }: Visibility,
  ): void {
    const visible = refs && new Set(refs);
    const from = domains.filter(domain => !visible || visible.has(domain));
    const below = isPostgres(this.#knex)
      ? this.#knex.raw('select unnest(?::text[])', [from as never])
      : this.#knex.raw('select value from json_each(?)', [
          JSON.stringify(from),
        ]);
    query.where(any => {
      any.whereIn(this.#knex.raw(DOMAIN) as never, [...domains]).orWhereRaw(
        `${DOMAIN} in (
          with recursive below(ref) as (
            ? union
            select cast(c.part_ref as text) from catalog_domains as c
              join below as b on c.domain_ref = b.ref
          )
          select ref from below where ?)`,
        [
          below,
          refs ? anyOf(this.#knex, 'ref', refs) : this.#knex.raw('1 = 1'),
        ],
      );
      if (domains.includes(NONE)) {
        any.orWhereRaw(`${DOMAIN} is null`);
      }
    });
  }

  #score(): string {
    const share = `100.0 * (s.met_weight + coalesce(g.met_weight, 0))
        / (s.total_weight + coalesce(g.total_weight, 0))`;
    // A cast rounds on one database and cuts off on the other.
    return `case when s.total_weight + coalesce(g.total_weight, 0) = 0 then -1
      else ${
        isPostgres(this.#knex) ? `floor(${share})` : `cast(${share} as integer)`
      } end`;
  }

  /**
   * What is not assessed has no level and no score: it stands behind what is,
   * in whichever direction these are sorted.
   */
  #assessableFirst(
    field: OrderBy['field'],
    direction: OrderBy['direction'],
    sort: string,
  ): string {
    return field === 'level' || field === 'ownLevel' || field === 'score'
      ? `(case when s.not_assessable is null then ${sort} else ${
          direction === 'asc' ? LAST_SORT_VALUE : -LAST_SORT_VALUE
        } end)`
      : sort;
  }

  #sortExpression(
    field: OrderBy['field'],
    context: { organization: StoredParts },
  ): string {
    switch (field) {
      case 'level':
        return `(${this.#level(context.organization)})`;
      case 'ownLevel':
        return `(${this.#ownLevel()})`;
      case 'score':
        return `(${this.#score()})`;
      case 'tier':
        return 's.tier';
      case 'classification':
        return 's.classification';
      case 'changedAt':
        return `${
          isPostgres(this.#knex) ? 'greatest' : 'max'
        }(s.changed_at, coalesce(g.changed_at, ''), '${instantOf(
          context.organization.changedAt,
        )}')`;
      default:
        return `lower(coalesce(e.title, e.name))`;
    }
  }

  #apply(
    query: Knex.QueryBuilder,
    condition: Condition,
    context: {
      inForce: FrameworkInForce;
      organization: StoredParts;
      at: string;
      visibility: Visibility;
    },
  ): void {
    const { key, values } = condition;
    const levels = () =>
      values.map(value => (value === 'none' ? 0 : Number(value)));
    switch (key) {
      case 'owner':
        query.where(any => {
          any.where(some => this.#ownedBy(some, values));
          if (values.includes(NONE)) {
            any.orWhereNull('e.owner_ref');
          }
        });
        break;
      case 'system':
        this.#among(query, 'e.system_ref', values);
        break;
      case 'domain':
        this.#inDomain(query, values, context.visibility);
        break;
      case 'coverage':
        this.#applyCoverage(query, values, context.inForce);
        break;
      case 'kind':
        query.whereIn(
          'e.kind',
          values.map(value => value.toLocaleLowerCase('en-US')),
        );
        break;
      case 'type':
        this.#among(query, 'e.type', values);
        break;
      case 'lifecycle':
        this.#among(query, 'e.lifecycle', values);
        break;
      case 'tier':
        query.whereIn('s.tier', values.map(Number));
        break;
      case 'classification':
        query.whereIn(
          's.classification',
          values.map(value => CLASSIFICATIONS.indexOf(value as never)),
        );
        break;
      case 'declared':
        query.whereIn(
          's.classification_declared',
          values.map(value => value === 'true'),
        );
        break;
      case 'assessable':
        query.where(any => {
          for (const value of values) {
            if (value === 'true') {
              any.orWhereNull('s.not_assessable');
            } else {
              any.orWhereNotNull('s.not_assessable');
            }
          }
        });
        break;
      case 'excluded':
        query.whereIn('s.not_assessable', values);
        break;
      case 'stale':
        query.where(any => {
          for (const value of values) {
            const stale = this.#stale(context.inForce);
            any.orWhereRaw(value === 'true' ? stale : `not ${stale}`);
          }
        });
        break;
      case 'scored':
        query.where(any => {
          for (const value of values) {
            any.orWhereRaw(
              `s.total_weight + coalesce(g.total_weight, 0) ${
                value === 'true' ? '>' : '='
              } 0`,
            );
          }
        });
        break;
      case 'level':
        query.whereRaw(
          `(${this.#level(context.organization)}) in (${levels().join(', ')})`,
        );
        break;
      case 'ownLevel':
        query.whereRaw(`(${this.#ownLevel()}) in (${levels().join(', ')})`);
        break;
      case 'ownProgress':
        query.whereRaw(this.#inShares(values, context));
        break;
      case 'levelWithoutExceptions':
        query.whereRaw(
          `(${this.#level(
            context.organization,
            's.entity_level_without_exceptions',
          )}) in (${levels().join(', ')})`,
        );
        break;
      case 'name':
        query.where(any => {
          for (const value of values) {
            const pattern = `%${value
              .toLocaleLowerCase('en-US')
              .replace(/[\\%_]/g, '\\$&')}%`;
            any.orWhereRaw(
              `(lower(e.name) like ? escape '\\' or lower(coalesce(e.title, '')) like ? escape '\\')`,
              [pattern, pattern],
            );
          }
        });
        break;
      case ANY_CONTROL:
        query.where(any => {
          for (const { id } of context.inForce.framework.controls) {
            any.orWhere(one => this.#applyControl(one, id, values, context));
          }
        });
        break;
      default:
        if (key.startsWith(OPEN_PART_PREFIX)) {
          this.#applyOpenPart(
            query,
            context.inForce.positions.get(key.slice(OPEN_PART_PREFIX.length))! +
              1,
            values,
          );
          break;
        }
        this.#applyControl(
          query,
          key.slice('control.'.length),
          values,
          context,
        );
    }
  }

  /** What somebody has to close, as plans count it: of those ranked. */
  #applyOpenPart(
    query: Knex.QueryBuilder,
    at: number,
    values: readonly string[],
  ): void {
    query.whereNull('s.not_assessable').where(any => {
      any.whereRaw('1 = 0');
      if (values.includes('entity')) {
        any.orWhere(own =>
          own
            .whereNotNull('s.entity_level')
            .whereRaw(`substr(s.statuses, ${at}, 1) in (${quoted(OPEN_OWN)})`),
        );
      }
      if (values.includes('group')) {
        any.orWhere(group =>
          group
            .whereNotNull('g.level')
            .whereRaw(
              `substr(g.statuses, ${at}, 1) in (${quoted(OPEN_PARTS)})`,
            ),
        );
      }
    });
  }

  /**
   * Statuses are stored per part. Which combinations of entity and group part
   * give the wanted status, now that the organization's part is what it is,
   * is worked out by the core's own function.
   */
  #applyControl(
    query: Knex.QueryBuilder,
    control: string,
    values: readonly string[],
    context: { inForce: FrameworkInForce; organization: StoredParts },
  ): void {
    const position = context.inForce.positions.get(control)!;
    const organization = unpackPart(context.organization.statuses, position);
    const hasGroupPart = hasPart(context.inForce.framework, control, 'group');
    query.where(any => {
      any.whereRaw('1 = 0');
      for (const groupCharacter of hasGroupPart ? PART_CHARACTERS : ['-']) {
        const group = unpackPart(groupCharacter, 0);
        const matching = OWN_CHARACTERS.filter(character => {
          const own = unpackStatus(character);
          return values.includes(
            combineControlStatus(own.status, group, organization, {
              covered: own.covered,
              applicable: own.applicable,
            }),
          );
        });
        if (matching.length === 0) {
          continue;
        }
        any.orWhere(both => {
          both.whereRaw(
            `substr(s.statuses, ?, 1) in (${matching
              .map(() => '?')
              .join(', ')})`,
            [position + 1, ...matching],
          );
          if (hasGroupPart) {
            both.whereRaw(`coalesce(substr(g.statuses, ?, 1), '-') = ?`, [
              position + 1,
              groupCharacter,
            ]);
          }
        });
      }
    });
  }
}

/** Refuses anything but an instant where one becomes part of a statement. */
function instantOf(at: string): string {
  return new Date(at).toISOString();
}

export function hasPart(
  framework: Framework,
  controlId: string,
  scope: 'entity' | 'group' | 'organization',
): boolean {
  return (
    framework.controls
      .find(control => control.id === controlId)
      ?.parts.some(part => part.scope === scope) ?? false
  );
}
