import type { Framework } from '../framework/types';
import {
  annotationCheckParams,
  CATALOG_RELATIONS,
  httpFactCheckParams,
  placeholdersOf,
  predicateCheckParams,
} from './params';

/** What a framework's own checks need to know of entities, beyond what is always told. @public */
export interface WantedCatalogFacts {
  annotations: string[];
  /** `tags`, `system`, `domain` and relations by name. */
  members: string[];
}

/** Most annotations that are told of every entity. */
const MAX_ANNOTATIONS = 100;

const wanted = new WeakMap<Framework, WantedCatalogFacts>();

const MEMBERS = ['tags', 'system', 'domain', ...CATALOG_RELATIONS] as const;

/** What the catalog has to tell so that the checks of a framework can be judged. @public */
export function wantedCatalogFacts(framework: Framework): WantedCatalogFacts {
  const known = wanted.get(framework);
  if (known) {
    return known;
  }
  const annotations = new Set<string>();
  const members = new Set<string>();
  for (const { parts } of framework.controls) {
    for (const { type, params } of parts.flatMap(({ checks }) => checks)) {
      if (type === 'catalog.annotation') {
        const parsed = annotationCheckParams.safeParse(params);
        if (parsed.success) annotations.add(parsed.data.annotation);
      } else if (type === 'catalog.predicate') {
        const parsed = predicateCheckParams.safeParse(params);
        for (const member of MEMBERS) {
          if (parsed.success && parsed.data[member]) members.add(member);
        }
      } else if (type === 'fact.http') {
        const parsed = httpFactCheckParams.safeParse(params);
        for (const name of parsed.success
          ? placeholdersOf(parsed.data.path)
          : []) {
          const [, key] = name.split('annotation:');
          if (key) annotations.add(key);
        }
      }
    }
  }
  if (framework.handles.some(({ signs }) => signs?.apis?.length)) {
    // Their names are compared with what is declared.
    members.add('providesApis');
  }
  const result = {
    annotations: [...annotations].sort().slice(0, MAX_ANNOTATIONS),
    members: [...members].sort(),
  };
  wanted.set(framework, result);
  return result;
}
