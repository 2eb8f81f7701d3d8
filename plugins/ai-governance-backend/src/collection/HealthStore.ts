import type {
  CollectionHealth,
  FailingSource,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { Knex } from 'knex';
import { ORGANIZATION } from '../assessment/AssessmentQueue';
import { anyOf } from '../database/bulk';
import { entityOf } from '../facts/EntitySources';
import type { SourceRow } from './SourceStore';

/** What is looked at again and again; the others speak by themselves. */
const LOOKED_AT = `'url', 'local', 'host', 'entity'`;

/** Those of them that are the trees of repositories. */
const TREES = ['url', 'local'];

/** Entities named beside a source. */
const NAMED = 5;

/** Where a page of failing sources begins. */
export interface AfterFailure {
  /** Empty for one that was never seen. */
  seenAt: string;
  sourceKey: string;
}

/** A failing source with what the next page begins behind. */
export type FailureRow = FailingSource & { after: AfterFailure };

/** Counts and lists the sources that cannot be looked at. */
export class HealthStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** One statement, and none of it reads what is well and was seen. */
  async health(): Promise<CollectionHealth> {
    const rows: {
      what: 'all' | 'troubled' | 'waiting' | 'error';
      kind: string;
      n: string | number;
      failing: string | number;
      at: string | null;
      said: string | null;
    }[] = await this.#knex.select('*').from(
      this.#knex.raw(
        `(select 'all' as what, kind, count(*) as n, 0 as failing,
              cast(null as varchar(24)) as at, cast(null as text) as said
            from sources where kind in (${LOOKED_AT}) group by kind
           union all
           select 'troubled', kind, count(*), count(error),
              min(case when error is not null then confirmed_at end), null
            from sources
            where (error is not null or confirmed_at is null)
              and kind in (${LOOKED_AT})
            group by kind
           union all
           select 'waiting', '', count(*), 0, null, null from assessment_queue
            where subject <> '${ORGANIZATION}' and subject not like 'group:%'
           union all
           select 'error', '', n, 0, null, said from (
             select min(error) as said, count(*) as n from sources
              where error is not null and kind in ('url', 'local')
              group by replace(error, url, '') order by 2 desc, 1 limit 1
           ) as most) as counted`,
      ),
    );
    const sum = (of: typeof rows, key: 'n' | 'failing') =>
      of.reduce((total, row) => total + Number(row[key]), 0);
    const only = (what: string) => rows.filter(row => row.what === what);
    const all = only('all');
    const troubled = only('troubled');
    const ofTrees = troubled.filter(({ kind }) => TREES.includes(kind));
    const since = troubled
      .flatMap(({ at }) => (at === null ? [] : [at]))
      .sort()[0];
    const said = only('error')[0]?.said;
    return {
      sources: sum(all, 'n'),
      failing: sum(troubled, 'failing'),
      ...(since !== undefined && { failingSince: since }),
      repositories: sum(
        all.filter(({ kind }) => TREES.includes(kind)),
        'n',
      ),
      failingRepositories: sum(ofTrees, 'failing'),
      unreadRepositories: sum(ofTrees, 'n') - sum(ofTrees, 'failing'),
      ...(said && { commonError: said }),
      waiting: sum(only('waiting'), 'n'),
    };
  }

  /** One page in three statements, whatever rests on the sources. */
  async failures(request: {
    limit: number;
    after?: AfterFailure;
  }): Promise<{ rows: FailureRow[]; totalItems: number }> {
    const failing = () =>
      this.#knex('sources')
        .whereNotNull('error')
        .whereRaw(`kind in (${LOOKED_AT})`);
    const page = failing()
      .select('source_key', 'kind', 'url', 'error', 'confirmed_at', 'attempts')
      .orderByRaw(`coalesce(confirmed_at, ''), source_key`)
      .limit(request.limit);
    if (request.after) {
      const { seenAt, sourceKey } = request.after;
      page.whereRaw(
        `(coalesce(confirmed_at, '') > ?
          or (coalesce(confirmed_at, '') = ? and source_key > ?))`,
        [seenAt, seenAt, sourceKey],
      );
    }
    const sources: (Omit<SourceRow, 'kind'> & {
      kind: FailingSource['kind'];
    })[] = await page;
    const count = await failing().count({ n: '*' }).first();
    const resting = await this.#resting(
      sources.map(({ source_key }) => source_key),
    );
    return {
      rows: sources.map(row => {
        const ofSource = resting.get(row.source_key) ?? { refs: [], of: 0 };
        const looked = { sourceKey: row.source_key, url: row.url };
        return {
          source: row.source_key,
          kind: row.kind,
          url: row.url,
          error: row.error!,
          ...(row.confirmed_at !== null && { lastSeenAt: row.confirmed_at }),
          attempts: row.attempts,
          entities: row.kind === 'entity' ? [entityOf(looked)] : ofSource.refs,
          entityCount: row.kind === 'entity' ? 1 : ofSource.of,
          after: {
            seenAt: row.confirmed_at ?? '',
            sourceKey: row.source_key,
          },
        };
      }),
      totalItems: Number((count as any)?.n ?? 0),
    };
  }

  /** The entities that rest on each source: by their own tree, by another of theirs, or by the code host of one. */
  async #resting(
    sourceKeys: readonly string[],
  ): Promise<Map<string, { refs: string[]; of: number }>> {
    const knex = this.#knex;
    const among = (column: string) => anyOf(knex, column, sourceKeys);
    const rows: { source_key: string; entity_ref: string; n: unknown }[] =
      await knex
        .select('source_key', 'entity_ref', 'n')
        .from(
          knex.raw(
            `(select source_key, entity_ref,
                row_number() over (
                  partition by source_key order by entity_ref
                ) as place,
                count(*) over (partition by source_key) as n
              from (
                select rests.source_key, rests.entity_ref from (
                  select source_key, entity_ref from entities where ?
                  union
                  select source_key, entity_ref from entity_repositories where ?
                  union
                  select h.host_source_key, e.entity_ref from host_links h
                    join entities e on e.source_key = h.tree_source_key where ?
                  union
                  select h.host_source_key, r.entity_ref from host_links h
                    join entity_repositories r
                      on r.source_key = h.tree_source_key where ?
                ) as rests
                join entities e on e.entity_ref = rests.entity_ref
                where e.deleted_at is null
              ) as present
            ) as placed`,
            [
              among('source_key'),
              among('source_key'),
              among('h.host_source_key'),
              among('h.host_source_key'),
            ],
          ),
        )
        .where('place', '<=', NAMED)
        .orderBy(['source_key', 'place']);
    const resting = new Map<string, { refs: string[]; of: number }>();
    for (const { source_key, entity_ref, n } of rows) {
      const known = resting.get(source_key) ?? { refs: [], of: Number(n) };
      known.refs.push(entity_ref);
      resting.set(source_key, known);
    }
    return resting;
  }
}
