import { useApiHolder } from '@backstage/core-plugin-api';
import { appLanguageApiRef } from '@backstage/core-plugin-api/alpha';

/** The language the app is shown in, as a BCP 47 tag. @internal */
export function useLanguage(): string {
  const api = useApiHolder().get(appLanguageApiRef);
  return api?.getLanguage().language ?? 'en';
}

/** Writes numbers the way the app's language does. @internal */
export function useNumber(): (value: number) => string {
  const language = useLanguage();
  return value => new Intl.NumberFormat(language).format(value);
}
