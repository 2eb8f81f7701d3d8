import { AiGovernanceClient } from './AiGovernanceClient';

function clientWith(answer: (url: string, init?: RequestInit) => Response) {
  const fetch = jest.fn(async (url: any, init?: RequestInit) =>
    answer(String(url), init),
  );
  const client = new AiGovernanceClient({
    discoveryApi: { getBaseUrl: async id => `http://portal/api/${id}` },
    fetchApi: { fetch },
  });
  return { client, fetch };
}

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  });

describe('AiGovernanceClient', () => {
  it('asks for an entity by its lower-case path', async () => {
    const { client, fetch } = clientWith(() => json({ allowed: {} }));
    await client.getScorecard('Component:default/Search-API');
    expect(fetch).toHaveBeenCalledWith(
      'http://portal/api/ai-governance/entities/component/default/search-api/scorecard',
      undefined,
    );
  });

  it('escapes what stands in a ref', async () => {
    const { client, fetch } = clientWith(() => json({}));
    await client.getProfile('component:default/a?b#c');
    expect(fetch.mock.calls[0][0]).toMatch(/\/default\/a%3Fb%23c\/profile$/);
  });

  it('declares with PUT and asks for a look with POST', async () => {
    const { client, fetch } = clientWith(() => json({}));
    await client.declareProfile('component:default/x', { tier: 2 });
    await client.assess('component:default/x');
    expect(fetch.mock.calls[0][1]).toMatchObject({
      method: 'PUT',
      body: '{"values":{"tier":2}}',
    });
    expect(fetch.mock.calls[1][1]).toEqual({ method: 'POST' });
    expect(fetch.mock.calls[1][0]).toMatch(/\/component\/default\/x\/assess$/);
  });

  it('pages history and lists', async () => {
    const { client, fetch } = clientWith(() => json({ items: [] }));
    await client.getHistory('component:default/x', { limit: 5, cursor: 'c' });
    await client.listScorecards({ limit: 25 });
    expect(fetch.mock.calls[0][0]).toMatch(/\/history\?limit=5&cursor=c$/);
    expect(fetch.mock.calls[1][0]).toMatch(/\/scorecards\?limit=25$/);
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
    const { client, fetch } = clientWith(() => json({ framework: {} }));
    await Promise.all([client.getFramework(), client.getFramework()]);
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('asks for the framework again after a failure', async () => {
    let fail = true;
    const { client, fetch } = clientWith(() =>
      fail ? json({ error: { name: 'Error', message: 'x' } }, 500) : json({}),
    );
    await expect(client.getFramework()).rejects.toThrow();
    fail = false;
    await client.getFramework();
    expect(fetch).toHaveBeenCalledTimes(2);
  });
});
