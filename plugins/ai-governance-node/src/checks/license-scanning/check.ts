import { z } from 'zod';
import { wantsForCi } from '../../ci/collect';
import type { Scan } from '../../scanners/types';
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

/** `repository.license-scanning` @public */
export const licenseScanningCheck = defineRepositoryCheck({
  definition,
  params: z.strictObject({
    /** Let a scan pass that reports licences without failing on them. */
    acceptCollecting: z.boolean().default(false),
    /** Demand that the scan runs before a merge, not only on a schedule or after it. */
    requirePullRequest: z.boolean().default(true),
    scanners: z.array(z.string().min(1)).min(1).optional(),
  }),
  wants: wantsForCi,
  run(snapshot, params) {
    const { ci, scans } = collectScans(snapshot);
    const headers = scans.filter(scan => scan.kinds.includes('license-header'));
    const licenses = scans.filter(
      scan =>
        scan.kinds.includes('license') &&
        (!params.scanners || params.scanners.includes(scan.scanner)),
    );
    const gates = (scan: Scan) =>
      scan.gatesLicenses === true && scan.step.gates;
    const inTime = (scan: Scan) =>
      !params.requirePullRequest || scan.step.triggers.runsOnPullRequest;
    const counts = (scan: Scan) =>
      !scan.ineffective &&
      inTime(scan) &&
      (params.acceptCollecting || gates(scan));
    const counting = licenses.filter(counts);
    const raw: RawFinding[] = [...ci.problems];
    if (counting.length === 0) {
      for (const scan of licenses) {
        const where = { path: scan.step.file, line: scan.step.line };
        if (!gates(scan)) {
          raw.push({
            ...where,
            rule: 'license-scan-only-collects',
            severity: 'medium',
            message: `${scan.name} reports licences and lets every one of them pass`,
            about: `${scan.scanner} ${scan.step.job}`,
          });
        }
        if (!inTime(scan)) {
          raw.push({
            ...where,
            rule: 'license-scan-not-on-pull-requests',
            severity: 'medium',
            message: `${
              scan.name
            } does not run on pull requests (it runs on ${whenItRuns(scan)})`,
            about: `${scan.scanner} ${scan.step.job}`,
          });
        }
      }
    }
    const findings = finish(raw);
    return {
      outcome: counting.length > 0 ? 'pass' : 'fail',
      summary:
        counting.length > 0
          ? `${listed(distinct(counting.map(scanLabel)))} ${
              counting.some(gates)
                ? 'stops the pipeline on a licence outside the policy'
                : 'collects licences; nothing stops the pipeline, which is accepted here'
            }`
          : failSummary(licenses, headers, ci.files, gates),
      findings,
      data: {
        scans: scansAsData(licenses),
        headerChecks: scansAsData(headers),
        pipelineFiles: ci.files.slice(0, 100),
      },
      path: counting[0]?.step.file ?? findings[0]?.path,
      line: counting.length > 0 ? counting[0].step.line : findings[0]?.line,
    };
  },
});

function failSummary(
  licenses: readonly Scan[],
  headers: readonly Scan[],
  files: readonly string[],
  gates: (scan: Scan) => boolean,
): string {
  const header =
    headers.length > 0
      ? `; ${listed(
          distinct(headers.map(scanLabel)),
        )} checks file headers, which says nothing about dependencies`
      : '';
  if (licenses.length === 0) {
    return files.length === 0
      ? 'No licence scan: there is no pipeline file'
      : `No step of the pipelines scans the licences of dependencies${header}`;
  }
  const reasons = distinct(
    licenses.map(scan =>
      gates(scan)
        ? `${scanLabel(scan)} runs on ${whenItRuns(scan)} only`
        : `${scanLabel(scan)} collects licences without stopping on any`,
    ),
  );
  return `No licence scan guards pull requests: ${listed(reasons)}${header}`;
}
