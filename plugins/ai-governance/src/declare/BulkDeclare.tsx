import { useState } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import type {
  BatchDeclareResult,
  DeclaredValues,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { FormDialog, TextBox } from '../components';
import { BulkResults } from '../components/BulkResults';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';
import { cleaned } from './consequences';
import { Questions } from './DeclareDialog';

/** Declares the same for several entities, and says what came of each. @internal */
export function BulkDeclare(props: {
  entityRefs: string[];
  onClose: () => void;
  onDeclared: () => Promise<void>;
}) {
  const { entityRefs, onClose, onDeclared } = props;
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const index = useFrameworkIndex();
  const [values, setValues] = useState<DeclaredValues>({});
  const [reason, setReason] = useState('');
  const [results, setResults] = useState<BatchDeclareResult[]>();
  const declared = cleaned(values);
  if (results) {
    return (
      <BulkResults
        results={results.map(result => ({
          subject: result.entityRef,
          done:
            result.declared &&
            (result.declared.inForce
              ? t('bulkDeclare.inForce')
              : t('bulkDeclare.waits')),
          error:
            result.error?.message ??
            result.declared?.pending
              .flatMap(({ reasons }) => reasons)
              .join('; '),
        }))}
        onClose={onClose}
      />
    );
  }
  return (
    <FormDialog
      title={t('bulkDeclare.title', { count: entityRefs.length })}
      submit={t('bulkDeclare.submit')}
      incomplete={Object.keys(declared).length === 0}
      maxWidth="md"
      onClose={onClose}
      onSubmit={async () => {
        const { items } = await api.declareMany({
          items: entityRefs.map(entityRef => ({ entityRef, values: declared })),
          ...(reason.trim() && { reason: reason.trim() }),
        });
        setResults(items);
        await onDeclared();
      }}
    >
      <p>
        <strong>
          {entityRefs.map(ref => parseEntityRef(ref).name).join(', ')}
        </strong>
      </p>
      <p>{t('bulkDeclare.consequence')}</p>
      {index && (
        <Questions index={index} values={values} onChange={setValues} />
      )}
      {/* What each of them is now, and so what would wait, is known to nobody here. */}
      <TextBox
        label={t('declare.why')}
        helperText={t('bulkDeclare.whyHelp')}
        value={reason}
        onChange={setReason}
        multiline
        minRows={2}
        inputProps={{ maxLength: 2000 }}
      />
    </FormDialog>
  );
}
