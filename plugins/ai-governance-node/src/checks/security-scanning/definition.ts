import type { CheckTypeDefinition } from '../types';

export const definition: CheckTypeDefinition = {
  type: 'repository.security-scanning',
  name: 'Security scanner runs on pull requests',
  what: 'The pipelines of the repository (GitHub Actions, GitLab CI, CircleCI, Buildkite, Azure Pipelines, Jenkins, pre-commit), read as structure: which step runs which scanner, and on which events.',
  why: 'Assisted code arrives faster than people can read it. A scanner that looks at every proposed change finds the known kinds of mistakes before they are merged.',
  how: 'Passes when a scanner of a wanted kind (source code by default) runs on pull requests. Reusable workflows count where this repository calls them; jobs that can never run, retired versions and scanners whose languages leave the source out do not.',
  limits:
    'Scans that a code host or a scanner’s own service starts without a pipeline file are not visible here (hand in their SARIF report instead), reusable workflows of other repositories are known by name only, and whether a failing scan blocks a merge is decided by branch rules.',
};
