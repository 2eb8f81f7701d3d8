// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('framework_proposals', table => {
    table.comment('Framework versions that were proposed in the portal');
    table.string('id', 36).primary();
    table.string('framework_id', 255).notNullable();
    table.string('version', 255).notNullable();
    table.string('digest', 64).notNullable();
    table.text('document').notNullable();
    table.text('reason').notNullable();
    table.string('proposed_by', 255).notNullable();
    table.string('proposed_at', 24).notNullable();
    table.string('state', 16).notNullable();
    table.string('decided_by', 255).nullable();
    table.string('decided_at', 24).nullable();
    table.text('decision').nullable();
    // From when an announced version is in force as a whole.
    table.string('effective_from', 24).nullable();
    // What was in force before: that is what rolling back returns to.
    table.string('replaced_digest', 64).nullable();
    table.index(['state', 'proposed_at'], 'framework_proposals_state_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('framework_proposals');
};
