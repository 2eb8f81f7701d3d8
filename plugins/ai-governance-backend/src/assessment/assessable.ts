import type {
  Evidence,
  Framework,
} from '@plumbline/backstage-plugin-ai-governance-common';

const same = (a: string, b: string) =>
  a.toLocaleLowerCase('en-US') === b.toLocaleLowerCase('en-US');

/**
 * Why an entity is not counted, in words for the scorecard; undefined when it
 * is assessed.
 */
export function whyNotAssessable(
  framework: Framework,
  entity: { kind: string; type?: string; lifecycle?: string },
  evidence: readonly Evidence[] = [],
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
  const repositories = evidence.filter(
    item => item.check === 'repository.properties' && item.outcome !== 'error',
  );
  if (
    repositories.length > 0 &&
    repositories.every(item => item.data?.archived === true)
  ) {
    return repositories.length === 1
      ? 'The repository is archived'
      : 'All its repositories are archived';
  }
  return undefined;
}
