import type { Regulation } from '../types';

/** Questions of a gap analysis: data to work with, not legal advice. */
export const regulations: Regulation[] = [
  {
    id: 'soc-2',
    name: 'SOC 2',
    description:
      'Attestation of a service organization’s controls over security, availability, processing integrity, confidentiality and privacy.',
    link: 'https://www.aicpa-cima.com/topic/audit-assurance/audit-and-assurance-greater-than-soc-2',
    analysis: [
      {
        control: 'TM-001',
        question:
          'Can you show an auditor every AI coding tool that could reach code in scope?',
      },
      {
        control: 'TM-002',
        question:
          'Is there a dated decision with security sign-off for each AI tool in use?',
      },
      {
        control: 'TM-003',
        question:
          'How are unauthorized settings of AI tools prevented or detected?',
      },
      {
        control: 'DP-001',
        question:
          'Does the classification of a system decide which AI tools may see it?',
      },
      {
        control: 'DP-002',
        question:
          'Is transmission of code to AI services monitored, with alerts somebody answers?',
      },
      {
        control: 'SEC-001',
        question:
          'Is every change scanned before it reaches production, assisted or not?',
      },
      {
        control: 'SEC-002',
        question: 'Who reviews changes to files that steer AI assistants?',
      },
      {
        control: 'SEC-003',
        question:
          'Does each assisted change have an approval that fits its risk?',
      },
      {
        control: 'OPS-001',
        question: 'Can you show who was trained on AI tools, and when?',
      },
      {
        control: 'OPS-002',
        question: 'Does the incident process cover incidents caused by AI?',
      },
    ],
  },
  {
    id: 'hipaa',
    name: 'HIPAA',
    description:
      'United States rules on the privacy and security of protected health information.',
    link: 'https://www.hhs.gov/hipaa/for-professionals/security/index.html',
    analysis: [
      {
        control: 'DP-001',
        question:
          'Are all repositories that touch PHI classified as restricted, so that no AI tool is used with them?',
      },
      {
        control: 'DP-002',
        question:
          'Would a transmission of PHI to an AI service be noticed and handled as a possible breach?',
      },
      {
        control: 'TM-002',
        question:
          'Does every tool that could receive PHI have a business associate agreement?',
      },
      {
        control: 'TM-003',
        question: 'Do tool settings keep files with PHI out of prompts?',
      },
      {
        control: 'SEC-003',
        question:
          'Is assisted code that handles PHI reviewed by a person with security expertise?',
      },
      {
        control: 'OPS-001',
        question: 'Does the training say that PHI never goes into prompts?',
      },
      {
        control: 'OPS-002',
        question:
          'Does the playbook include the breach notification duties for PHI?',
      },
    ],
  },
  {
    id: 'pci-dss',
    name: 'PCI DSS',
    description:
      'Security standard for organizations that store, process or transmit cardholder data.',
    link: 'https://www.pcisecuritystandards.org/standards/pci-dss/',
    analysis: [
      {
        control: 'DP-001',
        question:
          'Are all repositories in the cardholder data environment classified as restricted?',
      },
      {
        control: 'SEC-001',
        question:
          'Is bespoke software scanned for vulnerabilities before release, generated code included?',
      },
      {
        control: 'SEC-003',
        question:
          'Is code reviewed by somebody other than its author, assisted or not, before release?',
      },
      {
        control: 'CMP-001',
        question:
          'Is there an inventory of third-party components, those suggested by AI included?',
      },
      {
        control: 'OPS-001',
        question:
          'Are developers trained each year in secure coding with the tools they use?',
      },
      {
        control: 'OPS-002',
        question:
          'Does the incident response plan name leaks of cardholder data through AI tools?',
      },
    ],
  },
  {
    id: 'gdpr',
    name: 'GDPR',
    description:
      'European Union regulation on the protection of personal data.',
    link: 'https://eur-lex.europa.eu/eli/reg/2016/679/oj',
    analysis: [
      {
        control: 'TM-002',
        question:
          'Is there a processing agreement with each AI provider, and is it known where data is processed?',
      },
      {
        control: 'DP-001',
        question:
          'Are repositories that handle personal data identified, and kept away from tools that may not see it?',
      },
      {
        control: 'DP-002',
        question:
          'Would personal data sent to an AI service be noticed in time for a breach notification?',
      },
      {
        control: 'TM-003',
        question:
          'Are retention and training on inputs switched off wherever the tool allows it?',
      },
      {
        control: 'CQ-001',
        question:
          'Is usage of AI tools by people recorded only as far as it is needed?',
      },
      {
        control: 'OPS-001',
        question:
          'Does the training cover that personal data never goes into prompts?',
      },
      {
        control: 'OPS-002',
        question:
          'Does the playbook name who decides on notifying the supervisory authority?',
      },
    ],
  },
];
