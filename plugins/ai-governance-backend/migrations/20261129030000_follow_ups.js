// @ts-check

const KINDS = [
  {
    records: 'incidents',
    table: 'incident_follow_ups',
    /** Owed once a second person has read the review. */
    of: document =>
      document.state === 'reviewed' ? document.review?.followUps ?? [] : [],
  },
  {
    records: 'exercises',
    table: 'exercise_follow_ups',
    of: document => document.followUps ?? [],
  },
];

const PAGE = 200;

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  for (const { records, table: name, of } of KINDS) {
    await knex.schema.createTable(name, table => {
      table.comment('What is left to do, by whom it falls to');
      table
        .string('record_id', 36)
        .notNullable()
        .references('id')
        .inTable(records)
        .onDelete('CASCADE');
      table.string('id', 100).notNullable();
      table.string('owner', 255).notNullable();
      table.string('due_on', 10).notNullable();
      table.primary(['record_id', 'id']);
      table.index(['owner', 'due_on'], `${name}_owner_idx`);
      table.index(['due_on'], `${name}_due_idx`);
    });
    let last = '';
    for (;;) {
      const page = await knex(records)
        .select('id', 'document')
        .where('id', '>', last)
        .orderBy('id')
        .limit(PAGE);
      if (page.length === 0) {
        break;
      }
      last = page[page.length - 1].id;
      const rows = page.flatMap(({ id, document }) =>
        of(JSON.parse(document))
          .filter(({ doneAt }) => doneAt === undefined)
          .map(followUp => ({
            record_id: id,
            id: followUp.id,
            owner: followUp.owner.toLocaleLowerCase('en-US'),
            due_on: followUp.dueOn,
          })),
      );
      await knex.batchInsert(name, rows, PAGE);
    }
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const { table } of [...KINDS].reverse()) {
    await knex.schema.dropTable(table);
  }
};
