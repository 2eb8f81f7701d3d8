import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { aiGovernanceApiRef } from '../api';
import { useResource } from '../hooks/useResource';
import { indexFramework, type FrameworkIndex } from './frameworkIndex';

/** The framework in force, or why it is not there. @internal */
export interface FrameworkAnswer {
  /** Undefined while it loads or when it failed. */
  index?: FrameworkIndex;
  error?: Error;
  reload: () => Promise<void>;
}

const FrameworkContext = createContext<FrameworkAnswer>({
  reload: async () => {},
});

/**
 * Loads the framework beside whatever the page loads. Pages render without it
 * too, with bare ids in place of names and explanations, so that a failing
 * framework request costs the explanations and nothing else. @internal
 */
export function FrameworkProvider(props: { children: ReactNode }) {
  const api = useApi(aiGovernanceApiRef);
  const { value, error, reload } = useResource(() => api.getFramework(), [api]);
  const index = useMemo(
    () => (value ? indexFramework(value) : undefined),
    [value],
  );
  const answer = useMemo(
    () => ({ index, error, reload }),
    [index, error, reload],
  );
  return (
    <FrameworkContext.Provider value={answer}>
      {props.children}
    </FrameworkContext.Provider>
  );
}

/** The framework in force; undefined while it loads or when it failed. @internal */
export function useFrameworkIndex(): FrameworkIndex | undefined {
  return useContext(FrameworkContext).index;
}

/** The same with what went wrong, for pages that are about nothing else. @internal */
export function useFrameworkAnswer(): FrameworkAnswer {
  return useContext(FrameworkContext);
}
