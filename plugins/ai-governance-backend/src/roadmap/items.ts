import {
  isEvidenced,
  isInPlace,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  ControlShare,
  EntryCriterion,
  Framework,
  PartStatus,
  PlanAttestation,
  PlanItem,
  PlanItemState,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { Part } from '../maturity/Organization';
import type { Look, Standee } from '../maturity/Look';
import { isPartOpen, ownStatusOf } from '../maturity/ownParts';
import {
  JOINED,
  NO_OWN_PART,
  NO_PART_CODE,
  pairOf,
  STATUSES,
} from '../maturity/statusCodes';

const MET = STATUSES.indexOf('met');

const NOT_APPLICABLE = STATUSES.indexOf('notApplicable');

/** How far a control is over some entities. */
export interface EntityShare extends ControlShare {
  /** Those in which their own or their group's part is open. */
  open: number;
}

/** Counts per control over some entities. */
export class ShareTally {
  readonly #met: Uint32Array;
  readonly #applicable: Uint32Array;
  readonly #open: Uint32Array;
  entities = 0;
  /** The highest review tier among those that declare an adoption stage; 0 where none does. */
  highestTier = 0;

  constructor(readonly framework: Framework) {
    this.#met = new Uint32Array(framework.controls.length);
    this.#applicable = new Uint32Array(framework.controls.length);
    this.#open = new Uint32Array(framework.controls.length);
  }

  add(standee: Standee): void {
    this.entities += 1;
    const { stage, tier } = standee.member;
    if (stage !== null) {
      this.highestTier = Math.max(this.highestTier, tier);
    }
    for (let place = 0; place < this.#met.length; place++) {
      const status = ownStatusOf(standee, place);
      if (status !== NOT_APPLICABLE) {
        this.#applicable[place] += 1;
        this.#met[place] += status === MET ? 1 : 0;
      }
      this.#open[place] += isPartOpen(standee, place) ? 1 : 0;
    }
  }

  /** Adds what other entities add up to. */
  merge(other: ShareTally): void {
    this.entities += other.entities;
    this.highestTier = Math.max(this.highestTier, other.highestTier);
    for (let place = 0; place < this.#met.length; place++) {
      this.#met[place] += other.#met[place];
      this.#applicable[place] += other.#applicable[place];
      this.#open[place] += other.#open[place];
    }
  }

  /** With the organization's own part of each control. */
  toShares(part: Part): Map<string, EntityShare> {
    return new Map(
      this.framework.controls.map(({ id }, place) => {
        const code = part.codes[place] ?? NO_PART_CODE;
        return [
          id,
          {
            id,
            ...(code !== NO_PART_CODE && {
              organization: STATUSES[
                JOINED[code][pairOf(NO_OWN_PART, NO_PART_CODE)]
              ] as PartStatus,
            }),
            met: this.#met[place],
            applicable: this.#applicable[place],
            open: this.#open[place],
          },
        ];
      }),
    );
  }
}

/** Counts over everything a look shows. */
export function sharesOf(look: Look): Map<string, EntityShare> {
  const tally = new ShareTally(look.inForce.framework);
  for (const standee of look.standees()) {
    if (standee.standing.notAssessable === undefined) {
      tally.add(standee);
    }
  }
  return tally.toShares(look.part);
}

const keyOf = (...parts: string[]) => JSON.stringify(parts);

/** What people said, by whom or what it is about, and until when it counts. */
export class Attested {
  readonly #byItem: Map<string, PlanAttestation>;
  readonly #at: string;

  constructor(attestations: readonly PlanAttestation[], at: string) {
    this.#at = at;
    this.#byItem = new Map(
      attestations.map(attestation => [
        keyOf(attestation.subject, attestation.plan, attestation.item),
        attestation,
      ]),
    );
  }

  /** The one in force, or the one that was until it lapsed. */
  of(
    subject: string,
    plan: string,
    item: string,
  ): { attestation?: PlanAttestation; lapsed?: PlanAttestation } {
    const found = this.#byItem.get(keyOf(subject, plan, item));
    if (!found) {
      return {};
    }
    return this.#at < found.validUntil
      ? { attestation: found }
      : { lapsed: found };
  }
}

/** Items with what says that they are done: evidence, people, or both. */
export function itemStates(
  items: readonly (PlanItem & Pick<EntryCriterion, 'maxTier'>)[],
  context: {
    subject: string;
    plan: string;
    shares: ReadonlyMap<string, EntityShare>;
    threshold: number;
    attested: Attested;
    /** Of entities that declare an adoption stage; 0 where none does. */
    highestTier?: number;
  },
): PlanItemState[] {
  const { subject, plan, shares, threshold, attested } = context;
  const { highestTier = 0 } = context;
  return items.map(item => {
    const evidenced =
      item.maxTier === undefined
        ? isEvidenced(item, shares, threshold)
        : highestTier > 0 && highestTier <= item.maxTier;
    const said = attested.of(subject, plan, item.id);
    return {
      id: item.id,
      text: item.text,
      isDone: evidenced || said.attestation !== undefined,
      isEvidenced: evidenced,
      controls: (item.controls ?? []).flatMap(id => {
        const share = shares.get(id);
        return share
          ? [{ ...share, isInPlace: isInPlace(share, threshold) }]
          : [];
      }),
      ...said,
    };
  });
}

export const doneOf = (items: readonly PlanItemState[]) =>
  items.filter(({ isDone }) => isDone).length;
