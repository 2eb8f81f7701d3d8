import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { useText } from '../hooks/useText';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(2.5) },
    paper: { padding: theme.spacing(2.5, 3) },
    columns: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) 340px',
      gap: theme.spacing(2.5),
      [theme.breakpoints.down('md')]: {
        gridTemplateColumns: 'minmax(0, 1fr)',
      },
    },
  }),
  { name: 'PlumblineScorecardSkeleton' },
);

/** The tab's outline while it loads, in the sizes of what comes. @internal */
export function ScorecardSkeleton() {
  const classes = useStyles();
  const t = useText();
  return (
    <div
      className={classes.root}
      role="status"
      aria-label={t('scorecard.loading')}
    >
      <Paper variant="outlined" className={classes.paper}>
        <Skeleton width="60%" height={38} />
        <Skeleton width="35%" height={26} />
        <Skeleton variant="rect" height={74} style={{ marginTop: 20 }} />
      </Paper>
      <div className={classes.columns}>
        <Paper variant="outlined" className={classes.paper}>
          {[0, 1, 2, 3, 4, 5].map(row => (
            <Skeleton key={row} height={40} />
          ))}
        </Paper>
        <Paper variant="outlined" className={classes.paper}>
          {[0, 1, 2, 3].map(row => (
            <Skeleton key={row} height={40} />
          ))}
        </Paper>
      </div>
    </div>
  );
}
