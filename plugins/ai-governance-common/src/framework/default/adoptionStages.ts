import type { AdoptionStage, EntryCriterion } from '../types';

type Criterion =
  | [text: string, ...controls: string[]]
  | Omit<EntryCriterion, 'id'>;

function criteria(stage: string, list: Criterion[]): EntryCriterion[] {
  return list.map((criterion, index) => {
    const id = `${stage}.${index + 1}`;
    if (!Array.isArray(criterion)) {
      return { id, ...criterion };
    }
    const [text, ...controls] = criterion;
    return { id, text, ...(controls.length > 0 && { controls }) };
  });
}

/** Stages are taken one after the other: skipping the controlled one is how roll-outs fail most often. */
export const adoptionStages: AdoptionStage[] = [
  {
    id: 'pilot',
    name: 'Pilot',
    description:
      'One to three representative teams use assistants in repositories that are not critical, against a measured baseline.',
    order: 1,
    entryCriteria: criteria('pilot', [
      [
        'Two or three representative teams are named; they do not pick only easy tasks',
      ],
      [
        'Baseline of pull request throughput, review time and defect rate after merging is measured',
      ],
      ['Repositories outside the pilot are excluded'],
      {
        text: 'The repositories of the pilot are not critical: those that declare a stage are of review tier 2 at most',
        maxTier: 2,
      },
    ]),
  },
  {
    id: 'controlled',
    name: 'Controlled roll-out',
    description:
      'More teams join while policies, audit logs and pipeline checks are enforced.',
    order: 2,
    entryCriteria: criteria('controlled', [
      ['The pilot has metrics that can be compared with its baseline'],
      ['Approved repositories and exclusions are set', 'DP-001'],
      ['Security scanning of assisted code is mandatory', 'SEC-001'],
      ['Attribution and auditability are required', 'CQ-001'],
      [
        'The data handling policy says what may leave the organization',
        'DP-001',
        'DP-002',
      ],
    ]),
  },
  {
    id: 'scaled',
    name: 'Scaled adoption',
    description:
      'Adoption grows by its KPIs, behind governance gates and with a platform enablement team.',
    order: 3,
    entryCriteria: criteria('scaled', [
      [
        'The controlled roll-out ran with policies, audit logs and pipeline checks in force',
      ],
      ['Policies are aligned with SOC 2 or an equivalent', 'CMP-002'],
      ['Access is controlled by the sensitivity of repositories', 'DP-001'],
      ['Use of generated code is logged for audits'],
      ['An enablement team owns training, policy updates and tool standards'],
      ['KPIs show a benefit'],
    ]),
    requires: ['governance-baseline'],
  },
];
