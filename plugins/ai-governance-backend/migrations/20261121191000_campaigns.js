// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('campaigns', table => {
    table.comment('What part of the organization is to reach until when');
    table.string('id', 36).primary();
    table.string('name', 200).notNullable();
    table.text('description').nullable();
    table.string('owner', 512).notNullable();
    table.text('goal').notNullable();
    table.text('filter').notNullable();
    table.string('start_on', 10).notNullable();
    table.string('due_on', 10).notNullable();
    table.text('milestones').notNullable();
    table.integer('version').notNullable();
    table.string('created_by', 255).notNullable();
    table.string('created_at', 24).notNullable();
    table.string('updated_by', 255).notNullable();
    table.string('updated_at', 24).notNullable();
    // Present once it was ended ahead of its last day.
    table.string('ended_by', 255).nullable();
    table.text('end_reason').nullable();
    // When it is over: the end of its last day, or when it was ended.
    table.string('ends_at', 24).notNullable();
    // How it stood then, kept as it was.
    table.text('outcome').nullable();
    table.index(['ends_at'], 'campaigns_ends_idx');
  });
  await knex.schema.createTable('campaign_digests', table => {
    table.comment('Who was told in which week what campaigns wait for');
    table.string('person', 512).notNullable();
    table.string('week', 8).notNullable();
    table.string('sent_at', 24).notNullable();
    table.primary(['person', 'week']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('campaign_digests');
  await knex.schema.dropTable('campaigns');
};
