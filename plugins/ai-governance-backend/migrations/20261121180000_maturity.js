// @ts-check

const REVISED = ['entities', 'scorecards', 'judged_parts'];

/**
 * What counting the organization needs: which rows are newer than what a
 * replica has in memory, and what the past says of declarations and of what
 * does not count. Nobody knows that of judgements superseded before: they
 * count as assessable, and not as declared.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('entities', table => {
    table.bigInteger('revision').notNullable().defaultTo(0);
  });
  for (const name of REVISED) {
    await knex.schema.alterTable(name, table => {
      table.index(['revision'], `${name}_revision_idx`);
    });
  }
  await knex.schema.alterTable('scorecard_history', table => {
    table.boolean('classification_declared').nullable();
    table.text('not_assessable').nullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('scorecard_history', table => {
    table.dropColumn('classification_declared');
    table.dropColumn('not_assessable');
  });
  for (const name of REVISED) {
    await knex.schema.alterTable(name, table => {
      table.dropIndex(['revision'], `${name}_revision_idx`);
    });
  }
  await knex.schema.alterTable('entities', table => {
    table.dropColumn('revision');
  });
};
