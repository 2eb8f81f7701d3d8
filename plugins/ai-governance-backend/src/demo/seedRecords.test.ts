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
const USER = mockCredentials.user();
const { demo, roles } = parse(
  readFileSync(
    resolve(__dirname, '../../../../app-config.larkspur.yaml'),
    'utf8',
  ),
).aiGovernance;

describe('the records of the example organization', () => {
  it('are there with dates around now, once, and make due what is open', async () => {
    const clock = new TestClock('2026-11-20T09:00:00.000Z');
    const config = {
      aiGovernance: { roles, demo: { ...demo, enabled: true } },
    };
    const { services, knex } = await startServices({
      databases,
      databaseId: 'SQLITE_3',
      clock,
      config,
    });
    await services.inventory.learn(
      ['checkout-api', 'mobile-app'].map(name => component(name)),
      clock.now(),
    );
    const { items } = await services.incidents.list({}, USER);
    expect(items.map(({ state, at }) => [state, at])).toEqual([
      ['contained', '2026-11-16T09:00:00.000Z'],
      ['reviewed', '2026-09-19T09:00:00.000Z'],
    ]);
    expect(items[0].steps).toHaveLength(6);
    expect(items[0].steps.filter(({ doneAt }) => doneAt)).toHaveLength(3);
    const exercises = await services.exercises.list({});
    expect(exercises.items[0].heldOn).toBe('2026-09-10');
    const events = await services.evidence.observations(
      ['organization'],
      'incidents',
    );
    expect(
      events
        .get('organization')
        ?.map(({ check, observedAt }) => [check, observedAt]),
    ).toEqual([['event.incident', '2026-11-16T09:00:00.000Z']]);
    const { seats, agenda, nextOn } = await services.committee.overview(USER);
    // Revenue sits in it since, and had nobody at the meeting that was held.
    expect(seats.filter(({ isMissing }) => isMissing)).toEqual([]);
    expect(nextOn).toBe('2026-11-22');
    expect(
      agenda
        .filter(({ kind }) => ['incident', 'workflow'].includes(kind))
        .map(({ title, why }) => [title, why]),
    ).toEqual([
      ['A test key of the card network went into a prompt', 'open'],
      ['Release notes for internal tools', 'due'],
      ['Following up on low-risk leads', 'waiting'],
    ]);
    expect(
      agenda.find(({ key }) => key === 'review:customer-narratives')?.carried,
    ).toBe(1);
    expect((await services.violations.list({})).items).toHaveLength(1);
    expect(await services.riskAcceptances.inForce()).toMatchObject([
      {
        control: 'CMP-002',
        state: 'inForce',
        acceptedBy: 'user:default/hanna.berg',
        until: '2027-01-21T09:00:00.000Z',
      },
    ]);
    clock.advance({ days: 3 });
    const later = await startReplica(knex, { clock, config });
    expect((await later.services.incidents.list({}, USER)).items).toEqual(
      items,
    );
  });
});
