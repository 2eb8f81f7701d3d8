import type { RoleMembers } from '../access/RoleMembers';
import type { Due } from '../reminders/DueReminders';
import type { OrganizationDates } from '../tabular/organizationDates';
import type { RiskService } from './RiskService';

/** Risks whose review falls due, for those who look after them. */
export async function reviewsDue(options: {
  risks: Pick<RiskService, 'reviews'>;
  roles: Pick<RoleMembers, 'peopleOf'>;
  dates: OrganizationDates;
}): Promise<Due[]> {
  const { risks, roles, dates } = options;
  const [reviews, peopleOf] = await Promise.all([
    risks.reviews(),
    roles.peopleOf(),
  ]);
  return reviews.flatMap(({ id, owner, reviewBy }) =>
    owner === undefined || reviewBy === undefined
      ? []
      : [
          {
            id: `riskReview:${id}:${reviewBy}`,
            at: dates.endOf(reviewBy),
            text: `The risk ${id} has to be reviewed`,
            people: peopleOf([owner]),
          },
        ],
  );
}
