import { useId, type ReactNode } from 'react';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import { quietText } from '../theme/colors';

const useStyles = makeStyles(
  theme => ({
    root: {
      minWidth: 0,
      padding: theme.spacing(2.5),
      [theme.breakpoints.down('xs')]: { padding: theme.spacing(2) },
    },
    head: {
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'space-between',
      flexWrap: 'wrap',
      // Leaves room for the label in the outline of a field that wraps below.
      gap: theme.spacing(1.5),
      marginBottom: theme.spacing(1.5),
    },
    title: {
      margin: 0,
      fontSize: theme.typography.pxToRem(18),
      fontWeight: 700,
      lineHeight: 1.4,
      minWidth: 0,
      overflowWrap: 'anywhere',
    },
    note: {
      // Beside the title; what can be done stays at the other end.
      marginRight: 'auto',
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(13),
    },
  }),
  { name: 'PlumblineSection' },
);

/** A titled region of a page. @internal */
export function Section(props: {
  title: string;
  note?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}) {
  const classes = useStyles();
  const titleId = useId();
  return (
    <Paper
      component="section"
      aria-labelledby={titleId}
      className={classes.root}
      elevation={0}
      variant="outlined"
    >
      <div className={classes.head}>
        <h2 id={titleId} className={classes.title}>
          {props.title}
        </h2>
        {props.note && <span className={classes.note}>{props.note}</span>}
        {props.action}
      </div>
      {props.children}
    </Paper>
  );
}
