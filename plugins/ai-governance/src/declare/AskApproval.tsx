import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  DeclaredValues,
  PendingDeclaration,
  ProfileConflict,
  ProfileResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { usePageStyles } from '../components';
import { ReasonDialog } from '../components/ReasonDialog';
import { Button } from '../controls';
import { useText } from '../hooks/useText';

/** Whether the descriptor asks for less than what stays in force until an approval. */
const needsApproval = ({ kind }: ProfileConflict) =>
  kind === 'awaitingApproval' || kind === 'belowFloor';

/** What waits for an approval of what a conflict is about. @internal */
export function pendingOf(
  conflict: ProfileConflict,
  pending: readonly PendingDeclaration[],
): PendingDeclaration | undefined {
  return needsApproval(conflict)
    ? pending.find(({ lowerings }) =>
        lowerings.some(({ field }) => field === conflict.field),
      )
    : undefined;
}

/**
 * Takes what the descriptor lowers, by a lower value or by none, to those who
 * may approve it. @internal
 */
export function AskApproval(props: {
  entityRef: string;
  conflicts: readonly ProfileConflict[];
  current: ProfileResponse;
  onDone: () => Promise<void>;
}) {
  const { entityRef, conflicts, current, onDone } = props;
  const classes = usePageStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const [asking, setAsking] = useState(false);
  const { descriptor, portal, pending, allowed } = current;
  const open = conflicts.filter(
    conflict => needsApproval(conflict) && !pendingOf(conflict, pending),
  );
  if (open.length === 0 || !allowed.declare) {
    return null;
  }
  const ask = async (reason: string) => {
    const values: { [field: string]: unknown } = { ...portal?.values };
    // What waits already would be taken back otherwise.
    for (const waiting of pending) {
      Object.assign(values, waiting.values);
    }
    for (const { field } of open) {
      const wanted = descriptor?.values[field as keyof DeclaredValues];
      if (wanted === undefined) {
        delete values[field];
      } else {
        values[field] = wanted;
      }
    }
    const declared = await api.declareProfile(
      entityRef,
      values as DeclaredValues,
      reason,
    );
    await onDone();
    if (declared.inForce) {
      throw new Error(t('drift.askNothing'));
    }
  };
  return (
    <div className={classes.actions}>
      <Button size="small" variant="outlined" onClick={() => setAsking(true)}>
        {t('drift.ask')}
      </Button>
      {asking && (
        <ReasonDialog
          title={t('drift.askTitle')}
          submit={t('drift.ask')}
          onClose={() => setAsking(false)}
          onSubmit={ask}
        >
          <ul>
            {open.map(({ field, kind, message }) => (
              <li key={`${field}-${kind}`}>
                <strong>{t(`profile.${field}`)}</strong>: {message}
              </li>
            ))}
          </ul>
          <p>{t('drift.askText')}</p>
        </ReasonDialog>
      )}
    </div>
  );
}
