import { AiGovernanceClient } from './AiGovernanceClient';

function clientWith(status = 200, body: unknown = {}) {
  const calls: Array<{ input: unknown; init?: RequestInit }> = [];
  const client = new AiGovernanceClient({
    discoveryApi: { getBaseUrl: async id => `http://portal/api/${id}` },
    fetchApi: {
      fetch: async (input, init) => {
        calls.push({ input, init });
        return new Response(JSON.stringify(body), {
          status,
          headers: { 'content-type': 'application/json' },
        });
      },
    },
  });
  return { client, calls };
}

const entity = { kind: 'component', namespace: 'default', name: 'shop' };

describe('AiGovernanceClient', () => {
  it('hands fetch an address and its parts, which middleware can read twice', async () => {
    const { client, calls } = clientWith();
    await client.declareProfile(entity, { tier: 2 }, { token: 'secret' });
    expect(calls).toEqual([
      {
        input:
          'http://portal/api/ai-governance/entities/component/default/shop/profile',
        init: expect.objectContaining({
          method: 'PUT',
          body: '{"values":{"tier":2}}',
          headers: expect.objectContaining({
            authorization: 'Bearer secret',
            'content-type': 'application/json',
          }),
        }),
      },
    ]);
  });

  it('sends no body where there is none', async () => {
    const { client, calls } = clientWith();
    await client.getScorecard(entity);
    await client.assess(entity);
    expect(calls.map(({ init }) => init?.method)).toEqual(['GET', 'POST']);
    for (const { init } of calls) {
      expect(init).not.toHaveProperty('body');
    }
  });

  it('passes an end of waiting on', async () => {
    const { client, calls } = clientWith();
    const stop = new AbortController();
    await client.getScorecard(entity, { signal: stop.signal });
    stop.abort();
    expect(calls[0].init?.signal?.aborted).toBe(true);
  });

  it('pushes evidence, and reports as they are', async () => {
    const { client, calls } = clientWith();
    await client.pushEvidence([
      { key: 'a', check: 'DP-002.egress', outcome: 'pass', summary: 'fine' },
    ]);
    const report = new Uint8Array([0x1f, 0x8b]);
    await client.pushSarif(
      { entityRef: 'component:default/shop', category: undefined },
      report,
      { token: 'secret' },
    );
    expect(calls.map(({ input }) => input)).toEqual([
      'http://portal/api/ai-governance/evidence',
      'http://portal/api/ai-governance/reports/sarif?entityRef=component%3Adefault%2Fshop',
    ]);
    expect(calls[1].init).toMatchObject({
      method: 'POST',
      headers: {
        authorization: 'Bearer secret',
        'content-type': 'application/sarif+json',
      },
    });
    expect(calls[1].init?.body).toBe(report);
  });

  it('says what the server says when a report is refused', async () => {
    const { client } = clientWith(413, {
      error: { name: 'PayloadTooLargeError', message: 'larger than 20 MB' },
    });
    await expect(client.pushSarif({}, '{}')).rejects.toMatchObject({
      statusCode: 413,
      message: expect.stringContaining('413'),
    });
  });

  it('sends completions and imports, and ends a source', async () => {
    const { client, calls } = clientWith();
    await client.uploadTraining([
      { person: 'ada', course: 'ai-safe-use', completedOn: '2026-11-20' },
    ]);
    await client.takeImport('asset-inventory', {
      source: 'edr',
      asOf: '2026-11-20',
      rows: [{ tool: 'Cursor', machines: 2 }],
    });
    await client.endImports('asset-inventory', 'edr & sam');
    await client.listTraining({ group: 'group:default/web' });
    expect(
      calls.map(({ input, init }) => [init?.method, input, init?.body]),
    ).toEqual([
      [
        'POST',
        'http://portal/api/ai-governance/training/completions',
        '{"completions":[{"person":"ada","course":"ai-safe-use","completedOn":"2026-11-20"}]}',
      ],
      [
        'POST',
        'http://portal/api/ai-governance/imports/asset-inventory',
        '{"source":"edr","asOf":"2026-11-20","rows":[{"tool":"Cursor","machines":2}]}',
      ],
      [
        'DELETE',
        'http://portal/api/ai-governance/imports/asset-inventory?source=edr%20%26%20sam',
        undefined,
      ],
      [
        'GET',
        'http://portal/api/ai-governance/training?group=group%3Adefault%2Fweb',
        undefined,
      ],
    ]);
  });

  it('rejects with the message of the server', async () => {
    const { client } = clientWith(403, {
      error: { name: 'NotAllowedError', message: 'not yours' },
      response: { statusCode: 403 },
    });
    await expect(client.assess(entity)).rejects.toMatchObject({
      cause: { name: 'NotAllowedError', message: 'not yours' },
    });
  });
});
