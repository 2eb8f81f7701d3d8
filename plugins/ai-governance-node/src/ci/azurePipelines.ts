import type { RawFinding } from '../checks/findings';
import { asList, asRecord } from '../parsing/document';
import { dirnameOf, resolveInside } from '../repository/paths';
import type { RepositorySnapshot } from '../repository/types';
import type { Budget } from './budget';
import { readCiFile, type CiFile } from './files';
import { shellCommands } from './shell';
import type { CiStep, CiTriggers, CollectedPipelines, Expand } from './types';

/** Whether a path may be part of an Azure pipeline. */
export function isAzureFile(path: string): boolean {
  return /^(?:\.?azure-pipelines?\/.*|\.azuredevops\/.*|azure-pipelines[\w.-]*)\.ya?ml$/.test(
    path,
  );
}

/** What Azure Pipelines runs: root pipeline files and the local templates they name. */
export function collectAzurePipelines(
  snapshot: RepositorySnapshot,
  expand: Expand,
  budget: Budget,
): CollectedPipelines {
  const problems: RawFinding[] = [];
  const steps: CiStep[] = [];
  const files = [...snapshot.files.keys()].filter(path =>
    /^(\.azuredevops\/|\.?azure-pipelines?\/)?azure-pipelines[\w.-]*\.ya?ml$/.test(
      path,
    ),
  );
  for (const path of files) {
    const file = readCiFile(snapshot, path, problems, budget);
    if (!file) continue;
    const none = file.root.pr === 'none';
    const triggers: CiTriggers = none
      ? { names: ['push'], runsOnPullRequest: false }
      : { names: ['pull requests'], runsOnPullRequest: true };
    walk(file, file.root, triggers, 'pipeline', [path]);
  }
  return { steps, files, problems };

  function walk(
    file: CiFile,
    node: Record<string, unknown>,
    triggers: CiTriggers,
    job: string,
    chain: readonly string[],
  ) {
    if (!budget.spend()) return;
    if (node.condition === false || node.condition === 'false') return;
    const here =
      typeof node.condition === 'string' &&
      /ne\(\s*variables\['Build\.Reason'\]\s*,\s*'PullRequest'|eq\(\s*variables\['Build\.SourceBranch'\]/.test(
        node.condition,
      )
        ? { names: triggers.names, runsOnPullRequest: false }
        : triggers;
    for (const key of ['stages', 'jobs', 'steps'] as const) {
      for (const raw of asList(node[key])) {
        const item = asRecord(raw);
        if (!item) continue;
        if (typeof item.template === 'string') {
          const target = resolveInside(
            item.template.startsWith('/') ? '' : dirnameOf(file.path),
            item.template.replace(/^\/+/, ''),
          );
          if (target && !chain.includes(target) && chain.length < 12) {
            const included = readCiFile(snapshot, target, problems, budget);
            if (included) {
              walk(included, included.root, here, job, [...chain, target]);
            }
          }
          continue;
        }
        if (key === 'steps') runStep(file, item, here, job);
        else
          walk(file, item, here, String(item.job ?? item.stage ?? job), chain);
      }
    }
  }

  function runStep(
    file: CiFile,
    step: Record<string, unknown>,
    triggers: CiTriggers,
    job: string,
  ) {
    if (
      step.condition === false ||
      step.condition === 'false' ||
      step.enabled === false
    ) {
      return;
    }
    const base = {
      system: 'azure-pipelines' as const,
      file: file.path,
      job,
      triggers,
    };
    const gates = step.continueOnError !== true;
    if (typeof step.task === 'string') {
      const inputs = asRecord(step.inputs) ?? {};
      steps.push({
        ...base,
        uses: step.task,
        with: Object.fromEntries(
          Object.entries(inputs).map(([key, value]) => [key, String(value)]),
        ),
        gates,
      });
    }
    for (const key of ['script', 'bash', 'pwsh', 'powershell'] as const) {
      const script = step[key];
      if (typeof script !== 'string') continue;
      for (const command of expand(shellCommands(script))) {
        steps.push({
          ...base,
          command: command.words,
          image: command.image,
          with: {},
          gates: gates && !command.failureIgnored,
        });
      }
    }
  }
}
