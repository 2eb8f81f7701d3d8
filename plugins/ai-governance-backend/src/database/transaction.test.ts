import { testDatabases } from '../__testUtils__/harness';
import { isPostgres } from './bulk';
import { transactor } from './transaction';

jest.setTimeout(120_000);
const databases = testDatabases();

/** Resolves for everybody once so many wait. */
function meetingOf(count: number): () => Promise<void> {
  let waiting = 0;
  let open: () => void;
  const all = new Promise<void>(done => {
    open = done;
  });
  return () => {
    waiting += 1;
    if (waiting === count) {
      open();
    }
    return all;
  };
}

describe.each(databases.eachSupportedId())(
  'units of work on %s',
  databaseId => {
    async function setUp() {
      const knex = await databases.init(databaseId);
      await knex.schema.createTable('sums', table => {
        table.string('name').primary();
        table.integer('value').notNullable();
      });
      await knex('sums').insert([
        { name: 'a', value: 0 },
        { name: 'b', value: 0 },
      ]);
      return { knex, transact: transactor(knex) };
    }

    it('are both done when they wait for each other', async () => {
      const { knex, transact } = await setUp();
      // On SQLite they run one after the other, so nobody else would come.
      const meet = meetingOf(isPostgres(knex) ? 2 : 1);
      let attempts = 0;
      const count = (first: string, second: string) =>
        transact(async trx => {
          attempts += 1;
          await trx('sums').where({ name: first }).increment('value');
          await meet();
          await trx('sums').where({ name: second }).increment('value');
          return `${first}${second}`;
        });
      expect(await Promise.all([count('a', 'b'), count('b', 'a')])).toEqual([
        'ab',
        'ba',
      ]);
      expect(await knex('sums').orderBy('name')).toEqual([
        { name: 'a', value: 2 },
        { name: 'b', value: 2 },
      ]);
      expect(attempts).toBe(isPostgres(knex) ? 3 : 2);
    });

    it('fail at once, and with what they threw, for any other reason', async () => {
      const { knex, transact } = await setUp();
      let attempts = 0;
      const thrown = new TypeError('no');
      await expect(
        transact(async trx => {
          attempts += 1;
          await trx('sums').where({ name: 'a' }).increment('value');
          throw thrown;
        }),
      ).rejects.toBe(thrown);
      await expect(
        transact(trx => trx('sums').insert({ name: 'a', value: 1 })),
      ).rejects.toThrow(/unique/i);
      expect(attempts).toBe(1);
      expect(await knex('sums').where({ name: 'a' }).first()).toEqual({
        name: 'a',
        value: 0,
      });
    });
  },
);
