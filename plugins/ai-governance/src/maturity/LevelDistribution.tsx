import { memo } from 'react';
import { makeStyles, useTheme, type Theme } from '@material-ui/core/styles';
import type { MaturityRollup } from '@plumbline/backstage-plugin-ai-governance-common';
import { Section, usePageStyles } from '../components';
import { ScrollRegion } from '../components/ScrollRegion';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';
import type { FilterState } from '../overview/listState';
import { chartTones } from '../theme/colors';
import { Bar } from './Bar';
import { Figure } from './Figure';
import {
  LEVEL_FILTERS,
  LEVEL_KINDS,
  LEVEL_ROWS,
  type LevelKind,
} from './figures';
import { useEntitiesLink } from './useEntitiesLink';

/** Leaves room for three columns where there is little. */
const dense = (theme: Theme) => ({
  '& th, & td': { padding: theme.spacing(0.5) },
  '& thead th': {
    whiteSpace: 'normal' as const,
    fontSize: theme.typography.pxToRem(13),
    verticalAlign: 'bottom',
  },
  '& $value': {
    gridTemplateColumns: `minmax(${theme.spacing(
      2,
    )}px, auto) minmax(32px, 1fr)`,
    gap: theme.spacing(0.5),
  },
});

const useStyles = makeStyles(
  theme => ({
    table: {
      width: '100%',
      borderCollapse: 'collapse',
      '& th, & td': {
        padding: theme.spacing(0.75, 1),
        textAlign: 'left',
        verticalAlign: 'middle',
        borderTop: `1px solid ${theme.palette.divider}`,
        fontSize: theme.typography.pxToRem(14),
      },
      '& thead th': { borderTop: 0, fontWeight: 700, whiteSpace: 'nowrap' },
      '& tbody th': { fontWeight: 400, whiteSpace: 'nowrap' },
      [theme.breakpoints.down('xs')]: dense(theme),
    },
    compact: dense(theme),
    value: {
      display: 'grid',
      gridTemplateColumns: `minmax(${theme.spacing(
        3,
      )}px, auto) minmax(40px, 1fr)`,
      gap: theme.spacing(1),
      alignItems: 'center',
      '& > :first-child': { justifySelf: 'end' },
    },
    name: {
      [theme.breakpoints.down('xs')]: { display: 'none' },
    },
  }),
  { name: 'PlumblineLevelDistribution' },
);

interface LevelProps {
  totals: MaturityRollup;
  filter: FilterState;
  settingUp: boolean;
}

/**
 * How many entities are at each level, in the three ways levels are counted.
 * The own level comes first while the organization itself holds all others
 * down. @internal
 */
export function LevelTable(
  props: LevelProps & {
    /** Leaves the names of the levels out, for cards at the side of a page. */
    compact?: boolean;
  },
) {
  const { totals, filter, settingUp } = props;
  const classes = useStyles();
  const page = usePageStyles();
  const t = useText();
  const theme = useTheme();
  const index = useFrameworkIndex();
  const to = useEntitiesLink(filter);
  const tones = chartTones(theme).levels;
  const kinds: LevelKind[] = settingUp
    ? ['own', 'official', 'withoutExceptions']
    : [...LEVEL_KINDS];
  const rows = LEVEL_ROWS.filter(
    level =>
      level !== 'none' || kinds.some(kind => totals.levels[kind].none > 0),
  );
  return (
    <table
      className={`${classes.table} ${props.compact ? classes.compact : ''}`}
    >
      <thead>
        <tr>
          <th scope="col">{t('overview.level')}</th>
          {kinds.map(kind => (
            <th
              key={kind}
              scope="col"
              title={t(`maturity.levels.${kind}Meaning`)}
            >
              {t(`maturity.levels.${kind}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(level => {
          const label =
            level === 'none'
              ? t('level.none')
              : t('level.label', { level: String(level) });
          return (
            <tr key={level}>
              <th scope="row">
                {label}
                {level !== 'none' && index && !props.compact && (
                  <span className={`${page.quiet} ${classes.name}`}>
                    {' '}
                    {index.level(level)?.name}
                  </span>
                )}
              </th>
              {kinds.map(kind => (
                <td key={kind}>
                  <span className={classes.value}>
                    <Figure
                      value={totals.levels[kind][level]}
                      to={to({ [LEVEL_FILTERS[kind]]: level })}
                      label={`${label}, ${t(`maturity.levels.${kind}`)}`}
                    />
                    <Bar
                      share={
                        totals.levels[kind][level] /
                        Math.max(1, totals.assessable)
                      }
                      color={tones[level === 'none' ? 0 : level]}
                    />
                  </span>
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** The levels as a section of a page. @internal */
export const LevelDistribution = memo((props: LevelProps) => {
  const page = usePageStyles();
  const t = useText();
  return (
    <Section title={t('maturity.levels.title')}>
      <ScrollRegion className={page.scroll} label={t('maturity.levels.title')}>
        <LevelTable {...props} />
      </ScrollRegion>
    </Section>
  );
});
