import type { Knex } from 'knex';
import { testDatabases } from '../__testUtils__/harness';
import { isPostgres } from './bulk';
import { migrationsDirectory } from './migrate';

jest.setTimeout(60_000);

const databases = testDatabases();

const BOOKKEEPING = /^(knex_migrations|sqlite_)/;

/** Every table and named index of the schema, primary keys left out. */
async function schemaOf(
  knex: Knex,
): Promise<{ tables: string[]; indexes: string[] }> {
  const rows: { kind: string; name: string; table: string }[] = isPostgres(knex)
    ? (
        await knex.raw(
          `select 'table' as kind, tablename as name, tablename as "table"
             from pg_tables where schemaname = current_schema()
           union all
           select 'index', indexname, tablename from pg_indexes
             where schemaname = current_schema()`,
        )
      ).rows
    : await knex.raw(
        `select type as kind, name, tbl_name as "table" from sqlite_master`,
      );
  const own = rows.filter(
    row => !BOOKKEEPING.test(row.name) && !BOOKKEEPING.test(row.table),
  );
  const names = (kind: string) =>
    own
      .filter(row => row.kind === kind)
      .map(row => row.name)
      .sort();
  return {
    tables: names('table'),
    indexes: names('index').filter(name => /_(idx|uniq)$/.test(name)),
  };
}

const EXPECTED = {
  tables: [
    'acknowledgements',
    'adoption_moves',
    'ai_tool_requests',
    'ai_tool_sign_offs',
    'ai_tools',
    'assessment_queue',
    'attestation_reminders',
    'attestations',
    'audit_bodies',
    'audit_chain',
    'audit_checkpoints',
    'audit_keys',
    'bookmarks',
    'campaign_digests',
    'campaign_endings',
    'campaigns',
    'catalog_domains',
    'check_warnings',
    'collector_states',
    'control_feedback',
    'control_positions',
    'counters',
    'declaration_reviews',
    'declarations',
    'disputes',
    'due_reminders',
    'entities',
    'entity_repositories',
    'evidence',
    'evidence_history',
    'exception_reminders',
    'exception_requests',
    'exceptions',
    'exercise_follow_ups',
    'exercises',
    'failure_reviews',
    'framework_proposals',
    'frameworks',
    'group_members',
    'group_parents',
    'groups',
    'host_links',
    'imports',
    'incident_entities',
    'incident_follow_ups',
    'incidents',
    'judged_parts',
    'judged_parts_history',
    'meetings',
    'person_keys',
    'plan_attestations',
    'profile_reviews',
    'protections',
    'pushed_keys',
    'repository_ids',
    'risk_acceptances',
    'risk_entries',
    'scorecard_history',
    'scorecards',
    'sources',
    'tool_registries',
    'training_completions',
    'training_unmatched',
    'violation_people',
    'violations',
    'workflows',
  ],
  indexes: [
    'adoption_moves_team_idx',
    'ai_tool_requests_open_uniq',
    'ai_tool_requests_tool_idx',
    'ai_tool_sign_offs_person_uniq',
    'assessment_queue_at_idx',
    'attestations_subject_idx',
    'attestations_until_idx',
    'audit_bodies_actor_idx',
    'audit_bodies_at_idx',
    'audit_bodies_kind_idx',
    'audit_bodies_subject_idx',
    'campaigns_ends_idx',
    'catalog_domains_domain_idx',
    'control_feedback_person_idx',
    'control_positions_pos_uniq',
    'declarations_entity_idx',
    'declarations_state_idx',
    'disputes_check_idx',
    'disputes_entity_idx',
    'disputes_open_uniq',
    'disputes_state_idx',
    'entities_owner_idx',
    'entities_revision_idx',
    'entities_source_idx',
    'entity_repositories_source_idx',
    'evidence_history_subject_idx',
    'exception_requests_state_idx',
    'exception_requests_until_idx',
    'exceptions_entity_idx',
    'exceptions_open_uniq',
    'exceptions_request_idx',
    'exercise_follow_ups_due_idx',
    'exercise_follow_ups_owner_idx',
    'exercises_at_idx',
    'framework_proposals_state_idx',
    'frameworks_until_idx',
    'host_links_host_idx',
    'imports_digest_uniq',
    'imports_kind_source_idx',
    'incident_entities_ref_idx',
    'incident_follow_ups_due_idx',
    'incident_follow_ups_owner_idx',
    'incidents_at_idx',
    'judged_parts_due_idx',
    'judged_parts_history_idx',
    'judged_parts_revision_idx',
    'meetings_at_idx',
    'plan_attestations_open_uniq',
    'profile_reviews_entity_idx',
    'profile_reviews_open_uniq',
    'profile_reviews_outcome_idx',
    'pushed_keys_at_idx',
    'risk_acceptances_ends_at_idx',
    'scorecard_history_entity_idx',
    'scorecards_due_idx',
    'scorecards_revision_idx',
    'sources_due_key_idx',
    'sources_kind_due_idx',
    'sources_troubled_idx',
    'violation_people_person_idx',
    'violations_at_idx',
    'workflows_at_idx',
  ],
};

describe.each(databases.eachSupportedId())('migrations on %s', databaseId => {
  it('go up, down to nothing step by step, and up again', async () => {
    const knex = await databases.init(databaseId);
    const migrate = { directory: migrationsDirectory };

    await knex.migrate.latest(migrate);
    expect(await schemaOf(knex)).toEqual(EXPECTED);

    const [applied] = (await knex.migrate.list(migrate)) as [unknown[]];
    for (const _ of applied) {
      await knex.migrate.down(migrate);
    }
    expect(await schemaOf(knex)).toEqual({ tables: [], indexes: [] });

    await knex.migrate.latest(migrate);
    expect(await schemaOf(knex)).toEqual(EXPECTED);
    expect(await knex('counters').select('name', 'value')).toEqual(
      expect.arrayContaining([
        { name: 'audit', value: isPostgres(knex) ? '0' : 0 },
        { name: 'revision', value: isPostgres(knex) ? '0' : 0 },
      ]),
    );
  });

  it('find what is left to do of incidents and exercises', async () => {
    const knex = await databases.init(databaseId);
    const migrate = { directory: migrationsDirectory };
    for (;;) {
      const [, [next]] = await knex.migrate.list(migrate);
      if (next.file === '20261129030000_follow_ups.js') {
        break;
      }
      await knex.migrate.up(migrate);
    }
    const followUps = [
      { id: 'open', text: 'x', owner: 'User:default/Ada', dueOn: '2026-12-01' },
      {
        id: 'done',
        text: 'x',
        owner: 'user:default/ada',
        dueOn: '2026-12-01',
        doneAt: '2026-11-20T09:00:00.000Z',
      },
    ];
    const rowOf = (id: string, document: object) => ({
      id,
      state: 'x',
      at: '2026-11-20T09:00:00.000Z',
      version: 1,
      document: JSON.stringify({ id, ...document }),
    });
    await knex.batchInsert(
      'incidents',
      Array.from({ length: 401 }, (_, index) =>
        rowOf(`i${index}`, { state: 'reviewed', review: { followUps } }),
      ).concat(
        rowOf('unread', { state: 'contained', review: { followUps } }),
        rowOf('new', { state: 'open' }),
      ),
      50,
    );
    await knex('exercises').insert(rowOf('e', { state: 'held', followUps }));
    await knex.migrate.up(migrate);
    expect(
      await knex('incident_follow_ups').distinct('id', 'owner', 'due_on'),
    ).toEqual([
      { id: 'open', owner: 'user:default/ada', due_on: '2026-12-01' },
    ]);
    expect(await knex('incident_follow_ups')).toHaveLength(401);
    expect(await knex('exercise_follow_ups').select('record_id', 'id')).toEqual(
      [{ record_id: 'e', id: 'open' }],
    );
    await knex.migrate.down(migrate);
    expect(await knex('incidents')).toHaveLength(403);
  });

  it('end what people said of plans a year after, and look for adoption stages', async () => {
    const knex = await databases.init(databaseId);
    const migrate = { directory: migrationsDirectory };
    for (;;) {
      const [, [next]] = await knex.migrate.list(migrate);
      if (next.file === '20261123100000_plan_validity.js') {
        break;
      }
      await knex.migrate.up(migrate);
    }
    await knex.batchInsert(
      'plan_attestations',
      Array.from({ length: 501 }, (_, index) => ({
        id: `p${index}`,
        subject: 'organization',
        plan: 'x',
        item: String(index),
        statement: 'Done',
        attested_by: 'user:default/ada',
        attested_at: '2026-01-01T12:00:00.000Z',
      })),
      300,
    );
    await knex('scorecards').insert(
      [true, false].map(declared => ({
        entity_ref: `component:default/${declared}`,
        revision: 1,
        framework_digest: 'x',
        classification: 1,
        classification_declared: declared,
        tier: 2,
        met_weight: 0,
        total_weight: 0,
        statuses: '',
        input_digest: 'x',
        output_digest: 'x',
        changed_at: '2026-01-01T12:00:00.000Z',
        judged_at: '2026-01-01T12:00:00.000Z',
      })),
    );
    await knex.migrate.up(migrate);
    expect(await knex('plan_attestations').distinct('valid_until')).toEqual([
      { valid_until: '2027-01-02T12:00:00.000Z' },
    ]);
    expect(await knex('assessment_queue').select('subject')).toEqual([
      { subject: 'component:default/true' },
    ]);
    await knex.migrate.down(migrate);
    expect(await knex('plan_attestations').first()).not.toHaveProperty(
      'valid_until',
    );
    expect(await knex('plan_attestations')).toHaveLength(501);
  });
});
