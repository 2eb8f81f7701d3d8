import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { mockCredentials } from '@backstage/backend-test-utils';
import { parse } from 'yaml';
import {
  component,
  startReplica,
  startServices,
  testDatabases,
  TestClock,
} from '../__testUtils__/harness';

jest.setTimeout(60_000);

const databases = testDatabases();
const APPROVER = mockCredentials.user('user:default/approver');
const read = (path: string) =>
  parse(readFileSync(resolve(__dirname, '../../../..', path), 'utf8'));
const annotationsOf = (name: string) =>
  read(`examples/repositories/${name}/catalog-info.yaml`).metadata.annotations;

describe('the decisions of the example organization', () => {
  it('wait for the people who take them, and can be taken', async () => {
    const { roles, demo } = read('app-config.larkspur.yaml').aiGovernance;
    const config = {
      aiGovernance: { roles, demo: { ...demo, enabled: true } },
    };
    const clock = new TestClock('2028-02-28T23:30:00.000Z');
    const options = { clock, config };
    const { services, knex } = await startServices({
      databases,
      databaseId: 'SQLITE_3',
      ...options,
    });
    await services.inventory.learn(
      ['mobile-app', 'fraud-scoring'].map(name =>
        component(name, { annotations: annotationsOf(name) }),
      ),
      clock.now(),
    );
    await services.runner.run();
    await startReplica(knex, options);

    const { items } = await services.exceptions.list(
      { state: 'approved', limit: 9 },
      APPROVER,
    );
    expect(items).toEqual([
      expect.objectContaining({
        control: 'CMP-001',
        until: '2028-03-02T23:30:00.000Z',
      }),
    ]);
    const { scorecard } = await services.scorecards.get(
      'component:default/fraud-scoring',
      APPROVER,
    );
    expect(
      scorecard!.controls.find(({ control }) => control === 'CMP-001'),
    ).toMatchObject({ status: 'exempt' });

    const inbox = await services.inbox.list(APPROVER, 9);
    expect(inbox.counts.declaration).toBe(1);
    const waiting = inbox.items.find(({ kind }) => kind === 'declaration')!;
    const before = await services.declarations.get(
      'component:default/mobile-app',
      APPROVER,
    );
    expect(before.profile.tier.value).toBe(3);
    await services.declarations.decide(
      waiting.id,
      { approve: true, reason: 'Sign-in is a service of its own' },
      APPROVER,
    );
    const after = await services.declarations.get(
      'component:default/mobile-app',
      APPROVER,
    );
    expect(after.profile.tier.value).toBe(2);
    expect(await services.audit.verify()).toMatchObject({ valid: true });
  });
});
