// @ts-check

/**
 * Who decides what is in force takes turns on a row of its own. On the row of
 * the revision, which judging counts on last, two transactions could wait for
 * each other.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex('counters').insert({ name: 'framework', value: 0 });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex('counters').where({ name: 'framework' }).delete();
};
