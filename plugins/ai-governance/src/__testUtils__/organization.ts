import {
  defaultFramework,
  judgeGroupParts,
  judgeOrganizationParts,
  type AiTool,
  type Attestation,
  type Evidence,
  type FrameworkResponse,
  type Instant,
} from '@plumbline/backstage-plugin-ai-governance-common';

const HOUR = 3_600_000;
/** One day in milliseconds. */
export const DAY = 24 * HOUR;

/** The moment examples are judged at. */
export const NOW = '2026-11-20T12:00:00.000Z';

/** The instant that lies `distance` milliseconds after `at`. */
export function shifted(at: Instant, distance: number): Instant {
  return new Date(Date.parse(at) + distance).toISOString();
}

const GOOD = {
  enterpriseEndpoint: true,
  zeroRetention: true,
  onPremises: false,
  privacyMode: true,
  telemetryOff: true,
};

/** A small registry: two tools for most data, one for little, one retired. */
export function exampleTools(at: Instant = NOW): AiTool[] {
  return [
    {
      id: 'claude-code',
      name: 'Claude Code',
      vendor: 'Anthropic',
      status: 'approved',
      ...GOOD,
      conditions: ['Only through the enterprise endpoint'],
      reviewBy: shifted(at, 60 * DAY),
    },
    {
      id: 'cursor',
      name: 'Cursor',
      vendor: 'Anysphere',
      status: 'approved',
      ...GOOD,
      zeroRetention: false,
      reviewBy: shifted(at, 40 * DAY),
    },
    {
      id: 'github-copilot',
      name: 'GitHub Copilot',
      vendor: 'GitHub',
      status: 'approved',
      ...GOOD,
      reviewBy: shifted(at, 80 * DAY),
    },
    {
      id: 'windsurf',
      name: 'Windsurf',
      status: 'rejected',
      ...GOOD,
      enterpriseEndpoint: false,
    },
  ];
}

/** The answer of `GET /framework`. */
export function exampleFramework(at: Instant = NOW): FrameworkResponse {
  return {
    framework: defaultFramework,
    digest: 'a'.repeat(64),
    inForceSince: shifted(at, -90 * DAY),
    timeZone: 'UTC',
    checkTypes: [],
    tools: exampleTools(at),
  };
}

/** Checks of the organization, from the framework itself. */
function organizationChecks(): string[] {
  return defaultFramework.controls.flatMap(control =>
    control.parts
      .filter(part => part.scope === 'organization')
      .flatMap(part => part.checks.map(check => check.id)),
  );
}

/** The organization's parts, with everything in place but the named checks. */
export function exampleOrganization(at: Instant, missing: string[] = []) {
  const attestations: Attestation[] = organizationChecks()
    .filter(check => !missing.includes(check))
    .map(check => ({
      id: `attestation-${check}`,
      check,
      subject: 'organization',
      statement: 'In place and reviewed.',
      link: 'https://wiki.example.com/governance',
      by: 'user:default/lead',
      confirmedBy: 'user:default/approver',
      from: shifted(at, -20 * DAY),
      validUntil: shifted(at, 60 * DAY),
    }));
  return judgeOrganizationParts({
    framework: defaultFramework,
    tools: exampleTools(at),
    evidence: [],
    confirmations: {},
    attestations,
    at,
  });
}

/** The owning group's parts: trained, unless told otherwise. */
export function exampleGroup(at: Instant, trained = true) {
  const evidence: Evidence[] = [
    ['OPS-001.completion', 'All 8 people completed the course'],
    ['OPS-001.mean-score', 'The mean score is 91 %'],
  ].map(([check, summary]) => ({
    check,
    outcome: trained ? 'pass' : 'fail',
    source: 'training:academy',
    summary: trained ? summary : '3 of 8 people completed the course',
    observedAt: shifted(at, -30 * DAY),
  }));
  return judgeGroupParts({
    framework: defaultFramework,
    group: 'group:default/payments',
    evidence,
    confirmations: {},
    attestations: [],
    at,
  });
}
