import { useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import type { Scorecard } from '@plumbline/backstage-plugin-ai-governance-common';
import { Section } from '../components';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';
import { quietText } from '../theme/colors';
import { Disclosure } from './Disclosure';
import { Button } from '../controls';

const useStyles = makeStyles(
  theme => ({
    line: {
      display: 'flex',
      justifyContent: 'space-between',
      gap: theme.spacing(1),
      lineHeight: 1.45,
    },
    rating: { fontWeight: 600, whiteSpace: 'nowrap' },
    quiet: {
      margin: 0,
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(13),
    },
  }),
  { name: 'PlumblineRiskPanel' },
);

/** Risks shown before "show all". */
const FIRST = 3;

const ORDER = ['critical', 'high', 'medium', 'low', 'notApplicable'];

/** What risk is left with the controls as they stand, highest first. @internal */
export function RiskPanel(props: { scorecard: Scorecard }) {
  const classes = useStyles();
  const t = useText();
  const index = useFrameworkIndex();
  const [all, setAll] = useState(false);
  const risks = props.scorecard.risks
    .filter(risk => risk.residual !== 'notApplicable')
    .sort((a, b) => ORDER.indexOf(a.residual) - ORDER.indexOf(b.residual));
  if (risks.length === 0) {
    return null;
  }
  return (
    <Section title={t('risks.title')}>
      <p className={classes.quiet}>{t('risks.caption')}</p>
      <div>
        {(all ? risks : risks.slice(0, FIRST)).map(result => {
          const risk = index?.risk(result.risk);
          return (
            <Disclosure
              key={result.risk}
              summary={
                <span className={classes.line}>
                  <span>
                    {result.risk}
                    {risk && ` ${risk.category}`}
                  </span>
                  <span className={classes.rating}>
                    {t(`rating.${result.residual}`)}
                  </span>
                </span>
              }
            >
              {risk && <p className={classes.quiet}>{risk.description}</p>}
              <p className={classes.quiet}>
                {t('risks.mitigated', {
                  met: String(result.met),
                  applicable: String(result.applicable),
                })}{' '}
                ·{' '}
                {t('gaps.riskInherent', {
                  rating: t(`rating.${result.inherent}`),
                })}
              </p>
            </Disclosure>
          );
        })}
      </div>
      {!all && risks.length > FIRST && (
        <Button size="small" onClick={() => setAll(true)}>
          {t('actions.showAll', { number: String(risks.length) })}
        </Button>
      )}
    </Section>
  );
}
