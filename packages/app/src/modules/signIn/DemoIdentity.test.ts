import { chosenPerson } from './chosenPerson';
import { DemoIdentity, renewalTime } from './DemoIdentity';

const NOW = Date.parse('2026-11-20T12:00:00.000Z');

function token(exp?: number) {
  const part = (value: object) => btoa(JSON.stringify(value));
  return `${part({ alg: 'none' })}.${part({ exp })}.signature`;
}

function session(exp: number, displayName?: string) {
  return {
    profile: { displayName, picture: 'https://elsewhere.example/picture' },
    backstageIdentity: {
      token: token(exp),
      identity: {
        type: 'user',
        userEntityRef: 'user:default/engineer',
        ownershipEntityRefs: ['user:default/engineer'],
      },
    },
  };
}

const discovery = {
  getBaseUrl: async (id: string) => `http://portal/api/${id}`,
};
const respond = (body: object, status = 200) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  });

describe('DemoIdentity', () => {
  let clock: jest.SpyInstance;
  const fetch = jest.fn();

  beforeEach(() => {
    clock = jest.spyOn(Date, 'now').mockReturnValue(NOW);
    fetch.mockReset();
    global.fetch = fetch;
  });
  afterEach(() => clock.mockRestore());

  it('asks the demo provider for the chosen person', async () => {
    fetch.mockImplementation(async () => respond(session(NOW / 1000 + 3600)));
    const identity = new DemoIdentity('engineer', discovery);
    await identity.start();
    expect(fetch).toHaveBeenCalledWith(
      'http://portal/api/auth/demo/refresh?person=engineer',
      {
        headers: { 'x-requested-with': 'XMLHttpRequest' },
        credentials: 'include',
      },
    );
    await expect(identity.getBackstageIdentity()).resolves.toMatchObject({
      userEntityRef: 'user:default/engineer',
    });
  });

  it('shows a name of its own and never a picture from elsewhere', async () => {
    fetch.mockImplementation(async () => respond(session(NOW / 1000 + 3600)));
    const identity = new DemoIdentity('engineer', discovery);
    await expect(identity.getProfileInfo()).resolves.toEqual({
      displayName: 'Nadia Okafor',
      email: undefined,
    });
  });

  it('renews the token before it ends, once for everybody who asks', async () => {
    fetch.mockImplementation(async () =>
      respond(session(Date.now() / 1000 + 3600)),
    );
    const identity = new DemoIdentity('engineer', discovery);
    await identity.start();
    await identity.getCredentials();
    expect(fetch).toHaveBeenCalledTimes(1);
    clock.mockReturnValue(NOW + 3_600_000 - 60_000);
    const [a, b] = await Promise.all([
      identity.getCredentials(),
      identity.getCredentials(),
    ]);
    expect(fetch).toHaveBeenCalledTimes(2);
    expect(a).toEqual(b);
  });

  it('tries again after a renewal that failed', async () => {
    fetch
      .mockResolvedValueOnce(
        respond({ error: { name: 'AuthenticationError', message: 'no' } }, 401),
      )
      .mockResolvedValueOnce(respond(session(NOW / 1000 + 3600)));
    const identity = new DemoIdentity('engineer', discovery);
    await expect(identity.start()).rejects.toThrow(/401/);
    await expect(identity.start()).resolves.toBeUndefined();
  });

  it('forgets the person on signing out', async () => {
    chosenPerson.write('engineer');
    await new DemoIdentity('engineer', discovery).signOut();
    expect(chosenPerson.read()).toBeNull();
  });
});

describe('renewalTime', () => {
  it('lies two minutes before the end', () => {
    expect(renewalTime(token(NOW / 1000 + 600), NOW)).toBe(NOW + 480_000);
  });

  it.each(['', 'not.a.token', token(undefined)])(
    'is soon for a token that does not say: "%s"',
    value => {
      expect(renewalTime(value, NOW)).toBe(NOW + 300_000);
    },
  );
});
