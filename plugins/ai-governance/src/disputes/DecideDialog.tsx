import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { DisputeResponse } from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { dateIn, isDayBetween, longestDay } from '../attestations/until';
import { FormDialog, StatementBox, TextBox } from '../components';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';
import { personName } from '../scorecard/people';

/** Longest suppression while the framework is not known, in days. */
const DEFAULT_DAYS = 90;

/** A decision somebody is about to take. @internal */
export interface Deciding {
  dispute: DisputeResponse;
  accept: boolean;
}

/** What somebody says is wrong. @internal */
export const disputedText = ({ finding }: DisputeResponse) =>
  finding.finding?.message ?? finding.summary;

/** Where the finding is. @internal */
export function placeOf({ finding }: DisputeResponse): string | undefined {
  const { path, line } = finding.finding ?? {};
  return path && `${path}${line ? `:${line}` : ''}`;
}

/** Accepts until a day, or rejects; either with a reason. @internal */
export function DecideDialog(props: {
  deciding: Deciding;
  onClose: () => void;
  onDecided: () => Promise<void>;
}) {
  const { deciding, onClose, onDecided } = props;
  const { dispute, accept } = deciding;
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const index = useFrameworkIndex();
  const days = index?.framework.settings.maxExceptionDays ?? DEFAULT_DAYS;
  const zone = index?.timeZone ?? 'UTC';
  const [now] = useState(() => Date.now());
  const today = dateIn(zone, now);
  const longest = longestDay(now, days, zone);
  const [reason, setReason] = useState('');
  const [chosen, setDay] = useState<string>();
  const day = chosen ?? longest;
  const badDay = accept && !isDayBetween(day, today, longest);
  return (
    <FormDialog
      title={accept ? t('disputes.acceptTitle') : t('disputes.rejectTitle')}
      submit={accept ? t('disputes.accept') : t('disputes.reject')}
      incomplete={!reason.trim() || badDay}
      onClose={onClose}
      onSubmit={async () => {
        if (accept) {
          await api.approveDispute(dispute.id, {
            reason: reason.trim(),
            until: day,
          });
        } else {
          await api.rejectDispute(dispute.id, { reason: reason.trim() });
        }
        await onDecided();
        onClose();
      }}
    >
      <p>
        <strong>{dispute.check}</strong>: {disputedText(dispute)}{' '}
        <code>{placeOf(dispute)}</code>
      </p>
      <p>
        {personName(dispute.by)}: {dispute.reason}
      </p>
      <p>{accept ? t('disputes.acceptText') : t('disputes.rejectText')}</p>
      <StatementBox
        label={t('disputes.decision')}
        value={reason}
        onChange={setReason}
        rows={3}
      />
      {accept && (
        <TextBox
          label={t('disputes.until')}
          helperText={t('disputes.untilHelp', { days: String(days), zone })}
          error={badDay}
          type="date"
          value={day}
          onChange={setDay}
          required
          inputProps={{ max: longest, min: today }}
        />
      )}
    </FormDialog>
  );
}
