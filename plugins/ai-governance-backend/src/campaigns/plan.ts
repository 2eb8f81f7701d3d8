import { InputError } from '@backstage/errors';
import type {
  CampaignGoal,
  CampaignMilestone,
  CampaignPlan,
  Framework,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { parseFilters } from '../assessment/scorecardFilter';
import { normalizedRef } from '../entityRef';
import { DEPENDS_ON_STATUS } from '../maturity/selection';
import type { OrganizationDates } from '../tabular/organizationDates';

/** Longest campaign, in days. */
const MOST_DAYS = 3 * 366;

/**
 * What somebody wants to do, checked and in its normal form.
 *
 * @param context - `before`: the plan it replaces, whose dates may stand
 * @throws InputError that says what to change
 */
export function validPlan(
  plan: CampaignPlan,
  context: {
    framework: Framework;
    dates: OrganizationDates;
    at: string;
    before?: CampaignPlan;
  },
): CampaignPlan {
  const { framework, dates, at, before } = context;
  const name = plan.name.trim();
  if (name === '') {
    throw new InputError('name must not be empty');
  }
  const owner = normalizedRef(plan.owner);
  if (!/^(?:user|group):/.test(owner)) {
    throw new InputError(`A user or a group runs a campaign, not ${owner}`);
  }
  const { startOn, dueOn } = plan;
  for (const [field, date] of Object.entries({ startOn, dueOn })) {
    if (!dates.isDate(date)) {
      throw new InputError(
        `${field} has to be a date such as 2027-03-31, not '${date}'`,
      );
    }
  }
  if (dueOn < startOn) {
    throw new InputError(`dueOn ${dueOn} lies before startOn ${startOn}`);
  }
  if (dates.endOf(startOn, MOST_DAYS) < dates.endOf(dueOn)) {
    throw new InputError(
      'A campaign lasts three years at most; what lasts longer is a control',
    );
  }
  if (dueOn < dates.today(at)) {
    throw new InputError(
      before
        ? 'dueOn has to be today or later; end the campaign instead'
        : 'dueOn has to be today or later',
    );
  }
  const description = plan.description?.trim();
  return {
    name,
    ...(description && { description }),
    owner,
    goal: validGoal(plan.goal, framework),
    filter: validFilter(plan.filter, framework),
    startOn,
    dueOn,
    milestones: validMilestones(plan.milestones, plan, dates),
  };
}

function validGoal(goal: CampaignGoal, framework: Framework): CampaignGoal {
  if (goal.kind === 'level') {
    if (goal.level < 2) {
      throw new InputError('Everything is at level 1; aim for 2 or higher');
    }
    return { kind: 'level', level: goal.level };
  }
  const controls = [...new Set(goal.controls)];
  for (const id of controls) {
    const control = framework.controls.find(candidate => candidate.id === id);
    if (!control) {
      throw new InputError(
        `The framework in force has no control ${id}; it has ${framework.controls
          .map(candidate => candidate.id)
          .join(', ')}`,
      );
    }
    if (control.parts.every(({ scope }) => scope === 'organization')) {
      throw new InputError(
        `${id} is the organization's own: no entity can do anything about it`,
      );
    }
  }
  return { kind: 'controls', controls };
}

/** Entities must not leave a campaign by doing what it asks for. */
function validFilter(filter: string[], framework: Framework): string[] {
  for (const conditions of parseFilters(filter, framework)) {
    const moving = conditions.find(({ key }) => DEPENDS_ON_STATUS.test(key));
    if (moving) {
      throw new InputError(
        `A campaign is about the same entities from its start to its end: '${moving.key}' changes with what they do; leave it out of the filter, those that have reached the goal count as done`,
      );
    }
  }
  return filter;
}

function validMilestones(
  milestones: CampaignMilestone[],
  { startOn, dueOn }: CampaignPlan,
  dates: OrganizationDates,
): CampaignMilestone[] {
  const sorted = [...milestones].sort((a, b) => (a.on < b.on ? -1 : 1));
  sorted.forEach(({ on, percent }, index) => {
    if (!dates.isDate(on) || on < startOn || on > dueOn) {
      throw new InputError(
        `The day of a milestone has to be a date from ${startOn} to ${dueOn}, not '${on}'`,
      );
    }
    const before = sorted[index - 1];
    if (before && (before.on === on || before.percent >= percent)) {
      throw new InputError(
        `Milestones go up day by day: ${percent} % on ${on} does not follow ${before.percent} % on ${before.on}`,
      );
    }
  });
  return sorted.map(({ on, percent }) => ({ on, percent }));
}
