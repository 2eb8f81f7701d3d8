import type { Framework } from '@plumbline/backstage-plugin-ai-governance-common';

const same = (a: string, b: string) =>
  a.toLocaleLowerCase('en-US') === b.toLocaleLowerCase('en-US');

/**
 * Why an entity is not counted, in words for the scorecard; undefined when it
 * is assessed.
 */
export function whyNotAssessable(
  framework: Framework,
  entity: { kind: string; type?: string; lifecycle?: string },
): string | undefined {
  const { kinds, excludedTypes, excludedLifecycles } =
    framework.settings.assessable;
  if (!kinds.some(kind => same(kind, entity.kind))) {
    return `The framework assesses ${kinds.join(', ')}, not ${entity.kind}`;
  }
  const { type, lifecycle } = entity;
  if (type && excludedTypes.some(excluded => same(excluded, type))) {
    return `The framework leaves out entities of type ${type}`;
  }
  if (
    lifecycle &&
    excludedLifecycles.some(excluded => same(excluded, lifecycle))
  ) {
    return `The framework leaves out entities whose lifecycle is ${lifecycle}`;
  }
  return undefined;
}
