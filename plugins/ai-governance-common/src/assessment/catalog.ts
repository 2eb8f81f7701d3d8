import { judgeExpectation } from '../genericChecks/expectation';
import {
  annotationCheckParams,
  CATALOG_RELATIONS,
  predicateCheckParams,
} from '../genericChecks/params';
import type { Check } from '../framework/types';
import type { CompiledCheck } from './compile';
import type { JudgingContext } from './context';
import type { AssessedEntity, CheckResult } from './types';

const cache = new WeakMap<Check, unknown>();

/** Parameters are validated once per check, not once per entity. */
function paramsOf<T>(check: Check, parse: (params: unknown) => T): T {
  if (!cache.has(check)) {
    cache.set(check, parse(check.params));
  }
  return cache.get(check) as T;
}

function unknown(check: string, summary: string): CheckResult {
  return { check, outcome: 'unknown', summary };
}

const NO_ENTITY = 'Only entities have a descriptor';
const NOT_TOLD = 'The catalog has not told this of the entity yet';

/** What an annotation of the descriptor says. */
export function annotationDescribed(
  { check }: CompiledCheck,
  context: JudgingContext,
): CheckResult {
  const entity = context.entity?.described;
  if (!entity) {
    return unknown(check.id, NO_ENTITY);
  }
  const params = paramsOf(check, value =>
    annotationCheckParams.safeParse(value),
  );
  if (!params.success) {
    return unknown(check.id, 'The parameters of the check are wrong');
  }
  const { annotation, expect } = params.data;
  const value = entity.catalog?.annotations?.[annotation];
  if (value === undefined) {
    return unknown(check.id, NOT_TOLD);
  }
  const { outcome, says } = judgeExpectation(expect, value ?? undefined);
  return {
    check: check.id,
    outcome: outcome === 'pass' ? 'pass' : 'fail',
    summary: `The annotation ${annotation} ${says}`,
  };
}

/** Whether everything holds that is stated about the entity. */
export function predicateHolds(
  { check }: CompiledCheck,
  context: JudgingContext,
): CheckResult {
  const entity = context.entity?.described;
  if (!entity) {
    return unknown(check.id, NO_ENTITY);
  }
  const params = paramsOf(check, value =>
    predicateCheckParams.safeParse(value),
  );
  if (!params.success) {
    return unknown(check.id, 'The parameters of the check are wrong');
  }
  const { owner, tags, ...stated } = params.data;
  const answers: Answer[] = [];
  for (const member of ['kind', 'type', 'lifecycle'] as const) {
    const wanted = stated[member];
    if (wanted) {
      answers.push(oneOf(member, entity[member], wanted));
    }
  }
  if (owner) {
    answers.push(existence('owner', entity.owners, owner.exists));
  }
  for (const member of ['system', 'domain', ...CATALOG_RELATIONS] as const) {
    const wanted = stated[member];
    if (wanted) {
      answers.push(related(member, entity, wanted));
    }
  }
  if (tags) {
    answers.push(...tagged(entity.catalog?.tags, tags));
  }
  const wrong = answers.filter(({ holds }) => holds === false);
  if (wrong.length > 0) {
    return {
      check: check.id,
      outcome: 'fail',
      summary: sentence(wrong),
    };
  }
  if (answers.some(({ holds }) => holds === undefined)) {
    return unknown(check.id, NOT_TOLD);
  }
  return { check: check.id, outcome: 'pass', summary: sentence(answers) };
}

interface Answer {
  /** Undefined while nobody told. */
  holds: boolean | undefined;
  says: string;
}

function sentence(answers: readonly Answer[]): string {
  const said = answers.map(({ says }) => says).join('; ');
  return said.charAt(0).toUpperCase() + said.slice(1);
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

function oneOf(
  member: string,
  value: string | undefined,
  wanted: readonly string[],
): Answer {
  const holds = value !== undefined && wanted.some(word => same(word, value));
  const is =
    value === undefined ? `no ${member} is stated` : `${member} is ${value}`;
  return {
    holds,
    says: holds ? is : `${is}, ${wanted.join(' or ')} is expected`,
  };
}

function existence(
  member: string,
  values: readonly string[],
  wanted: boolean,
): Answer {
  const exists = values.length > 0;
  return {
    holds: exists === wanted,
    says: exists ? `${member}: ${listed(values)}` : `no ${member} is stated`,
  };
}

function related(
  member: string,
  entity: AssessedEntity,
  wanted: { exists: boolean } | { anyOf: string[] },
): Answer {
  const refs = entity.catalog?.relations?.[member];
  if (!refs) {
    return { holds: undefined, says: '' };
  }
  if ('exists' in wanted) {
    return existence(member, refs, wanted.exists);
  }
  const holds = refs.some(ref =>
    wanted.anyOf.some(other => refersTo(ref, other)),
  );
  const is =
    refs.length > 0 ? `${member}: ${listed(refs)}` : `no ${member} is stated`;
  return {
    holds,
    says: holds ? is : `${is}, ${wanted.anyOf.join(' or ')} is expected`,
  };
}

/** `payments` names any ref of that name, `system:default/payments` only the one. */
function refersTo(ref: string, written: string): boolean {
  return (
    same(ref, written) ||
    same(ref.slice(ref.indexOf(':') + 1), written) ||
    same(ref.slice(ref.lastIndexOf('/') + 1), written)
  );
}

function tagged(
  tags: readonly string[] | undefined,
  wanted: { anyOf?: string[]; allOf?: string[]; noneOf?: string[] },
): Answer[] {
  if (!tags) {
    return [{ holds: undefined, says: '' }];
  }
  const has = (tag: string) => tags.some(known => same(known, tag));
  const { anyOf, allOf, noneOf } = wanted;
  const missing = allOf?.filter(tag => !has(tag)) ?? [];
  const unwanted = noneOf?.filter(has) ?? [];
  return [
    ...(anyOf
      ? [
          anyOf.some(has)
            ? { holds: true, says: `tagged ${anyOf.filter(has).join(', ')}` }
            : { holds: false, says: `no tag of ${anyOf.join(', ')}` },
        ]
      : []),
    ...(allOf
      ? [
          missing.length === 0
            ? { holds: true, says: `tagged ${allOf.join(', ')}` }
            : { holds: false, says: `without the tag ${missing.join(', ')}` },
        ]
      : []),
    ...(noneOf
      ? [
          unwanted.length === 0
            ? { holds: true, says: `not tagged ${noneOf.join(', ')}` }
            : { holds: false, says: `tagged ${unwanted.join(', ')}` },
        ]
      : []),
  ];
}

function listed(values: readonly string[]): string {
  const shown = values.slice(0, 5).join(', ');
  return values.length > 5 ? `${shown} and ${values.length - 5} more` : shown;
}
