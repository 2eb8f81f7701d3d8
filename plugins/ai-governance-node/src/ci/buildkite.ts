import type { RawFinding } from '../checks/findings';
import { asList, asRecord, asStrings } from '../parsing/document';
import { resolveInside } from '../repository/paths';
import type { RepositorySnapshot } from '../repository/types';
import type { Budget } from './budget';
import { readCiFile, type CiFile } from './files';
import { shellCommands } from './shell';
import type { CiStep, CiTriggers, CollectedPipelines, Expand } from './types';

/** Whether a path may be part of a Buildkite pipeline. */
export function isBuildkiteFile(path: string): boolean {
  return /^\.buildkite\/[^/]+\.ya?ml$/.test(path);
}

/** What Buildkite runs: the default pipeline file and what it uploads. */
export function collectBuildkite(
  snapshot: RepositorySnapshot,
  expand: Expand,
  budget: Budget,
): CollectedPipelines {
  const problems: RawFinding[] = [];
  const steps: CiStep[] = [];
  const seen = new Set<string>();
  function visit(path: string) {
    if (seen.has(path) || !snapshot.files.has(path) || seen.size > 100) return;
    seen.add(path);
    const file = readCiFile(snapshot, path, problems, budget);
    if (file) runSteps(file, asList(file.root.steps), []);
  }
  function runSteps(
    file: CiFile,
    list: unknown[],
    at: readonly (string | number)[],
  ) {
    list.forEach((raw, index) => {
      const step = asRecord(raw);
      if (!step) return;
      const here = [...at, 'steps', index];
      if (step.group !== undefined || step.steps !== undefined) {
        runSteps(file, asList(step.steps), here);
        return;
      }
      const triggers = buildkiteTriggers(step);
      const base = {
        system: 'buildkite' as const,
        file: file.path,
        line: file.document.lineOf(here),
        job: String(step.label ?? step.key ?? `step ${index + 1}`),
        triggers,
      };
      const gates = step.soft_fail !== true;
      for (const plugin of asList(step.plugins)) {
        const entries: [string, unknown][] =
          typeof plugin === 'string'
            ? [[plugin, {}]]
            : Object.entries(asRecord(plugin) ?? {});
        for (const [uses, config] of entries) {
          const image = asRecord(config)?.image;
          steps.push({
            ...base,
            uses,
            image: typeof image === 'string' ? image : undefined,
            with: {},
            gates,
          });
        }
      }
      const script = [
        ...asStrings(step.command),
        ...asStrings(step.commands),
      ].join('\n');
      for (const command of expand(shellCommands(script))) {
        steps.push({
          ...base,
          command: command.words,
          image: command.image,
          with: {},
          gates: gates && !command.failureIgnored,
        });
        if (
          command.words.slice(0, 3).join(' ') ===
          'buildkite-agent pipeline upload'
        ) {
          const uploaded =
            command.words[3] && resolveInside('', command.words[3]);
          if (uploaded) visit(uploaded);
        }
      }
    });
  }
  visit('.buildkite/pipeline.yml');
  visit('.buildkite/pipeline.yaml');
  return { steps, files: [...seen], problems };
}

function buildkiteTriggers(step: Record<string, unknown>): CiTriggers {
  const branches = asStrings(step.branches).join(' ');
  const condition = typeof step.if === 'string' ? step.if : '';
  const only =
    (branches !== '' && !branches.includes('*') && !branches.startsWith('!')) ||
    /build\.branch\s*==/.test(condition) ||
    /build\.tag\s*!=\s*null/.test(condition) ||
    /build\.source\s*==\s*["']schedule/.test(condition) ||
    /build\.pull_request\.id\s*==\s*null/.test(condition);
  return only
    ? { names: [branches || condition.slice(0, 80)], runsOnPullRequest: false }
    : { names: ['every build'], runsOnPullRequest: true };
}
