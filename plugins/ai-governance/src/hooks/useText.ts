import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { aiGovernanceTranslationRef } from '../translation';

/** The translation function of this plugin. @internal */
export function useText() {
  return useTranslationRef(aiGovernanceTranslationRef).t;
}

/** @internal */
export type Translate = ReturnType<typeof useText>;
