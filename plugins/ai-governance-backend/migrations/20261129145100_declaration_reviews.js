// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('declaration_reviews', table => {
    table.comment(
      'Declarations of the sample, and what came of looking at them',
    );
    table
      .string('declaration_id', 36)
      .primary()
      .references('id')
      .inTable('declarations')
      .onDelete('CASCADE');
    // Null until somebody looked at it.
    table.string('outcome', 16).nullable();
    table.text('reason').nullable();
    table.string('reviewed_by', 255).nullable();
    table.string('reviewed_at', 24).nullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('declaration_reviews');
};
