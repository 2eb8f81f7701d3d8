import { gzipSync } from 'node:zlib';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import { aiGovernancePlugin } from '../plugin';

jest.setTimeout(20_000);

const BASE = '/api/ai-governance';
const ADA = mockCredentials.user.header('user:default/ada');
const service = (subject: string) =>
  mockCredentials.service.header({
    onBehalfOf: mockCredentials.service(subject),
    targetPluginId: 'ai-governance',
  });
const LMS = service('plugin:lms');

async function start() {
  const { server } = await startTestBackend({
    features: [
      aiGovernancePlugin,
      mockServices.rootConfig.factory({
        data: {
          aiGovernance: {
            imports: {
              services: [{ subject: 'plugin:lms', operations: ['training'] }],
            },
          },
        },
      }),
      mockServices.scheduler.mock().factory,
      catalogServiceMock.factory({ entities: [] }),
    ],
  });
  return {
    csv: (path: string, body: string | Buffer, as = ADA) =>
      request(server)
        .post(`${BASE}${path}`)
        .set('authorization', as)
        .set('content-type', 'text/csv; charset=utf-8')
        .send(body),
    json: (path: string, body: object, as = ADA) =>
      request(server)
        .post(`${BASE}${path}`)
        .set('authorization', as)
        .send(body),
    get: (path: string) =>
      request(server).get(`${BASE}${path}`).set('authorization', ADA),
    end: (path: string) =>
      request(server).delete(`${BASE}${path}`).set('authorization', ADA),
    server,
  };
}

const IMPORT = '/imports/asset-inventory?source=edr&asOf=2026-01-02';

describe('uploads', () => {
  let backend: Awaited<ReturnType<typeof start>>;
  beforeAll(async () => {
    backend = await start();
  });

  it('takes completions as CSV and as JSON alike', async () => {
    const csv = await backend.csv(
      '/training/completions',
      'person,course,completed_on,score\neve@example.org,ai-safe-use,2026-01-02,90\neve@example.org,nothing,2026-01-02,90',
    );
    const json = await backend.json('/training/completions', {
      completions: [
        {
          person: 'eve@example.org',
          course: 'ai-safe-use',
          completedOn: '2026-01-02',
          score: 90,
        },
        {
          person: 'eve@example.org',
          course: 'nothing',
          completedOn: '2026-01-02',
          score: 90,
        },
      ],
    });
    expect(csv.status).toBe(200);
    expect(csv.body).toMatchObject({
      rows: 2,
      accepted: 0,
      unknownPeople: [{ line: 2, person: 'eve@example.org' }],
      rejected: [{ line: 3, reason: expect.stringContaining('no course') }],
    });
    expect(json.status).toBe(200);
    expect(json.body).toMatchObject({
      unknownPeople: [{ line: 1 }],
      rejected: [{ line: 2 }],
    });
  });

  it('imports a file, confirms it, lists and ends it', async () => {
    const first = await backend.csv(IMPORT, 'tool,machines\nCursor,3');
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ written: true, rows: 1 });
    const again = await backend.json('/imports/asset-inventory', {
      source: 'edr',
      asOf: '2026-01-02',
      rows: [{ tool: 'Cursor', machines: 3 }],
    });
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({ written: false, id: first.body.id });
    expect((await backend.get('/imports')).body.items).toHaveLength(1);
    expect(
      (await backend.end('/imports/asset-inventory?source=edr')).status,
    ).toBe(204);
    expect((await backend.get('/imports')).body.items).toEqual([]);
    expect(
      (await backend.end('/imports/asset-inventory?source=edr')).status,
    ).toBe(404);
  });

  it('lets services send only what the configuration names', async () => {
    const rows = { completions: [] };
    expect(
      (await backend.json('/training/completions', rows, LMS)).status,
    ).toBe(400);
    const other = await backend.csv(IMPORT, 'tool\nCursor', LMS);
    expect(other.status).toBe(403);
    expect(other.body.error.message).toContain(
      'plugin:lms may not send asset-inventory',
    );
    expect(
      (
        await backend.json(
          '/training/completions',
          rows,
          service('plugin:search'),
        )
      ).status,
    ).toBe(403);
  });

  it.each([
    ['an empty file', IMPORT, '', 400],
    ['no rows', IMPORT, 'tool', 400],
    ['no source', '/imports/asset-inventory?asOf=2026-01-02', 'tool\na', 400],
    ['an unknown kind', '/imports/rumours?source=a&asOf=2026-01-02', 'a', 400],
    ['columns nobody knows', '/training/completions', 'who\nada', 400],
    ['a NUL', IMPORT, 'tool\na\0b', 400],
    ['an image', IMPORT, '\x89PNG\r\n\x1a\n\0\0', 400],
    ['too much', IMPORT, `tool\n${'x'.repeat(5 * 1024 * 1024)}`, 413],
  ])('refuses %s', async (_, path, body, status) => {
    const response = await backend.csv(path, body);
    expect(response.status).toBe(status);
    expect(response.body.error.message).toEqual(expect.any(String));
  });

  it('counts what is inside of a compressed file', async () => {
    const response = await backend
      .csv(IMPORT, '')
      .set('content-encoding', 'gzip')
      .serialize(value => value)
      .send(gzipSync(`tool\n${'x'.repeat(6 * 1024 * 1024)}`) as never);
    expect(response.status).toBe(413);
  });

  it('refuses rows with anything but plain values', async () => {
    const response = await backend.json('/imports/asset-inventory', {
      source: 'edr',
      asOf: '2026-01-02',
      rows: [{ tool: { $ne: '' } }],
    });
    expect(response.status).toBe(400);
  });

  it('takes a file of 50,000 rows in a few seconds', async () => {
    const rows = Array.from(
      { length: 50_000 },
      (_, index) => `m${index},Cursor,1.${index % 9}`,
    );
    const response = await backend.csv(
      IMPORT,
      `machine,tool,version\n${rows.join('\n')}`,
    );
    expect(response.status).toBe(201);
    expect(response.body).toMatchObject({ rows: 50_000 });
  });
});
