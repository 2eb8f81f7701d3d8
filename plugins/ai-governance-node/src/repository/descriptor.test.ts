import { snapshotOf } from './snapshot';

describe('descriptor at the root', () => {
  it('is no warning while it can be read', () => {
    const { warnings } = snapshotOf({
      'catalog-info.yaml': 'kind: Component\n---\nkind: API\n',
    });
    expect(warnings).toEqual([]);
  });

  it.each([
    ['catalog-info.yaml', 'kind: Component\n  name: [\n'],
    ['catalog-info.yml', 'kind: Component\n---\nkind: [\n'],
  ])('is named with its line in %s when it is broken', (path, content) => {
    const { warnings } = snapshotOf({ [path]: content });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(
      new RegExp(`^${path} is not valid YAML .* at line \\d`),
    );
  });

  it('is named when it cannot be read', () => {
    expect(
      snapshotOf({ 'catalog-info.yaml': { symlink: '../secret.yaml' } })
        .warnings,
    ).toEqual([
      'catalog-info.yaml is a link that leaves the repository, so what it declares is not looked at',
    ]);
  });

  it('is not looked for below the root, where templates live', () => {
    const { warnings } = snapshotOf({ 'skeleton/catalog-info.yaml': 'a: [' });
    expect(warnings).toEqual([]);
  });
});
