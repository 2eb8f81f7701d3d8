import type { Entity } from '@backstage/catalog-model';
import {
  STATUS_ANNOTATION_PREFIX,
  type ClassificationId,
  type Level,
  type ReviewTier,
  type StatusAnnotationName,
} from '@plumbline/backstage-plugin-ai-governance-common';

/** What the catalog module wrote of a judgement; undefined where it wrote none. @internal */
export interface WrittenJudgement {
  level?: Level;
  ownLevel?: Level;
  classification?: ClassificationId;
  tier?: ReviewTier;
}

/** Classifications, the least protected first. @internal */
export const CLASSIFICATIONS: ClassificationId[] = [
  'public',
  'internal',
  'confidential',
  'restricted',
];

function oneOf<T>(all: readonly T[], text: string | undefined): T | undefined {
  return all.find(each => String(each) === text);
}

/**
 * Reads the judgement an entity carries in its annotations: a table shows it
 * without a request per row. @internal
 */
export function writtenJudgement(entity: Entity): WrittenJudgement {
  const text = (name: StatusAnnotationName) =>
    entity.metadata.annotations?.[STATUS_ANNOTATION_PREFIX + name];
  const levels: Level[] = [1, 2, 3, 4, 5];
  const tiers: ReviewTier[] = [1, 2, 3];
  return {
    level: oneOf(levels, text('maturity-level')),
    ownLevel: oneOf(levels, text('own-level')),
    classification: oneOf(CLASSIFICATIONS, text('data-classification')),
    tier: oneOf(tiers, text('review-tier')),
  };
}
