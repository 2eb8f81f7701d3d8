// @ts-check

/**
 * What a version takes the place of: when it is rolled back, that one stands
 * again as it did, and not only its document.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('framework_proposals', table => {
    table.string('replaced_id', 36).nullable();
    table.string('replaced_state', 16).nullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('framework_proposals', table => {
    table.dropColumn('replaced_id');
    table.dropColumn('replaced_state');
  });
};
