import type { RoleMembers } from '../access/RoleMembers';

/** Those of the roles that confirm for the organization that people are named for. */
export function namedAmong(
  confirming: readonly string[],
  roles: Pick<RoleMembers, 'refsOf'>,
): string[] {
  return confirming.filter(role => roles.refsOf(role) !== undefined);
}

/**
 * Whether somebody may be the second person for the organization: in one of
 * those roles, or nobody is named for any of them.
 */
export function mayConfirm(
  named: readonly string[],
  actsIn: (role: string) => boolean,
): boolean {
  return named.length === 0 || named.some(actsIn);
}
