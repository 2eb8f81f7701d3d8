// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('risk_entries', table => {
    table.comment('What people wrote into the risk register');
    table.string('risk_id', 64).primary();
    // Of risks that the organization added; the framework describes its own.
    table.text('details').nullable();
    table.string('owner', 512).nullable();
    table.text('mitigation').nullable();
    table.string('review_by', 10).nullable();
    table.integer('version').notNullable();
    table.string('updated_by', 255).notNullable();
    table.string('updated_at', 24).notNullable();
    table.string('retired_at', 24).nullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('risk_entries');
};
