import { compileFramework } from '../assessment/compile';
import { parseAt } from '../assessment/instants';
import { judgeToolAccess } from '../assessment/toolAccess';
import type {
  AiTool,
  AssessedEntity,
  Instant,
  Profile,
  ProfileConflict,
  ProfileField,
  ToolAccess,
} from '../assessment/types';
import type {
  Classification,
  ClassificationId,
  Framework,
  ReviewTier,
  ReviewTierDefinition,
} from '../framework/types';
import { floorsOf, type ProfileFloors } from './floors';
import { mergeProfile } from './merge';
import type {
  DecidedProfile,
  DeclaredValues,
  DescriptorDeclaration,
} from './types';

/** What the declaration form asks while somebody answers. @public */
export interface ConsequencesInput {
  framework: Framework;
  tools: readonly AiTool[];
  values: DeclaredValues;
  /** Decides whether public needs an approval. */
  entity?: Pick<AssessedEntity, 'ref' | 'visibility'>;
  /** What else is known of the entity; the stricter value shows. */
  descriptor?: DescriptorDeclaration;
  decided?: DecidedProfile;
  at: Instant;
}

/** What a declaration would lead to, each part with its reason. @public */
export interface Consequences {
  classification: ProfileField<ClassificationId> & {
    name: string;
    description: string;
  };
  tier: ProfileField<ReviewTier> & { name: string; description: string };
  /** What the handled subjects ask for at least. */
  floors: ProfileFloors;
  /** What a review of an AI-assisted change must consist of. */
  reviewRequirements: string[];
  /** The rule of the classification in words. */
  toolRule: string;
  toolAccess: ToolAccess[];
  conflicts: ProfileConflict[];
}

/**
 * The tier, classification, tool access and review that a declaration leads to, worked out by the same
 * rules that judge it later.
 * @public
 */
export function consequences(input: ConsequencesInput): Consequences {
  const { framework } = input;
  const profile: Profile = mergeProfile({
    framework,
    descriptor: input.descriptor,
    decided: input.decided,
    portal: { values: input.values, by: '', at: input.at },
    entity: input.entity ?? { ref: '' },
    at: input.at,
  });
  const classification: Classification | undefined =
    framework.classifications.find(
      ({ id }) => id === profile.classification.value,
    );
  const tier: ReviewTierDefinition | undefined = framework.reviewTiers.find(
    candidate => candidate.tier === profile.tier.value,
  );
  return {
    classification: {
      ...profile.classification,
      name: classification?.name ?? profile.classification.value,
      description: classification?.description ?? '',
    },
    tier: {
      ...profile.tier,
      name: tier?.name ?? String(profile.tier.value),
      description: tier?.description ?? '',
    },
    floors: floorsOf(framework, profile.handles.value),
    reviewRequirements: tier?.requirements ?? [],
    toolRule: classification?.toolAccess.description ?? '',
    toolAccess: judgeToolAccess(
      compileFramework(framework),
      input.tools,
      profile.classification.value,
      parseAt(input.at),
    ),
    conflicts: profile.conflicts,
  };
}
