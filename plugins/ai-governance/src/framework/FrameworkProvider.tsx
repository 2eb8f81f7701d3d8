import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { aiGovernanceApiRef } from '../api';
import { useResource } from '../hooks/useResource';
import { indexFramework, type FrameworkIndex } from './frameworkIndex';

const FrameworkContext = createContext<FrameworkIndex | undefined>(undefined);

/**
 * Loads the framework beside whatever the page loads. Pages render without it
 * too, with bare ids in place of names and explanations, so that a failing
 * framework request costs the explanations and nothing else. @internal
 */
export function FrameworkProvider(props: { children: ReactNode }) {
  const api = useApi(aiGovernanceApiRef);
  const { value } = useResource(() => api.getFramework(), [api]);
  const index = useMemo(
    () => (value ? indexFramework(value) : undefined),
    [value],
  );
  return (
    <FrameworkContext.Provider value={index}>
      {props.children}
    </FrameworkContext.Provider>
  );
}

/** The framework in force; undefined while it loads or when it failed. @internal */
export function useFrameworkIndex(): FrameworkIndex | undefined {
  return useContext(FrameworkContext);
}
