import type { ExceptionResponse } from '@plumbline/backstage-plugin-ai-governance-common';
import { usePageStyles } from '../components';
import { useNow } from '../hooks/useNow';
import { useText } from '../hooks/useText';

/** Whether its own end passed before anybody decided. @internal */
export function isOverdue(
  { state, until }: Pick<ExceptionResponse, 'state' | 'until'>,
  now: number,
): boolean {
  return state === 'open' && Date.parse(until) <= now;
}

/** Why nobody, or not the reader, can decide on a request that waits. @internal */
export function WhyUndecided(props: { exception: ExceptionResponse }) {
  const { exception } = props;
  const classes = usePageStyles();
  const t = useText();
  const now = useNow();
  if (isOverdue(exception, now)) {
    return <div className={classes.quiet}>{t('exceptions.overdue')}</div>;
  }
  return exception.state === 'open' && exception.hidden !== undefined ? (
    <div className={classes.quiet}>{t('exceptions.hiddenDecide')}</div>
  ) : null;
}
