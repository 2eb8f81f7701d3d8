import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { useText } from '../hooks/useText';
import { quietText } from '../theme/colors';
import { Button } from '../controls';

const useStyles = makeStyles(
  theme => ({
    empty: {
      padding: theme.spacing(5, 2),
      fontFamily: theme.typography.fontFamily,
      textAlign: 'center',
      maxWidth: 620,
      margin: '0 auto',
    },
    title: {
      margin: theme.spacing(0, 0, 1),
      fontSize: theme.typography.pxToRem(20),
      fontWeight: 700,
    },
    text: {
      margin: theme.spacing(0, 0, 2),
      color: quietText(theme),
      overflowWrap: 'anywhere',
    },
    alert: { overflowWrap: 'anywhere', '& .MuiAlert-message': { minWidth: 0 } },
  }),
  { name: 'PlumblineProblem' },
);

function nameOf(error: Error): string {
  // A ResponseError carries the backend's own error as its cause.
  const cause = (error as { cause?: { name?: string } }).cause;
  return cause?.name ?? error.name;
}

/** Whether the backend refused because of who asks. @internal */
export function isForbidden(error: Error | undefined): boolean {
  return (
    error !== undefined &&
    ['NotAllowedError', 'AuthenticationError'].includes(nameOf(error))
  );
}

function messageOf(error: Error): string {
  const cause = (error as { cause?: { message?: string } }).cause;
  return cause?.message ?? error.message;
}

/**
 * Why something could not be shown: forbidden names the permission, unknown
 * says what happens next, anything else says what the backend said. @internal
 */
export function Problem(props: {
  error: Error;
  /** Permission that was needed, for the forbidden case. */
  permission: string;
  onRetry?: () => void;
}) {
  const { error, permission, onRetry } = props;
  const classes = useStyles();
  const t = useText();
  const name = nameOf(error);
  const retry = onRetry && (
    <Button color="inherit" size="small" onClick={onRetry}>
      {t('actions.retry')}
    </Button>
  );
  if (isForbidden(error)) {
    return (
      <Alert severity="warning" className={classes.alert}>
        <AlertTitle>{t('problem.forbiddenTitle')}</AlertTitle>
        {t('problem.forbiddenText', { permission })}
      </Alert>
    );
  }
  if (name === 'NotFoundError') {
    return (
      <Alert severity="info" className={classes.alert} action={retry}>
        <AlertTitle>{t('problem.notFoundTitle')}</AlertTitle>
        {t('problem.notFoundText')}
      </Alert>
    );
  }
  return (
    <Alert severity="error" className={classes.alert} action={retry}>
      <AlertTitle>{t('problem.failedTitle')}</AlertTitle>
      {name === 'TypeError' ? t('problem.unreachable') : messageOf(error)}
    </Alert>
  );
}

/** Nothing to show yet, and what happens next. @internal */
export function Empty(props: {
  title: string;
  text: string;
  action?: ReactNode;
}) {
  const classes = useStyles();
  return (
    <div className={classes.empty}>
      <h2 className={classes.title}>{props.title}</h2>
      <p className={classes.text}>{props.text}</p>
      {props.action}
    </div>
  );
}

/** What an error says to a person. @internal */
export { messageOf as errorMessage };
