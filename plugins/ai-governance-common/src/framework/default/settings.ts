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
  assessable: {
    kinds: ['Component'],
    excludedTypes: [],
    excludedLifecycles: ['archived'],
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
