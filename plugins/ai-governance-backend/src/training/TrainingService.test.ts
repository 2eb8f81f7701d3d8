import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { PermissionsService } from '@backstage/backend-plugin-api';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  component,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';
import { group, user } from '../__testUtils__/people';
import { readCsv } from '../tabular/readCsv';
import { COMPLETION_COLUMNS } from './readCompletions';

jest.setTimeout(60_000);

const databases = testDatabases();

const LMS = 'service:external:lms';
const SERVICE = mockCredentials.service('plugin:ai-governance');
const USER = mockCredentials.user();

/** The catalog's own policy decides which groups somebody sees. */
const CONDITIONAL = mockServices.permissions.mock({
  authorizeConditional: async requests =>
    requests.map(() => ({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'catalog',
      resourceType: 'catalog-entity',
      conditions: { rule: 'ANY', resourceType: 'catalog-entity' },
    })),
});

const PEOPLE = ['ada', 'bob', 'cid', 'dan', 'eve'];

const everybody = () => [
  group('engineering', { children: ['payments'] }),
  group('payments'),
  ...PEOPLE.map(name => user(name, ['payments'])),
  user('gus', ['engineering'], { learner: 'LMS-7' }),
];

describe.each(databases.eachSupportedId())('training on %s', databaseId => {
  async function start(
    entities = everybody(),
    config = {},
    permissions?: PermissionsService,
  ) {
    const catalog = { entities };
    const started = await startServices({
      databases,
      databaseId,
      config: { aiGovernance: config },
      ...(permissions && { permissions }),
      catalog: new Proxy({} as never, {
        get: (_, name) => {
          const mock = catalogServiceMock({ entities: catalog.entities });
          return (mock as any)[name].bind(mock);
        },
      }),
    });
    const { services, clock } = started;
    await services.inventory.learn([component('checkout')], clock.now());
    const refresh = async () => {
      await services.groups.refresh(SERVICE);
      return services.training.refresh(clock.now());
    };
    await refresh();
    return {
      ...started,
      catalog,
      refresh,
      upload: async (csv: string) =>
        services.training.upload(
          await readCsv(csv, COMPLETION_COLUMNS),
          LMS,
          clock.now(),
        ),
      completed: async (
        people: string[],
        options: { on?: string; score?: number } = {},
      ) =>
        services.training.upload(
          people.map((person, index) => ({
            line: index + 1,
            cells: {
              person,
              course: 'ai-safe-use',
              completed_on: options.on ?? '2026-11-10',
              score: options.score ?? 90,
            },
          })),
          LMS,
          clock.now(),
        ),
      outcome: async (check = 'OPS-001.completion') => {
        await services.runner.run();
        const { scorecard } = await services.scorecards.get(
          'component:default/checkout',
          USER,
        );
        const { outcome, summary } = scorecard!.controls
          .find(({ control }) => control === 'OPS-001')!
          .parts.flatMap(part => part.checks)
          .find(each => each.check === check)!;
        return { outcome, summary };
      },
      shown: async (name?: string) =>
        (
          await services.training.list({
            credentials: USER,
            at: clock.now(),
            limit: 50,
            ...(name && { group: `group:default/${name}` }),
          })
        ).items,
    };
  }

  const emails = PEOPLE.map(name => `${name}@example.org`);

  it('forgets a person without a trace of who it was', async () => {
    const started = await start();
    const { services, knex, clock } = started;
    await started.completed([...emails, 'stranger@example.org']);
    expect((await started.outcome()).outcome).toBe('pass');
    const judgedAt = clock.now();
    clock.advance({ minutes: 5 });
    const erase = (person: string) =>
      services.training.erase(person, 'user:default/dpo', clock.now());
    expect(await erase('ADA@example.org')).toEqual({ completions: 1 });
    expect(await erase('stranger@example.org')).toEqual({ completions: 1 });
    expect(await erase('nobody@example.org')).toEqual({ completions: 0 });
    expect(
      (await knex('training_completions')).map(row => row.user_ref).sort(),
    ).toEqual(['bob', 'cid', 'dan', 'eve'].map(name => `user:default/${name}`));
    expect(await knex('training_unmatched')).toEqual([]);
    expect(await started.outcome()).toEqual({
      outcome: 'fail',
      summary: '4 of 5 people are trained; the target is 100 %',
    });
    const log = (await services.audit.list({ limit: 20 })).filter(
      ({ body }) => body.action === 'training.erased',
    );
    expect(log.map(({ body }) => body.details)).toEqual([
      { completions: 0 },
      { completions: 1 },
      { completions: 1 },
    ]);
    expect(JSON.stringify(log)).not.toMatch(/ada|stranger|nobody/i);
    // What was judged before can be judged again: its figures name nobody.
    const replayed = await services.replay.replay(
      'component:default/checkout',
      judgedAt,
      USER,
    );
    expect(replayed.exact).toBe(true);
    expect(
      replayed.scorecard.controls
        .find(({ control }) => control === 'OPS-001')!
        .parts.flatMap(part => part.checks)
        .find(({ check }) => check === 'OPS-001.completion')!.outcome,
    ).toBe('pass');
  });

  it('forgets somebody who left the catalog, by their ref', async () => {
    const started = await start();
    const { services, catalog, knex, clock } = started;
    await started.completed(emails);
    catalog.entities = everybody().filter(
      ({ metadata }) => metadata.name !== 'ada',
    );
    await started.refresh();
    expect(
      await services.training.erase(
        'user:default/ADA',
        'user:default/dpo',
        clock.now(),
      ),
    ).toEqual({ completions: 1 });
    expect(await knex('training_completions')).toHaveLength(4);
  });

  it('keeps completions for the retention, and as long as they are valid', async () => {
    const started = await start(everybody(), {
      training: { retention: { days: 30 } },
    });
    const { services, clock, knex } = started;
    const completions = async () =>
      (await knex('training_completions').orderBy('completed_on')).map(
        row => row.completed_on,
      );
    await started.completed(['ada@example.org'], { on: '2025-11-18' });
    await started.completed(['bob@example.org'], { on: '2025-11-20' });
    await started.upload(
      'person,course,completed_on,valid_until\ncid@example.org,ai-safe-use,2024-01-01,2026-11-20\n',
    );
    // A year's course is kept for 366 days though 30 would do, what still holds for longer.
    expect(await services.training.prune(clock.now())).toBe(1);
    expect(await completions()).toEqual(['2024-01-01', '2025-11-20']);
    expect(await services.training.prune(clock.now())).toBe(0);
    clock.advance({ days: 1 });
    expect(await services.training.prune(clock.now())).toBe(1);
    expect(await completions()).toEqual(['2025-11-20']);
    const [entry] = await services.audit.list({ limit: 1 });
    expect(entry.body).toMatchObject({
      action: 'training.pruned',
      actor: 'system:retention',
      details: { completions: 1 },
    });
    // The figures follow with the next count.
    expect(await started.refresh()).toBe(true);
  });

  it('is unknown until completions arrive, then judged per group', async () => {
    const started = await start();
    expect((await started.outcome()).outcome).toBe('unknown');

    const some = await started.completed(emails.slice(0, 3));
    expect(some).toMatchObject({ accepted: 3, changed: 3, rejected: [] });
    expect(await started.outcome()).toEqual({
      outcome: 'fail',
      summary: '3 of 5 people are trained; the target is 100 %',
    });
    expect((await started.outcome('OPS-001.mean-score')).outcome).toBe('pass');

    await started.completed(emails);
    expect(await started.outcome()).toEqual({
      outcome: 'pass',
      summary: '5 of 5 people are trained',
    });
  });

  it('lapses by time alone, at the end of the day in the time zone', async () => {
    const started = await start(everybody(), { timeZone: 'Europe/Oslo' });
    await started.completed(emails, { on: '2026-08-21' });
    expect((await started.outcome()).outcome).toBe('pass');
    // The refresher is due 92 days later: until 21 November, 24:00 in Oslo.
    started.clock.advance({ days: 1, minutes: 13 * 60 + 59 });
    expect(started.clock.now()).toBe('2026-11-21T22:59:00.000Z');
    expect((await started.outcome()).outcome).toBe('pass');
    started.clock.advance({ minutes: 1 });
    expect((await started.outcome()).outcome).toBe('fail');
  });

  it('changes nothing when the same is uploaded or read again', async () => {
    const started = await start();
    await started.completed(emails);
    await started.refresh();
    const tables = [
      'evidence',
      'evidence_history',
      'judged_parts',
      'assessment_queue',
      'training_completions',
    ];
    const look = () =>
      Promise.all(tables.map(table => started.knex(table).select()));
    await started.services.runner.run();
    const before = await look();
    started.clock.advance({ minutes: 10 });
    expect(await started.completed(emails)).toMatchObject({
      accepted: 5,
      changed: 0,
    });
    expect(await started.refresh()).toBe(false);
    await started.services.runner.run();
    expect(await look()).toEqual(before);
  });

  it('follows who is in the group', async () => {
    const started = await start();
    await started.completed(emails);
    started.catalog.entities = [
      ...everybody(),
      user('new', ['payments']),
      group('web', { parent: 'payments' }),
    ];
    expect(await started.refresh()).toBe(true);
    expect(await started.outcome()).toMatchObject({
      outcome: 'fail',
      summary: '5 of 6 people are trained; the target is 100 %',
    });
    expect(
      await started.services.groups.ancestorsOf(['group:default/web']),
    ).toEqual(
      new Map([
        [
          'group:default/web',
          new Set(['group:default/payments', 'group:default/engineering']),
        ],
      ]),
    );
    started.catalog.entities = everybody();
    await started.refresh();
    expect((await started.outcome()).outcome).toBe('pass');
  });

  it('keeps what it knew when the catalog names no group at all', async () => {
    const started = await start();
    await started.completed(emails);
    await started.refresh();
    started.catalog.entities = [];
    expect(await started.refresh()).toBe(false);
    expect((await started.outcome()).outcome).toBe('pass');
    expect(started.logger.warn).toHaveBeenCalled();
  });

  it('takes people by ref, e-mail and learner id, and keeps others aside', async () => {
    const started = await start();
    const result = await started.upload(
      [
        '\uFEFFperson;course;completed_on;score',
        'User:default/Ada;ai-safe-use;2026-11-10;90',
        'BOB@Example.org;ai-safe-use;2026-11-10;90',
        '"lms-7";ai-safe-use;2026-11-10;"92,5"',
        'late@example.org;ai-safe-use;2026-11-10;90',
      ].join('\r\n'),
    );
    expect(result).toMatchObject({
      rows: 4,
      accepted: 3,
      unknownPeople: [{ line: 5, person: 'late@example.org' }],
      rejectedCount: 0,
    });
    expect(
      await started.knex('training_completions').pluck('user_ref'),
    ).toEqual(
      expect.arrayContaining([
        'user:default/ada',
        'user:default/bob',
        'user:default/gus',
      ]),
    );
    started.catalog.entities = [...everybody(), user('late', ['payments'])];
    await started.refresh();
    expect(await started.knex('training_unmatched')).toEqual([]);
    expect(await started.outcome()).toMatchObject({
      summary: '3 of 6 people are trained; the target is 100 %',
    });
  });

  it('names each wrong row and takes the others', async () => {
    const started = await start([
      ...everybody(),
      user('twin', [], { email: 'ada@example.org' }),
    ]);
    const result = await started.upload(
      [
        'person,course,completed_on,score,valid_until',
        'bob@example.org,ai-safe-use,2026-11-10,90,',
        'bob@example.org,cooking,2026-11-10,90,',
        'bob@example.org,ai-safe-use,2026-11-31,90,',
        'bob@example.org,ai-safe-use,2026-11-21,90,',
        'bob@example.org,ai-safe-use,2026-11-10,101,',
        'bob@example.org,ai-safe-use,2026-11-10,good,',
        ',ai-safe-use,2026-11-10,90,',
        '"bob',
        '@example.org",ai-safe-use,2026-11-10,90,2026-11-09',
        'ada@example.org,ai-safe-use,2026-11-10,90,',
        'cid@example.org,ai-safe-use,2026-11-10,90,,more',
      ].join('\n'),
    );
    expect(result.accepted).toBe(1);
    expect(result.rejected.map(({ line }) => line)).toEqual([
      3, 4, 5, 6, 7, 8, 9, 11, 12,
    ]);
    expect(result.rejected.map(({ reason }) => reason)).toEqual([
      expect.stringContaining("no course 'cooking'"),
      expect.stringContaining('no date'),
      expect.stringContaining('in the future'),
      expect.stringContaining('score'),
      expect.stringContaining('score has to be a number from 0 to 100'),
      expect.stringContaining('person is missing'),
      expect.stringContaining('valid_until'),
      expect.stringContaining('2 users'),
      expect.stringContaining('unknown column #6'),
    ]);
  });

  it('replaces the score of the same completion', async () => {
    const started = await start();
    await started.completed(emails, { score: 60 });
    expect((await started.outcome('OPS-001.mean-score')).outcome).toBe('fail');
    await started.completed(emails, { score: 85 });
    expect((await started.outcome('OPS-001.mean-score')).outcome).toBe('pass');
    expect(await started.knex('training_completions')).toHaveLength(5);
  });

  it('writes one audit entry per upload, without names', async () => {
    const started = await start();
    await started.completed([...emails, 'nobody']);
    const entries = (await started.services.audit.list({ limit: 5 })).filter(
      ({ body }) => body.action === 'training.uploaded',
    );
    expect(entries).toHaveLength(1);
    expect(entries[0].body).toMatchObject({
      actor: LMS,
      after: expect.stringMatching(/^[0-9a-f]{64}$/),
      details: { rows: 6, accepted: 5, changed: 5, unknownPeople: 1 },
    });
    expect(JSON.stringify(entries)).not.toContain('ada');
  });

  it('shows groups of fewer than five people by their share alone', async () => {
    const started = await start([
      ...everybody(),
      group('duo', { parent: 'payments' }),
      user('ann', ['duo']),
      user('abe', ['duo']),
    ]);
    await started.completed([...emails, 'ann@example.org'], { score: 91 });
    expect(await started.shown('duo')).toEqual([
      { group: 'group:default/duo', sharePercent: 50 },
    ]);
    expect(await started.shown('payments')).toEqual([
      {
        group: 'group:default/payments',
        sharePercent: 85,
        members: 7,
        trained: 6,
        meanScore: 90,
        nextLapseAt: '2027-02-11T00:00:00.000Z',
      },
    ]);
    expect((await started.shown()).map(item => item.group)).toEqual([
      'group:default/duo',
      'group:default/engineering',
      'group:default/payments',
    ]);
  });

  it('measures KPIs over everybody once, and over nobody the caller may not see', async () => {
    const started = await start(everybody(), {}, CONDITIONAL);
    const { services, clock, knex } = started;
    const kpis = () => services.trainingKpis.read(USER, clock.now());
    expect(await kpis()).toEqual({
      at: clock.now(),
      isComplete: true,
      items: [],
    });
    await started.completed(emails, { score: 82 });
    // Ada and the others are in a group and in the one above it.
    expect((await kpis()).items).toEqual([
      {
        kpi: 'training-completion-rate',
        percent: 83,
        meets: false,
        trained: 5,
        people: 6,
      },
      { kpi: 'training-assessment-score', percent: 80, meets: true },
    ]);
    let statements = 0;
    knex.on('query', () => {
      statements += 1;
    });
    await kpis();
    expect(statements).toBeLessThanOrEqual(2);
    await started.completed(['gus@example.org'], { score: 82 });
    expect((await kpis()).items[0]).toMatchObject({
      percent: 100,
      meets: true,
    });
    started.catalog.entities = everybody().slice(1);
    expect(await kpis()).toMatchObject({
      isComplete: false,
      items: [{ trained: 5, people: 5 }, { percent: 80 }],
    });
    clock.advance({ days: 200 });
    expect((await kpis()).items).toEqual([
      expect.objectContaining({ percent: 0, meets: false }),
    ]);
  });

  it('shows no group the caller may not see', async () => {
    const started = await start(everybody(), {}, CONDITIONAL);
    await started.completed(emails);
    expect((await started.shown()).map(item => item.group)).toEqual([
      'group:default/engineering',
      'group:default/payments',
    ]);
    started.catalog.entities = everybody().slice(1);
    expect((await started.shown()).map(item => item.group)).toEqual([
      'group:default/payments',
    ]);
    expect(await started.shown('engineering')).toEqual([]);
  });

  it('forgets groups that went', async () => {
    const started = await start();
    await started.completed(emails);
    started.catalog.entities = everybody().filter(
      ({ metadata }) => metadata.name !== 'payments',
    );
    await started.refresh();
    expect((await started.outcome()).outcome).toBe('unknown');
  });
});
