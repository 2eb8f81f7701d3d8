// @ts-check

/** What people said of plans before it had an end ends as if it had one. */
const DAYS = 366;

/** Of both tables in one statement, whatever is in them. */
const BATCH = 500;

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('plan_attestations', table => {
    // Exclusive; nullable only because columns are added so.
    table.string('valid_until', 24).nullable();
  });
  for (;;) {
    const rows = await knex('plan_attestations')
      .whereNull('valid_until')
      .select('id', 'attested_at')
      .limit(BATCH);
    for (const { id, attested_at: at } of rows) {
      await knex('plan_attestations')
        .where({ id })
        .update({
          valid_until: new Date(
            Date.parse(at) + DAYS * 24 * 3_600_000,
          ).toISOString(),
        });
    }
    if (rows.length < BATCH) {
      break;
    }
  }
  await knex.schema.alterTable('scorecards', table => {
    // As declared; what a team has reached stands in adoption_moves.
    table.string('adoption_stage', 255).nullable();
  });
  // Filled by judging once more what somebody declared.
  await knex.raw(
    `insert into assessment_queue (subject, queued_at)
     select entity_ref, judged_at from scorecards
     where classification_declared = ?
     on conflict (subject) do nothing`,
    [true],
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('scorecards', table => {
    table.dropColumn('adoption_stage');
  });
  await knex.schema.alterTable('plan_attestations', table => {
    table.dropColumn('valid_until');
  });
};
