import type { RawFinding } from '../checks/findings';
import { asList, asRecord, asStrings } from '../parsing/document';
import type { RepositorySnapshot } from '../repository/types';
import type { Budget } from './budget';
import { readCiFile } from './files';
import { shellCommands } from './shell';
import type { CiStep, CiTriggers, CollectedPipelines } from './types';

/**
 * Hooks of pre-commit. By themselves they run on a developer's machine, where they can be skipped; they
 * count for pull requests where a pipeline that does runs `pre-commit`.
 */
export function collectPreCommit(
  snapshot: RepositorySnapshot,
  pipelineSteps: readonly CiStep[],
  budget: Budget,
): CollectedPipelines {
  const path = ['.pre-commit-config.yaml', '.pre-commit-config.yml'].find(
    candidate => snapshot.files.has(candidate),
  );
  if (!path) return { steps: [], files: [], problems: [] };
  const problems: RawFinding[] = [];
  const file = readCiFile(snapshot, path, problems, budget);
  if (!file) return { steps: [], files: [path], problems };
  const runs = pipelineSteps.filter(
    step =>
      step.uses?.startsWith('pre-commit/action@') ||
      (step.command?.[0] === 'pre-commit' && step.command[1] === 'run'),
  );
  const run = runs.find(step => step.triggers.runsOnPullRequest) ?? runs[0];
  const triggers: CiTriggers = run
    ? run.triggers
    : {
        names: ['commit on a developer’s machine'],
        runsOnPullRequest: false,
        reason: 'a pre-commit hook can be skipped and no pipeline runs it',
      };
  const steps: CiStep[] = [];
  asList(file.root.repos).forEach((raw, index) => {
    const repo = asRecord(raw);
    asList(repo?.hooks).forEach((rawHook, hookIndex) => {
      const hook = asRecord(rawHook);
      if (!hook || typeof hook.id !== 'string') return;
      const stages = asStrings(hook.stages);
      const onCommit =
        stages.length === 0 ||
        stages.some(stage => /^(commit|pre-commit|manual)$/.test(stage));
      const base = {
        system: 'pre-commit' as const,
        file: path,
        line: file.document.lineOf(['repos', index, 'hooks', hookIndex]),
        job: hook.id,
        triggers: onCommit
          ? triggers
          : { names: [stages.join(', ')], runsOnPullRequest: false },
        gates: run?.gates ?? true,
        with: { args: asStrings(hook.args).join(' ') },
      };
      steps.push({
        ...base,
        uses: `${String(repo?.repo ?? 'local')}#${hook.id}`,
      });
      if (typeof hook.entry === 'string') {
        for (const command of shellCommands(hook.entry)) {
          steps.push({ ...base, command: command.words, image: command.image });
        }
      }
    });
  });
  return { steps, files: [path], problems };
}
