import { Fragment, memo } from 'react';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import type { MaturityRollup } from '@plumbline/backstage-plugin-ai-governance-common';
import type { CoverageFilter } from '../api';
import { Section, usePageStyles } from '../components';
import { useText } from '../hooks/useText';
import { exclusionText } from '../overview/exclusionText';
import type { FilterState } from '../overview/listState';
import { levelTones, statusTones } from '../theme/colors';
import { Bar } from './Bar';
import { Figure } from './Figure';
import { excludedOf, percentOf } from './figures';
import { useEntitiesLink } from './useEntitiesLink';

const useStyles = makeStyles(
  theme => ({
    rows: {
      display: 'grid',
      gridTemplateColumns: 'auto auto minmax(48px, 1fr) auto',
      gap: theme.spacing(1.25, 1.5),
      alignItems: 'center',
      margin: 0,
    },
    row: { display: 'contents' },
    percent: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
    excluded: {
      margin: theme.spacing(1.5, 0, 0),
      overflowWrap: 'anywhere',
      lineHeight: 1.5,
    },
  }),
  { name: 'PlumblineCoverage' },
);

/**
 * What is asked for already, and another coverage. One of them can be asked
 * for: whether something is out of date is then asked beside it.
 */
function alsoCovered(
  { coverage, stale }: FilterState,
  also: CoverageFilter,
): Pick<FilterState, 'coverage' | 'stale'> {
  if (also === 'stale') {
    return !coverage || coverage === 'stale'
      ? { coverage: 'stale', stale }
      : { coverage, stale: true };
  }
  return coverage === 'stale'
    ? { coverage: also, stale: true }
    : { coverage: coverage ?? also, stale };
}

/** How much is known of the entities, and what does not count. @internal */
export const Coverage = memo(
  (props: { totals: MaturityRollup; filter: FilterState }) => {
    const { totals, filter } = props;
    const classes = useStyles();
    const page = usePageStyles();
    const t = useText();
    const theme = useTheme();
    const to = useEntitiesLink(filter);
    const status = statusTones(theme);
    const { reached } = levelTones(theme);
    const of = (coverage: CoverageFilter) => alsoCovered(filter, coverage);
    const rows = [
      ['declared', totals.declared, { declared: true }, reached],
      ['assessed', totals.assessed, of('assessed'), status.met.text],
      ['stale', totals.stale, of('stale'), status.stale.text],
      ['never', totals.neverAssessed, of('never'), status.unknown.text],
    ] as const;
    const excluded = excludedOf(totals);
    return (
      <Section
        title={t('maturity.coverage.title')}
        note={t('maturity.coverage.of', { number: String(totals.assessable) })}
      >
        <dl className={classes.rows}>
          {rows.map(([id, value, part, color]) => (
            <div key={id} className={classes.row}>
              <dt>{t(`maturity.coverage.${id}`)}</dt>
              <dd style={{ margin: 0 }}>
                <Figure
                  value={value}
                  to={to(part)}
                  label={t(`maturity.coverage.${id}`)}
                />
              </dd>
              <dd style={{ margin: 0 }}>
                <Bar
                  share={value / Math.max(1, totals.assessable)}
                  color={color}
                />
              </dd>
              <dd className={classes.percent} style={{ margin: 0 }}>
                {t('maturity.percent', {
                  number: String(percentOf(value, totals.assessable)),
                })}
              </dd>
            </div>
          ))}
        </dl>
        {excluded > 0 && (
          <p className={`${classes.excluded} ${page.quiet}`}>
            <Figure
              value={excluded}
              to={to({ assessable: false })}
              label={t('maturity.coverage.excluded')}
            />{' '}
            {t('maturity.coverage.excluded')}:{' '}
            {totals.excluded.map(({ reason, entities }, position) => {
              const text = exclusionText(reason, t);
              return (
                <Fragment key={reason}>
                  {position > 0 && '; '}
                  {text} (
                  <Figure
                    value={entities}
                    to={to({ assessable: false, excluded: reason })}
                    label={text}
                  />
                  )
                </Fragment>
              );
            })}
          </p>
        )}
      </Section>
    );
  },
);
