import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { CatalogGroups } from './CatalogGroups';
import { followGroups } from './followGroups';

const group = (name: string, spec: object = {}): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, namespace: 'default' },
  spec: { type: 'team', children: [], ...spec } as never,
});

const auth = mockServices.auth();

function start(entities: Entity[]) {
  const logger = mockServices.logger.mock();
  const reading: { now: Pick<CatalogService, 'streamEntities'> } = {
    now: catalogServiceMock({ entities }),
  };
  const catalog = Object.assign(reading, {
    streamEntities: jest.fn<
      ReturnType<CatalogService['streamEntities']>,
      Parameters<CatalogService['streamEntities']>
    >((...args) => reading.now.streamEntities(...args)),
  });
  const groups = new CatalogGroups({ catalog, auth, logger });
  return { groups, catalog, logger };
}

describe('CatalogGroups', () => {
  it('knows every group above a group, whichever side says so', async () => {
    const { groups, catalog } = start([
      group('Company', { children: ['engineering'] }),
      group('engineering'),
      group('guild'),
      {
        ...group('web', { parent: 'engineering' }),
        relations: [{ type: 'childOf', targetRef: 'group:default/guild' }],
      },
      group('lost', { parent: 'group:default/gone' }),
      group('odd', { parent: 'a:b:c/d/e' }),
    ]);
    await groups.refresh();
    expect(
      [
        ...groups.withGroupsAbove(['User:default/Ada', 'Group:default/Web']),
      ].sort(),
    ).toEqual([
      'group:default/company',
      'group:default/engineering',
      'group:default/guild',
      'group:default/web',
      'user:default/ada',
    ]);
    expect(groups.withGroupsAbove(['group:default/lost'])).toEqual([
      'group:default/lost',
    ]);
    expect(groups.withGroupsAbove(['group:default/company'])).toEqual([
      'group:default/company',
    ]);
    // However many decisions there are.
    expect(catalog.streamEntities).toHaveBeenCalledTimes(1);
    expect(catalog.streamEntities.mock.calls[0][1]).toEqual({
      credentials: mockCredentials.service('plugin:test'),
    });
  });

  it('finds its way out of a circle', async () => {
    const { groups } = start([
      group('a', { parent: 'b' }),
      group('b', { parent: 'c' }),
      group('c', { parent: 'a' }),
      group('self', { parent: 'self' }),
    ]);
    await groups.refresh();
    expect([...groups.withGroupsAbove(['group:default/a'])].sort()).toEqual([
      'group:default/a',
      'group:default/b',
      'group:default/c',
    ]);
    expect(groups.withGroupsAbove(['group:default/self'])).toEqual([
      'group:default/self',
    ]);
  });

  it('goes by what tokens name, then by what it knew, while the catalog is down', async () => {
    const { groups, catalog, logger } = start([]);
    const up = catalogServiceMock({
      entities: [group('company'), group('web', { parent: 'company' })],
    });
    const down = {
      streamEntities: () => {
        throw new Error('503');
      },
    } as never;
    catalog.now = down;
    expect(await groups.refresh()).toBe(false);
    expect(await groups.refresh()).toBe(false);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn.mock.calls[0][0]).toContain('that tokens name');
    const web = ['group:default/web'];
    expect(groups.withGroupsAbove(web)).toEqual(web);
    catalog.now = up;
    expect(await groups.refresh()).toBe(true);
    const nested = [...web, 'group:default/company'];
    expect(groups.withGroupsAbove(web)).toEqual(nested);
    catalog.now = down;
    expect(await groups.refresh()).toBe(false);
    expect(logger.warn.mock.calls[1][0]).toContain('nested before');
    // A catalog that lost everything has most likely just been set up anew.
    catalog.now = catalogServiceMock({ entities: [] });
    expect(await groups.refresh()).toBe(false);
    expect(groups.withGroupsAbove(web)).toEqual(nested);
    // Whoever left a group above is no longer in it.
    catalog.now = catalogServiceMock({
      entities: [group('company'), group('web')],
    });
    await groups.refresh();
    expect(groups.withGroupsAbove(web)).toEqual(web);
  });
});

describe('followGroups', () => {
  it('reads once the backend is up, and again when the interval is over', async () => {
    const { catalog, logger } = start([group('web')]);
    const hooks: (() => void | Promise<void>)[] = [];
    const tasks: any[] = [];
    followGroups({
      config: new ConfigReader({
        aiGovernance: { groups: { interval: { minutes: 2 } } },
      }) as never,
      catalog,
      auth,
      logger,
      scheduler: { scheduleTask: async task => void tasks.push(task) },
      lifecycle: { addStartupHook: hook => void hooks.push(hook) },
    });
    expect(tasks).toEqual([]);
    await hooks[0]();
    expect(tasks).toMatchObject([
      { scope: 'local', frequency: { milliseconds: 60_000 } },
    ]);
    const now = jest.spyOn(performance, 'now').mockReturnValue(1_000);
    const works = catalog.now;
    catalog.now = {
      streamEntities: () => {
        throw new Error('503');
      },
    } as never;
    await tasks[0].fn();
    now.mockReturnValue(61_000);
    catalog.now = works;
    await tasks[0].fn();
    expect(catalog.streamEntities).toHaveBeenCalledTimes(2);
    now.mockReturnValue(121_000);
    await tasks[0].fn();
    expect(catalog.streamEntities).toHaveBeenCalledTimes(2);
    now.mockReturnValue(181_000);
    await tasks[0].fn();
    expect(catalog.streamEntities).toHaveBeenCalledTimes(3);
    now.mockRestore();
  });
});
