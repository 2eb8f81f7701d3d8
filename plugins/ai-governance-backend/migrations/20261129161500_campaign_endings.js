// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('campaign_endings', table => {
    table.comment('Whose the entities of campaigns were when these ended');
    table.string('campaign', 36).primary();
    // Every owner with figures, the most left to do first.
    table.text('owners').notNullable();
    // Owners by entity. Apart from the campaign, whose list never needs them.
    table.text('entities').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('campaign_endings');
};
