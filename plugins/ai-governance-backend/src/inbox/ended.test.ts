import { mockCredentials } from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { SignalPayload } from '@backstage/plugin-signals-node';
import { startServices, testDatabases } from '../__testUtils__/harness';
import { acknowledged, group, user } from '../__testUtils__/people';

jest.setTimeout(60_000);

const databases = testDatabases();

const as = (name: string) => mockCredentials.user(`user:default/${name}`);

describe.each(databases.eachSupportedId())(
  'what ends before its time on %s',
  databaseId => {
    async function start() {
      const notifications: NotificationSendOptions[] = [];
      const signals: SignalPayload[] = [];
      const started = await startServices({
        databases,
        databaseId,
        entities: [
          group('support'),
          group('desk', { parent: 'support' }),
          user('ada', []),
          user('dot', ['desk']),
          user('sec', []),
          user('law', []),
          user('cto', []),
        ],
        config: {
          aiGovernance: {
            roles: {
              'security-compliance': ['user:default/sec'],
              legal: ['user:default/law'],
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
      });
      const { services, background } = started;
      await services.groups.refresh(mockCredentials.service());
      await acknowledged(services, 'ada', 'dot', 'sec', 'law', 'cto');
      const names = (refs: unknown) =>
        (refs as string[]).map(ref => ref.replace('user:default/', ''));
      return {
        ...started,
        async quiet() {
          await background.news.idle();
          notifications.length = 0;
          signals.length = 0;
        },
        /** Who was told of what, and whose open pages count again. */
        async told() {
          await background.news.idle();
          return {
            news: notifications.map(({ recipients, payload }) => [
              payload.title,
              names((recipients as any).entityRef),
              payload.link,
            ]),
            counted: new Set(
              signals.flatMap(({ recipients }) =>
                names((recipients as any).entityRef),
              ),
            ),
          };
        },
      };
    }

    it('is told of an AI tool to its owner and who asked for it', async () => {
      const { services, quiet, told } = await start();
      const { criteria } =
        services.framework.current().framework.settings.tools;
      await services.toolRegistry.request(
        {
          id: 'aider',
          name: 'Aider',
          owner: 'group:default/support',
          reason: 'The desk wants it',
          properties: {},
          endpoints: [],
          criteria: Object.fromEntries(
            criteria.map(({ id }) => [id, { answer: 'Known' }]),
          ),
        },
        as('ada'),
      );
      for (const by of ['sec', 'law']) {
        await services.toolRegistry.decide(
          'aider',
          { approve: true, reason: 'Read the terms' },
          as(by),
        );
      }
      await quiet();
      await services.toolRegistry.revoke('aider', 'Bought', as('sec'));
      const { news, counted } = await told();
      expect(news).toEqual([
        [
          'The approval of an AI tool was withdrawn',
          ['ada', 'dot'],
          '/ai-governance/tools',
        ],
      ]);
      expect([...counted]).toEqual(expect.arrayContaining(['ada', 'dot']));
    });

    it('is told of an AI workflow to its owner and who proposed it, except who retires it', async () => {
      const { services, quiet, told } = await start();
      const proposed = await services.workflows.propose(
        {
          name: 'Draft replies to tickets',
          description: 'AI drafts an answer',
          owner: 'group:default/support',
          customerFacing: true,
          level: 'approved',
          boundary: 'An agent reads and sends each reply',
          trail: 'https://tickets.example/trail',
        },
        as('ada'),
      );
      await quiet();
      await services.workflows.retire(
        proposed.id,
        { version: proposed.version, reason: 'Not used' },
        as('ada'),
        { decides: false },
      );
      expect((await told()).news).toEqual([
        ['An AI workflow was retired', ['dot'], '/ai-governance/workflows'],
      ]);
    });

    it('is told of a framework version to who put it in force', async () => {
      const { services, quiet, told } = await start();
      const { framework } = services.framework.current();
      const { id } = await services.frameworkLifecycle.propose(
        {
          document: { ...framework, version: '9.0.0' },
          reason: 'A new number',
        },
        'user:default/ada',
      );
      await services.frameworkLifecycle.activate(
        id,
        { reason: 'Agreed' },
        'user:default/cto',
      );
      await quiet();
      await services.frameworkLifecycle.rollBack(
        id,
        'Too early',
        'user:default/sec',
      );
      expect((await told()).news).toEqual([
        [
          'The framework version you put in force was rolled back',
          ['cto'],
          '/ai-governance/framework-versions',
        ],
      ]);
    });
  },
);
