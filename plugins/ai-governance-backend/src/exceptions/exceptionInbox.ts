import {
  exceptionDecidePermission,
  exceptionSponsorPermission,
  SPONSORED_RENEWAL,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { ownersOf } from '../access/RoleMembers';
import type { RoleMembers } from '../access/RoleMembers';
import type { FrameworkService } from '../framework/FrameworkService';
import type { InventoryStore } from '../inventory/InventoryStore';
import type { InboxSource, Waiting } from '../inbox/InboxService';
import type { Due } from '../reminders/DueReminders';
import { decidersOf } from './deciders';
import { theirsOf } from './ExceptionService';
import type { ExceptionRecord, ExceptionStore } from './ExceptionStore';

const DAY = 24 * 60 * 60 * 1000;

/** Days ahead of its end from which an exception is shown to who asked for it. */
const AHEAD_DAYS = 14;

/** Requests for exceptions, and own exceptions that end. */
export function exceptionInbox(options: {
  store: ExceptionStore;
  framework: FrameworkService;
  inventory: Pick<InventoryStore, 'byRefs'>;
}): InboxSource {
  const { store, framework, inventory } = options;
  return {
    permissions: [exceptionDecidePermission, exceptionSponsorPermission],
    async open(limit) {
      const { settings } = framework.current().framework;
      const records = await store.list({
        state: 'open',
        oldestFirst: true,
        limit,
      });
      return records.map(record => ({
        role: decidersOf(record, settings).role,
        entityRefs: record.entities.map(({ entityRef }) => entityRef),
        asked: {
          id: `exception:${record.id}`,
          by: record.requestedBy,
          at: record.requestedAt,
          owners: theirsOf(record),
          text: `An exception from ${record.control}`,
        },
      }));
    },
    async waiting({ ref, may, actsIn, owns, claims, at, limit }) {
      const { settings } = framework.current().framework;
      const decides = ({ permission, role }: ReturnType<typeof decidersOf>) =>
        may(permission) && actsIn(role);
      const [ordinary, sponsored] = [0, SPONSORED_RENEWAL].map(renewal =>
        decides(decidersOf({ renewal }, settings)),
      );
      // What is the caller's is nothing they decide on.
      const open =
        ordinary || sponsored
          ? await store.list({
              state: 'open',
              // Nothing can be granted of the others: they lapse.
              lastsBeyond: at,
              notBy: ref,
              notOf: claims,
              ...(ordinary !== sponsored && { sponsored }),
              oldestFirst: true,
              limit,
            })
          : [];
      // What moved belongs to those who own it now.
      const mine = (record: ExceptionRecord) => ({
        ...record,
        entities: record.entities.filter(({ movedTo }) =>
          owns(ownersOf({ by: record.requestedBy, movedTo })),
        ),
      });
      const ending = await store.ending({
        at,
        until: new Date(Date.parse(at) + AHEAD_DAYS * DAY).toISOString(),
        of: { by: ref, owners: claims },
        // Who asked for a renewal has done their part.
        onlyUnasked: true,
      });
      const takenOver = await store.toConfirm({ at, owners: claims, limit });
      const owned = new Set(
        takenOver.length === 0
          ? []
          : (
              await inventory.byRefs([
                ...new Set(
                  takenOver.flatMap(({ entities }) =>
                    entities.map(({ entityRef }) => entityRef),
                  ),
                ),
              ])
            )
              .filter(({ owners }) => owns(owners))
              .map(({ entityRef }) => entityRef),
      );
      const waiting =
        (kind: 'exception' | 'exceptionToConfirm' | 'endingException') =>
        (record: ExceptionRecord): Waiting => ({
          item: {
            kind,
            id: record.id,
            at: kind === 'endingException' ? record.until : record.requestedAt,
            exception: {
              ...record,
              deciders: decidersOf(record, settings).role,
            },
          },
          entityRefs: record.entities.map(({ entityRef }) => entityRef),
        });
      return [
        ...open.map(waiting('exception')),
        // Each for its own services; the others wait for their owners.
        ...takenOver
          .map(record => ({
            ...record,
            entities: record.entities.filter(({ entityRef }) =>
              owned.has(entityRef),
            ),
          }))
          .filter(({ entities }) => entities.length > 0)
          .map(waiting('exceptionToConfirm')),
        ...ending
          .map(mine)
          .filter(({ entities }) => entities.length > 0)
          .slice(0, limit)
          .map(waiting('endingException')),
      ];
    },
  };
}

/** Exceptions that nobody confirmed yet, for those who own the service now. */
export async function confirmationsDue(options: {
  store: ExceptionStore;
  roles: Pick<RoleMembers, 'peopleOf'>;
  at: string;
}): Promise<Due[]> {
  const { store, roles, at } = options;
  const unconfirmed = await store.unconfirmed({
    at,
    until: new Date(Date.parse(at) + AHEAD_DAYS * DAY).toISOString(),
  });
  const peopleOf = await roles.peopleOf();
  return unconfirmed.map(({ id, control, reconfirmBy, owners }) => ({
    id: `toConfirm:${id}`,
    at: reconfirmBy,
    text: `An exception from ${control} is over unless it is confirmed`,
    people: peopleOf(owners),
  }));
}
