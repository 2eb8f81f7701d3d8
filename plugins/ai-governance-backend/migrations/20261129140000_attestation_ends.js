// @ts-check

/**
 * Who refused or revoked an attestation, and why. One that was refused ends
 * like one that was revoked, and was never in force.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('attestations', table => {
    table.string('ended_by', 255).nullable();
    table.text('ended_reason').nullable();
    table.boolean('rejected').notNullable().defaultTo(false);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('attestations', table => {
    table.dropColumn('ended_by');
    table.dropColumn('ended_reason');
    table.dropColumn('rejected');
  });
};
