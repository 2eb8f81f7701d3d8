import { hash } from 'node:crypto';
import {
  assess,
  digestOf,
  judgeGroupParts,
  judgeOrganizationParts,
  judgedPartsDigest,
  mergeProfile,
  outputDigestOfAlike,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  AiTool,
  JudgedParts,
  Level,
  Profile,
  Scorecard,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { suppressionOf } from '../disputes/DisputeStore';
import type { FrameworkInForce } from '../framework/FrameworkService';
import type { EntityInputs, SharedInputs } from './AssessmentInputs';
import { NO_GROUP, ORGANIZATION } from './AssessmentQueue';
import { recordConfirmations, recordInputs } from '../replay/recordedInputs';
import { packStatuses } from './packedStatuses';
import type { PackedStatus } from './packedStatuses';
import type { StoredParts, StoredScorecard } from './ScorecardStore';

/** The runtime's own SHA-256, an order of magnitude faster than a portable one. */
export const nativeSha256 = (text: string) => hash('sha256', text);

/**
 * Stands in for shared parts while an entity's own are judged for storage:
 * theirs are joined when read.
 */
const NOT_JOINED: JudgedParts = {
  subject: 'none',
  parts: [],
  level: 5,
  criteria: [],
};

/** Group whose parts an entity inherits: its first owner that is a group. */
export function groupSubjectOf(owners: readonly string[]): string {
  return owners.find(owner => owner.startsWith('group:')) ?? NO_GROUP;
}

const toolsDigests = new WeakMap<readonly AiTool[], string>();

/** Digest of a state of the tool registry. */
export function toolsDigestOf(tools: readonly AiTool[]): string {
  let digest = toolsDigests.get(tools);
  if (digest === undefined) {
    digest = digestOf(tools, nativeSha256);
    toolsDigests.set(tools, digest);
  }
  return digest;
}

/** The profile in force. */
export function profileOf(
  inputs: EntityInputs,
  inForce: FrameworkInForce,
  at: string,
): Profile {
  return mergeProfile({
    framework: inForce.framework,
    descriptor: inputs.descriptor,
    portal: inputs.declaration,
    decided: inputs.decided,
    entity: inputs.entity,
    at,
  });
}

/** Judges an entity with the shared parts given. */
export function judgeEntity(
  inputs: EntityInputs,
  inForce: FrameworkInForce,
  shared: { group: JudgedParts; organization: JudgedParts },
  at: string,
): Scorecard {
  return assess({
    framework: inForce.framework,
    tools: inForce.tools,
    entity: inputs.entity,
    profile: profileOf(inputs, inForce, at),
    evidence: inputs.evidence,
    confirmations: inputs.confirmations,
    attestations: inputs.attestations,
    exceptions: inputs.exceptions,
    suppressions: inputs.disputes.flatMap(suppressionOf),
    warnings: inputs.warnings,
    groupParts: shared.group,
    organizationParts: shared.organization,
    at,
  });
}

/** A judgement in the form that is stored, and how others like it are. */
export interface JudgedForStorage {
  stored: StoredScorecard;
  profile: Profile;
  /** Output digest of another entity that is judged the same. */
  outputDigestOf(entityRef: string): string;
}

/** Judges the own parts of an entity into the form that is stored. */
export function judgeForStorage(
  inputs: EntityInputs,
  inForce: FrameworkInForce,
  options: {
    notAssessable: string | undefined;
    revision: number;
    at: string;
  },
): JudgedForStorage {
  const scorecard = judgeEntity(
    inputs,
    inForce,
    { group: NOT_JOINED, organization: NOT_JOINED },
    options.at,
  );
  const own = new Map<string, PackedStatus>();
  let metWeight = 0;
  let totalWeight = 0;
  const weights = weightsOf(inForce);
  for (const control of scorecard.controls) {
    const part = control.parts.find(({ scope }) => scope === 'entity');
    own.set(control.control, {
      status: part?.status,
      covered: control.exception !== undefined,
      applicable: !control.excluded,
    });
    if (part && part.status !== 'notApplicable' && !control.upcoming) {
      const weight = weights.get(control.control) ?? 1;
      totalWeight += weight;
      metWeight += part.status === 'met' ? weight : 0;
    }
  }
  const { profile } = scorecard;
  const outputDigestOf = outputDigestOfAlike(scorecard, nativeSha256);
  const stored: StoredScorecard = {
    entityRef: scorecard.entityRef,
    revision: options.revision,
    groupSubject: groupSubjectOf(inputs.entity.owners),
    frameworkDigest: inForce.digest,
    notAssessable: options.notAssessable,
    classification: profile.classification.value,
    classificationDeclared: profile.declared,
    tier: profile.tier.value,
    ...(profile.adoptionStage && {
      adoptionStage: profile.adoptionStage.value,
    }),
    entityLevel: scorecard.entityLevel,
    entityLevelWithoutExceptions: scorecard.ownLevelWithoutExceptions,
    metWeight,
    totalWeight,
    statuses: packStatuses(own, inForce.positions),
    ...recorded(inputs, inForce),
    confirmed: recordConfirmations(inputs.confirmations),
    judgedAt: options.at,
    outputDigest: outputDigestOf(scorecard.entityRef),
    changedAt: options.at,
    dueAt: scorecard.nextDueAt,
  };
  return { stored, profile, outputDigestOf };
}

/** What an entity is judged by, as it is kept beside the judgement. */
export function recorded(
  inputs: EntityInputs,
  inForce: FrameworkInForce,
): Pick<StoredScorecard, 'inputs' | 'inputDigest'> {
  const text = recordInputs(inputs, {
    framework: inForce.digest,
    tools: toolsDigestOf(inForce.tools),
  });
  return { inputs: text, inputDigest: nativeSha256(text) };
}

const weightCache = new WeakMap<object, Map<string, number>>();

function weightsOf(inForce: FrameworkInForce): Map<string, number> {
  let weights = weightCache.get(inForce.framework);
  if (!weights) {
    weights = new Map(
      inForce.framework.controls.map(control => [
        control.id,
        control.weight ?? 1,
      ]),
    );
    weightCache.set(inForce.framework, weights);
  }
  return weights;
}

/** Judges the parts of a group or of the organization into the stored form. */
export function judgeSharedParts(
  subject: string,
  inputs: SharedInputs,
  inForce: FrameworkInForce,
  options: { revision: number; at: string },
): StoredParts {
  const { framework } = inForce;
  const common = { ...inputs, framework, at: options.at };
  const judged =
    subject === ORGANIZATION
      ? judgeOrganizationParts({ ...common, tools: inForce.tools })
      : judgeGroupParts({ ...common, group: subject });
  const statuses = new Map<string, PackedStatus>();
  const weights = weightsOf(inForce);
  let metWeight = 0;
  let totalWeight = 0;
  for (const part of judged.parts) {
    statuses.set(part.control, {
      status: part.status,
      covered: false,
      applicable: true,
    });
    if (part.status !== 'notApplicable') {
      const weight = weights.get(part.control) ?? 1;
      totalWeight += weight;
      metWeight += part.status === 'met' ? weight : 0;
    }
  }
  return {
    subject,
    judged,
    statuses: packStatuses(statuses, inForce.positions),
    level: judged.parts.length === 0 ? null : (judged.level as Level),
    metWeight,
    totalWeight,
    digest: judgedPartsDigest(judged, nativeSha256),
    inputs: recordInputs(inputs, {
      framework: inForce.digest,
      tools: toolsDigestOf(inForce.tools),
    }),
    confirmed: recordConfirmations(inputs.confirmations),
    judgedAt: options.at,
    revision: options.revision,
    changedAt: options.at,
    dueAt: judged.nextDueAt,
  };
}
