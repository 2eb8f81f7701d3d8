import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import { useText } from '../hooks/useText';
import { usePageStyles } from './pageStyles';
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
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      onClose={onClose}
      aria-label={t('bulk.resultsTitle')}
    >
      <DialogTitle>
        {t('bulk.results', {
          done: String(results.filter(({ done }) => done).length),
          total: String(results.length),
        })}
      </DialogTitle>
      <DialogContent dividers>
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
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} color="primary">
          {t('actions.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
