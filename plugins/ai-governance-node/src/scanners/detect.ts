import type { CiStep } from '../ci/types';
import { SCANNERS } from './table';
import type { Scan, ScannerDefinition } from './types';

/**
 * The scans a repository's pipelines perform. A configuration file, a token in an environment or a
 * name in a comment is none: only a step that runs a scanner is.
 */
export function detectScans(steps: readonly CiStep[]): Scan[] {
  const scans: Scan[] = [];
  for (const step of steps) {
    for (const scanner of SCANNERS) {
      if (!runs(scanner, step)) continue;
      if (scanner.id === 'codeql' && !isAnalyzed(steps, step)) continue;
      const refined = scanner.refine?.(step);
      if (refined === 'not-a-scan') continue;
      scans.push({
        scanner: scanner.id,
        name: scanner.name,
        step,
        ...(refined ?? { kinds: scanner.kinds }),
      });
    }
  }
  return scans;
}

/** `init` prepares a scan that only `analyze` performs. */
function isAnalyzed(steps: readonly CiStep[], step: CiStep): boolean {
  return (
    !step.uses?.startsWith('github/') ||
    steps.some(
      other =>
        other.file === step.file &&
        other.job === step.job &&
        other.uses?.startsWith('github/codeql-action/analyze@'),
    )
  );
}

function runs(scanner: ScannerDefinition, step: CiStep): boolean {
  if (step.system === 'pre-commit' && step.uses) {
    const uses = step.uses;
    return (scanner.hooks ?? []).some(pattern => pattern.test(uses));
  }
  if (step.command) return runsCommand(scanner, step.command);
  if (step.uses === undefined) return false;
  if (step.system === 'github-actions') {
    const name = step.uses.split('@')[0].toLowerCase();
    const isAction = (scanner.actions ?? []).some(action =>
      action.endsWith('/*')
        ? name.startsWith(action.slice(0, -1))
        : name === action,
    );
    return isAction || runsImage(scanner, step.uses);
  }
  const uses = step.uses;
  return (scanner.elements ?? []).some(pattern => pattern.test(uses));
}

/** A docker action whose image is the scanner, as opposed to an image that commands run in. */
function runsImage(scanner: ScannerDefinition, uses: string): boolean {
  if (!uses.startsWith('docker://')) return false;
  const path = uses
    .slice('docker://'.length)
    .split('@')[0]
    .replace(/:[^/]*$/, '');
  return (scanner.images ?? []).some(
    known => path === known || path.endsWith(`/${known}`),
  );
}

function runsCommand(
  scanner: ScannerDefinition,
  command: readonly string[],
): boolean {
  const [name, ...rest] = command;
  const known = scanner.commands;
  if (!known) return false;
  const key = Object.hasOwn(known, name) ? name : undefined;
  if (key === undefined) return false;
  // Asking for the version, help or the data base is not scanning.
  if (
    rest.some(word =>
      /^(--version|-version|version|--help|-h|help|--install)$/.test(word),
    )
  ) {
    return false;
  }
  const subcommands = known[key];
  if (subcommands === '*') return true;
  const plain = rest.filter(word => !word.startsWith('-'));
  if (/^(gradlew?|mvnw?)$/.test(name)) {
    return subcommands.some(sub =>
      plain.some(word => word === sub || word.endsWith(`:${sub}`)),
    );
  }
  return subcommands.some(sub =>
    sub.startsWith('-')
      ? rest.some(word => word === sub || word.startsWith(`${sub}=`))
      : plain[0] === sub,
  );
}
