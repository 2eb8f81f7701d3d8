import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { ControlStatus } from '@plumbline/backstage-plugin-ai-governance-common';
import { STATUS_ICONS } from '../components';
import { useText } from '../hooks/useText';
import { STATUS_ORDER, statusTones } from '../theme/colors';

const useStyles = makeStyles<Theme>(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.25, 1.5),
      margin: 0,
      padding: 0,
      listStyle: 'none',
    },
    item: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.375),
      fontSize: theme.typography.pxToRem(13),
      fontWeight: 600,
      fontVariantNumeric: 'tabular-nums',
      whiteSpace: 'nowrap',
    },
    icon: { fontSize: theme.typography.pxToRem(16) },
    word: { fontWeight: 400 },
    ...Object.fromEntries(
      Object.entries(statusTones(theme)).map(([status, tone]) => [
        status,
        { color: tone.text },
      ]),
    ),
  }),
  { name: 'PlumblineStatusCounts' },
);

/**
 * How many controls have each status, in order of alarm; which ones they are
 * stands in the hover text. @internal
 */
export function StatusCounts(props: {
  controls: { id: string; status: ControlStatus }[];
}) {
  const classes = useStyles();
  const t = useText();
  return (
    <ul className={classes.root}>
      {STATUS_ORDER.filter(status => status !== 'notApplicable').map(status => {
        const ids = props.controls
          .filter(control => control.status === status)
          .map(control => control.id);
        if (ids.length === 0) {
          return null;
        }
        const Icon = STATUS_ICONS[status];
        const word = t(`status.${status}`);
        return (
          <li
            key={status}
            className={`${classes.item} ${classes[status]}`}
            title={t('overview.statusCount', {
              number: String(ids.length),
              status: word,
              controls: ids.join(', '),
            })}
          >
            <Icon className={classes.icon} aria-hidden />
            {ids.length} <span className={classes.word}>{word}</span>
          </li>
        );
      })}
    </ul>
  );
}
