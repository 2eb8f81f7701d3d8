import type { PlanItem } from '../framework/types';
import type { PartStatus } from '../assessment/types';

/** How far one control is in place over some entities. @public */
export interface ControlShare {
  id: string;
  /** The organization's own part; absent where the control has none. */
  organization?: PartStatus;
  /** Entities whose own part of it is met; an exception is not enough. */
  met: number;
  /** Entities it applies to. */
  applicable: number;
}

/**
 * Whether a control is in place over some entities: the organization's part is met, and at least the share
 * `threshold` of the entities it applies to have met theirs. What nobody has a part in is not in place.
 * @public
 */
export function isInPlace(share: ControlShare, threshold: number): boolean {
  const { organization, met, applicable } = share;
  const hasOrganization =
    organization !== undefined && organization !== 'notApplicable';
  if (hasOrganization && organization !== 'met') {
    return false;
  }
  if (applicable === 0) {
    return hasOrganization;
  }
  return met >= threshold * applicable;
}

/**
 * Whether the controls that an item of a plan names answer it by themselves. An item without controls is
 * answered by people alone.
 * @public
 */
export function isEvidenced(
  item: PlanItem,
  shares: ReadonlyMap<string, ControlShare>,
  threshold: number,
): boolean {
  const controls = item.controls ?? [];
  return (
    controls.length > 0 &&
    controls.every(id => {
      const share = shares.get(id);
      return share !== undefined && isInPlace(share, threshold);
    })
  );
}
