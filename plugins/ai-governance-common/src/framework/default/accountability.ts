import type { AccountabilityLayer } from '../types';

/** Tools bear no accountability; each layer of people keeps its own. */
export const accountability: AccountabilityLayer[] = [
  {
    id: 'author',
    name: 'Author',
    accountableFor:
      'The code submitted for review, generated parts included: understanding it, verifying that it is correct and that it meets the quality standards.',
  },
  {
    id: 'reviewer',
    name: 'Reviewer',
    accountableFor:
      'The quality of the review; approving without adequate scrutiny shares responsibility for defects a reasonable review would have caught.',
  },
  {
    id: 'team-lead',
    name: 'Team lead or manager',
    accountableFor:
      'The system around the code: review processes, testing infrastructure and compliance with governance.',
  },
  {
    id: 'organization',
    name: 'Organization',
    accountableFor:
      'The governance framework, tools, training and resources for responsible AI-assisted development.',
  },
];
