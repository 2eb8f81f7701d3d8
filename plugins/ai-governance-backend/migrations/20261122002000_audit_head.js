// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('counters', table => {
    // What the last link follows: appending one is a single statement with it.
    table.string('previous_hash', 64).nullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('counters', table => {
    table.dropColumn('previous_hash');
  });
};
