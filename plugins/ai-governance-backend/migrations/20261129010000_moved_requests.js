// @ts-check

/** Each of what an owner asks for. */
const TABLES = ['exceptions', 'declarations', 'disputes'];

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  for (const name of TABLES) {
    await knex.schema.alterTable(name, table => {
      // Refs as JSON, set when the entity changed owners: it is theirs now.
      table.text('moved_to').nullable();
    });
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const name of TABLES) {
    await knex.schema.alterTable(name, table => {
      table.dropColumns('moved_to');
    });
  }
};
