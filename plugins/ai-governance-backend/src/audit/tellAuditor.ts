import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { AuditBody } from '@plumbline/backstage-plugin-ai-governance-common';

/** What lowers protection or touches the log itself. */
const WEIGHTY =
  /^(audit|framework)\.|\.(approved|rejected|revoked|erased|pruned|putInForce|moved)$/;

/** `framework.putInForce` as `framework-put-in-force`. */
function eventId(action: string): string {
  return action
    .replace(/\./g, '-')
    .replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
}

/**
 * Tells the portal's auditor of entries once their transaction is committed,
 * so that what it ships elsewhere never speaks of something that did not
 * happen. Nothing waits for it.
 */
export function tellAuditor(
  to: { auditor: AuditorService; logger?: LoggerService },
  committed: Promise<unknown> | undefined,
  bodies: readonly AuditBody[],
): void {
  const tell = async () => {
    for (const body of bodies) {
      const { action, ...meta } = body;
      const event = await to.auditor.createEvent({
        eventId: eventId(action),
        severityLevel: WEIGHTY.test(action) ? 'medium' : 'low',
        meta: { action, ...meta },
      });
      await event.success();
    }
  };
  (committed ?? Promise.resolve()).then(
    () =>
      tell().catch(error =>
        to.logger?.warn(`The portal's auditor did not take an entry: ${error}`),
      ),
    // Taken back: there is nothing to tell.
    () => {},
  );
}
