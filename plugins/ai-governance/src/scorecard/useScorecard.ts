import { useCallback, useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { ScorecardResponse } from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { useResource } from '../hooks/useResource';
import { isLooking } from './looking';
import { FOLLOW_UPS, PATIENCE, POLL, SLOW_POLL } from './timing';

/** How "look again now" stands on this page. @internal */
export interface LookAgain {
  phase: 'idle' | 'looking' | 'slow' | 'done' | 'refused';
  /** Why the request was refused. */
  error?: Error;
  start: () => void;
}

/**
 * An entity's scorecard, kept up to date while its sources are looked at.
 * `generation` grows when a look has ended, and with what came after it, for
 * what else depends on it.
 * @internal
 */
export function useScorecard(entityRef: string): {
  value?: ScorecardResponse;
  error?: Error;
  loading: boolean;
  reload: () => Promise<void>;
  lookAgain: LookAgain;
  generation: number;
} {
  const api = useApi(aiGovernanceApiRef);
  const resource = useResource(
    () => api.getScorecard(entityRef),
    [api, entityRef],
  );
  const { value, reload } = resource;
  const [generation, setGeneration] = useState(0);
  const [ended, setEnded] = useState(0);
  const [phase, setPhase] = useState<LookAgain['phase']>('idle');
  const [refusal, setRefusal] = useState<Error>();
  const lookingSince = useRef<number>();

  const busy = isLooking(value?.collection);
  const { loading } = resource;

  // Follows a look that this page started as well as one that was under way
  // when it was opened. A failed question is asked again like any other.
  useEffect(() => {
    if (loading) {
      return undefined;
    }
    if (!busy) {
      if (lookingSince.current !== undefined) {
        lookingSince.current = undefined;
        setPhase('done');
        setGeneration(count => count + 1);
        setEnded(count => count + 1);
      }
      return undefined;
    }
    lookingSince.current ??= Date.now();
    const slow = Date.now() - lookingSince.current > PATIENCE;
    setPhase(slow ? 'slow' : 'looking');
    const timer = setTimeout(reload, slow ? SLOW_POLL : POLL);
    return () => clearTimeout(timer);
  }, [busy, loading, reload]);

  // The catalog reads the descriptor again beside the look, and what it tells
  // of it is no part of how the look stands.
  useEffect(() => {
    const timers =
      ended === 0
        ? []
        : FOLLOW_UPS.map(delay =>
            setTimeout(async () => {
              await reload();
              setGeneration(count => count + 1);
            }, delay),
          );
    return () => timers.forEach(clearTimeout);
  }, [ended, reload]);

  const start = useCallback(async () => {
    setPhase('looking');
    setRefusal(undefined);
    try {
      await api.assess(entityRef);
      lookingSince.current = Date.now();
      await reload();
    } catch (error) {
      lookingSince.current = undefined;
      setRefusal(error instanceof Error ? error : new Error(String(error)));
      setPhase('refused');
    }
  }, [api, entityRef, reload]);

  return {
    ...resource,
    generation,
    lookAgain: { phase, error: refusal, start },
  };
}
