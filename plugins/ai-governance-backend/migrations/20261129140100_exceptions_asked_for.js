// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('exception_requests', table => {
    // Ref of the group that it is asked for: nobody in it decides.
    table.string('asked_for', 512).nullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('exception_requests', table => {
    table.dropColumns('asked_for');
  });
};
