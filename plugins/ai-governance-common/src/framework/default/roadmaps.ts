import type { Roadmap } from '../types';

type Activity = [text: string, ...controls: string[]];

function activities(phase: string, list: Activity[]) {
  return list.map(([text, ...controls], index) => ({
    id: `${phase}.${index + 1}`,
    text,
    ...(controls.length > 0 && { controls }),
  }));
}

const twelveMonths: Roadmap = {
  id: 'twelve-months',
  name: 'Twelve months',
  description: 'Four phases from the first committee meeting to level 4.',
  phases: [
    {
      id: 'foundation',
      name: 'Foundation',
      period: 'months 1–2',
      targetLevel: 2,
      activities: activities('foundation', [
        ['Establish the governance committee for AI code generation'],
        ['Take inventory of the tools across the organization', 'TM-001'],
        ['Draft the first usage policy', 'TM-002'],
        ['Deploy AI-specific Semgrep rules in the pipeline', 'SEC-001'],
        ['Create templates for .cursorignore and CLAUDE.md', 'TM-003'],
      ]),
    },
    {
      id: 'formalization',
      name: 'Formalization',
      period: 'months 3–4',
      targetLevel: 3,
      activities: activities('formalization', [
        ['Classify data for the access of AI tools', 'DP-001'],
        ['Deploy network monitoring for AI service endpoints', 'DP-002'],
        ['Launch the developer training programme', 'OPS-001'],
        ['Scan for licence compliance', 'CMP-001'],
        ['Establish the incident response playbook', 'OPS-002'],
      ]),
    },
    {
      id: 'measurement',
      name: 'Measurement',
      period: 'months 5–6',
      targetLevel: 3,
      activities: activities('measurement', [
        ['Deploy the dashboard of governance metrics'],
        ['Hold the first tabletop exercise', 'OPS-002'],
        ['Complete the regulatory compliance assessment', 'CMP-002'],
        ['Review and refine every policy by its metrics'],
        ['Assess and close the gaps to level 4'],
      ]),
    },
    {
      id: 'optimization',
      name: 'Optimization',
      period: 'months 7–12',
      targetLevel: 4,
      activities: activities('optimization', [
        ['Introduce predictive risk analytics'],
        ['Automate the enforcement of policies'],
        ['Hold a red team exercise that targets AI code generation'],
        ['Benchmark against peers in the industry'],
        ['Plan the capabilities of level 5'],
      ]),
    },
  ],
};

const ninetyDays: Roadmap = {
  id: 'ninety-days',
  name: 'Ninety days',
  description: 'A fast start in three steps.',
  phases: [
    {
      id: 'baseline',
      name: 'Baseline',
      period: 'weeks 1–3',
      activities: activities('baseline', [
        ['Measure the baseline metrics'],
        ['Assemble the gold set to evaluate against'],
        ['Define the acceptance criteria'],
      ]),
    },
    {
      id: 'controls',
      name: 'Controls',
      period: 'weeks 4–8',
      activities: activities('controls', [
        ['Put the governance controls in place'],
        ['Switch on the monitoring dashboards'],
      ]),
    },
    {
      id: 'canary',
      name: 'Canary roll-out',
      period: 'weeks 9–12',
      activities: activities('canary', [
        ['Roll out to a canary group'],
        ['Hold a formal review'],
        ['Set the triggers for rolling back'],
      ]),
    },
  ],
};

/** Rules that nobody explained are worked around: every phase of this plan says so. */
const EXPLAINED: Activity = [
  'Tell the teams what changes in this phase and why, and collect what they think of it',
];

const sixPillars: Roadmap = {
  id: 'six-pillars',
  name: 'Six pillars',
  description:
    'Acceptable use, code review, data handling, audit trails, accountability and review cadence, in four phases by risk.',
  phases: [
    {
      id: 'data-and-use',
      name: 'Data handling and acceptable use',
      period: 'month 1',
      activities: activities('data-and-use', [
        ['Classify data and set what may go into prompts', 'DP-001'],
        ['Publish the acceptable use policy with zones and approved tools'],
        EXPLAINED,
      ]),
    },
    {
      id: 'review-and-attribution',
      name: 'Code review and attribution',
      period: 'months 2–3',
      activities: activities('review-and-attribution', [
        ['Add AI-specific criteria to the code review', 'SEC-003', 'CQ-002'],
        ['Say how assisted changes are attributed', 'CQ-001'],
        EXPLAINED,
      ]),
    },
    {
      id: 'audit-trails',
      name: 'Audit trails',
      period: 'months 3–4',
      activities: activities('audit-trails', [
        ['Log who used which tool when and on what, without content'],
        ['Set retention and access of the logs'],
        EXPLAINED,
      ]),
    },
    {
      id: 'accountability-and-cadence',
      name: 'Accountability and review cadence',
      period: 'months 4–6',
      activities: activities('accountability-and-cadence', [
        ['Document and share the accountability model'],
        ['Start the quarterly review'],
        EXPLAINED,
      ]),
    },
  ],
};

export const roadmaps: Roadmap[] = [twelveMonths, ninetyDays, sixPillars];
