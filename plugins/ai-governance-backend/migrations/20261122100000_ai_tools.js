// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('ai_tools', table => {
    table.comment('The registry of AI tools: what is in force of each');
    table.string('tool_id', 64).primary();
    table.text('document').notNullable();
    table.text('endpoints').notNullable();
    table.text('criteria').notNullable();
    // Digest of the entry in the configuration that was taken over last.
    table.string('configured', 64).nullable();
    table.string('origin', 16).notNullable();
    table.integer('revision').notNullable();
    table.string('decided_by', 255).nullable();
    table.string('decided_at', 24).nullable();
    table.text('reason').nullable();
  });
  await knex.schema.createTable('ai_tool_requests', table => {
    table.comment('Requests to approve AI tools');
    table.string('id', 36).primary();
    table.string('tool_id', 64).notNullable();
    table.text('proposal').notNullable();
    table.text('reason').notNullable();
    table.string('requested_by', 255).notNullable();
    table.string('requested_at', 24).notNullable();
    table.string('state', 16).notNullable();
    table.string('decided_at', 24).nullable();
    // Present while it waits: a tool has one open request.
    table.string('open_key', 64).nullable();
    table.unique(['open_key'], { indexName: 'ai_tool_requests_open_uniq' });
    table.index(['tool_id'], 'ai_tool_requests_tool_idx');
  });
  await knex.schema.createTable('ai_tool_sign_offs', table => {
    table.comment('What the roles said to requests');
    table
      .string('request_id', 36)
      .notNullable()
      .references('id')
      .inTable('ai_tool_requests')
      .onDelete('CASCADE');
    table.string('role', 64).notNullable();
    table.string('signed_by', 255).notNullable();
    table.string('signed_at', 24).notNullable();
    table.boolean('approve').notNullable();
    table.text('reason').notNullable();
    table.text('conditions').notNullable();
    table.primary(['request_id', 'role']);
    table.unique(['request_id', 'signed_by'], {
      indexName: 'ai_tool_sign_offs_person_uniq',
    });
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('ai_tool_sign_offs');
  await knex.schema.dropTable('ai_tool_requests');
  await knex.schema.dropTable('ai_tools');
};
