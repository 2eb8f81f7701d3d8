import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  CheckResult,
  Finding,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { FormDialog, StatementBox } from '../components';
import { useText } from '../hooks/useText';

/** Says why a finding is wrong. @internal */
export function DisputeDialog(props: {
  entityRef: string;
  result: CheckResult;
  /** Absent for a failure that names no finding. */
  finding?: Finding;
  onClose: () => void;
  onDisputed: () => Promise<void>;
}) {
  const { entityRef, result, finding, onClose, onDisputed } = props;
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      title={t('disputes.dialogTitle')}
      submit={t('disputes.send')}
      incomplete={!reason.trim()}
      onClose={onClose}
      onSubmit={async () => {
        await api.createDispute(entityRef, {
          check: result.check,
          ...(finding?.fingerprint && { fingerprint: finding.fingerprint }),
          reason: reason.trim(),
        });
        await onDisputed();
        onClose();
      }}
    >
      <p>
        <strong>{result.check}</strong>: {finding?.message ?? result.summary}
        {finding?.path && (
          <>
            {' '}
            <code>
              {finding.path}
              {finding.line ? `:${finding.line}` : ''}
            </code>
          </>
        )}
      </p>
      <p>{t('disputes.consequence')}</p>
      <StatementBox
        label={t('disputes.reason')}
        helperText={t('disputes.reasonHelp')}
        value={reason}
        onChange={setReason}
        rows={3}
      />
    </FormDialog>
  );
}
