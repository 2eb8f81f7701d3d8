import { canonicalJson } from '../assessment/canonical';
import { defaultFramework } from './default';
import { parseFramework } from './parse';

describe('parseFramework', () => {
  it('accepts the default framework as it ships', () => {
    const parsed = parseFramework(defaultFramework);
    expect(parsed.ok ? [] : parsed.errors).toEqual([]);
  });

  it('gives the default framework for a document that only extends it', () => {
    const parsed = parseFramework('extends: default');
    expect(parsed.ok).toBe(true);
    expect(canonicalJson(parsed.ok && parsed.framework)).toBe(
      canonicalJson(defaultFramework),
    );
  });
});
