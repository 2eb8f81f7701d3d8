import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  catalogInfoLines,
  type DeclaredValues,
} from '@plumbline/backstage-plugin-ai-governance-common';
import {
  applyPatch,
  createTwoFilesPatch,
  FILE_HEADERS_ONLY,
  structuredPatch,
} from 'diff';
import { isMap, parse, parseAllDocuments } from 'yaml';
import type { Document, ToStringOptions } from 'yaml';

/** A change of a descriptor, ready to be applied. */
export interface DescriptorPatch {
  /** Unified diff. */
  diff: string;
  /** The whole file as it would be. */
  content: string;
}

/** How people lay YAML out. Lines stay as long as somebody wrote them. */
const LAYOUTS: ToStringOptions[] = [true, false].flatMap(indentSeq =>
  [true, false].flatMap(flowCollectionPadding =>
    [2, 4].map(indent => ({
      lineWidth: 0,
      indentSeq,
      flowCollectionPadding,
      indent,
    })),
  ),
);

/**
 * Declares values in the text of a `catalog-info.yaml`, leaving everything
 * else in it, comments too, as it is.
 *
 * @param options - `path`: how the diff names the file
 * @returns undefined when no document of the file is the entity
 */
export function patchDescriptor(
  text: string,
  options: { entityRef: string; values: DeclaredValues; path: string },
): DescriptorPatch | undefined {
  const { entityRef, values, path } = options;
  const documents = parseAllDocuments(text) as Document.Parsed[];
  const wanted = documents.find(document => isEntity(document, entityRef));
  if (!wanted) {
    return undefined;
  }
  const written = (layout: ToStringOptions) =>
    documents.map(document => document.toString(layout)).join('');
  const layout =
    LAYOUTS.find(candidate => written(candidate) === text) ?? LAYOUTS[0];
  const before = written(layout);
  const declared = parse(catalogInfoLines(values).join('\n')) ?? {};
  for (const [annotation, value] of Object.entries(declared)) {
    wanted.setIn(['metadata', 'annotations', annotation], value);
  }
  const after = written(layout);
  const content = carriedOver(text, before, after);
  return {
    diff: createTwoFilesPatch(
      `a/${path}`,
      `b/${path}`,
      text,
      content,
      undefined,
      undefined,
      { headerOptions: FILE_HEADERS_ONLY },
    ),
    content,
  };
}

/**
 * The change between two layouts of a text made in the text itself, so that a
 * layout of its own is left alone; the new layout where that cannot be done.
 */
function carriedOver(text: string, before: string, after: string): string {
  if (text === before) {
    return after;
  }
  const change = structuredPatch('', '', before, after, '', '', { context: 1 });
  const applied = applyPatch(text, change, { fuzzFactor: 1 });
  return applied !== false && sameData(applied, after) ? applied : after;
}

function sameData(a: string, b: string): boolean {
  const data = (text: string) =>
    JSON.stringify(parseAllDocuments(text).map(document => document.toJS()));
  return data(a) === data(b);
}

function isEntity(document: Document.Parsed, entityRef: string): boolean {
  if (document.errors.length > 0 || !isMap(document.contents)) {
    return false;
  }
  const { kind, metadata } = (document.toJS() ?? {}) as {
    kind?: unknown;
    metadata?: { name?: unknown; namespace?: unknown };
  };
  if (typeof kind !== 'string' || typeof metadata?.name !== 'string') {
    return false;
  }
  return (
    stringifyEntityRef({
      kind,
      name: metadata.name,
      namespace:
        typeof metadata.namespace === 'string' ? metadata.namespace : undefined,
    }) === stringifyEntityRef(parseEntityRef(entityRef))
  );
}
