import type { RawFinding } from '../checks/findings';
import { asList, asRecord, asStrings } from '../parsing/document';
import { resolveInside } from '../repository/paths';
import type { RepositorySnapshot } from '../repository/types';
import type { Budget } from './budget';
import { evaluateCondition } from './expression';
import { ownSlug } from './ownSlug';
import { readCiFile, type CiFile } from './files';
import { shellCommands, type ShellCommand } from './shell';
import type { CiStep } from './types';

const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/;
const MAX_CALLS = 10;

/** Whether a path is a workflow file of GitHub Actions. */
export function isGithubWorkflow(path: string): boolean {
  return WORKFLOW.test(path);
}

/** One event that starts a workflow. */
interface Trigger {
  label: string;
  /** Facts of the expression context while this event runs. */
  facts: Record<string, unknown>;
  pullRequest: boolean;
}

interface Context {
  snapshot: RepositorySnapshot;
  problems: RawFinding[];
  expand: (commands: readonly ShellCommand[]) => ShellCommand[];
  steps: CiStep[];
  cache: Map<string, CiFile | undefined>;
  /** Reusable workflows that something calls. */
  reached: Set<string>;
  budget: Budget;
  /** Name under which the repository may call its own files. */
  slug: string | undefined;
}

/** Stands in for a caller that does not exist. */
const NEVER: Trigger = { label: 'never', facts: {}, pullRequest: false };

/**
 * What the workflows of a repository do. A reusable workflow counts where a workflow of this
 * repository calls it and with the caller's events; local composite actions are followed; jobs and
 * steps whose condition can never hold are left out.
 */
export function collectGithubActions(
  snapshot: RepositorySnapshot,
  expand: Context['expand'],
  budget: Budget,
): {
  steps: CiStep[];
  unreached: CiStep[];
  files: string[];
  problems: RawFinding[];
} {
  const files = [...snapshot.files.keys()].filter(isGithubWorkflow);
  const context: Context = {
    snapshot,
    problems: [],
    expand,
    steps: [],
    cache: new Map(),
    reached: new Set(),
    budget,
    slug: ownSlug(snapshot),
  };
  const onlyCalled: CiFile[] = [];
  for (const path of files) {
    const file = read(context, path);
    if (!file) continue;
    const triggers = triggersOf(file.root.on ?? file.root.true);
    if (triggers.length > 0) runWorkflow(context, file, triggers, {}, true, []);
    else onlyCalled.push(file);
  }
  const { steps } = context;
  context.steps = [];
  for (const file of onlyCalled) {
    if (!context.reached.has(file.path)) {
      runWorkflow(context, file, [NEVER], {}, true, []);
    }
  }
  return {
    steps,
    unreached: context.steps.map(step => ({
      ...step,
      triggers: {
        names: [],
        runsOnPullRequest: false,
        reason: 'no workflow of this repository calls it',
      },
    })),
    files,
    problems: context.problems,
  };
}

function read(context: Context, path: string): CiFile | undefined {
  if (!context.cache.has(path)) {
    context.cache.set(
      path,
      readCiFile(context.snapshot, path, context.problems, context.budget),
    );
  }
  return context.cache.get(path);
}

function triggersOf(on: unknown): Trigger[] {
  const events: [string, Record<string, unknown>][] = [];
  for (const item of asList(on)) {
    if (typeof item === 'string') events.push([item, {}]);
    else {
      for (const [name, config] of Object.entries(asRecord(item) ?? {})) {
        events.push([name, asRecord(config) ?? {}]);
      }
    }
  }
  return events
    .filter(([name]) => name !== 'workflow_call')
    .map(([name, config]) => triggerOf(name, config));
}

function triggerOf(name: string, config: Record<string, unknown>): Trigger {
  if (name === 'pull_request' || name === 'pull_request_target') {
    const types = asStrings(config.types);
    const looksAtChange =
      types.length === 0 ||
      types.some(type =>
        /^(opened|synchronize|reopened|ready_for_review)$/.test(type),
      );
    const branches = asStrings(config.branches);
    const reaches =
      branches.length === 0 || !branches.every(isNeverDefaultBranch);
    const spared = asStrings(config['branches-ignore']);
    const ignored = spared.filter(isUsualDefaultBranch);
    const narrow = onlyMarginalPaths(config.paths);
    const blind = asStrings(config['paths-ignore']).filter(isEveryPath);
    const limits = [
      looksAtChange ? '' : `only ${types.join(', ')}`,
      reaches ? '' : `only into ${branches.join(', ')}`,
      ignored.length > 0 ? `never into ${ignored.join(', ')}` : '',
      narrow ? `only for changes of ${narrow}` : '',
      blind.length > 0 ? `never for changes of ${blind.join(', ')}` : '',
    ].filter(Boolean);
    return {
      label: limits.length > 0 ? `${name} (${limits.join('; ')})` : name,
      facts: pullRequestFacts(name),
      pullRequest: limits.length === 0,
    };
  }
  if (name === 'merge_group') {
    return {
      label: 'merge_group',
      facts: { 'github.event_name': 'merge_group' },
      pullRequest: true,
    };
  }
  if (name === 'push') return pushTrigger(config);
  return {
    label: name,
    facts: { 'github.event_name': name },
    pullRequest: false,
  };
}

function pullRequestFacts(name: string): Record<string, unknown> {
  return {
    'github.event_name': name,
    // Any ref of this form: what matters is that it is no branch.
    ...(name === 'pull_request'
      ? { 'github.ref': 'refs/pull/1/merge', 'github.ref_name': '1/merge' }
      : {}),
    'github.event.pull_request.merged': false,
    'github.event.pull_request.draft': false,
    'github.event.pull_request.head.repo.fork': false,
    'github.actor': 'a-person',
    'github.triggering_actor': 'a-person',
    'github.event.pull_request.user.login': 'a-person',
  };
}

function pushTrigger(config: Record<string, unknown>): Trigger {
  const branches = asStrings(config.branches);
  const hasTagsOnly =
    branches.length === 0 &&
    config['branches-ignore'] === undefined &&
    (config.tags !== undefined || config['tags-ignore'] !== undefined);
  const narrow = onlyMarginalPaths(config.paths);
  const everyBranch =
    !hasTagsOnly && (branches.length === 0 || branches.includes('**'));
  let label = 'push';
  if (hasTagsOnly) label = 'push of tags';
  else if (branches.length > 0) label = `push to ${branches.join(', ')}`;
  if (narrow) label += ` (only for changes of ${narrow})`;
  return {
    label: everyBranch && !narrow ? 'push to every branch' : label,
    facts: everyBranch
      ? {
          'github.event_name': 'push',
          'github.ref': 'refs/heads/a-change',
          'github.ref_name': 'a-change',
          'github.actor': 'a-person',
        }
      : { 'github.event_name': 'push' },
    pullRequest: everyBranch && !narrow,
  };
}

function isNeverDefaultBranch(pattern: string): boolean {
  return /^(!|release|releases|hotfix|support|backport|gh-pages|v?\d)/i.test(
    pattern,
  );
}

/** Nobody says what the default branch is; these names are it nearly everywhere. */
function isUsualDefaultBranch(pattern: string): boolean {
  return /^(?:main|master|trunk|develop|\*\*?)$/.test(pattern);
}

function isEveryPath(pattern: string): boolean {
  return /^\*\*(?:\/\*{1,2})?$/.test(pattern);
}

/** Path filters that leave the source out: pipelines, documentation. */
function onlyMarginalPaths(paths: unknown): string | undefined {
  const patterns = asStrings(paths);
  if (patterns.length === 0) return undefined;
  const marginal = patterns.every(pattern =>
    /^(\.github(\/|$)|docs?\/|\*\*\/?\*?\.md$|\*\.md$)/.test(pattern),
  );
  return marginal ? patterns.join(', ') : undefined;
}

type Values = Record<string, string>;

function runWorkflow(
  context: Context,
  file: CiFile,
  triggers: readonly Trigger[],
  inputs: Values,
  gates: boolean,
  callers: readonly string[],
) {
  const jobs = asRecord(file.root.jobs) ?? {};
  const env = stringsOf(asRecord(file.root.env));
  const jobTriggers = new Map<string, readonly Trigger[]>();
  const triggersFor = (
    id: string,
    chain: readonly string[],
  ): readonly Trigger[] => {
    const known = jobTriggers.get(id);
    if (known) return known;
    const job = asRecord(jobs[id]);
    if (!job) return triggers;
    let result = triggers.filter(
      trigger => evaluateCondition(job.if, trigger.facts) !== false,
    );
    const alwaysRuns =
      typeof job.if === 'string' &&
      /always\(\)|!\s*cancelled\(\)|failure\(\)/.test(job.if);
    if (!alwaysRuns) {
      for (const need of asStrings(job.needs)) {
        if (chain.includes(need)) continue;
        const allowed = triggersFor(need, [...chain, id]);
        result = result.filter(trigger => allowed.includes(trigger));
      }
    }
    jobTriggers.set(id, result);
    return result;
  };
  for (const [id, raw] of Object.entries(jobs)) {
    const job = asRecord(raw);
    if (!job || !context.budget.spend()) continue;
    const active = triggersFor(id, []);
    if (active.length === 0) continue;
    const values: Values = {
      ...prefixed('env.', { ...env, ...stringsOf(asRecord(job.env)) }),
      ...prefixed('inputs.', inputs),
      ...matrixValues(job),
    };
    const jobGates = gates && !isTrue(job['continue-on-error']);
    if (typeof job.uses === 'string') {
      callWorkflow(context, file, id, job, active, values, jobGates, callers);
      continue;
    }
    runSteps(context, {
      file: file.path,
      lineOf: path => file.document.lineOf(path),
      at: ['jobs', id, 'steps'],
      job: id,
      steps: asList(job.steps),
      triggers: active,
      values,
      gates: jobGates,
      image: imageOf(job.container),
      callers,
    });
  }
}

function callWorkflow(
  context: Context,
  file: CiFile,
  id: string,
  job: Record<string, unknown>,
  triggers: readonly Trigger[],
  values: Values,
  gates: boolean,
  callers: readonly string[],
) {
  const uses = localized(context, job.uses as string);
  const inputs = substituteAll(asRecord(job.with), values);
  if (!uses.startsWith('./')) {
    context.steps.push({
      system: 'github-actions',
      file: file.path,
      line: file.document.lineOf(['jobs', id, 'uses']),
      job: id,
      triggers: describe(triggers),
      uses,
      with: inputs,
      gates,
    });
    return;
  }
  const path = resolveInside('', uses.split('@')[0]);
  if (
    path === undefined ||
    callers.includes(path) ||
    callers.length >= MAX_CALLS
  ) {
    return;
  }
  const called = read(context, path);
  if (!called) return;
  context.reached.add(path);
  const on = asRecord(called.root.on ?? called.root.true);
  const declared = asRecord(asRecord(on?.workflow_call)?.inputs);
  runWorkflow(
    context,
    called,
    triggers,
    { ...defaultsOf(declared), ...inputs },
    gates,
    [...callers, path],
  );
}

/** `owner/this/.github/actions/x@ref` → `./.github/actions/x` */
function localized(context: Context, uses: string): string {
  const [name] = uses.split('@');
  return context.slug !== undefined &&
    name.toLowerCase().startsWith(`${context.slug}/`)
    ? `.${name.slice(context.slug.length)}`
    : uses;
}

interface StepList {
  file: string;
  lineOf: (path: readonly (string | number)[]) => number | undefined;
  at: readonly (string | number)[];
  job: string;
  steps: unknown[];
  triggers: readonly Trigger[];
  values: Values;
  gates: boolean;
  image?: string;
  callers: readonly string[];
}

function runSteps(context: Context, list: StepList) {
  list.steps.forEach((raw, index) => {
    const step = asRecord(raw);
    if (!step || !context.budget.spend()) return;
    const triggers = list.triggers.filter(
      trigger =>
        evaluateCondition(step.if, {
          ...matrixFacts(list.values),
          ...trigger.facts,
        }) !== false,
    );
    if (triggers.length === 0) return;
    const gates = list.gates && !isTrue(step['continue-on-error']);
    const base = {
      system: 'github-actions' as const,
      file: list.file,
      job: list.job,
      triggers: describe(triggers),
      image: list.image,
    };
    const at = [...list.at, index];
    if (typeof step.uses === 'string') {
      const inputs = substituteAll(asRecord(step.with), list.values);
      const uses = localized(context, step.uses);
      if (uses.startsWith('./') || uses.startsWith('.\\')) {
        runLocalAction(context, list, uses, inputs, triggers, gates);
        return;
      }
      const line = list.lineOf([...at, 'uses']);
      if (step.uses.startsWith('docker://')) {
        // The same as running the container with these words.
        const image = step.uses.slice('docker://'.length);
        const script = `docker run ${image} ${inputs.entrypoint ?? ''} ${
          inputs.args ?? ''
        }`;
        for (const command of context.expand(shellCommands(script))) {
          context.steps.push({
            ...base,
            line,
            command: command.words,
            image,
            with: inputs,
            gates,
          });
        }
        return;
      }
      context.steps.push({
        ...base,
        line,
        uses: step.uses,
        with: inputs,
        gates,
      });
    }
    if (typeof step.run === 'string') {
      const script = substitute(step.run, list.values);
      const runLine = list.lineOf([...at, 'run']);
      const block = step.run.includes('\n') ? 1 : 0;
      for (const command of context.expand(shellCommands(script))) {
        context.steps.push({
          ...base,
          line:
            runLine === undefined ? undefined : runLine + block + command.line,
          command: command.words,
          image: command.image ?? list.image,
          with: {},
          gates: gates && !command.failureIgnored,
        });
      }
    }
  });
}

function runLocalAction(
  context: Context,
  list: StepList,
  uses: string,
  inputs: Values,
  triggers: readonly Trigger[],
  gates: boolean,
) {
  const folder = resolveInside('', uses.replace(/\\/g, '/'));
  if (folder === undefined) return;
  const path = ['action.yml', 'action.yaml']
    .map(name => (folder === '' ? name : `${folder}/${name}`))
    .find(candidate => context.snapshot.files.has(candidate));
  if (
    !path ||
    list.callers.includes(path) ||
    list.callers.length >= MAX_CALLS
  ) {
    return;
  }
  const action = read(context, path);
  const runs = asRecord(action?.root.runs);
  if (!action || !runs) return;
  const values = {
    ...list.values,
    ...prefixed('inputs.', {
      ...defaultsOf(asRecord(action.root.inputs)),
      ...inputs,
    }),
  };
  if (runs.using === 'docker' && typeof runs.image === 'string') {
    context.steps.push({
      system: 'github-actions',
      file: path,
      line: action.document.lineOf(['runs', 'image']),
      job: list.job,
      triggers: describe(triggers),
      uses: runs.image,
      image: runs.image.replace(/^docker:\/\//, ''),
      with: inputs,
      gates,
    });
    return;
  }
  runSteps(context, {
    file: path,
    lineOf: at => action.document.lineOf(at),
    at: ['runs', 'steps'],
    job: list.job,
    steps: asList(runs.steps),
    triggers,
    values,
    gates,
    image: list.image,
    callers: [...list.callers, path],
  });
}

function describe(triggers: readonly Trigger[]) {
  return {
    names: [...new Set(triggers.map(trigger => trigger.label))],
    runsOnPullRequest: triggers.some(trigger => trigger.pullRequest),
  };
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}

function imageOf(container: unknown): string | undefined {
  if (typeof container === 'string') return container;
  const image = asRecord(container)?.image;
  return typeof image === 'string' ? image : undefined;
}

function stringsOf(record: Record<string, unknown> | undefined): Values {
  return Object.fromEntries(
    Object.entries(record ?? {})
      .filter(([, value]) => value !== null && typeof value !== 'object')
      .map(([key, value]) => [key, String(value)]),
  );
}

function prefixed(prefix: string, values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [prefix + key, value]),
  );
}

function defaultsOf(inputs: Record<string, unknown> | undefined): Values {
  return stringsOf(
    Object.fromEntries(
      Object.entries(inputs ?? {})
        .map(([key, value]) => [key, asRecord(value)?.default])
        .filter(([, value]) => value !== undefined),
    ),
  );
}

/** Every value a matrix variable takes, joined with commas. */
function matrixValues(job: Record<string, unknown>): Values {
  const matrix = asRecord(asRecord(job.strategy)?.matrix);
  const collected = new Map<string, Set<string>>();
  const add = (key: string, value: unknown) => {
    const record = asRecord(value);
    if (record) {
      for (const [inner, item] of Object.entries(record)) {
        add(`${key}.${inner}`, item);
      }
    } else if (value !== null && value !== undefined && !Array.isArray(value)) {
      const set = collected.get(key) ?? new Set();
      set.add(String(value));
      collected.set(key, set);
    }
  };
  for (const [key, value] of Object.entries(matrix ?? {})) {
    if (key === 'exclude') continue;
    if (key === 'include') {
      for (const item of asList(value)) {
        for (const [inner, entry] of Object.entries(asRecord(item) ?? {})) {
          add(`matrix.${inner}`, entry);
        }
      }
    } else {
      asList(value).forEach(item => add(`matrix.${key}`, item));
    }
  }
  return Object.fromEntries(
    [...collected].map(([key, values]) => [key, [...values].join(',')]),
  );
}

/** Matrix variables with a single value can decide a condition. */
function matrixFacts(values: Values): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(
        ([key, value]) => key.startsWith('matrix.') && !value.includes(','),
      )
      .map(([key, value]) => [key.toLowerCase(), value]),
  );
}

function substitute(text: string, values: Values): string {
  return text.replace(
    /\$\{\{\s*([\w.-]{1,200})\s*\}\}/g,
    (whole, name: string) => values[name] ?? whole,
  );
}

function substituteAll(
  record: Record<string, unknown> | undefined,
  values: Values,
): Values {
  return Object.fromEntries(
    Object.entries(stringsOf(record)).map(([key, value]) => [
      key,
      substitute(value, values),
    ]),
  );
}
