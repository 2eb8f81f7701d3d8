// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('pushed_keys', table => {
    table.comment(
      'What each caller pushed under which key, so that a replay is known',
    );
    table.string('caller', 512).notNullable();
    table.string('push_key', 255).notNullable();
    table.string('digest', 64).notNullable();
    table.string('pushed_at', 24).notNullable();
    table.primary(['caller', 'push_key'], 'pushed_keys_pk');
    table.index(['pushed_at'], 'pushed_keys_at_idx');
  });

  await knex.schema.createTable('repository_ids', table => {
    table.comment('Immutable id of each repository a pipeline spoke for');
    table.string('repository', 512).primary();
    table.string('repository_id', 255).notNullable();
    table.string('first_seen_at', 24).notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('repository_ids');
  await knex.schema.dropTable('pushed_keys');
};
