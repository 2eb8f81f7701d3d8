import { mockCredentials } from '@backstage/backend-test-utils';
import {
  component,
  startReplica,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';

jest.setTimeout(120_000);

const databases = testDatabases();

const USER = mockCredentials.user();
const REF = 'component:default/checkout';

describe.each(databases.eachSupportedId())(
  'remembered scorecards on %s',
  databaseId => {
    async function start() {
      const started = await startServices({ databases, databaseId });
      const { services, clock, knex } = started;
      const learn = (overrides: Parameters<typeof component>[1] = {}) =>
        services.inventory.learn(
          [component('checkout', overrides)],
          clock.now(),
        );
      await learn();
      await services.runner.run();
      const push = (
        subject: string,
        item: { check: string; outcome: 'pass' | 'fail' },
      ) =>
        services.evidence.push(
          [
            {
              subject,
              source: 'ci:main',
              items: [
                { ...item, summary: `${item.outcome} as of ${clock.now()}` },
              ],
            },
          ],
          clock.now(),
        );
      const get = () => services.scorecards.get(REF, USER);
      /** What a replica answers that has nothing to remember. */
      const getAnew = async () => {
        const other = await startReplica(knex, { clock });
        return other.services.scorecards.get(REF, USER);
      };
      return { ...started, learn, push, get, getAnew };
    }

    it('are answered as they were judged while nothing changes', async () => {
      const { clock, get } = await start();
      const judgedAt = clock.now();
      const first = await get();
      expect(first.scorecard!.judgedAt).toBe(judgedAt);
      clock.advance({ minutes: 5 });
      expect(await get()).toEqual(first);
    });

    it('never say anything else than a replica that remembers nothing', async () => {
      const { services, clock, learn, push, get, getAnew } = await start();
      const steps: [string, () => Promise<unknown>][] = [
        [
          'evidence',
          () => push(REF, { check: 'SEC-001.scanner', outcome: 'pass' }),
        ],
        [
          'evidence confirmed later',
          async () => {
            clock.advance({ days: 1 });
            await push(REF, { check: 'SEC-001.scanner', outcome: 'pass' });
          },
        ],
        [
          'evidence of the organization',
          () =>
            push('organization', { check: 'TM-003.template', outcome: 'pass' }),
        ],
        [
          'evidence of the group',
          () =>
            push('group:default/payments', {
              check: 'OPS-001.completion',
              outcome: 'pass',
            }),
        ],
        [
          'another classification',
          () =>
            learn({
              annotations: { 'ai-governance/data-classification': 'internal' },
            }),
        ],
        ['another owner', () => learn({ owners: ['group:default/ledger'] })],
        ['nothing but judging', async () => {}],
        ['evidence out of date', async () => clock.advance({ days: 400 })],
        ['no longer assessed', () => learn({ lifecycle: 'archived' })],
        ['and back', () => learn()],
      ];
      const seen = new Set<string>();
      for (const [name, change] of steps) {
        await change();
        for (const judged of [false, true]) {
          if (judged) {
            await services.runner.run();
          }
          // Asked twice, so that what is compared was remembered.
          await get();
          const { scorecard, ...rest } = await get();
          const anew = await getAnew();
          const said = { ...scorecard, judgedAt: undefined };
          expect({ name, judged, said, rest }).toEqual({
            name,
            judged,
            said: { ...anew.scorecard, judgedAt: undefined },
            rest: { ...anew, scorecard: undefined },
          });
          seen.add(JSON.stringify(said));
        }
      }
      expect(seen.size).toBeGreaterThanOrEqual(7);
    });
  },
);
