// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('plan_attestations', table => {
    table.comment('The word of people that items of plans are done');
    table.string('id', 36).primary();
    table.string('subject', 512).notNullable();
    table.string('plan', 255).notNullable();
    table.string('item', 255).notNullable();
    table.text('statement').notNullable();
    table.text('link').nullable();
    table.string('attested_by', 255).notNullable();
    table.string('attested_at', 24).notNullable();
    table.string('withdrawn_by', 255).nullable();
    table.string('withdrawn_at', 24).nullable();
    // Present while it stands: of two people at the same instant one does.
    table.string('open_key', 64).nullable();
    table.unique(['open_key'], 'plan_attestations_open_uniq');
  });
  await knex.schema.createTable('adoption_moves', table => {
    table.comment('Steps of teams between adoption stages');
    table.increments('id');
    table.string('team', 512).notNullable();
    table.string('from_stage', 255).nullable();
    table.string('to_stage', 255).nullable();
    table.text('reason').notNullable();
    table.string('moved_by', 255).notNullable();
    table.string('moved_at', 24).notNullable();
    table.index(['team', 'id'], 'adoption_moves_team_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('adoption_moves');
  await knex.schema.dropTable('plan_attestations');
};
