/**
 * Code hosts beside the trees they hold: which host repository a tree belongs
 * to, and what its collector remembers between two looks.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('host_links', table => {
    table.comment('The repository at a code host that a tree belongs to');
    table.string('tree_source_key', 512).primary();
    table.string('host_source_key', 512).notNullable();
    table.index(['host_source_key'], 'host_links_host_idx');
  });

  await knex.schema.createTable('collector_states', table => {
    table.comment('What a collector remembers: etags, cursors, what it read');
    table.string('source_key', 512).primary();
    table.string('collector', 128).notNullable();
    table.text('state').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex('evidence').where('source_key', 'like', 'host:%').delete();
  await knex('sources').where({ kind: 'host' }).delete();
  await knex.schema.dropTable('collector_states');
  await knex.schema.dropTable('host_links');
};
