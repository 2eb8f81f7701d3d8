import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import {
  meetsTarget,
  readKpi,
  SHOWN_SCORE_STEP,
  type Kpi,
  type TrainingKpi,
  type TrendPoint,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { Section, StatusLabel, usePageStyles } from '../components';
import { ShareMenu } from '../export/ShareMenu';
import type { TableData } from '../export/table';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useLanguage, useNumber } from '../hooks/useLanguage';
import { useResource } from '../hooks/useResource';
import { useText, type Translate } from '../hooks/useText';
import {
  askingAlso,
  UNMET_STATUSES,
  type FilterState,
} from '../overview/listState';
import { useGovernancePath } from '../pages/useGovernancePath';
import { DataTable } from './DataTable';
import type { Stood } from './stood';
import { useEntitiesLink } from './useEntitiesLink';

type Target = Kpi['targets'][number];

/** What a KPI that training measures is counted from. */
function trainingText(
  { trained, people, kpi }: TrainingKpi,
  t: Translate,
): string {
  if (trained !== undefined && people !== undefined) {
    return t('kpis.fromTraining', {
      trained: String(trained),
      people: String(people),
    });
  }
  return kpi === 'training-assessment-score'
    ? t('kpis.fromScores', { step: String(SHOWN_SCORE_STEP) })
    : t('kpis.fromFew');
}

/** What a KPI is the share of, and those that are not part of it. */
function Measured(props: {
  text: string;
  kpi: string;
  left: number;
  /** Where they are listed; undefined where they cannot be asked for. */
  to?: string;
}) {
  const { text, kpi, left, to } = props;
  const t = useText();
  const number = useNumber()(left);
  const said = t('kpis.left', { number });
  return (
    <>
      {text}
      {left > 0 && (
        <>
          {'. '}
          {to ? (
            <Link
              to={to}
              underline="always"
              aria-label={t('kpis.leftLabel', { kpi, number })}
            >
              {said}
            </Link>
          ) : (
            said
          )}
        </>
      )}
    </>
  );
}

/**
 * The framework's KPIs with target, value, change and how each is measured.
 * What needs a source that is not there is listed as not measured. @internal
 */
export function KpiSection(props: {
  /** Oldest first; values are of the last, changes since the first. */
  points: readonly TrendPoint[];
  /** What they are of. */
  filter: FilterState;
  /** Where the entities of a past day are listed; absent for a span up to now. */
  entitiesAt?: (instant: string, stood: Stood) => string;
}) {
  const { points, filter, entitiesAt } = props;
  const classes = usePageStyles();
  const t = useText();
  const language = useLanguage();
  const index = useFrameworkIndex();
  const to = useEntitiesLink(filter);
  const root = useGovernancePath() ?? '';
  const api = useApi(aiGovernanceApiRef);
  // Without the permission they stay unmeasured, as without completions.
  const { value: training } = useResource(() => api.getTrainingKpis(), [api]);
  const kpis = index?.framework.kpis ?? [];
  const now = points[points.length - 1];
  if (kpis.length === 0 || !now) {
    return null;
  }
  const number = (value: number) =>
    new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(value);
  const targetText = ({ label, comparison, value, unit }: Target) =>
    [
      label,
      comparison === 'improve'
        ? t('kpis.improve')
        : `${comparison} ${number(value ?? 0)}`,
      comparison !== 'improve' && t(`kpis.units.${unit}`),
    ]
      .filter(Boolean)
      .join(' ');
  const rows = kpis.map(kpi => {
    const reading = readKpi(kpi, now);
    const trained = training?.items.find(each => each.kpi === kpi.id);
    const before = readKpi(kpi, points[0]);
    return {
      kpi,
      reading,
      change:
        reading && before
          ? Math.round(10 * (reading.percent - before.percent)) / 10
          : undefined,
      trained,
      percent: reading?.percent ?? trained?.percent,
      meets: reading
        ? meetsTarget(kpi.targets[0], reading.percent)
        : trained?.meets,
    };
  });
  const measuredText = ({ kpi, reading, trained }: (typeof rows)[number]) => {
    if (reading) {
      return t('kpis.fromControl', {
        control: reading.control,
        met: String(reading.met),
        of: String(reading.of),
      });
    }
    if (!trained) {
      return kpi.measurement;
    }
    const text = trainingText(trained, t);
    // Completions are known as of now only.
    return entitiesAt ? t('kpis.asOfToday', { text }) : text;
  };
  /** The entities that do not meet a control, as of the last point. */
  const unmetOf = (control: string) => {
    if (entitiesAt) {
      return entitiesAt(now.at, [
        UNMET_STATUSES.map(status => `control.${control}=${status}`).join(','),
      ]);
    }
    const asked = askingAlso(filter, { control, status: 'unmet' });
    return asked && to(asked);
  };
  // What is measured first; within both as the framework lists them.
  rows.sort(
    (a, b) => Number(a.percent === undefined) - Number(b.percent === undefined),
  );
  const signed = (value: number) => `${value > 0 ? '+' : ''}${number(value)}`;
  const table: TableData = {
    columns: [
      { label: t('kpis.kpi') },
      { label: t('kpis.target') },
      { label: t('kpis.value'), number: true },
      { label: t('kpis.change'), number: true },
      { label: t('kpis.measured') },
    ],
    rows: rows.map(row => [
      row.kpi.name,
      row.kpi.targets.map(targetText).join(', '),
      row.percent === undefined
        ? t('kpis.notMeasured')
        : t('maturity.percent', { number: number(row.percent) }),
      row.change === undefined
        ? null
        : t('kpis.points', { change: signed(row.change) }),
      measuredText(row),
    ]),
  };
  return (
    <Section
      title={t('kpis.title')}
      note={t('kpis.note')}
      action={
        <ShareMenu
          name="ai-governance-kpis"
          label={t('kpis.share')}
          content={{
            asOf: now.at,
            table,
            data: {
              since: points[0].at,
              items: rows.map(({ kpi, reading, trained, change }) => ({
                id: kpi.id,
                targets: kpi.targets,
                reading,
                training: trained && { ...trained, at: training?.at },
                change,
              })),
            },
          }}
        />
      }
    >
      <DataTable
        label={t('kpis.title')}
        table={table}
        cell={(row, column) => {
          const { kpi, reading, trained, percent, meets } = rows[row];
          if (column === 0) {
            return (
              <span className={classes.sentences}>
                <strong>{kpi.name}</strong>
                <div className={classes.quiet}>{kpi.definition}</div>
              </span>
            );
          }
          if (column === 2 && percent !== undefined) {
            return meets === undefined ? undefined : (
              <StatusLabel status={meets ? 'met' : 'gap'}>
                {String(table.rows[row][2])}
              </StatusLabel>
            );
          }
          if (column === 4 && trained) {
            return (
              <Link to={`${root}/data`}>{String(table.rows[row][4])}</Link>
            );
          }
          return column === 4 && reading ? (
            <Measured
              text={String(table.rows[row][4])}
              kpi={kpi.name}
              left={reading.of - reading.met}
              to={unmetOf(reading.control)}
            />
          ) : undefined;
        }}
      />
    </Section>
  );
}
