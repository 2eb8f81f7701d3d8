// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('declarations', table => {
    table.text('lowerings').notNullable().defaultTo('[]');
    table.string('decided_by', 255).nullable();
    table.string('decided_at', 24).nullable();
    table.text('decision').nullable();
    table.index(['state', 'declared_at', 'id'], 'declarations_state_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('declarations', table => {
    table.dropIndex(['state', 'declared_at', 'id'], 'declarations_state_idx');
    table.dropColumns('lowerings', 'decided_by', 'decided_at', 'decision');
  });
};
