import {
  assess,
  defaultFramework,
  mergeProfile,
  type CollectionState,
  type DeclaredValues,
  type DescriptorDeclaration,
  type Evidence,
  type Exception,
  type Finding,
  type HistoryResponse,
  type Instant,
  type OrganizationState,
  type ProfileResponse,
  type Scorecard,
  type ScorecardListItem,
  type ScorecardResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import {
  DAY,
  exampleGroup,
  exampleOrganization,
  exampleTools,
  NOW,
  shifted,
} from './organization';

const REPOSITORY = 'https://github.com/larkspur-pay/search-api';

/** How an example differs from an entity where everything is in place. */
export interface ExampleOptions {
  ref?: string;
  at?: Instant;
  /** Checks that fail, with what was seen. */
  failing?: { [check: string]: { summary: string; findings?: Finding[] } };
  /** Checks never seen. */
  unseen?: string[];
  /** Checks whose evidence is too old. */
  old?: string[];
  /** Checks whose newest look failed, with the error. */
  unreachable?: { [check: string]: string };
  /** Checks of the organization that are missing. */
  organizationMissing?: string[];
  untrained?: boolean;
  values?: DeclaredValues | null;
  descriptor?: DescriptorDeclaration;
  exceptions?: Exception[];
  assistants?: string[];
  /** Signs of what its code handles, as `repository.handles` lists them. */
  handles?: { [key: string]: string | number }[];
}

/** What each own check says when it passes. */
const PASSING: { [check: string]: string } = {
  'TM-003.ignore-file': '.cursorignore covers .env, keys and credentials',
  'TM-003.settings': 'The settings of Cursor follow the template',
  'DP-002.egress': 'No unapproved endpoint was seen in 92 days',
  'SEC-001.scanner': 'CodeQL runs on every pull request (ci.yml)',
  'SEC-001.sarif': 'The last report is from the default branch',
  'SEC-001.critical-findings': 'No unresolved critical finding',
  'SEC-002.instructions': 'Instructions and settings scan clean (4 files)',
  'SEC-002.code-owners': 'CODEOWNERS covers the assistant configuration',
  'SEC-003.branch-rules': 'The main branch requires two reviews',
  'SEC-003.reviewed-changes': '98 % of 212 assisted changes were reviewed',
  'CMP-001.license-scan': 'FOSSA runs on every pull request',
  'CMP-001.sarif': 'The licence report is current',
  'CMP-001.remediation': 'No unresolved licence finding',
  'CQ-001.provenance': '97 % of 340 changes have a known provenance',
  'CQ-002.enhanced-review': '95 % of assisted changes were reviewed in depth',
};

function evidenceOf(options: ExampleOptions, at: Instant): Evidence[] {
  const { failing = {}, unseen = [], old = [], unreachable = {} } = options;
  const source = `repository:${REPOSITORY}`;
  const evidence: Evidence[] = [];
  for (const [check, summary] of Object.entries(PASSING)) {
    if (unseen.includes(check)) {
      continue;
    }
    const failure = failing[check];
    evidence.push({
      check,
      outcome: failure ? 'fail' : 'pass',
      source,
      summary: failure?.summary ?? summary,
      findings: failure?.findings,
      link: `${REPOSITORY}/actions`,
      observedAt: shifted(at, old.includes(check) ? -400 * DAY : -3 * DAY),
      collector: 'repository@1',
    });
    if (unreachable[check]) {
      evidence.push({
        check,
        outcome: 'error',
        source,
        summary: unreachable[check],
        observedAt: shifted(at, -3_600_000),
      });
    }
  }
  const assistants = options.assistants ?? ['cursor'];
  if (assistants.length > 0) {
    evidence.push({
      check: 'repository.assistants',
      outcome: 'pass',
      source,
      summary: `Set up for ${assistants.join(', ')}`,
      data: { assistants },
      observedAt: shifted(at, -3 * DAY),
    });
  }
  if (options.handles) {
    evidence.push({
      check: 'repository.handles',
      outcome: 'pass',
      source,
      summary: 'The code shows something',
      data: { handles: options.handles },
      observedAt: shifted(at, -3 * DAY),
    });
  }
  return evidence;
}

const DECLARED: DeclaredValues = {
  classification: 'internal',
  tier: 2,
  handles: ['production-features'],
  adoptionStage: 'controlled',
  aiUse: ['cursor'],
};

/** A profile as the core merges it. */
export function exampleProfile(options: ExampleOptions = {}) {
  const at = options.at ?? NOW;
  const values = options.values === undefined ? DECLARED : options.values;
  return mergeProfile({
    framework: defaultFramework,
    descriptor: options.descriptor,
    portal: values
      ? { values, by: 'user:default/engineer', at: shifted(at, -40 * DAY) }
      : undefined,
    entity: { ref: options.ref ?? 'component:default/search-api' },
    at,
  });
}

/** A scorecard as the core judges it: complete, unless told otherwise. */
export function exampleScorecard(options: ExampleOptions = {}): Scorecard {
  const at = options.at ?? NOW;
  const evidence = evidenceOf(options, at);
  return assess({
    framework: defaultFramework,
    tools: exampleTools(at),
    entity: {
      ref: options.ref ?? 'component:default/search-api',
      kind: 'component',
      type: 'service',
      lifecycle: 'production',
      owners: ['group:default/payments'],
    },
    profile: exampleProfile(options),
    evidence,
    confirmations: { [`repository:${REPOSITORY}`]: shifted(at, -7_200_000) },
    attestations: [],
    exceptions: options.exceptions ?? [],
    groupParts: exampleGroup(at, !options.untrained),
    organizationParts: exampleOrganization(at, options.organizationMissing),
    at,
  });
}

/** A look that ended well two hours before `at`. */
export function exampleCollection(
  at: Instant = NOW,
  part: Partial<CollectionState> = {},
): CollectionState {
  return {
    state: 'done',
    lastLookedAt: shifted(at, -7_200_000),
    repository: { url: REPOSITORY, subpath: '', kind: 'url' },
    warnings: [],
    ...part,
  };
}

/** The answer of `GET …/scorecard`. */
export function exampleResponse(
  options: ExampleOptions = {},
  part: Partial<ScorecardResponse> = {},
): ScorecardResponse {
  const at = options.at ?? NOW;
  const scorecard = exampleScorecard(options);
  const organization: OrganizationState = {
    level: scorecard.organizationLevel,
    ownLevel: scorecard.organizationLevel,
    threshold: 0.9,
    exampleData: false,
  };
  return {
    scorecard,
    collection: exampleCollection(at),
    organization,
    disputes: [],
    allowed: {
      declare: true,
      assess: true,
      dispute: true,
      attest: true,
      requestException: true,
      readFindings: true,
    },
    ...part,
  };
}

/** The answer of `GET …/profile`. */
export function exampleProfileResponse(
  options: ExampleOptions = {},
): ProfileResponse {
  const at = options.at ?? NOW;
  const values = options.values === undefined ? DECLARED : options.values;
  return {
    profile: exampleProfile(options),
    descriptor: options.descriptor ?? null,
    portal: values && {
      values,
      by: 'user:default/engineer',
      at: shifted(at, -40 * DAY),
    },
    pending: [],
    allowed: { declare: true },
  };
}

/** The answer of `GET …/history`: nine months from the first judgement on. */
export function exampleHistory(at: Instant = NOW): HistoryResponse {
  const item = (
    days: number,
    level: 1 | 2 | 3,
    ownLevel: 1 | 2 | 3 | 4,
    score: number,
    changes: HistoryResponse['items'][number]['changes'],
  ) => ({
    at: shifted(at, -days * DAY),
    level,
    ownLevel,
    levelWithoutExceptions: level,
    score,
    frameworkVersion: '1.0.0',
    changes,
  });
  return {
    items: [
      item(2, 2, 2, 71, [{ control: 'SEC-002', from: 'met', to: 'gap' }]),
      item(40, 3, 4, 100, [{ control: 'CMP-001', from: 'gap', to: 'met' }]),
      item(95, 2, 2, 86, [
        { control: 'TM-003', from: 'unknown', to: 'met' },
        { control: 'DP-001', from: 'gap', to: 'met' },
      ]),
      item(
        270,
        1,
        1,
        29,
        defaultFramework.controls.map(control => ({
          control: control.id,
          from: null,
          to: 'unknown' as const,
        })),
      ),
    ],
  };
}

/** A row of the list, from a scorecard. */
export function exampleListItem(
  scorecard: Scorecard,
  part: Partial<ScorecardListItem> = {},
): ScorecardListItem {
  return {
    entityRef: scorecard.entityRef,
    kind: 'component',
    type: 'service',
    lifecycle: 'production',
    owner: 'group:default/payments',
    classification: scorecard.profile.classification.value,
    classificationDeclared: scorecard.profile.declared,
    tier: scorecard.profile.tier.value,
    level: scorecard.level,
    ownLevel: scorecard.ownLevel,
    levelWithoutExceptions: scorecard.levelWithoutExceptions,
    ownProgress: scorecard.ownProgress,
    score: scorecard.score,
    controls: scorecard.controls.map(c => ({
      id: c.control,
      status: c.status,
    })),
    changedAt: shifted(scorecard.judgedAt, -2 * DAY),
    lastLookedAt: shifted(scorecard.judgedAt, -7_200_000),
    ...part,
  };
}
