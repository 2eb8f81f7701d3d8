import type { RawFinding } from '../checks/findings';
import { asList, asRecord, asStrings } from '../parsing/document';
import { resolveInside } from '../repository/paths';
import type { RepositorySnapshot } from '../repository/types';
import type { Budget } from './budget';
import { readCiFile, type CiFile } from './files';
import { shellCommands, type ShellCommand } from './shell';
import type { CiStep, CiTriggers } from './types';

const RESERVED = new Set([
  'default',
  'include',
  'stages',
  'variables',
  'workflow',
  'image',
  'services',
  'cache',
  'before_script',
  'after_script',
  'spec',
  'pages:deploy',
]);

/** Whether a path may be part of a GitLab pipeline. */
export function isGitlabFile(path: string): boolean {
  return (
    path === '.gitlab-ci.yml' ||
    path === '.gitlab-ci.yaml' ||
    /^(\.gitlab|\.gitlab-ci|ci|\.ci)\/.*\.ya?ml$/.test(path) ||
    /(^|\/)[^/]*\.gitlab-ci\.ya?ml$/.test(path)
  );
}

/** What a GitLab pipeline does: local includes are followed, templates and components are named. */
export function collectGitlabCi(
  snapshot: RepositorySnapshot,
  expand: (commands: readonly ShellCommand[]) => ShellCommand[],
  budget: Budget,
): { steps: CiStep[]; files: string[]; problems: RawFinding[] } {
  const problems: RawFinding[] = [];
  const steps: CiStep[] = [];
  const files: CiFile[] = [];
  const includes: { file: CiFile; name: string; line?: number }[] = [];
  function visit(path: string) {
    if (files.some(file => file.path === path) || files.length > 100) return;
    const file = readCiFile(snapshot, path, problems, budget);
    if (!file) return;
    files.push(file);
    asList(file.root.include).forEach((item, index) => {
      const line = file.document.lineOf(['include', index]);
      if (typeof item === 'string') {
        if (/^https?:/.test(item)) includes.push({ file, name: item, line });
        else visitLocal(item);
        return;
      }
      const include = asRecord(item) ?? {};
      asStrings(include.local).forEach(visitLocal);
      for (const kind of ['template', 'component', 'remote'] as const) {
        asStrings(include[kind]).forEach(name =>
          includes.push({ file, name, line }),
        );
      }
      if (typeof include.project === 'string') {
        asStrings(include.file).forEach(name =>
          includes.push({ file, name: `${include.project}:${name}`, line }),
        );
      }
    });
  }
  function visitLocal(name: string) {
    const path = resolveInside('', name.replace(/^\/+/, ''));
    if (path !== undefined) visit(path);
  }
  for (const path of ['.gitlab-ci.yml', '.gitlab-ci.yaml']) {
    if (snapshot.files.has(path)) visit(path);
  }

  const jobs = new Map<
    string,
    { job: Record<string, unknown>; file: CiFile }
  >();
  const variables: Record<string, unknown> = {};
  for (const file of files) {
    Object.assign(variables, asRecord(file.root.variables));
    for (const [name, value] of Object.entries(file.root)) {
      const job = asRecord(value);
      if (job && !RESERVED.has(name)) jobs.set(name, { job, file });
    }
  }
  const workflow = files
    .map(file => asRecord(file.root.workflow))
    .find(Boolean);
  const pipeline = workflow ? triggersOf(workflow) : undefined;

  for (const { file, name, line } of includes) {
    if (isDisabled(name, variables)) continue;
    steps.push({
      system: 'gitlab-ci',
      file: file.path,
      line,
      job: name,
      triggers: pipeline ?? {
        names: ['push to every branch'],
        runsOnPullRequest: true,
      },
      uses: name,
      with: {},
      // GitLab's own scanner jobs report and let the pipeline go on.
      gates: false,
    });
  }
  for (const [name, { job: own, file }] of jobs) {
    if (name.startsWith('.')) continue;
    const job = withExtends(own, jobs, [], budget);
    const triggers = narrow(triggersOf(job), pipeline);
    if (triggers.names.length === 0) continue;
    const image =
      typeof job.image === 'string'
        ? job.image
        : (asRecord(job.image)?.name as string | undefined);
    const script = ['before_script', 'script', 'after_script']
      .flatMap(key => asList(job[key]))
      .flat(3)
      .filter((item): item is string => typeof item === 'string')
      .join('\n');
    const line = file.document.lineOf([name]);
    for (const command of expand(shellCommands(script))) {
      steps.push({
        system: 'gitlab-ci',
        file: file.path,
        line,
        job: name,
        triggers,
        command: command.words,
        image: command.image ?? (typeof image === 'string' ? image : undefined),
        with: {},
        gates: job.allow_failure !== true && !command.failureIgnored,
      });
    }
  }
  return { steps, files: files.map(file => file.path), problems };
}

/** `SAST_DISABLED: "true"` switches a template's jobs off. */
function isDisabled(name: string, variables: Record<string, unknown>): boolean {
  const match = /([\w-]+)\.(?:latest\.)?gitlab-ci\.ya?ml$/i.exec(name);
  if (!match) return false;
  const key = `${match[1].toUpperCase().replace(/-/g, '_')}_DISABLED`;
  const raw = variables[key];
  const value = asRecord(raw)?.value ?? raw;
  return ['true', '1', true, 1].includes(value as string);
}

function withExtends(
  job: Record<string, unknown>,
  jobs: ReadonlyMap<string, { job: Record<string, unknown> }>,
  chain: readonly string[],
  budget: Budget,
): Record<string, unknown> {
  let result: Record<string, unknown> = {};
  for (const name of asStrings(job.extends)) {
    const parent = jobs.get(name);
    if (
      parent &&
      !chain.includes(name) &&
      chain.length < 12 &&
      budget.spend()
    ) {
      result = {
        ...result,
        ...withExtends(parent.job, jobs, [...chain, name], budget),
      };
    }
  }
  return { ...result, ...job };
}

const EVERY_BRANCH: CiTriggers = {
  names: ['push to every branch'],
  runsOnPullRequest: true,
};

function triggersOf(job: Record<string, unknown>): CiTriggers {
  if (job.when === 'manual') return byHand();
  const rules = asList(job.rules)
    .map(asRecord)
    .filter(rule => rule !== undefined);
  if (rules.length > 0) return fromRules(rules);
  if (job.only !== undefined) {
    const only = [
      ...asStrings(job.only),
      ...asStrings(asRecord(job.only)?.refs),
    ];
    if (
      only.some(ref =>
        /^(merge_requests|branches|pushes|external_pull_requests)$/.test(ref),
      )
    ) {
      return { names: only, runsOnPullRequest: true };
    }
    if (only.length > 0) {
      return {
        names: only.map(ref => `only ${ref}`),
        runsOnPullRequest: false,
      };
    }
  }
  const except = [
    ...asStrings(job.except),
    ...asStrings(asRecord(job.except)?.refs),
  ];
  // Without `only` a job runs for branches and tags, and for nothing else.
  return except.some(ref => /^(?:branches|pushes|\/\^?\.\*\$?\/)$/.test(ref))
    ? {
        names: [`never for ${except.join(', ')}`],
        runsOnPullRequest: false,
      }
    : EVERY_BRANCH;
}

function byHand(): CiTriggers {
  return { names: ['started by hand'], runsOnPullRequest: false };
}

function fromRules(rules: Record<string, unknown>[]): CiTriggers {
  const names: string[] = [];
  let pullRequest: boolean | undefined;
  for (const rule of rules) {
    const condition = typeof rule.if === 'string' ? rule.if : '';
    const starts = rule.when !== 'never' && rule.when !== 'manual';
    const about = subjectOf(condition);
    if (rule.when === 'manual') names.push('started by hand');
    else if (starts) names.push(about.label);
    // The first rule that applies to a proposed change decides for it.
    if (about.change && pullRequest === undefined) pullRequest = starts;
  }
  return {
    names: [...new Set(names)],
    runsOnPullRequest: pullRequest ?? false,
  };
}

/** What a rule's condition is about, and whether it can hold for a proposed change. */
function subjectOf(condition: string): { label: string; change: boolean } {
  if (condition === '') return { label: 'every pipeline', change: true };
  if (
    /merge_request_event|CI_MERGE_REQUEST_|external_pull_request/.test(
      condition,
    )
  ) {
    return {
      label: 'merge requests',
      change: !/!=\s*["']merge_request_event/.test(condition),
    };
  }
  if (/CI_COMMIT_TAG/.test(condition)) return { label: 'tags', change: false };
  if (/schedule/.test(condition)) return { label: 'schedule', change: false };
  if (
    /CI_COMMIT_(BRANCH|REF_NAME)\s*==/.test(condition) ||
    /CI_DEFAULT_BRANCH/.test(condition)
  ) {
    return {
      label: 'push to the default branch',
      change: /!=/.test(condition),
    };
  }
  if (/^\s*\$CI_COMMIT_BRANCH\s*$/.test(condition)) {
    return { label: 'push to every branch', change: true };
  }
  return { label: condition.slice(0, 80), change: false };
}

function narrow(job: CiTriggers, pipeline: CiTriggers | undefined): CiTriggers {
  if (!pipeline) return job;
  return {
    names: job === EVERY_BRANCH ? pipeline.names : job.names,
    runsOnPullRequest: job.runsOnPullRequest && pipeline.runsOnPullRequest,
  };
}
