import type { RawFinding } from '../checks/findings';
import type { RepositorySnapshot } from '../repository/types';
import { collectCircleCi, isCircleCiFile } from './circleCi';
import { collectGithubActions, isGithubWorkflow } from './githubActions';
import { collectGitlabCi, isGitlabFile } from './gitlabCi';
import { collectAzurePipelines, isAzureFile } from './azurePipelines';
import { Budget } from './budget';
import { collectBuildkite, isBuildkiteFile } from './buildkite';
import { collectJenkins } from './jenkins';
import { saysOwnSlug } from './ownSlug';
import { collectPreCommit } from './preCommit';
import { isPipelineScript, taskExpander } from './scripts';
import type { CiFacts } from './types';

/** Whether the content of a path is needed to know what the pipelines of a repository do. */
export function wantsForCi(path: string): boolean {
  return (
    isGithubWorkflow(path) ||
    isGitlabFile(path) ||
    isCircleCiFile(path) ||
    isBuildkiteFile(path) ||
    isAzureFile(path) ||
    path === 'Jenkinsfile' ||
    isPipelineScript(path) ||
    /(^|\/)action\.ya?ml$/.test(path) ||
    /^\.pre-commit-config\.ya?ml$/.test(path) ||
    saysOwnSlug(path) ||
    path === 'Makefile'
  );
}

const TOO_LARGE: RawFinding = {
  rule: 'pipeline-too-large',
  severity: 'medium',
  message:
    'The pipelines call each other more often than is followed, so part of what they run is not known',
  about: 'budget',
};

const facts = new WeakMap<RepositorySnapshot['files'], CiFacts>();

/**
 * What the pipelines of a repository do and when. Pipelines belong to the repository as a whole, so
 * the result is the same for every entity in it. Pure; never throws on what a repository holds.
 */
export function collectCi(snapshot: RepositorySnapshot): CiFacts {
  const known = facts.get(snapshot.files);
  if (known) return known;
  const budget = new Budget();
  const expand = taskExpander(snapshot, budget);
  const github = collectGithubActions(snapshot, expand, budget);
  const systems = [
    github,
    collectGitlabCi(snapshot, expand, budget),
    collectCircleCi(snapshot, expand, budget),
    collectBuildkite(snapshot, expand, budget),
    collectAzurePipelines(snapshot, expand, budget),
    collectJenkins(snapshot, expand),
  ];
  const steps = systems.flatMap(system => system.steps);
  const preCommit = collectPreCommit(snapshot, steps, budget);
  const result: CiFacts = {
    steps: [...steps, ...preCommit.steps],
    unreached: github.unreached,
    files: [...systems.flatMap(system => system.files), ...preCommit.files],
    problems: [
      ...systems.flatMap(system => system.problems),
      ...preCommit.problems,
      ...(budget.exhausted ? [TOO_LARGE] : []),
    ],
  };
  facts.set(snapshot.files, result);
  return result;
}
