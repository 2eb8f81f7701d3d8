import type { HandledSubject } from '../types';

export const handles: HandledSubject[] = [
  {
    id: 'payments',
    name: 'Payments',
    description: 'Payments and financial transactions.',
    tierFloor: 3,
    classificationFloor: 'restricted',
  },
  {
    id: 'authentication',
    name: 'Authentication and authorization',
    description: 'Signing in, sessions, permissions.',
    tierFloor: 3,
  },
  {
    id: 'credentials',
    name: 'Credentials',
    description: 'Passwords, API keys, tokens, certificates.',
    tierFloor: 3,
    classificationFloor: 'restricted',
  },
  {
    id: 'cryptography',
    name: 'Cryptography',
    description: 'Encryption, signatures and key management.',
    tierFloor: 3,
  },
  {
    id: 'pii',
    name: 'Personal data (PII)',
    description: 'Data that identifies a person.',
    tierFloor: 3,
    classificationFloor: 'restricted',
  },
  {
    id: 'phi',
    name: 'Health data (PHI)',
    description: 'Protected health information.',
    tierFloor: 3,
    classificationFloor: 'restricted',
  },
  {
    id: 'regulated-data',
    name: 'Regulated data',
    description: 'Data under HIPAA, GDPR, PCI DSS, SOC 2 or the like.',
    tierFloor: 3,
  },
  {
    id: 'infrastructure',
    name: 'Infrastructure',
    description: 'Infrastructure as code, deployment and build systems.',
    tierFloor: 2,
  },
  {
    id: 'user-data',
    name: 'User data that is not personal',
    description: 'Preferences, content and usage of users without identity.',
    tierFloor: 2,
  },
  {
    id: 'production-features',
    name: 'Production features',
    description: 'Features that customers use in production.',
    tierFloor: 2,
  },
  {
    id: 'customer-data',
    name: 'Data related to customers',
    description: 'Contracts, accounts and other data about customers.',
    tierFloor: 2,
    classificationFloor: 'confidential',
  },
  {
    id: 'internal-tooling',
    name: 'Internal tooling',
    description: 'Scripts and tools nobody outside uses.',
    tierFloor: 1,
  },
  {
    id: 'prototypes',
    name: 'Prototypes',
    description: 'Proofs of concept and code outside production.',
    tierFloor: 1,
  },
  {
    id: 'cosmetic',
    name: 'Cosmetic',
    description: 'Styling and texts.',
    tierFloor: 1,
  },
];
