import { useState } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { aiGovernanceApiRef } from '../api';
import { isDayBetween } from '../attestations/until';
import { Choice, FormDialog, StatementBox, TextBox } from '../components';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';
import { useMyGroups } from '../hooks/useViewer';
import { useExceptionDays } from './useExceptionDays';

/** Asks for a time-limited deviation from one control. @internal */
export function RequestExceptionDialog(props: {
  entityRefs: string[];
  control: string;
  /** The group that it was asked for before, where it is a renewal. */
  askedBefore?: string;
  onClose: () => void;
  onRequested: () => Promise<void>;
}) {
  const { entityRefs, control, askedBefore, onClose, onRequested } = props;
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const index = useFrameworkIndex();
  const { days, zone, today, longest } = useExceptionDays();
  const [reason, setReason] = useState('');
  const [compensating, setCompensating] = useState('');
  const [day, setDay] = useState(longest);
  const [askedFor, setAskedFor] = useState(askedBefore);
  const mine = useMyGroups();
  const groups = [
    ...new Set([...(askedBefore === undefined ? [] : [askedBefore]), ...mine]),
  ];
  const controls = compensating
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);
  const badDay = !isDayBetween(day, today, longest);
  return (
    <FormDialog
      title={t('exceptions.requestTitle', { control })}
      submit={t('exceptions.request')}
      incomplete={!reason.trim() || controls.length === 0 || badDay}
      onClose={onClose}
      onSubmit={async () => {
        await api.requestException({
          entityRefs,
          control,
          reason: reason.trim(),
          compensatingControls: controls,
          until: day,
          ...(askedFor !== undefined && { askedFor }),
        });
        await onRequested();
        onClose();
      }}
    >
      <p>
        <strong>{control}</strong> {index?.control(control)?.name}
      </p>
      {entityRefs.length > 1 && (
        <ul aria-label={t('exceptions.services')}>
          {entityRefs.map(ref => (
            <li key={ref}>{parseEntityRef(ref).name}</li>
          ))}
        </ul>
      )}
      <p>{t('exceptions.consequence')}</p>
      {groups.length > 0 && (
        <Choice
          label={t('exceptions.askedFor')}
          any={t('exceptions.askedForMyself')}
          value={askedFor}
          options={groups.map(ref => ({
            value: ref,
            label: parseEntityRef(ref).name,
          }))}
          onChange={setAskedFor}
        />
      )}
      {askedFor !== undefined && <p>{t('exceptions.askedForText')}</p>}
      <StatementBox
        label={t('exceptions.reason')}
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
