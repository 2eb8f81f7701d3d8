import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { useNumber } from '../hooks/useLanguage';

const useStyles = makeStyles(
  {
    link: {
      fontWeight: 700,
      fontVariantNumeric: 'tabular-nums',
      textDecoration: 'underline',
      textDecorationThickness: 1,
      textUnderlineOffset: 3,
    },
    none: { fontVariantNumeric: 'tabular-nums' },
  },
  { name: 'PlumblineFigure' },
);

/** A number that leads to the entities it counts; none lead nowhere. @internal */
export function Figure(props: {
  value: number;
  to: string;
  /** What the number counts, for those who hear it alone. */
  label: string;
}) {
  const classes = useStyles();
  const formatNumber = useNumber();
  return props.value > 0 ? (
    <Link
      to={props.to}
      className={classes.link}
      aria-label={`${formatNumber(props.value)} ${props.label}`}
    >
      {formatNumber(props.value)}
    </Link>
  ) : (
    <span className={classes.none}>0</span>
  );
}
