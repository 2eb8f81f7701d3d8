import fc from 'fast-check';
import {
  formatRepositorySubject,
  parseRepositorySubject,
} from './repositorySubject';
import type { RepositorySubject } from './repositorySubject';

describe('the subject of a pipeline', () => {
  it('names host, immutable id and path of the repository', () => {
    expect(
      formatRepositorySubject({
        provider: 'github-oidc',
        host: 'github.com',
        repositoryId: '4711',
        repository: 'acme/shop',
      }),
    ).toBe('github-oidc:github.com:4711:acme/shop');
  });

  it('says exactly what was put into it, whatever the claims are', () => {
    const text = fc.string({ minLength: 1, unit: 'grapheme' });
    fc.assert(
      fc.property(
        fc.record({
          provider: fc.constantFrom<RepositorySubject['provider']>(
            'github-oidc',
            'oidc',
          ),
          host: text,
          repositoryId: text,
          repository: text,
        }),
        subject => {
          expect(
            parseRepositorySubject(formatRepositorySubject(subject)),
          ).toEqual(subject);
        },
      ),
    );
  });

  it.each([
    'external:github-oidc:github.com:4711:acme/shop',
    'external:jenkins',
    'plugin:catalog',
    'github-oidc:github.com::acme/shop',
    'github-oidc:github.com:4711:acme/shop:more',
    'github-oidc:github.com:4711',
    'github-oidc:github.com:%zz:acme/shop',
    'GITHUB-OIDC:github.com:4711:acme/shop',
    '',
  ])('is nothing else: %s', subject => {
    expect(parseRepositorySubject(subject)).toBeUndefined();
  });
});
