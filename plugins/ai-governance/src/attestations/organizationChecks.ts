import type {
  AttestationResponse,
  CheckAnswer,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { FrameworkIndex, PlacedCheck } from '../framework/frameworkIndex';

const DAY = 24 * 3_600_000;
/** From here on an attestation is said to lapse soon. */
export const LAPSES_WITHIN = 30 * DAY;

/** States of what holds no more, or never did. */
const ENDED: ReadonlySet<AttestationResponse['state']> = new Set([
  'ended',
  'rejected',
  'revoked',
] as const);

/** How the organization stands with one check. @internal */
export type AttestationState =
  | 'awaiting'
  | 'refused'
  | 'never'
  | 'ended'
  | 'lapsing'
  | 'optional'
  | 'answered'
  | 'inForce';

/** What needs somebody comes first. @internal */
export const ATTESTATION_STATES: AttestationState[] = [
  'awaiting',
  'refused',
  'never',
  'ended',
  'lapsing',
  'optional',
  'answered',
  'inForce',
];

/** A check of the organization with what people said about it. @internal */
export interface OrganizationCheck {
  place: PlacedCheck;
  state: AttestationState;
  /** The one in force that ends last. */
  inForce?: AttestationResponse;
  /** Waits for a second person. */
  awaiting?: AttestationResponse;
  /** Newest of those that hold no more, or were refused. */
  last?: AttestationResponse;
  /** What answers the check beside people: an import, a feed, the registry. */
  answer?: CheckAnswer;
}

/**
 * Every check the organization attests with its state, what needs somebody
 * first. @internal
 */
export function organizationChecks(
  index: FrameworkIndex,
  attestations: AttestationResponse[],
  answers: CheckAnswer[],
  now: number,
): OrganizationCheck[] {
  return index.places
    .filter(
      place =>
        place.scope === 'organization' && index.attestable(place.check.id),
    )
    .map((place): OrganizationCheck => {
      const given = attestations.filter(a => a.check === place.check.id);
      const inForce = given
        .filter(a => a.state === 'inForce')
        .sort((a, b) => b.validUntil.localeCompare(a.validUntil))[0];
      const awaiting = given.find(a => a.state === 'awaitingConfirmation');
      const last = given
        .filter(({ state }) => ENDED.has(state))
        .sort((a, b) => b.from.localeCompare(a.from))[0];
      const answer = answers.find(
        ({ check, source }) =>
          check === place.check.id &&
          source !== undefined &&
          !source.startsWith('attestation:'),
      );
      return {
        place,
        state: stateOf({ place, inForce, awaiting, last, answer }, now),
        inForce,
        awaiting,
        last,
        answer,
      };
    })
    .sort(
      (a, b) =>
        ATTESTATION_STATES.indexOf(a.state) -
        ATTESTATION_STATES.indexOf(b.state),
    );
}

function stateOf(
  check: Omit<OrganizationCheck, 'state'>,
  now: number,
): AttestationState {
  const { place, inForce, awaiting, last, answer } = check;
  if (awaiting) {
    return 'awaiting';
  }
  if (inForce) {
    return Date.parse(inForce.validUntil) - now < LAPSES_WITHIN
      ? 'lapsing'
      : 'inForce';
  }
  if (answer) {
    return 'answered';
  }
  // Only for these people are the one source there is.
  if (place.check.type !== 'attestation') {
    return 'optional';
  }
  if (last?.state === 'rejected') {
    return 'refused';
  }
  return last ? 'ended' : 'never';
}
