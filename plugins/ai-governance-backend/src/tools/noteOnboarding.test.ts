import { mockCredentials } from '@backstage/backend-test-utils';
import {
  component,
  startReplica,
  testDatabases,
  TestClock,
} from '../__testUtils__/harness';
import { migrationsDirectory } from '../database/migrate';

jest.setTimeout(60_000);

const databases = testDatabases();
const USER = mockCredentials.user();

const tool = (id: string, status = 'approved') => ({ id, name: id, status });

describe.each(databases.eachSupportedId())('a new tool on %s', databaseId => {
  async function start() {
    const knex = await databases.init(databaseId);
    await knex.migrate.latest({ directory: migrationsDirectory });
    const clock = new TestClock();
    return {
      clock,
      restart: (...tools: object[]) =>
        startReplica(knex, { clock, config: { aiGovernance: { tools } } }),
    };
  }

  const curriculum = async ({
    services,
  }: Awaited<ReturnType<typeof startReplica>>) => {
    await services.runner.run();
    const { scorecard } = await services.scorecards.get(
      'component:default/checkout',
      USER,
    );
    return scorecard!.controls
      .flatMap(control => control.parts)
      .flatMap(part => part.checks)
      .find(({ check }) => check === 'OPS-001.curriculum')!;
  };

  it('makes the training due, and the first tools do not', async () => {
    const { clock, restart } = await start();
    const first = await restart(
      tool('cursor'),
      tool('gemini-cli', 'requested'),
    );
    await first.services.inventory.learn([component('checkout')], clock.now());
    const { id } = await first.services.attestations.attest(
      {
        check: 'OPS-001.curriculum',
        subject: 'organization',
        statement: 'The curriculum is current',
        items: [{ name: 'Curriculum and training material', digest: 'x' }],
      },
      'user:default/ada',
      clock.now(),
    );
    await first.services.attestations.approve(
      id,
      'user:default/bob',
      clock.now(),
    );
    const year = (await curriculum(first)).validUntil!;
    expect(Date.parse(year) - Date.parse(clock.now())).toBe(366 * 86_400_000);

    clock.advance({ days: 10 });
    const second = await restart(tool('cursor'), tool('gemini-cli'));
    const due = (await curriculum(second)).validUntil!;
    expect(Date.parse(due) - Date.parse(clock.now())).toBe(90 * 86_400_000);

    // Neither another start nor a later tool gives more time.
    clock.advance({ days: 10 });
    const third = await restart(
      tool('cursor'),
      tool('gemini-cli'),
      tool('aider'),
    );
    expect((await curriculum(third)).validUntil).toBe(due);
    clock.advance({ days: 80 });
    expect((await curriculum(third)).outcome).toBe('stale');
  });
});
