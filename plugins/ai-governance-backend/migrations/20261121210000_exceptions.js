// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('exception_requests', table => {
    table.comment('Exceptions that were asked for, and what was decided');
    table.string('id', 36).primary();
    table.string('control_id', 64).notNullable();
    table.text('reason').notNullable();
    table.text('compensating_controls').notNullable();
    table.string('requested_by', 255).notNullable();
    table.string('requested_at', 24).notNullable();
    table.string('state', 16).notNullable();
    table.string('until_at', 24).notNullable();
    table.integer('renewal').notNullable();
    table.string('decided_by', 255).nullable();
    table.string('decided_at', 24).nullable();
    table.text('decision').nullable();
    table.index(['state', 'requested_at'], 'exception_requests_state_idx');
    table.index(['state', 'until_at'], 'exception_requests_until_idx');
  });
  await knex.schema.createTable('exceptions', table => {
    table.comment('One exception per entity of a request');
    table.string('id', 36).primary();
    table
      .string('request_id', 36)
      .notNullable()
      .references('id')
      .inTable('exception_requests')
      .onDelete('CASCADE');
    table.string('entity_ref', 512).notNullable();
    table.string('revoked_by', 255).nullable();
    table.string('revoked_at', 24).nullable();
    table.text('revocation').nullable();
    // Present while it waits: an entity has one open request per control.
    table.string('open_key', 64).nullable();
    table.unique(['open_key'], 'exceptions_open_uniq');
    table.index(['entity_ref'], 'exceptions_entity_idx');
    table.index(['request_id'], 'exceptions_request_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('exceptions');
  await knex.schema.dropTable('exception_requests');
};
