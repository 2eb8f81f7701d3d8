import type { FrameworkDomain } from '../types';

export const domains: FrameworkDomain[] = [
  {
    id: 'tool_management',
    name: 'Tool management',
    description: 'Which AI tools are in use, approved and configured.',
  },
  {
    id: 'data_protection',
    name: 'Data protection',
    description: 'What may leave towards AI tools, and what does.',
  },
  {
    id: 'code_quality',
    name: 'Code quality',
    description: 'How assisted changes are known and reviewed.',
  },
  {
    id: 'security',
    name: 'Security',
    description: 'Vulnerabilities and attacks that come with AI assistance.',
  },
  {
    id: 'compliance',
    name: 'Compliance',
    description: 'Licences and regulations.',
  },
  {
    id: 'operations',
    name: 'Operations',
    description: 'Training and incident response.',
  },
];
