import type { Entity } from '@backstage/catalog-model';
import type { EntityFilter } from '@backstage/plugin-catalog-react';
import {
  CONTROL_ANNOTATION_PREFIX,
  STATUS_ANNOTATION_PREFIX,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { statusesOf, type StatusChoice } from '../overview/listState';

/**
 * Entities whose written annotation has one of some values. The catalog itself
 * answers it, page by page; nothing is asked of the governance backend.
 * @public
 */
export class AnnotationFilter implements EntityFilter {
  readonly annotation: string;
  readonly values: string[];
  readonly #query: string[];

  constructor(
    annotation: string,
    values: readonly string[],
    /** How the address says it; the values where absent. */
    query: readonly string[] = values,
  ) {
    this.annotation = annotation;
    this.values = [...values];
    this.#query = [...query];
  }

  getCatalogFilters(): Record<string, string[]> {
    return { [`metadata.annotations.${this.annotation}`]: this.values };
  }

  filterEntity(entity: Entity): boolean {
    const value = entity.metadata.annotations?.[this.annotation];
    return value !== undefined && this.values.includes(value);
  }

  toQueryValue(): string[] {
    return this.#query;
  }
}

/** A filter by one of the status annotations. @internal */
export function statusFilter(
  name: 'maturity-level' | 'data-classification' | 'review-tier',
  values: readonly string[],
): AnnotationFilter {
  return new AnnotationFilter(STATUS_ANNOTATION_PREFIX + name, values);
}

/** A filter by the status of one control. @internal */
export function controlFilter(
  control: string,
  status: StatusChoice,
): AnnotationFilter {
  return new AnnotationFilter(
    CONTROL_ANNOTATION_PREFIX + control,
    statusesOf(status),
    [`${control}:${status}`],
  );
}
