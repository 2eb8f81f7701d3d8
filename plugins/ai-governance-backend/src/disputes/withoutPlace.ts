import { findingWithoutPlace } from '@plumbline/backstage-plugin-ai-governance-common';
import type { DisputeRecord } from './DisputeStore';

/** A dispute for those who may not know where its finding is. */
export function disputeWithoutPlace(dispute: DisputeRecord): DisputeRecord {
  return { ...dispute, finding: findingWithoutPlace(dispute.finding) };
}
