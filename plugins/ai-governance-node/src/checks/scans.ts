import type { JsonValue } from '@plumbline/backstage-plugin-ai-governance-common';
import { collectCi } from '../ci/collect';
import type { CiFacts } from '../ci/types';
import type { RepositorySnapshot } from '../repository/types';
import { detectScans } from '../scanners/detect';
import type { Scan } from '../scanners/types';

/** Pipelines and the scans in them, judged by nobody yet. */
export interface ScanFacts {
  ci: CiFacts;
  scans: Scan[];
  /** Scans in reusable workflows that nothing here calls. */
  unreached: Scan[];
}

export function collectScans(snapshot: RepositorySnapshot): ScanFacts {
  const ci = collectCi(snapshot);
  return {
    ci,
    scans: detectScans(ci.steps),
    unreached: detectScans(ci.unreached),
  };
}

/** Scans listed in evidence; more than this in one repository is one scanner in a hundred jobs. */
const MAX_LISTED = 100;

/** Scans as evidence data, one entry per scanner, file and job. */
export function scansAsData(scans: readonly Scan[]): JsonValue[] {
  const seen = new Set<string>();
  const result: { [key: string]: JsonValue }[] = [];
  for (const scan of scans) {
    const entry: { [key: string]: JsonValue } = {
      scanner: scan.scanner,
      kinds: scan.kinds,
      system: scan.step.system,
      file: scan.step.file,
      job: scan.step.job,
      triggers: scan.step.triggers.names,
      runsOnPullRequest: scan.step.triggers.runsOnPullRequest,
      failsPipeline: scan.step.gates,
    };
    if (scan.step.line !== undefined) entry.line = scan.step.line;
    if (scan.ineffective) entry.ineffective = scan.ineffective;
    if (scan.gatesLicenses !== undefined) {
      entry.gatesLicenses = scan.gatesLicenses;
    }
    const { line, ...identity } = entry;
    const key = JSON.stringify(identity);
    if (seen.has(key)) continue;
    seen.add(key);
    result.push(entry);
  }
  return result.slice(0, MAX_LISTED);
}

/** `CodeQL (.github/workflows/codeql.yml)` */
export function scanLabel(scan: Scan): string {
  return `${scan.name} (${scan.step.file})`;
}

/** Each text once, in the order of first use. */
export function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

/** When a scan runs, for people. */
export function whenItRuns(scan: Scan): string {
  const { names, reason } = scan.step.triggers;
  const when = names.length > 0 ? names.join(', ') : 'never';
  return reason ? `${when}: ${reason}` : when;
}
