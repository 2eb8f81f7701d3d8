import { useEffect, useMemo, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { useSignal } from '@backstage/plugin-signals-react';
import {
  INBOX_SIGNAL_CHANNEL,
  type InboxCount,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { useLocation } from 'react-router-dom';
import { aiGovernanceApiRef, type AiGovernanceApi } from '../api';

/** Places that show the count ask once between them. */
class SharedCount {
  value: InboxCount | undefined;
  error: Error | undefined;
  readonly #api: AiGovernanceApi;
  readonly #listeners = new Set<() => void>();
  #asking: Promise<void> | undefined;

  constructor(api: AiGovernanceApi) {
    this.#api = api;
  }

  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Asks again, unless that is under way. */
  refresh(): Promise<void> {
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #ask(): Promise<void> {
    try {
      this.value = await this.#api.getInboxCount();
      this.error = undefined;
    } catch (error) {
      this.error = error instanceof Error ? error : new Error(String(error));
    }
    this.#listeners.forEach(listener => listener());
  }
}

/** The number to show; there may be more than is counted. @internal */
export function countText({ total, more }: InboxCount): string {
  return `${total}${more ? '+' : ''}`;
}

const counts = new WeakMap<AiGovernanceApi, SharedCount>();

function sharedCount(api: AiGovernanceApi): SharedCount {
  const known = counts.get(api) ?? new SharedCount(api);
  counts.set(api, known);
  return known;
}

/**
 * How much waits for the reader: asked again when a signal says so, and on the
 * way from page to page for portals without signals. @internal
 */
export function useInboxCount(): {
  value?: InboxCount;
  error?: Error;
  refresh: () => Promise<void>;
} {
  const api = useApi(aiGovernanceApiRef);
  const shared = useMemo(() => sharedCount(api), [api]);
  const { lastSignal } = useSignal(INBOX_SIGNAL_CHANNEL);
  const { pathname } = useLocation();
  const [, setGeneration] = useState(0);
  useEffect(
    () => shared.listen(() => setGeneration(before => before + 1)),
    [shared],
  );
  useEffect(() => {
    shared.refresh();
  }, [shared, lastSignal, pathname]);
  const refresh = useMemo(() => () => shared.refresh(), [shared]);
  return { value: shared.value, error: shared.error, refresh };
}
