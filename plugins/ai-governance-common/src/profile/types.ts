import type { Instant } from '../assessment/types';
import type { ClassificationId, ReviewTier } from '../framework/types';

/** The values one act of declaring carries. Absent fields are not declared. @public */
export interface DeclaredValues {
  classification?: ClassificationId;
  tier?: ReviewTier;
  handles?: string[];
  adoptionStage?: string;
  aiUse?: 'none' | string[];
}

/** A declaration made in the portal. @public */
export interface PortalDeclaration {
  values: DeclaredValues;
  by: string;
  at: Instant;
}

/** What the descriptor's annotations say, with what could not be understood. @public */
export interface DescriptorDeclaration {
  values: DeclaredValues;
  invalid: { annotation: string; value: string; message: string }[];
  /** When this content was first seen. */
  at?: Instant;
}

/** A value that was in force by a declaration or a decision and protects until lowered with approval. @public */
export interface KeptValue<T> {
  value: T;
  by?: string;
  at?: Instant;
}

/** An approved lowering: everything up to `from` that asks for more than `value` is set aside. @public */
export interface ApprovedLowering<T> {
  value: T;
  /** What was in force when the lowering was approved. */
  from: T;
  by: string;
  at: Instant;
}

/**
 * What outlives single declarations of an entity: protections that stay in force when a declaration is
 * lowered, removed, or the entity is deleted and registered again under the same ref, and the lowerings
 * that were approved. @public
 */
export interface DecidedProfile {
  kept?: {
    classification?: KeptValue<ClassificationId>;
    tier?: KeptValue<ReviewTier>;
    handles?: KeptValue<string[]>;
    /** The stage that was in force last: no declaration skips the one after it. */
    adoptionStage?: KeptValue<string>;
  };
  approved?: {
    classification?: ApprovedLowering<ClassificationId>;
    tier?: ApprovedLowering<ReviewTier>;
    /** Subjects whose removal was approved. */
    handles?: { removed: string[]; by: string; at: Instant };
  };
}
