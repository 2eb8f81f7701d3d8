import { fileLink } from './fileLink';

const at = (url: string, kind: 'url' | 'local' = 'url') => ({
  url,
  subpath: '',
  kind,
});

describe('fileLink', () => {
  it.each([
    [
      'https://github.com/org/repo',
      'https://github.com/org/repo/blob/HEAD/a.md#L3',
    ],
    [
      'https://github.com/org/repo/',
      'https://github.com/org/repo/blob/HEAD/a.md#L3',
    ],
    [
      'https://github.com/org/repo.git',
      'https://github.com/org/repo/blob/HEAD/a.md#L3',
    ],
    [
      'https://github.com/org/repo/tree/main/services/api',
      'https://github.com/org/repo/blob/main/a.md#L3',
    ],
    [
      'https://github.example.com/org/repo/blob/v1/x',
      'https://github.example.com/org/repo/blob/v1/a.md#L3',
    ],
    [
      'https://gitlab.com/group/sub/repo/-/tree/main/x',
      'https://gitlab.com/group/sub/repo/-/blob/main/a.md#L3',
    ],
    [
      'https://gitlab.com/group/repo',
      'https://gitlab.com/group/repo/-/blob/HEAD/a.md#L3',
    ],
  ])('points into %s', (url, link) => {
    expect(fileLink(at(url), 'a.md', 3)).toBe(link);
  });

  it('escapes paths and leaves the line out when there is none', () => {
    expect(fileLink(at('https://github.com/o/r'), '/a b/#c?.md')).toBe(
      'https://github.com/o/r/blob/HEAD/a%20b/%23c%3F.md',
    );
  });

  it.each([
    undefined,
    at('/srv/repo', 'local'),
    at('not an address'),
    // eslint-disable-next-line no-script-url
    at('javascript:alert(1)'),
    at('https://code.example.com/o/r'),
  ])('knows no address for %j', repository => {
    expect(fileLink(repository, 'a.md', 1)).toBeUndefined();
  });
});
