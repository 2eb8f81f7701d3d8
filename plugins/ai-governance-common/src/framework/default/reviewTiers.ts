import type { ReviewTierDefinition } from '../types';

export const reviewTiers: ReviewTierDefinition[] = [
  {
    tier: 1,
    name: 'Low risk',
    description:
      'Code outside production, internal tooling and cosmetic changes.',
    requirements: ['Approved automatically after static analysis'],
  },
  {
    tier: 2,
    name: 'Medium risk',
    description:
      'Feature code that touches user data, though no personal data.',
    requirements: ['Peer review', 'Automated security scan'],
  },
  {
    tier: 3,
    name: 'High risk',
    description:
      'Code that handles payments, authentication or regulated data (HIPAA, GDPR, SOC 2).',
    requirements: [
      'Manual review by a senior engineer',
      'Sign-off by the governance committee',
      'Automated security scan',
    ],
  },
];
