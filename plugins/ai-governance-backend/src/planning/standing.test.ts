import {
  defaultFramework,
  levelsAfter,
  type Level,
  type PlanningUnit,
} from '@plumbline/backstage-plugin-ai-governance-common';
import fc from 'fast-check';
import { OpenUnits } from './openUnits';
import { standingOf } from './standing';
import type { Held } from './standing';

const units = new OpenUnits({
  framework: defaultFramework,
  digest: 'now',
  inForceSince: '2026-01-01T00:00:00.000Z',
  tools: [],
  positions: new Map(
    defaultFramework.controls.map(({ id }, index) => [id, index]),
  ),
});

const keysOf = (scope: PlanningUnit['scope']) =>
  defaultFramework.controls.flatMap(({ id }) => {
    const key = `${id}/${scope}`;
    return units.get(key) ? [key] : [];
  });

const OWN = keysOf('entity');
const GROUP = keysOf('group');

const standing = (held: readonly Held[]) =>
  standingOf(held, {
    organization: keysOf('organization'),
    units,
    effortOf: ({ effort }) => effort,
  });

/** Each entity for itself. */
const spelledOut = (held: readonly Held[]) => ({
  ...standing(held),
  groups: held.map(({ member, group }) => ({
    ref: member.ref,
    gaps: group,
    alike: 1,
  })),
  classes: held.map(({ member, level, own }) => ({
    entities: 1,
    isRanked: level !== null,
    group: member.ref,
    gaps: own,
  })),
});

describe('standingOf', () => {
  it('says the same as every entity for itself, whatever is closed', () => {
    const groups = fc.array(fc.subarray(GROUP), {
      minLength: 3,
      maxLength: 3,
    });
    const entities = fc.array(
      fc.record({
        group: fc.nat(2),
        own: fc.subarray(OWN),
        level: fc.constantFrom<Level | null>(1, null),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(
        groups,
        entities,
        fc.subarray([...OWN, ...GROUP, ...keysOf('organization')]),
        fc.constantFrom('official' as const, 'own' as const),
        (open, random, closed, aim) => {
          const held = random.map(
            ({ group, own, level }, index): Held => ({
              member: {
                ref: `component:default/e${index}`,
                group: `g${group}`,
              },
              level,
              own,
              group: open[group],
            }),
          );
          const compact = standing(held);
          expect(levelsAfter(compact, new Set(closed), aim)).toEqual(
            levelsAfter(spelledOut(held), new Set(closed), aim),
          );
          const withOpen = new Set(
            held.flatMap(({ member, group }) =>
              group.length > 0 ? [member.group] : [],
            ),
          );
          expect(
            compact.groups.reduce((sum, { alike }) => sum + alike, 0),
          ).toBe(withOpen.size);
        },
      ),
    );
  });

  it('stays small for 20,000 entities of 300 groups with open parts', () => {
    const held = Array.from(
      { length: 20_000 },
      (_, index): Held => ({
        member: {
          ref: `component:default/e${index}`,
          group: `group:default/g${index % 300}`,
        },
        level: 1,
        // Every combination there can be, in no order that groups would share.
        own: OWN.filter((_key, bit) => ((index * 7919) >> bit) & 1),
        group: index % 300 < 150 ? GROUP : [],
      }),
    );
    const { classes, groups } = standing(held);
    expect(classes.length).toBeGreaterThan(1_000);
    expect(classes.length).toBeLessThanOrEqual(5_000);
    expect(classes.reduce((sum, { entities }) => sum + entities, 0)).toBe(
      20_000,
    );
    expect(groups).toEqual([
      { ref: 'group:default/g0', gaps: GROUP, alike: 150 },
    ]);
  });
});
