import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { aiGovernanceApiRef } from '../api';
import { Choice, FormDialog, StatementBox } from '../components';
import {
  ExceptionTermsFields,
  useExceptionTerms,
} from '../exceptions/ExceptionTerms';
import { useFrameworkAnswer } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';

/** Accepts the risk that a control of the organization is not met, for a time. @internal */
export function AcceptRiskDialog(props: {
  /** Where it was accepted before. */
  control?: string;
  onClose: () => void;
  onAccepted: () => Promise<void>;
}) {
  const { onClose, onAccepted } = props;
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const { index, reload } = useFrameworkAnswer();
  const terms = useExceptionTerms();
  const [control, setControl] = useState(props.control);
  const [reason, setReason] = useState('');
  const inForce = index?.riskAcceptances.some(
    accepted => accepted.control === control,
  );
  return (
    <FormDialog
      title={t('riskAcceptances.acceptTitle')}
      submit={t('riskAcceptances.accept')}
      incomplete={!control || !reason.trim() || !terms.isComplete}
      onClose={onClose}
      onSubmit={async () => {
        await api.programme.acceptRisk({
          control: control!,
          reason: reason.trim(),
          ...terms.sent,
        });
        // Every page says it.
        await Promise.all([onAccepted(), reload()]);
        onClose();
      }}
    >
      <p>{t('riskAcceptances.consequence')}</p>
      <Choice
        label={t('riskAcceptances.control')}
        any={t('form.choose')}
        required
        value={control}
        options={(index?.framework.controls ?? [])
          .filter(({ parts }) =>
            parts.some(({ scope }) => scope === 'organization'),
          )
          .map(({ id, name }) => ({ value: id, label: `${id} ${name}` }))}
        onChange={setControl}
      />
      {inForce && <p>{t('riskAcceptances.replaces')}</p>}
      <StatementBox
        label={t('riskAcceptances.reason')}
        value={reason}
        onChange={setReason}
        rows={3}
      />
      <ExceptionTermsFields terms={terms} />
    </FormDialog>
  );
}
