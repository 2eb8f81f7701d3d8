import { createHash } from 'node:crypto';
import type { RoleMembers } from '../access/RoleMembers';
import type { InventoryStore } from '../inventory/InventoryStore';
import type { Due } from '../reminders/DueReminders';
import type { InboxService } from './InboxService';

/** Days after it was asked for that a decision is reminded of. */
const AFTER = [3, 14];

const DAY = 24 * 60 * 60 * 1000;

/** Most of one kind that is looked at, what waits longest first. */
const MOST = 1000;

/**
 * Decisions that somebody has waited for long, for each of those who decide;
 * where nobody is in the role, for those who lead the programme. Never for who
 * asked.
 */
export async function decisionsDue(options: {
  inbox: Pick<InboxService, 'open'>;
  inventory: Pick<InventoryStore, 'byRefs'>;
  roles: Pick<RoleMembers, 'deciders' | 'havePeople'>;
  at: string;
}): Promise<Due[]> {
  const { inbox, inventory, roles, at } = options;
  const since = new Date(Date.parse(at) - Math.min(...AFTER) * DAY);
  const [open, decidersOf, hasPeople] = await Promise.all([
    inbox.open(MOST),
    roles.deciders(),
    roles.havePeople(),
  ]);
  const waiting = open.filter(
    ({ asked }) => asked !== undefined && asked.at <= since.toISOString(),
  );
  // What left the catalog with everything it is about, nobody can decide.
  const there = new Set(
    (
      await inventory.byRefs([
        ...new Set(waiting.flatMap(({ entityRefs }) => entityRefs)),
      ])
    ).map(({ entityRef }) => entityRef),
  );
  const due = new Map<string, Due>();
  for (const { role, alsoIn = [], asked, entityRefs } of waiting) {
    if (
      asked === undefined ||
      (entityRefs.length > 0 && !entityRefs.some(ref => there.has(ref)))
    ) {
      continue;
    }
    const { id, by, owners, text } = asked;
    const isStaffed = [role, ...alsoIn].some(hasPeople);
    for (const person of decidersOf({ role, alsoIn, by, owners })) {
      // Of its own for everybody: one message holds all that a person decides.
      const key = dueId(id, person);
      due.set(key, {
        id: key,
        at: asked.at,
        text: isStaffed ? text : `${text}, and nobody is in the role ${role}`,
        people: [person],
        after: AFTER,
      });
    }
  }
  return [...due.values()];
}

function dueId(id: string, person: string): string {
  const hash = createHash('sha256').update(`${id}\n${person}`);
  return `waits:${hash.digest('hex').slice(0, 40)}`;
}
