import { AiGovernanceApiClient } from './AiGovernanceApiClient';

function clientWith(answer: () => Response) {
  const requests: Request[] = [];
  const client = new AiGovernanceApiClient({
    discoveryApi: { getBaseUrl: async id => `http://portal/api/${id}` },
    fetchApi: {
      fetch: async (input, init) => {
        // The middleware of an app looks at a request before passing it on.
        expect(input).toMatch(/^http:/);
        requests.push(new Request(input, init));
        return answer();
      },
    },
  });
  return { client, requests };
}

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  });

describe('AiGovernanceApiClient', () => {
  it('asks for an entity by its lower-case path', async () => {
    const { client, requests } = clientWith(() => json({ allowed: {} }));
    await client.getScorecard('Component:default/Search-API');
    expect(requests[0].url).toBe(
      'http://portal/api/ai-governance/entities/component/default/search-api/scorecard',
    );
  });

  it('escapes what stands in a ref', async () => {
    const { client, requests } = clientWith(() => json({}));
    await client.getProfile('component:default/a?b#c');
    expect(requests[0].url).toMatch(/\/default\/a%3Fb%23c\/profile$/);
  });

  it('declares with PUT and asks for a look with POST', async () => {
    const { client, requests } = clientWith(() => json({}));
    await client.declareProfile('component:default/x', { tier: 2 });
    await client.assess('component:default/x');
    expect(requests[0].method).toBe('PUT');
    await expect(requests[0].json()).resolves.toEqual({ values: { tier: 2 } });
    expect(requests[1].method).toBe('POST');
    expect(requests[1].url).toMatch(/\/component\/default\/x\/assess$/);
  });

  it('ends requests that nobody waits for any more', async () => {
    const { client, requests } = clientWith(() => json({}));
    const stop = new AbortController();
    const wait = { signal: stop.signal };
    await client.listScorecards({}, wait);
    await client.getSummary({}, wait);
    await client.getTrends({}, wait);
    await client.getChanges({}, wait);
    await client.getPushNext({}, wait);
    stop.abort();
    expect(requests.map(({ signal }) => signal.aborted)).toEqual(
      Array(5).fill(true),
    );
  });

  it('pages history and lists', async () => {
    const { client, requests } = clientWith(() => json({ items: [] }));
    await client.getHistory('component:default/x', { limit: 5, cursor: 'c' });
    await client.listScorecards({
      limit: 25,
      filter: { level: [2], controls: { 'SEC-001': ['gap'] } },
    });
    expect(requests[0].url).toMatch(/\/history\?limit=5&cursor=c$/);
    expect(requests[1].url).toBe(
      'http://portal/api/ai-governance/scorecards?filter=level%3D2%2Ccontrol.SEC-001%3Dgap&limit=25',
    );
  });

  it('rejects with the error the backend gave', async () => {
    const { client } = clientWith(() =>
      json(
        {
          error: { name: 'NotAllowedError', message: 'no' },
          response: { statusCode: 403 },
        },
        403,
      ),
    );
    await expect(
      client.getScorecard('component:default/x'),
    ).rejects.toMatchObject({
      cause: { name: 'NotAllowedError', message: 'no' },
    });
  });

  it('asks for the framework once for everything on a page', async () => {
    const { client, requests } = clientWith(() => json({ framework: {} }));
    await Promise.all([client.getFramework(), client.getFramework()]);
    expect(requests).toHaveLength(1);
  });

  it('asks for the framework again after a failure', async () => {
    let fail = true;
    const { client, requests } = clientWith(() =>
      fail ? json({ error: { name: 'Error', message: 'x' } }, 500) : json({}),
    );
    await expect(client.getFramework()).rejects.toThrow();
    fail = false;
    await client.getFramework();
    expect(requests).toHaveLength(2);
  });
});
