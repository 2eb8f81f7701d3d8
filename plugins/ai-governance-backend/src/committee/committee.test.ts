import { mockCredentials } from '@backstage/backend-test-utils';
import {
  component,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';
import type { HarnessOptions } from '../__testUtils__/harness';
import { user } from '../__testUtils__/people';
import { seeingOnlyTier } from '../__testUtils__/seeing';

jest.setTimeout(60_000);

const databases = testDatabases();
const as = (name: string) => mockCredentials.user(`user:default/${name}`);
const CTO = as('cto');
const SEC = as('sec');

const ROLES = {
  'governance-committee': ['cto', 'sec', 'law', 'cro'].map(
    name => `user:default/${name}`,
  ),
  cto: ['user:default/cto'],
  'security-compliance': ['user:default/sec'],
  legal: ['user:default/law'],
  cro: ['user:default/cro'],
};

const present = (...seats: [string, string?][]) =>
  seats.map(([name, seat]) => ({
    person: `user:default/${name}`,
    ...(seat !== undefined && { seat }),
  }));

describe.each(databases.eachSupportedId())(
  'the committee on %s',
  databaseId => {
    async function start(
      roles: object = ROLES,
      options: Partial<HarnessOptions> = {},
    ) {
      const started = await startServices({
        databases,
        databaseId,
        entities: ['cto', 'sec', 'law', 'cro'].map(name => user(name, [])),
        config: { aiGovernance: { roles } } as never,
        ...options,
      });
      const { services, clock } = started;
      await services.groups.refresh(mockCredentials.service());
      await services.inventory.learn([component('checkout')], clock.now());
      await services.runner.run();
      return {
        ...started,
        committee: services.committee,
        ask: (ref = 'component:default/checkout') =>
          services.exceptions.request(
            {
              entityRefs: [ref],
              control: 'SEC-001',
              reason: 'The scanner is being replaced',
              compensatingControls: ['Two reviewers'],
              until: '2026-12-20',
            },
            CTO,
          ),
        report: (title: string, entityRefs: string[], by = CTO) =>
          services.incidents.report(
            {
              title,
              description: 'x',
              severity: 'low',
              detectedAt: clock.now(),
              entityRefs,
              controls: [],
              playbook: 'other',
            },
            by,
          ),
      };
    }

    it('says which required seat is empty, and what the next meeting is about', async () => {
      const { committee, services, ask, report } = await start({
        ...ROLES,
        cro: [],
        'revenue-ai-owner': [],
      });
      await report('A leak', [], SEC);
      await ask();
      const ref = 'component:default/checkout';
      for (const tier of [3, 2] as const) {
        await services.declarations.declare(
          ref,
          { tier },
          'user:default/cto',
          CTO,
        );
      }
      await services.risks.edit(
        'R001',
        { version: 0, reviewBy: '2026-11-25' },
        'user:default/sec',
      );
      await services.workflows.propose(
        {
          name: 'Draft replies',
          description: 'x',
          owner: 'user:default/cro',
          customerFacing: true,
          level: 'approved',
          boundary: 'A person sends each',
          trail: 'https://wiki.example/trail',
        },
        CTO,
      );
      await services.riskAcceptances.accept(
        {
          control: 'CMP-002',
          reason: 'Counsel starts soon',
          compensatingControls: ['Legal looks at each'],
          until: '2026-12-01',
        },
        CTO,
      );
      const overview = await committee.overview(CTO);
      expect(
        overview.seats.filter(({ isMissing }) => isMissing).map(({ id }) => id),
      ).toEqual(['revenue']);
      expect(overview).toMatchObject({
        quorum: 3,
        everyDays: 14,
        nextOn: '2026-11-20',
      });
      expect(overview.agenda.map(({ kind, title }) => [kind, title])).toEqual([
        ['incident', 'A leak'],
        ['exception', 'SEC-001'],
        ['lowering', 'tier 3 → tier 2'],
        ['workflow', 'Draft replies'],
        ['risk', expect.stringContaining('R001')],
        ['riskAcceptance', 'CMP-002'],
        ...Array.from({ length: 9 }, () => ['review', expect.any(String)]),
      ]);
    });

    it('decides with a quorum, keeps dissent, and carries over the rest', async () => {
      const { committee, services, clock } = await start();
      const convened = await committee.convene({ on: '2026-11-20' }, SEC);
      const [first, second, third] = convened.items;
      const decision = {
        key: first.key,
        outcome: 'agreed' as const,
        reason: 'It was read by everybody',
        dissent: [
          { person: 'user:default/law', reason: 'The wording is unclear' },
        ],
      };
      await expect(
        committee.decide(convened.id, { version: 1, ...decision }, SEC),
      ).rejects.toThrow('0 of 3 seats are present');
      const attended = await committee.attend(
        convened.id,
        {
          version: 1,
          attendance: present(
            ['cto', 'engineering'],
            ['sec', 'security'],
            ['law', 'legal'],
            ['guest'],
          ),
        },
        SEC,
      );
      expect(attended.quorum.reached).toBe(true);
      const decided = await committee.decide(
        convened.id,
        { version: attended.version, ...decision },
        SEC,
      );
      expect(decided.items[0].decision).toEqual({
        outcome: 'agreed',
        reason: decision.reason,
        dissent: decision.dissent,
        present: attended.attendance,
        by: 'user:default/sec',
        at: clock.now(),
      });
      const deferred = await committee.decide(
        convened.id,
        {
          version: decided.version,
          key: second.key,
          outcome: 'deferred',
          reason: 'Figures are missing',
          dissent: [],
        },
        SEC,
      );
      await expect(
        committee.convene({ on: '2026-11-21' }, SEC),
      ).rejects.toThrow('convened already');
      // Who leaves takes nothing back of what was decided with them.
      const left = await committee.attend(
        convened.id,
        {
          version: deferred.version,
          attendance: present(['cto', 'engineering'], ['sec', 'security']),
        },
        SEC,
      );
      expect(left.quorum.reached).toBe(false);
      await committee.close(convened.id, { version: left.version }, SEC);
      const minutes = await committee.minutes(convened.id, SEC);
      expect(minutes).toContain(
        'Present then: user:default/cto, Engineering; user:default/sec, Security; user:default/law, Legal; user:default/guest, guest',
      );
      expect(minutes).toContain('Agreed. It was read by everybody');
      expect(minutes).toContain('Dissent of user:default/law');

      // A fortnight later: what was not decided, and what came round again.
      clock.advance({ days: 14 });
      const { nextOn, agenda } = await committee.overview(CTO);
      expect(nextOn).toBe('2026-12-04');
      const carried = new Map(agenda.map(item => [item.key, item.carried]));
      expect(carried.get(second.key)).toBe(1);
      expect(carried.get(third.key)).toBe(1);
      // Adoption was looked at, and comes back in a quarter.
      expect(first.key).toBe('review:adoption');
      expect(carried.has(first.key)).toBe(false);

      const log = await services.audit.list({ limit: 100 });
      expect(
        log
          .map(({ body }) => body?.action)
          .filter(action => action?.startsWith('committee.'))
          .reverse(),
      ).toEqual([
        'committee.convened',
        'committee.attended',
        'committee.decided',
        'committee.decided',
        'committee.attended',
        'committee.held',
      ]);
    });

    it('keeps what the convener may not see for those who may, and shows it to no other', async () => {
      const { committee, services, clock, ask, report } = await start(ROLES, {
        permissions: seeingOnlyTier(2, 'user:default/sec'),
      });
      const ref = 'component:default/checkout';
      // Of tier 3, and therefore hidden from the convener.
      await services.declarations.declare(
        ref,
        { tier: 3 },
        'user:default/cto',
        CTO,
      );
      await services.runner.run();
      const { id: exception } = await ask(ref);
      await report('A leak at checkout', [ref]);
      const key = `exception:${exception}`;
      const kindsOf = ({ items }: { items: { kind: string }[] }) => [
        ...new Set(items.map(({ kind }) => kind)),
      ];
      const convened = await committee.convene({ on: '2026-11-20' }, SEC);
      expect(kindsOf(convened)).toEqual(['review']);
      const { id } = convened;
      const seen = await committee.meeting(id, CTO);
      expect(kindsOf(seen)).toEqual(['incident', 'exception', 'review']);
      expect(JSON.stringify([convened, seen])).not.toContain('entityRefs');

      // Wherever the convener looks.
      const mine = await Promise.all([
        committee.overview(SEC),
        committee.meetings({}, SEC),
        committee.meeting(id, SEC),
        committee.minutes(id, SEC),
        committee.refresh(id, { version: 1 }, SEC),
      ]);
      expect(JSON.stringify(mine)).not.toMatch(/checkout|SEC-001|exception:/);
      const overview = await committee.overview(CTO);
      expect(kindsOf({ items: overview.agenda })).toContain('incident');
      expect(kindsOf(overview.open!)).toContain('exception');
      expect(await committee.minutes(id, CTO)).toContain('A leak at checkout');

      const { version } = await committee.attend(
        id,
        {
          version: 2,
          attendance: present(
            ['cto', 'engineering'],
            ['sec', 'security'],
            ['law', 'legal'],
          ),
        },
        SEC,
      );
      const decision = {
        version,
        key,
        outcome: 'agreed' as const,
        reason: 'It ends soon',
        dissent: [],
      };
      await expect(committee.decide(id, decision, SEC)).rejects.toThrow(
        `has no item ${key}`,
      );
      const decided = await committee.decide(id, decision, CTO);
      expect(
        decided.items.find(item => item.key === key)?.decision?.outcome,
      ).toBe('agreed');
      // What is left of it goes on to the next meeting, for the same eyes.
      await committee.close(id, { version: decided.version }, SEC);
      clock.advance({ days: 14 });
      const carried = (of: typeof CTO) =>
        committee
          .overview(of)
          .then(({ agenda }) =>
            agenda.filter(({ kind }) => kind === 'incident'),
          );
      expect(await carried(CTO)).toMatchObject([{ carried: 1 }]);
      expect(await carried(SEC)).toEqual([]);
    });

    it('closes what was carried over when none of its services is left', async () => {
      const { committee, services, clock, ask } = await start();
      await services.inventory.learn([component('ledger')], clock.now());
      await services.runner.run();
      const gone = `exception:${(await ask()).id}`;
      const kept = `exception:${(await ask('component:default/ledger')).id}`;
      const { id } = await committee.convene({ on: '2026-11-20' }, SEC);
      await committee.close(id, { version: 1 }, SEC);
      const carried = async () =>
        (await committee.overview(CTO)).agenda
          .filter(({ kind }) => kind === 'exception')
          .map(({ key }) => key);
      expect((await carried()).sort()).toEqual([gone, kept].sort());
      clock.advance({ days: 1 });
      await services.inventory.forget(
        ['component:default/checkout'],
        clock.now(),
      );
      expect(await carried()).toEqual([kept]);
      const next = await committee.convene({ on: '2026-11-30' }, SEC);
      const stored = await services.audit.list({
        limit: 1,
        subject: `meeting:${next.id}`,
      });
      expect(stored[0].body).toMatchObject({
        action: 'committee.convened',
        details: { gone: [gone] },
      });
      expect(JSON.stringify(stored[0].body.details?.items)).not.toContain(gone);
    });

    it('has a protection to be lowered on it until that is decided, for those who see the service', async () => {
      const { committee, services } = await start(
        { ...ROLES, 'security-compliance': ['user:default/law'] },
        { permissions: seeingOnlyTier(2, 'user:default/sec') },
      );
      const ref = 'component:default/checkout';
      const declare = (tier: 2 | 3) =>
        services.declarations.declare(ref, { tier }, 'user:default/cto', CTO);
      await declare(3);
      await services.runner.run();
      const lowered = async (of: typeof CTO) =>
        (await committee.overview(of)).agenda.filter(
          ({ kind }) => kind === 'lowering',
        );
      expect(await lowered(CTO)).toEqual([]);
      await declare(2);
      const [pending] = (await services.declarations.get(ref, CTO)).pending;
      expect(await lowered(CTO)).toEqual([
        expect.objectContaining({
          key: `lowering:${pending.id}`,
          why: 'waiting',
          due: pending.at,
        }),
      ]);
      expect(await lowered(SEC)).toEqual([]);
      await services.declarations.decide(
        pending.id,
        { approve: false, reason: 'It still takes payments' },
        as('law'),
      );
      expect(await lowered(CTO)).toEqual([]);
    });

    it('keeps an incident on it of which no service is left, for those who respond', async () => {
      const { committee, services, clock, report } = await start();
      const { id } = await report('A leak at checkout', [
        'component:default/checkout',
      ]);
      const meeting = await committee.convene({ on: '2026-11-20' }, SEC);
      await services.inventory.forget(
        ['component:default/checkout'],
        clock.now(),
      );
      const incidents = (items: { kind: string }[]) =>
        items.filter(({ kind }) => kind === 'incident');
      const shown = await committee.overview(SEC);
      expect(incidents(shown.agenda)).toMatchObject([
        { key: `incident:${id}`, why: 'open', carried: 0 },
      ]);
      expect(incidents(shown.open!.items)).toHaveLength(1);
      // Whose services they are nobody else can be asked any more.
      expect(incidents((await committee.overview(CTO)).agenda)).toEqual([]);
      await committee.close(meeting.id, { version: 1 }, SEC);
      clock.advance({ days: 14 });
      expect(incidents((await committee.overview(SEC)).agenda)).toMatchObject([
        { carried: 1 },
      ]);
      const { version } = await services.incidents.contain(
        id,
        { version: 1, note: 'It is gone' },
        SEC,
      );
      const review = await services.incidents.review(
        id,
        { version, failed: 'x', controlChanges: 'y', followUps: [] },
        SEC,
      );
      expect(review.state).toBe('contained');
    });

    it('shows of meetings that were kept without services what each reader may see', async () => {
      const { committee, services, knex, ask, report } = await start(ROLES, {
        permissions: seeingOnlyTier(2, 'user:default/sec'),
      });
      const ref = 'component:default/checkout';
      await services.declarations.declare(
        ref,
        { tier: 3 },
        'user:default/cto',
        CTO,
      );
      await services.runner.run();
      await report('A leak at checkout', [ref]);
      await report('A leak', []);
      await ask(ref);
      const { id } = await committee.convene({ on: '2026-11-20' }, CTO);
      // As meetings were kept before each reader was shown a part of them.
      const { document } = await knex('meetings').where({ id }).first();
      const before = JSON.parse(document);
      before.items = [
        ...before.items.map(({ entityRefs: _, ...item }: any) => item),
        {
          key: 'exception:nowhere',
          kind: 'exception',
          why: 'carried',
          title: 'SEC-001',
          carried: 3,
        },
      ];
      await knex('meetings')
        .where({ id })
        .update({ document: JSON.stringify(before) });
      const shown = async (of: typeof SEC) =>
        (await committee.meeting(id, of)).items
          .filter(({ kind }) => kind !== 'review')
          .map(({ title }) => title);
      expect(await shown(CTO)).toEqual(
        expect.arrayContaining(['A leak', 'A leak at checkout', 'SEC-001']),
      );
      expect(await shown(CTO)).toHaveLength(3);
      expect(await shown(SEC)).toEqual(['A leak']);
      const { version } = await committee.close(id, { version: 1 }, SEC);
      expect(version).toBe(2);
      const agenda = async (of: typeof SEC) =>
        (await committee.overview(of)).agenda
          .filter(({ kind }) => kind !== 'review')
          .map(({ title, carried }) => [title, carried]);
      expect(Object.fromEntries(await agenda(CTO))).toEqual({
        'A leak': 1,
        'A leak at checkout': 1,
        'SEC-001': 1,
      });
      expect(await agenda(SEC)).toEqual([['A leak', 1]]);
    });

    it('leaves nothing off an agenda, however much waits', async () => {
      const { committee, knex, clock, ask } = await start();
      const { id } = await ask();
      const request = await knex('exception_requests').where({ id }).first();
      const [exception] = await knex('exceptions').where({ request_id: id });
      const ids = Array.from({ length: 205 }, (_, index) => `more-${index}`);
      await knex.batchInsert(
        'exception_requests',
        ids.map(each => ({ ...request, id: each })),
        40,
      );
      await knex.batchInsert(
        'exceptions',
        ids.map(each => ({
          ...exception,
          id: each,
          request_id: each,
          open_key: null,
        })),
        40,
      );
      clock.advance({ minutes: 1 });
      const { agenda } = await committee.overview(CTO);
      expect(agenda.filter(({ kind }) => kind === 'exception')).toHaveLength(
        206,
      );
    });

    it('adds to an open agenda what became due since', async () => {
      const { committee, services } = await start();
      const convened = await committee.convene({ on: '2026-11-25' }, SEC);
      await services.risks.edit(
        'R002',
        { version: 0, reviewBy: '2026-11-24' },
        'user:default/sec',
      );
      const extended = await committee.refresh(
        convened.id,
        { version: 1 },
        SEC,
      );
      expect(
        extended.items.slice(convened.items.length).map(({ key }) => key),
      ).toEqual(['risk:R002']);
      const { items } = await committee.meetings({}, SEC);
      expect(items).toEqual([extended]);
    });

    it('refuses what makes no sense, and those outside the role', async () => {
      const { committee, services } = await start();
      const { id, items } = await committee.convene({ on: '2026-11-20' }, SEC);
      const attend = (...seats: [string, string?][]) =>
        committee.attend(
          id,
          { version: 1, attendance: present(...seats) },
          SEC,
        );
      const wrong: [() => Promise<unknown>, string][] = [
        [() => committee.convene({ on: '2026-11-30' }, as('ada')), 'the role'],
        [() => committee.convene({ on: '2026-11-01' }, SEC), 'today or later'],
        [() => committee.convene({ on: 'soon' }, SEC), 'has to be a date'],
        [() => attend(['cto', 'throne']), 'there is no throne'],
        [() => attend(['cto', 'legal']), 'in none of the roles of the seat'],
        [() => attend(['cto', 'engineering'], ['cto']), 'names somebody twice'],
        [
          () => committee.close(id, { version: 9 }, SEC),
          'Somebody changed meeting',
        ],
        [() => committee.meeting('nothing', SEC), 'no meeting nothing'],
      ];
      for (const [act, message] of wrong) {
        await expect(act()).rejects.toThrow(message);
      }
      const attended = await attend(
        ['cto', 'engineering'],
        ['sec', 'security'],
        ['cro', 'revenue'],
      );
      const decide = (part: object) =>
        committee.decide(
          id,
          {
            version: attended.version,
            key: items[0].key,
            outcome: 'noted',
            reason: 'x',
            dissent: [],
            ...part,
          },
          SEC,
        );
      const undecidable: [object, string][] = [
        [{ key: 'risk:none' }, 'has no item risk:none'],
        [{ reason: ' ' }, 'reason must say something'],
        [
          { dissent: [{ person: 'user:default/law', reason: 'x' }] },
          'not among those present',
        ],
      ];
      for (const [part, message] of undecidable) {
        await expect(decide(part)).rejects.toThrow(message);
      }
      await committee.close(id, { version: attended.version }, SEC);
      await expect(decide({ version: attended.version + 1 })).rejects.toThrow(
        'its minutes stay',
      );
      expect(
        (await services.audit.list({ limit: 100 })).filter(({ body }) =>
          body?.action.startsWith('committee.'),
        ),
      ).toHaveLength(3);
    });
  },
);
