import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { GithubSettings } from './GithubCollector';

/** Reads `aiGovernance.github` with its defaults. */
export function readGithubSettings(config: Config): GithubSettings {
  const own = config.getOptionalConfig('aiGovernance.github');
  const maxChanges = own?.getOptionalNumber('maxChanges') ?? 500;
  if (!Number.isInteger(maxChanges) || maxChanges < 25 || maxChanges > 5000) {
    throw new InputError(
      `aiGovernance.github.maxChanges must be a whole number from 25 to 5000, got ${maxChanges}`,
    );
  }
  return {
    signOffLabels: own?.getOptionalStringArray('signOffLabels') ?? [
      'ai-governance: signed-off',
    ],
    automation: own?.getOptionalStringArray('automation') ?? [],
    maxChanges,
  };
}
