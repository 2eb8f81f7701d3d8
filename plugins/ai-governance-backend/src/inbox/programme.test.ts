import { mockCredentials } from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { SignalPayload } from '@backstage/plugin-signals-node';
import type {
  IncidentReport,
  WorkflowProposal,
} from '@plumbline/backstage-plugin-ai-governance-common';
import {
  component,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';
import type { HarnessOptions } from '../__testUtils__/harness';
import { acknowledged, group, user } from '../__testUtils__/people';
import { seeingOnlyTier } from '../__testUtils__/seeing';

jest.setTimeout(60_000);

const databases = testDatabases();

const as = (name: string) => mockCredentials.user(`user:default/${name}`);
/** In no role. */
const ADA = as('ada');
/** In no role, in a team. */
const EVE = as('eve');
/** In security through a group inside it, and in the group that owns workflows. */
const BOB = as('bob');
const SEC = as('sec');
const CTO = as('cto');

const WORKFLOW: WorkflowProposal = {
  name: 'Draft replies to tickets',
  description: 'AI drafts an answer',
  owner: 'group:default/support',
  customerFacing: true,
  level: 'approved',
  boundary: 'An agent reads and sends each reply',
  trail: 'https://tickets.example/trail',
};

const INCIDENT: IncidentReport = {
  title: 'A key went into a prompt',
  description: 'Somebody pasted a configuration file',
  severity: 'high',
  detectedAt: '2026-11-20T07:00:00Z',
  entityRefs: ['component:default/one', 'component:default/two'],
  controls: [],
  playbook: 'data-leak',
};

describe.each(databases.eachSupportedId())(
  'the inbox and the running of the programme on %s',
  databaseId => {
    async function start(
      options: Partial<HarnessOptions> & { acknowledged?: boolean } = {},
    ) {
      const notifications: NotificationSendOptions[] = [];
      const signals: SignalPayload[] = [];
      const started = await startServices({
        databases,
        databaseId,
        entities: [
          group('security'),
          group('on-call', { parent: 'security' }),
          group('support'),
          group('web'),
          user('ada', []),
          user('eve', ['web']),
          user('bob', ['on-call', 'support']),
          user('sec', ['security']),
          user('cto', []),
        ],
        config: {
          aiGovernance: {
            roles: {
              'security-compliance': ['group:default/security'],
              'governance-committee': ['user:default/cto', 'user:default/sec'],
            },
          },
        },
        notifications: {
          async send(sent) {
            notifications.push(sent);
          },
        },
        signals: {
          async publish(signal) {
            signals.push(signal as SignalPayload);
          },
        },
        ...options,
      });
      const { services, clock, background } = started;
      await services.groups.refresh(mockCredentials.service());
      await services.inventory.learn(
        ['one', 'two'].map(name => component(name)),
        clock.now(),
      );
      await services.runner.run();
      if (options.acknowledged ?? true) {
        await acknowledged(services, 'ada', 'bob', 'sec', 'cto');
        await background.news.idle();
        signals.length = 0;
      }
      return {
        ...started,
        notifications,
        /** Who was told since, of what. */
        async told() {
          await background.news.idle();
          return notifications
            .splice(0)
            .map(({ recipients, payload }) => [
              payload.title,
              (recipients as any).entityRef.map((ref: string) =>
                ref.replace('user:default/', ''),
              ),
            ]);
        },
        async signalled() {
          await background.news.idle();
          return [
            ...new Set(
              signals
                .splice(0)
                .flatMap(({ recipients }) => (recipients as any).entityRef),
            ),
          ].sort();
        },
        kinds: async (of: typeof ADA) =>
          (await services.inbox.list(of, 50)).items.map(({ kind }) => kind),
      };
    }

    it('asks those to approve an AI workflow who neither proposed nor own it', async () => {
      const { services, kinds, told, signalled, clock } = await start();
      const { workflows } = services;
      const { id } = await workflows.propose(WORKFLOW, ADA);
      expect(await kinds(SEC)).toEqual(['workflow']);
      expect(await services.inbox.count(SEC)).toMatchObject({
        total: 1,
        counts: { workflow: 1 },
      });
      // In the role, but in the group that owns it; and outside the role.
      expect(await kinds(BOB)).toEqual([]);
      expect(await kinds(ADA)).toEqual([]);
      expect(await told()).toEqual([
        ['An AI workflow waits for your decision', ['sec']],
      ]);
      expect(await signalled()).toEqual(['user:default/sec']);

      await workflows.decide(
        id,
        { version: 1, approve: true, reason: 'Fine' },
        SEC,
      );
      expect(await kinds(SEC)).toEqual([]);
      expect(await signalled()).toEqual([
        'user:default/ada',
        'user:default/sec',
      ]);
      clock.advance({ days: 183 });
      expect(await kinds(SEC)).toContain('workflowToReview');
      expect(await kinds(BOB)).not.toContain('workflowToReview');
    });

    it('leads an incident from the response to the second reader and what is left to do', async () => {
      const { services, kinds, told, clock } = await start();
      const { incidents } = services;
      const { id } = await incidents.report(INCIDENT, SEC);
      expect(await kinds(SEC)).toEqual(['incident']);
      expect(await kinds(ADA)).toEqual([]);
      expect(await told()).toEqual([
        [
          'An incident with AI-assisted development waits for your response',
          ['bob'],
        ],
      ]);
      await incidents.contain(id, { version: 1, note: 'Rotated' }, SEC);
      expect(await kinds(BOB)).toEqual(['incident']);
      clock.advance({ minutes: 1 });
      await incidents.review(
        id,
        {
          version: 2,
          failed: 'The filter',
          controlChanges: 'None',
          followUps: [
            {
              text: 'Filter keys',
              owner: 'group:default/support',
              dueOn: '2026-12-20',
            },
          ],
        },
        SEC,
      );
      // Whoever wrote it does not read it.
      expect(await kinds(SEC)).toEqual([]);
      expect(await kinds(BOB)).toEqual(['incidentToRead']);
      expect(await told()).toEqual([
        ['The review of an incident waits for a second reader', ['bob']],
      ]);
      const read = await incidents.confirmReview(id, { version: 3 }, BOB);
      expect(await told()).toEqual([
        ['A follow-up falls to you or your group', ['bob']],
      ]);
      expect((await services.inbox.list(BOB, 9)).items).toEqual([
        expect.objectContaining({
          kind: 'followUp',
          followUp: expect.objectContaining({
            text: 'Filter keys',
            of: { kind: 'incident', id, title: INCIDENT.title },
          }),
        }),
      ]);
      expect(await kinds(SEC)).toEqual([]);
      await incidents.finishFollowUp(id, read.review!.followUps[0].id, BOB);
      expect(await kinds(BOB)).toEqual([]);
    });

    it('names no service of an incident that the reader may not see', async () => {
      const { services, clock, kinds } = await start({
        permissions: seeingOnlyTier(2, 'user:default/bob'),
      });
      await services.declarations.declare(
        'component:default/two',
        { tier: 3 },
        'user:default/ada',
        ADA,
      );
      clock.advance({ minutes: 1 });
      await services.incidents.report(INCIDENT, SEC);
      await services.incidents.report(
        { ...INCIDENT, entityRefs: ['component:default/two'] },
        SEC,
      );
      expect(await kinds(SEC)).toEqual(['incident', 'incident']);
      const { items, total } = await services.inbox.list(BOB, 9);
      expect(total).toBe(1);
      expect(items[0]).toMatchObject({
        incident: { entityRefs: ['component:default/one'], hidden: 1 },
      });
    });

    it('lets the owner of a follow-up do it who may see none of its services', async () => {
      const { services, clock, kinds } = await start({
        permissions: seeingOnlyTier(2, 'user:default/bob'),
        // Without Bob, who only owns what is to be done.
        config: {
          aiGovernance: {
            roles: {
              'security-compliance': [
                'user:default/sec',
                'user:default/deputy',
              ],
            },
          },
        },
      });
      const two = 'component:default/two';
      for (const ref of [two, 'component:default/one']) {
        await services.declarations.declare(
          ref,
          { tier: 3 },
          'user:default/ada',
          ADA,
        );
      }
      clock.advance({ minutes: 1 });
      const { incidents } = services;
      const { id } = await incidents.report(
        { ...INCIDENT, entityRefs: [two] },
        ADA,
      );
      await incidents.contain(id, { version: 1, note: 'Rotated' }, SEC);
      const owed = (owner: string) => ({
        text: `To do by ${owner}`,
        owner,
        dueOn: '2026-12-20',
      });
      const { review } = await incidents.review(
        id,
        {
          version: 2,
          failed: 'The filter of two',
          controlChanges: 'None',
          followUps: [owed('group:default/support'), owed('user:default/ada')],
        },
        SEC,
      );
      const [bobs, adas] = review!.followUps;
      // Nothing falls to anybody before a second person has read it.
      const draft = incidents.finishFollowUp(id, bobs.id, BOB);
      await expect(draft).rejects.toThrow('There is no incident');
      await incidents.confirmReview(id, { version: 3 }, as('deputy'));
      expect((await services.inbox.list(BOB, 9)).items).toEqual([
        {
          kind: 'followUp',
          id: bobs.id,
          at: clock.now(),
          followUp: { ...bobs, of: { kind: 'incident', id } },
        },
      ]);
      const shown = JSON.stringify(await services.inbox.list(BOB, 9));
      expect(shown).not.toMatch(/two|key went/);
      expect(await services.inbox.count(BOB)).toMatchObject({ total: 1 });
      await expect(incidents.get(id, BOB)).rejects.toThrow('no incident');
      // Neither what is others', nor what there is not.
      for (const other of [adas.id, 'nothing']) {
        await expect(incidents.finishFollowUp(id, other, BOB)).rejects.toThrow(
          'There is no incident',
        );
      }
      expect(await incidents.finishFollowUp(id, bobs.id, BOB)).toBeUndefined();
      expect(await kinds(BOB)).toEqual([]);
      const { review: after } = await incidents.get(id, SEC);
      expect(after!.followUps[0]).toMatchObject({
        doneBy: 'user:default/bob',
      });
    });

    it('asks everybody in a team to acknowledge who answers for what, and reminds whoever holds a role', async () => {
      const { services, knex, background, clock, told, kinds, signalled } =
        await start({ acknowledged: false });
      const inForce = services.framework.current();
      expect((await services.inbox.list(CTO, 9)).items).toEqual([
        {
          kind: 'accountability',
          id: expect.any(String),
          at: inForce.inForceSince,
          roles: ['governance-committee'],
          changed: false,
        },
      ]);
      // Through a group inside a group; one with no role; and one with no team.
      expect(await kinds(BOB)).toEqual(['accountability']);
      expect((await services.inbox.list(EVE, 9)).items).toEqual([
        expect.objectContaining({ kind: 'accountability', roles: [] }),
      ]);
      expect(await kinds(ADA)).toEqual([]);
      const remind = () => background.dueReminders!.run();
      expect(await remind()).toBe(3);
      expect(
        (await told()).map(([title, people]) => [title, people]).sort(),
      ).toEqual([
        ['Something is due', ['bob']],
        ['Something is due', ['cto']],
        ['Something is due', ['sec']],
      ]);
      clock.advance({ days: 30 });
      expect(await remind()).toBe(0);
      expect(await told()).toEqual([]);

      const { digest } = await services.accountability.state(
        'user:default/cto',
        { readsTeams: false },
      );
      await services.accountability.acknowledge({ digest }, CTO);
      expect(await kinds(CTO)).toEqual([]);
      expect(await kinds(BOB)).toEqual(['accountability']);
      expect(await signalled()).toEqual(['user:default/cto']);

      // Other texts ask again, and are said once again.
      const spy = jest.spyOn(services.framework, 'current').mockReturnValue({
        ...inForce,
        framework: { ...inForce.framework, accountability: [] },
      });
      expect((await services.inbox.list(CTO, 9)).items).toEqual([
        expect.objectContaining({ kind: 'accountability', changed: true }),
      ]);
      expect(await remind()).toBe(3);
      let statements = 0;
      const count = () => {
        statements += 1;
      };
      knex.on('query', count);
      expect(await remind()).toBe(0);
      knex.removeListener('query', count);
      // Every source is asked once, however many people there are.
      expect(statements).toBeLessThan(35);
      spy.mockRestore();
    });

    it('asks somebody else than the person concerned what came of a violation', async () => {
      const { services, kinds, told, signalled } = await start();
      const { id } = await services.violations.report(
        {
          person: 'user:default/bob',
          policy: 'never-in-prompts.2',
          occurredOn: '2026-11-19',
          description: 'A key was pasted',
        },
        CTO,
      );
      expect(await kinds(SEC)).toEqual(['violation']);
      expect(await kinds(BOB)).toEqual([]);
      expect(await kinds(CTO)).toEqual([]);
      expect(await told()).toEqual([
        ['A violation of the usage policy was reported', ['sec']],
      ]);
      expect(await signalled()).toEqual(['user:default/sec']);
      await services.violations.settle(
        id,
        { version: 1, text: 'Talked through' },
        SEC,
      );
      expect(await kinds(SEC)).toEqual([]);
    });

    it('asks for the week whose failures nobody looked at', async () => {
      const { services, clock, kinds } = await start();
      const says = (outcome: 'pass' | 'fail') =>
        services.evidence.push(
          [
            {
              subject: 'component:default/one',
              source: 'ci:main',
              items: [
                { check: 'SEC-001.sarif', outcome, summary: 'A scan' },
                {
                  check: 'SEC-001.scanner',
                  outcome: 'pass' as const,
                  summary: 'Runs',
                },
              ],
            },
          ],
          clock.now(),
        );
      await says('pass');
      await services.runner.run();
      clock.advance({ days: 7 });
      await says('fail');
      await services.runner.run();
      expect(await kinds(SEC)).toEqual([]);
      clock.advance({ days: 3 });
      await services.runner.run();
      const { items } = await services.inbox.list(SEC, 9);
      expect(items).toEqual([
        {
          kind: 'failures',
          id: '2026-11-23',
          at: '2026-11-30T00:00:00.000Z',
          week: '2026-11-23',
          controls: [{ control: 'SEC-001', entities: 1 }],
        },
      ]);
      expect(await kinds(ADA)).toEqual([]);
      // What was seen is remembered; that it was looked at is asked each time.
      await services.failures.review('2026-11-23', { notes: 'Known' }, BOB);
      expect(await kinds(SEC)).toEqual([]);
    });

    it('asks somebody else than who proposed it about a framework version', async () => {
      const { services, kinds, told } = await start({
        config: {
          aiGovernance: {
            roles: {
              'governance-committee': ['user:default/cto', 'user:default/sec'],
              'executive-sponsor': ['user:default/ceo'],
            },
          },
        },
      });
      const { framework } = services.framework.current();
      const { id } = await services.frameworkLifecycle.propose(
        {
          document: { ...framework, version: '9.0.0' },
          reason: 'A new number',
        },
        'user:default/sec',
      );
      expect(await kinds(CTO)).toEqual(['frameworkVersion']);
      expect(await kinds(SEC)).toEqual([]);
      expect(await told()).toEqual([
        [
          'A proposed framework version waits for your decision',
          ['ceo', 'cto'],
        ],
      ]);
      await services.frameworkLifecycle.reject(
        id,
        'Not now',
        'user:default/cto',
      );
      expect(await kinds(CTO)).toEqual([]);
    });

    it('calls the committee to its meetings, and says when one is overdue', async () => {
      const { services, kinds, told, clock } = await start();
      const { committee } = services;
      expect(await kinds(CTO)).toEqual([]);
      const { id, version } = await committee.convene(
        { on: '2026-11-20' },
        SEC,
      );
      expect((await services.inbox.list(CTO, 9)).items).toEqual([
        expect.objectContaining({
          kind: 'meeting',
          meeting: { id, on: '2026-11-20', convenedBy: 'user:default/sec' },
        }),
      ]);
      expect(await kinds(BOB)).toEqual([]);
      expect(await told()).toEqual([
        ['A meeting of the committee was convened', ['cto']],
      ]);
      await committee.close(id, { version }, SEC);
      expect(await kinds(CTO)).toEqual([]);
      clock.advance({ days: 13 });
      expect(await kinds(CTO)).toEqual([]);
      clock.advance({ days: 1 });
      expect((await services.inbox.list(CTO, 9)).items).toEqual([
        {
          kind: 'meetingToConvene',
          id: '2026-12-04',
          at: '2026-12-04T00:00:00.000Z',
          on: '2026-12-04',
        },
      ]);
    });

    it('reminds a week ahead and on the day, once, and nobody of what is their own', async () => {
      const { services, background, clock, told } = await start();
      const { workflows, exercises, committee } = services;
      const { id } = await workflows.propose(WORKFLOW, ADA);
      await workflows.decide(
        id,
        { version: 1, approve: true, reason: 'Fine' },
        SEC,
      );
      await exercises.record(
        {
          heldOn: '2026-11-19',
          scenario: 'A leak',
          playbook: 'data-leak',
          participants: ['user:default/sec'],
          findings: 'Slow',
          followUps: [
            {
              text: 'Name a deputy',
              owner: 'group:default/support',
              dueOn: '2026-12-20',
            },
          ],
        },
        SEC,
      );
      await committee.convene({ on: '2026-12-01' }, SEC);
      await told();
      // The exercise attested something that a second person has to confirm.
      const waits = 'Something waits for your decision for 3 days or more';
      const due = async () =>
        (await told()).filter(
          ([title]) => !title.includes('for your decision'),
        );
      const remind = () => background.dueReminders!.run();
      expect(await remind()).toBe(0);
      clock.advance({ days: 5 });
      expect(await remind()).toBe(3);
      expect(await remind()).toBe(0);
      expect((await told()).sort()).toEqual([
        ['Something falls due within 7 days', ['cto', 'sec']],
        [waits, ['bob']],
        [waits, ['cto']],
      ]);
      clock.advance({ days: 6 });
      await remind();
      clock.advance({ days: 17 });
      await remind();
      expect(await due()).toEqual([
        ['Something is due', ['cto', 'sec']],
        ['Something falls due within 7 days', ['bob']],
      ]);
      clock.advance({ days: 3 });
      await remind();
      expect(await due()).toEqual([['Something is due', ['bob']]]);
      // Neither Bob, whose group owns it, nor Ada, who proposed it.
      clock.advance({ days: 150 });
      await remind();
      clock.advance({ days: 9 });
      await remind();
      expect(await due()).toEqual([
        ['Something falls due within 7 days', ['sec']],
        ['Something is due', ['sec']],
      ]);
    });

    it('costs the same number of statements however much of it waits', async () => {
      const { services, knex } = await start();
      const statements = async () => {
        let count = 0;
        const listen = () => {
          count += 1;
        };
        knex.on('query', listen);
        await services.inbox.list(SEC, 50);
        knex.removeListener('query', listen);
        return count;
      };
      const add = async () => {
        await services.workflows.propose(WORKFLOW, ADA);
        await services.incidents.report(INCIDENT, ADA);
        await services.violations.report(
          {
            person: 'user:default/ada',
            policy: 'never-in-prompts.2',
            occurredOn: '2026-11-19',
            description: 'A key was pasted',
          },
          CTO,
        );
      };
      await add();
      await statements();
      const few = await statements();
      for (let each = 0; each < 5; each += 1) {
        await add();
      }
      expect((await services.inbox.count(SEC)).total).toBe(18);
      expect(await statements()).toBe(few);
    });

    it('tells those who lead of what of it waits for roles without people', async () => {
      const { services } = await start({
        config: {
          aiGovernance: { roles: { 'platform-lead': ['user:default/cto'] } },
        },
      });
      await services.workflows.propose(WORKFLOW, ADA);
      await services.incidents.report(INCIDENT, ADA);
      expect((await services.inbox.list(CTO, 9)).unnamed).toEqual([
        { role: 'security-compliance', requests: 2 },
      ]);
    });
  },
);
