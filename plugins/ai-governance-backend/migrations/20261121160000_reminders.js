// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('attestation_reminders', table => {
    table.comment('Which end of which attestation was announced how far ahead');
    table.string('attestation_id', 36).notNullable();
    table.integer('threshold_days').notNullable();
    table.string('sent_at', 24).notNullable();
    table.primary(['attestation_id', 'threshold_days']);
  });
  await knex.schema.alterTable('attestations', table => {
    table.index(['until_at'], 'attestations_until_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('attestations', table => {
    table.dropIndex(['until_at'], 'attestations_until_idx');
  });
  await knex.schema.dropTable('attestation_reminders');
};
