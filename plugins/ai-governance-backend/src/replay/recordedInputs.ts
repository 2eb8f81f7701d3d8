import { canonicalJson } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  AssessedEntity,
  Attestation,
  Confirmations,
  DecidedProfile,
  DescriptorDeclaration,
  Exception,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  EntityInputs,
  EvidenceDigest,
  SharedInputs,
} from '../assessment/AssessmentInputs';
import type { DeclarationRecord } from '../declarations/DeclarationStore';
import type { DisputeRecord } from '../disputes/DisputeStore';

/** What a judgement was made from, as it is kept beside the judgement. */
export interface RecordedInputs {
  /** Digest of the framework. */
  framework: string;
  /** Digest of the tool registry. */
  tools: string;
  /** Names evidence that is kept elsewhere. */
  evidence: EvidenceDigest[];
  attestations: Attestation[];
  /** Of an entity only. */
  entity?: AssessedEntity;
  descriptor?: DescriptorDeclaration;
  declaration?: DeclarationRecord;
  decided?: DecidedProfile;
  /** Accepted disputes. */
  disputes?: DisputeRecord[];
  exceptions?: Exception[];
  warnings?: string[];
}

/** Canonical text of what an entity or a group is judged by. */
export function recordInputs(
  inputs: EntityInputs | SharedInputs,
  digests: { framework: string; tools: string },
): string {
  const { evidenceDigests, attestations } = inputs;
  const accepted =
    'entity' in inputs
      ? inputs.disputes.filter(({ state }) => state === 'accepted')
      : [];
  const own =
    'entity' in inputs
      ? {
          entity: inputs.entity,
          descriptor: inputs.descriptor,
          ...(inputs.declaration && { declaration: inputs.declaration }),
          ...(inputs.decided && { decided: inputs.decided }),
          ...(accepted.length > 0 && { disputes: accepted }),
          ...(inputs.exceptions.length > 0 && {
            exceptions: inputs.exceptions,
          }),
          ...(inputs.warnings.length > 0 && { warnings: inputs.warnings }),
        }
      : {};
  return canonicalJson({
    ...digests,
    evidence: evidenceDigests,
    attestations,
    ...own,
  });
}

/** When the sources were last looked at; nothing where none was. */
export function recordConfirmations(
  confirmations: Confirmations,
): string | undefined {
  return Object.keys(confirmations).length > 0
    ? canonicalJson(confirmations)
    : undefined;
}
