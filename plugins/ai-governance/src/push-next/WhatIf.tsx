import { useMemo, useState } from 'react';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import type { PushNextResponse } from '@plumbline/backstage-plugin-ai-governance-common';
import { Section, usePageStyles } from '../components';
import { ScrollRegion } from '../components/ScrollRegion';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';
import { Bar } from '../maturity/Bar';
import { LEVEL_ROWS } from '../maturity/figures';
import { chartTones } from '../theme/colors';
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
    unit: {
      display: 'flex',
      alignItems: 'flex-start',
      margin: 0,
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
export function WhatIf(props: { response: PushNextResponse }) {
  const { response } = props;
  const { standing, before, steps } = response;
  const classes = useStyles();
  const page = usePageStyles();
  const t = useText();
  const theme = useTheme();
  const index = useFrameworkIndex();
  const unitName = useUnitName();
  const tones = chartTones(theme).levels;
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const levels = useMemo(
    () => (standing ? unitsByLevel(standing) : []),
    [standing],
  );
  // What is no longer open cannot stay ticked.
  const closed = useMemo(() => {
    const open = new Set(standing?.units.map(({ key }) => key));
    return new Set([...ticked].filter(key => open.has(key)));
  }, [standing, ticked]);
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
    setTicked(next);
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
              onClick={() => setTicked(new Set(steps.map(({ key }) => key)))}
            >
              {t('pushNext.tickPlan')}
            </Button>
          )}
          <Button
            size="small"
            disabled={closed.size === 0}
            onClick={() => setTicked(new Set())}
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
                <FormControlLabel
                  key={unit.key}
                  className={classes.unit}
                  control={
                    <Checkbox
                      size="small"
                      color="primary"
                      checked={closed.has(unit.key)}
                      onChange={() => toggle(unit.key)}
                    />
                  }
                  label={
                    <>
                      {unitName(unit)}{' '}
                      <span className={page.quiet}>
                        {t(`pushNext.open.${unit.scope}`, { count: open })}
                      </span>
                    </>
                  }
                />
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
                      <td>{before[level]}</td>
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
