import type { Playbook, Programme } from '../types';

type Step = [text: string, ...controls: string[]];

function playbook(
  id: string,
  name: string,
  description: string,
  steps: Step[],
): Playbook {
  return {
    id,
    name,
    description,
    steps: steps.map(([text, ...controls], index) => ({
      id: `${id}.${index + 1}`,
      text,
      ...(controls.length > 0 && { controls }),
    })),
  };
}

const playbooks: Playbook[] = [
  playbook(
    'data-leak',
    'Data left through an AI tool',
    'Source code, secrets or data of customers went to a tool or a model that may not have them.',
    [
      ['Stop the sessions and take the tool off the affected machines'],
      ['Revoke and renew every credential that may have been sent', 'TM-003'],
      [
        'Establish what left, from which repositories and of which classification',
        'DP-001',
        'DP-002',
      ],
      [
        'Ask the vendor to delete it, and to confirm what was kept and used for training',
        'TM-002',
      ],
      [
        'Decide with Legal whether customers or authorities have to be told',
        'CMP-002',
      ],
      [
        'Correct ignore files, settings and endpoint rules that let it through',
        'TM-003',
        'DP-002',
      ],
    ],
  ),
  playbook(
    'licence-violation',
    'Generated code violates a licence',
    'Code under a licence the product cannot have came in through an assistant.',
    [
      ['Mark the affected versions and stop further releases of them'],
      ['Find every copy, with the change that brought it', 'CMP-001', 'CQ-001'],
      ['Let Legal judge the licence and what was shipped already', 'CMP-001'],
      ['Remove or rewrite the code, or meet what the licence asks for'],
      ['Extend the licence scan so that the same is found before merging'],
    ],
  ),
  playbook(
    'vulnerability',
    'A vulnerability came with generated code',
    'A weakness in production traces back to an AI-assisted change.',
    [
      ['Contain it: switch the function off, or roll the change back'],
      ['Look for the same pattern in other assisted changes', 'SEC-001'],
      [
        'Establish how review and scanning passed it',
        'SEC-001',
        'SEC-003',
        'CQ-002',
      ],
      ['Fix it, with a second reviewer who knows security', 'SEC-003'],
      ['Add a rule or a test that would have caught it', 'SEC-001'],
    ],
  ),
  playbook(
    'compromised-tool',
    'An AI tool or its instructions were compromised',
    'A vendor reports an intrusion, or instructions hidden in a repository steered an assistant.',
    [
      [
        'Suspend the tool in the registry and block its endpoints',
        'TM-001',
        'DP-002',
      ],
      ['Renew the credentials the tool could use', 'TM-003'],
      ['Read what it changed since it can have been compromised', 'SEC-002'],
      ['Search instructions and settings for what steered it', 'SEC-002'],
      [
        'Approve the tool again with security and legal before it comes back',
        'TM-002',
      ],
    ],
  ),
  playbook(
    'other',
    'Something else',
    'An incident with AI-assisted development that no other playbook fits.',
    [
      ['Contain it, and name who leads the response'],
      ['Establish what happened and which services it concerns'],
      ['Tell those who have to know'],
      ['Restore normal operation'],
    ],
  ),
];

/** How the organization meets, decides and answers for AI-assisted development. */
export const programme: Programme = {
  committee: {
    role: 'governance-committee',
    cadence: 'committee',
    quorum: 3,
    seats: [
      {
        id: 'engineering',
        name: 'Engineering',
        roles: ['cto', 'vp-engineering', 'platform-lead'],
        required: true,
      },
      {
        id: 'security',
        name: 'Security',
        roles: ['ciso', 'security-compliance'],
        required: true,
      },
      { id: 'legal', name: 'Legal', roles: ['legal'], required: true },
      {
        id: 'revenue',
        name: 'Revenue',
        roles: ['cro', 'vp-sales', 'revenue-ai-owner'],
        required: true,
      },
      {
        id: 'sponsor',
        name: 'Executive sponsor',
        roles: ['executive-sponsor'],
        required: false,
      },
    ],
    reviews: [
      {
        id: 'usage-policy',
        name: 'Usage policies for AI-generated code',
        cadence: 'committee',
      },
      { id: 'audit-log', name: 'Audit log', cadence: 'committee' },
      {
        id: 'customer-narratives',
        name: 'What customers are told about risks',
        cadence: 'committee',
      },
      {
        id: 'zones',
        name: 'Whether anything moves between green, yellow and red',
        cadence: 'quarterly-policy-review',
      },
      {
        id: 'adoption',
        name: 'Adoption: trend, new teams, changed use',
        cadence: 'quarterly-policy-review',
      },
      {
        id: 'regulations',
        name: 'Framework: changed rules and new requirements',
        cadence: 'annual-framework-review',
      },
      {
        id: 'technology',
        name: 'Framework: new capabilities that change the risks',
        cadence: 'annual-framework-review',
      },
      {
        id: 'effectiveness',
        name: 'Framework: what is not followed, too strict or too lax',
        cadence: 'annual-framework-review',
      },
      {
        id: 'peers',
        name: 'Framework: how comparable organizations do it',
        cadence: 'annual-framework-review',
      },
    ],
  },
  incidents: {
    role: 'security-compliance',
    event: 'incident',
    tabletopCheck: 'OPS-002.tabletop',
  },
  playbooks,
  approvalLevels: [
    {
      id: 'assisted',
      name: 'A person does it, AI assists',
      order: 1,
      description: 'AI drafts or finds; whatever has an effect, a person does.',
      boundary: 'A person reads, changes and sends every result.',
      customerFacing: true,
      approverRole: 'platform-lead',
      reviewDays: 366,
    },
    {
      id: 'approved',
      name: 'AI does it after approval',
      order: 2,
      description: 'AI prepares the whole action and waits.',
      boundary: 'A named person approves each action before it takes effect.',
      customerFacing: true,
      approverRole: 'security-compliance',
      reviewDays: 183,
    },
    {
      id: 'supervised',
      name: 'AI does it, people watch',
      order: 3,
      description:
        'AI acts by itself within limits; first contacts and high-risk cases wait for a person.',
      boundary:
        'A person approves the first contact and every high-risk case, and samples the rest each week.',
      customerFacing: true,
      approverRole: 'governance-committee',
      reviewDays: 92,
    },
    {
      id: 'autonomous',
      name: 'AI does it by itself',
      order: 4,
      description:
        'AI acts without anybody looking first; only where nothing reaches a customer.',
      boundary:
        'A person can stop it at any time, and reads what it did once a week.',
      customerFacing: false,
      approverRole: 'governance-committee',
      reviewDays: 92,
    },
  ],
  escalation: {
    windowDays: 366,
    steps: [
      {
        id: 'first',
        name: 'First violation',
        from: 1,
        tells: ['security-compliance'],
        consequence:
          'It is talked through with the person; access to AI tools may be taken away.',
      },
      {
        id: 'repeated',
        name: 'Repeated violation',
        from: 2,
        tells: ['security-compliance', 'executive-sponsor'],
        consequence:
          'It is escalated under the conduct policy; those told decide whether access to AI tools is taken away.',
      },
    ],
  },
};
