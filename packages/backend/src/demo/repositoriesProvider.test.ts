import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { entityNameOf, RepositoriesProvider } from './repositoriesProvider';

const component = (name: string) => `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${name}
spec:
  type: service
  lifecycle: production
  owner: someone
`;

describe('RepositoriesProvider', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'plumbline-provider-'));
  });

  afterEach(() => rm(directory, { recursive: true }));

  async function entitiesOf(files: { [path: string]: string }) {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(directory, path)), { recursive: true });
      await writeFile(join(directory, path), content);
    }
    const logger = mockServices.logger.mock();
    const provider = new RepositoriesProvider({
      directory,
      logger,
      runner: { run: async task => void (await task.fn({} as never)) },
    });
    const entities = await provider.entities();
    await provider.entities();
    return {
      named: entities.map(({ kind, metadata }) => `${kind} ${metadata.name}`),
      described: (name: string) =>
        entities.find((entity: Entity) => entity.metadata.name === name)
          ?.metadata.description,
      said: logger.warn.mock.calls.map(([message]) => message),
    };
  }

  it('refers to a sound descriptor and makes a Component where there is none', async () => {
    const { named, said } = await entitiesOf({
      'a/catalog-info.yml': component('api'),
      'b/README.md': 'hello',
    });
    expect(named).toEqual(['Location repository-a', 'Component b']);
    expect(said).toEqual([]);
  });

  it('makes a Component that says why when none comes from the descriptor, and tells it once', async () => {
    const { named, described, said } = await entitiesOf({
      'broken/catalog-info.yaml': 'kind: Component\n  name: [',
      'refused/catalog-info.yaml': component('"not a name!"'),
      'plugin/catalog-info.yaml':
        'kind: Location\nspec: {targets: [./p.yaml, ../a.yaml]}',
      'plugin/p.yaml': 'kind: Plugin\nmetadata: {name: p}',
    });
    expect(named).toEqual([
      'Component broken',
      'Component plugin',
      'Location repository-refused',
      'Component refused',
    ]);
    expect(described('broken')).toMatch(/not valid YAML \(line \d\)/);
    expect(described('refused')).toContain('"metadata.name" is not valid');
    expect(described('plugin')).toContain('declares a Plugin');
    expect(said).toHaveLength(3);
  });

  it('keeps the sound Components of a file that the catalog would drop whole', async () => {
    const { named } = await entitiesOf({
      'multi/catalog-info.yaml': [
        component('one'),
        'kind: Bogus\nmetadata: {name: z}\n',
        component('two'),
        component('two'),
      ].join('---\n'),
    });
    expect(named).toEqual(['Component one', 'Component two']);
  });

  it('gives every folder an entity of its own when names meet', async () => {
    const { named, described } = await entitiesOf({
      'a/catalog-info.yaml': component('c'),
      'b/catalog-info.yaml': component('C'),
      'c/README.md': '',
    });
    expect(named).toEqual([
      'Location repository-a',
      'Location repository-b',
      'Component b',
      'Component c-2',
    ]);
    expect(described('b')).toContain('a declares component:default/c too');
  });

  it('takes a checkout that is linked into the directory, and no other link', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'plumbline-checkout-'));
    await writeFile(join(elsewhere, 'catalog-info.yaml'), component('linked'));
    await writeFile(join(directory, 'notes.txt'), '');
    await symlink(elsewhere, join(directory, 'checkout'));
    await symlink('notes.txt', join(directory, 'text'));
    await symlink('gone', join(directory, 'broken'));
    const { named } = await entitiesOf({});
    await rm(elsewhere, { recursive: true });
    expect(named).toEqual(['Location repository-checkout']);
  });

  it('takes the checkouts that a folder holds in its place, each under its own name', async () => {
    const { named, described } = await entitiesOf({
      'acme/api/.git/HEAD': '',
      'acme/api/catalog-info.yaml': component('api'),
      'acme/web/.git': 'gitdir: elsewhere',
      'acme/notes/README.md': 'no checkout',
      'other/team/web/.git/HEAD': '',
      'other/node_modules/web/.git/HEAD': '',
      'other/a/b/too-deep/.git/HEAD': '',
      'mono/catalog-info.yaml': component('mono'),
      'mono/tools/x/.git/HEAD': '',
      'outer/.git/HEAD': '',
      'outer/submodule/.git': 'gitdir: ../.git/modules/submodule',
      'plain/src/index.ts': '',
    });
    expect(named).toEqual([
      'Location repository-acme-api',
      'Component acme-web',
      'Location repository-mono',
      'Component other-team-web',
      'Component outer',
      'Component plain',
    ]);
    expect(described('acme-web')).toBe(
      'Made from a folder without a catalog-info.yaml',
    );
  });

  it('keeps names apart that are made of different paths', async () => {
    const { named } = await entitiesOf({
      'a-b/c/.git/HEAD': '',
      'a/b-c/.git/HEAD': '',
      'a-b-c/README.md': '',
    });
    expect(named).toEqual([
      'Component a-b-c',
      'Component a-b-c-2',
      'Component a-b-c-3',
    ]);
  });

  it('does not walk in circles, and takes a checkout reached twice once', async () => {
    await mkdir(join(directory, 'acme', 'api', '.git'), { recursive: true });
    await symlink('..', join(directory, 'acme', 'up'));
    await symlink('.', join(directory, 'acme', 'self'));
    await symlink('api', join(directory, 'acme', 'same'));
    const { named } = await entitiesOf({});
    expect(named).toEqual(['Component acme-api']);
  });

  it('reads no descriptor outside its folder', async () => {
    await writeFile(join(directory, 'secret.yaml'), component('secret'));
    await mkdir(join(directory, 'link'));
    await symlink(
      '../secret.yaml',
      join(directory, 'link', 'catalog-info.yaml'),
    );
    const { named, described } = await entitiesOf({});
    expect(named).toEqual(['Component link']);
    expect(described('link')).toContain('lies outside the repository');
  });
});

describe('entityNameOf', () => {
  it.each([
    ['Über team – web 日本', 'Uber-team-web'],
    ['日本', 'repository'],
    ['.github', 'github'],
    ['a'.repeat(100), 'a'.repeat(63)],
  ])('makes a name the catalog accepts of %s', (folder, name) => {
    expect(entityNameOf(folder)).toBe(name);
  });
});
