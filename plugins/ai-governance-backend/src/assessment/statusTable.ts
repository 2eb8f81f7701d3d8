import {
  combineControlStatus,
  combineOwnStatus,
  isSatisfied,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  ControlStatus,
  Level,
  OwnProgress,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { FrameworkInForce } from '../framework/FrameworkService';
import { unpackPart, unpackStatus } from './packedStatuses';

/** The statuses of one control, joined from its stored parts. */
export interface JoinedStatus {
  /** As lists show it; the same object for the same control and status. */
  item: { id: string; status: ControlStatus };
  ownStatus?: ControlStatus;
  /** Counts in own progress, and whether it is satisfied there. */
  applicable: boolean;
  satisfied: boolean;
}

interface Column {
  id: string;
  position: number;
  /** Lowest level that requires the control; Infinity when none does. */
  level: number;
  effectiveFrom?: string;
  joined: Map<string, JoinedStatus>;
}

/**
 * Joins packed statuses without judging again. A list of thousands of entities
 * has few different combinations of own and inherited status per control, so
 * each is worked out once.
 */
export class StatusTable {
  readonly #columns: Column[];
  readonly #organization: string;
  readonly #highest: number;

  constructor(inForce: FrameworkInForce, organization: string) {
    const { controls, levels } = inForce.framework;
    this.#organization = organization;
    this.#highest = Math.max(...levels.map(level => level.level));
    this.#columns = controls.map(({ id, effectiveFrom }) => ({
      id,
      position: inForce.positions.get(id)!,
      level: Math.min(
        ...levels
          .filter(level => level.requiredControls.includes(id))
          .map(level => level.level),
      ),
      effectiveFrom,
      joined: new Map(),
    }));
  }

  /** Statuses in the framework's order. */
  join(own: string, group: string | undefined): JoinedStatus[] {
    return this.#columns.map(column => {
      const { position } = column;
      const key = `${own[position] ?? ''}${group?.[position] ?? ''}`;
      let joined = column.joined.get(key);
      if (!joined) {
        joined = this.#join(column, own[position], group);
        column.joined.set(key, joined);
      }
      return joined;
    });
  }

  /** Own controls up to the next own level that apply, and how many are satisfied. */
  progress(
    statuses: readonly JoinedStatus[],
    ownLevel: Level | null,
    at: string,
  ): OwnProgress | null {
    if (ownLevel === null) {
      return null;
    }
    const towards = Math.min(ownLevel + 1, this.#highest) as Level;
    let met = 0;
    let applicable = 0;
    this.#columns.forEach(({ level, effectiveFrom }, index) => {
      const status = statuses[index];
      if (
        status.applicable &&
        level <= towards &&
        !(effectiveFrom !== undefined && effectiveFrom > at)
      ) {
        applicable += 1;
        met += status.satisfied ? 1 : 0;
      }
    });
    return { met, applicable, towards };
  }

  #join(
    { id, position }: Column,
    character: string | undefined,
    groupStatuses: string | undefined,
  ): JoinedStatus {
    const own = unpackStatus(character);
    const group = unpackPart(groupStatuses, position);
    const { covered, applicable } = own;
    const ownStatus = applicable
      ? combineOwnStatus(own.status, group, covered)
      : undefined;
    const status = combineControlStatus(
      own.status,
      group,
      unpackPart(this.#organization, position),
      { covered, applicable },
    );
    return {
      item: { id, status },
      ...(ownStatus !== undefined && { ownStatus }),
      applicable: ownStatus !== undefined && ownStatus !== 'notApplicable',
      satisfied: ownStatus !== undefined && isSatisfied(ownStatus),
    };
  }
}
