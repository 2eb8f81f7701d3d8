import { defaultFramework } from '../framework';
import { readTrainingKpis } from './training';

const AT = '2026-11-20T09:00:00.000Z';
const LATER = '2027-01-01T00:00:00.000Z';

const group = (count: number, scored: number, mean: number, until = LATER) => ({
  until,
  count,
  scored,
  scoreSum: scored * mean,
});

const read = (members: number, byExpiry: ReturnType<typeof group>[], at = AT) =>
  readTrainingKpis(defaultFramework.kpis, { members, byExpiry }, at);

describe('the KPIs of training', () => {
  it('are the share of the people who are trained and their mean score', () => {
    expect(read(12, [group(11, 11, 82)])).toEqual([
      {
        kpi: 'training-completion-rate',
        percent: 91,
        meets: false,
        trained: 11,
        people: 12,
      },
      // Above the target, though the step it is shown in is not.
      { kpi: 'training-assessment-score', percent: 80, meets: true },
    ]);
    expect(read(6, [group(6, 6, 78)])).toEqual([
      expect.objectContaining({ percent: 100, meets: true }),
      { kpi: 'training-assessment-score', percent: 80, meets: false },
    ]);
  });

  it('lapse with the training', () => {
    expect(read(6, [group(6, 6, 90)], LATER)).toEqual([
      {
        kpi: 'training-completion-rate',
        percent: 0,
        meets: false,
        trained: 0,
        people: 6,
      },
    ]);
  });

  it('tell of few people their share alone, and of nobody nothing', () => {
    expect(read(4, [group(3, 3, 90)])).toEqual([
      { kpi: 'training-completion-rate', percent: 75, meets: false },
    ]);
    expect(read(9, [group(9, 4, 90)])).toEqual([
      expect.objectContaining({ kpi: 'training-completion-rate' }),
    ]);
    expect(read(0, [])).toEqual([]);
  });

  it('are those of a framework that has them', () => {
    const data = { members: 6, byExpiry: [group(6, 6, 90)] };
    expect(readTrainingKpis([], data, AT)).toEqual([]);
    expect(
      readTrainingKpis(
        [
          {
            id: 'training-completion-rate',
            targets: [{ comparison: 'improve', unit: 'percent' }],
          },
        ],
        data,
        AT,
      ),
    ).toEqual([
      {
        kpi: 'training-completion-rate',
        percent: 100,
        trained: 6,
        people: 6,
      },
    ]);
  });
});
