import {
  exceptionDecidePermission,
  exceptionSponsorPermission,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { FrameworkService } from '../framework/FrameworkService';
import type { InventoryStore } from '../inventory/InventoryStore';
import type { InboxSource, Waiting } from '../inbox/InboxService';
import { decidersOf } from './deciders';
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
      }));
    },
    async waiting({ ref, may, actsIn, owns, at, limit }) {
      const { settings } = framework.current().framework;
      const decidable = (record: ExceptionRecord) => {
        const { permission, role } = decidersOf(record, settings);
        return (
          may(permission) &&
          actsIn(role) &&
          !record.entities.some(({ movedTo }) => movedTo && owns(movedTo))
        );
      };
      // What moved belongs to those who own it now.
      const mine = (record: ExceptionRecord) => ({
        ...record,
        entities: record.entities.filter(({ movedTo }) =>
          movedTo ? owns(movedTo) : record.requestedBy === ref,
        ),
      });
      const decides =
        may(exceptionDecidePermission) || may(exceptionSponsorPermission);
      const open = decides
        ? await store.list({
            state: 'open',
            notBy: ref,
            oldestFirst: true,
            limit,
          })
        : [];
      const ending = await store.ending({
        at,
        until: new Date(Date.parse(at) + AHEAD_DAYS * DAY).toISOString(),
        askedOrMoved: ref,
        limit,
      });
      const takenOver = await store.toConfirm(at, limit);
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
        ...open.filter(decidable).map(waiting('exception')),
        ...takenOver
          .filter(({ entities }) =>
            entities.every(({ entityRef }) => owned.has(entityRef)),
          )
          .map(waiting('exceptionToConfirm')),
        ...ending
          .map(mine)
          .filter(({ entities }) => entities.length > 0)
          .map(waiting('endingException')),
      ];
    },
  };
}
