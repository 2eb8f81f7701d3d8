import { mockCredentials } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import type { InventoryEntity } from '@plumbline/backstage-plugin-ai-governance-common';
import {
  component,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';
import { isPostgres } from '../database/bulk';

jest.setTimeout(60_000);

const databases = testDatabases();

const told = (name: string, overrides: Partial<InventoryEntity> = {}) =>
  component(name, overrides);

/** Statements between the first and the last, without those of transactions. */
async function statementsOf(knex: Knex, work: () => Promise<unknown>) {
  const seen: string[] = [];
  const note = ({ sql }: { sql: string }) => seen.push(sql);
  knex.on('query', note);
  await work();
  knex.removeListener('query', note);
  return seen.filter(sql => !/^(begin|commit|rollback)/i.test(sql));
}

describe.each(databases.eachSupportedId())('look-ups on %s', databaseId => {
  async function start() {
    const started = await startServices({ databases, databaseId });
    const { services } = started;
    await services.runner.run();
    const lookUp = async (...entities: InventoryEntity[]) =>
      (await services.catalogLookups.lookUpAnnotations(entities)).items;
    return {
      ...started,
      lookUp,
      /** What reading answers for the same entities. */
      read: (...entities: InventoryEntity[]) =>
        services.scorecards.annotations(
          entities.map(({ entityRef }) => entityRef),
        ),
    };
  }

  const NEW = [
    told('declared', {
      annotations: {
        'ai-governance/data-classification': 'restricted',
        'ai-governance/ai-use': 'none',
      },
    }),
    told('titled', { title: 'With a title', system: 'system:default/pay' }),
    told('ownerless', { owners: [] }),
    told('library', { type: 'library', lifecycle: 'experimental' }),
    told('website', { type: 'website', owners: ['group:default/web'] }),
    told('excluded', { annotations: { 'ai-governance/exclude': 'gone' } }),
  ];

  it('answer new entities what reading them would answer', async () => {
    const { lookUp, read } = await start();
    for (const groupIsNew of [true, false]) {
      const entities = NEW.map(entity => ({
        ...entity,
        entityRef: `${entity.entityRef}-${groupIsNew}`,
      }));
      const items = await lookUp(...entities);
      expect(items).toEqual(await read(...entities));
      expect(
        items.filter(item => item.annotations !== null).length,
      ).toBeGreaterThan(4);
    }
  });

  it('keep what a descriptor declares from the first look on', async () => {
    const { lookUp, services } = await start();
    const stage = async (declared: string) => {
      const entity = told('staged', {
        annotations: { 'ai-governance/adoption-stage': declared },
      });
      await lookUp(entity);
      await services.runner.run();
      const { scorecard } = await services.scorecards.get(
        entity.entityRef,
        mockCredentials.user(),
      );
      return scorecard!.profile.adoptionStage?.value;
    };
    expect(await stage('pilot')).toBe('pilot');
    // Without anything that has it judged again meanwhile.
    expect(await stage('scaled')).toBe('pilot');
  });

  it('take two statements for new entities of a group that is known', async () => {
    const { knex, lookUp } = await start();
    await lookUp(told('first'));
    const seen = await statementsOf(knex, () =>
      lookUp(told('second'), told('third')),
    );
    const reads = seen.filter(sql => /^select/.test(sql));
    // What is known, and on SQLite what is joined with what was written.
    expect(reads).toHaveLength(knex.client.config.client === 'pg' ? 1 : 2);
    expect(seen.filter(sql => /from .scorecards. as/.test(sql))).toEqual([]);
  });

  it('answer entities that come side by side under their own revisions', async () => {
    const { lookUp, read } = await start();
    await lookUp(told('first'));
    const entities = Array.from({ length: 12 }, (_, index) =>
      told(`side-${index}`),
    );
    const answers = await Promise.all(entities.map(entity => lookUp(entity)));
    expect(answers.flat()).toEqual(await read(...entities));
    expect(new Set(answers.flat().map(item => item.revision)).size).toBe(12);
  });

  it('wait for the disk again after the statement that does not', async () => {
    const { knex, lookUp } = await start();
    const statements = await statementsOf(knex, () => lookUp(told('first')));
    // SQLite has no such setting.
    const [written, on] = isPostgres(knex) ? [1, ['on']] : [0, [undefined]];
    expect(
      statements.filter(sql => sql.includes('synchronous_commit')),
    ).toHaveLength(written);
    const seen = await Promise.all(
      Array.from({ length: 20 }, async () =>
        isPostgres(knex)
          ? (
              await knex.raw('show synchronous_commit')
            ).rows[0]
          : {},
      ),
    );
    expect([...new Set(seen.map(row => row.synchronous_commit))]).toEqual(on);
    expect(await knex('entities')).toHaveLength(1);
  });

  it('read again where something else was judged between', async () => {
    const { services, knex, clock, lookUp, read } = await start();
    await lookUp(told('first'));
    const fresh: any[] = [];
    await services.inventory.learn(
      [told('second')],
      clock.now(),
      services.runner.fresh(written => fresh.push(written)),
    );
    const [written] = fresh;
    const shared = written.shared.map((row: any) => ({
      ...row,
      before: Number(row.before) - 2,
    }));
    expect(
      await services.scorecards.annotationsOfFresh({ ...written, shared }),
    ).toEqual([]);
    expect(await services.scorecards.annotationsOfFresh(written)).toEqual(
      await read(told('second')),
    );
    expect(
      Number(
        (await knex('counters').where({ name: 'revision' }).first()).value,
      ),
    ).toBe(Number(written.shared[0].counted));
  });

  it('give new entities of a known group nothing to judge, and have them looked at', async () => {
    const { knex, lookUp } = await start();
    await lookUp(told('first'));
    await knex('assessment_queue').delete();
    await lookUp(
      told('second', {
        sourceLocation: 'url:https://github.com/acme/second/tree/main/',
      }),
    );
    expect(await knex('assessment_queue')).toEqual([]);
    expect(await knex('sources').where({ kind: 'url' })).toEqual([
      expect.objectContaining({
        url: 'https://github.com/acme/second/tree/main',
      }),
    ]);
  });
});
