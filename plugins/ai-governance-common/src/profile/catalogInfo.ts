import { DECLARED_ANNOTATIONS } from '../annotations/keys';
import type { DeclaredValues } from './types';

/**
 * The lines to put below `metadata.annotations` of a `catalog-info.yaml`, without indentation. Read back
 * they declare exactly these values.
 *
 * @example
 * `['ai-governance/data-classification: confidential', 'ai-governance/review-tier: "2"']`
 * @public
 */
export function catalogInfoLines(values: DeclaredValues): string[] {
  const { classification, tier, handles, adoptionStage, aiUse } = values;
  const lines: string[] = [];
  const add = (annotation: string, value: string) =>
    lines.push(`${annotation}: ${value}`);
  if (classification !== undefined) {
    add(DECLARED_ANNOTATIONS.classification, scalar(classification));
  }
  if (tier !== undefined) {
    // Annotations are text: an unquoted number would be refused by the catalog.
    add(DECLARED_ANNOTATIONS.tier, `"${tier}"`);
  }
  if (handles !== undefined) {
    add(DECLARED_ANNOTATIONS.handles, scalar(handles.join(',') || 'none'));
  }
  if (adoptionStage !== undefined) {
    add(DECLARED_ANNOTATIONS.adoptionStage, scalar(adoptionStage));
  }
  if (aiUse !== undefined && aiUse.length > 0) {
    add(
      DECLARED_ANNOTATIONS.aiUse,
      scalar(typeof aiUse === 'string' ? aiUse : aiUse.join(',')),
    );
  }
  return lines;
}

/** Plain where YAML reads it back as the same text, quoted otherwise. */
function scalar(value: string): string {
  const isPlain =
    /^[a-z][a-z0-9._,-]*$/.test(value) &&
    !/^(?:true|false|null|yes|no|on|off|y|n)$/.test(value);
  return isPlain ? value : JSON.stringify(value);
}
