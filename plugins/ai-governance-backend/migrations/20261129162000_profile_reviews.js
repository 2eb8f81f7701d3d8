// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('profile_reviews', table => {
    table.comment(
      'What judgements found that somebody has to look at, and what came of it',
    );
    table.string('id', 36).primary();
    table.string('entity_ref', 512).notNullable();
    // Why: the sample, a contradiction.
    table.string('why', 16).notNullable();
    table.text('declared').notNullable();
    // Where: in the descriptor, or in the portal.
    table.string('source', 16).notNullable();
    // What is seen otherwise, as JSON.
    table.text('contradictions').nullable();
    // What that is known again by, wherever it lies, as JSON.
    table.text('signs').nullable();
    table.string('declared_at', 24).notNullable();
    // Who owned the entity then, as JSON: one of them declared it, or who is
    // named before them.
    table.text('owners').notNullable();
    // Present until it is about nothing that is in force any more: of two
    // judgements of an entity at the same instant only one lets it wait.
    table.string('open_key', 64).nullable();
    table.string('ended_at', 24).nullable();
    // Null until somebody looked at it.
    table.string('outcome', 16).nullable();
    table.text('reason').nullable();
    table.string('reviewed_by', 255).nullable();
    table.string('reviewed_at', 24).nullable();
    table.unique(['open_key'], 'profile_reviews_open_uniq');
    table.index(['entity_ref', 'declared_at'], 'profile_reviews_entity_idx');
    table.index(['outcome', 'declared_at'], 'profile_reviews_outcome_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('profile_reviews');
};
