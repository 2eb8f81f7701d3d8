import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { repositoryLocationOf, sourceKeyOf } from './repositoryLocation';

const integrations = ScmIntegrations.fromConfig(
  new ConfigReader({
    integrations: {
      github: [{ host: 'github.com' }],
      gitlab: [{ host: 'gitlab.com' }],
    },
  }),
);

const LOCAL = ['/srv/repos', '/srv/more/'];

const locate = (
  sourceLocation: string | undefined,
  location?: string,
  localRepositories: string[] = LOCAL,
) =>
  repositoryLocationOf({
    sourceLocation,
    location,
    integrations,
    localRepositories,
  });

const GITHUB = 'https://github.com/acme/mono/tree/main';

describe('repositoryLocationOf', () => {
  it.each([
    ['the root', `url:${GITHUB}`, ''],
    ['the root with a slash', `url:${GITHUB}/`, ''],
    ['a folder', `url:${GITHUB}/services/checkout`, 'services/checkout'],
    [
      'a folder with a slash',
      `url:${GITHUB}/services/checkout/`,
      'services/checkout',
    ],
    ['an encoded folder', `url:${GITHUB}/my%20services/a`, 'my services/a'],
    [
      'a file of a folder',
      `url:${GITHUB.replace('tree', 'blob')}/a/catalog-info.yaml`,
      'a',
    ],
    [
      'a file at the root',
      `url:${GITHUB.replace('tree', 'blob')}/catalog-info.yaml`,
      '',
    ],
  ])('finds %s on GitHub', (_, reference, subpath) => {
    expect(locate(reference)).toEqual({ kind: 'url', root: GITHUB, subpath });
  });

  it('tells branches apart', () => {
    expect(locate('url:https://github.com/acme/mono/tree/v2/services')).toEqual(
      {
        kind: 'url',
        root: 'https://github.com/acme/mono/tree/v2',
        subpath: 'services',
      },
    );
  });

  it('gives entities of one repository one source', () => {
    const keys = ['', 'a', 'a/b'].map(path =>
      sourceKeyOf(locate(`url:${GITHUB}/${path}`)!),
    );
    expect(new Set(keys)).toEqual(new Set([`repository:${GITHUB}`]));
  });

  it('finds a folder of a GitLab repository', () => {
    expect(
      locate('url:https://gitlab.com/acme/group/mono/-/tree/main/services/a'),
    ).toEqual({
      kind: 'url',
      root: 'https://gitlab.com/acme/group/mono/-/tree/main',
      subpath: 'services/a',
    });
  });

  it('takes where the descriptor was read from when no source is named', () => {
    expect(
      locate(
        undefined,
        'url:https://github.com/acme/mono/blob/main/services/a/catalog-info.yaml',
      ),
    ).toEqual({ kind: 'url', root: GITHUB, subpath: 'services/a' });
  });

  it('prefers the source location', () => {
    expect(
      locate(
        `url:${GITHUB}/a/`,
        'url:https://github.com/acme/descriptors/blob/main/b/catalog-info.yaml',
      ),
    ).toEqual({ kind: 'url', root: GITHUB, subpath: 'a' });
  });

  it.each([
    ['nothing', undefined],
    ['an empty text', ''],
    ['a host nobody configured', 'url:https://example.org/acme/mono/tree/main'],
    ['no URL', 'url:not a url'],
    ['a type it does not know', 'bootstrap:bootstrap'],
    ['a broken escape', `url:${GITHUB}/%E0%A4%A`],
  ])('finds nothing for %s', (_, reference) => {
    expect(locate(reference)).toBeUndefined();
  });

  describe('in local folders', () => {
    it.each([
      ['a file', 'file:/srv/repos/checkout/catalog-info.yaml', 'checkout', ''],
      ['a folder', 'dir:/srv/repos/checkout', 'checkout', ''],
      [
        'a folder below',
        'dir:/srv/repos/mono/services/a/',
        'mono',
        'services/a',
      ],
      [
        'a file below',
        'file:/srv/repos/mono/services/a/catalog-info.yaml',
        'mono',
        'services/a',
      ],
    ])('finds %s', (_, reference, repository, subpath) => {
      expect(locate(reference)).toEqual({
        kind: 'local',
        root: `/srv/repos/${repository}`,
        subpath,
      });
    });

    it('accepts a file URL and a parent written with a slash', () => {
      expect(locate('file:file:///srv/more/a/b')).toEqual({
        kind: 'local',
        root: '/srv/more/a',
        subpath: 'b',
      });
    });

    it.each([
      ['outside', 'dir:/etc'],
      ['the parent itself', 'dir:/srv/repos'],
      ['a neighbour of like name', 'dir:/srv/repos-private/a'],
      ['a way out', 'dir:/srv/repos/../secrets/a'],
      ['a way out from below', 'dir:/srv/repos/a/../../secrets'],
      ['a relative path', 'dir:../repos/a'],
      ['a file URL of another host', 'file:file://elsewhere/srv/repos/a'],
      ['a file URL with an encoded slash', 'file:file:///srv/repos/a%2Fb'],
      ['a way out in a file URL', 'file:file:///srv/repos/%2e%2e/secrets/a'],
    ])('finds nothing for %s', (_, reference) => {
      expect(locate(reference)).toBeUndefined();
    });

    it('finds nothing unless the configuration names a parent', () => {
      expect(locate('dir:/srv/repos/a', undefined, [])).toBeUndefined();
    });

    it('resolves dots that stay inside', () => {
      expect(locate('dir:/srv/repos/x/../a/./b')).toEqual({
        kind: 'local',
        root: '/srv/repos/a',
        subpath: 'b',
      });
    });

    it.each([
      ['acme/api/catalog-info.yaml', ['acme/api'], 'acme/api', ''],
      ['acme/team/api/src/a', ['acme/team/api'], 'acme/team/api', 'src/a'],
      [
        'outer/libs/inner/a',
        ['outer', 'outer/libs/inner'],
        'outer',
        'libs/inner/a',
      ],
      ['a/b/c/d/e', ['a/b/c/d'], 'a', 'b/c/d/e'],
      ['acme/notes/a', ['acme/api'], 'acme', 'notes/a'],
    ])(
      'finds the checkout that %s lies in, where %j are some',
      (path, checkouts, repository, subpath) => {
        const parent = mkdtempSync(join(tmpdir(), 'plumbline-checkouts-'));
        for (const checkout of checkouts) {
          mkdirSync(join(parent, checkout, '.git'), { recursive: true });
        }
        const found = locate(`file:${join(parent, path)}`, undefined, [parent]);
        rmSync(parent, { recursive: true });
        expect(found).toEqual({
          kind: 'local',
          root: join(parent, repository),
          subpath: subpath.replace(/\/?catalog-info\.yaml$/, ''),
        });
      },
    );

    it('reads the checkout that is here, and the part of it that its address names', () => {
      const descriptor = 'file:/srv/repos/mono/catalog-info.yaml';
      expect(locate(`url:${GITHUB}/services/checkout`, descriptor)).toEqual({
        kind: 'local',
        root: '/srv/repos/mono',
        subpath: 'services/checkout',
      });
      expect(
        locate(`url:${GITHUB}`, 'file:/srv/repos/mono/a/catalog-info.yaml'),
      ).toEqual({ kind: 'local', root: '/srv/repos/mono', subpath: 'a' });
      expect(
        locate(`url:${GITHUB}`, 'file:/etc/catalog-info.yaml'),
      ).toMatchObject({ kind: 'url' });
    });
  });
});
