import { diffFrameworks, requiredFrom } from './diff';
import { deepFreeze } from './freeze';
import type { Control, Framework } from './types';

/** A framework to put in force now, and what waits. @public */
export interface AnnouncedFramework {
  /**
   * The new version with what asks for more held back: new controls are there
   * and say from when they count, controls that became stricter are still as
   * they were.
   */
  framework: Framework;
  /** Controls that are new. */
  upcoming: string[];
  /** Controls that become stricter. */
  stricter: string[];
}

/**
 * Holds back what a new version asks for on top of the one in force, until
 * everybody had time to prepare. A control of the new version that says itself
 * from when it counts is left alone.
 *
 * @param effectiveFrom - instant from which the new version counts as a whole
 * @public
 */
export function announceFramework(
  inForce: Framework,
  next: Framework,
  effectiveFrom: string,
): AnnouncedFramework {
  const difference = diffFrameworks(inForce, next);
  const old = new Map(inForce.controls.map(control => [control.id, control]));
  const held = (control: string) =>
    next.controls.find(({ id }) => id === control)?.effectiveFrom === undefined;
  const upcoming = difference.added.map(({ control }) => control).filter(held);
  const stricter = difference.changed
    .filter(({ changes }) =>
      changes.some(
        ({ kind, path }) =>
          kind === 'stricter' || /\.(type|params)$|applicab/.test(path),
      ),
    )
    .map(({ control }) => control)
    .filter(held);
  if (upcoming.length + stricter.length === 0) {
    return { framework: next, upcoming, stricter };
  }
  const from = { before: requiredFrom(inForce), after: requiredFrom(next) };
  const controls = next.controls.map((control): Control => {
    if (upcoming.includes(control.id)) {
      return { ...control, effectiveFrom };
    }
    return stricter.includes(control.id) ? old.get(control.id)! : control;
  });
  const framework: Framework = {
    ...next,
    controls,
    levels: next.levels.map(level => ({
      ...level,
      requiredControls: [
        ...level.requiredControls.filter(
          control =>
            !stricter.includes(control) ||
            level.level >= (from.before.get(control) ?? Infinity),
        ),
        // What was required from this level on and moves down only then.
        ...stricter.filter(
          control =>
            from.before.get(control) === level.level &&
            !level.requiredControls.includes(control),
        ),
      ],
    })),
  };
  return { framework: deepFreeze(framework), upcoming, stricter };
}
