import { defaultFramework } from '../../framework/default';
import type { Check, Framework, Scope } from '../../framework/types';
import type { AssessInput } from '../assess';
import { DERIVED_CHECK_TYPES } from '../derived';
import { judgeGroupParts, judgeOrganizationParts } from '../shared';
import type {
  AiTool,
  Attestation,
  Evidence,
  JudgedParts,
  Profile,
} from '../types';

export const AT = '2026-11-20T09:00:00.000Z';
export const ENTITY = 'component:default/checkout-api';
export const GROUP = 'group:default/payments';
export const SOURCE = 'repository:https://git.example.com/larkspur/checkout';

const DAY = 86_400_000;

/** The instant some days (and milliseconds) away from AT; negative ones are in the past. */
export function inDays(days: number, milliseconds = 0): string {
  return new Date(Date.parse(AT) + days * DAY + milliseconds).toISOString();
}

/** Every check of a scope, in the framework's order. */
export function checksOf(
  scope: Scope,
  framework: Framework = defaultFramework,
): Check[] {
  return framework.controls.flatMap(({ parts }) =>
    parts.filter(part => part.scope === scope).flatMap(({ checks }) => checks),
  );
}

export function isDerived({ type }: Check): boolean {
  return (DERIVED_CHECK_TYPES as readonly string[]).includes(type);
}

export function observation(
  check: string,
  overrides: Partial<Evidence> = {},
): Evidence {
  return {
    check,
    outcome: 'pass',
    source: SOURCE,
    summary: `${check} was looked at`,
    observedAt: inDays(-1),
    ...overrides,
  };
}

export function assistants(
  names: string[] = ['claude-code'],
  overrides: Partial<Evidence> = {},
): Evidence {
  return observation('repository.assistants', {
    data: { assistants: names },
    ...overrides,
  });
}

/** Passing evidence for every check of an entity that evidence answers. */
export function completeEvidence(
  framework: Framework = defaultFramework,
): Evidence[] {
  return [
    assistants(),
    ...checksOf('entity', framework)
      .filter(check => !isDerived(check) && check.type !== 'attestation')
      .map(({ id }) => observation(id)),
  ];
}

export function attestation(
  check: string,
  overrides: Partial<Attestation> = {},
): Attestation {
  return {
    id: `attestation-${check}`,
    check,
    subject: 'organization',
    statement: `${check} is in place`,
    by: 'user:default/ada',
    confirmedBy: 'user:default/grace',
    from: inDays(-1),
    validUntil: inDays(365),
    ...overrides,
  };
}

export const TOOL: AiTool = {
  id: 'claude-code',
  name: 'Claude Code',
  status: 'approved',
  enterpriseEndpoint: true,
  zeroRetention: true,
  onPremises: false,
  privacyMode: true,
  telemetryOff: true,
  reviewBy: inDays(60),
};

/** The organization with everything attested, level criteria included. */
export function completeOrganization(
  options: { without?: string[]; tools?: AiTool[]; at?: string } = {},
): JudgedParts {
  const ids = [
    ...checksOf('organization').map(({ id }) => id),
    ...defaultFramework.levels.flatMap(({ characteristics }) =>
      characteristics.flatMap(({ check }) => (check ? [check.id] : [])),
    ),
  ].filter(id => !options.without?.includes(id));
  return judgeOrganizationParts({
    framework: defaultFramework,
    tools: options.tools ?? [TOOL],
    evidence: [],
    confirmations: {},
    attestations: ids.map(id => attestation(id)),
    at: options.at ?? AT,
  });
}

export function completeGroup(
  options: { without?: string[] } = {},
): JudgedParts {
  return judgeGroupParts({
    framework: defaultFramework,
    group: GROUP,
    evidence: checksOf('group')
      .filter(({ id }) => !options.without?.includes(id))
      .map(({ id }) => observation(id, { source: 'training' })),
    confirmations: {},
    attestations: [],
    at: AT,
  });
}

export function declaredProfile(overrides: Partial<Profile> = {}): Profile {
  return {
    classification: {
      value: 'confidential',
      source: 'portal',
      reason: 'declared in the portal',
      at: inDays(-10),
    },
    tier: { value: 2, source: 'portal', reason: 'declared in the portal' },
    handles: { value: [], source: 'portal', reason: 'declared in the portal' },
    declared: true,
    confirmedAt: inDays(-10),
    conflicts: [],
    ...overrides,
  };
}

/** An input whose every control is met, up to level 5, changed by what a test is about. */
export function input(overrides: Partial<AssessInput> = {}): AssessInput {
  return {
    framework: defaultFramework,
    tools: [TOOL],
    entity: { ref: ENTITY, kind: 'Component', owners: [GROUP] },
    profile: declaredProfile(),
    evidence: completeEvidence(),
    confirmations: {},
    attestations: [],
    exceptions: [],
    groupParts: completeGroup(),
    organizationParts: completeOrganization(),
    at: AT,
    ...overrides,
  };
}

/** Evidence without that of some checks. */
export function without(evidence: Evidence[], ...checks: string[]): Evidence[] {
  return evidence.filter(({ check }) => !checks.includes(check));
}
