import {
  combineControlStatus,
  combineOwnStatus,
  isSatisfied,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  ControlStatus,
  PartStatus,
} from '@plumbline/backstage-plugin-ai-governance-common';
import {
  isOpenStatus,
  isOwnOpen,
  OWN_CHARACTERS,
  PART_CHARACTERS,
  unpackPart,
  unpackStatus,
} from '../assessment/packedStatuses';

/** Statuses in the order of alarm; their places are their numbers here. */
export const STATUSES: ControlStatus[] = [
  'gap',
  'stale',
  'unknown',
  'exempt',
  'met',
  'notApplicable',
];

const NO_PART = '-';

/** Numbers of characters by character code; what is unknown has no part. */
function codesOf(characters: readonly string[]): Uint8Array {
  const codes = new Uint8Array(128).fill(characters.indexOf(NO_PART));
  characters.forEach((character, code) => {
    codes[character.charCodeAt(0)] = code;
  });
  return codes;
}

export const OWN_CODES = codesOf(OWN_CHARACTERS);

export const PART_CODES = codesOf(PART_CHARACTERS);

const WIDTH = PART_CHARACTERS.length;

/** Place of a pair of own and group part in the tables below. */
export const pairOf = (own: number, group: number) => own * WIDTH + group;

/** How many places those tables have. */
export const PAIRS = OWN_CHARACTERS.length * WIDTH;

export const NO_PART_CODE = PART_CODES[NO_PART.charCodeAt(0)];

/** The same among the numbers of own parts. */
export const NO_OWN_PART = OWN_CODES[NO_PART.charCodeAt(0)];

/** Whether an entity has something of its own to close, by number. */
export const IS_OWN_OPEN: readonly boolean[] = OWN_CHARACTERS.map(isOwnOpen);

/** The same of a group's part. */
export const IS_PART_OPEN: readonly boolean[] = PART_CHARACTERS.map(character =>
  isOpenStatus(unpackPart(character, 0)),
);

/** Whether own and group part together are out of date, by pair. */
export const IS_STALE: readonly boolean[] = pairs(
  ({ own, group }) =>
    own.applicable &&
    combineOwnStatus(own.status, group, own.covered) === 'stale',
);

/** Whether own and group part together count in own progress, by pair. */
export const IS_APPLICABLE: readonly boolean[] = pairs(({ own, group }) => {
  const status =
    own.applicable && combineOwnStatus(own.status, group, own.covered);
  return Boolean(status) && status !== 'notApplicable';
});

/** The same of whether they are satisfied there. */
export const IS_SATISFIED: readonly boolean[] = pairs(({ own, group }) => {
  const status =
    own.applicable && combineOwnStatus(own.status, group, own.covered);
  return status && status !== 'notApplicable' ? isSatisfied(status) : false;
});

/** Number of the joined status by pair, one table per organization part. */
export const JOINED: readonly (readonly number[])[] = PART_CHARACTERS.map(
  character => {
    const organization = unpackPart(character, 0);
    return pairs(({ own, group }) =>
      STATUSES.indexOf(
        combineControlStatus(own.status, group, organization, {
          covered: own.covered,
          applicable: own.applicable,
        }),
      ),
    );
  },
);

function pairs<T>(
  judge: (pair: {
    own: ReturnType<typeof unpackStatus>;
    group: PartStatus | undefined;
  }) => T,
): T[] {
  return OWN_CHARACTERS.flatMap(own =>
    PART_CHARACTERS.map(group =>
      judge({ own: unpackStatus(own), group: unpackPart(group, 0) }),
    ),
  );
}
