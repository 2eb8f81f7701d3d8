import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { DisputeResponse } from '@plumbline/backstage-plugin-ai-governance-common';
import type { RoleMembers } from '../access/RoleMembers';
import type { DisputeRecord } from './DisputeStore';

/** Disputes with what the caller may do; asks for groups only where one is open. */
export async function withAllowed(
  disputes: readonly DisputeRecord[],
  roles: Pick<RoleMembers, 'owned'>,
  credentials: BackstageCredentials,
): Promise<DisputeResponse[]> {
  const isOpen = ({ state }: DisputeRecord) => state === 'open';
  const isTheirs = disputes.some(isOpen)
    ? await roles.owned(credentials)
    : () => false;
  return disputes.map(dispute => ({
    ...dispute,
    allowed: { withdraw: isOpen(dispute) && isTheirs(dispute) },
  }));
}
