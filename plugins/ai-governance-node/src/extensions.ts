import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { RepositoryCheckType } from './checks/types';

/** Where other modules add what they can check. @public */
export interface AiGovernanceCheckTypesExtensionPoint {
  /** Adds check types over a repository; the same type replaces the built-in one. */
  addRepositoryCheckTypes(...types: RepositoryCheckType[]): void;
}

/** @public */
export const aiGovernanceCheckTypesExtensionPoint =
  createExtensionPoint<AiGovernanceCheckTypesExtensionPoint>({
    id: 'ai-governance.check-types',
  });
