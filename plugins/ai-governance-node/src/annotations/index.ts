export {
  annotationSourcesServiceRef,
  type AnnotationSource,
  type AnnotationSourcesService,
} from './annotationSources';
