import { assistantInstructionsCheck } from './assistant-instructions/check';
import { assistantSettingsCheck } from './assistant-settings/check';
import { assistantsCheck } from './assistants/check';
import { codeOwnersCheck } from './code-owners/check';
import { documentCheck } from './document/check';
import { fileCheck } from './file/check';
import { handlesCheck } from './handles/check';
import { ignoreFileCheck } from './ignore-file/check';
import { licenseScanningCheck } from './license-scanning/check';
import { securityScanningCheck } from './security-scanning/check';
import type { RepositoryCheckType } from './types';

/** The built-in check types over a repository. @public */
export const repositoryCheckTypes: readonly RepositoryCheckType[] = [
  assistantsCheck,
  handlesCheck,
  ignoreFileCheck,
  assistantSettingsCheck,
  assistantInstructionsCheck,
  codeOwnersCheck,
  securityScanningCheck,
  licenseScanningCheck,
  fileCheck,
  documentCheck,
];
