import { parseAllDocuments } from 'yaml';
import { patchDescriptor } from './descriptorPatch';

const TEXT = `# What we are
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: checkout # the one and only
  annotations:
    ai-governance/data-classification: internal # was decided in March
    backstage.io/techdocs-ref: dir:.
  tags: [java, "payments"]
spec:
  type: service
  lifecycle: production
  owner: payments
  dependsOn:
    - resource:default/ledger
---
apiVersion: backstage.io/v1alpha1
kind: API
metadata:
  name: checkout
spec:
  definition: |
    openapi:   3.0.0
`;

const options = {
  entityRef: 'component:default/checkout',
  values: { classification: 'restricted' as const, tier: 3 as const },
  path: 'services/checkout/catalog-info.yaml',
};

const changed = (diff: string) =>
  diff.split('\n').filter(line => /^[+-](?![+-])/.test(line));

describe('a patch of a descriptor', () => {
  it('changes the lines of what is declared and nothing else', () => {
    const { diff, content } = patchDescriptor(TEXT, options)!;
    expect(diff).toMatch(/^--- a\/services\/checkout\/catalog-info.yaml\n/);
    expect(diff).toContain('+++ b/services/checkout/catalog-info.yaml');
    expect(changed(diff)).toEqual([
      '-    ai-governance/data-classification: internal # was decided in March',
      '+    ai-governance/data-classification: restricted # was decided in March',
      '+    ai-governance/review-tier: "3"',
    ]);
    const [entity, api] = parseAllDocuments(content).map(d => d.toJS() as any);
    expect(entity.metadata.annotations['ai-governance/review-tier']).toBe('3');
    expect(api.spec.definition).toBe('openapi:   3.0.0\n');
  });

  it('keeps lists that are not indented, and adds annotations where there are none', () => {
    const text = TEXT.replace('    - resource', '  - resource').replace(
      / {2}annotations:\n.*\n.*\n/,
      '',
    );
    expect(changed(patchDescriptor(text, options)!.diff)).toEqual([
      '+  annotations:',
      '+    ai-governance/data-classification: restricted',
      '+    ai-governance/review-tier: "3"',
    ]);
  });

  it('finds the entity among several, and nothing in what is none', () => {
    const other = patchDescriptor(TEXT, {
      ...options,
      entityRef: 'api:default/checkout',
    })!;
    expect(changed(other.diff)).toEqual([
      '+  annotations:',
      '+    ai-governance/data-classification: restricted',
      '+    ai-governance/review-tier: "3"',
    ]);
    expect(
      patchDescriptor(TEXT, { ...options, entityRef: 'component:other/x' }),
    ).toBeUndefined();
    for (const text of ['', '- a\n- b\n', 'kind: [', '%&/ {{', 'null\n']) {
      expect(patchDescriptor(text, options)).toBeUndefined();
    }
  });
});
