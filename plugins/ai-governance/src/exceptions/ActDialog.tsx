import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import Alert from '@material-ui/lab/Alert';
import type { ExceptionResponse } from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { dateIn, isDayBetween } from '../attestations/until';
import { FormDialog, StatementBox, TextBox } from '../components';
import { useText } from '../hooks/useText';
import { personName } from '../scorecard/people';
import { useExceptionDays } from './useExceptionDays';
import { isOverdue } from './WhyUndecided';

/** What can be done about an exception. @internal */
export type ExceptionAct =
  | 'approve'
  | 'reject'
  | 'revoke'
  | 'confirm'
  | 'withdraw';

/** Says the consequence, takes the reason, and does it. @internal */
export function ActDialog(props: {
  act: ExceptionAct;
  exception: ExceptionResponse;
  onClose: () => void;
  onDone: () => Promise<void>;
}) {
  const { act, exception, onClose, onDone } = props;
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const { zone, today } = useExceptionDays();
  // The stored end is exclusive: the day before it is the last one.
  const asked = dateIn(zone, Date.parse(exception.until) - 1);
  const [reason, setReason] = useState('');
  const [day, setDay] = useState(asked);
  const needsReason = act !== 'withdraw';
  const badDay = act === 'approve' && !isDayBetween(day, today, asked);
  const isLate =
    (act === 'approve' || act === 'reject') && isOverdue(exception, Date.now());
  return (
    <FormDialog
      title={t(`exceptions.actTitle.${act}`)}
      submit={t(`exceptions.act.${act}`)}
      incomplete={isLate || (needsReason && !reason.trim()) || badDay}
      onClose={onClose}
      onSubmit={async () => {
        const { id } = exception;
        if (act === 'withdraw') {
          await api.withdrawException(id);
        } else if (act === 'approve') {
          await api.approveException(id, {
            reason: reason.trim(),
            ...(day !== asked && { until: day }),
          });
        } else {
          await api.closeException(id, act, { reason: reason.trim() });
        }
        await onDone();
        onClose();
      }}
    >
      <p>
        <strong>{exception.control}</strong>{' '}
        {exception.entities.map(({ entityRef }) => entityRef).join(', ')}
        {exception.hidden !== undefined &&
          ` ${t('exceptions.hidden', { count: exception.hidden })}`}
      </p>
      <p>
        {personName(exception.requestedBy)}: {exception.reason}
      </p>
      {isLate ? (
        <Alert severity="warning">{t('exceptions.overdue')}</Alert>
      ) : (
        <p>{t(`exceptions.actText.${act}`)}</p>
      )}
      {needsReason && !isLate && (
        <StatementBox
          label={t('exceptions.decision')}
          value={reason}
          onChange={setReason}
          rows={3}
        />
      )}
      {act === 'approve' && !isLate && (
        <TextBox
          label={t('exceptions.until')}
          helperText={t('exceptions.shorterHelp', { zone })}
          error={badDay}
          type="date"
          value={day}
          onChange={setDay}
          required
          inputProps={{ max: asked, min: today }}
        />
      )}
    </FormDialog>
  );
}
