import { defaultFramework } from '../framework';
import { assess } from './assess';
import type { Profile } from './types';

const profile: Profile = {
  classification: { value: 'confidential', source: 'assumed', reason: '' },
  tier: { value: 2, source: 'assumed', reason: '' },
  handles: { value: [], source: 'assumed', reason: '' },
  declared: false,
  conflicts: [],
};

describe('assess', () => {
  it('judges an entity nothing is known of', () => {
    const card = assess({
      framework: defaultFramework,
      tools: [],
      entity: { ref: 'component:default/a', kind: 'Component', owners: [] },
      profile,
      evidence: [],
      confirmations: {},
      attestations: [],
      exceptions: [],
      at: '2026-11-20T09:00:00.000Z',
    });
    expect(card.level).toBe(1);
    expect(card.score).toBe(0);
  });
});
