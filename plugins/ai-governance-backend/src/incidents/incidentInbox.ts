import {
  incidentManagePermission,
  incidentReadPermission,
  programmeOf,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  Exercise,
  FollowUp,
  Incident,
  OwedFollowUp,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { RoleMembers } from '../access/RoleMembers';
import type { FrameworkService } from '../framework/FrameworkService';
import type { InboxSource, Waiting } from '../inbox/InboxService';
import type { InventoryStore } from '../inventory/InventoryStore';
import type { RecordStore } from '../records/RecordStore';
import type { Due } from '../reminders/DueReminders';
import type { OrganizationDates } from '../tabular/organizationDates';

const DAY = 24 * 60 * 60 * 1000;

/** Those that wait for somebody in the responding role. */
const UNANSWERED = ['open', 'contained'];

/** Incidents to respond to and reviews to read as a second person. */
export function incidentInbox(options: {
  store: RecordStore<Incident>;
  framework: FrameworkService;
  inventory: Pick<InventoryStore, 'byRefs'>;
}): InboxSource {
  const { store, framework, inventory } = options;
  const roleOf = () =>
    programmeOf(framework.current().framework).incidents.role;
  const unanswered = (limit?: number) =>
    store.list({ states: UNANSWERED, oldestFirst: true, limit });
  return {
    permissions: [incidentManagePermission],
    async open(limit) {
      const role = roleOf();
      return (await unanswered(limit)).map(({ entityRefs }) => ({
        role,
        entityRefs,
      }));
    },
    async waiting({ ref, may, actsIn, limit }) {
      if (!may(incidentManagePermission) || !actsIn(roleOf())) {
        return [];
      }
      const open = (await unanswered())
        .filter(({ review }) => review?.by !== ref)
        .slice(0, limit);
      const refs = [...new Set(open.flatMap(({ entityRefs }) => entityRefs))];
      const known = new Set(
        (await inventory.byRefs(refs)).map(({ entityRef }) => entityRef),
      );
      return open.map(incident => {
        const { entityRefs } = incident;
        // Of which none is left it has to be answered all the same.
        const isOrphan =
          entityRefs.length > 0 && entityRefs.every(each => !known.has(each));
        return {
          item: {
            kind: incident.review ? 'incidentToRead' : 'incident',
            id: incident.id,
            at: incident.review?.at ?? incident.containedAt ?? incident.at,
            incident: isOrphan
              ? { ...incident, entityRefs: [], hidden: entityRefs.length }
              : incident,
          },
          entityRefs: isOrphan ? [] : entityRefs,
        };
      });
    },
  };
}

/** What incidents and exercises left to be done, to whom it falls. */
export function followUpInbox(options: {
  incidents: RecordStore<Incident>;
  exercises: RecordStore<Exercise>;
}): InboxSource {
  const { incidents, exercises } = options;
  return {
    permissions: [incidentReadPermission],
    async waiting({ may, claims, limit }) {
      if (!may(incidentReadPermission)) {
        return [];
      }
      const asked = { owners: claims, limit };
      const [reviewed, held] = await Promise.all([
        incidents.leftToDo(asked),
        exercises.leftToDo(asked),
      ]);
      const waiting = (
        followUp: FollowUp,
        about: { of: OwedFollowUp['of']; at: string; entityRefs: string[] },
      ): Waiting => ({
        item: {
          kind: 'followUp',
          id: followUp.id,
          at: about.at,
          followUp: { ...followUp, of: about.of },
        },
        entityRefs: about.entityRefs,
      });
      return [
        ...reviewed.map(
          ({ followUp, record: { id, title, review, ...rest } }) =>
            waiting(followUp, {
              of: { kind: 'incident', id, title },
              at: review!.readAt ?? review!.at,
              entityRefs: rest.entityRefs,
            }),
        ),
        ...held.map(({ followUp, record: { id, scenario, at } }) =>
          waiting(followUp, {
            of: { kind: 'exercise', id, title: scenario },
            at,
            entityRefs: [],
          }),
        ),
      ];
    },
  };
}

/** Days ahead from which a follow-up may be announced; what is sent decides. */
const AHEAD_DAYS = 8;

/** What incidents and exercises left to be done, for those to whom it falls. */
export async function followUpsDue(options: {
  incidents: RecordStore<Incident>;
  exercises: RecordStore<Exercise>;
  roles: Pick<RoleMembers, 'peopleOf'>;
  dates: OrganizationDates;
  at: string;
}): Promise<Due[]> {
  const { incidents, exercises, roles, dates, at } = options;
  const soon = {
    dueBy: dates.today(
      new Date(Date.parse(at) + AHEAD_DAYS * DAY).toISOString(),
    ),
  };
  const left = (
    await Promise.all([incidents.leftToDo(soon), exercises.leftToDo(soon)])
  )
    .flat()
    .map(({ followUp }) => followUp);
  const peopleOf = await roles.peopleOf();
  return left.map(({ id, text, owner, dueOn }) => ({
    id: `followUp:${id}`,
    at: dates.endOf(dueOn),
    text,
    people: peopleOf([owner]),
  }));
}
