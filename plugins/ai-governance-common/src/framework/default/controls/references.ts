import type { StandardReference } from '../../types';

/** Where the clauses that the mapping table of the framework document leaves out were taken from. */
const SOURCES: { [standard: string]: string } = {
  'nist-ai-rmf': 'https://nvlpubs.nist.gov/nistpubs/ai/NIST.AI.100-1.pdf',
  'iso-42001': 'https://www.iso.org/standard/81230.html',
  'owasp-llm-2023':
    'https://owasp.org/www-project-top-10-for-large-language-model-applications/',
  'owasp-llm-2025': 'https://genai.owasp.org/llm-top-10/',
  'owasp-agentic-2026':
    'https://genai.owasp.org/resource/owasp-top-10-for-agentic-applications-for-2026/',
  'soc-2':
    'https://www.aicpa-cima.com/topic/audit-assurance/audit-and-assurance-greater-than-soc-2',
};

/** A clause that the framework document itself maps to the control. */
export function fromDocument(
  clause: string,
  title?: string,
): StandardReference[] {
  return [{ clause, ...(title && { title }), source: 'framework document' }];
}

/** Clauses added to complete the mapping, each with the standard's own address as its source. */
export function completed(
  standard: string,
  ...clauses: [clause: string, title: string][]
): StandardReference[] {
  return clauses.map(([clause, title]) => ({
    clause,
    title,
    source: SOURCES[standard],
  }));
}
