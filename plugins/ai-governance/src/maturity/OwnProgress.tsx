import { memo } from 'react';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import {
  PROGRESS_SHARES,
  type OwnProgressRollup,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { Section, usePageStyles } from '../components';
import { useNumber } from '../hooks/useLanguage';
import { useText } from '../hooks/useText';
import type { FilterState } from '../overview/listState';
import { chartTones } from '../theme/colors';
import { Bar } from './Bar';
import { Figure } from './Figure';
import { progressPercent } from './figures';
import { useEntitiesLink } from './useEntitiesLink';

const useStyles = makeStyles(
  theme => ({
    sum: { margin: theme.spacing(0, 0, 1) },
    share: {
      fontSize: theme.typography.pxToRem(28),
      fontWeight: 700,
      fontVariantNumeric: 'tabular-nums',
    },
    table: {
      width: '100%',
      borderCollapse: 'collapse',
      '& th, & td': {
        padding: theme.spacing(0.75, 1),
        textAlign: 'left',
        borderTop: `1px solid ${theme.palette.divider}`,
        fontSize: theme.typography.pxToRem(14),
      },
      '& thead th': { borderTop: 0, fontWeight: 700 },
      '& tbody th': { fontWeight: 400 },
    },
    value: {
      display: 'grid',
      gridTemplateColumns: `minmax(${theme.spacing(
        3,
      )}px, auto) minmax(40px, 1fr)`,
      gap: theme.spacing(1),
      alignItems: 'center',
      '& > :first-child': { justifySelf: 'end' },
    },
  }),
  { name: 'PlumblineOwnProgress' },
);

/** How far entities are towards their next own level, in one line. @internal */
export function ProgressSum(props: { progress: OwnProgressRollup }) {
  const { progress } = props;
  const classes = useStyles();
  const page = usePageStyles();
  const t = useText();
  const number = useNumber();
  const percent = progressPercent(progress);
  if (percent === null) {
    return <p className={classes.sum}>{t('maturity.ownProgress.none')}</p>;
  }
  return (
    <p className={classes.sum}>
      <span className={classes.share}>{number(percent)} %</span>{' '}
      <span className={page.quiet}>
        {t('maturity.ownProgress.sum', {
          met: number(progress.met),
          applicable: number(progress.applicable),
        })}
      </span>
    </p>
  );
}

/**
 * How far entities are on the way to their next own level, all together and by
 * the share of theirs that is done. @internal
 */
export const OwnProgress = memo(
  (props: { progress: OwnProgressRollup; filter: FilterState }) => {
    const { progress, filter } = props;
    const classes = useStyles();
    const t = useText();
    const theme = useTheme();
    const to = useEntitiesLink(filter);
    const tones = chartTones(theme).levels;
    const title = t('maturity.ownProgress.title');
    return (
      <Section title={title} note={t('maturity.ownProgress.note')}>
        <ProgressSum progress={progress} />
        <table className={classes.table} aria-label={title}>
          <thead>
            <tr>
              <th scope="col">{t('maturity.ownProgress.share')}</th>
              <th scope="col">{t('share.value')}</th>
            </tr>
          </thead>
          <tbody>
            {PROGRESS_SHARES.map((share, index) => {
              const label = t(`maturity.ownProgress.shares.${share}`);
              return (
                <tr key={share}>
                  <th scope="row">{label}</th>
                  <td>
                    <span className={classes.value}>
                      <Figure
                        value={progress.shares[share]}
                        to={to({ ownProgress: share })}
                        label={label}
                      />
                      <Bar
                        share={
                          progress.shares[share] /
                          Math.max(1, progress.entities)
                        }
                        color={tones[index + 1]}
                      />
                    </span>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Section>
    );
  },
);
