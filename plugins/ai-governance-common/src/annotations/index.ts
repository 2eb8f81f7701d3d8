export {
  CONTROL_ANNOTATION_PREFIX,
  DECLARED_ANNOTATIONS,
  REPOSITORIES_ANNOTATION,
  STATUS_ANNOTATION_NAMES,
  STATUS_ANNOTATION_PREFIX,
  WRITTEN_ANNOTATION_PREFIXES,
  type StatusAnnotationName,
} from './keys';
export {
  annotationsFor,
  isWrittenAnnotation,
  stripWrittenAnnotations,
  type AnnotatedJudgement,
  type AnnotationConfig,
} from './annotationsFor';
