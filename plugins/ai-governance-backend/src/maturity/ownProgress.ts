import { PROGRESS_SHARES } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  Framework,
  OwnProgressRollup,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { Own, Part } from './Organization';
import {
  IS_APPLICABLE,
  IS_SATISFIED,
  NO_PART_CODE,
  pairOf,
} from './statusCodes';

/** What levels demand, of controls in the framework's order. */
export interface Demands {
  /** Equal ones demand the same. */
  key: string;
  /** The lowest level that demands each control; beyond every level for none. */
  levels: Uint8Array;
  highest: number;
}

/** Own controls up to the next own level that apply, and how many of them are satisfied. */
export interface Progress {
  met: number;
  applicable: number;
}

const NEVER = 255;

/** What is demanded at an instant: announced controls do not count yet. */
export function demandsOf(framework: Framework, at: string): Demands {
  const levels = Uint8Array.from(framework.controls, ({ id, effectiveFrom }) =>
    effectiveFrom !== undefined && effectiveFrom > at
      ? NEVER
      : Math.min(
          NEVER,
          ...framework.levels.flatMap(({ level, requiredControls }) =>
            requiredControls.includes(id) ? [level] : [],
          ),
        ),
  );
  return {
    key: levels.join(),
    levels,
    highest: Math.max(...framework.levels.map(({ level }) => level)),
  };
}

/** The same progress that lists tell of one entity; undefined for what is not ranked. */
export function progressOf(
  own: Own,
  group: Part | undefined,
  options: { ownLevel: number; demands: Demands },
): Progress | undefined {
  const { ownLevel, demands } = options;
  if (ownLevel === 0) {
    return undefined;
  }
  const towards = Math.min(ownLevel + 1, demands.highest);
  const progress = { met: 0, applicable: 0 };
  for (let index = 0; index < own.codes.length; index++) {
    if (demands.levels[index] <= towards) {
      const pair = pairOf(
        own.codes[index],
        group?.codes[index] ?? NO_PART_CODE,
      );
      progress.applicable += IS_APPLICABLE[pair] ? 1 : 0;
      progress.met += IS_SATISFIED[pair] ? 1 : 0;
    }
  }
  return progress;
}

/** The place of the share that progress is in, among `PROGRESS_SHARES`. */
export function shareOf({ met, applicable }: Progress): number {
  return met === applicable ? 4 : Math.floor((4 * met) / applicable);
}

/** Progress of many, as it is told. */
export function progressRollup(counts: {
  met: number;
  applicable: number;
  shares: Uint32Array;
}): OwnProgressRollup {
  return {
    entities: counts.shares.reduce((sum, count) => sum + count, 0),
    met: counts.met,
    applicable: counts.applicable,
    shares: Object.fromEntries(
      PROGRESS_SHARES.map((share, place) => [share, counts.shares[place]]),
    ) as OwnProgressRollup['shares'],
  };
}
