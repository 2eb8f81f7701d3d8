// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('disputes', table => {
    table.comment('Findings that people say are wrong, and what was decided');
    table.string('id', 36).primary();
    table.string('entity_ref', 512).notNullable();
    table.string('check_id', 255).notNullable();
    table.string('fingerprint', 255).notNullable();
    table.text('finding').notNullable();
    table.text('reason').notNullable();
    table.string('disputed_by', 255).notNullable();
    table.string('disputed_at', 24).notNullable();
    table.string('state', 16).notNullable();
    table.string('decided_by', 255).nullable();
    table.string('decided_at', 24).nullable();
    table.text('decision').nullable();
    table.string('until_at', 24).nullable();
    // Present while it is open: of two people who dispute the same finding at
    // the same instant only one does.
    table.string('open_key', 64).nullable();
    table.unique(['open_key'], 'disputes_open_uniq');
    table.index(['entity_ref', 'state'], 'disputes_entity_idx');
    table.index(['state', 'disputed_at'], 'disputes_state_idx');
    table.index(['check_id', 'decided_at'], 'disputes_check_idx');
  });
  await knex.schema.createTable('check_warnings', table => {
    table.comment('Checks that were found wrong too often to count');
    table.string('check_id', 255).primary();
    table.string('since_at', 24).notNullable();
    table.integer('accepted').notNullable();
    table.integer('findings').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('check_warnings');
  await knex.schema.dropTable('disputes');
};
