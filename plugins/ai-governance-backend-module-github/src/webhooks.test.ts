import examples from '@octokit/webhooks-examples';
import { webhookEvents } from './webhooks';

/** What the published examples say, whichever event they are of. */
interface Example {
  action?: string;
  ref?: string;
  repository?: { html_url: string };
  pull_request?: { merged?: boolean };
}

const payloadsOf = (name: string): Example[] =>
  (examples as unknown as { name: string; examples: Example[] }[]).find(
    event => event.name === name,
  )!.examples;

const told = (name: string, payload: unknown, delivery?: string) =>
  webhookEvents().repositoriesOf({
    topic: 'github',
    eventPayload: payload,
    metadata: {
      'x-github-event': name,
      ...(delivery && { 'x-github-delivery': delivery }),
    },
  });

const HELLO = 'https://github.com/Codertocat/Hello-World';

describe('webhooks', () => {
  it('name the repository of every published example, and throw on none', () => {
    for (const { name, examples: payloads } of examples as unknown as {
      name: string;
      examples: Example[];
    }[]) {
      for (const payload of payloads) {
        for (const { url } of told(name, payload)) {
          expect(url).toBe(payload.repository!.html_url);
        }
      }
    }
  });

  it('tell that files changed by a push to a branch only', () => {
    const pushes = payloadsOf('push');
    const branch = pushes.find(({ ref }) => ref === 'refs/heads/master')!;
    const tag = pushes.find(({ ref }) => ref?.startsWith('refs/tags/'))!;
    expect(told('push', branch)).toEqual([
      { url: branch.repository!.html_url, tree: true },
    ]);
    expect(told('push', tag)).toEqual([]);
  });

  it('tell of pull requests once they are merged', () => {
    const payload = payloadsOf('pull_request').find(
      ({ action }) => action === 'closed',
    )!;
    expect(told('pull_request', payload)).toEqual([]);
    const merged = {
      ...payload,
      pull_request: { ...payload.pull_request, merged: true },
    };
    expect(told('pull_request', merged)).toEqual([{ url: HELLO, tree: false }]);
  });

  it.each(['branch_protection_rule', 'repository', 'code_scanning_alert'])(
    'of %s tell that the host says something else',
    name => {
      for (const payload of payloadsOf(name)) {
        expect(told(name, payload)).toEqual([
          { url: payload.repository!.html_url, tree: false },
        ]);
      }
    },
  );

  it('are heard once, though they are published twice', () => {
    const events = webhookEvents();
    const payload = payloadsOf('branch_protection_rule')[0];
    const metadata = {
      'x-github-event': 'branch_protection_rule',
      'x-github-delivery': 'one',
    };
    const hear = (topic: string, delivery: string) =>
      events.repositoriesOf({
        topic,
        eventPayload: payload,
        metadata: { ...metadata, 'x-github-delivery': delivery },
      }).length;
    expect(events.topics).toEqual(
      expect.arrayContaining(['github', 'github.branch_protection_rule']),
    );
    expect(hear('github', 'one')).toBe(1);
    expect(hear('github.branch_protection_rule', 'one')).toBe(0);
    expect(hear('github.branch_protection_rule', 'two')).toBe(1);
  });

  it.each([
    ['push', null],
    ['push', 'text'],
    ['push', {}],
    ['push', { repository: null }],
    ['push', { repository: { html_url: 7 } }],
    ['star', { repository: { html_url: HELLO } }],
    ['constructor', { repository: { html_url: HELLO } }],
    ['__proto__', { repository: { html_url: HELLO } }],
  ])('of %s with %j tell nothing', (name, payload) => {
    expect(told(name, payload)).toEqual([]);
  });
});
