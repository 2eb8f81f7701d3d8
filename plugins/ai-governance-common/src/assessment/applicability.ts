import type { Applicability } from '../framework/types';
import type { CompiledFramework } from './compile';
import type { AiUse, AssessedEntity, Profile } from './types';

/** What a predicate may look at. */
export interface ApplicabilitySubject {
  compiled: CompiledFramework;
  entity: AssessedEntity;
  profile: Profile;
  aiUse: AiUse;
}

/** Decides whether a control or a part applies to an entity; absent predicates always do. */
export function applies(
  predicate: Applicability | undefined,
  subject: ApplicabilitySubject,
): boolean {
  if (predicate === undefined || 'always' in predicate) {
    return true;
  }
  const { compiled, entity, profile, aiUse } = subject;
  if ('classificationAtLeast' in predicate) {
    const order = compiled.classificationOrder;
    // A classification the framework does not know is judged as the strictest one.
    const actual = order.get(profile.classification.value) ?? Infinity;
    return actual >= (order.get(predicate.classificationAtLeast) ?? 0);
  }
  if ('tierAtLeast' in predicate) {
    return profile.tier.value >= predicate.tierAtLeast;
  }
  if ('entityKind' in predicate) {
    return includesIgnoringCase(predicate.entityKind, entity.kind);
  }
  if ('entityType' in predicate) {
    return includesIgnoringCase(predicate.entityType, entity.type);
  }
  if ('notUnderDeclaredNoAi' in predicate) {
    return aiUse.status !== 'declaredNone';
  }
  if ('allOf' in predicate) {
    return predicate.allOf.every(part => applies(part, subject));
  }
  if ('anyOf' in predicate) {
    return predicate.anyOf.some(part => applies(part, subject));
  }
  return !applies(predicate.not, subject);
}

function includesIgnoringCase(
  values: string[],
  value: string | undefined,
): boolean {
  if (value === undefined) {
    return false;
  }
  const wanted = value.toLowerCase();
  return values.some(candidate => candidate.toLowerCase() === wanted);
}
