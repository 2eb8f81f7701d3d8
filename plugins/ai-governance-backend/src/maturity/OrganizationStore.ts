import type { Knex } from 'knex';
import { yieldToEventLoop } from '../database/bulk';
import type { DomainFacts } from '../domains/DomainTree';

/** How far everything is that rollups are counted from. */
export interface Version {
  /** Newest revision of any judgement or entity. */
  revision: number;
  /** Newest revision of what the catalog says of an entity and its place. */
  inventory: number;
  /** The same of which domain systems and domains lie in. */
  domains: number;
}

/** An entity with its judgement in force, as far as rollups need it. */
export interface EntityRow {
  entity_ref: string;
  name_lower: string;
  title_lower: string;
  title: string | null;
  kind: string;
  type: string | null;
  lifecycle: string | null;
  owner_ref: string | null;
  owners: string;
  system_ref: string | null;
  domain_ref: string | null;
  deleted_at: string | null;
  group_subject: string | null;
  framework_digest: string | null;
  not_assessable: string | null;
  classification: number | null;
  classification_declared: number | boolean | null;
  tier: number | null;
  adoption_stage: string | null;
  entity_level: number | null;
  entity_level_without_exceptions: number | null;
  met_weight: number | null;
  total_weight: number | null;
  statuses: string | null;
  changed_at: string | null;
}

/** A superseded judgement of an entity. */
export interface PastRow {
  id: string | number;
  entity_ref: string;
  group_subject: string | null;
  framework_digest: string;
  not_assessable: string | null;
  classification_declared: number | boolean | null;
  entity_level: number | null;
  entity_level_without_exceptions: number | null;
  met_weight: number;
  total_weight: number;
  statuses: string;
  from_at: string;
  until_at: string;
}

/** A judgement of the parts of a group or of the organization. */
export interface PartRow {
  /** Of superseded ones only. */
  id?: string | number;
  subject: string;
  statuses: string;
  level: number | null;
  met_weight: number;
  total_weight: number;
  from_at: string;
  until_at: string | null;
}

/** Everything that is newer than a replica knew. */
export interface News {
  entities: EntityRow[];
  past: PastRow[];
  parts: PartRow[];
  pastParts: PartRow[];
  /** Where systems and domains lie; absent where that is known. */
  domains?: DomainFacts;
}

/** What a replica knows already. */
export interface Known {
  revision: number;
  lastPast: number;
  lastPastParts: number;
  domains: number;
}

/** The history is read for the first time in so many pieces, however long it is. */
const PIECES = 16;

const PAST = [
  'id',
  'entity_ref',
  'group_subject',
  'framework_digest',
  'not_assessable',
  'classification_declared',
  'entity_level',
  'entity_level_without_exceptions',
  'met_weight',
  'total_weight',
  'statuses',
  'from_at',
  'until_at',
];

/** Reads the whole organization, and after that only what is new of it. */
export class OrganizationStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** One statement, whatever changed. */
  async version(): Promise<Version> {
    const row: any = await this.#knex('counters')
      .where({ name: 'revision' })
      .first(
        'value',
        this.#knex('entities').max('revision').as('inventory') as never,
        this.#knex('counters')
          .where({ name: 'domains' })
          .select('value')
          .as('domains') as never,
      );
    const domains = Number(row?.domains ?? 0);
    return {
      revision: Number(row?.value ?? 0),
      inventory: Math.max(Number(row?.inventory ?? 0), domains),
      domains,
    };
  }

  /**
   * A constant number of statements. What was superseded is read after what
   * is in force: what changes in between is then there twice and never
   * missing, and read again with the next revision.
   */
  async news(known: Known | undefined, version: Version): Promise<News> {
    const entities = await this.#entities(known?.revision);
    const past = await this.#past(known?.lastPast);
    const parts = this.#knex('judged_parts').select(
      'subject',
      'statuses',
      'level',
      'met_weight',
      'total_weight',
      'changed_at as from_at',
    );
    const pastParts = this.#knex('judged_parts_history')
      .select(
        'id',
        'subject',
        'statuses',
        'level',
        'met_weight',
        'total_weight',
        'from_at',
        'until_at',
      )
      .orderBy('id');
    if (known) {
      parts.where('revision', '>', known.revision);
      pastParts.where('id', '>', known.lastPastParts);
    }
    const domains =
      known?.domains === version.domains ? undefined : await this.#domains();
    return {
      entities,
      past,
      parts: await parts,
      pastParts: await pastParts,
      ...(domains && { domains }),
    };
  }

  async #domains(): Promise<DomainFacts> {
    const rows = await this.#knex('catalog_domains').select(
      'part_ref',
      'domain_ref',
    );
    return rows.map(row => [row.part_ref, row.domain_ref]);
  }

  async #entities(after: number | undefined): Promise<EntityRow[]> {
    const query = this.#knex('entities as e')
      .leftJoin('scorecards as s', 's.entity_ref', 'e.entity_ref')
      .select(
        'e.entity_ref as entity_ref',
        'e.title as title',
        'e.kind as kind',
        'e.type as type',
        'e.lifecycle as lifecycle',
        'e.owner_ref as owner_ref',
        'e.owners as owners',
        'e.system_ref as system_ref',
        'e.domain_ref as domain_ref',
        'e.deleted_at as deleted_at',
        's.group_subject as group_subject',
        's.framework_digest as framework_digest',
        's.not_assessable as not_assessable',
        's.classification as classification',
        's.classification_declared as classification_declared',
        's.tier as tier',
        's.adoption_stage as adoption_stage',
        's.entity_level as entity_level',
        's.entity_level_without_exceptions as entity_level_without_exceptions',
        's.met_weight as met_weight',
        's.total_weight as total_weight',
        's.statuses as statuses',
        's.changed_at as changed_at',
        // The database's own idea of lower case, which lists filter by.
        this.#knex.raw('lower(e.name) as name_lower'),
        this.#knex.raw(`lower(coalesce(e.title, '')) as title_lower`),
      );
    if (after !== undefined) {
      query.whereIn(
        'e.entity_ref',
        this.#knex('scorecards')
          .select('entity_ref')
          .where('revision', '>', after)
          .union(
            this.#knex('entities')
              .select('entity_ref')
              .where('revision', '>', after),
          ),
      );
    }
    return (await query) as EntityRow[];
  }

  async #past(after: number | undefined): Promise<PastRow[]> {
    if (after !== undefined) {
      return this.#knex('scorecard_history')
        .select(PAST)
        .where('id', '>', after)
        .orderBy('id');
    }
    const ends: any = await this.#knex('scorecard_history')
      .min('id as first')
      .max('id as last')
      .first();
    const first = Number(ends?.first ?? 1);
    const last = Number(ends?.last ?? 0);
    const size = Math.ceil((last - first + 1) / PIECES);
    const rows: PastRow[] = [];
    for (let piece = 0; piece < PIECES && size > 0; piece++) {
      const from = first + piece * size;
      const found = await this.#knex('scorecard_history')
        .select(PAST)
        .where('id', '>=', from)
        .where('id', '<', from + size)
        .orderBy('id');
      for (const row of found) {
        rows.push(row);
      }
      await yieldToEventLoop();
    }
    return rows;
  }
}
