import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { defaultFramework } from './default';
import { frameworkFileSchema } from './fileSchema';

const ajv = addFormats(new Ajv({ strict: false }));
const validate = ajv.compile(frameworkFileSchema());

describe('the JSON Schema of framework files', () => {
  it.each<[string, unknown]>([
    ['the default framework as a whole', defaultFramework],
    ['one that only extends it', { extends: 'default' }],
    [
      'changes, additions and removals',
      {
        extends: 'default',
        version: '7',
        settings: { organizationThreshold: 0.8 },
        controls: [
          { id: 'SEC-001', weight: 3, limits: null },
          { id: 'CQ-002', remove: true },
          { id: 'TM-003', applicability: { tierAtLeast: 3 } },
        ],
        levels: [{ level: 2, requiredControls: ['TM-001'] }],
      },
    ],
  ])('takes %s', (_, file) => {
    expect(validate(file) || validate.errors).toBe(true);
  });

  it.each<[string, unknown]>([
    ['a misspelt member', { extends: 'default', contrls: [] }],
    [
      'a weight in words',
      { extends: 'default', controls: [{ id: 'A', weight: 'x' }] },
    ],
    ['an item without id', { extends: 'default', controls: [{ weight: 1 }] }],
    ['another base', { extends: 'other' }],
    ['a whole framework with less than all of it', { id: 'x' }],
  ])('refuses %s', (_, file) => {
    expect(validate(file)).toBe(false);
  });
});
