import { testDatabases } from '../__testUtils__/harness';
import { isPostgres } from './bulk';
import { PreparedStatement } from './PreparedStatement';

jest.setTimeout(120_000);
const databases = testDatabases();

describe.each(databases.eachSupportedId())(
  'prepared statements on %s',
  databaseId => {
    async function setUp() {
      const knex = await databases.init(databaseId);
      await knex.schema.createTable('things', table => {
        table.integer('id').primary();
        table.string('name').notNullable();
      });
      await knex('things').insert([
        { id: 1, name: 'one' },
        { id: 2, name: 'two' },
      ]);
      const statement = new PreparedStatement({
        knex,
        name: 'thing',
        sql: 'select t.* from things t where t.id = ?',
      });
      return { knex, statement };
    }

    it('answer rows by what is bound', async () => {
      const { knex, statement } = await setUp();
      expect(await statement.rows([1])).toEqual([{ id: 1, name: 'one' }]);
      expect(await statement.rows([2])).toEqual([{ id: 2, name: 'two' }]);
      expect(await statement.rows([3])).toEqual([]);
      if (isPostgres(knex)) {
        const { rows } = await knex.raw(
          `select name from pg_prepared_statements where name like 'ai_governance_%'`,
        );
        expect(rows).toEqual([{ name: 'ai_governance_thing' }]);
      }
    });

    it('go on after another replica has changed the table', async () => {
      const { knex, statement } = await setUp();
      await statement.rows([1]);
      await knex.schema.alterTable('things', table => {
        table.string('more').defaultTo('x');
      });
      expect(await statement.rows([1])).toEqual([
        { id: 1, name: 'one', more: 'x' },
      ]);
    });

    it('go on where a pooler hands out a connection that was not prepared', async () => {
      const { knex, statement } = await setUp();
      await statement.rows([1]);
      if (isPostgres(knex)) {
        await knex.raw('deallocate all');
      }
      expect(await statement.rows([2])).toEqual([{ id: 2, name: 'two' }]);
      expect(await statement.rows([1])).toEqual([{ id: 1, name: 'one' }]);
    });

    it('tell of mistakes of their own', async () => {
      const { knex } = await setUp();
      const wrong = new PreparedStatement({
        knex,
        name: 'wrong',
        sql: 'select nothing from nowhere where 1 = ?',
      });
      await expect(wrong.rows([1])).rejects.toThrow('nowhere');
    });
  },
);
