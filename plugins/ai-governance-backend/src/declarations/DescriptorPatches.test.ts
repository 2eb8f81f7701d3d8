import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  component,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';

jest.setTimeout(60_000);

const databases = testDatabases();
const REF = 'component:default/checkout';
const USER = mockCredentials.user('user:default/ada');
const TARGET =
  'https://github.com/org/shop/blob/main/services/checkout/catalog-info.yaml';

async function start(location: string, text = 'kind: Component\n') {
  const entity: Entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'checkout',
      namespace: 'default',
      annotations: { 'backstage.io/managed-by-location': location },
    },
  };
  const read: string[] = [];
  const { services, clock } = await startServices({
    databases,
    databaseId: 'SQLITE_3',
    entities: [entity],
    urlReader: mockServices.urlReader.mock({
      readUrl: async url => {
        read.push(url);
        return { buffer: async () => Buffer.from(text) };
      },
    }),
  });
  await services.inventory.learn([component('checkout')], clock.now());
  await services.runner.run();
  return {
    read,
    patch: () => services.descriptorPatches.get(REF, USER),
    declare: () =>
      services.declarations.declare(REF, { tier: 3 }, 'user:default/ada', USER),
  };
}

describe('the patch of a descriptor', () => {
  it('is made from the file the entity came from', async () => {
    const { patch, declare, read } = await start(
      `url:${TARGET}`,
      'kind: Component\nmetadata:\n  name: checkout\n',
    );
    await expect(patch()).rejects.toMatchObject({ name: 'ConflictError' });
    await declare();
    expect(await patch()).toMatchObject({
      path: 'services/checkout/catalog-info.yaml',
      url: TARGET,
      changes: true,
      diff: expect.stringContaining('+    ai-governance/review-tier: "3"'),
    });
    expect(read).toEqual([TARGET]);
  });

  it.each([
    ['a file outside the folders', 'file:/etc/passwd', 'outside'],
    ['no file at all', 'bootstrap:bootstrap', 'names no file'],
    ['a file without the entity', `url:${TARGET}`, 'has no document'],
  ])('says why there is none: %s', async (_, location, message) => {
    const { patch, declare } = await start(location);
    await declare();
    await expect(patch()).rejects.toMatchObject({
      name: 'NotFoundError',
      message: expect.stringContaining(message),
    });
  });
});
