// @ts-check

const JUDGEMENTS = [
  'scorecards',
  'scorecard_history',
  'judged_parts',
  'judged_parts_history',
];

/**
 * What every judgement was made from, so that any of them can be made again:
 * evidence is named by source and instant, everything else is small.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  for (const name of JUDGEMENTS) {
    await knex.schema.alterTable(name, table => {
      table.text('inputs').nullable();
      table.text('confirmed').nullable();
      if (name !== 'scorecards') {
        table.string('judged_at', 24).nullable();
      }
    });
  }
  await knex.schema.createTable('tool_registries', table => {
    table.comment('Every state of the tool registry that was judged with');
    table.string('digest', 64).primary();
    table.text('document').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('tool_registries');
  for (const name of JUDGEMENTS) {
    await knex.schema.alterTable(name, table => {
      table.dropColumn('inputs');
      table.dropColumn('confirmed');
      if (name !== 'scorecards') {
        table.dropColumn('judged_at');
      }
    });
  }
};
