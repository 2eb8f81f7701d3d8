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
import type { RecordStore } from '../records/RecordStore';
import type { Due } from '../reminders/DueReminders';
import type { OrganizationDates } from '../tabular/organizationDates';

/** Those that wait for somebody in the responding role. */
const UNANSWERED = ['open', 'contained'];

/** Incidents to respond to and reviews to read as a second person. */
export function incidentInbox(options: {
  store: RecordStore<Incident>;
  framework: FrameworkService;
}): InboxSource {
  const { store, framework } = options;
  const roleOf = () =>
    programmeOf(framework.current().framework).incidents.role;
  const unanswered = (limit: number) =>
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
      return (await unanswered(limit))
        .filter(({ review }) => review?.by !== ref)
        .map(incident => ({
          item: {
            kind: incident.review ? 'incidentToRead' : 'incident',
            id: incident.id,
            at: incident.review?.at ?? incident.containedAt ?? incident.at,
            incident,
          },
          entityRefs: incident.entityRefs,
        }));
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
    async waiting({ may, owns, limit }) {
      if (!may(incidentReadPermission)) {
        return [];
      }
      const waiting = (
        followUps: readonly FollowUp[],
        about: { of: OwedFollowUp['of']; at: string; entityRefs: string[] },
      ): Waiting[] =>
        followUps
          .filter(({ doneAt, owner }) => doneAt === undefined && owns([owner]))
          .map(followUp => ({
            item: {
              kind: 'followUp',
              id: followUp.id,
              at: about.at,
              followUp: { ...followUp, of: about.of },
            },
            entityRefs: about.entityRefs,
          }));
      const [reviewed, held] = await Promise.all([
        incidents.list({ states: ['reviewed'], limit }),
        exercises.list({ limit }),
      ]);
      return [
        ...reviewed.flatMap(({ id, title, review, entityRefs }) =>
          waiting(review!.followUps, {
            of: { kind: 'incident', id, title },
            at: review!.readAt ?? review!.at,
            entityRefs,
          }),
        ),
        ...held.flatMap(({ id, scenario, followUps, at }) =>
          waiting(followUps, {
            of: { kind: 'exercise', id, title: scenario },
            at,
            entityRefs: [],
          }),
        ),
      ];
    },
  };
}

/** What incidents and exercises left to be done, for those to whom it falls. */
export async function followUpsDue(options: {
  incidents: RecordStore<Incident>;
  exercises: RecordStore<Exercise>;
  roles: Pick<RoleMembers, 'peopleBehind'>;
  dates: OrganizationDates;
}): Promise<Due[]> {
  const { incidents, exercises, roles, dates } = options;
  const [reviewed, held] = await Promise.all([
    incidents.list({ states: ['reviewed'] }),
    exercises.list({}),
  ]);
  const left = [
    ...reviewed.flatMap(({ review }) => review!.followUps),
    ...held.flatMap(({ followUps }) => followUps),
  ].filter(({ doneAt }) => doneAt === undefined);
  return Promise.all(
    left.map(async ({ id, text, owner, dueOn }) => ({
      id: `followUp:${id}`,
      at: dates.endOf(dueOn),
      text,
      people: await roles.peopleBehind([owner]),
    })),
  );
}
