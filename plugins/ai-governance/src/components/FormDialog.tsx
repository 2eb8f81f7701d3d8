import {
  useEffect,
  useId,
  useRef,
  useState,
  type FormEvent,
  type ReactNode,
} from 'react';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import Alert from '@material-ui/lab/Alert';
import { FOCUSED_PAPER, useFocusBack } from '../hooks/useFocusBack';
import { useText } from '../hooks/useText';
import { dialogText } from './pageStyles';
import { errorMessage } from './Problem';
import { Button } from '../controls';

const useStyles = makeStyles(
  theme => ({
    form: {
      display: 'flex',
      flexDirection: 'column',
      minHeight: 0,
      flex: 1,
    },
    content: {
      ...dialogText(theme),
      '& .MuiFormControlLabel-label': {
        fontSize: theme.typography.pxToRem(14),
      },
    },
    // What is wrong with a file comes one problem a line.
    error: { whiteSpace: 'pre-line', overflowWrap: 'anywhere' },
    actions: { padding: theme.spacing(1.5, 3, 2) },
  }),
  { name: 'PlumblineFormDialog' },
);

/**
 * A question with one answer to send. Stays open with what the backend said
 * when it refuses, so that nothing typed is lost. @internal
 */
export function FormDialog(props: {
  title: string;
  submit: string;
  /** What is missing before it can be sent. */
  incomplete?: boolean;
  maxWidth?: 'sm' | 'md';
  onSubmit: () => Promise<void>;
  onClose: () => void;
  children: ReactNode;
}) {
  const classes = useStyles();
  const t = useText();
  const theme = useTheme();
  const narrow = useMediaQuery(theme.breakpoints.down('xs'));
  const titleId = useId();
  useFocusBack();
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<Error>();
  const refusal = useRef<HTMLDivElement>(null);
  const send = useRef<HTMLButtonElement>(null);

  // Below a long form nobody would see why nothing happened.
  useEffect(() => {
    if (error) {
      // It lost the focus while it could not be used.
      send.current?.focus({ preventScroll: true });
      refusal.current?.scrollIntoView?.({ block: 'nearest' });
    }
  }, [error]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSending(true);
    setError(undefined);
    try {
      await props.onSubmit();
      // Still there when the answer is something to read.
      setSending(false);
    } catch (e) {
      setError(e instanceof Error ? e : new Error(String(e)));
      setSending(false);
    }
  };

  return (
    <Dialog
      open
      fullWidth
      maxWidth={props.maxWidth ?? 'sm'}
      fullScreen={narrow}
      // A click beside the form is often a slip, and would lose what was typed.
      onClose={(_event, reason) => {
        if (!sending && reason !== 'backdropClick') {
          props.onClose();
        }
      }}
      PaperProps={FOCUSED_PAPER}
      aria-labelledby={titleId}
    >
      <DialogTitle id={titleId}>{props.title}</DialogTitle>
      <form className={classes.form} onSubmit={submit}>
        <DialogContent dividers className={classes.content}>
          {props.children}
          {error && (
            <Alert ref={refusal} severity="error" className={classes.error}>
              {t('form.failed', { error: errorMessage(error) })}
            </Alert>
          )}
        </DialogContent>
        <DialogActions className={classes.actions}>
          <Button onClick={props.onClose} disabled={sending}>
            {t('actions.cancel')}
          </Button>
          <Button
            ref={send}
            type="submit"
            variant="contained"
            color="primary"
            disabled={sending || props.incomplete}
          >
            {sending ? t('form.sending') : props.submit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
