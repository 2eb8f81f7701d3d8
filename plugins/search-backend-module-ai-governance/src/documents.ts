import type { IndexableDocument } from '@backstage/plugin-search-common';
import type {
  Control,
  Framework,
} from '@plumbline/backstage-plugin-ai-governance-common';

/** What a document is about. @public */
export type AiGovernanceDocumentKind =
  | 'control'
  | 'risk'
  | 'level'
  | 'classification'
  | 'tier'
  | 'zone'
  | 'policy';

/** A control or a policy of the framework in force, as search keeps it. @public */
export interface AiGovernanceDocument extends IndexableDocument {
  kind: AiGovernanceDocumentKind;
  /** Its id in the framework: `SEC-001`. */
  id: string;
  /** Name of the control's domain. */
  domain?: string;
  /** What to do so that the control's checks pass. */
  remediation?: string;
}

function sentences(parts: readonly (string | undefined)[]): string {
  return [...new Set(parts.filter((part): part is string => Boolean(part)))]
    .map(part => (/[.!?:]$/.test(part) ? part : `${part}.`))
    .join(' ');
}

function remediations(control: Control): string {
  return sentences(
    control.parts.flatMap(({ checks }) =>
      checks.map(({ remediation }) => remediation.text),
    ),
  );
}

/**
 * Everything of a framework that people look for by name: its controls with
 * what to do about them, the risks, levels, classifications, tiers and zones it
 * judges by, and the policies that people follow. @public
 */
export function documentsOf(
  framework: Framework,
  path = '/ai-governance',
): AiGovernanceDocument[] {
  const domains = new Map(framework.domains.map(({ id, name }) => [id, name]));
  const entities = (query: { [key: string]: string }) =>
    `${path}/entities?${new URLSearchParams(query)}`;
  const policies = (query: { [key: string]: string }) =>
    `${path}/policies?${new URLSearchParams(query)}`;
  return [
    ...framework.controls.map(
      (control): AiGovernanceDocument => ({
        kind: 'control',
        id: control.id,
        title: `${control.id} ${control.name}`,
        text: sentences([
          control.description,
          control.implementation,
          control.limits,
        ]),
        domain: domains.get(control.domain) ?? control.domain,
        remediation: remediations(control),
        location: entities({ control: control.id, status: 'open' }),
      }),
    ),
    ...framework.risks.map(
      (risk): AiGovernanceDocument => ({
        kind: 'risk',
        id: risk.id,
        title: `${risk.id} ${risk.category}`,
        text: sentences([risk.description, risk.mitigation]),
        location: `${path}/risks?${new URLSearchParams({ risk: risk.id })}`,
      }),
    ),
    ...framework.levels.map(
      (level): AiGovernanceDocument => ({
        kind: 'level',
        id: String(level.level),
        title: `Level ${level.level}: ${level.name}`,
        text: sentences([
          level.description,
          ...level.characteristics.map(({ text }) => text),
        ]),
        location: entities({ level: String(level.level) }),
      }),
    ),
    ...framework.classifications.map(
      (classification): AiGovernanceDocument => ({
        kind: 'classification',
        id: classification.id,
        title: classification.name,
        text: sentences([
          classification.description,
          classification.toolAccess.description,
        ]),
        location: policies({ classification: classification.id }),
      }),
    ),
    ...framework.reviewTiers.map(
      (tier): AiGovernanceDocument => ({
        kind: 'tier',
        id: String(tier.tier),
        title: `Tier ${tier.tier}: ${tier.name}`,
        text: sentences([tier.description, ...tier.requirements]),
        location: policies({ tier: String(tier.tier) }),
      }),
    ),
    ...framework.zones.map(
      (zone): AiGovernanceDocument => ({
        kind: 'zone',
        id: zone.id,
        title: zone.name,
        text: sentences([zone.description, zone.globs.join(', ')]),
        location: policies({ zone: zone.id }),
      }),
    ),
    ...framework.policies.map(
      (policy): AiGovernanceDocument => ({
        kind: 'policy',
        id: policy.id,
        title: policy.name,
        text: sentences([
          policy.description,
          ...policy.items.map(({ text }) => text),
        ]),
        location: policies({ policy: policy.id }),
      }),
    ),
  ];
}
