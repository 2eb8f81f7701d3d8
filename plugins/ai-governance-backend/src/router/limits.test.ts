import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import request from 'supertest';
import { component, testDatabases } from '../__testUtils__/harness';
import { user } from '../__testUtils__/people';
import { aiGovernancePlugin } from '../plugin';

jest.setTimeout(120_000);

const databases = testDatabases();

const BASE = '/api/ai-governance';
const ADA = mockCredentials.user.header('user:default/ada');
const CATALOG = mockCredentials.service.header({
  onBehalfOf: mockCredentials.service('plugin:catalog'),
  targetPluginId: 'ai-governance',
});
const NAMES = ['one', 'two', 'three', 'four', 'five'];

const day = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const long = (length: number) => 'x'.repeat(length);
const many = <T>(length: number, one: T) => Array.from({ length }, () => one);

const INCIDENT = {
  title: 'A key in a prompt',
  description: 'Somebody pasted a key',
  severity: 'high',
  detectedAt: '2026-01-02T09:00:00Z',
  entityRefs: ['component:default/one'],
  controls: ['TM-003'],
  playbook: 'data-leak',
};

const VIOLATION = {
  person: 'user:default/bob',
  policy: 'never-in-prompts.2',
  occurredOn: '2026-01-02',
  description: 'A key was pasted',
};

const DISPUTE = { check: 'DP-001.classification', reason: 'It is declared' };

const FOLLOW_UP = { text: 'Rotate', owner: 'user:default/bob', dueOn: day(20) };

const REVIEW = {
  version: 2,
  failed: 'The filter',
  controlChanges: 'None',
  followUps: [FOLLOW_UP],
};

/** A ref of that many characters, in the form it is kept in. */
const person = (length: number) => {
  const start = 'user:default/';
  return start + long(length - start.length);
};

describe.each(databases.eachSupportedId())('limits on %s', databaseId => {
  async function start() {
    const knex = await databases.init(databaseId);
    const { server } = await startTestBackend({
      features: [
        aiGovernancePlugin,
        mockServices.database.factory({ knex }),
        mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
        mockServices.rootConfig.factory({ data: {} }),
        mockServices.scheduler.mock().factory,
        catalogServiceMock.factory({
          entities: [user('ada', []), user('bob', [])],
        }),
      ],
    });
    const send = (
      method: 'get' | 'post' | 'put',
      path: string,
      body?: object,
    ) => {
      const call = request(server)
        [method](`${BASE}${path}`)
        .set('authorization', ADA);
      return body === undefined ? call : call.send(body);
    };
    const until = Date.now() + 20_000;
    for (;;) {
      const { body } = await request(server)
        .post(`${BASE}/inventory/annotations`)
        .set('authorization', CATALOG)
        .send({ entities: NAMES.map(name => component(name)) });
      const isJudged = ({ annotations }: any) => annotations !== null;
      if (body.items?.every(isJudged)) {
        return { send };
      }
      if (Date.now() > until) {
        throw new Error(`The services are not judged: ${JSON.stringify(body)}`);
      }
    }
  }
  type Send = Awaited<ReturnType<typeof start>>['send'];

  /** Sends each body, and expects to be told which member is wrong, and how. */
  async function refuses(
    send: Send,
    path: string,
    good: object,
    wrong: [part: object, says: RegExp][],
    method: 'post' | 'put' = 'post',
  ) {
    for (const [part, says] of wrong) {
      const { status, body } = await send(method, path, { ...good, ...part });
      expect([Object.keys(part)[0], status, body.error?.message]).toEqual([
        Object.keys(part)[0],
        400,
        expect.stringMatching(says),
      ]);
    }
  }

  async function contained(send: Send): Promise<string> {
    const { body } = await send('post', '/incidents', INCIDENT);
    await send('post', `/incidents/${body.id}/contain`, {
      version: 1,
      note: 'Rotated',
    });
    return body.id;
  }

  it('of incidents name the member, and take what is just within', async () => {
    const { send } = await start();
    await refuses(send, '/incidents', INCIDENT, [
      [{ title: '' }, /title.*fewer than 1/],
      [{ title: '  ' }, /title must say something/],
      [{ title: long(201) }, /title.*more than 200/],
      [{ description: long(4001) }, /description.*more than 4000/],
      [{ severity: 'terrible' }, /severity.*low, medium, high, critical/],
      [{ detectedAt: long(41) }, /detectedAt.*more than 40/],
      [{ detectedAt: 'soon' }, /detectedAt has to be an instant/],
      [{ entityRefs: many(101, 'component:default/one') }, /entityRefs.*100/],
      [{ entityRefs: [long(256)] }, /entityRefs.*more than 255/],
      [{ entityRefs: ['one'] }, /'one' is not an entity ref/],
      [{ entityRefs: ['component:default/none'] }, /component:default\/none/],
      [{ controls: many(51, 'TM-003') }, /controls.*more than 50/],
      [{ controls: ['XX-1'] }, /controls names XX-1/],
      [{ tool: long(65) }, /tool.*more than 64/],
      [{ playbook: 'panic' }, /playbook may be data-leak/],
      [
        { playbookLink: 'ftp://files.example/playbook' },
        /playbookLink.*pattern/,
      ],
      [
        { playbookLink: `https://${long(2000)}` },
        /playbookLink.*more than 2000/,
      ],
      [{ title: 'A\u0000B' }, /NUL|null/i],
      [{ more: 1 }, /must not have the member 'more'/],
    ]);
    const { status, body } = await send('post', '/incidents', {
      ...INCIDENT,
      title: long(200),
      // A code point each, however many bytes it takes.
      description: '\u{1F511}'.repeat(4000),
      controls: many(50, 'TM-003'),
      entityRefs: many(100, 'component:default/one'),
    });
    expect([status, body.error?.message]).toEqual([201, undefined]);
    expect(body).toMatchObject({
      controls: ['TM-003'],
      entityRefs: ['component:default/one'],
    });
    const read = await send('get', `/incidents/${body.id}`);
    expect([...read.body.description]).toHaveLength(4000);

    const step = `/incidents/${body.id}/steps/data-leak.1`;
    await refuses(
      send,
      step,
      { done: true },
      [
        [{ note: long(1001) }, /note.*more than 1000/],
        [{ done: 'yes' }, /done.*boolean/],
      ],
      'put',
    );
    const ticked = await send('put', step, { done: true, note: long(1000) });
    expect(ticked.status).toBe(200);
  });

  it('of what the review of an incident leaves to do', async () => {
    const { send } = await start();
    const id = await contained(send);
    const path = `/incidents/${id}/review`;
    const left = (part: object) => ({
      followUps: [{ ...FOLLOW_UP, ...part }],
    });
    await refuses(send, path, REVIEW, [
      [{ failed: long(4001) }, /failed.*more than 4000/],
      [{ controlChanges: ' ' }, /controlChanges must say something/],
      [{ followUps: many(51, FOLLOW_UP) }, /followUps.*more than 50/],
      [left({ text: long(1001) }), /text.*more than 1000/],
      [left({ owner: 'component:default/one' }), /owner has to name a user/],
      [left({ owner: 'bob' }), /'bob' is not an entity ref/],
      [left({ owner: person(256) }), /owner.*more than 255/],
      // Longer than that only in the form it is kept in.
      [left({ owner: `user:${long(250)}` }), /owner.*more than 255/],
      [left({ dueOn: day(-2) }), /dueOn has to be today or later/],
      [left({ dueOn: '2026-13-1' }), /dueOn has to be a date/],
    ]);
    const { status, body } = await send('post', path, {
      ...REVIEW,
      followUps: many(50, {
        ...FOLLOW_UP,
        // A code point each, however many bytes it takes.
        text: '\u{1F511}'.repeat(1000),
        owner: person(255),
      }),
    });
    expect([status, body.error?.message]).toEqual([200, undefined]);
    expect(body.review.followUps).toHaveLength(50);
  });

  it('of violations name the member, and take what is just within', async () => {
    const { send } = await start();
    await refuses(send, '/violations', VIOLATION, [
      [{ person: person(256) }, /person.*more than 255/],
      [{ person: `user:${long(250)}` }, /person.*more than 255/],
      [{ person: 'bob' }, /'bob' is not an entity ref/],
      [{ person: 'group:default/x' }, /person has to name a user/],
      [{ policy: long(101) }, /policy.*more than 100/],
      [{ policy: 'x.1' }, /policy has to be an item/],
      [{ occurredOn: '2026-01-02T' }, /occurredOn.*more than 10/],
      [{ occurredOn: day(2) }, /occurredOn has to be a date, today/],
      [{ description: long(4001) }, /description.*more than 4000/],
      [{ description: ' ' }, /description must say something/],
      [{ more: 1 }, /must not have the member 'more'/],
    ]);
    const { status, body } = await send('post', '/violations', {
      ...VIOLATION,
      person: person(255),
      description: '\u{1F511}'.repeat(4000),
    });
    expect([status, body.error?.message]).toEqual([201, undefined]);
    await refuses(
      send,
      `/violations/${body.id}/settle`,
      { version: 1, text: 'Talked through' },
      [
        [{ text: long(4001) }, /text.*more than 4000/],
        [{ text: ' ' }, /text must say something/],
        [{ version: 'one' }, /version.*integer/],
      ],
    );
  });

  it('of disputes name the member, and take what is just within', async () => {
    const { send } = await start();
    const path = '/entities/component/default/one/disputes';
    await refuses(send, path, DISPUTE, [
      [{ check: long(256) }, /check.*more than 255/],
      [{ check: 'XX-1.none' }, /XX-1\.none/],
      [{ fingerprint: long(256) }, /fingerprint.*more than 255/],
      [{ fingerprint: 'none' }, /no finding none now/],
      [{ reason: long(4001) }, /reason.*more than 4000/],
      [{ reason: ' ' }, /reason must say something/],
      [{ more: 1 }, /must not have the member 'more'/],
    ]);
    const { status, body } = await send('post', path, {
      ...DISPUTE,
      reason: '\u{1F511}'.repeat(4000),
    });
    expect([status, body.error?.message]).toEqual([201, undefined]);
    for (const decision of ['approve', 'reject']) {
      await refuses(
        send,
        `/disputes/${body.id}/${decision}`,
        { reason: 'Right' },
        [
          [{ reason: long(4001) }, /reason.*more than 4000/],
          [{ reason: '' }, /reason.*fewer than 1/],
        ],
      );
    }
  });

  it('of pages are said, and no page leaves anything out or repeats it', async () => {
    const { send } = await start();
    const made: { [path: string]: string[] } = {
      '/incidents': [],
      '/violations': [],
      '/disputes': [],
    };
    for (const name of NAMES) {
      for (const [list, path, body] of [
        ['/incidents', '/incidents', INCIDENT],
        ['/violations', '/violations', VIOLATION],
        ['/disputes', `/entities/component/default/${name}/disputes`, DISPUTE],
      ] as const) {
        const answer = await send('post', path, body);
        expect([path, answer.status]).toEqual([path, 201]);
        made[list].push(answer.body.id);
      }
    }
    for (const list of Object.keys(made)) {
      const wrong: [query: string, says: RegExp][] = [
        ['limit=0', /limit must be >= 1/],
        ['limit=501', /limit must be <= 500/],
        ['limit=x', /limit must be integer/],
        ['cursor=', /cursor/],
        ['cursor=nonsense', /cursor is not one this API returned/],
        ['cursor=bnVsbA', /cursor is not one this API returned/],
        ['more=1', /more/],
      ];
      for (const [query, says] of wrong) {
        const { status, body } = await send('get', `${list}?${query}`);
        expect([list, query, status, body.error?.message]).toEqual([
          list,
          query,
          400,
          expect.stringMatching(says),
        ]);
      }
      for (const limit of [1, 2, 5, 500]) {
        const read: string[] = [];
        let cursor: string | undefined;
        do {
          const { body } = await send(
            'get',
            `${list}?limit=${limit}${cursor ? `&cursor=${cursor}` : ''}`,
          );
          expect(body.items.length).toBeLessThanOrEqual(limit);
          read.push(...body.items.map(({ id }: any) => id));
          cursor = body.nextCursor;
        } while (cursor);
        expect([...read].sort()).toEqual([...made[list]].sort());
      }
    }
  });
});
