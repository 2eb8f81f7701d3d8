// @ts-check

/**
 * Due sources are taken in one order, with many due at the same instant.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('sources', table => {
    table.dropIndex(['due_at'], 'sources_due_idx');
    table.index(['due_at', 'source_key'], 'sources_due_key_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('sources', table => {
    table.dropIndex(['due_at', 'source_key'], 'sources_due_key_idx');
    table.index(['due_at'], 'sources_due_idx');
  });
};
