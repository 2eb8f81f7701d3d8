import { mockCredentials } from '@backstage/backend-test-utils';
import type { PlanItemState } from '@plumbline/backstage-plugin-ai-governance-common';
import {
  component,
  startReplica,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';
import { readingOwnCatalog } from '../__testUtils__/seeing';

jest.setTimeout(60_000);

const DAY = 86_400_000;

const databases = testDatabases();

const USER = mockCredentials.user();
const ADA = 'user:default/ada';
const BOB = 'user:default/bob';
const TEAM = 'group:default/payments';
const STAGE = 'ai-governance/adoption-stage';

describe.each(databases.eachSupportedId())('plans on %s', databaseId => {
  async function start() {
    const started = await startServices({ databases, databaseId });
    const { services, clock } = started;
    await services.inventory.learn(
      [
        component('checkout'),
        component('ledger'),
        component('search', { owners: ['group:default/web'] }),
        component('orphan', { owners: ['user:default/cem'] }),
      ],
      clock.now(),
    );
    await services.runner.run();
    const { framework } = services.framework.current();
    const attest = (plan: string, item: string, subject = 'organization') =>
      services.roadmap.attest(
        { subject, plan, item, statement: 'Done' },
        ADA,
        USER,
      );
    return {
      ...started,
      /** Entities of payments, or of others, whose descriptors say something. */
      declare: async (
        names: string[],
        annotations: { [key: string]: string },
        owners = [TEAM],
      ) => {
        await services.inventory.learn(
          names.map(name => component(name, { owners, annotations })),
          clock.now(),
        );
        await services.runner.run();
      },
      /** What the first stage takes, said of payments. */
      readyForPilot: async () => {
        for (const item of ['pilot.1', 'pilot.2', 'pilot.3', 'pilot.4']) {
          await attest('adoption:pilot', item, TEAM);
        }
      },
      move: (from: string | null, to: string | null) =>
        services.adoption.move(
          { team: TEAM, from, to, reason: 'Agreed' },
          ADA,
          USER,
        ),
      attestControl: async (check: string) => {
        const wanted = framework.controls
          .flatMap(control => control.parts)
          .flatMap(part => part.checks)
          .find(({ id }) => id === check)!.wanted;
        const { id } = await services.attestations.attest(
          {
            check,
            subject: 'organization',
            statement: 'in force',
            items: (wanted ?? []).map(name => ({ name, digest: 'x' })),
          },
          ADA,
          clock.now(),
        );
        await services.attestations.approve(id, BOB, clock.now());
        await services.runner.run();
      },
      attest,
      checklist: async (id: string) =>
        (await services.roadmap.plans(USER)).checklists.find(
          list => list.id === id,
        )!,
      team: async (name = TEAM) =>
        (await services.adoption.teams(USER)).items.find(
          item => item.team === name,
        )!,
    };
  }

  it('show the three plans with nothing done at first', async () => {
    const { services } = await start();
    const { roadmaps, checklists, organizationLevel } =
      await services.roadmap.plans(USER);
    expect(organizationLevel).toBe(1);
    expect(
      roadmaps.map(({ id, currentPhase, phases }) => [
        id,
        currentPhase,
        phases.map(({ done, items }) => `${done}/${items.length}`).join(' '),
      ]),
    ).toEqual([
      ['twelve-months', 'foundation', '0/5 0/5 0/5 0/5'],
      ['ninety-days', 'baseline', '0/3 0/2 0/3'],
      ['six-pillars', 'data-and-use', '0/3 0/3 0/3 0/3'],
    ]);
    expect(checklists.map(({ id, holds }) => [id, holds])).toEqual([
      ['governance-baseline', false],
      ['implementation', false],
      ['deployment', false],
      ['operating', false],
    ]);
  });

  it('are ticked off by the organization, its entities, or a person', async () => {
    const { services, clock, attestControl, attest } = await start();
    const phase = async (roadmap: string, id: string) =>
      (await services.roadmap.plans(USER)).roadmaps
        .find(candidate => candidate.id === roadmap)!
        .phases.find(candidate => candidate.id === id)!;
    const item = (items: PlanItemState[], id: string) =>
      items.find(candidate => candidate.id === id)!;
    for (const check of ['OPS-002.playbook', 'OPS-002.tabletop']) {
      await attestControl(check);
    }
    const formal = await phase('twelve-months', 'formalization');
    expect(item(formal.items, 'formalization.5')).toMatchObject({
      isDone: true,
      isEvidenced: true,
      controls: [
        {
          id: 'OPS-002',
          organization: 'met',
          met: 0,
          applicable: 0,
          isInPlace: true,
        },
      ],
    });
    await services.evidence.push(
      ['checkout', 'ledger', 'search'].map(name => ({
        subject: `component:default/${name}`,
        source: 'ci:main',
        items: ['CMP-001.license-scan', 'CMP-001.sarif'].map(check => ({
          check,
          outcome: 'pass' as const,
          summary: 'Scanned',
        })),
      })),
      clock.now(),
    );
    await services.runner.run();
    const scan = item(
      (await phase('twelve-months', 'formalization')).items,
      'formalization.4',
    );
    // Three of four are not nine of ten.
    expect(scan).toMatchObject({
      isDone: false,
      controls: [{ id: 'CMP-001', applicable: 4, isInPlace: false }],
    });
    const given = await attest(
      'roadmap:twelve-months/formalization',
      'formalization.4',
    );
    const after = await phase('twelve-months', 'formalization');
    expect(item(after.items, 'formalization.4')).toMatchObject({
      isDone: true,
      isEvidenced: false,
      attestation: { id: given.id, by: ADA, statement: 'Done' },
    });
    expect(after.done).toBe(2);
    await expect(
      attest('roadmap:twelve-months/formalization', 'formalization.4'),
    ).rejects.toThrow(/already; it can be said anew in the last 31 days/);
    await services.roadmap.withdraw(given.id, 'Not all of it', BOB);
    expect((await phase('twelve-months', 'formalization')).done).toBe(1);
    await expect(
      services.roadmap.withdraw(given.id, 'again', BOB),
    ).rejects.toThrow(/already withdrawn/);
    await attest('roadmap:twelve-months/formalization', 'formalization.4');
    const log = await services.audit.list({ limit: 3 });
    expect(log.map(({ body }) => body.action)).toEqual([
      'plan.attested',
      'plan.withdrawn',
      'plan.attested',
    ]);
    expect((await services.audit.verify()).valid).toBe(true);
  });

  it('count as open what the list finds, over the organization and over a team', async () => {
    const { services, team, readyForPilot, move } = await start();
    const { roadmaps, checklists } = await services.roadmap.plans(USER);
    const items = [
      ...roadmaps.flatMap(({ phases }) => phases.flatMap(phase => phase.items)),
      ...checklists.flatMap(list => list.items),
    ];
    const listed = async (control: string, narrowed = '') =>
      (
        await services.scorecards.list(
          {
            filter: [
              `assessable=true,openPart.${control}=entity,openPart.${control}=group${narrowed}`,
            ],
          },
          USER,
        )
      ).totalItems;
    const shares = new Map(
      items.flatMap(({ controls }) => controls.map(each => [each.id, each])),
    );
    expect(shares.size).toBeGreaterThan(5);
    for (const { id, open } of shares.values()) {
      expect([id, open]).toEqual([id, await listed(id)]);
    }
    expect([...shares.values()].some(({ open }) => open > 0)).toBe(true);
    await readyForPilot();
    await move(null, 'pilot');
    const { next } = await team();
    const criteria = next!.items.flatMap(({ controls }) => controls);
    expect(criteria.length).toBeGreaterThan(0);
    for (const { id, open } of criteria) {
      expect([id, open]).toEqual([
        id,
        await listed(id, `,ownerNested=${TEAM}`),
      ]);
    }
  });

  it('count for as long as somebody said, and are open again after', async () => {
    const { services, clock, checklist, knex } = await start();
    const list = 'governance-baseline';
    const say = (statement: string, validUntil?: string) =>
      services.roadmap.attest(
        {
          subject: 'organization',
          plan: `checklist:${list}`,
          item: `${list}.1`,
          statement,
          ...(validUntil && { validUntil }),
        },
        ADA,
        USER,
      );
    const first = async () => (await checklist(list)).items[0];
    const inDays = (days: number) =>
      new Date(Date.parse(clock.now()) + days * DAY).toISOString();
    for (const [validUntil, message] of [
      [inDays(367), /at most/],
      [inDays(-1), /in the future/],
      ['2027-02-30', /neither a date/],
    ] as const) {
      await expect(say('x', validUntil)).rejects.toThrow(message);
    }
    expect(await knex('plan_attestations')).toEqual([]);
    const given = await say('Decided', inDays(40));
    expect(given.validUntil).toBe(inDays(40));
    expect((await say('And again', inDays(90)).catch(e => e)).name).toBe(
      'ConflictError',
    );
    clock.advance({ days: 39 });
    expect(await first()).toMatchObject({
      isDone: true,
      attestation: { id: given.id },
    });
    clock.advance({ days: 1 });
    expect(await first()).toMatchObject({
      isDone: false,
      lapsed: { id: given.id, statement: 'Decided' },
    });
    expect(await first()).not.toHaveProperty('attestation');
    const next = await say('Looked at again', inDays(20));
    expect(await first()).toMatchObject({
      isDone: true,
      attestation: { id: next.id, validUntil: inDays(20) },
    });
    // In its last days the next one follows without a gap.
    const longest = await say('For a year');
    expect(longest.validUntil).toBe(inDays(366));
    expect(await first()).toMatchObject({ attestation: { id: longest.id } });
    expect(await first()).not.toHaveProperty('lapsed');
    expect(await knex('plan_attestations')).toHaveLength(3);
  });

  it('say which entities declare a stage before their team', async () => {
    const { services, declare, readyForPilot, move, team } = await start();
    const stage = (name: string, declared: string, owners = [TEAM]) =>
      declare([name], { [STAGE]: declared }, owners);
    await stage('checkout', 'controlled');
    await stage('ledger', 'pilot');
    await stage('search', 'pilot', ['group:default/web']);
    const ahead = async (name: string) =>
      (await services.scorecards.get(`component:default/${name}`, USER))
        .aheadOfTeam;
    // No team ever moved: there is nothing to be ahead of.
    expect(await team()).not.toHaveProperty('ahead');
    expect(await ahead('checkout')).toBeUndefined();
    await readyForPilot();
    await move(null, 'pilot');
    expect((await team()).ahead).toEqual({
      entities: 1,
      first: [{ entityRef: 'component:default/checkout', stage: 'controlled' }],
    });
    expect(await ahead('checkout')).toEqual({
      team: TEAM,
      teamStage: 'pilot',
      declared: 'controlled',
      next: 'controlled',
    });
    expect(await ahead('ledger')).toBeUndefined();
    expect(await ahead('search')).toEqual({
      team: 'group:default/web',
      teamStage: null,
      declared: 'pilot',
      next: 'pilot',
    });
    // Of two teams the one that is furthest counts.
    await stage('search', 'pilot', ['group:default/web', TEAM]);
    expect(await ahead('search')).toBeUndefined();
    expect(await team('group:default/web')).not.toHaveProperty('ahead');
    await stage('checkout', 'pilot');
    expect(await team()).not.toHaveProperty('ahead');
    expect(await ahead('checkout')).toBeUndefined();
  });

  describe('as nobody can mean them', () => {
    let shared: Awaited<ReturnType<typeof start>>;

    beforeAll(async () => {
      shared = await start();
    });

    it.each<[string, string, string, string, RegExp]>([
      [
        'an item nobody knows',
        'checklist:deployment',
        'x',
        'organization',
        /no item x/,
      ],
      ['a plan nobody knows', 'checklist:x', 'x', 'organization', /no item x/],
      [
        'a team’s word on a checklist',
        'checklist:deployment',
        'deployment.1',
        TEAM,
        /is the organization/,
      ],
      [
        'an entry criterion without a team',
        'adoption:pilot',
        'pilot.1',
        'organization',
        /not an entity ref/,
      ],
      [
        'an entry criterion of a person',
        'adoption:pilot',
        'pilot.1',
        ADA,
        /about a team/,
      ],
      [
        'an entry criterion of a team that is not there',
        'adoption:pilot',
        'pilot.1',
        'group:default/x',
        /^group:default\/x is no team that owns something governed/,
      ],
    ])('refuse %s', async (_, plan, item, subject, message) => {
      const { attest, knex } = shared;
      await expect(attest(plan, item, subject)).rejects.toThrow(message);
      expect(await knex('plan_attestations')).toEqual([]);
    });
  });

  it('list the teams that own something, with what the next stage takes', async () => {
    const { services, team } = await start();
    const { items, stages } = await services.adoption.teams(USER);
    expect(stages.map(({ id }) => id)).toEqual([
      'pilot',
      'controlled',
      'scaled',
    ]);
    expect(items.map(item => [item.team, item.stage, item.entities])).toEqual([
      ['group:default/payments', null, 2],
      ['group:default/web', null, 1],
    ]);
    expect((await team()).next).toMatchObject({
      stage: 'pilot',
      isReady: false,
      missingChecklists: [],
    });
  });

  it('answer by themselves whether a pilot keeps away from what is critical', async () => {
    const { declare, team } = await start();
    const criterion = async () =>
      (await team()).next!.items.find(({ id }) => id === 'pilot.4');
    // Nobody said which repositories it is about.
    expect(await criterion()).toMatchObject({ isDone: false });
    await declare(['checkout'], { [STAGE]: 'pilot' });
    expect(await criterion()).toMatchObject({
      isDone: true,
      isEvidenced: true,
      controls: [],
    });
    // A critical one beside the pilot is nothing of it.
    await declare(['ledger'], { 'ai-governance/review-tier': '3' });
    expect(await criterion()).toMatchObject({ isDone: true });
    await declare(['ledger'], {
      'ai-governance/review-tier': '3',
      [STAGE]: 'pilot',
    });
    expect(await criterion()).toMatchObject({
      isDone: false,
      isEvidenced: false,
    });
  });

  it('let a team up by one stage with everything there, and down always', async () => {
    const { services, team, attest, readyForPilot, move } = await start();
    await expect(move(null, 'pilot')).rejects.toThrow(/pilot.1 \(Two or three/);
    await expect(move(null, 'controlled')).rejects.toThrow(
      /has to take pilot before controlled/,
    );
    await readyForPilot();
    expect((await team()).next!.isReady).toBe(true);
    expect(await team('group:default/web')).toMatchObject({
      next: { isReady: false },
    });
    expect(await move(null, 'pilot')).toMatchObject({
      stage: 'pilot',
      next: { stage: 'controlled' },
      moves: [{ from: null, to: 'pilot', by: ADA, reason: 'Agreed' }],
    });
    await expect(move(null, 'pilot')).rejects.toThrow(/is at pilot and not/);
    await expect(move('pilot', 'pilot')).rejects.toThrow(/already/);
    for (let index = 1; index <= 5; index++) {
      await attest('adoption:controlled', `controlled.${index}`, TEAM);
    }
    await move('pilot', 'controlled');
    for (let index = 1; index <= 6; index++) {
      await attest('adoption:scaled', `scaled.${index}`, TEAM);
    }
    await expect(move('controlled', 'scaled')).rejects.toThrow(
      /not holding for the organization: governance-baseline/,
    );
    for (let index = 1; index <= 4; index++) {
      await attest(
        'checklist:governance-baseline',
        `governance-baseline.${index}`,
      );
    }
    expect(await move('controlled', 'scaled')).toMatchObject({
      stage: 'scaled',
    });
    expect((await team()).next).toBeUndefined();
    await move('scaled', null);
    expect(await team()).toMatchObject({ stage: null, moves: { length: 4 } });
    const [{ body }] = await services.audit.list({ limit: 1 });
    expect(body).toMatchObject({
      action: 'adoption.moved',
      subject: TEAM,
      details: { from: 'scaled', to: null, criteria: [] },
    });
  });

  it('refuse moves of nobody, to nowhere, and the second of two at once', async () => {
    const { services, readyForPilot } = await start();
    const move = (team: string, to: string | null, reason = 'x') =>
      services.adoption.move({ team, from: null, to, reason }, ADA, USER);
    await expect(move('group:default/x', 'pilot')).rejects.toThrow(/no team/);
    await expect(move(TEAM, 'moon')).rejects.toThrow(/no adoption stage moon/);
    await expect(move(TEAM, 'pilot', ' ')).rejects.toThrow(/reason/);
    await readyForPilot();
    const results = await Promise.allSettled([
      move(TEAM, 'pilot'),
      move(TEAM, 'pilot'),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
  });

  it('tell who moves a team of what that person may see, and weigh everything', async () => {
    const { services, clock, knex, declare, readyForPilot } = await start();
    await declare(['ledger', 'vault'], { [STAGE]: 'scaled' });
    // Of payments one is in this person's catalog, of the others none.
    const { services: narrow } = await startReplica(knex, {
      clock,
      permissions: readingOwnCatalog(),
      entities: [
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: { name: 'checkout' },
        },
      ],
    });
    const move = (team: string) =>
      narrow.adoption.move(
        { team, from: null, to: 'pilot', reason: 'Agreed' },
        ADA,
        USER,
      );
    const refusal = async (attempt: Promise<unknown>) =>
      String(await attempt.catch(error => error));
    const web = 'group:default/web';
    const nobody = 'group:default/nobody';
    const say = (subject: string) =>
      narrow.roadmap.attest(
        { subject, plan: 'adoption:pilot', item: 'pilot.1', statement: 'x' },
        ADA,
        USER,
      );
    for (const act of [move, say]) {
      const hidden = await refusal(act(web));
      expect(hidden).toMatch(/is no team that owns something governed/);
      expect(hidden.replace(web, nobody)).toBe(await refusal(act(nobody)));
    }
    expect(await knex('adoption_moves')).toEqual([]);
    await readyForPilot();
    const moved = await move(TEAM);
    expect(moved).toMatchObject({ stage: 'pilot', entities: 1 });
    expect(moved).not.toHaveProperty('ahead');
    expect(moved).toEqual((await narrow.adoption.teams(USER)).items[0]);
    const [everything] = (await services.adoption.teams(USER)).items;
    expect(everything).toMatchObject({ entities: 3, ahead: { entities: 2 } });
  });

  it('lead to every entity that is ahead of its team', async () => {
    const { services, clock, declare, readyForPilot, move, team } =
      await start();
    const names = Array.from(
      { length: 23 },
      (_, index) => `early-${String(index).padStart(2, '0')}`,
    );
    await declare(names, { [STAGE]: 'controlled' });
    const ahead = (page: object = {}, of = TEAM) =>
      services.adoption.ahead({ team: of, ...page }, USER);
    // No team ever moved: there is nothing to be ahead of.
    expect(await ahead()).toEqual({
      at: clock.now(),
      items: [],
      totalItems: 0,
    });
    await readyForPilot();
    await move(null, 'pilot');
    expect((await team()).ahead).toMatchObject({
      entities: 23,
      first: { length: 20 },
    });
    const first = await ahead({ limit: 21 });
    expect(first).toMatchObject({ totalItems: 23, items: { length: 21 } });
    const { nextCursor, ...rest } = await ahead({
      limit: 21,
      cursor: first.nextCursor,
    });
    expect(nextCursor).toBeUndefined();
    expect([...first.items, ...rest.items]).toEqual(
      names.map(name => ({
        entityRef: `component:default/${name}`,
        owners: [TEAM],
        stage: 'controlled',
      })),
    );
    expect((await ahead({}, 'group:default/web')).totalItems).toBe(0);
    await expect(ahead({}, 'group:default/x')).rejects.toThrow(/no team/);
    await expect(ahead({ cursor: 'x' })).rejects.toThrow(/cursor/);
  });
});
