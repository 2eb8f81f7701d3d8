import { useId, type ReactNode } from 'react';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { FOCUSED_PAPER, useFocusBack } from '../hooks/useFocusBack';
import { useText } from '../hooks/useText';
import { dialogText } from './pageStyles';
import { Button } from '../controls';

const useStyles = makeStyles(
  theme => ({
    content: dialogText(theme),
    actions: { padding: theme.spacing(1.5, 3, 2) },
  }),
  { name: 'PlumblineReadDialog' },
);

/** Something to read, and nothing to send. @internal */
export function ReadDialog(props: {
  title: string;
  maxWidth?: 'sm' | 'md';
  /** What can be done with it, before the way out. */
  actions?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}) {
  const { title, maxWidth = 'md', actions, onClose, children } = props;
  const classes = useStyles();
  const t = useText();
  const theme = useTheme();
  const narrow = useMediaQuery(theme.breakpoints.down('xs'));
  const titleId = useId();
  useFocusBack();
  return (
    <Dialog
      open
      fullWidth
      maxWidth={maxWidth}
      fullScreen={narrow}
      onClose={onClose}
      PaperProps={FOCUSED_PAPER}
      aria-labelledby={titleId}
    >
      <DialogTitle id={titleId}>{title}</DialogTitle>
      <DialogContent dividers className={classes.content}>
        {children}
      </DialogContent>
      <DialogActions className={classes.actions}>
        {actions}
        <Button onClick={onClose} color="primary">
          {t('actions.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
