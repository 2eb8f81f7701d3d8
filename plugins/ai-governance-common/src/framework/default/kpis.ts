import type { Kpi } from '../types';

export const kpis: Kpi[] = [
  {
    id: 'tool-coverage',
    category: 'adoption',
    name: 'AI tool coverage',
    definition: 'Share of developers who have an approved AI tool set up.',
    measurement: 'Endpoint (EDR) inventory ÷ number of developers',
    targets: [{ comparison: '>', value: 90, unit: 'percent' }],
  },
  {
    id: 'configuration-compliance',
    category: 'adoption',
    name: 'Configuration compliance',
    definition:
      'Share of AI tool installations that meet the configuration standard.',
    measurement: 'Installations passing the scan ÷ all installations',
    targets: [{ comparison: '>', value: 95, unit: 'percent' }],
  },
  {
    id: 'vulnerability-detection-rate',
    category: 'security',
    name: 'AI vulnerability detection rate',
    definition:
      'Share of vulnerabilities introduced by AI that are caught before production.',
    measurement:
      'Findings before production ÷ findings before and after production',
    targets: [
      { label: 'critical', comparison: '>', value: 99, unit: 'percent' },
      { label: 'high', comparison: '>', value: 95, unit: 'percent' },
    ],
  },
  {
    id: 'mean-time-to-detect',
    category: 'security',
    name: 'Mean time to detect an AI vulnerability',
    definition:
      'Mean time from the generation of code to the detection of its vulnerability.',
    measurement: 'Time of detection − time of the commit',
    targets: [{ comparison: '<', value: 24, unit: 'hours' }],
  },
  {
    id: 'scan-coverage',
    category: 'security',
    name: 'AI security scan coverage',
    definition:
      'Share of pull requests with AI code that are scanned with AI-specific rules.',
    measurement: 'Scanned pull requests with AI code ÷ all of them',
    targets: [{ comparison: '=', value: 100, unit: 'percent' }],
  },
  {
    id: 'licence-compliance-rate',
    category: 'compliance',
    name: 'Licence compliance rate',
    definition: 'Share of AI-generated code that passes the licence scan.',
    measurement: 'Passing scans ÷ all scans',
    targets: [{ comparison: '=', value: 100, unit: 'percent' }],
  },
  {
    id: 'classification-compliance',
    category: 'compliance',
    name: 'Data classification compliance',
    definition:
      'Share of repositories whose AI tool access fits their classification.',
    measurement: 'Compliant repositories ÷ all repositories',
    targets: [{ comparison: '>', value: 98, unit: 'percent' }],
  },
  {
    id: 'training-completion-rate',
    category: 'training',
    name: 'Training completion rate',
    definition: 'Share of AI tool users who completed the security training.',
    measurement: 'Trained users ÷ all AI tool users',
    targets: [{ comparison: '=', value: 100, unit: 'percent' }],
  },
  {
    id: 'training-assessment-score',
    category: 'training',
    name: 'Training assessment score',
    definition: 'Mean score in the assessment on the security of AI code.',
    measurement: 'Mean of the assessment scores',
    targets: [{ comparison: '>', value: 80, unit: 'percent' }],
  },
  {
    id: 'pr-cycle-time',
    category: 'delivery',
    name: 'Pull request cycle time',
    definition:
      'Time from opening to merging a pull request, as median and 95th percentile.',
    measurement: 'Merge time − opening time of merged pull requests',
    targets: [
      { label: 'median', comparison: 'improve', unit: 'hours' },
      { label: 'p95', comparison: 'improve', unit: 'hours' },
    ],
  },
  {
    id: 'defect-density',
    category: 'delivery',
    name: 'Defect density after merging',
    definition: 'Defects found after merging, in relation to merged changes.',
    measurement: 'Defects traced to merged changes ÷ merged changes',
    targets: [{ comparison: 'improve', unit: 'index' }],
  },
  {
    id: 'security-findings-per-release',
    category: 'delivery',
    name: 'Security findings per release',
    definition: 'Security findings that a release carries or closes.',
    measurement: 'Findings attributed to the changes of a release',
    targets: [{ comparison: 'improve', unit: 'count' }],
  },
  {
    id: 'developer-satisfaction',
    category: 'delivery',
    name: 'Developer satisfaction index',
    definition: 'How satisfied developers are with working with AI assistance.',
    measurement: 'Index of the regular survey',
    targets: [{ comparison: 'improve', unit: 'index' }],
  },
  {
    id: 'cost-per-merged-pr',
    category: 'economics',
    name: 'Cost per merged pull request',
    definition: 'What AI assistance costs for each merged pull request.',
    measurement: 'Cost of AI tools ÷ merged pull requests',
    targets: [{ comparison: 'improve', unit: 'currency' }],
  },
  {
    id: 'reviewer-hours-saved',
    category: 'economics',
    name: 'Reviewer hours saved',
    definition: 'Hours reviewers no longer spend since assistance began.',
    measurement: 'Review hours of the baseline − review hours now',
    targets: [{ comparison: 'improve', unit: 'hours' }],
  },
  {
    id: 'critical-bug-fix-time',
    category: 'economics',
    name: 'Time to fix critical bugs',
    definition: 'Time from the report of a critical bug to its fix.',
    measurement: 'Time of the fix − time of the report',
    targets: [{ comparison: 'improve', unit: 'hours' }],
  },
];
