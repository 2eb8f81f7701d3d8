import type { Standard } from '../types';

const NOT_LEGAL = 'The mapping is an aid for audits, not a legal claim.';

/**
 * The framework document quotes the OWASP ids in the numbering of 2023; they stay under that label, beside
 * the lists that came after.
 */
export const standards: Standard[] = [
  {
    id: 'nist-ai-rmf',
    name: 'NIST AI Risk Management Framework',
    version: '1.0',
    link: 'https://www.nist.gov/artificial-intelligence/ai-risk-management-framework',
    note: NOT_LEGAL,
  },
  {
    id: 'iso-42001',
    name: 'ISO/IEC 42001 AI management system',
    version: '2023',
    link: 'https://www.iso.org/standard/81230.html',
    note: NOT_LEGAL,
  },
  {
    id: 'owasp-llm-2023',
    name: 'OWASP Top 10 for LLM Applications 2023',
    version: '2023',
    link: 'https://owasp.org/www-project-top-10-for-large-language-model-applications/',
    note: 'The numbering that the framework document quotes.',
  },
  {
    id: 'owasp-llm-2025',
    name: 'OWASP Top 10 for LLM Applications 2025',
    version: '2025',
    link: 'https://genai.owasp.org/llm-top-10/',
    note: NOT_LEGAL,
  },
  {
    id: 'owasp-agentic-2026',
    name: 'OWASP Top 10 for Agentic Applications 2026',
    version: '2026',
    link: 'https://genai.owasp.org/resource/owasp-top-10-for-agentic-applications-for-2026/',
    note: 'Covers assistants that act on their own with tools.',
  },
  {
    id: 'soc-2',
    name: 'SOC 2 Trust Services Criteria',
    version: '2017, points of focus 2022',
    link: 'https://www.aicpa-cima.com/topic/audit-assurance/audit-and-assurance-greater-than-soc-2',
    note: NOT_LEGAL,
  },
  {
    id: 'owasp-ai-security-guide',
    name: 'OWASP AI Security and Privacy Guide',
    version: 'living document',
    link: 'https://owasp.org/www-project-ai-security-and-privacy-guide/',
    note: 'Background reading; no control is mapped to it.',
  },
  {
    id: 'mitre-atlas',
    name: 'MITRE ATLAS',
    version: 'living document',
    link: 'https://atlas.mitre.org/',
    note: 'Background reading; no control is mapped to it.',
  },
];
