import type { Impact, Likelihood, RiskRating } from '../framework/types';

/** A risk that organizations often add to their register, to start from. @public */
export interface SuggestedRisk {
  /** Names the suggestion, never the risk that is made of it. */
  id: string;
  category: string;
  description: string;
  likelihood: Likelihood;
  impact: Impact;
  /** Rating to come down to with the controls in place. */
  target: RiskRating;
  controls: string[];
  mitigation: string;
}

/**
 * Risks of running and rolling out AI assistants, beside those of the framework: four of their operation, six
 * of their adoption.
 * @public
 */
export const suggestedRisks: readonly SuggestedRisk[] = [
  {
    id: 'quality-drift',
    category: 'Quality',
    description:
      'Results of the assistants get worse over time without anybody noticing.',
    likelihood: 'possible',
    impact: 'moderate',
    target: 'low',
    controls: ['CQ-002', 'SEC-003'],
    mitigation: 'Evaluate on a schedule, and gate releases with a way back.',
  },
  {
    id: 'cost-spikes',
    category: 'Cost',
    description:
      'Use grows faster than planned and the bill with it, for one team or for all.',
    likelihood: 'likely',
    impact: 'minor',
    target: 'low',
    controls: [],
    mitigation: 'Cap budgets and route simple work to cheaper models or tiers.',
  },
  {
    id: 'compliance-gaps',
    category: 'Compliance',
    description:
      'An audit asks how assisted changes were controlled, and nobody can show it.',
    likelihood: 'possible',
    impact: 'major',
    target: 'medium',
    controls: ['CQ-001', 'CMP-002'],
    mitigation: 'Keep audit trails and allow sources by name only.',
  },
  {
    id: 'operational-overload',
    category: 'Operational',
    description:
      'Reviews, incidents and questions about assistants exceed what the people on call can take.',
    likelihood: 'possible',
    impact: 'moderate',
    target: 'low',
    controls: ['OPS-002'],
    mitigation: 'Write playbooks for those on call and automate runbooks.',
  },
  {
    id: 'ungoverned-adoption',
    category: 'Adoption',
    description:
      'Assistants spread through teams faster than the rules for them.',
    likelihood: 'likely',
    impact: 'moderate',
    target: 'medium',
    controls: ['TM-001', 'TM-002'],
    mitigation: 'Let pipelines decide by policy what may be merged.',
  },
  {
    id: 'compliance-breaches',
    category: 'Compliance',
    description:
      'Assistants work in repositories that laws or contracts keep them out of.',
    likelihood: 'possible',
    impact: 'major',
    target: 'medium',
    controls: ['DP-001', 'CMP-002'],
    mitigation:
      'Let assistants into listed repositories only, without exception.',
  },
  {
    id: 'degraded-quality',
    category: 'Quality',
    description: 'Assisted changes lower the quality of the code they go into.',
    likelihood: 'likely',
    impact: 'moderate',
    target: 'medium',
    controls: ['SEC-003', 'CQ-002'],
    mitigation: 'Take assisted changes through an enhanced review.',
  },
  {
    id: 'insecure-patterns',
    category: 'Security',
    description: 'Assistants suggest insecure patterns, and teams take them.',
    likelihood: 'likely',
    impact: 'major',
    target: 'medium',
    controls: ['SEC-001'],
    mitigation: 'Enforce security scanners in the pipeline.',
  },
  {
    id: 'data-leakage',
    category: 'Compliance',
    description: 'Data that may not leave the organization ends up in prompts.',
    likelihood: 'possible',
    impact: 'severe',
    target: 'medium',
    controls: ['DP-001', 'DP-002'],
    mitigation: 'Allow repositories by name and redact what is sent.',
  },
  {
    id: 'over-acceptance',
    category: 'Quality',
    description: 'Suggestions are accepted without having been understood.',
    likelihood: 'likely',
    impact: 'moderate',
    target: 'medium',
    controls: ['SEC-003', 'OPS-001'],
    mitigation: 'Make code review and linting mandatory.',
  },
];
