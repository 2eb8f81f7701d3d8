import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  root: {
    width: sidebarConfig.drawerWidthClosed,
    height: 3 * sidebarConfig.logoHeight,
    display: 'flex',
    alignItems: 'center',
    marginBottom: -14,
  },
  link: {
    display: 'flex',
    alignItems: 'center',
    gap: 10,
    marginLeft: 24,
    color: '#fff',
    fontSize: 20,
    fontWeight: 700,
    letterSpacing: 0.2,
  },
});

/** A plumb line: what hangs from it shows what is straight. */
function Mark() {
  return (
    <svg width="24" height="30" viewBox="0 0 24 30" aria-hidden>
      <path
        d="M12 1v14"
        stroke="#9bf0e1"
        strokeWidth="2.2"
        strokeLinecap="round"
      />
      <path d="M6 15h12l-1.800 6.500L12 29l-4.200-7.500z" fill="#9bf0e1" />
    </svg>
  );
}

export function Logo() {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();
  return (
    <div className={classes.root}>
      <Link
        to="/"
        underline="none"
        className={classes.link}
        aria-label="Plumbline, home"
      >
        <Mark />
        {isOpen && <span>Plumbline</span>}
      </Link>
    </div>
  );
}
