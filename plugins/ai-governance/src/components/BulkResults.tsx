import { useText } from '../hooks/useText';
import { usePageStyles } from './pageStyles';
import { ReadDialog } from './ReadDialog';
import { StatusLabel } from './StatusLabel';

/** What became of each entity that something was done for. @internal */
export function BulkResults(props: {
  results: {
    subject: string;
    /** What was done; absent where it was refused. */
    done?: string;
    error?: string;
  }[];
  onClose: () => void;
}) {
  const { results, onClose } = props;
  const classes = usePageStyles();
  const t = useText();
  return (
    <ReadDialog
      title={t('bulk.results', {
        done: String(results.filter(({ done }) => done).length),
        total: String(results.length),
      })}
      maxWidth="sm"
      onClose={onClose}
    >
      <ul className={classes.list} aria-label={t('bulk.resultsTitle')}>
        {results.map(({ subject, done, error }, position) => (
          <li key={`${subject}-${position}`} className={classes.item}>
            <StatusLabel status={done ? 'met' : 'gap'}>
              {done ?? t('bulk.refused')}
            </StatusLabel>{' '}
            {subject}
            {error && <div className={classes.quiet}>{error}</div>}
          </li>
        ))}
      </ul>
    </ReadDialog>
  );
}
