import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_AI_GOVERNANCE_ENTITY } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  ClassificationId,
  ReviewTier,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { z } from 'zod/v3';

/** What permission rules see of an entity. @public */
export interface GovernedEntity {
  entityRef: string;
  owners: string[];
  classification: ClassificationId;
  tier: ReviewTier;
}

/** The same rules as a filter that the database can apply. @public */
export type GovernedEntityFilter =
  | { owners: string[] }
  | { classifications: ClassificationId[] }
  | { tiers: ReviewTier[] };

/** Entities as the governance permissions know them. @public */
export const aiGovernanceEntityResourceRef = createPermissionResourceRef<
  GovernedEntity,
  GovernedEntityFilter
>().with({
  pluginId: 'ai-governance',
  resourceType: RESOURCE_TYPE_AI_GOVERNANCE_ENTITY,
});

/** One of the claims owns the entity. @public */
export const isOwnerRule = createPermissionRule({
  name: 'IS_OWNER',
  description: 'Allow entities owned by one of the claims',
  resourceRef: aiGovernanceEntityResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Ownership entity refs, of which one has to own the entity'),
  }),
  apply: (entity, { claims }) =>
    entity.owners.some(owner => claims.includes(owner)),
  toQuery: ({ claims }) => ({ owners: claims }),
});

/** The entity's review tier in force is one of those given. @public */
export const hasTierRule = createPermissionRule({
  name: 'HAS_TIER',
  description: 'Allow entities with one of the review tiers',
  resourceRef: aiGovernanceEntityResourceRef,
  paramsSchema: z.object({
    tiers: z.array(z.union([z.literal(1), z.literal(2), z.literal(3)])),
  }),
  apply: (entity, { tiers }) => tiers.includes(entity.tier),
  toQuery: ({ tiers }) => ({ tiers }),
});

/** The entity's data classification in force is one of those given. @public */
export const hasClassificationRule = createPermissionRule({
  name: 'HAS_CLASSIFICATION',
  description: 'Allow entities with one of the data classifications',
  resourceRef: aiGovernanceEntityResourceRef,
  paramsSchema: z.object({
    classifications: z.array(
      z.enum(['public', 'internal', 'confidential', 'restricted']),
    ),
  }),
  apply: (entity, { classifications }) =>
    classifications.includes(entity.classification),
  toQuery: ({ classifications }) => ({ classifications }),
});

/** Every rule of the resource type. @public */
export const aiGovernanceEntityRules = [
  isOwnerRule,
  hasTierRule,
  hasClassificationRule,
];

const exported = createConditionExports({
  resourceRef: aiGovernanceEntityResourceRef,
  rules: {
    isOwner: isOwnerRule,
    hasTier: hasTierRule,
    hasClassification: hasClassificationRule,
  },
});

/** Conditions for permission policies. @public */
export const aiGovernanceConditions = exported.conditions;

/** Turns conditions into a policy decision. @public */
export const createAiGovernanceConditionalDecision =
  exported.createConditionalDecision;
