import type { RawFinding } from '../checks/findings';
import { asList, asRecord, asStrings } from '../parsing/document';
import { dirnameOf, resolveInside } from '../repository/paths';
import type { RepositorySnapshot } from '../repository/types';
import { readCiFile, type CiFile } from './files';
import { shellCommands, type ShellCommand } from './shell';
import type { CiStep, CiTriggers } from './types';

type Expand = (commands: readonly ShellCommand[]) => ShellCommand[];
type Collected = { steps: CiStep[]; files: string[]; problems: RawFinding[] };

/** Whether a path belongs to one of the systems of this file. */
export function isOtherPipelineFile(path: string): boolean {
  return (
    /^\.buildkite\/[^/]+\.ya?ml$/.test(path) ||
    /^(\.?azure-pipelines?\/.*|\.azuredevops\/.*|azure-pipelines[\w.-]*)\.ya?ml$/.test(
      path,
    ) ||
    path === 'Jenkinsfile'
  );
}

/** What Buildkite runs: the default pipeline file and what it uploads. */
export function collectBuildkite(
  snapshot: RepositorySnapshot,
  expand: Expand,
): Collected {
  const problems: RawFinding[] = [];
  const steps: CiStep[] = [];
  const seen = new Set<string>();
  const visit = (path: string) => {
    if (seen.has(path) || !snapshot.files.has(path) || seen.size > 100) return;
    seen.add(path);
    const file = readCiFile(snapshot, path, problems);
    if (file) runSteps(file, asList(file.root.steps), []);
  };
  const runSteps = (
    file: CiFile,
    list: unknown[],
    at: readonly (string | number)[],
  ) => {
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
      const script = [...asStrings(step.command), ...asStrings(step.commands)].join('\n');
      for (const command of expand(shellCommands(script))) {
        steps.push({
          ...base,
          command: command.words,
          image: command.image,
          with: {},
          gates: gates && !command.failureIgnored,
        });
        if (command.words.slice(0, 3).join(' ') === 'buildkite-agent pipeline upload') {
          const uploaded = command.words[3] && resolveInside('', command.words[3]);
          if (uploaded) visit(uploaded);
        }
      }
    });
  };
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

/** What Azure Pipelines runs: root pipeline files and the local templates they name. */
export function collectAzurePipelines(
  snapshot: RepositorySnapshot,
  expand: Expand,
): Collected {
  const problems: RawFinding[] = [];
  const steps: CiStep[] = [];
  const files = [...snapshot.files.keys()].filter(path =>
    /^(\.azuredevops\/|\.?azure-pipelines?\/)?azure-pipelines[\w.-]*\.ya?ml$/.test(path),
  );
  for (const path of files) {
    const file = readCiFile(snapshot, path, problems);
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
            const included = readCiFile(snapshot, target, problems);
            if (included) {
              walk(included, included.root, here, job, [...chain, target]);
            }
          }
          continue;
        }
        if (key === 'steps') runStep(file, item, here, job);
        else walk(file, item, here, String(item.job ?? item.stage ?? job), chain);
      }
    }
  }

  function runStep(
    file: CiFile,
    step: Record<string, unknown>,
    triggers: CiTriggers,
    job: string,
  ) {
    if (step.condition === false || step.condition === 'false' || step.enabled === false) {
      return;
    }
    const base = { system: 'azure-pipelines' as const, file: file.path, job, triggers };
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

/**
 * Shell steps of a Jenkinsfile. Groovy is code: what is quoted after `sh` and `bat` is read, when the
 * job runs is not in the file.
 */
export function collectJenkins(
  snapshot: RepositorySnapshot,
  expand: Expand,
): Collected {
  const file = snapshot.files.get('Jenkinsfile');
  if (!file) return { steps: [], files: [], problems: [] };
  const text = (file.content ?? '').slice(0, 500_000);
  const steps: CiStep[] = [];
  const call = /\b(?:sh|bat)\b\s*\(?\s*(?:script:\s*)?(?:'''|"""|'|")/g;
  for (let match = call.exec(text); match; match = call.exec(text)) {
    const quote = /('''|"""|'|")$/.exec(match[0])![1];
    const start = match.index + match[0].length;
    const end = text.indexOf(quote, start);
    if (end < 0) break;
    const before = text.lastIndexOf('\n', match.index) + 1;
    const commented = /^\s*(\/\/|\*)/.test(text.slice(before, match.index));
    if (!commented) {
      for (const command of expand(shellCommands(text.slice(start, end)))) {
        steps.push({
          system: 'jenkins',
          file: 'Jenkinsfile',
          job: 'pipeline',
          triggers: {
            names: ['as the Jenkins server is set up'],
            runsOnPullRequest: false,
            reason: 'a Jenkinsfile does not say whether pull requests start it',
          },
          command: command.words,
          image: command.image,
          with: {},
          gates: !command.failureIgnored,
        });
      }
    }
    call.lastIndex = end + quote.length;
  }
  return { steps, files: ['Jenkinsfile'], problems: [] };
}

/**
 * Hooks of pre-commit. By themselves they run on a developer's machine, where they can be skipped; they
 * count for pull requests where a pipeline that does runs `pre-commit`.
 */
export function collectPreCommit(
  snapshot: RepositorySnapshot,
  pipelineSteps: readonly CiStep[],
): Collected {
  const path = ['.pre-commit-config.yaml', '.pre-commit-config.yml'].find(
    candidate => snapshot.files.has(candidate),
  );
  if (!path) return { steps: [], files: [], problems: [] };
  const problems: RawFinding[] = [];
  const file = readCiFile(snapshot, path, problems);
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
