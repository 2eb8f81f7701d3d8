// @ts-check

/**
 * The groups of the catalog, how they are nested and who is in them. People
 * are found by digests of what names them, so that no address is kept.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('groups', table => {
    table.comment('Groups of the catalog');
    table.string('group_ref', 512).primary();
  });
  await knex.schema.createTable('group_parents', table => {
    table.comment('Which group is directly inside which');
    table.string('group_ref', 512).notNullable();
    table.string('parent_ref', 512).notNullable();
    table.primary(['group_ref', 'parent_ref'], 'group_parents_pk');
  });
  await knex.schema.createTable('group_members', table => {
    table.comment('Direct members of groups');
    table.string('group_ref', 512).notNullable();
    table.string('user_ref', 512).notNullable();
    table.primary(['group_ref', 'user_ref'], 'group_members_pk');
  });
  await knex.schema.createTable('person_keys', table => {
    table.comment('SHA-256 of what names a person: ref, e-mail, learner id');
    table.string('key_hash', 64).notNullable();
    table.string('user_ref', 512).notNullable();
    table.primary(['key_hash', 'user_ref'], 'person_keys_pk');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('person_keys');
  await knex.schema.dropTable('group_members');
  await knex.schema.dropTable('group_parents');
  await knex.schema.dropTable('groups');
};
