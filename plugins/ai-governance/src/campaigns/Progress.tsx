import { Link } from '@backstage/core-components';
import { makeStyles, useTheme, type Theme } from '@material-ui/core/styles';
import type { Campaign } from '@plumbline/backstage-plugin-ai-governance-common';
import { StatusLabel } from '../components';
import { useNumber } from '../hooks/useLanguage';
import { useText } from '../hooks/useText';
import { statusTones } from '../theme/colors';
import { useCampaignLink } from './useCampaignLink';

const useStyles = makeStyles(
  theme => ({
    root: { minWidth: 160 },
    track: {
      position: 'relative',
      display: 'block',
      height: 10,
      margin: theme.spacing(0.5, 0),
      borderRadius: 5,
      backgroundColor: theme.palette.action.hover,
      boxShadow: `inset 0 0 0 1px ${theme.palette.divider}`,
      overflow: 'hidden',
      printColorAdjust: 'exact',
    },
    part: { position: 'absolute', top: 0, bottom: 0 },
    mark: {
      position: 'absolute',
      top: 0,
      bottom: 0,
      width: 2,
      backgroundColor: theme.palette.text.primary,
    },
    text: {
      fontSize: theme.typography.pxToRem(13),
      fontVariantNumeric: 'tabular-nums',
    },
  }),
  { name: 'PlumblineCampaignProgress' },
);

/** Share of the target that is done, in whole percent. @internal */
export function percentOf(progress: { target: number; done: number }): number {
  return progress.target === 0
    ? 0
    : Math.floor((100 * progress.done) / progress.target);
}

/** How far a campaign is, with its milestones as marks. @internal */
export function Progress(props: { campaign: Campaign }) {
  const { campaign } = props;
  const { target, done, exempt } = campaign.progress;
  const classes = useStyles();
  const t = useText();
  const format = useNumber();
  const to = useCampaignLink(campaign.id);
  const tones = statusTones(useTheme<Theme>());
  const share = (entities: number) =>
    target === 0 ? 0 : (100 * entities) / target;
  return (
    <div className={classes.root}>
      <span className={classes.track} aria-hidden>
        <span
          className={classes.part}
          style={{
            left: 0,
            width: `${share(done)}%`,
            backgroundColor: tones.met.text,
          }}
        />
        <span
          className={classes.part}
          style={{
            left: `${share(done)}%`,
            width: `${share(exempt)}%`,
            backgroundColor: tones.exempt.border,
          }}
        />
        {campaign.milestones.map(({ on, percent }) => (
          <span
            key={on}
            className={classes.mark}
            style={{ left: `calc(${percent}% - 2px)` }}
          />
        ))}
      </span>
      <span className={classes.text}>
        {target === 0 ? (
          t('campaigns.nobody')
        ) : (
          <Link to={to({ show: 'done' })} underline="always">
            {t('campaigns.progress', {
              done: format(done),
              target: format(target),
              percent: String(percentOf(campaign.progress)),
            })}
          </Link>
        )}
        {exempt > 0 && (
          <>
            {' · '}
            <Link to={to({ show: 'exempt' })} underline="always">
              {t('campaigns.exempt', { number: format(exempt) })}
            </Link>
          </>
        )}
      </span>
    </div>
  );
}

const STATUS = { reached: 'met', missed: 'gap', ahead: 'unknown' } as const;

/** Milestones with what became of them. @internal */
export function MilestoneList(props: { campaign: Campaign }) {
  const { milestones, milestoneStates } = props.campaign;
  const t = useText();
  return (
    <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {milestones.map(({ on, percent }, position) => (
        <li
          key={on}
          style={{
            display: 'flex',
            flexWrap: 'wrap',
            alignItems: 'center',
            gap: 6,
          }}
        >
          {t('campaigns.milestone', { day: on, percent: String(percent) })}{' '}
          <StatusLabel status={STATUS[milestoneStates[position]]}>
            {t(`campaigns.milestoneState.${milestoneStates[position]}`)}
          </StatusLabel>
        </li>
      ))}
    </ul>
  );
}
