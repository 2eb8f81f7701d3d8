import {
  isCollection,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
} from 'yaml';
import { defaultFramework } from './default';
import { frameworkDigest } from './digest';
import { extend } from './extend';
import { deepFreeze } from './freeze';
import {
  isObject,
  keyOf,
  namePath,
  showPath,
  type FrameworkMistake,
  type Step,
} from './keys';
import { prune } from './prune';
import { checkReferences } from './references';
import { asFramework, frameworkSchema } from './schema';
import type { Framework } from './types';

/** What reading a framework file gives: the framework, or every mistake in it. @public */
export type ParsedFramework =
  | { ok: true; framework: Framework; digest: string }
  | { ok: false; errors: FrameworkMistake[] };

/** Files above this size are refused before they are read. */
const MAX_LENGTH = 5_000_000;

/**
 * Reads a framework document. A document with `extends: default` is applied to the default framework:
 * lists are merged by id, scalars are replaced, `null` removes a member and `remove: true` an item, with the
 * inherited references to a removed control, check or standard.
 *
 * @param source - YAML or JSON text, or an already parsed value.
 * @returns The complete framework with its digest, or all mistakes at once with their paths, and lines
 *   where the source is text. Never throws on a bad document.
 * @public
 */
export function parseFramework(source: unknown): ParsedFramework {
  const lines = new LineCounter();
  let document: Document | undefined;
  let written: unknown = source;
  if (typeof source === 'string') {
    if (source.length > MAX_LENGTH) {
      return refuse(`the document has more than ${MAX_LENGTH} characters`);
    }
    document = parseDocument(source, { lineCounter: lines });
    if (document.errors.length > 0) {
      return {
        ok: false,
        errors: document.errors.map(error => ({
          path: '(document)',
          message: error.message.split('\n')[0],
          ...(error.linePos && { line: error.linePos[0].line }),
        })),
      };
    }
    try {
      written = document.toJS({ maxAliasCount: 1000 });
    } catch (error) {
      return refuse(error instanceof Error ? error.message : String(error));
    }
  }
  if (!isObject(written)) {
    return refuse('the document must be a mapping');
  }

  const errors: FrameworkMistake[] = [];
  const reported = new Set<string>();
  const report = (steps: readonly Step[], message: string) => {
    const path = showPath(steps);
    if (!reported.has(`${path}\n${message}`)) {
      reported.add(`${path}\n${message}`);
      const line = document && lineOf(document, lines, steps);
      errors.push({ path, message, ...(line !== undefined && { line }) });
    }
  };

  const { extends: base, ...own } = written;
  let complete: unknown = own;
  if (base === 'default') {
    complete = extend(prune(defaultFramework, own), own, [], report);
  } else if (base !== undefined) {
    report(['extends'], 'only the framework "default" can be extended');
  }
  const parsed = frameworkSchema.safeParse(complete);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const steps = namePath(complete, issue.path);
      if (issue.code === 'unrecognized_keys') {
        issue.keys.forEach(key =>
          report([...steps, key], `"${key}" is not a known member`),
        );
      } else {
        report(steps, issue.message);
      }
    }
  }
  checkReferences(complete, report);
  if (errors.length > 0 || !parsed.success) {
    return { ok: false, errors };
  }
  const framework = deepFreeze(asFramework(parsed.data));
  return { ok: true, framework, digest: frameworkDigest(framework) };
}

function refuse(message: string): ParsedFramework {
  return { ok: false, errors: [{ path: '(document)', message }] };
}

/** The line of the deepest node on the path that the file itself holds. */
function lineOf(
  document: Document,
  lines: LineCounter,
  steps: readonly Step[],
): number | undefined {
  let node: unknown = document.contents;
  let offset: number | undefined;
  for (const step of steps) {
    const next = childOf(node, step);
    if (!next) {
      break;
    }
    offset = next.offset ?? offset;
    node = next.value;
  }
  return offset === undefined ? undefined : lines.linePos(offset).line;
}

function childOf(
  node: unknown,
  step: Step,
): { value: unknown; offset: number | undefined } | undefined {
  if (isMap(node) && typeof step === 'string') {
    const pair = node.items.find(
      ({ key }) => isScalar(key) && String(key.value) === step,
    );
    return pair && { value: pair.value, offset: (pair.key as Node).range?.[0] };
  }
  if (isSeq(node) && typeof step !== 'string') {
    const item =
      node.items.find(
        candidate =>
          isCollection(candidate) && keyOf(candidate.toJSON()) === step.key,
      ) ?? node.items[Number(step.key)];
    return item === undefined
      ? undefined
      : { value: item, offset: (item as Node).range?.[0] };
  }
  return undefined;
}
