import type { Framework, Scope } from '../framework/types';
import { indexAttestations, ORGANIZATION_SUBJECT } from './attestations';
import { judgeCheck } from './check';
import { compileFramework } from './compile';
import type { JudgingContext } from './context';
import { indexEvidence } from './evidence';
import { DueClock, parseAt } from './instants';
import { LevelMeter } from './levels';
import { joinParts, judgeParts } from './parts';
import { isSatisfied } from './status';
import type {
  AiTool,
  Attestation,
  Confirmations,
  Evidence,
  Instant,
  JudgedParts,
  PartResult,
} from './types';

/** What the organization's parts are judged by. @public */
export interface OrganizationInput {
  framework: Framework;
  tools: readonly AiTool[];
  /** Evidence about the organization, events (`event.incident`) among it. */
  evidence: readonly Evidence[];
  confirmations: Confirmations;
  /** Those with subject `organization` and a second person count. */
  attestations: readonly Attestation[];
  at: Instant;
}

/** What a group's parts are judged by. @public */
export interface GroupInput extends Omit<OrganizationInput, 'tools'> {
  /** Full group ref, the subject of its attestations. */
  group: string;
}

/**
 * Judges the organization parts of every control and the level criteria, once for all entities.
 *
 * @throws Error when `at` is no ISO 8601 instant.
 * @public
 */
export function judgeOrganizationParts(input: OrganizationInput): JudgedParts {
  return judgeShared('organization', ORGANIZATION_SUBJECT, input);
}

/**
 * Judges the group parts of every control for one owning group.
 *
 * @throws Error when `at` is no ISO 8601 instant.
 * @public
 */
export function judgeGroupParts(input: GroupInput): JudgedParts {
  return judgeShared('group', input.group, { ...input, tools: [] });
}

/**
 * Predicates of controls and parts look at an entity and its profile, so they are not asked here: a part
 * that any entity may inherit is judged.
 */
function judgeShared(
  scope: Scope,
  subject: string,
  input: OrganizationInput,
): JudgedParts {
  const compiled = compileFramework(input.framework);
  const due = new DueClock(parseAt(input.at));
  const context: JudgingContext = {
    compiled,
    due,
    tools: input.tools,
    evidence: indexEvidence(input.evidence),
    confirmations: input.confirmations,
    attestations: indexAttestations(input.attestations, subject),
    attestEverything: false,
    results: new Map(),
  };
  const meter = new LevelMeter();
  const parts: PartResult[] = [];
  for (const control of compiled.controls) {
    const judged = judgeParts(control, scope, context);
    if (judged) {
      const result = joinParts(control.control.id, scope, judged);
      parts.push(result);
      due.read(control.effectiveFrom);
      if (!(control.effectiveFrom > due.at)) {
        meter.require(control.level, isSatisfied(result.status));
      }
    }
  }
  const criteria =
    scope === 'organization'
      ? compiled.criteria.map(({ level, check }) => {
          const result = judgeCheck(check, context);
          meter.require(level, result.outcome === 'pass');
          return result;
        })
      : [];
  const nextDueAt = due.nextDueAt();
  return {
    subject,
    parts,
    level: meter.level(compiled.highestLevel),
    criteria,
    ...(nextDueAt !== undefined && { nextDueAt }),
  };
}
