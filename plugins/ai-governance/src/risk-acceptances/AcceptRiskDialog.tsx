import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { aiGovernanceApiRef } from '../api';
import { isDayBetween } from '../attestations/until';
import { Choice, FormDialog, StatementBox, TextBox } from '../components';
import { useExceptionDays } from '../exceptions/useExceptionDays';
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
  const { days, zone, today, longest } = useExceptionDays();
  const [control, setControl] = useState(props.control);
  const [reason, setReason] = useState('');
  const [compensating, setCompensating] = useState('');
  const [day, setDay] = useState(longest);
  const controls = compensating
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);
  const badDay = !isDayBetween(day, today, longest);
  const inForce = index?.riskAcceptances.some(
    accepted => accepted.control === control,
  );
  return (
    <FormDialog
      title={t('riskAcceptances.acceptTitle')}
      submit={t('riskAcceptances.accept')}
      incomplete={!control || !reason.trim() || controls.length === 0 || badDay}
      onClose={onClose}
      onSubmit={async () => {
        await api.programme.acceptRisk({
          control: control!,
          reason: reason.trim(),
          compensatingControls: controls,
          until: day,
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
      <StatementBox
        label={t('exceptions.compensating')}
        helperText={t('exceptions.compensatingHelp')}
        value={compensating}
        onChange={setCompensating}
        maxLength={4000}
      />
      <TextBox
        label={t('exceptions.until')}
        helperText={t('exceptions.untilHelp', { days: String(days), zone })}
        error={badDay}
        type="date"
        value={day}
        onChange={setDay}
        required
        inputProps={{ max: longest, min: today }}
      />
    </FormDialog>
  );
}
