import { makeStyles, useTheme, type Theme } from '@material-ui/core/styles';
import {
  IMPACTS,
  LIKELIHOODS,
  ratingOf,
  type RegisterRisk,
  type RiskPlace,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { ScrollRegion } from '../components/ScrollRegion';
import { useText } from '../hooks/useText';
import { quietText } from '../theme/colors';
import { ratingTones } from './RatingLabel';

const useStyles = makeStyles(
  theme => ({
    title: {
      margin: theme.spacing(0, 0, 0.5),
      fontSize: theme.typography.pxToRem(15),
      fontWeight: 700,
    },
    note: {
      margin: theme.spacing(0, 0, 1),
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(13),
    },
    scroll: { overflowX: 'auto' },
    table: {
      width: '100%',
      minWidth: 500,
      tableLayout: 'fixed',
      borderCollapse: 'separate',
      borderSpacing: 3,
      printColorAdjust: 'exact',
    },
    side: {
      width: '19%',
      paddingRight: theme.spacing(0.5),
      textAlign: 'right',
      fontSize: theme.typography.pxToRem(12),
      fontWeight: 600,
      overflowWrap: 'anywhere',
      // Stays beside the cells that are scrolled to.
      position: 'sticky',
      left: 0,
      zIndex: 1,
      backgroundColor: theme.palette.background.paper,
    },
    foot: {
      padding: theme.spacing(0.25, 0),
      fontSize: theme.typography.pxToRem(12),
      fontWeight: 600,
      overflowWrap: 'anywhere',
      verticalAlign: 'top',
    },
    cell: {
      position: 'relative',
      height: 58,
      padding: theme.spacing(0.5),
      borderRadius: 4,
      border: '1px solid',
      textAlign: 'center',
      verticalAlign: 'middle',
    },
    rating: {
      position: 'absolute',
      top: 1,
      right: 4,
      fontSize: theme.typography.pxToRem(10),
      fontWeight: 600,
    },
    risks: {
      display: 'flex',
      flexWrap: 'wrap',
      justifyContent: 'center',
      gap: 3,
      listStyle: 'none',
      margin: theme.spacing(1, 0, 0),
      padding: 0,
    },
    risk: {
      padding: theme.spacing(0, 0.5),
      border: '1px solid currentColor',
      borderRadius: 4,
      background: theme.palette.background.paper,
      color: theme.palette.text.primary,
      font: 'inherit',
      fontSize: theme.typography.pxToRem(12),
      fontWeight: 700,
      lineHeight: 1.6,
      whiteSpace: 'nowrap',
      cursor: 'pointer',
      '&:hover': { textDecoration: 'underline' },
      '&[aria-pressed="true"]': {
        background: theme.palette.text.primary,
        color: theme.palette.background.paper,
      },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 1,
      },
    },
  }),
  { name: 'PlumblineHeatMap' },
);

/** Risks by likelihood and impact, the worst in the upper right. @internal */
export function HeatMap(props: {
  title: string;
  note: string;
  risks: RegisterRisk[];
  /** Where a risk stands; nowhere when it does not apply. */
  place: (risk: RegisterRisk) => RiskPlace | undefined;
  selected?: string;
  onSelect: (id: string) => void;
}) {
  const { title, note, risks, selected } = props;
  const classes = useStyles();
  const t = useText();
  const theme = useTheme<Theme>();
  const tones = ratingTones(theme);
  const at = (place: RiskPlace) =>
    risks.filter(risk => {
      const own = props.place(risk);
      return (
        own?.likelihood === place.likelihood && own.impact === place.impact
      );
    });
  return (
    <div>
      <h3 className={classes.title}>{title}</h3>
      <p className={classes.note}>{note}</p>
      <ScrollRegion label={title} className={classes.scroll}>
        <table className={classes.table}>
          <caption style={{ display: 'none' }}>{title}</caption>
          <thead>
            <tr>
              <th scope="col" className={classes.side}>
                {t('riskRegister.axes')}
              </th>
              {IMPACTS.map(impact => (
                <th key={impact} scope="col" className={classes.foot}>
                  {t(`impact.${impact}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...LIKELIHOODS].reverse().map(likelihood => (
              <tr key={likelihood}>
                <th scope="row" className={classes.side}>
                  {t(`likelihood.${likelihood}`)}
                </th>
                {IMPACTS.map(impact => {
                  const rating = ratingOf(likelihood, impact);
                  const tone = tones[rating];
                  const here = at({ likelihood, impact });
                  return (
                    <td
                      key={impact}
                      className={classes.cell}
                      style={{
                        backgroundColor: tone.surface,
                        borderColor: tone.border,
                      }}
                    >
                      <span
                        className={classes.rating}
                        style={{ color: tone.text }}
                      >
                        {t(`rating.${rating}` as const)}
                      </span>
                      {here.length > 0 && (
                        <ul className={classes.risks}>
                          {here.map(risk => (
                            <li key={risk.id}>
                              <button
                                type="button"
                                className={classes.risk}
                                title={risk.description}
                                aria-label={`${risk.id} ${risk.category}`}
                                aria-pressed={selected === risk.id}
                                onClick={() => props.onSelect(risk.id)}
                              >
                                {risk.id}
                              </button>
                            </li>
                          ))}
                        </ul>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </div>
  );
}
