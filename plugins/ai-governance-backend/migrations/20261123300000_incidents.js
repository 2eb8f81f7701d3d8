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
  await knex.schema.createTable('incidents', table => {
    table.comment('Incidents with AI-assisted development');
    addRecordColumns(table);
    table.index(['at', 'id'], 'incidents_at_idx');
  });
  await knex.schema.createTable('incident_entities', table => {
    table.comment('The services that incidents concern');
    table
      .string('record_id', 36)
      .notNullable()
      .references('id')
      .inTable('incidents')
      .onDelete('CASCADE');
    table.string('entity_ref', 255).notNullable();
    table.primary(['record_id', 'entity_ref']);
    table.index(['entity_ref'], 'incident_entities_ref_idx');
  });
  await knex.schema.createTable('exercises', table => {
    table.comment('Tabletop exercises');
    addRecordColumns(table);
    table.index(['at', 'id'], 'exercises_at_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('exercises');
  await knex.schema.dropTable('incident_entities');
  await knex.schema.dropTable('incidents');
};
