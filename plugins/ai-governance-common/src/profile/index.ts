export * from './types';
export { parseDescriptorAnnotations } from './descriptor';
export { floorsOf, type Floor, type ProfileFloors } from './floors';
export { mergeProfile, type MergeProfileInput } from './merge';
export {
  approveLowering,
  inForceByDescriptor,
  isDescriptorSampled,
  judgeDeclaration,
  keepProtections,
  type DeclarationJudgement,
  type JudgeDeclarationInput,
  type MergedDeclarations,
  type ProtectionLowering,
} from './judge';
export { HANDLES_OBSERVATION } from './contradictions';
export { catalogInfoLines } from './catalogInfo';
export {
  consequences,
  type Consequences,
  type ConsequencesInput,
} from './consequences';
