import type { Checklist } from '../types';

type Item = [text: string, ...controls: string[]];

function items(list: string, entries: Item[]) {
  return entries.map(([text, ...controls], index) => ({
    id: `${list}.${index + 1}`,
    text,
    ...(controls.length > 0 && { controls }),
  }));
}

export const checklists: Checklist[] = [
  {
    id: 'governance-baseline',
    name: 'Governance baseline',
    description: 'Set before assistants are rolled out broadly.',
    items: items('governance-baseline', [
      ['Approved repositories and exclusions are set', 'DP-001'],
      ['Security scanning of assisted code is mandatory', 'SEC-001'],
      ['Attribution and auditability are required', 'CQ-001'],
      ['The data handling policy says what may leave', 'DP-001', 'DP-002'],
    ]),
  },
  {
    id: 'implementation',
    name: 'Implementation',
    description: 'What a team does to work with assistants.',
    items: items('implementation', [
      ['Permitted repositories and sensitivity tiers are defined', 'DP-001'],
      ['Assisted commits are scanned for security', 'SEC-001'],
      ['AI-generated changes carry attribution', 'CQ-001'],
      ['Executives review the KPIs in a fixed rhythm'],
      ['Training and standard prompt playbooks are available', 'OPS-001'],
    ]),
  },
  {
    id: 'deployment',
    name: 'Deployment',
    description: 'Set before going live.',
    items: items('deployment', [
      ['The governance policy is signed off', 'TM-002'],
      ['The reference architecture is approved'],
      ['Quality and safety gates are enforced', 'SEC-001', 'SEC-003'],
      ['Costs are monitored and budgets configured'],
      ['The playbook for rolling back is tested', 'OPS-002'],
    ]),
  },
  {
    id: 'operating',
    name: 'Operating',
    description: 'Looked through while AI is in operation.',
    items: items('operating', [
      ['The owner of AI and the owner of approvals are clear'],
      ['AI actions towards customers have approval levels'],
      ['Security and legal are involved before automation', 'TM-002'],
      ['Incentives reward quality, not only volume'],
      ['Every AI workflow has an audit trail'],
    ]),
  },
];
