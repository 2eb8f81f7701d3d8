// @ts-check

/**
 * Completions of training. Dates are dates (10 characters): when they begin and
 * end is decided by the time zone and the framework in force when they are
 * counted.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('training_completions', table => {
    table.comment('Who completed which course when');
    table.string('user_ref', 512).notNullable();
    table.string('course', 255).notNullable();
    table.string('completed_on', 10).notNullable();
    table.double('score').nullable();
    table.string('valid_until', 10).nullable();
    table.primary(
      ['user_ref', 'course', 'completed_on'],
      'training_completions_pk',
    );
  });
  await knex.schema.createTable('training_unmatched', table => {
    table.comment('Completions of people the catalog does not know (yet)');
    table.string('person_hash', 64).notNullable();
    table.string('course', 255).notNullable();
    table.string('completed_on', 10).notNullable();
    table.double('score').nullable();
    table.string('valid_until', 10).nullable();
    table.primary(
      ['person_hash', 'course', 'completed_on'],
      'training_unmatched_pk',
    );
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('training_unmatched');
  await knex.schema.dropTable('training_completions');
};
