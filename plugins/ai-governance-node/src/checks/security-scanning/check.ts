import { z } from 'zod';
import { wantsForCi } from '../../ci/collect';
import type { Scan, ScanKind } from '../../scanners/types';
import { defineRepositoryCheck } from '../defineCheck';
import { finish, listed, type RawFinding } from '../findings';
import {
  collectScans,
  distinct,
  scanLabel,
  scansAsData,
  whenItRuns,
} from '../scans';
import { definition } from './definition';

const KIND_NAMES: Record<string, string> = {
  sast: 'source code',
  sca: 'dependencies',
  secrets: 'secrets',
  iac: 'infrastructure code',
  container: 'container images',
  license: 'licences',
  workflow: 'workflow files',
  sbom: 'a bill of materials',
  dast: 'a running application',
  'license-header': 'licence headers',
};

function kindNames(kinds: readonly ScanKind[]): string {
  return listed(kinds.map(kind => KIND_NAMES[kind]));
}

/** `repository.security-scanning` @public */
export const securityScanningCheck = defineRepositoryCheck({
  definition,
  params: z.strictObject({
    /** Kinds of which at least one scanner has to run on pull requests. */
    kinds: z
      .array(z.enum(['sast', 'sca', 'secrets', 'iac', 'container', 'workflow']))
      .min(1)
      .default(['sast']),
    /** `any`: one of the kinds is enough; `all`: each kind needs a scanner. */
    mode: z.enum(['any', 'all']).default('any'),
    /** Scanner ids that count; all known ones by default. */
    scanners: z.array(z.string().min(1)).min(1).optional(),
    /** Treat a Jenkinsfile as started by every pull request. */
    assumeJenkinsOnPullRequests: z.boolean().default(false),
  }),
  wants: wantsForCi,
  run(snapshot, params) {
    const { ci, scans, unreached } = collectScans(snapshot);
    const security = scans.filter(
      scan =>
        scan.kinds.some(
          kind => kind !== 'license' && kind !== 'license-header',
        ) &&
        (!params.scanners || params.scanners.includes(scan.scanner)),
    );
    const onPullRequests = (scan: Scan) =>
      scan.step.triggers.runsOnPullRequest ||
      (params.assumeJenkinsOnPullRequests && scan.step.system === 'jenkins');
    const counts = (scan: Scan, kind: ScanKind) =>
      scan.kinds.includes(kind) && !scan.ineffective && onPullRequests(scan);
    const satisfied = params.kinds.filter(kind =>
      security.some(scan => counts(scan, kind)),
    );
    const passes =
      params.mode === 'all'
        ? satisfied.length === params.kinds.length
        : satisfied.length > 0;

    const raw: RawFinding[] = [...ci.problems];
    for (const scan of security) {
      const wanted = scan.kinds.some(kind =>
        (params.kinds as ScanKind[]).includes(kind),
      );
      const where = { path: scan.step.file, line: scan.step.line };
      if (scan.ineffective) {
        raw.push({
          ...where,
          rule: 'scanner-ineffective',
          severity: 'medium',
          message: `${scan.name} does not count: ${scan.ineffective}`,
          about: scan.scanner,
        });
      } else if (scan.note) {
        raw.push({
          ...where,
          rule: 'scanner-note',
          severity: 'low',
          message: scan.note,
          about: scan.note,
        });
      }
      if (wanted && !scan.ineffective && !onPullRequests(scan) && !passes) {
        raw.push({
          ...where,
          rule: 'scanner-not-on-pull-requests',
          severity: 'medium',
          message: `${
            scan.name
          } does not run on pull requests (it runs on ${whenItRuns(scan)})`,
          about: `${scan.scanner} ${scan.step.job}`,
        });
      }
    }
    const findings = finish(dedupe(raw));
    const evidence = security.find(scan =>
      satisfied.some(kind => counts(scan, kind)),
    );
    return {
      outcome: passes ? 'pass' : 'fail',
      summary: passes
        ? passSummary(
            security.filter(scan => satisfied.some(kind => counts(scan, kind))),
            satisfied,
          )
        : failSummary(
            security,
            unreached,
            params.kinds,
            ci.files,
            onPullRequests,
          ),
      findings,
      data: {
        scans: scansAsData(security),
        unreachedScans: scansAsData(unreached),
        kindsOnPullRequests: distinct(
          security
            .filter(scan => !scan.ineffective && onPullRequests(scan))
            .flatMap(scan => scan.kinds),
        ),
        pipelineFiles: ci.files.slice(0, 100),
      },
      path: evidence?.step.file ?? findings[0]?.path,
      line: evidence ? evidence.step.line : findings[0]?.line,
    };
  },
});

function passSummary(scans: readonly Scan[], kinds: readonly ScanKind[]) {
  const advisory = scans.every(scan => !scan.step.gates)
    ? '; a failing scan does not fail the pipeline'
    : '';
  return `${listed(distinct(scans.map(scanLabel)))} ${
    distinct(scans.map(scanLabel)).length === 1 ? 'looks' : 'look'
  } at ${kindNames(kinds)} on pull requests${advisory}`;
}

function failSummary(
  scans: readonly Scan[],
  unreached: readonly Scan[],
  kinds: readonly ScanKind[],
  files: readonly string[],
  onPullRequests: (scan: Scan) => boolean,
): string {
  const head = `No scanner looks at ${kindNames(kinds)} on pull requests`;
  if (files.length === 0) return `${head}: there is no pipeline file`;
  const reasons = distinct(
    scans.map(scan => {
      if (scan.ineffective) return `${scanLabel(scan)}: ${scan.ineffective}`;
      if (!scan.kinds.some(kind => kinds.includes(kind))) {
        return `${scanLabel(scan)} looks at ${kindNames(scan.kinds)}`;
      }
      return onPullRequests(scan)
        ? `${scanLabel(scan)} runs`
        : `${scanLabel(scan)} runs on ${whenItRuns(scan)} only`;
    }),
  );
  reasons.push(
    ...distinct(
      unreached.map(
        scan =>
          `${scanLabel(
            scan,
          )} is in a reusable workflow that this repository never calls`,
      ),
    ),
  );
  return reasons.length > 0
    ? `${head}; seen: ${listed(reasons, 6)}`
    : `${head}: none of ${files.length} pipeline files runs a known scanner`;
}

/** One matrix of jobs is one finding. */
function dedupe(findings: readonly RawFinding[]): RawFinding[] {
  const seen = new Set<string>();
  return findings.filter(finding => {
    const key = `${finding.rule}\0${finding.path}\0${finding.line}\0${finding.about}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
