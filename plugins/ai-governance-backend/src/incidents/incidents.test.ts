import { mockCredentials } from '@backstage/backend-test-utils';
import type { IncidentReport } from '@plumbline/backstage-plugin-ai-governance-common';
import { ORGANIZATION } from '../assessment/AssessmentQueue';
import {
  component,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';
import type { HarnessOptions } from '../__testUtils__/harness';
import { group, user } from '../__testUtils__/people';

jest.setTimeout(60_000);

const databases = testDatabases();
const as = (name: string) => mockCredentials.user(`user:default/${name}`);
const ADA = as('ada');
const SEC = as('sec');
const IDA = as('ida');

const OPTIONS: Partial<HarnessOptions> = {
  entities: [
    group('security'),
    group('payments'),
    user('ada', ['payments']),
    user('sec', ['security']),
    user('ida', ['security']),
  ],
  config: {
    aiGovernance: {
      roles: { 'security-compliance': ['group:default/security'] },
    },
  },
};

const REPORT: IncidentReport = {
  title: 'A key went into a prompt',
  description: 'Somebody pasted a configuration file',
  severity: 'high',
  detectedAt: '2026-11-20T07:00:00Z',
  entityRefs: ['Component:default/Checkout'],
  tool: 'cursor',
  controls: ['TM-003', 'DP-001'],
  playbook: 'data-leak',
};

describe.each(databases.eachSupportedId())('incidents on %s', databaseId => {
  async function start(options: Partial<HarnessOptions> = {}) {
    const started = await startServices({
      databases,
      databaseId,
      ...OPTIONS,
      ...options,
    });
    const { services, clock } = started;
    await services.groups.refresh(mockCredentials.service());
    await services.inventory.learn(
      ['checkout', 'ledger'].map(name => component(name)),
      clock.now(),
    );
    const { framework } = services.framework.current();
    const attest = async (check: string) => {
      const wanted =
        framework.controls
          .flatMap(({ parts }) => parts)
          .flatMap(({ checks }) => checks)
          .find(({ id }) => id === check)?.wanted ?? [];
      const { id } = await services.attestations.attest(
        {
          check,
          subject: ORGANIZATION,
          statement: 'In force',
          items: wanted.map(name => ({ name, digest: 'x' })),
        },
        'user:default/sec',
        clock.now(),
      );
      await services.attestations.approve(id, 'user:default/ida', clock.now());
    };
    const status = async (control = 'OPS-002') => {
      await services.runner.run();
      const parts = (await services.scorecards.sharedParts([])).get(
        ORGANIZATION,
      );
      return parts?.judged.parts.find(part => part.control === control)?.status;
    };
    return { ...started, attest, status, incidents: services.incidents };
  }

  it('goes from the report over the playbook to a review two people stand for', async () => {
    const { incidents, services, clock } = await start();
    const reported = await incidents.report(REPORT, ADA);
    expect(reported).toMatchObject({
      state: 'open',
      version: 1,
      detectedAt: '2026-11-20T07:00:00.000Z',
      entityRefs: ['component:default/checkout'],
    });
    const [first] = reported.steps;
    clock.advance({ minutes: 5 });
    const ticked = await incidents.tick(
      reported.id,
      first.id,
      { done: true, note: 'All sessions ended' },
      SEC,
    );
    expect(ticked.steps[0]).toEqual({
      ...first,
      doneBy: 'user:default/sec',
      doneAt: clock.now(),
      note: 'All sessions ended',
    });
    clock.advance({ minutes: 5 });
    const noted = await incidents.tick(
      reported.id,
      first.id,
      { done: true, note: 'And the keys renewed' },
      SEC,
    );
    // Who did it, and when, stays.
    expect(noted.steps[0]).toEqual({
      ...ticked.steps[0],
      note: 'And the keys renewed',
    });
    const contained = await incidents.contain(
      reported.id,
      { version: noted.version, note: 'The key was renewed' },
      SEC,
    );
    const reviewed = await incidents.review(
      reported.id,
      {
        version: contained.version,
        failed: 'The ignore file left the file out',
        controlChanges: 'The template of TM-003 names it',
        followUps: [
          {
            text: 'Add it to the template',
            owner: 'group:default/payments',
            dueOn: '2026-12-01',
          },
        ],
      },
      SEC,
    );
    expect(reviewed.state).toBe('contained');
    await expect(
      incidents.confirmReview(reported.id, { version: reviewed.version }, SEC),
    ).rejects.toThrow('Somebody else');
    const done = await incidents.confirmReview(
      reported.id,
      { version: reviewed.version },
      IDA,
    );
    expect(done).toMatchObject({
      state: 'reviewed',
      review: { by: 'user:default/sec', readBy: 'user:default/ida' },
    });
    // Whoever owns a follow-up does it, through their group.
    const followed = await incidents.finishFollowUp(
      reported.id,
      done.review!.followUps[0].id,
      ADA,
    );
    expect(followed?.review?.followUps[0].doneBy).toBe('user:default/ada');
    await expect(
      incidents.tick(reported.id, first.id, { done: false }, SEC),
    ).rejects.toThrow('what was said stays');
    const log = await services.audit.list({ limit: 100 });
    expect(
      log
        .map(({ body }) => body?.action)
        .filter(action => action?.startsWith('incident.'))
        .reverse(),
    ).toEqual([
      'incident.reported',
      'incident.step-done',
      'incident.step-done',
      'incident.contained',
      'incident.review-written',
      'incident.reviewed',
      'incident.follow-up-done',
    ]);
    // What happened stays out of the log, which is kept for years.
    expect(JSON.stringify(log)).not.toContain('pasted');
  });

  it('makes the control due until its review was read', async () => {
    const { incidents, attest, status, clock } = await start();
    await attest('OPS-002.playbook');
    await attest('OPS-002.tabletop');
    expect(await status()).toBe('met');
    clock.advance({ minutes: 1 });
    const { id } = await incidents.report(REPORT, ADA);
    expect(await status()).toBe('met');
    clock.advance({ days: 91 });
    expect(await status()).toBe('stale');
    const { version } = await incidents.contain(
      id,
      { version: 1, note: 'Done' },
      SEC,
    );
    const review = await incidents.review(
      id,
      { version, failed: 'x', controlChanges: 'y', followUps: [] },
      SEC,
    );
    expect(await status()).toBe('stale');
    await incidents.confirmReview(id, { version: review.version }, IDA);
    expect(await status()).toBe('met');
  });

  it('names to nobody a service they may not see', async () => {
    const { incidents, services } = await start();
    await incidents.report(REPORT, ADA);
    const both = await incidents.report(
      {
        ...REPORT,
        entityRefs: ['component:default/checkout', 'component:default/ledger'],
      },
      ADA,
    );
    const readable = jest
      .spyOn(services.scorecards, 'readable')
      .mockResolvedValue(new Set(['component:default/ledger']));
    const { items } = await incidents.list({}, ADA);
    expect(items).toEqual([
      expect.objectContaining({
        id: both.id,
        entityRefs: ['component:default/ledger'],
        hidden: 1,
      }),
    ]);
    await expect(incidents.report(REPORT, ADA)).rejects.toThrow(
      'which is not in the inventory',
    );
    readable.mockRestore();
    const about = await incidents.list(
      { entityRef: 'component:default/ledger' },
      ADA,
    );
    expect(about.items.map(({ id }) => id)).toEqual([both.id]);
  });

  it('is answered by those who respond when none of its services is left', async () => {
    const { incidents, services, status, attest, clock } = await start();
    await attest('OPS-002.playbook');
    await attest('OPS-002.tabletop');
    clock.advance({ minutes: 1 });
    const { id } = await incidents.report(REPORT, ADA);
    await services.inventory.forget(
      ['component:default/checkout'],
      clock.now(),
    );
    clock.advance({ days: 91 });
    expect(await status()).toBe('stale');
    await expect(incidents.get(id, ADA)).rejects.toThrow('no incident');
    const waits = async (of: typeof ADA) =>
      (await services.inbox.list(of, 9)).items.filter(({ kind }) =>
        kind.startsWith('incident'),
      );
    expect(await waits(ADA)).toEqual([]);
    expect(await waits(SEC)).toEqual([
      expect.objectContaining({
        id,
        incident: expect.objectContaining({ entityRefs: [], hidden: 1 }),
      }),
    ]);
    expect((await incidents.list({}, SEC)).items).toEqual([
      expect.objectContaining({ id, entityRefs: [], hidden: 1 }),
    ]);
    const { version } = await incidents.contain(
      id,
      { version: 1, note: 'It is gone' },
      SEC,
    );
    const review = await incidents.review(
      id,
      { version, failed: 'x', controlChanges: 'y', followUps: [] },
      SEC,
    );
    await incidents.confirmReview(id, { version: review.version }, IDA);
    expect(await status()).toBe('met');
  });

  it('is paged, newest first, and filtered by state', async () => {
    const { incidents, clock } = await start();
    const ids: string[] = [];
    for (let each = 0; each < 5; each += 1) {
      ids.push((await incidents.report(REPORT, ADA)).id);
      clock.advance({ minutes: each % 2 });
    }
    await incidents.contain(ids[0], { version: 1, note: 'Done' }, SEC);
    const read: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await incidents.list({ limit: 2, cursor }, ADA);
      read.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect([...read].sort()).toEqual([...ids].sort());
    const open = await incidents.list({ state: 'open' }, ADA);
    expect(open.items).toHaveLength(4);
  });

  it('refuses what makes no sense, and those outside the role', async () => {
    const { incidents, services } = await start();
    const { id } = await incidents.report(REPORT, ADA);
    const wrong: [() => Promise<unknown>, string][] = [
      [
        () => incidents.report({ ...REPORT, playbook: 'panic' }, ADA),
        'playbook may be data-leak',
      ],
      [
        () => incidents.report({ ...REPORT, controls: ['XX-1'] }, ADA),
        'controls names XX-1',
      ],
      [
        () => incidents.report({ ...REPORT, detectedAt: 'soon' }, ADA),
        'detectedAt has to be an instant',
      ],
      [
        () =>
          incidents.report(
            { ...REPORT, detectedAt: '2027-01-01T00:00:00Z' },
            ADA,
          ),
        'in the future',
      ],
      [() => incidents.report({ ...REPORT, title: '  ' }, ADA), 'title must'],
      [
        () => incidents.contain(id, { version: 1, note: 'x' }, ADA),
        'This is for the role security-compliance',
      ],
      [
        () => incidents.contain(id, { version: 9, note: 'x' }, SEC),
        'Somebody changed incident',
      ],
      [
        () => incidents.confirmReview(id, { version: 1 }, IDA),
        'no review that waits',
      ],
      [
        () =>
          incidents.review(
            id,
            { version: 1, failed: 'x', controlChanges: 'x', followUps: [] },
            SEC,
          ),
        'contained before',
      ],
      [() => incidents.tick(id, 'nothing', { done: true }, SEC), 'no step'],
      [() => incidents.get('nothing', ADA), 'no incident'],
    ];
    for (const [act, message] of wrong) {
      await expect(act()).rejects.toThrow(message);
    }
    const entries = await services.audit.list({ limit: 100 });
    expect(
      entries.filter(({ body }) => body?.action.startsWith('incident.')),
    ).toHaveLength(1);
  });

  it('takes an exercise as evidence once a second person confirmed it', async () => {
    const { services, attest, status, clock } = await start();
    await attest('OPS-002.playbook');
    const exercise = {
      heldOn: '2026-11-18',
      scenario: 'Instructions in a repository steer an assistant',
      playbook: 'compromised-tool',
      participants: [
        'user:default/ada',
        'User:default/Ada',
        'user:default/sec',
      ],
      findings: 'Nobody knew who suspends a tool',
      followUps: [
        {
          text: 'Name a deputy',
          owner: 'user:default/sec',
          dueOn: '2026-12-10',
        },
      ],
    };
    const recorded = await services.exercises.record(exercise, SEC);
    expect(recorded.participants).toEqual([
      'user:default/ada',
      'user:default/sec',
    ]);
    expect(await status()).toBe('unknown');
    await services.attestations.approve(
      recorded.attestation,
      'user:default/ida',
      clock.now(),
    );
    expect(await status()).toBe('met');
    const followUp = recorded.followUps[0].id;
    await services.exercises.finishFollowUp(recorded.id, followUp, SEC);
    await expect(
      services.exercises.finishFollowUp(recorded.id, followUp, SEC),
    ).rejects.toThrow('Somebody did this already');
    const { items } = await services.exercises.list({});
    expect(items[0].followUps[0].doneBy).toBe('user:default/sec');

    const refused: [object, string, typeof SEC][] = [
      [{ heldOn: '2026-12-01' }, 'today or earlier', SEC],
      [{ heldOn: '2025-10-01' }, 'more than a year ago', SEC],
      [{ participants: ['group:default/security'] }, 'a user', SEC],
      [{}, 'This is for the role security-compliance', ADA],
    ];
    for (const [part, message, by] of refused) {
      await expect(
        services.exercises.record({ ...exercise, ...part }, by),
      ).rejects.toThrow(message);
    }
    expect((await services.exercises.list({})).items).toHaveLength(1);
  });

  it('takes no exercise under a framework without a check for it', async () => {
    const { services, clock } = await start();
    await services.framework.start({
      source: {
        name: 'unrehearsed.yaml',
        text: 'extends: default\ncontrols: [{ id: OPS-002, remove: true }]',
      },
      tools: [],
      at: clock.now(),
    });
    await expect(
      services.exercises.record(
        {
          heldOn: '2026-11-18',
          scenario: 'A key in a prompt',
          playbook: 'data-leak',
          participants: ['user:default/ada'],
          findings: 'None',
          followUps: [],
        },
        SEC,
      ),
    ).rejects.toThrow('programme.incidents.tabletopCheck names it');
  });
});
