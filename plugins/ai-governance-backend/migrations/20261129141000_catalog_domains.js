// @ts-check

/**
 * Which system lies in which domain, and which domain in which other one: what
 * an entity's own descriptor does not say. What lies in none has no row.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('catalog_domains', table => {
    table.comment('The domain that a system or a domain lies in');
    table.string('part_ref', 512).primary();
    table.string('domain_ref', 512).notNullable();
    table.index(['domain_ref'], 'catalog_domains_domain_idx');
  });
  await knex('counters').insert({ name: 'domains', value: 0 });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex('counters').where({ name: 'domains' }).delete();
  await knex.schema.dropTable('catalog_domains');
};
