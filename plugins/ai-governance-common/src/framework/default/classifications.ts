import type { Classification } from '../types';

export const classifications: Classification[] = [
  {
    id: 'public',
    name: 'Public',
    description: 'Data and code that anybody may already see.',
    aliases: [],
    order: 0,
    toolAccess: {
      allowed: 'approved',
      conditions: [],
      description: 'Any approved tool.',
    },
  },
  {
    id: 'internal',
    name: 'Internal',
    description:
      'Not public and not sensitive: source of internal tools, internal documentation, harmless configuration.',
    aliases: [],
    order: 1,
    toolAccess: {
      allowed: 'approved',
      conditions: ['enterpriseEndpoint'],
      description: 'Approved tools on an enterprise endpoint.',
    },
  },
  {
    id: 'confidential',
    name: 'Confidential',
    description:
      'Sensitive business data, proprietary algorithms and data related to customers.',
    aliases: [],
    order: 2,
    toolAccess: {
      allowed: 'approved',
      conditions: [
        'enterpriseEndpoint',
        'zeroRetentionOrOnPremises',
        'privacyMode',
        'telemetryOff',
      ],
      description:
        'Approved tools on an enterprise endpoint with zero retention or on-premises, in privacy mode and without telemetry.',
    },
  },
  {
    id: 'restricted',
    name: 'Restricted',
    description:
      'Personal and health data, financial data, credentials and trade secrets.',
    aliases: ['secret'],
    order: 3,
    toolAccess: {
      allowed: 'none',
      conditions: [],
      description: 'No AI tool.',
    },
  },
];
