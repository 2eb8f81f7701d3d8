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
