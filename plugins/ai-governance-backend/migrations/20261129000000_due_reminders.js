// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('due_reminders', table => {
    table.comment('What that falls due was announced how far ahead');
    table.string('due_id', 64).notNullable();
    table.integer('threshold_days').notNullable();
    table.string('sent_at', 24).notNullable();
    table.primary(['due_id', 'threshold_days']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('due_reminders');
};
