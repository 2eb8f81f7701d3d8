import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type {
  AnnotationsResponse,
  InventoryEntity,
  WantedCatalogFacts,
} from '@plumbline/backstage-plugin-ai-governance-common';

/** Answers what a catalog asks while it processes entities. @public */
export interface AnnotationSource {
  /** What the framework in force asks of descriptors. */
  wantedCatalogFacts(): Promise<WantedCatalogFacts>;
  /** Takes over what the catalog knows of entities, and answers their annotations. */
  lookUpAnnotations(
    entities: InventoryEntity[],
  ): Promise<Pick<AnnotationsResponse, 'items'>>;
}

/** Where a governance plugin and a catalog of the same process meet. @public */
export interface AnnotationSourcesService {
  /** The governance plugin of this process can be asked without HTTP. */
  offer(source: AnnotationSource): void;
  /** The one offered in this process, if any. */
  local(): AnnotationSource | undefined;
}

/**
 * Lets the catalog module of the same process ask without HTTP: a catalog that
 * fills asks for five entities at a time, and a request would cost as much as
 * its answer. Where both run apart nothing is offered, and HTTP is used.
 *
 * @public
 */
export const annotationSourcesServiceRef =
  createServiceRef<AnnotationSourcesService>({
    id: 'ai-governance.annotation-sources',
    scope: 'root',
    defaultFactory: async service =>
      createServiceFactory({
        service,
        deps: {},
        factory: () => {
          let offered: AnnotationSource | undefined;
          return {
            offer: source => {
              offered = source;
            },
            local: () => offered,
          };
        },
      }),
  });
