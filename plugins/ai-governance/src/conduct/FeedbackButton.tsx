import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  scorecardReadPermission,
  type ControlFeedback,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { Problem } from '../components';
import { Button } from '../controls';
import { useText } from '../hooks/useText';
import { FeedbackDialog } from './FeedbackDialog';

/** Takes what the reader says of a control where it stands. @internal */
export function FeedbackButton(props: { control: string }) {
  const { control } = props;
  const t = useText();
  const { programme } = useApi(aiGovernanceApiRef);
  const [own, setOwn] = useState<readonly ControlFeedback[]>();
  const [error, setError] = useState<Error>();
  const open = async () => {
    setError(undefined);
    try {
      // It begins with what the reader said before, which may be elsewhere.
      setOwn((await programme.listFeedback()).own);
    } catch (e) {
      setError(e as Error);
    }
  };
  return (
    <>
      <Button
        size="small"
        aria-label={t('conduct.sayOf', { control })}
        onClick={open}
      >
        {t('conduct.say')}
      </Button>
      {error && (
        <Problem
          error={error}
          permission={scorecardReadPermission.name}
          onRetry={open}
        />
      )}
      {own && (
        <FeedbackDialog
          own={own}
          control={control}
          onClose={() => setOwn(undefined)}
        />
      )}
    </>
  );
}
