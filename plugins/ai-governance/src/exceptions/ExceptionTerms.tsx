import { useState } from 'react';
import { isDayBetween } from '../attestations/until';
import { StatementBox, TextBox } from '../components';
import { useText } from '../hooks/useText';
import { useExceptionDays } from './useExceptionDays';

/** On which terms protection is lowered for a time, as they are typed. @internal */
export interface ExceptionTerms {
  compensating: string;
  setCompensating: (text: string) => void;
  day: string;
  setDay: (day: string) => void;
  limits: ReturnType<typeof useExceptionDays>;
  isBadDay: boolean;
  /** Something compensates for it, and it ends in time. */
  isComplete: boolean;
  /** The terms as they are sent. */
  sent: { compensatingControls: string[]; until: string };
}

/** The terms of an exception, which begin with the longest there is. @internal */
export function useExceptionTerms(): ExceptionTerms {
  const limits = useExceptionDays();
  const [compensating, setCompensating] = useState('');
  const [day, setDay] = useState(limits.longest);
  const compensatingControls = compensating
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);
  const isBadDay = !isDayBetween(day, limits.today, limits.longest);
  return {
    compensating,
    setCompensating,
    day,
    setDay,
    limits,
    isBadDay,
    isComplete: compensatingControls.length > 0 && !isBadDay,
    sent: { compensatingControls, until: day },
  };
}

/** Asks what compensates for what is missing, and until when. @internal */
export function ExceptionTermsFields(props: { terms: ExceptionTerms }) {
  const { compensating, setCompensating, day, setDay, limits, isBadDay } =
    props.terms;
  const t = useText();
  return (
    <>
      <StatementBox
        label={t('exceptions.compensating')}
        helperText={t('exceptions.compensatingHelp')}
        value={compensating}
        onChange={setCompensating}
        maxLength={4000}
      />
      <TextBox
        label={t('exceptions.until')}
        helperText={t('exceptions.untilHelp', {
          days: String(limits.days),
          zone: limits.zone,
        })}
        error={isBadDay}
        type="date"
        value={day}
        onChange={setDay}
        required
        inputProps={{ max: limits.longest, min: limits.today }}
      />
    </>
  );
}
