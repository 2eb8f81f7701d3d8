import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { RepositoryCheckType } from './checks/types';
import type { EntityCollector } from './entities';
import type { HostCollector } from './hosts';

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

/** Where modules add code hosts. @public */
export interface AiGovernanceCollectorsExtensionPoint {
  /** Adds collectors; the first one that knows a repository looks at it. */
  addHostCollectors(...collectors: HostCollector[]): void;
  /** Adds collectors that answer checks for many entities at once. */
  addEntityCollectors(...collectors: EntityCollector[]): void;
}

/** @public */
export const aiGovernanceCollectorsExtensionPoint =
  createExtensionPoint<AiGovernanceCollectorsExtensionPoint>({
    id: 'ai-governance.collectors',
  });
