import { createHash } from 'node:crypto';
import { defaultFramework } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  AiTool,
  Evidence,
  InventoryEntity,
} from '@plumbline/backstage-plugin-ai-governance-common';

/** Twelve deterministic booleans per entity, from the digest of its name. */
export function bools(name: string): boolean[] {
  const hash = createHash('sha1').update(name).digest();
  return Array.from({ length: 12 }, (_, index) => (hash[index] & 3) !== 0);
}

export const nameOf = (index: number) =>
  `comp-${String(index).padStart(5, '0')}`;

/** The same shape of organization the peers are measured with. */
export function entity(index: number): InventoryEntity {
  return {
    entityRef: `component:default/${nameOf(index)}`,
    kind: 'Component',
    title: `Component ${index}`,
    type: index % 3 ? 'service' : 'library',
    lifecycle: 'production',
    owners: [`group:default/group-${String(index % 50).padStart(2, '0')}`],
    annotations: {},
  };
}

export const tools: AiTool[] = [
  {
    id: 'claude-code',
    name: 'Claude Code',
    status: 'approved',
    enterpriseEndpoint: true,
    zeroRetention: true,
    onPremises: false,
    privacyMode: true,
    telemetryOff: true,
    reviewBy: '2099-01-01T00:00:00.000Z',
  },
];

/** Checks of the default framework that evidence decides for an entity. */
const EVIDENCE_CHECKS = defaultFramework.controls.flatMap(control =>
  control.parts
    .filter(part => part.scope === 'entity')
    .flatMap(part => part.checks)
    .filter(
      check =>
        !check.type.startsWith('tools.') &&
        !check.type.startsWith('profile.') &&
        !check.type.startsWith('findings.'),
    )
    .map(check => check.id),
);

/** One item of evidence per check, passing or failing by the entity's name. */
export function evidenceOf(
  index: number,
): Omit<Evidence, 'observedAt' | 'source'>[] {
  const outcomes = bools(nameOf(index));
  return [
    {
      check: 'repository.assistants',
      outcome: 'pass',
      summary: 'Set up for Claude Code (CLAUDE.md)',
      data: { assistants: ['claude-code'] },
    },
    ...EVIDENCE_CHECKS.map((check, position) => ({
      check,
      outcome: outcomes[position % outcomes.length]
        ? ('pass' as const)
        : ('fail' as const),
      summary: `Synthetic observation ${position} of ${nameOf(index)}`,
    })),
  ];
}
