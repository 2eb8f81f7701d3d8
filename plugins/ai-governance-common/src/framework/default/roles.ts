import type { Role } from '../types';

const governance: Role[] = [
  {
    id: 'executive-sponsor',
    name: 'Executive sponsor',
    description: 'Defines risk appetite and what success means.',
    responsibilities: [
      'Sets the risk appetite and the success metrics',
      'Accepts risks of the organization itself',
      'Decides on third renewals of exceptions',
    ],
  },
  {
    id: 'platform-lead',
    name: 'Platform and architecture lead',
    description: 'Sets system standards and reference designs.',
    responsibilities: [
      'Keeps the tool registry and the configuration templates',
      'Runs the platform that enforces policies',
    ],
  },
  {
    id: 'security-compliance',
    name: 'Security and compliance',
    description: 'Defines the controls that are not negotiable.',
    responsibilities: [
      'Assesses tools and decides on lowered protections and exceptions',
      'Maintains scanner rules, monitoring and the incident playbook',
      'Keeps the regulatory mapping',
    ],
  },
  {
    id: 'product-owner',
    name: 'Product owner',
    description: 'Defines acceptance criteria and escalation paths.',
    responsibilities: [
      'Declares what the product’s code handles',
      'Escalates when a control cannot be met',
    ],
  },
  {
    id: 'governance-committee',
    name: 'AI code governance committee',
    description:
      'Engineering, security, legal and revenue leaders who decide together, every two weeks.',
    responsibilities: [
      'Signs off changes of tier 3',
      'Reviews usage policies, audit logs and risk narratives',
    ],
  },
  {
    id: 'legal',
    name: 'Legal',
    description: 'Judges contracts, licences and regulations.',
    responsibilities: [
      'Reviews the terms of service of AI tools',
      'Judges licence findings',
    ],
  },
  {
    id: 'enablement-lead',
    name: 'Enablement lead',
    description: 'Trains and coaches people in working with AI.',
    responsibilities: [
      'Owns the playbook training, adoption and coaching',
      'Keeps the curriculum and the assessment',
    ],
  },
  {
    id: 'auditor',
    name: 'Auditor',
    description: 'Verifies what was done, without deciding it.',
    responsibilities: ['Reads the audit log and the evidence'],
  },
];

/** Roles of the go-to-market organization that governance touches, and those its decisions name. */
const goToMarket: Role[] = [
  {
    id: 'gtm-engineer',
    name: 'GTM engineer',
    description: 'Builds automation for sales and marketing.',
    responsibilities: [
      'Sales and marketing automation',
      'Signal routing',
      'Workflow design',
    ],
  },
  {
    id: 'revenue-ai-owner',
    name: 'Revenue AI owner',
    description: 'Owns AI use in the revenue organization.',
    responsibilities: ['Priority of use cases', 'Return', 'Governance'],
  },
  {
    id: 'ai-sales-specialist',
    name: 'AI sales specialist',
    description: 'Supports sales with AI knowledge.',
    responsibilities: [
      'Explaining the value of AI',
      'Discovering use cases',
      'Supporting proofs of concept',
    ],
  },
  {
    id: 'forward-deployed-engineer',
    name: 'Forward deployed engineer',
    description: 'Works with customers on their data.',
    responsibilities: ['Connecting customer data', 'Fast proof of value'],
  },
  {
    id: 'revops-data-steward',
    name: 'RevOps data steward',
    description: 'Keeps revenue data trustworthy.',
    responsibilities: ['Data quality', 'Field definitions', 'Audit trail'],
  },
];

function named(id: string, name: string, description: string): Role {
  return { id, name, description, responsibilities: [] };
}

const participants: Role[] = [
  named('cto', 'CTO', 'Leads technology.'),
  named('ciso', 'CISO', 'Leads information security.'),
  named('cro', 'CRO', 'Leads revenue.'),
  named('cmo', 'CMO', 'Leads marketing.'),
  named('cfo', 'CFO', 'Leads finance.'),
  named('vp-engineering', 'VP engineering', 'Leads engineering.'),
  named('vp-sales', 'VP sales', 'Leads sales.'),
  named('revops', 'RevOps', 'Runs revenue operations.'),
  named('sales', 'Sales', 'Sells.'),
  named('marketing', 'Marketing', 'Runs marketing.'),
  named('marketing-ops', 'Marketing operations', 'Runs marketing systems.'),
  named('security', 'Security', 'Advises on security.'),
  named('solutions', 'Solutions', 'Designs solutions with customers.'),
  named('account-executive', 'Account executive', 'Owns an account.'),
  named('customer', 'Customer', 'Uses the product.'),
  named('deal-desk', 'Deal desk', 'Structures deals.'),
  named('engineering', 'Engineering', 'Builds the services.'),
];

export const roles: Role[] = [...governance, ...goToMarket, ...participants];
