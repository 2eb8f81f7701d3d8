// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('exception_reminders', table => {
    table.comment('Which end of which exception was announced how far ahead');
    table.string('reminder_id', 64).notNullable();
    table.integer('threshold_days').notNullable();
    table.string('sent_at', 24).notNullable();
    table.primary(['reminder_id', 'threshold_days']);
  });
  await knex.schema.alterTable('exceptions', table => {
    // Set when the owner changed: over by then unless somebody confirms it.
    table.string('reconfirm_by', 24).nullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('exceptions', table => {
    table.dropColumns('reconfirm_by');
  });
  await knex.schema.dropTable('exception_reminders');
};
