import type { Finding } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  HostCheckRequest,
  HostEvidence,
} from '@plumbline/backstage-plugin-ai-governance-node';
import { z } from 'zod';
import type { GithubClient, Remembered } from './GithubClient';
import { instantOf, type Repository } from './repository';
import { isKind } from './rules';

const DAY_MS = 86_400_000;

/** A scan older than this says nothing of commits pushed since. */
const FRESH_DAYS = 90;

/** So many alerts are named; the summary counts all. */
const MOST_FINDINGS = 50;

/** The worst first. */
const SEVERITIES: readonly Finding['severity'][] = [
  'critical',
  'high',
  'medium',
  'low',
];

const analysisSchema = z.object({
  created_at: z.string(),
  error: z.string().default(''),
  tool: z.object({ name: z.string().nullish() }).optional(),
});

const alertSchema = z.object({
  number: z.number(),
  rule: z
    .object({
      id: z.string().nullish(),
      severity: z.string().nullish(),
      security_severity_level: z.string().nullish(),
      description: z.string().nullish(),
    })
    .optional(),
  tool: z.object({ name: z.string().nullish() }).optional(),
});

type Alert = z.output<typeof alertSchema>;

/** Reports of security scanners; those about licences are somebody else's. */
function isSecurityReport({ type, params }: HostCheckRequest): boolean {
  return type === 'report.sarif' && params?.category === undefined;
}

/**
 * Code scanning is a store of SARIF reports: its last analysis and its open
 * alerts answer the checks that ask for a report. Nothing is said where it is
 * switched off, because a report may come another way.
 */
export async function alertsEvidence(context: {
  client: GithubClient;
  owner: string;
  repo: string;
  repository: Repository;
  checks: readonly HostCheckRequest[];
  remembered: Remembered;
  signal: AbortSignal;
}): Promise<{ items: HostEvidence[]; warnings: string[] }> {
  const { client, owner, repo, repository, remembered, signal } = context;
  const asked = context.checks.filter(isSecurityReport);
  if (asked.length === 0) {
    return { items: [], warnings: [] };
  }
  const ref = `refs/heads/${repository.default_branch}`;
  try {
    const analyses = await client.get(
      'GET /repos/{owner}/{repo}/code-scanning/analyses',
      {
        what: `the code scanning analyses of ${owner}/${repo}`,
        parameters: { owner, repo, ref, per_page: 5 },
        schema: analysisSchema.array(),
        remembered,
        signal,
      },
    );
    const last = analyses.find(({ error }) => error === '');
    const analysedAt = instantOf(last?.created_at);
    if (analysedAt === undefined) {
      return { items: [], warnings: [] };
    }
    const { items: alerts, truncated } = await client.list(
      'GET /repos/{owner}/{repo}/code-scanning/alerts',
      {
        what: `the code scanning alerts of ${owner}/${repo}`,
        parameters: { owner, repo, ref, state: 'open' },
        schema: alertSchema,
        remembered,
        signal,
      },
    );
    return {
      items: asked.map(({ id }) =>
        reportOf(id, alerts, analysedAt, last?.tool?.name, repository),
      ),
      warnings: truncated
        ? [`Only the first ${alerts.length} code scanning alerts were read`]
        : [],
    };
  } catch (error) {
    if (isKind(error, 'absent', 'refused')) {
      return { items: [], warnings: [] };
    }
    if (isKind(error, 'permission')) {
      return {
        items: asked.map(({ id }) => ({
          check: id,
          outcome: 'error' as const,
          summary: `The code scanning alerts of ${owner}/${repo} cannot be read: grant the app "Code scanning alerts: read" (a token needs the scope security_events)`,
        })),
        warnings: [],
      };
    }
    throw error;
  }
}

function reportOf(
  check: string,
  alerts: readonly Alert[],
  analysedAt: string,
  tool: string | null | undefined,
  repository: Repository,
): HostEvidence {
  const findings = alerts.map(findingOf);
  const counts = SEVERITIES.flatMap(severity => {
    const count = findings.filter(item => item.severity === severity).length;
    return count > 0 ? [`${count} ${severity}`] : [];
  });
  const analysed = Date.parse(analysedAt);
  const pushed = Date.parse(repository.pushed_at ?? '');
  return {
    check,
    outcome: 'pass',
    summary: `${tool ?? 'Code scanning'} reported on ${analysedAt.slice(
      0,
      10,
    )}: ${counts.length > 0 ? `${counts.join(', ')} open` : 'no open alert'}`,
    link: `${repository.html_url}/security/code-scanning`,
    ...(findings.length > 0 && {
      // The worst first: the rest is where the link leads.
      findings: findings
        .sort(
          (a, b) =>
            SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
        )
        .slice(0, MOST_FINDINGS),
    }),
    ...(pushed > analysed + DAY_MS && {
      expiresAt: new Date(analysed + FRESH_DAYS * DAY_MS).toISOString(),
    }),
  };
}

/** Paths and lines stay at GitHub, which knows who may see them. */
function findingOf({ number, rule, tool }: Alert): Finding {
  return {
    rule: rule?.id ?? 'unknown',
    severity: severityOf(rule?.security_severity_level, rule?.severity),
    message: `${rule?.description ?? 'Code scanning alert'} (${
      tool?.name ?? 'code scanning'
    } alert #${number})`,
    fingerprint: `github-code-scanning-${number}`,
  };
}

function severityOf(
  security: string | null | undefined,
  rule: string | null | undefined,
): Finding['severity'] {
  if (SEVERITIES.includes(security as Finding['severity'])) {
    return security as Finding['severity'];
  }
  if (rule === 'error') {
    return 'high';
  }
  return rule === 'warning' ? 'medium' : 'low';
}
