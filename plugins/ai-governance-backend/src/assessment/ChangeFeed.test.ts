import {
  component,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';

jest.setTimeout(60_000);

const databases = testDatabases();

const refs = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) =>
    String(index + from).padStart(3, '0'),
  ).map(name => `component:default/c${name}`);

describe.each(databases.eachSupportedId())('ChangeFeed on %s', databaseId => {
  async function start(entities: number) {
    const started = await startServices({ databases, databaseId });
    const { services, clock } = started;
    await services.inventory.learn(
      refs(0, entities).map(ref =>
        component(ref.split('/')[1], {
          owners: [`group:default/g${ref.endsWith('1') ? 1 : 0}`],
        }),
      ),
      clock.now(),
    );
    await services.runner.run();
    const read = async (since?: string, limit = 7) => {
      const seen: string[] = [];
      let cursor = since;
      for (;;) {
        const page = await services.scorecards.changes({
          since: cursor,
          limit,
        });
        seen.push(...page.items.map(item => item.entityRef));
        cursor = page.nextCursor;
        if (page.items.length < limit) {
          return { seen, cursor };
        }
      }
    };
    const fail = (subjects: string[]) =>
      services.evidence.push(
        subjects.map(subject => ({
          subject,
          source: 'ci:main',
          items: [
            {
              check: 'SEC-001.scanner',
              outcome: 'fail' as const,
              summary: 'off',
            },
          ],
        })),
        clock.now(),
      );
    return { ...started, read, fail };
  }

  it('tells of everybody once, whatever the size of a page', async () => {
    const { read } = await start(30);
    for (const limit of [1, 7, 10, 30, 31]) {
      const { seen } = await read(undefined, limit);
      expect([...seen].sort()).toEqual(refs(0, 30));
    }
  });

  it('tells only of what changed since, and of nothing when nothing did', async () => {
    const { read, fail, services } = await start(12);
    const { cursor } = await read();
    expect(await read(cursor)).toEqual({ seen: [], cursor });
    await fail(refs(3, 5));
    await services.runner.run();
    const next = await read(cursor);
    expect([...next.seen].sort()).toEqual(refs(3, 5));
    expect((await read(next.cursor)).seen).toEqual([]);
  });

  it('loses nothing that changes between two pages', async () => {
    const { fail, services } = await start(20);
    const first = await services.scorecards.changes({ limit: 8 });
    await fail(refs(2, 4));
    await services.runner.run();
    const seen: string[] = [];
    let cursor = first.nextCursor;
    for (;;) {
      const page = await services.scorecards.changes({
        since: cursor,
        limit: 8,
      });
      seen.push(...page.items.map(item => item.entityRef));
      if (page.nextCursor === cursor) {
        break;
      }
      cursor = page.nextCursor;
    }
    expect(new Set([...first.items.map(i => i.entityRef), ...seen])).toEqual(
      new Set(refs(0, 20)),
    );
    // What was delivered before it changed is delivered again.
    expect(seen).toEqual(expect.arrayContaining(refs(2, 4)));
  });

  it('moves everybody with the organization, and a group alone with its own', async () => {
    const { read, services, clock } = await start(12);
    const { cursor } = await read();
    clock.advance({ days: 1 });
    await services.attestations.attest(
      {
        check: 'OPS-001.completion',
        subject: 'group:default/g1',
        statement: 'all',
      },
      'user:default/ada',
      clock.now(),
    );
    await services.runner.run();
    const afterGroup = await read(cursor);
    expect([...afterGroup.seen].sort()).toEqual([
      'component:default/c001',
      'component:default/c011',
    ]);
    const check = services.framework
      .current()
      .framework.controls.flatMap(control => control.parts)
      .flatMap(part => part.checks)
      .find(each => each.id === 'OPS-002.playbook')!;
    const { id } = await services.attestations.attest(
      {
        check: check.id,
        subject: 'organization',
        statement: 'in force',
        items: check.wanted!.map(name => ({ name, digest: 'x' })),
      },
      'user:default/ada',
      clock.now(),
    );
    await services.attestations.approve(id, 'user:default/bob', clock.now());
    await services.runner.run();
    expect([...(await read(afterGroup.cursor)).seen].sort()).toEqual(
      refs(0, 12),
    );
  });

  it('loses nothing of a group that changes while entities alone are read', async () => {
    const { read, fail, services, clock } = await start(24);
    const { cursor } = await read();
    // Each with a revision of its own, and nothing shared among them.
    for (const ref of refs(2, 9)) {
      await fail([ref]);
      await services.runner.run();
    }
    const first = await services.scorecards.changes({
      since: cursor,
      limit: 3,
    });
    expect(first.items.map(item => item.entityRef)).toEqual(refs(2, 5));
    clock.advance({ days: 1 });
    await services.attestations.attest(
      {
        check: 'OPS-001.completion',
        subject: 'group:default/g1',
        statement: 'all',
      },
      'user:default/ada',
      clock.now(),
    );
    await services.runner.run();
    await fail(refs(12, 13));
    await services.runner.run();
    const rest = await read(first.nextCursor, 2);
    expect([...rest.seen].sort()).toEqual([
      ...refs(1, 2),
      ...refs(5, 9),
      ...refs(11, 13),
      ...refs(21, 22),
    ]);
    expect((await read(rest.cursor)).seen).toEqual([]);
  });

  it('leaves out what is gone', async () => {
    const { read, services, clock } = await start(4);
    await services.inventory.forget([refs(0, 1)[0]], clock.now());
    expect([...(await read()).seen].sort()).toEqual(refs(1, 4));
  });

  it('remembers how far a consumer has come, and no further', async () => {
    const { services } = await start(10);
    const changes = (since?: string, consumer = 'catalog') =>
      services.scorecards.changes({ since, consumer, limit: 6 });
    const first = await changes();
    expect(first.items).toHaveLength(6);
    // It never said that it took the first page over: it gets it again.
    expect(await changes()).toEqual(first);
    const second = await changes(first.nextCursor);
    expect(second.items).toHaveLength(4);
    // After a restart it goes on behind what it took over.
    expect(await changes()).toEqual(second);
    expect((await changes(second.nextCursor)).items).toEqual([]);
    expect((await changes()).items).toEqual([]);
    expect((await changes(undefined, 'other')).items).toHaveLength(6);
  });

  it.each([
    'nonsense',
    'e30',
    Buffer.from('{"n":1e300,"r":null}').toString('base64url'),
  ])('refuses the position %j', async since => {
    const { services } = await start(1);
    await expect(services.scorecards.changes({ since })).rejects.toMatchObject({
      name: 'InputError',
    });
  });
});
