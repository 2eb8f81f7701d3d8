// @ts-check

/** Columns that every kind of record has. */
const addRecordColumns = table => {
  table.string('id', 36).primary();
  table.string('state', 24).notNullable();
  table.string('at', 24).notNullable();
  table.integer('version').notNullable();
  table.text('document').notNullable();
};

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('meetings', table => {
    table.comment('Meetings of the governance committee');
    addRecordColumns(table);
    table.index(['at', 'id'], 'meetings_at_idx');
  });
  await knex.schema.createTable('workflows', table => {
    table.comment('AI workflows of the organization');
    addRecordColumns(table);
    table.index(['at', 'id'], 'workflows_at_idx');
  });
  await knex.schema.createTable('failure_reviews', table => {
    table.comment('Weeks whose failures somebody looked at');
    addRecordColumns(table);
  });
  await knex.schema.createTable('violations', table => {
    table.comment('Violations of the usage policy');
    addRecordColumns(table);
    table.index(['at', 'id'], 'violations_at_idx');
  });
  await knex.schema.createTable('violation_people', table => {
    table.comment('Whom violations are about');
    table
      .string('record_id', 36)
      .notNullable()
      .references('id')
      .inTable('violations')
      .onDelete('CASCADE');
    table.string('person', 255).notNullable();
    table.primary(['record_id', 'person']);
    table.index(['person'], 'violation_people_person_idx');
  });
  await knex.schema.createTable('control_feedback', table => {
    table.comment('What people say of controls');
    table.string('control', 100).notNullable();
    table.string('person', 255).notNullable();
    table.string('verdict', 16).notNullable();
    table.text('text').nullable();
    table.string('at', 24).notNullable();
    table.primary(['control', 'person']);
    table.index(['person'], 'control_feedback_person_idx');
  });
  await knex.schema.createTable('acknowledgements', table => {
    table.comment('Which texts people acknowledged last');
    table.string('person', 255).primary();
    table.string('digest', 71).notNullable();
    table.string('at', 24).notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'acknowledgements',
    'control_feedback',
    'violation_people',
    'violations',
    'failure_reviews',
    'workflows',
    'meetings',
  ]) {
    await knex.schema.dropTable(table);
  }
};
