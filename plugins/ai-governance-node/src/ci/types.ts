import type { RawFinding } from '../checks/findings';
import type { ShellCommand } from './shell';

/** @public */
export type CiSystem =
  | 'github-actions'
  | 'gitlab-ci'
  | 'circleci'
  | 'buildkite'
  | 'azure-pipelines'
  | 'jenkins'
  | 'pre-commit';

/** How a job that a step belongs to is started. */
export interface CiTriggers {
  /** Names of the events, for people: `pull_request`, `push to main`, `schedule`. */
  names: string[];
  /** Whether a change proposed for the default branch is looked at before it is merged. */
  runsOnPullRequest: boolean;
  /** Why it does not run on pull requests, where that takes a word. */
  reason?: string;
}

/** One thing a pipeline does: an action, a command, a component or an image. */
export interface CiStep {
  system: CiSystem;
  file: string;
  line?: number;
  job: string;
  triggers: CiTriggers;
  /** GitHub action or reusable workflow, CircleCI orb element, GitLab template, Azure task, hook. */
  uses?: string;
  /** Inputs of `uses`, with matrix values filled in. */
  with: Record<string, string>;
  /** One simple command as words, `['semgrep', 'ci']`. */
  command?: string[];
  /** Container image the job or step runs in. */
  image?: string;
  /** False where a failure of the step does not fail the pipeline. */
  gates: boolean;
}

/** Everything the pipelines of a repository do. */
export interface CiFacts {
  steps: CiStep[];
  /** Steps of reusable workflows that no workflow of this repository calls: they never run here. */
  unreached: CiStep[];
  /** Pipeline files that were found, readable or not. */
  files: string[];
  /** Files that could not be read or understood. */
  problems: RawFinding[];
}

/** What one system's pipeline files gave. */
export interface CollectedPipelines {
  steps: CiStep[];
  files: string[];
  problems: RawFinding[];
}

/** Adds what commands call inside the repository to them. */
export type Expand = (commands: readonly ShellCommand[]) => ShellCommand[];
