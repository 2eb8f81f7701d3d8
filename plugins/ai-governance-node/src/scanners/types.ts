import type { CiStep } from '../ci/types';

/** What a scanner looks for. @public */
export type ScanKind =
  | 'sast'
  | 'sca'
  | 'secrets'
  | 'iac'
  | 'container'
  | 'license'
  | 'license-header'
  | 'sbom'
  | 'workflow'
  | 'dast';

/** What one step of a pipeline amounts to. */
export interface StepScan {
  kinds: ScanKind[];
  /** Why the scan does not do what its name says: nothing is covered, the version is gone. */
  ineffective?: string;
  /** Something worth saying although the scan counts. */
  note?: string;
  /** License scans: whether a forbidden licence fails the pipeline; undefined for other kinds. */
  gatesLicenses?: boolean;
}

/** A known scanner and the ways a pipeline runs it. @public */
export interface ScannerDefinition {
  id: string;
  name: string;
  /** What it looks for unless a step says otherwise. */
  kinds: ScanKind[];
  /** GitHub actions and reusable workflows, without version; a trailing `/*` covers everything below. */
  actions?: string[];
  /** Command names; with sub-commands where only some of them scan. */
  commands?: Record<string, readonly string[] | '*'>;
  /** Images that scan by being run, by repository path without registry and tag. */
  images?: string[];
  /** CircleCI orb elements, GitLab templates and components, Azure tasks, Buildkite plugins. */
  elements?: RegExp[];
  /** pre-commit hooks, `repository fragment#hook id`; `*` for any hook. */
  hooks?: RegExp[];
  /** Looks closer at a step that matched; undefined takes `kinds` as they are. */
  refine?(step: CiStep): StepScan | 'not-a-scan' | undefined;
}

/** One scan a pipeline performs. */
export interface Scan extends StepScan {
  scanner: string;
  name: string;
  step: CiStep;
}
