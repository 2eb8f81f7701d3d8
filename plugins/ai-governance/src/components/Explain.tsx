import { useId, useState, type MouseEvent, type ReactNode } from 'react';
import Popover from '@material-ui/core/Popover';
import { makeStyles } from '@material-ui/core/styles';
import InfoOutlinedIcon from '@material-ui/icons/InfoOutlined';
import { quietText } from '../theme/colors';
import { IconButton } from '../controls';

const useStyles = makeStyles(
  theme => ({
    paper: {
      maxWidth: 440,
      maxHeight: '70vh',
      padding: theme.spacing(2),
      fontFamily: theme.typography.fontFamily,
      fontSize: theme.typography.pxToRem(14),
      lineHeight: 1.5,
      '& p': { margin: theme.spacing(0, 0, 1) },
      '& ul': {
        margin: theme.spacing(0, 0, 1),
        paddingLeft: theme.spacing(2.5),
      },
      '& h4': {
        margin: theme.spacing(1.5, 0, 0.5),
        fontSize: theme.typography.pxToRem(12),
        fontWeight: 700,
        color: quietText(theme),
      },
      '& > :last-child': { marginBottom: 0 },
      '& a': { color: theme.palette.link, textDecoration: 'underline' },
    },
    title: {
      margin: theme.spacing(0, 0, 1),
      fontSize: theme.typography.pxToRem(16),
      fontWeight: 700,
    },
    button: { padding: theme.spacing(0.375), color: quietText(theme) },
    icon: { fontSize: theme.typography.pxToRem(17) },
  }),
  { name: 'PlumblineExplain' },
);

/** What a trigger needs to open an explanation. @internal */
export interface ExplainTrigger {
  onClick: (event: MouseEvent<HTMLButtonElement>) => void;
  'aria-haspopup': 'dialog';
  'aria-expanded': boolean;
}

/**
 * An explanation beside the thing it explains. Opens on click and on the
 * keyboard, closes with Escape, and gives the focus back. @internal
 */
export function Explain(props: {
  /** Accessible name of the trigger: "What level 3 means". */
  label: string;
  title: string;
  children: ReactNode;
  /** Draws the trigger; a small info button when absent. */
  trigger?: (trigger: ExplainTrigger) => ReactNode;
}) {
  const classes = useStyles();
  const titleId = useId();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const trigger: ExplainTrigger = {
    onClick: event => setAnchor(event.currentTarget),
    'aria-haspopup': 'dialog',
    'aria-expanded': anchor !== null,
  };
  return (
    <>
      {props.trigger ? (
        props.trigger(trigger)
      ) : (
        <IconButton
          size="small"
          className={classes.button}
          aria-label={props.label}
          {...trigger}
        >
          <InfoOutlinedIcon className={classes.icon} aria-hidden />
        </IconButton>
      )}
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        PaperProps={{
          className: classes.paper,
          role: 'dialog',
          'aria-labelledby': titleId,
          tabIndex: -1,
        }}
      >
        <h3 id={titleId} className={classes.title}>
          {props.title}
        </h3>
        {props.children}
      </Popover>
    </>
  );
}
