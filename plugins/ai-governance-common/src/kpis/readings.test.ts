import fc from 'fast-check';
import { defaultFramework } from '../framework';
import { meetsTarget, readKpi } from './readings';

const kpi = (id: string) => ({ id });

describe('the readings of KPIs', () => {
  it('are shares of those a control applies to, without exceptions', () => {
    const controls = [
      {
        id: 'TM-003',
        counts: { met: 5, exempt: 1, gap: 1, unknown: 1, notApplicable: 4 },
      },
    ];
    expect(readKpi(kpi('configuration-compliance'), { controls })).toEqual({
      control: 'TM-003',
      met: 5,
      of: 8,
      percent: 62.5,
    });
  });

  it('are missing where nothing measures them', () => {
    const controls = [
      { id: 'CMP-001', counts: { notApplicable: 3 } },
      { id: 'SEC-001', counts: { met: 3 } },
    ];
    for (const id of [
      'licence-compliance-rate',
      'classification-compliance',
      'scan-coverage',
      'constructor',
    ]) {
      expect(readKpi(kpi(id), { controls })).toBeUndefined();
    }
  });

  it('are of controls and KPIs that the default framework has', () => {
    const controls = defaultFramework.controls.map(({ id }) => ({
      id,
      counts: { met: 1 },
    }));
    const measured = defaultFramework.kpis.filter(each =>
      readKpi(each, { controls }),
    );
    expect(measured.map(({ id }) => id)).toEqual([
      'configuration-compliance',
      'licence-compliance-rate',
      'classification-compliance',
    ]);
    // Each has a target that a share can be compared with.
    for (const { targets } of measured) {
      expect(targets).toEqual([
        expect.objectContaining({ unit: 'percent', value: expect.any(Number) }),
      ]);
    }
  });

  it('never exceed the whole', () => {
    const count = fc.nat({ max: 1000 });
    fc.assert(
      fc.property(count, count, count, count, (met, gap, exempt, others) => {
        const reading = readKpi(kpi('classification-compliance'), {
          controls: [
            {
              id: 'DP-001',
              counts: { met, gap, exempt, notApplicable: others },
            },
          ],
        });
        const of = met + gap + exempt;
        expect(reading?.of).toBe(of === 0 ? undefined : of);
        expect(reading?.percent ?? 0).toBeGreaterThanOrEqual(0);
        expect(reading?.percent ?? 0).toBeLessThanOrEqual(100);
      }),
    );
  });

  it.each([
    ['>', 95, 95, false],
    ['>', 95, 95.1, true],
    ['>=', 95, 95, true],
    ['<', 24, 24, false],
    ['<=', 24, 24, true],
    ['=', 100, 100, true],
    ['=', 100, 99.9, false],
    ['improve', undefined, 5, undefined],
    ['improve', 3, 5, undefined],
  ] as const)(
    'compare: %s %s with %s',
    (comparison, value, measured, meets) => {
      expect(
        meetsTarget({ comparison, value, unit: 'percent' }, measured),
      ).toBe(meets);
    },
  );
});
