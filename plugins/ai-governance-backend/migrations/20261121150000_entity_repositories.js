// @ts-check

/**
 * Entities made of more than one repository: the others beside the first.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('entities', table => {
    table.text('repositories').notNullable().defaultTo('[]');
  });
  await knex.schema.createTable('entity_repositories', table => {
    table.comment('Which entities a further repository belongs to');
    table.string('entity_ref', 512).notNullable();
    table.string('source_key', 512).notNullable();
    table.primary(['entity_ref', 'source_key'], 'entity_repositories_pk');
    table.index(['source_key'], 'entity_repositories_source_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('entity_repositories');
  await knex.schema.alterTable('entities', table => {
    table.dropColumn('repositories');
  });
};
