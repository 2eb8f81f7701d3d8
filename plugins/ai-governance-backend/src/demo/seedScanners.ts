import type { Config } from '@backstage/config';
import type { EvidenceOutcome } from '@plumbline/backstage-plugin-ai-governance-common';
import type { EvidenceService } from '../evidence/EvidenceService';

const DAY = 24 * 60 * 60 * 1000;

/** Longest wait for an answer at a start. */
const PATIENCE_MS = 3_000;

/** Collector of what the scanners say. */
const COLLECTOR = 'demo-scanner@1';

/**
 * Takes what the scanners of `aiGovernance.demo.scanners` answered some days
 * ago, and asks each again now. One that cannot be reached leaves what it said
 * in force, with the error beside it, as any source does.
 */
export async function seedScanners(options: {
  config: Config;
  evidence: EvidenceService;
  now: string;
}): Promise<void> {
  const { config, evidence, now } = options;
  const demo = config.getOptionalConfig('aiGovernance.demo');
  if (demo?.getOptionalBoolean('enabled') !== true) {
    return;
  }
  for (const scanner of demo.getOptionalConfigArray('scanners') ?? []) {
    const subject = scanner.getString('entity');
    const source = scanner.getString('source');
    const said = await evidence.observations([subject], source);
    if (!said.has(subject)) {
      const at = new Date(
        Date.parse(now) - scanner.getNumber('answeredDaysAgo') * DAY,
      ).toISOString();
      await evidence.push(
        [
          {
            subject,
            source,
            items: [
              {
                check: scanner.getString('check'),
                outcome: scanner.getString('outcome') as EvidenceOutcome,
                summary: scanner.getString('summary'),
                collector: COLLECTOR,
              },
            ],
          },
        ],
        at,
      );
    }
    const problem = await problemOf(scanner.getString('url'));
    if (problem !== undefined) {
      await evidence.push(
        [
          {
            subject,
            source,
            keepOthers: true,
            items: [
              {
                check: scanner.getString('check'),
                outcome: 'error',
                summary: problem,
                collector: COLLECTOR,
              },
            ],
          },
        ],
        now,
      );
    }
  }
}

/** Why the scanner does not answer; undefined when it does. */
async function problemOf(url: string): Promise<string | undefined> {
  const { host } = new URL(url);
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await response.body?.cancel();
    return response.ok ? undefined : `${host} answered ${response.status}`;
  } catch (error) {
    const code = (error as { cause?: { code?: string } }).cause?.code;
    return `${host} cannot be reached${code === undefined ? '' : ` (${code})`}`;
  }
}
