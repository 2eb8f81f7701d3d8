// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('risk_acceptances', table => {
    table.comment(
      'Risks of the organization that the sponsor accepts for a time',
    );
    table.string('id', 36).primary();
    table.string('control', 100).notNullable();
    table.text('reason').notNullable();
    table.text('compensating_controls').notNullable();
    table.string('accepted_by', 255).notNullable();
    table.string('accepted_at', 24).notNullable();
    table.string('until', 24).notNullable();
    // `until`, or when somebody ended it before.
    table.string('ends_at', 24).notNullable();
    table.boolean('replaced').notNullable().defaultTo(false);
    table.string('ended_by', 255).nullable();
    table.text('end_reason').nullable();
    table.index(['ends_at', 'id'], 'risk_acceptances_ends_at_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('risk_acceptances');
};
