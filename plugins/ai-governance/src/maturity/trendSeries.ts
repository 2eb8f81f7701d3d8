import {
  PROGRESS_SHARES,
  type ControlStatus,
  type TrendPoint,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { LevelFilter } from '../api';
import type { TableData } from '../export/table';
import type { Translate } from '../hooks/useText';
import { STATUS_ORDER } from '../theme/colors';
import {
  countOf,
  LEVEL_FILTERS,
  progressPercent,
  type LevelKind,
} from './figures';
import { someControl, type Stood } from './stood';

/** One line or area of a picture over time. @internal */
export interface TrendSeries {
  key: string;
  name: string;
  color: string;
}

/** A picture over time, before it has colours. @internal */
export interface TrendFigures {
  series: {
    key: string;
    name: string;
    of: (point: TrendPoint) => number | null;
    /** How those stood that it counts; absent where it counts no entities. */
    stood?: (point: TrendPoint) => Stood | undefined;
  }[];
}

/** Those that own progress is added up over. */
const RANKED = PROGRESS_SHARES.map(share => `ownProgress=${share}`).join();

/** The lowest level at the bottom. */
const STACKED_LEVELS: LevelFilter[] = ['none', 1, 2, 3, 4, 5];

/** How many entities are at each level. @internal */
export function levelFigures(kind: LevelKind, t: Translate): TrendFigures {
  return {
    series: STACKED_LEVELS.map(level => ({
      key: String(level),
      name:
        level === 'none'
          ? t('level.none')
          : t('level.label', { level: String(level) }),
      of: point => point.levels[kind][level],
      stood: () => [`${LEVEL_FILTERS[kind]}=${level}`],
    })),
  };
}

/** The level that the organization's own parts allowed, whatever a filter leaves. @internal */
export function organizationFigures(t: Translate): TrendFigures {
  return {
    series: [
      {
        key: 'organization',
        name: t('maturity.trend.organization'),
        of: point => point.organizationLevel,
      },
    ],
  };
}

/** The mean score. @internal */
export function scoreFigures(t: Translate): TrendFigures {
  return {
    series: [
      {
        key: 'score',
        name: t('trends.meanScore'),
        of: point => point.meanScore,
        stood: () => ['scored=true'],
      },
    ],
  };
}

/** Own progress of all together, in percent. @internal */
export function progressFigures(t: Translate): TrendFigures {
  return {
    series: [
      {
        key: 'ownProgress',
        name: t('maturity.ownProgress.percent'),
        of: point => progressPercent(point.ownProgress),
        stood: () => [RANKED],
      },
    ],
  };
}

/** Statuses of one control, or of all of them together. @internal */
export function statusFigures(
  control: string | undefined,
  t: Translate,
): TrendFigures {
  const counts = (point: TrendPoint, status: ControlStatus) =>
    point.controls
      .filter(({ id }) => control === undefined || id === control)
      .reduce((sum, each) => sum + countOf(each.counts, status), 0);
  return {
    series: [...STATUS_ORDER].reverse().map(status => ({
      key: status,
      name: t(`status.${status}`),
      of: point => counts(point, status),
      stood: () =>
        control === undefined
          ? someControl(status)
          : [`control.${control}=${status}`],
    })),
  };
}

/** Controls that are covered by an exception. @internal */
export function exceptionFigures(t: Translate): TrendFigures {
  return {
    series: [
      {
        key: 'exceptions',
        name: t('trends.exceptions'),
        of: point =>
          point.controls.reduce(
            (sum, { counts }) => sum + countOf(counts, 'exempt'),
            0,
          ),
        stood: () => someControl('exempt'),
      },
    ],
  };
}

/** What is known of the entities. @internal */
export function coverageFigures(t: Translate): TrendFigures {
  return {
    series: [
      {
        key: 'assessable',
        name: t('trends.assessable'),
        of: point => point.assessable,
        stood: () => [],
      },
      {
        key: 'assessed',
        name: t('maturity.coverage.assessed'),
        of: point => point.assessed,
        stood: () => ['coverage=assessed'],
      },
      {
        key: 'declared',
        name: t('maturity.coverage.declared'),
        of: point => point.declared,
        stood: () => ['declared=true'],
      },
      {
        key: 'stale',
        name: t('maturity.coverage.stale'),
        of: point => point.stale,
        stood: () => ['coverage=stale'],
      },
      {
        key: 'never',
        name: t('maturity.coverage.never'),
        of: point => point.neverAssessed,
        stood: () => ['coverage=never'],
      },
    ],
  };
}

/** Points before anything counted say nothing. @internal */
export function sinceFirstEntity(points: TrendPoint[]): TrendPoint[] {
  const first = points.findIndex(({ assessable }) => assessable > 0);
  return first < 0 ? [] : points.slice(first);
}

/** A picture's equal as a table: one row for each instant. @internal */
export function trendTable(
  points: TrendPoint[],
  figures: TrendFigures,
  options: { t: Translate; date: (at: string) => string },
): TableData {
  return {
    columns: [
      { label: options.t('trends.at') },
      ...figures.series.map(({ name }) => ({ label: name, number: true })),
    ],
    rows: points.map(point => [
      options.date(point.at),
      ...figures.series.map(({ of }) => of(point)),
    ]),
  };
}
