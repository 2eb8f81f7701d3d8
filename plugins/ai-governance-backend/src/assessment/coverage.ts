import type { Framework } from '@plumbline/backstage-plugin-ai-governance-common';
import { unpackStatus } from './packedStatuses';

/**
 * Whether anybody ever looked at an entity is read off its packed statuses, so
 * that it is known of the past too. `assessed`: evidence of some control was
 * seen. `stale`: some control's own parts are out of date. `never`: nothing was
 * ever seen. What a declaration alone decides says nothing of that.
 */
export type Coverage = 'assessed' | 'stale' | 'never';

/** Controls whose entity part is decided by evidence and not by a profile. */
export function seenControls(framework: Framework): string[] {
  return framework.controls
    .filter(control => {
      const checks = control.parts
        .filter(part => part.scope === 'entity')
        .flatMap(part => part.checks);
      return (
        checks.length > 0 &&
        checks.every(check => !check.type.startsWith('profile.'))
      );
    })
    .map(control => control.id);
}

/** Whether a packed own status can only come from evidence. */
export function isSeen(character: string): boolean {
  const { status } = unpackStatus(character);
  return (
    status !== undefined && status !== 'unknown' && status !== 'notApplicable'
  );
}
