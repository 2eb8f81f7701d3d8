// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('counters', table => {
    // The last link of the chain, read with the lock instead of after it.
    table.string('hash', 64).nullable();
  });
  const head = await knex('audit_chain').orderBy('seq', 'desc').first('hash');
  if (head?.hash) {
    await knex('counters').where({ name: 'audit' }).update({ hash: head.hash });
  }

  await knex.schema.alterTable('audit_bodies', table => {
    table.string('actor', 255).notNullable().defaultTo('');
    table.boolean('erased').notNullable().defaultTo(false);
    table.index(['kind', 'seq'], 'audit_bodies_kind_idx');
    table.index(['actor', 'seq'], 'audit_bodies_actor_idx');
  });
  const actor =
    knex.client.config.client === 'pg'
      ? `left(body::json ->> 'actor', 255)`
      : `substr(json_extract(body, '$.actor'), 1, 255)`;
  await knex('audit_bodies').update({ actor: knex.raw(actor) });

  await knex.schema.createTable('audit_checkpoints', table => {
    table.comment('Signed statements of what the audit chain was');
    table.bigInteger('seq').primary();
    table.string('hash', 64).notNullable();
    table.string('at', 24).notNullable();
    table.string('key_id', 64).notNullable();
    table.string('signature', 128).notNullable();
  });

  await knex.schema.createTable('audit_keys', table => {
    table.comment('Public keys that checkpoints were signed with');
    table.string('key_id', 64).primary();
    table.text('public_key').notNullable();
    table.string('since', 24).notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('audit_keys');
  await knex.schema.dropTable('audit_checkpoints');
  await knex.schema.alterTable('audit_bodies', table => {
    table.dropIndex(['kind', 'seq'], 'audit_bodies_kind_idx');
    table.dropIndex(['actor', 'seq'], 'audit_bodies_actor_idx');
    table.dropColumn('actor');
    table.dropColumn('erased');
  });
  await knex.schema.alterTable('counters', table => {
    table.dropColumn('hash');
  });
};
