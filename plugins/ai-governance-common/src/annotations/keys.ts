/** Annotations a team writes into its descriptor. @public */
export const DECLARED_ANNOTATIONS = {
  classification: 'ai-governance/data-classification',
  tier: 'ai-governance/review-tier',
  handles: 'ai-governance/handles',
  adoptionStage: 'ai-governance/adoption-stage',
  aiUse: 'ai-governance/ai-use',
} as const;

/**
 * Annotation that names further repositories an entity is made of, beside its source location: addresses
 * separated by commas, each as precise as a source location may be. @public
 */
export const REPOSITORIES_ANNOTATION = 'ai-governance/repositories';

/** Prefix of the annotations that state the judgement in force. @public */
export const STATUS_ANNOTATION_PREFIX = 'status.ai-governance/';

/** Prefix of the annotations that state one control each. @public */
export const CONTROL_ANNOTATION_PREFIX = 'control.ai-governance/';

/**
 * Prefixes of everything the catalog module writes. Whatever a descriptor says under them is spoofed and
 * taken out. @public
 */
export const WRITTEN_ANNOTATION_PREFIXES: readonly string[] = [
  STATUS_ANNOTATION_PREFIX,
  CONTROL_ANNOTATION_PREFIX,
];

/** Names of the status annotations, without prefix. @public */
export const STATUS_ANNOTATION_NAMES = [
  'data-classification',
  'review-tier',
  'maturity-level',
  'own-level',
  'level-without-exceptions',
  'changed-at',
] as const;

/** @public */
export type StatusAnnotationName = (typeof STATUS_ANNOTATION_NAMES)[number];
