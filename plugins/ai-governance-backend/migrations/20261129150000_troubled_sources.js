// @ts-check

/**
 * Every view of the organization says how many sources fail or were never
 * seen. They are few among many.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.raw(
    `create index sources_troubled_idx on sources (kind, confirmed_at)
     where error is not null or confirmed_at is null`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('drop index sources_troubled_idx');
};
