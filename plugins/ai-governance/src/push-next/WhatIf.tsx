import { useMemo } from 'react';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import type { PushNextResponse } from '@plumbline/backstage-plugin-ai-governance-common';
import { Section, usePageStyles } from '../components';
import { ScrollRegion } from '../components/ScrollRegion';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';
import { Bar } from '../maturity/Bar';
import { Figure } from '../maturity/Figure';
import { LEVEL_FILTERS, LEVEL_ROWS } from '../maturity/figures';
import { useEntitiesLink } from '../maturity/useEntitiesLink';
import { NO_FILTER, type FilterState } from '../overview/listState';
import { chartTones } from '../theme/colors';
import { MaybeLink } from './MaybeLink';
import { unitsByLevel, whatIf } from './planning';
import { useUnitName } from './useUnitName';
import { Button, Checkbox } from '../controls';

const useStyles = makeStyles(
  theme => ({
    columns: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
      gap: theme.spacing(3),
      alignItems: 'start',
      [theme.breakpoints.down('sm')]: {
        gridTemplateColumns: 'minmax(0, 1fr)',
      },
    },
    units: {
      border: 0,
      margin: 0,
      padding: 0,
      minWidth: 0,
      '& + &': { marginTop: theme.spacing(1.5) },
    },
    legend: {
      padding: 0,
      fontWeight: 700,
      fontSize: theme.typography.pxToRem(13),
    },
    line: {
      display: 'flex',
      alignItems: 'flex-start',
      fontSize: theme.typography.pxToRem(14),
      [theme.breakpoints.down('xs')]: { display: 'block' },
    },
    open: {
      flex: 'none',
      // On one line with the name, which has its box to tick beside it.
      paddingTop: theme.spacing(0.75),
      lineHeight: `${theme.spacing(2.5)}px`,
      [theme.breakpoints.down('xs')]: {
        display: 'block',
        padding: theme.spacing(0, 0, 0, 4),
      },
    },
    unit: {
      display: 'flex',
      alignItems: 'flex-start',
      margin: theme.spacing(0, 1, 0, 0),
      '& .MuiFormControlLabel-label': {
        fontSize: theme.typography.pxToRem(14),
        paddingTop: theme.spacing(0.75),
        overflowWrap: 'anywhere',
      },
      '& .MuiCheckbox-root': { padding: theme.spacing(0.75) },
    },
    table: {
      width: '100%',
      borderCollapse: 'collapse',
      '& th, & td': {
        padding: theme.spacing(0.75, 1),
        textAlign: 'left',
        borderTop: `1px solid ${theme.palette.divider}`,
        fontSize: theme.typography.pxToRem(14),
        whiteSpace: 'nowrap',
      },
      '& thead th': { borderTop: 0 },
      '& tbody th': { fontWeight: 400 },
    },
    value: {
      display: 'grid',
      gridTemplateColumns: `${theme.spacing(5)}px minmax(40px, 1fr)`,
      gap: theme.spacing(1),
      alignItems: 'center',
      fontVariantNumeric: 'tabular-nums',
    },
    name: { [theme.breakpoints.down('xs')]: { display: 'none' } },
    sticky: {
      [theme.breakpoints.up('md')]: {
        position: 'sticky',
        top: theme.spacing(2),
      },
    },
  }),
  { name: 'PlumblineWhatIf' },
);

/** Tick what would be closed, and see the levels follow at once. @internal */
export function WhatIf(props: {
  response: PushNextResponse;
  /** Which entities it is about; absent where no filter finds them. */
  filter?: FilterState;
  /** Keys of what is ticked, as the address has them. */
  ticked: readonly string[];
  onTick: (keys: Iterable<string>) => void;
}) {
  const { response, filter, ticked, onTick } = props;
  const { standing, before, steps } = response;
  const classes = useStyles();
  const page = usePageStyles();
  const t = useText();
  const theme = useTheme();
  const index = useFrameworkIndex();
  const unitName = useUnitName();
  const tones = chartTones(theme).levels;
  const to = useEntitiesLink(filter ?? NO_FILTER);
  const kind = response.aim === 'official' ? 'official' : 'own';
  const levels = useMemo(
    () => (standing ? unitsByLevel(standing) : []),
    [standing],
  );
  // What is no longer open cannot stay ticked.
  const closed = useMemo(() => {
    const open = new Set(standing?.units.map(({ key }) => key));
    return new Set(ticked.filter(key => open.has(key)));
    // The address is read anew each time; only what it says counts.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [standing, ticked.join()]);
  const then = useMemo(() => whatIf(response, closed), [response, closed]);
  if (!standing) {
    return (
      <Section title={t('pushNext.tryTitle')}>
        <p className={page.quiet}>{t('pushNext.tooMany')}</p>
      </Section>
    );
  }
  if (standing.units.length === 0) {
    return null;
  }
  const toggle = (key: string) => {
    const next = new Set(closed);
    if (!next.delete(key)) {
      next.add(key);
    }
    onTick(next);
  };
  const rows = LEVEL_ROWS.filter(level => level !== 'none' || before.none > 0);
  return (
    <Section
      title={t('pushNext.tryTitle')}
      action={
        <div className={page.actions}>
          {steps.length > 0 && (
            <Button
              size="small"
              variant="outlined"
              onClick={() => onTick(steps.map(({ key }) => key))}
            >
              {t('pushNext.tickPlan')}
            </Button>
          )}
          <Button
            size="small"
            disabled={closed.size === 0}
            onClick={() => onTick([])}
          >
            {t('pushNext.clear')}
          </Button>
        </div>
      }
    >
      <p className={page.text}>{t('pushNext.tryIntro')}</p>
      <div className={classes.columns}>
        <div role="group" aria-label={t('pushNext.units')}>
          {levels.map(({ level, units }) => (
            <fieldset key={level} className={classes.units}>
              <legend className={classes.legend}>
                {t('pushNext.levelUnits', { level: String(level) })}
              </legend>
              {units.map(({ unit, open }) => (
                <div key={unit.key} className={classes.line}>
                  <FormControlLabel
                    className={classes.unit}
                    control={
                      <Checkbox
                        size="small"
                        color="primary"
                        checked={closed.has(unit.key)}
                        onChange={() => toggle(unit.key)}
                      />
                    }
                    label={unitName(unit)}
                  />
                  <span className={`${page.quiet} ${classes.open}`}>
                    <MaybeLink
                      to={
                        filter && unit.control && unit.scope !== 'organization'
                          ? to({ openPart: `${unit.control}:${unit.scope}` })
                          : undefined
                      }
                    >
                      {t(`pushNext.open.${unit.scope}`, { count: open })}
                    </MaybeLink>
                  </span>
                </div>
              ))}
            </fieldset>
          ))}
        </div>
        <div className={classes.sticky} aria-live="polite">
          <ScrollRegion className={page.scroll} label={t('pushNext.then')}>
            <table className={classes.table}>
              <thead>
                <tr>
                  <th scope="col">{t('overview.level')}</th>
                  <th scope="col">{t('pushNext.now')}</th>
                  <th scope="col">{t('pushNext.then')}</th>
                  <th scope="col">{t('pushNext.change')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map(level => {
                  const change = then[level] - before[level];
                  const color = tones[level === 'none' ? 0 : level];
                  const all = Math.max(1, response.entities);
                  return (
                    <tr key={level}>
                      <th scope="row">
                        {level === 'none'
                          ? t('level.none')
                          : t('level.label', { level: String(level) })}
                        {level !== 'none' && index?.level(level) && (
                          <span className={`${page.quiet} ${classes.name}`}>
                            {' '}
                            {index.level(level)!.name}
                          </span>
                        )}
                      </th>
                      <td>
                        {filter ? (
                          <Figure
                            value={before[level]}
                            to={to({ [LEVEL_FILTERS[kind]]: level })}
                            label={
                              level === 'none'
                                ? t('level.none')
                                : t('level.label', { level: String(level) })
                            }
                          />
                        ) : (
                          before[level]
                        )}
                      </td>
                      <td>
                        <span className={classes.value}>
                          {then[level]}
                          <Bar share={then[level] / all} color={color} />
                        </span>
                      </td>
                      <td>{change > 0 ? `+${change}` : change || '–'}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </ScrollRegion>
        </div>
      </div>
    </Section>
  );
}
