import type {
  ControlStatus,
  PartStatus,
} from '@plumbline/backstage-plugin-ai-governance-common';

/**
 * The statuses of all controls of one subject as a string with one character
 * per control, at the control's position. One row per entity instead of one
 * per control keeps a run over a whole organization small, and a substring is
 * all a database needs to filter by the status of one control.
 */
const CHARACTER: { [status in ControlStatus]: string } = {
  gap: 'g',
  stale: 's',
  unknown: 'u',
  exempt: 'e',
  met: 'm',
  notApplicable: 'n',
};

const STATUS = new Map(
  Object.entries(CHARACTER).map(([status, character]) => [
    character,
    status as ControlStatus,
  ]),
);

/** The control has no part of this scope. */
const NO_PART = '-';

/** The control's own predicate excludes the entity. */
const EXCLUDED = 'x';

/** One control of one subject, as packed. */
export interface PackedStatus {
  /** Undefined when the control has no part of the scope. */
  status?: ControlStatus;
  /** An approved exception covers the control. */
  covered: boolean;
  /** False when the control does not apply to the entity at all. */
  applicable: boolean;
}

export function packStatus(entry: PackedStatus): string {
  if (!entry.applicable) {
    return EXCLUDED;
  }
  const character =
    entry.status === undefined ? NO_PART : CHARACTER[entry.status];
  if (!entry.covered) {
    return character;
  }
  return character === NO_PART ? '+' : character.toUpperCase();
}

export function unpackStatus(character: string | undefined): PackedStatus {
  if (character === EXCLUDED) {
    return { covered: false, applicable: false };
  }
  if (character === undefined || character === '' || character === NO_PART) {
    return { covered: false, applicable: true };
  }
  if (character === '+') {
    return { covered: true, applicable: true };
  }
  const lower = character.toLowerCase();
  return {
    status: STATUS.get(lower),
    covered: lower !== character,
    applicable: true,
  };
}

/** Packs by position; positions nobody fills stay without a part. */
export function packStatuses(
  entries: ReadonlyMap<string, PackedStatus>,
  positions: ReadonlyMap<string, number>,
): string {
  const characters: string[] = new Array(positions.size).fill(NO_PART);
  for (const [control, entry] of entries) {
    const position = positions.get(control);
    if (position !== undefined) {
      characters[position] = packStatus(entry);
    }
  }
  return characters.join('');
}

/** Status of a group or organization part, which exceptions never cover. */
export function unpackPart(
  packed: string | undefined,
  position: number,
): PartStatus | undefined {
  return unpackStatus(packed?.[position]).status as PartStatus | undefined;
}

/** Not satisfied, and nothing excuses it. */
export function isOpenStatus(status: ControlStatus | undefined): boolean {
  return status === 'gap' || status === 'stale' || status === 'unknown';
}

/** Whether an entity has something of its own to close for a control. */
export function isOwnOpen(character: string | undefined): boolean {
  const { status, covered, applicable } = unpackStatus(character);
  return applicable && !covered && isOpenStatus(status);
}

/** Every character an entity's string can have. */
export const OWN_CHARACTERS = [
  EXCLUDED,
  NO_PART,
  '+',
  ...Object.values(CHARACTER),
  ...Object.values(CHARACTER).map(character => character.toUpperCase()),
];

/** Every character a group's or the organization's string can have. */
export const PART_CHARACTERS = [NO_PART, 'g', 's', 'u', 'm', 'n'];
