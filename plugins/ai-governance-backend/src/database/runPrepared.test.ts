import { testDatabases } from '../__testUtils__/harness';
import { isPostgres } from './bulk';
import { runPrepared } from './runPrepared';
import { transactor } from './transaction';

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
      const thing = (id: number) =>
        runPrepared(knex, {
          sql: 'select t.* from things t where t.id = ?',
          bindings: [id],
        });
      return { knex, thing };
    }

    it('answer rows by what is bound', async () => {
      const { knex, thing } = await setUp();
      expect(await thing(1)).toEqual([{ id: 1, name: 'one' }]);
      expect(await thing(2)).toEqual([{ id: 2, name: 'two' }]);
      expect(await thing(3)).toEqual([]);
      const { rows } = isPostgres(knex)
        ? await knex.raw(
            `select count(*) as statements from pg_prepared_statements where name like 'ai_governance_%'`,
          )
        : { rows: [{ statements: '1' }] };
      expect(rows).toEqual([{ statements: '1' }]);
    });

    it('go on after another replica has changed the table', async () => {
      const { knex, thing } = await setUp();
      await thing(1);
      await knex.schema.alterTable('things', table => {
        table.string('more').defaultTo('x');
      });
      expect(await thing(1)).toEqual([{ id: 1, name: 'one', more: 'x' }]);
    });

    it('go on where a pooler hands out a connection that was not prepared', async () => {
      const { knex, thing } = await setUp();
      await thing(1);
      if (isPostgres(knex)) {
        await knex.raw('deallocate all');
      }
      expect(await thing(2)).toEqual([{ id: 2, name: 'two' }]);
      expect(await thing(1)).toEqual([{ id: 1, name: 'one' }]);
    });

    it('let a transaction run again that they failed in', async () => {
      const { knex } = await setUp();
      const rename = (name: string) =>
        transactor(knex)(async trx => {
          await trx('things').where({ id: 1 }).update({ name });
          return runPrepared(
            knex,
            { sql: 'select name from things where id = ?', bindings: [1] },
            trx,
          );
        });
      expect(await rename('uno')).toEqual([{ name: 'uno' }]);
      if (isPostgres(knex)) {
        await knex.raw('deallocate all');
      }
      expect(await rename('eins')).toEqual([{ name: 'eins' }]);
      expect(await knex('things').where({ id: 1 }).first('name')).toEqual({
        name: 'eins',
      });
    });

    it('tell of mistakes of their own', async () => {
      const { knex } = await setUp();
      await expect(
        runPrepared(knex, {
          sql: 'select nothing from nowhere where 1 = ?',
          bindings: [1],
        }),
      ).rejects.toThrow('nowhere');
    });
  },
);
