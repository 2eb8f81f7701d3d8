import { useState } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import type { BulkAttestationResult } from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { Choice, FormDialog } from '../components';
import { BulkResults } from '../components/BulkResults';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import type { PlacedCheck } from '../framework/frameworkIndex';
import { useText } from '../hooks/useText';
import { AttestDialog } from './AttestDialog';

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
    return (
      <BulkResults
        results={results.map(({ subject, attestation, error }) => ({
          subject,
          done: attestation && t('bulk.done'),
          error: error?.message,
        }))}
        onClose={onClose}
      />
    );
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
        required
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
