import { makeStyles } from '@material-ui/core/styles';
import { CopyButton } from '../components';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      alignItems: 'flex-start',
      gap: theme.spacing(1),
      margin: theme.spacing(0.5, 0, 1),
    },
    code: {
      flex: 1,
      minWidth: 0,
      margin: 0,
      padding: theme.spacing(0.75, 1.25),
      borderRadius: theme.shape.borderRadius,
      backgroundColor: theme.palette.action.hover,
      fontFamily: 'ui-monospace, Menlo, Consolas, monospace',
      fontSize: theme.typography.pxToRem(13),
      lineHeight: 1.5,
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
    },
  }),
  { name: 'PlumblineCodeLine' },
);

/** Text to take over as it stands, with a copy button. @internal */
export function CodeLine(props: { text: string; copyLabel: string }) {
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <pre className={classes.code}>{props.text}</pre>
      <CopyButton text={props.text} label={props.copyLabel} />
    </div>
  );
}
