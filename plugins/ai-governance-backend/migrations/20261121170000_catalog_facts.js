/**
 * What the framework's own checks ask of the catalog, and sources that are
 * looked at once per entity.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('entities', table => {
    table
      .text('catalog_facts')
      .nullable()
      .comment('What the catalog says beyond the columns, as asked for');
  });
  await knex.schema.alterTable('sources', table => {
    table.index(['kind', 'due_at'], 'sources_kind_due_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex('evidence').where('source_key', 'like', 'facts:%').delete();
  await knex('sources').where({ kind: 'entity' }).delete();
  await knex.schema.alterTable('sources', table => {
    table.dropIndex(['kind', 'due_at'], 'sources_kind_due_idx');
  });
  await knex.schema.alterTable('entities', table => {
    table.dropColumn('catalog_facts');
  });
};
