import { InputError, NotAllowedError } from '@backstage/errors';
import { organizationOwnLevel } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  Level,
  OrganizationAim,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { Standings } from '../maturity/MaturityService';
import type { OpenUnits } from './openUnits';

const HIGHEST: Level = 5;

/** What the organization's next own level asks of itself and of its entities. */
export interface Ahead extends Omit<OrganizationAim, 'reached'> {
  /** Keys of the organization's own open units up to it. */
  open: string[];
}

/** @throws when what is asked for is not the whole organization */
export function mustBeWhole(
  isComplete: boolean,
  request: { filter?: string[]; refs?: string[] },
): void {
  if ((request.filter ?? []).length > 0 || request.refs !== undefined) {
    throw new InputError(
      "aim=organization plans for the organization's own level, which all its entities carry: leave filter and refs out, or plan with aim=own",
    );
  }
  if (!isComplete) {
    throw new NotAllowedError(
      'aim=organization counts all entities of the organization, and you may see a part of them: plan with aim=own',
    );
  }
}

/** Where the organization's own level stands, and what the next one takes. */
export function aheadOf(standings: Standings, units: OpenUnits): Ahead {
  const open = units.ofOrganization(standings.organization);
  const threshold = standings.inForce.framework.settings.organizationThreshold;
  const levelCounts: { [level in Level]?: number } = {};
  let ranked = 0;
  for (const { ownLevel } of standings.members) {
    if (ownLevel !== null) {
      levelCounts[ownLevel] = (levelCounts[ownLevel] ?? 0) + 1;
      ranked += 1;
    }
  }
  const lowest = open.reduce(
    (least, key) => Math.min(least, units.get(key)!.level),
    HIGHEST + 1,
  );
  const from = organizationOwnLevel({
    organizationLevel: Math.max(1, lowest - 1) as Level,
    threshold,
    levelCounts,
  });
  if (from === HIGHEST) {
    return { from, parts: 0, entities: 0, open: [] };
  }
  const to = (from + 1) as Level;
  const there = Object.entries(levelCounts).reduce(
    (sum, [level, count]) => (Number(level) >= to ? sum + count : sum),
    0,
  );
  const asked = open.filter(key => units.get(key)!.level <= to);
  return {
    from,
    to,
    parts: asked.length,
    // With the tolerance that levels are counted with; nobody is too few.
    entities: Math.max(
      ranked === 0 ? 1 : 0,
      Math.ceil(threshold * ranked - 1e-9) - there,
    ),
    open: asked,
  };
}
