import type {
  Level,
  OrganizationLapse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { StoredParts } from './ScorecardStore';

const YEAR_MS = 366 * 24 * 60 * 60 * 1000;

/** Instants that are looked at before giving up. */
const MOST_STEPS = 100;

/**
 * Goes from one instant at which time alone changes the organization's parts
 * to the next, up to a year ahead, until their level falls.
 *
 * @param judgeAt - judges what is known now as of another instant
 */
export function organizationLapse(
  now: StoredParts,
  at: string,
  judgeAt: (instant: string) => StoredParts,
): OrganizationLapse | undefined {
  const horizon = new Date(Date.parse(at) + YEAR_MS).toISOString();
  const levelOf = (parts: StoredParts) => (parts.level ?? 5) as Level;
  let due = now.dueAt;
  for (let step = 0; step < MOST_STEPS && due && due < horizon; step++) {
    const then = judgeAt(due);
    if (levelOf(then) < levelOf(now)) {
      return {
        at: due,
        level: levelOf(then),
        controls: unsatisfied(then).filter(
          control => !unsatisfied(now).includes(control),
        ),
      };
    }
    due = then.dueAt !== undefined && then.dueAt > due ? then.dueAt : undefined;
  }
  return undefined;
}

function unsatisfied({ judged }: StoredParts): string[] {
  return judged.parts
    .filter(({ status }) => status !== 'met' && status !== 'notApplicable')
    .map(({ control }) => control);
}
