import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import {
  defaultFramework,
  diffFrameworks,
  parseFramework,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  Framework,
  FrameworkChangeKind,
  FrameworkDifference,
  ParsedFramework,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { Output } from '../program';

const read = (file: string) =>
  file === '-' ? text(process.stdin) : readFile(file, 'utf8');

/** Names every mistake in a file. */
export async function frameworkValidate(
  file: string,
  options: { json?: boolean },
  output: Output,
): Promise<void> {
  const parsed = parseFramework(await read(file));
  if (options.json) {
    output.out(
      JSON.stringify(
        parsed.ok
          ? { valid: true, digest: parsed.digest }
          : { valid: false, errors: parsed.errors },
      ),
    );
  } else if (parsed.ok) {
    const { framework, digest } = parsed;
    output.out(
      `${file}: ${framework.id} ${framework.version} with ${framework.controls.length} controls, digest ${digest}`,
    );
  } else {
    output.err(mistakes(file, parsed.errors));
  }
  output.exit(parsed.ok ? 0 : 1);
}

/** Says what one version changes from another. */
export async function frameworkDiff(
  before: string,
  after: string,
  options: { json?: boolean },
  output: Output,
): Promise<void> {
  const old = await frameworkOf(before, output);
  const now = await frameworkOf(after, output);
  if (!old || !now) {
    output.exit(1);
    return;
  }
  const difference = diffFrameworks(old, now);
  output.out(options.json ? JSON.stringify(difference) : inWords(difference));
}

async function frameworkOf(
  file: string,
  output: Output,
): Promise<Framework | undefined> {
  if (file === 'default') {
    return defaultFramework;
  }
  const parsed = parseFramework(await read(file));
  if (parsed.ok) {
    return parsed.framework;
  }
  output.err(mistakes(file, parsed.errors));
  return undefined;
}

function mistakes(
  file: string,
  errors: Extract<ParsedFramework, { ok: false }>['errors'],
): string {
  return [
    `${file}: ${errors.length} ${errors.length === 1 ? 'mistake' : 'mistakes'}`,
    ...errors.map(
      ({ path, message, line }) =>
        `  ${file}${line === undefined ? '' : `:${line}`} ${path}: ${message}`,
    ),
  ].join('\n');
}

const MARKS: { [kind in FrameworkChangeKind]: string } = {
  stricter: '▲ stricter',
  looser: '▼ looser',
  changed: '● changed',
};

function inWords(difference: FrameworkDifference): string {
  if (difference.same) {
    return 'Nothing is different.';
  }
  const { added, removed, changed, levels, sections } = difference;
  const block = (title: string, lines: string[]) =>
    lines.length > 0 ? [`${title}:`, ...lines.map(line => `  ${line}`)] : [];
  return [
    ...block(
      'Controls added',
      added.map(
        ({ control, name, level }) =>
          `+ ${control} ${name}${
            level === undefined ? '' : ` (required from level ${level})`
          }`,
      ),
    ),
    ...block(
      'Controls removed',
      removed.map(({ control, name }) => `- ${control} ${name}`),
    ),
    ...block(
      'Controls changed',
      changed.flatMap(({ control, name, changes }) => [
        `${control} ${name}`,
        ...changes.map(
          ({ kind, path, text: words }) =>
            `  ${MARKS[kind]}: ${words} (${path})`,
        ),
      ]),
    ),
    ...block(
      'Required controls',
      levels.map(
        ({ level, added: more, removed: less }) =>
          `level ${level}: ${[
            ...more.map(control => `+${control}`),
            ...less.map(control => `-${control}`),
          ].join(' ')}`,
      ),
    ),
    ...block('Other sections that differ', sections),
  ].join('\n');
}
