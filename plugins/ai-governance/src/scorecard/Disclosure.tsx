import { useId, useState, type ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import ChevronRightIcon from '@material-ui/icons/ChevronRight';
import { usePrinting } from '../hooks/usePrinting';
import { quietText } from '../theme/colors';

const useStyles = makeStyles(
  theme => ({
    root: {
      borderTop: `1px solid ${theme.palette.divider}`,
      '&:first-child': { borderTop: 0 },
    },
    row: { display: 'flex', alignItems: 'center', gap: theme.spacing(0.5) },
    // Beside what can be pressed there would be no room to read.
    below: {
      [theme.breakpoints.down('xs')]: {
        flexDirection: 'column',
        alignItems: 'stretch',
        paddingBottom: theme.spacing(1),
        '& > :not(button)': {
          alignSelf: 'flex-start',
          marginLeft: theme.spacing(4),
        },
      },
    },
    button: {
      flex: 1,
      minWidth: 0,
      display: 'flex',
      // Beside the first line, however many there are.
      alignItems: 'flex-start',
      gap: theme.spacing(1),
      padding: theme.spacing(1, 0.5),
      border: 0,
      borderRadius: theme.shape.borderRadius,
      background: 'none',
      color: 'inherit',
      font: 'inherit',
      textAlign: 'left',
      cursor: 'pointer',
      '&:hover': { backgroundColor: theme.palette.action.hover },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: -2,
      },
    },
    chevron: {
      flex: 'none',
      color: quietText(theme),
      transition: theme.transitions.create('transform', { duration: 120 }),
      '@media (prefers-reduced-motion: reduce)': { transition: 'none' },
    },
    open: { transform: 'rotate(90deg)' },
    summary: { flex: 1, minWidth: 0, lineHeight: 1.43 },
    closed: {
      marginTop: theme.spacing(-0.5),
      padding: theme.spacing(0, 1, 1.5, 4),
    },
    body: {
      padding: theme.spacing(0, 1, 2, 4),
      overflowWrap: 'anywhere',
      [theme.breakpoints.down('xs')]: { paddingLeft: theme.spacing(1) },
    },
  }),
  { name: 'PlumblineDisclosure' },
);

/**
 * One line that opens to its details. The details are built only when open,
 * which keeps long lists quick; on paper, where nothing opens, they all are.
 * @internal
 */
export function Disclosure(props: {
  summary: ReactNode;
  /** Stands beside the line and is not part of its button. */
  aside?: ReactNode;
  /** It stands below on a narrow screen: it is too wide to be beside. */
  asideBelow?: boolean;
  /** Stands under the line until it is opened to its details. */
  whenClosed?: ReactNode;
  defaultOpen?: boolean;
  children: ReactNode;
}) {
  const classes = useStyles();
  const bodyId = useId();
  const [opened, setOpen] = useState(props.defaultOpen ?? false);
  const open = usePrinting() || opened;
  return (
    <div className={classes.root}>
      <div
        className={`${classes.row} ${
          props.aside && props.asideBelow ? classes.below : ''
        }`}
      >
        <button
          type="button"
          className={classes.button}
          aria-expanded={open}
          aria-controls={open ? bodyId : undefined}
          onClick={() => setOpen(!open)}
        >
          <ChevronRightIcon
            className={`${classes.chevron} ${open ? classes.open : ''}`}
            fontSize="small"
            aria-hidden
          />
          <span className={classes.summary}>{props.summary}</span>
        </button>
        {props.aside}
      </div>
      {!open && props.whenClosed && (
        <div className={classes.closed}>{props.whenClosed}</div>
      )}
      {open && (
        <div id={bodyId} className={classes.body}>
          {props.children}
        </div>
      )}
    </div>
  );
}
