import { createHash } from 'node:crypto';
import type { RoleMembers } from '../access/RoleMembers';
import type { FrameworkService } from '../framework/FrameworkService';
import type { InboxSource } from '../inbox/InboxService';
import type { Due } from '../reminders/DueReminders';
import type { ReminderStore } from '../reminders/ReminderStore';
import { accountabilityDigest } from './AccountabilityService';
import type { AcknowledgementStore } from './AcknowledgementStore';

const isGroup = (claim: string) => claim.startsWith('group:');

/** Roles of the framework that people are named for, and what is to be read. */
function toRead(
  framework: FrameworkService,
  roles: Pick<RoleMembers, 'refsOf'>,
) {
  const inForce = framework.current();
  return {
    digest: accountabilityDigest(inForce.framework),
    since: inForce.inForceSince,
    named: inForce.framework.roles
      .map(({ id }) => id)
      .filter(id => roles.refsOf(id) !== undefined),
  };
}

/**
 * Who answers for what, while somebody has not acknowledged it: whoever holds a
 * role, and everybody else who belongs to a group of the catalog.
 */
export function accountabilityInbox(options: {
  store: Pick<AcknowledgementStore, 'get'>;
  framework: FrameworkService;
  roles: Pick<RoleMembers, 'refsOf'>;
}): InboxSource {
  const { store, framework, roles } = options;
  return {
    permissions: [],
    async waiting({ ref, actsIn, claims }) {
      const { digest, since, named } = toRead(framework, roles);
      const own = named.filter(actsIn);
      if (own.length === 0 && !claims.some(isGroup)) {
        return [];
      }
      const known = await store.get(ref);
      return known?.digest === digest
        ? []
        : [
            {
              item: {
                kind: 'accountability',
                id: digest,
                at: since,
                roles: own,
                changed: known !== undefined,
              },
              entityRefs: [],
            },
          ];
    },
  };
}

/** The same for everybody who holds a role, once each for these texts. */
export async function acknowledgementsDue(options: {
  store: Pick<AcknowledgementStore, 'people'>;
  announced: Pick<ReminderStore, 'announced'>;
  framework: FrameworkService;
  roles: Pick<RoleMembers, 'refsOf' | 'peopleOf'>;
  at: string;
}): Promise<Due[]> {
  const { store, announced, framework, roles, at } = options;
  const { digest, named } = toRead(framework, roles);
  const [peopleOf, done] = await Promise.all([
    roles.peopleOf(),
    store.people(digest),
  ]);
  const waiting = new Map(
    peopleOf(named.flatMap(role => roles.refsOf(role) ?? []))
      .filter(person => !done.has(person))
      .map(person => [dueId(person, digest), person]),
  );
  // Asked at once: there can be many, of whom each was told long ago.
  const told = await announced.announced([...waiting.keys()], 0);
  return [...waiting]
    .filter(([id]) => !told.has(id))
    .map(([id, person]) => ({
      id,
      at,
      text: 'Read who answers for what in your roles, and acknowledge it',
      people: [person],
    }));
}

function dueId(person: string, digest: string): string {
  const hash = createHash('sha256').update(`${person}\n${digest}`);
  return `acknowledge:${hash.digest('hex').slice(0, 40)}`;
}
