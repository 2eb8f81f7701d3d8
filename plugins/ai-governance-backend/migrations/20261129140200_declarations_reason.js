// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('declarations', table => {
    // Why the declarer wants it, for whoever decides.
    table.text('reason').nullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('declarations', table => {
    table.dropColumns('reason');
  });
};
