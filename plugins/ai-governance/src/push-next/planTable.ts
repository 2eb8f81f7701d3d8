import type { PushNextResponse } from '@plumbline/backstage-plugin-ai-governance-common';
import type { TableData } from '../export/table';
import type { Translate } from '../hooks/useText';

/** The steps of a plan, one a row, the most helpful first. @internal */
export function planTable(
  { steps }: Pick<PushNextResponse, 'steps'>,
  unitName: (step: PushNextResponse['steps'][number]) => string,
  t: Translate,
): TableData {
  return {
    columns: [
      { label: t('pushNext.csv.step'), number: true },
      { label: t('pushNext.csv.close') },
      { label: t('pushNext.csv.scope') },
      { label: t('pushNext.csv.effort') },
      { label: t('pushNext.csv.cost'), number: true },
      { label: t('pushNext.csv.subjects'), number: true },
      { label: t('pushNext.csv.lifts'), number: true },
      { label: t('pushNext.csv.liftedSoFar'), number: true },
      { label: t('pushNext.csv.where') },
    ],
    rows: steps.map((step, position) => [
      position + 1,
      unitName(step),
      t(`pushNext.subjects.${step.scope}`, { count: step.subjectCount }),
      t(`pushNext.efforts.${step.effort}`),
      step.cost,
      step.subjectCount,
      step.lifts,
      step.liftedSoFar,
      [
        ...step.subjects.map(({ ref }) => ref),
        ...(step.subjectCount > step.subjects.length
          ? [
              t('pushNext.more', {
                number: String(step.subjectCount - step.subjects.length),
              }),
            ]
          : []),
      ].join(' '),
    ]),
  };
}
