// @ts-check

/**
 * Times are ISO 8601 text in UTC with milliseconds: they sort as text, compare
 * the same on both databases and are the very strings the digests cover.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('counters', table => {
    table.comment('Monotonic counters whose row lock orders commits');
    table.string('name', 64).primary();
    table.bigInteger('value').notNullable();
  });
  await knex('counters').insert([
    { name: 'revision', value: 0 },
    { name: 'audit', value: 0 },
  ]);

  await knex.schema.createTable('frameworks', table => {
    table.comment('Every framework version that was ever in force');
    table.string('digest', 64).primary();
    table.string('framework_id', 255).notNullable();
    table.string('version', 255).notNullable();
    table.text('document').notNullable();
    table.string('in_force_since', 24).notNullable();
    table.string('in_force_until', 24).nullable();
    table.string('put_in_force_by', 255).notNullable();
    table.index(['in_force_until'], 'frameworks_until_idx');
  });

  await knex.schema.createTable('control_positions', table => {
    table.comment(
      'Position of each control in the packed status strings; never reused',
    );
    table.string('control_id', 255).primary();
    table.integer('position').notNullable();
    table.unique(['position'], 'control_positions_pos_uniq');
  });

  await knex.schema.createTable('sources', table => {
    table.comment('Everything evidence is collected from, once per tree');
    table.string('source_key', 512).primary();
    table.string('kind', 16).notNullable();
    table.text('url').notNullable();
    table.string('state', 16).notNullable();
    table.string('step', 255).nullable();
    table.string('tree_id', 255).nullable();
    table.string('checks_version', 64).nullable();
    table.string('confirmed_at', 24).nullable();
    table.string('started_at', 24).nullable();
    table.string('due_at', 24).notNullable();
    table.string('claimed_until', 24).nullable();
    table.string('claimed_by', 64).nullable();
    table.integer('attempts').notNullable().defaultTo(0);
    table.text('error').nullable();
    table.text('warnings').notNullable().defaultTo('[]');
    table.index(['due_at'], 'sources_due_idx');
  });

  await knex.schema.createTable('entities', table => {
    table.comment('The inventory: catalog entities as last seen');
    table.string('entity_ref', 512).primary();
    table.string('kind', 64).notNullable();
    table.string('name', 255).notNullable();
    table.string('title', 512).nullable();
    table.string('type', 255).nullable();
    table.string('lifecycle', 255).nullable();
    table.string('owner_ref', 512).nullable();
    table.text('owners').notNullable();
    table.string('system_ref', 512).nullable();
    table.string('domain_ref', 512).nullable();
    table.text('descriptor').notNullable();
    table.string('descriptor_at', 24).notNullable();
    table.string('source_key', 512).nullable();
    table.string('subpath', 1024).notNullable().defaultTo('');
    table.string('digest', 64).notNullable();
    table.string('seen_at', 24).notNullable();
    table.string('deleted_at', 24).nullable();
    table.index(['owner_ref'], 'entities_owner_idx');
    table.index(['source_key'], 'entities_source_idx');
  });

  await knex.schema.createTable('evidence', table => {
    table.comment('Newest evidence of a subject, one row per source');
    table.string('subject', 512).notNullable();
    table.string('source_key', 512).notNullable();
    table.text('items').notNullable();
    table.string('digest', 64).notNullable();
    table.string('changed_at', 24).notNullable();
    table.primary(['subject', 'source_key'], 'evidence_pk');
  });

  if (knex.client.config.client === 'pg') {
    // Evidence is written and read whole and often: rows of a usual size stay
    // in the table as they are instead of being compressed and moved out.
    await knex.raw('alter table evidence set (toast_tuple_target = 8160)');
  }

  await knex.schema.createTable('evidence_history', table => {
    table.comment('Superseded evidence; written only when content changed');
    table.bigIncrements('id');
    table.string('subject', 512).notNullable();
    table.string('source_key', 512).notNullable();
    table.text('items').notNullable();
    table.string('from_at', 24).notNullable();
    table.string('until_at', 24).notNullable();
    table.index(['subject', 'until_at'], 'evidence_history_subject_idx');
  });

  await knex.schema.createTable('declarations', table => {
    table.comment('Portal declarations, append-only');
    table.string('id', 36).primary();
    table.string('entity_ref', 512).notNullable();
    table.text('declared').notNullable();
    table.string('declared_by', 255).notNullable();
    table.string('declared_at', 24).notNullable();
    table.string('state', 16).notNullable();
    table.text('reasons').notNullable().defaultTo('[]');
    table.string('approver_role', 255).nullable();
    table.string('ended_at', 24).nullable();
    table.index(['entity_ref', 'state'], 'declarations_entity_idx');
  });

  await knex.schema.createTable('protections', table => {
    table.comment(
      'Protections declared or decided; they outlive the catalog entity',
    );
    table.string('entity_ref', 512).primary();
    table.text('decided').notNullable();
    table.string('changed_at', 24).notNullable();
  });

  await knex.schema.createTable('attestations', table => {
    table.comment('Evidence given by people');
    table.string('id', 36).primary();
    table.string('check_id', 255).notNullable();
    table.string('subject', 512).notNullable();
    table.text('statement').notNullable();
    table.text('link').nullable();
    table.text('items').notNullable().defaultTo('[]');
    table.string('attested_by', 255).notNullable();
    table.string('confirmed_by', 255).nullable();
    table.string('from_at', 24).notNullable();
    table.string('until_at', 24).notNullable();
    table.string('revoked_at', 24).nullable();
    table.index(['subject'], 'attestations_subject_idx');
  });

  await knex.schema.createTable('judged_parts', table => {
    table.comment('Organization and group parts, judged once per subject');
    table.string('subject', 512).primary();
    table.text('parts').notNullable();
    table.string('statuses', 1024).notNullable();
    table.integer('level').nullable();
    table.double('met_weight').notNullable();
    table.double('total_weight').notNullable();
    table.string('digest', 64).notNullable();
    table.bigInteger('revision').notNullable();
    table.string('changed_at', 24).notNullable();
    table.string('due_at', 24).nullable();
    table.index(['due_at'], 'judged_parts_due_idx');
  });

  await knex.schema.createTable('judged_parts_history', table => {
    table.comment('Superseded organization and group parts');
    table.bigIncrements('id');
    table.string('subject', 512).notNullable();
    table.string('statuses', 1024).notNullable();
    table.integer('level').nullable();
    table.double('met_weight').notNullable();
    table.double('total_weight').notNullable();
    table.string('digest', 64).notNullable();
    table.string('from_at', 24).notNullable();
    table.string('until_at', 24).notNullable();
    table.index(['subject', 'until_at'], 'judged_parts_history_idx');
  });

  await knex.schema.createTable('assessment_queue', table => {
    table.comment('Subjects whose inputs changed since they were judged');
    table.string('subject', 512).primary();
    table.string('queued_at', 24).notNullable();
    table.index(['queued_at'], 'assessment_queue_at_idx');
  });

  await knex.schema.createTable('scorecards', table => {
    table.comment('The judgement in force of each entity, own parts only');
    table.string('entity_ref', 512).primary();
    table.string('group_subject', 512).nullable();
    table.bigInteger('revision').notNullable();
    table.string('framework_digest', 64).notNullable();
    table.text('not_assessable').nullable();
    table.integer('classification').notNullable();
    table.boolean('classification_declared').notNullable();
    table.integer('tier').notNullable();
    table.integer('entity_level').nullable();
    table.integer('entity_level_without_exceptions').nullable();
    table.double('met_weight').notNullable();
    table.double('total_weight').notNullable();
    table.string('statuses', 1024).notNullable();
    table.string('input_digest', 64).notNullable();
    table.string('output_digest', 64).notNullable();
    table.string('changed_at', 24).notNullable();
    table.string('judged_at', 24).notNullable();
    table.string('due_at', 24).nullable();
    table.index(['due_at'], 'scorecards_due_idx');
  });

  await knex.schema.createTable('scorecard_history', table => {
    table.comment('Superseded judgements; written only when one changed');
    table.bigIncrements('id');
    table.string('entity_ref', 512).notNullable();
    table.string('framework_digest', 64).notNullable();
    table.string('group_subject', 512).nullable();
    table.integer('entity_level').nullable();
    table.integer('entity_level_without_exceptions').nullable();
    table.double('met_weight').notNullable();
    table.double('total_weight').notNullable();
    table.string('statuses', 1024).notNullable();
    table.string('input_digest', 64).notNullable();
    table.string('output_digest', 64).notNullable();
    table.string('from_at', 24).notNullable();
    table.string('until_at', 24).notNullable();
    table.index(['entity_ref', 'until_at'], 'scorecard_history_entity_idx');
  });

  await knex.schema.createTable('bookmarks', table => {
    table.comment('Positions and digests remembered between runs');
    table.string('name', 255).primary();
    table.string('value', 1024).notNullable();
  });

  await knex.schema.createTable('audit_chain', table => {
    table.comment('Append-only hash chain over salted digests of the bodies');
    table.bigInteger('seq').primary();
    table.string('previous_hash', 64).notNullable();
    table.string('body_digest', 64).notNullable();
    table.string('hash', 64).notNullable();
  });

  await knex.schema.createTable('audit_bodies', table => {
    table.comment('Prunable bodies of the audit chain');
    table.bigInteger('seq').primary();
    table.string('salt', 64).notNullable();
    table.string('at', 24).notNullable();
    table.string('kind', 64).notNullable();
    table.string('subject', 512).notNullable();
    table.text('body').notNullable();
    table.index(['subject'], 'audit_bodies_subject_idx');
    table.index(['at'], 'audit_bodies_at_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'audit_bodies',
    'audit_chain',
    'bookmarks',
    'assessment_queue',
    'judged_parts_history',
    'scorecard_history',
    'scorecards',
    'judged_parts',
    'attestations',
    'protections',
    'declarations',
    'evidence_history',
    'evidence',
    'entities',
    'sources',
    'control_positions',
    'frameworks',
    'counters',
  ]) {
    await knex.schema.dropTable(table);
  }
};
