import type { Config } from '@backstage/config';
import {
  EVERYBODY,
  OWNER,
  roleGrants,
  TEAM_MEMBER,
} from '@plumbline/backstage-plugin-ai-governance-common';

/** Whoever is granted each permission, by its name. */
export type Grants = { readonly [permission: string]: readonly string[] };

/** Grants of the ready-made policy, as `aiGovernance.grants` changes them. */
export function readGrants(own: Config | undefined): Grants {
  // Names of permissions hold dots, which paths of the configuration would split.
  const configured = own?.getOptional<Grants>('grants') ?? {};
  return {
    ...roleGrants,
    // What is wrong in there the policy refuses at start.
    ...Object.fromEntries(
      Object.entries(configured).filter(([, list]) => Array.isArray(list)),
    ),
  };
}

/** The roles of the framework among whoever is granted a permission. */
export function rolesGranted(
  grants: Grants,
  { name }: { name: string },
): string[] {
  return (grants[name] ?? []).filter(
    grantee => ![EVERYBODY, TEAM_MEMBER, OWNER].includes(grantee),
  );
}
