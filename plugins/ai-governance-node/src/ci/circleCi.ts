import type { RawFinding } from '../checks/findings';
import { asList, asRecord, asStrings } from '../parsing/document';
import type { RepositorySnapshot } from '../repository/types';
import type { Budget } from './budget';
import { readCiFile, type CiFile } from './files';
import { shellCommands, type ShellCommand } from './shell';
import type { CiStep, CiTriggers } from './types';

/** Whether a path is the configuration of CircleCI. */
export function isCircleCiFile(path: string): boolean {
  return /^\.circleci\/config\.ya?ml$/.test(path);
}

interface Context {
  file: CiFile;
  orbs: Map<string, string>;
  jobs: Record<string, unknown>;
  commands: Record<string, unknown>;
  executors: Record<string, unknown>;
  expand: (commands: readonly ShellCommand[]) => ShellCommand[];
  steps: CiStep[];
  budget: Budget;
}

/** What CircleCI runs: only jobs that a workflow lists, with orbs under the name they are published as. */
export function collectCircleCi(
  snapshot: RepositorySnapshot,
  expand: Context['expand'],
  budget: Budget,
): { steps: CiStep[]; files: string[]; problems: RawFinding[] } {
  const problems: RawFinding[] = [];
  const steps: CiStep[] = [];
  const files = [...snapshot.files.keys()].filter(isCircleCiFile);
  for (const path of files) {
    const file = readCiFile(snapshot, path, problems, budget);
    if (!file) continue;
    const context: Context = {
      file,
      orbs: new Map(
        Object.entries(asRecord(file.root.orbs) ?? {}).filter(
          (entry): entry is [string, string] => typeof entry[1] === 'string',
        ),
      ),
      jobs: asRecord(file.root.jobs) ?? {},
      commands: asRecord(file.root.commands) ?? {},
      executors: asRecord(file.root.executors) ?? {},
      expand,
      steps,
      budget,
    };
    runWorkflows(context);
  }
  return { steps, files, problems };
}

function runWorkflows(context: Context) {
  const workflows = asRecord(context.file.root.workflows);
  if (!workflows) {
    if (context.jobs.build) {
      runJob(context, 'build', everyBranch(), {});
    }
    return;
  }
  for (const raw of Object.values(workflows)) {
    const workflow = asRecord(raw);
    if (!workflow) continue;
    const when = holds(context, workflow.when ?? true);
    const unless = holds(context, workflow.unless ?? false);
    if (when === false || unless === true) continue;
    const scheduled =
      when === 'schedule' ||
      asList(workflow.triggers).some(
        trigger => asRecord(trigger)?.schedule !== undefined,
      );
    for (const item of asList(workflow.jobs)) {
      const entries: [string, Record<string, unknown>][] =
        typeof item === 'string'
          ? [[item, {}]]
          : Object.entries(asRecord(item) ?? {}).map(([name, config]) => [
              name,
              asRecord(config) ?? {},
            ]);
      for (const [name, config] of entries) {
        if (config.type === 'approval') continue;
        const triggers: CiTriggers = scheduled
          ? { names: ['schedule'], runsOnPullRequest: false }
          : branchTriggers(config);
        runJob(context, name, triggers, config);
      }
    }
  }
}

/**
 * Whether a condition of a workflow holds when somebody pushes: a parameter has its default value then,
 * and the pipeline is no scheduled one. Anything else may hold.
 */
function holds(
  context: Context,
  condition: unknown,
): boolean | 'schedule' | undefined {
  if (typeof condition === 'boolean') return condition;
  if (typeof condition === 'string') {
    const name = /^<<\s*pipeline\.parameters\.([\w-]+)\s*>>$/.exec(
      condition,
    )?.[1];
    const declared = asRecord(context.file.root.parameters);
    const value =
      name !== undefined && declared && Object.hasOwn(declared, name)
        ? asRecord(declared[name])?.default
        : undefined;
    return typeof value === 'boolean' ? value : undefined;
  }
  const equal = asStrings(asRecord(condition)?.equal);
  return equal.some(word =>
    /^scheduled_pipeline$|pipeline\.schedule\.name/.test(word),
  )
    ? 'schedule'
    : undefined;
}

function everyBranch(): CiTriggers {
  return { names: ['push to every branch'], runsOnPullRequest: true };
}

function branchTriggers(config: Record<string, unknown>): CiTriggers {
  const filters = asRecord(config.filters);
  const branches = asRecord(filters?.branches);
  const only = asStrings(branches?.only);
  if (only.length > 0) {
    const all = only.some(pattern => /^\/\^?\.\*\$?\/$/.test(pattern));
    return all
      ? everyBranch()
      : { names: [`push to ${only.join(', ')}`], runsOnPullRequest: false };
  }
  const ignored = asStrings(branches?.ignore);
  if (ignored.some(pattern => /^\/\^?\.\*\$?\/$/.test(pattern))) {
    return { names: ['push of tags'], runsOnPullRequest: false };
  }
  return ignored.length > 0
    ? {
        names: [`push to every branch except ${ignored.join(', ')}`],
        runsOnPullRequest: true,
      }
    : everyBranch();
}

function published(context: Context, name: string): string | undefined {
  const [alias, element] = name.split('/');
  const orb = context.orbs.get(alias);
  if (!orb || !element) return undefined;
  const [source, version] = orb.split('@');
  return `${source}/${element}${version ? `@${version}` : ''}`;
}

function runJob(
  context: Context,
  name: string,
  triggers: CiTriggers,
  config: Record<string, unknown>,
) {
  const orbJob = published(context, name);
  if (orbJob) {
    context.steps.push({
      system: 'circleci',
      file: context.file.path,
      line: context.file.document.lineOf(['workflows']),
      job: name,
      triggers,
      uses: orbJob,
      with: stringsOf(config),
      gates: true,
    });
    return;
  }
  const job = asRecord(context.jobs[name]);
  if (!job) return;
  const docker = asRecord(asList(job.docker)[0])?.image;
  const image =
    typeof docker === 'string' ? docker : executorImage(context, job);
  runSteps(
    context,
    name,
    [
      ...asList(config['pre-steps']),
      ...asList(job.steps),
      ...asList(config['post-steps']),
    ],
    triggers,
    image,
    context.file.document.lineOf(['jobs', name]),
    [],
  );
}

function executorImage(
  context: Context,
  job: Record<string, unknown>,
): string | undefined {
  const name =
    typeof job.executor === 'string'
      ? job.executor
      : asRecord(job.executor)?.name;
  if (typeof name !== 'string') return undefined;
  const docker = asList(asRecord(context.executors[name])?.docker)[0];
  const image = asRecord(docker)?.image;
  return typeof image === 'string' ? image : undefined;
}

function runSteps(
  context: Context,
  job: string,
  steps: unknown[],
  triggers: CiTriggers,
  image: string | undefined,
  line: number | undefined,
  chain: readonly string[],
) {
  const base = {
    system: 'circleci' as const,
    file: context.file.path,
    line,
    job,
    triggers,
  };
  for (const raw of steps) {
    if (!context.budget.spend()) return;
    const entries: [string, unknown][] =
      typeof raw === 'string'
        ? [[raw, {}]]
        : Object.entries(asRecord(raw) ?? {});
    for (const [name, config] of entries) {
      if (name === 'run') {
        const script =
          typeof config === 'string' ? config : asRecord(config)?.command;
        if (typeof script !== 'string') continue;
        for (const command of context.expand(shellCommands(script))) {
          context.steps.push({
            ...base,
            command: command.words,
            image: command.image ?? image,
            with: {},
            gates: !command.failureIgnored,
          });
        }
      } else if (name === 'when' || name === 'unless') {
        const inner = asRecord(config);
        const never =
          name === 'when'
            ? inner?.condition === false
            : inner?.condition === true;
        if (!never) {
          runSteps(
            context,
            job,
            asList(inner?.steps),
            triggers,
            image,
            line,
            chain,
          );
        }
      } else if (published(context, name)) {
        context.steps.push({
          ...base,
          uses: published(context, name),
          with: stringsOf(asRecord(config)),
          gates: true,
        });
      } else if (context.commands[name] && !chain.includes(name)) {
        runSteps(
          context,
          job,
          asList(asRecord(context.commands[name])?.steps),
          triggers,
          image,
          context.file.document.lineOf(['commands', name]),
          [...chain, name],
        );
      }
    }
  }
}

function stringsOf(
  record: Record<string, unknown> | undefined,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record ?? {})
      .filter(([, value]) => value !== null && typeof value !== 'object')
      .map(([key, value]) => [key, String(value)]),
  );
}
