import type { AttestationIndex } from './attestations';
import type { CompiledFramework } from './compile';
import type { DisputeIndex } from './disputes';
import type { ObservationContext } from './evidence';
import type {
  AiTool,
  AiUse,
  AssessedEntity,
  CheckResult,
  Finding,
  Profile,
} from './types';

/** Everything one subject (an entity, a group or the organization) is judged with. */
export interface JudgingContext extends ObservationContext {
  compiled: CompiledFramework;
  tools: readonly AiTool[];
  attestations: AttestationIndex;
  /** Every check is attestable, because the subject has no repository to look at. */
  attestEverything: boolean;
  /** Only for entities. */
  entity?: {
    profile: Profile;
    aiUse: AiUse;
    described: AssessedEntity;
    /** What is seen against the declared classification. */
    contradictions: Finding[];
  };
  /** Only for entities about whose findings anything was decided. */
  disputes?: DisputeIndex;
  /** Results so far by check id, so that checks resting on others judge them once. */
  results: Map<string, CheckResult>;
}
