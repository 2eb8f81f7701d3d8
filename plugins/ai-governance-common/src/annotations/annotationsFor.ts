import type { ControlStatus, Instant } from '../assessment/types';
import type { ClassificationId, Level, ReviewTier } from '../framework/types';
import {
  CONTROL_ANNOTATION_PREFIX,
  STATUS_ANNOTATION_NAMES,
  STATUS_ANNOTATION_PREFIX,
  WRITTEN_ANNOTATION_PREFIXES,
  type StatusAnnotationName,
} from './keys';

/** The part of a judgement that annotations state. @public */
export interface AnnotatedJudgement {
  classification: ClassificationId;
  tier: ReviewTier;
  level: Level | null;
  ownLevel: Level | null;
  levelWithoutExceptions: Level | null;
  /** When the judgement last changed, never when it was last looked at. */
  changedAt?: Instant;
  controls: readonly { id: string; status: ControlStatus }[];
}

/** What is written to the catalog. @public */
export interface AnnotationConfig {
  /** Status annotations to write, by name without prefix; all when absent. */
  status?: readonly StatusAnnotationName[];
  /** Control ids to write; all applicable ones when absent, an empty list writes none. */
  controls?: readonly string[];
  /**
   * What is kept out of the catalog for entities of a classification: everything, or the statuses of
   * single controls.
   */
  suppress?: {
    readonly [classification in ClassificationId]?: 'all' | 'controls';
  };
}

/** A catalog that fills writes the same few keys thousands of times. */
function keysUnder(prefix: string): (name: string) => string {
  const keys = new Map<string, string>();
  return name => {
    let key = keys.get(name);
    if (key === undefined) {
      key = prefix + name;
      keys.set(name, key);
    }
    return key;
  };
}

const statusKey = keysUnder(STATUS_ANNOTATION_PREFIX);
const controlKey = keysUnder(CONTROL_ANNOTATION_PREFIX);

/**
 * The annotations that state a judgement, as the catalog module writes them: levels of an entity that is
 * not ranked and controls that do not apply are left out.
 * @public
 */
export function annotationsFor(
  judgement: AnnotatedJudgement,
  config: AnnotationConfig = {},
): { [annotation: string]: string } {
  const suppressed = config.suppress?.[judgement.classification];
  if (suppressed === 'all') {
    return {};
  }
  const values: { [name in StatusAnnotationName]: string | undefined } = {
    'data-classification': judgement.classification,
    'review-tier': String(judgement.tier),
    'maturity-level': text(judgement.level),
    'own-level': text(judgement.ownLevel),
    'level-without-exceptions': text(judgement.levelWithoutExceptions),
    'changed-at': judgement.changedAt,
  };
  const annotations: { [annotation: string]: string } = {};
  for (const name of STATUS_ANNOTATION_NAMES) {
    const value = values[name];
    if (value !== undefined && (config.status?.includes(name) ?? true)) {
      annotations[statusKey(name)] = value;
    }
  }
  if (suppressed === 'controls') {
    return annotations;
  }
  for (const { id, status } of judgement.controls) {
    if (status !== 'notApplicable' && (config.controls?.includes(id) ?? true)) {
      annotations[controlKey(id)] = status;
    }
  }
  return annotations;
}

function text(level: Level | null): string | undefined {
  return level === null ? undefined : String(level);
}

/** Whether the catalog module owns an annotation. @public */
export function isWrittenAnnotation(annotation: string): boolean {
  return WRITTEN_ANNOTATION_PREFIXES.some(prefix =>
    annotation.startsWith(prefix),
  );
}

/**
 * Annotations of a descriptor without those only the catalog module may write.
 * @public
 */
export function stripWrittenAnnotations(annotations: {
  readonly [annotation: string]: string;
}): { [annotation: string]: string } {
  return Object.fromEntries(
    Object.entries(annotations).filter(([key]) => !isWrittenAnnotation(key)),
  );
}
