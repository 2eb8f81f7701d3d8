import fc from 'fast-check';
import type { Level } from '../framework/types';
import { levelsAfter, type PlanningStanding } from './whatIf';

const unit = (
  key: string,
  level: Level,
  scope: 'entity' | 'group' | 'organization',
) => ({
  key,
  control: key.split('/')[0],
  scope,
  level,
  effort: 'small' as const,
  defaultEffort: 'small' as const,
});

const standing: PlanningStanding = {
  units: [
    unit('TM-001/organization', 2, 'organization'),
    unit('SEC-002/entity', 3, 'entity'),
    unit('SEC-001/entity', 3, 'entity'),
    unit('OPS-001/group', 3, 'group'),
    unit('CMP-002/organization', 4, 'organization'),
  ],
  organization: ['TM-001/organization', 'CMP-002/organization'],
  groups: [{ ref: 'group:default/a', gaps: ['OPS-001/group'], alike: 1 }],
  classes: [
    { entities: 7, isRanked: true, gaps: [] },
    { entities: 5, isRanked: true, group: 'group:default/a', gaps: [] },
    { entities: 3, isRanked: true, gaps: ['SEC-001/entity', 'SEC-002/entity'] },
    { entities: 2, isRanked: false, gaps: [] },
  ],
};

const after = (closed: string[], aim?: 'official' | 'own') =>
  levelsAfter(standing, new Set(closed), aim);

describe('levelsAfter', () => {
  it('counts how entities stand while nothing is closed', () => {
    expect(after([])).toEqual({ none: 2, 1: 15, 2: 0, 3: 0, 4: 0, 5: 0 });
    expect(after([], 'own')).toEqual({ none: 2, 1: 0, 2: 8, 3: 0, 4: 0, 5: 7 });
  });

  it('lifts everybody by what the organization closes, as far as their own gaps let it', () => {
    expect(after(['TM-001/organization'])).toEqual({
      none: 2,
      1: 0,
      2: 8,
      3: 7,
      4: 0,
      5: 0,
    });
    expect(after(['TM-001/organization', 'OPS-001/group'])[3]).toBe(12);
    // One of two is not enough.
    expect(after(['SEC-001/entity'], 'own')[2]).toBe(8);
    expect(after(['SEC-001/entity', 'SEC-002/entity'], 'own')[2]).toBe(5);
    expect(after(standing.units.map(({ key }) => key))[5]).toBe(15);
  });

  it('never loses an entity, nor lowers one by closing more', () => {
    const keys = standing.units.map(({ key }) => key);
    fc.assert(
      fc.property(fc.subarray(keys), fc.subarray(keys), (some, others) => {
        const few = after(some);
        const many = after([...some, ...others]);
        for (const least of [2, 3, 4, 5] as const) {
          const reaching = (levels: typeof few) =>
            ([2, 3, 4, 5] as const)
              .filter(level => level >= least)
              .reduce((sum, level) => sum + levels[level], 0);
          expect(reaching(many)).toBeGreaterThanOrEqual(reaching(few));
        }
        expect(Object.values(many).reduce((a, b) => a + b)).toBe(17);
      }),
    );
  });
});
