import { testDatabases } from '../__testUtils__/harness';
import { foundBy, isPostgres } from './bulk';
import { runPrepared } from './runPrepared';
import type { Transaction } from './transaction';

jest.setTimeout(120_000);
const databases = testDatabases();

describe.each(databases.eachSupportedId())(
  'rows found by values on %s',
  databaseId => {
    async function setUp() {
      const knex = await databases.init(databaseId);
      await knex.schema.createTable('things', table => {
        table.string('name').notNullable();
        table.integer('size').notNullable();
        table.string('text').notNullable();
        table.primary(['name', 'size']);
      });
      const statement = (values: string[]) =>
        foundBy(knex, {
          table: 'things',
          column: 'name',
          values,
          select: ['name'],
        });
      const find = (values: string[], trx?: Transaction) =>
        runPrepared<{ name: string }>(knex, statement(values), trx);
      return { knex, find, statement };
    }

    it('are those there are, however often one is asked for', async () => {
      const { knex, find } = await setUp();
      await knex('things').insert(
        ['a', 'b', 'c'].flatMap(name => [
          { name, size: 1, text: '' },
          { name, size: 2, text: '' },
        ]),
      );
      const rows = await find(['b', 'x', 'a', 'b']);
      expect([...new Set(rows.map(({ name }) => name))].sort()).toEqual([
        'a',
        'b',
      ]);
      expect(await find([])).toEqual([]);
    });

    it('are looked up in the index, also where the plan is from when there was nothing', async () => {
      const { knex, find, statement } = await setUp();
      const { sql, bindings } = statement(['a']);
      const plan = await knex.transaction(async trx => {
        if (!isPostgres(knex)) {
          // SQLite plans by what indexes there are, not by how much there is.
          return trx.raw(`explain query plan ${sql}`, bindings as string[]);
        }
        // From the sixth time on PostgreSQL keeps one plan for all values.
        for (let time = 0; time < 7; time++) {
          await find(['a', 'b', 'c', 'd', 'e'], trx);
        }
        const { rows } = await trx.raw(
          `select name from pg_prepared_statements
            where name like 'ai_governance_%' and generic_plans > 0`,
        );
        return trx.raw(`explain execute "${rows[0].name}" ('["a"]')`);
      });
      expect(JSON.stringify(plan)).toMatch(
        /Index Only Scan using things_pkey|SEARCH things/,
      );
      expect(JSON.stringify(plan)).not.toMatch(
        /Seq Scan on things|SCAN things/,
      );
    });
  },
);
