import type { FrameworkSettings } from '../types';

export const settings: FrameworkSettings = {
  approvingRole: 'security-compliance',
  sponsorRole: 'executive-sponsor',
  assumedClassification: 'confidential',
  assumedTier: 2,
  organizationThreshold: 0.9,
  confirmationDays: 366,
  declaredNoneDays: 366,
  maxExceptionDays: 90,
  dormantDays: 365,
  internalSampleShare: 0.1,
  compareWithSeen: ['handles', 'aiUse'],
  assessable: {
    kinds: ['Component'],
    excludedTypes: [],
    excludedLifecycles: ['archived'],
  },
  tools: {
    signOffRoles: ['security-compliance', 'legal'],
    reviewDays: 92,
    criteria: [
      {
        id: 'data-handling',
        name: 'Data handling',
        description:
          'Where code and prompts are processed: on the device, at the vendor or at a third party.',
      },
      {
        id: 'residency',
        name: 'Residency',
        description: 'In which regions data is processed and stored.',
      },
      {
        id: 'retention',
        name: 'Retention',
        description: 'How long prompts and answers are kept, and by whom.',
      },
      {
        id: 'training-opt-out',
        name: 'Training opt-out',
        description:
          'Whether models are trained on what is sent, and what the contract says against it.',
      },
      {
        id: 'security-posture',
        name: 'Security posture',
        description:
          'Independent audits such as SOC 2, disclosure of vulnerabilities, promised response to incidents.',
      },
      {
        id: 'contract',
        name: 'Contract',
        description:
          'Ownership of output, indemnification, and what happens to data at the end.',
      },
      {
        id: 'compliance-alignment',
        name: 'Compliance alignment',
        description:
          'Which requirements of the industry and of its regulations the tool meets.',
      },
    ],
  },
  training: {
    completion: 1,
    meanScore: 0.8,
    courses: [
      { id: 'ai-safe-use', name: 'Safe use of AI coding tools', days: 366 },
      {
        id: 'ai-safe-use-refresher',
        name: 'Quarterly refresher',
        days: 92,
        alsoBy: ['ai-safe-use'],
      },
    ],
  },
};
