import { makeStyles } from '@material-ui/core/styles';
import type { Level } from '@plumbline/backstage-plugin-ai-governance-common';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';
import { levelTones, quietText } from '../theme/colors';
import { Explain } from './Explain';
import { LEVELS } from './LevelSteps';

const useStyles = makeStyles(
  theme => {
    const tones = levelTones(theme);
    return {
      root: {
        listStyle: 'none',
        margin: 0,
        padding: 0,
        display: 'grid',
        gridTemplateColumns: 'repeat(5, minmax(0, 1fr))',
        gap: theme.spacing(0.75),
        alignItems: 'end',
        [theme.breakpoints.down('xs')]: {
          gridTemplateColumns: 'minmax(0, 1fr)',
        },
      },
      step: {
        minWidth: 0,
        [theme.breakpoints.down('xs')]: {
          display: 'flex',
          alignItems: 'center',
          gap: theme.spacing(1),
        },
      },
      riser: {
        borderRadius: theme.spacing(0.5),
        backgroundColor: tones.open,
        [theme.breakpoints.down('xs')]: {
          width: 8,
          height: '24px !important',
          flex: 'none',
        },
      },
      reached: { backgroundColor: tones.reached },
      own: {
        backgroundColor: 'transparent',
        backgroundImage: `repeating-linear-gradient(135deg, ${tones.reached} 0 2px, ${tones.own} 2px 7px)`,
      },
      caption: {
        display: 'flex',
        alignItems: 'center',
        gap: theme.spacing(0.25),
        minWidth: 0,
        marginTop: theme.spacing(0.5),
        fontSize: theme.typography.pxToRem(13),
        color: quietText(theme),
        [theme.breakpoints.down('xs')]: { marginTop: 0 },
      },
      current: { color: theme.palette.text.primary, fontWeight: 700 },
      name: {
        overflow: 'hidden',
        textOverflow: 'ellipsis',
        whiteSpace: 'nowrap',
      },
      marks: {
        minHeight: theme.spacing(2.5),
        fontSize: theme.typography.pxToRem(12),
        lineHeight: 1.4,
        color: quietText(theme),
        '& strong': { color: theme.palette.text.primary },
        [theme.breakpoints.down('xs')]: { minHeight: 0, marginLeft: 'auto' },
      },
    };
  },
  { name: 'PlumblineLevelLadder' },
);

/**
 * The five levels as rising steps: which are reached officially, which by the
 * own part alone, and how far the organization reaches. Every step explains
 * itself. @internal
 */
export function LevelLadder(props: {
  level: Level | null;
  ownLevel: Level | null;
  organizationLevel: Level;
}) {
  const classes = useStyles();
  const t = useText();
  const index = useFrameworkIndex();
  const { level, ownLevel, organizationLevel } = props;
  return (
    <ol className={classes.root} aria-label={t('scorecard.ladder')}>
      {LEVELS.map((step, position) => {
        const definition = index?.level(step);
        const reached = level !== null && step <= level;
        const own = !reached && ownLevel !== null && step <= ownLevel;
        const marks = [
          step === level && t('level.here'),
          step === ownLevel && ownLevel !== level && t('level.ownHere'),
          step === organizationLevel &&
            organizationLevel !== level &&
            t('level.organizationHere'),
        ].filter(Boolean) as string[];
        const title = t('level.label', { level: String(step) });
        let tone = '';
        if (reached) {
          tone = classes.reached;
        } else if (own) {
          tone = classes.own;
        }
        return (
          <li
            key={step}
            className={classes.step}
            aria-current={step === level ? 'step' : undefined}
          >
            <div
              className={`${classes.riser} ${tone}`}
              style={{ height: 8 + position * 6 }}
            />
            <div
              className={`${classes.caption} ${
                step === level ? classes.current : ''
              }`}
            >
              <span className={classes.name}>
                {definition ? `${step} ${definition.name}` : title}
              </span>
              {definition && (
                <Explain
                  label={t('level.explain', { level: String(step) })}
                  title={`${title}: ${definition.name}`}
                >
                  <p>{definition.description}</p>
                  {definition.characteristics.length > 0 && (
                    <>
                      <h4>{t('level.characteristics')}</h4>
                      <ul>
                        {definition.characteristics.map(item => (
                          <li key={item.id}>{item.text}</li>
                        ))}
                      </ul>
                    </>
                  )}
                  <h4>{t('level.required')}</h4>
                  <p>
                    {definition.requiredControls.join(', ') ||
                      t('level.noControls')}
                  </p>
                </Explain>
              )}
            </div>
            <div className={classes.marks}>
              {marks.map((mark, i) =>
                i === 0 && step === level ? (
                  <strong key={mark}>{mark}</strong>
                ) : (
                  <span key={mark}>
                    {i > 0 && ' · '}
                    {mark}
                  </span>
                ),
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
