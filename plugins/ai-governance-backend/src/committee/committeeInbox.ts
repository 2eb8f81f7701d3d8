import {
  committeeManagePermission,
  programmeOf,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { RoleMembers } from '../access/RoleMembers';
import type { FrameworkService } from '../framework/FrameworkService';
import type { InboxSource } from '../inbox/InboxService';
import type { Due } from '../reminders/DueReminders';
import type { OrganizationDates } from '../tabular/organizationDates';
import type { CommitteeService } from './CommitteeService';

/**
 * The meeting that is to be held, or that nobody convened in time. What is on
 * its agenda is on the committee's page, as far as the reader may see it.
 */
export function committeeInbox(options: {
  committee: Pick<CommitteeService, 'due'>;
  framework: FrameworkService;
  dates: OrganizationDates;
}): InboxSource {
  const { committee, framework, dates } = options;
  return {
    permissions: [committeeManagePermission],
    async waiting({ may, actsIn }) {
      const { role } = programmeOf(framework.current().framework).committee;
      if (!may(committeeManagePermission) || !actsIn(role)) {
        return [];
      }
      const { open, since } = await committee.due();
      if (open) {
        const { id, on, convenedBy, at } = open;
        return [
          {
            item: { kind: 'meeting', id, at, meeting: { id, on, convenedBy } },
            entityRefs: [],
          },
        ];
      }
      return since === undefined
        ? []
        : [
            {
              item: {
                kind: 'meetingToConvene',
                id: since,
                at: dates.endOf(since, -1),
                on: since,
              },
              entityRefs: [],
            },
          ];
    },
  };
}

/** The meeting that is convened, for the members of the committee. */
export async function meetingDue(options: {
  committee: Pick<CommitteeService, 'due'>;
  framework: FrameworkService;
  roles: Pick<RoleMembers, 'peopleFor'>;
  dates: OrganizationDates;
}): Promise<Due[]> {
  const { committee, framework, roles, dates } = options;
  const { role } = programmeOf(framework.current().framework).committee;
  const [{ open, since }, people] = await Promise.all([
    committee.due(),
    roles.peopleFor(role),
  ]);
  const day = open?.on ?? since;
  return day === undefined
    ? []
    : [
        {
          id: open ? `meeting:${open.id}` : `meetingToConvene:${day}`,
          // Said on the morning of its day, not after its end.
          at: open ? dates.endOf(day, -1) : dates.endOf(day),
          text: open
            ? 'The committee meets'
            : 'The committee should have met by its rhythm',
          people: [...(people ?? [])],
        },
      ];
}
