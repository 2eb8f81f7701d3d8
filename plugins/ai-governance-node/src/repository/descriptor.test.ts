import { isDescriptorIn, warningsFor } from './descriptor';
import { snapshotOf, withSubpath } from './snapshot';

describe('descriptor', () => {
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

  it('is not looked for elsewhere, where templates live', () => {
    const { warnings } = snapshotOf(
      {
        'skeleton/catalog-info.yaml': 'a: [',
        'packages/web/skeleton/catalog-info.yaml': 'a: [',
      },
      { subpath: 'packages/web' },
    );
    expect(warnings).toEqual([]);
  });

  const BROKEN = {
    'catalog-info.yaml': 'a: [',
    'packages/web/catalog-info.yaml': 'kind: Component\n  name: [\n',
    'packages/api/catalog-info.yml': { symlink: '../../../secret.yaml' },
  };
  const ROOT = expect.stringMatching(/^catalog-info\.yaml is not valid YAML/);
  const WEB = expect.stringMatching(
    /^packages\/web\/catalog-info\.yaml is not valid YAML .* at line \d/,
  );
  const API =
    'packages/api/catalog-info.yml is a link that leaves the repository, so what it declares is not looked at';

  it('is looked at in the folder of the entity, beside the root', () => {
    const whole = snapshotOf(BROKEN);
    expect(whole.warnings).toEqual([ROOT]);
    const web = withSubpath(whole, 'packages/web/');
    expect(web.warnings).toEqual([ROOT, WEB]);
    expect(withSubpath(web, 'packages/web').warnings).toEqual([ROOT, WEB]);
    expect(withSubpath(web, 'packages/api').warnings).toEqual([ROOT, API]);
    expect(withSubpath(web, '').warnings).toEqual([ROOT]);
    expect(snapshotOf(BROKEN, { subpath: 'packages/api' }).warnings).toEqual([
      ROOT,
      API,
    ]);
  });

  it('of one part is no concern of another that shares its tree', () => {
    const whole = snapshotOf(BROKEN);
    const warnings = [
      "The folder 'locked' could not be listed",
      ...withSubpath(whole, 'packages/web').warnings,
      API,
    ];
    expect(warningsFor(warnings, 'packages/api')).toEqual([
      "The folder 'locked' could not be listed",
      ROOT,
      API,
    ]);
    expect(warningsFor(warnings, '')).toHaveLength(2);
  });

  it('is read at the root and in the folders of entities', () => {
    const isDescriptor = isDescriptorIn(['packages/web']);
    expect(
      [
        'catalog-info.yaml',
        'packages/web/catalog-info.yml',
        'packages/api/catalog-info.yaml',
        'packages/web/src/catalog-info.yaml',
      ].filter(isDescriptor),
    ).toEqual(['catalog-info.yaml', 'packages/web/catalog-info.yml']);
  });
});
