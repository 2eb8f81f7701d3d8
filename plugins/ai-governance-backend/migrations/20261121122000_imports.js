// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('imports', table => {
    table.comment('Imported inventories, reports, analyses and records');
    table.string('id', 36).primary();
    table.string('kind', 32).notNullable();
    table.string('source', 255).notNullable();
    table.string('as_of', 24).notNullable();
    table.string('period_from', 10).nullable();
    table.string('period_to', 10).nullable();
    table.text('link').nullable();
    table.integer('row_count').notNullable();
    table.text('summary').notNullable();
    table.text('content').notNullable();
    table.string('digest', 64).notNullable();
    table.string('imported_at', 24).notNullable();
    table.string('ended_at', 24).nullable();
    table.index(['kind', 'source', 'as_of'], 'imports_kind_source_idx');
    table.unique(['digest'], { indexName: 'imports_digest_uniq' });
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('imports');
};
