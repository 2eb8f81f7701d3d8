import { makeStyles, type Theme } from '@material-ui/core/styles';

const useStyles = makeStyles<Theme>(
  theme => ({
    track: {
      display: 'block',
      height: 8,
      minWidth: 32,
      borderRadius: 4,
      overflow: 'hidden',
      backgroundColor: theme.palette.action.hover,
      boxShadow: `inset 0 0 0 1px ${theme.palette.divider}`,
      printColorAdjust: 'exact',
    },
    fill: { display: 'block', height: '100%', borderRadius: 4 },
  }),
  { name: 'PlumblineBar' },
);

/** A share as a length; the number stands beside it. @internal */
export function Bar(props: { share: number; color: string }) {
  const classes = useStyles();
  return (
    <span className={classes.track} aria-hidden>
      <span
        className={classes.fill}
        style={{
          width: `${Math.round(props.share * 100)}%`,
          backgroundColor: props.color,
        }}
      />
    </span>
  );
}
