import { useState } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import type { BulkAttestationResult } from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { Choice, FormDialog, StatusLabel, usePageStyles } from '../components';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import type { PlacedCheck } from '../framework/frameworkIndex';
import { useText } from '../hooks/useText';
import { AttestDialog } from './AttestDialog';

/** What became of each entity. */
function Results(props: {
  results: BulkAttestationResult[];
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
          done: String(results.filter(result => result.attestation).length),
          total: String(results.length),
        })}
      </DialogTitle>
      <DialogContent dividers>
        <ul className={classes.list} aria-label={t('bulk.resultsTitle')}>
          {results.map((result, position) => (
            <li key={`${result.subject}-${position}`} className={classes.item}>
              <StatusLabel status={result.attestation ? 'met' : 'gap'}>
                {result.attestation ? t('bulk.done') : t('bulk.refused')}
              </StatusLabel>{' '}
              {result.subject}
              {result.error && (
                <div className={classes.quiet}>{result.error.message}</div>
              )}
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

/** Attests one check of several entities: which check, what is so, what came of it. @internal */
export function BulkAttest(props: {
  entityRefs: string[];
  onClose: () => void;
  onAttested: () => Promise<void>;
}) {
  const { entityRefs, onClose, onAttested } = props;
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const index = useFrameworkIndex();
  const [checkId, setCheckId] = useState<string>();
  const [place, setPlace] = useState<PlacedCheck>();
  const [results, setResults] = useState<BulkAttestationResult[]>();
  // Entities without a repository answer every check by people.
  const checks = (index?.places ?? []).filter(
    candidate => candidate.scope === 'entity',
  );
  if (results) {
    return <Results results={results} onClose={onClose} />;
  }
  if (place) {
    return (
      <AttestDialog
        place={place}
        subjectName={entityRefs.map(ref => parseEntityRef(ref).name).join(', ')}
        onClose={onClose}
        onAttest={async request => {
          const answer = await api.attestMany({
            ...request,
            subjects: entityRefs,
          });
          setResults(answer.items);
          await onAttested();
        }}
      />
    );
  }
  return (
    <FormDialog
      title={t('bulk.title', { count: entityRefs.length })}
      submit={t('bulk.next')}
      incomplete={!checkId}
      onClose={onClose}
      onSubmit={async () =>
        setPlace(checkId ? index?.place(checkId) : undefined)
      }
    >
      <p>{t('bulk.which')}</p>
      <Choice
        label={t('bulk.check')}
        any={t('bulk.choose')}
        value={checkId}
        options={checks.map(({ check }) => ({
          value: check.id,
          label: `${check.id} ${check.name}`,
        }))}
        onChange={setCheckId}
      />
    </FormDialog>
  );
}
