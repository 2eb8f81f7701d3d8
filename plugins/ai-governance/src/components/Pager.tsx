import { useText } from '../hooks/useText';
import { usePageStyles } from './pageStyles';
import { Button } from '../controls';

/** The way through a list that is read by cursor. @internal */
export function Pager(props: {
  cursor?: string;
  next?: string;
  onGo: (cursor: string | undefined) => void;
}) {
  const { cursor, next, onGo } = props;
  const classes = usePageStyles();
  const t = useText();
  if (!cursor && !next) {
    return null;
  }
  return (
    <div className={classes.actions}>
      {cursor && (
        <Button size="small" onClick={() => onGo(undefined)}>
          {t('overview.first')}
        </Button>
      )}
      {next && (
        <Button size="small" onClick={() => onGo(next)}>
          {t('overview.next')}
        </Button>
      )}
    </div>
  );
}
