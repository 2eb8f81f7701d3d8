import { makeStyles, type Theme } from '@material-ui/core/styles';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import ErrorIcon from '@material-ui/icons/Error';
import HelpOutlineIcon from '@material-ui/icons/HelpOutline';
import RemoveCircleOutlineIcon from '@material-ui/icons/RemoveCircleOutline';
import ScheduleIcon from '@material-ui/icons/Schedule';
import VerifiedUserOutlinedIcon from '@material-ui/icons/VerifiedUserOutlined';
import type { ControlStatus } from '@plumbline/backstage-plugin-ai-governance-common';
import { useText } from '../hooks/useText';
import { statusTones } from '../theme/colors';

/** The icon of each status; every one has a shape of its own. @internal */
export const STATUS_ICONS: Record<ControlStatus, typeof ErrorIcon> = {
  gap: ErrorIcon,
  stale: ScheduleIcon,
  unknown: HelpOutlineIcon,
  exempt: VerifiedUserOutlinedIcon,
  met: CheckCircleIcon,
  notApplicable: RemoveCircleOutlineIcon,
};

const useStyles = makeStyles<Theme>(
  theme => ({
    root: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.5),
      whiteSpace: 'nowrap',
      fontSize: theme.typography.pxToRem(13),
      fontWeight: 600,
      lineHeight: 1.5,
    },
    // Stands on the line of the text around it, whatever the icon does.
    word: { alignSelf: 'baseline' },
    icon: { fontSize: theme.typography.pxToRem(17), flex: 'none' },
    ...Object.fromEntries(
      Object.entries(statusTones(theme)).map(([status, tone]) => [
        status,
        { color: tone.text },
      ]),
    ),
  }),
  { name: 'PlumblineStatusLabel' },
);

/** A status as icon, word and colour. @internal */
export function StatusLabel(props: {
  status: ControlStatus;
  /** Word to show instead of the status' own, for example a check's outcome. */
  children?: string;
}) {
  const classes = useStyles();
  const t = useText();
  const Icon = STATUS_ICONS[props.status];
  return (
    <span
      className={`${classes.root} ${classes[props.status]}`}
      data-status={props.status}
    >
      <Icon className={classes.icon} aria-hidden />
      <span className={classes.word}>
        {props.children ?? t(`status.${props.status}`)}
      </span>
    </span>
  );
}
