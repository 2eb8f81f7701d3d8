import { mockCredentials } from '@backstage/backend-test-utils';
import { outputDigest } from '@plumbline/backstage-plugin-ai-governance-common';
import fc from 'fast-check';
import {
  component,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';

jest.setTimeout(120_000);

const databases = testDatabases();

const REF = 'component:default/checkout';

const credentials = mockCredentials.user('user:default/mock');

/** What can happen between two judgements. */
type Happening =
  | { kind: 'evidence'; outcome: 'pass' | 'fail' | 'error'; finding: number }
  | { kind: 'declare'; classification: string }
  | { kind: 'descriptor'; tier: string; owner: string }
  | { kind: 'attest'; scope: 'organization' | 'group' }
  | { kind: 'confirm'; days: number }
  | { kind: 'wait'; days: number };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({
    kind: fc.constant('evidence' as const),
    outcome: fc.constantFrom(
      'pass' as const,
      'fail' as const,
      'error' as const,
    ),
    finding: fc.nat(2),
  }),
  fc.record({
    kind: fc.constant('declare' as const),
    classification: fc.constantFrom('internal', 'confidential', 'restricted'),
  }),
  fc.record({
    kind: fc.constant('descriptor' as const),
    tier: fc.constantFrom('1', '2', '3', 'nonsense'),
    owner: fc.constantFrom('group:default/a', 'group:default/b'),
  }),
  fc.record({
    kind: fc.constant('attest' as const),
    scope: fc.constantFrom('organization' as const, 'group' as const),
  }),
  fc.record({ kind: fc.constant('confirm' as const), days: fc.nat(40) }),
  fc.record({ kind: fc.constant('wait' as const), days: fc.nat(120) }),
);

describe.each(databases.eachSupportedId())('Replays on %s', databaseId => {
  async function start() {
    const started = await startServices({ databases, databaseId });
    const { services, clock } = started;
    await services.inventory.learn(
      [component('checkout', { owners: ['group:default/a'] })],
      clock.now(),
      services.runner.fresh(),
    );
    await services.runner.run();
    return started;
  }

  async function make(
    { services, clock, knex }: Awaited<ReturnType<typeof start>>,
    what: Happening,
  ) {
    clock.advance({ seconds: 1 });
    const at = clock.now();
    switch (what.kind) {
      case 'evidence':
        await services.evidence.push(
          [
            {
              subject: REF,
              source: 'ci:test',
              items: [
                {
                  check: 'SEC-003.branch-rules',
                  outcome: what.outcome,
                  summary: `Look ${what.finding}`,
                },
                {
                  check: 'CMP-001.license-scan',
                  outcome: 'pass',
                  summary: 'Scanned',
                },
              ],
            },
          ],
          at,
        );
        break;
      case 'declare':
        await services.declarations.declare(
          REF,
          { classification: what.classification as never },
          'user:default/mock',
          credentials,
        );
        break;
      case 'descriptor':
        await services.inventory.learn(
          [
            component('checkout', {
              owners: [what.owner],
              annotations: { 'ai-governance/review-tier': what.tier },
            }),
          ],
          at,
        );
        break;
      case 'attest': {
        const organization = what.scope === 'organization';
        await knex('attestations').insert({
          id: `${at}${what.scope}`,
          check_id: organization ? 'OPS-002.playbook' : 'OPS-001.completion',
          subject: organization ? 'organization' : 'group:default/a',
          statement: 'Done',
          items: '[]',
          attested_by: 'user:default/a',
          confirmed_by: 'user:default/b',
          from_at: at,
          until_at: new Date(Date.parse(at) + 30 * 86_400_000).toISOString(),
        });
        await knex('assessment_queue')
          .insert({
            subject: organization ? 'organization' : 'group:default/a',
            queued_at: at,
          })
          .onConflict('subject')
          .ignore();
        break;
      }
      case 'confirm':
        clock.advance({ days: what.days });
        await knex('sources')
          .insert({
            source_key: 'ci:test',
            kind: 'url',
            url: 'https://example.org/x',
            state: 'done',
            due_at: '9999-01-01T00:00:00.000Z',
            confirmed_at: clock.now(),
          })
          .onConflict('source_key')
          .merge(['confirmed_at']);
        break;
      default:
        clock.advance({ days: what.days });
    }
    await services.runner.run();
  }

  it('give every past judgement to the byte, whatever happened since', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(happening, { minLength: 1, maxLength: 12 }),
        async happenings => {
          const started = await start();
          const { services, clock, knex } = started;
          const seen: { at: string; digest: string }[] = [];
          for (const what of happenings) {
            await make(started, what);
            const { scorecard } = await services.scorecards.get(
              REF,
              credentials,
            );
            seen.push({ at: clock.now(), digest: outputDigest(scorecard!) });
          }
          clock.advance({ days: 400 });
          await services.runner.run();
          for (const { at, digest } of seen) {
            const replayed = await services.replay.replay(REF, at, credentials);
            expect(replayed.exact).toBe(true);
            expect(outputDigest(replayed.scorecard)).toBe(digest);
          }
          const recorded = await knex('scorecard_history');
          for (const row of recorded) {
            const { digests } = await services.replay.replay(
              REF,
              row.from_at,
              credentials,
            );
            expect(digests[0]).toEqual({
              subject: REF,
              recorded: row.output_digest,
              replayed: row.output_digest,
            });
          }
          await knex.destroy();
        },
      ),
      { numRuns: databaseId === 'SQLITE_3' ? 25 : 6 },
    );
  });

  it('refuse what cannot be an answer', async () => {
    const { services, clock } = await start();
    const replay = (at: string) => services.replay.replay(REF, at, credentials);
    await expect(replay('yesterday')).rejects.toThrow(/ISO 8601 instant/);
    await expect(replay('2026-11-20')).rejects.toThrow(/time zone/);
    await expect(replay('2099-01-01T00:00:00Z')).rejects.toThrow(/lies ahead/);
    await expect(replay('2020-01-01T00:00:00Z')).rejects.toThrow(
      /not judged yet/,
    );
    await expect(
      services.replay.replay('component:default/no', clock.now(), credentials),
    ).rejects.toThrow(/component:default\/no/);
  });

  it('say that evidence was lost instead of judging without it', async () => {
    const started = await start();
    const { services, clock, knex } = started;
    await make(started, { kind: 'evidence', outcome: 'pass', finding: 0 });
    const then = clock.now();
    await make(started, { kind: 'evidence', outcome: 'fail', finding: 1 });
    await knex('evidence_history').delete();
    await expect(
      services.replay.replay(REF, then, credentials),
    ).rejects.toThrow(/evidence of ci:test .* no longer kept/);
  });
});
