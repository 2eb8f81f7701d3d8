import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import { useResource } from './useResource';

/** User ref of the signed-in person; undefined while it is not known. @internal */
export function useMe(): string | undefined {
  const identity = useApi(identityApiRef);
  const { value } = useResource(
    () => identity.getBackstageIdentity(),
    [identity],
  );
  return value?.userEntityRef;
}

/** Whether an owner is the signed-in person, or a group they own by. @internal */
export function useOwns(): (owner: string) => boolean {
  const identity = useApi(identityApiRef);
  const { value } = useResource(
    () => identity.getBackstageIdentity(),
    [identity],
  );
  return owner =>
    owner === value?.userEntityRef ||
    value?.ownershipEntityRefs.includes(owner) === true;
}

/** Refs of the groups that the signed-in person is directly in; empty while they are not known. @internal */
export function useMyGroups(): string[] {
  const identity = useApi(identityApiRef);
  const { value } = useResource(
    () => identity.getBackstageIdentity(),
    [identity],
  );
  return (value?.ownershipEntityRefs ?? []).filter(ref =>
    ref.startsWith('group:'),
  );
}

/**
 * Whether the signed-in person has a permission that is about no entity;
 * undefined while it is being asked. The backend decides again in any case.
 * @internal
 */
export function usePermitted(permission: BasicPermission): boolean | undefined {
  const api = useApi(permissionApiRef);
  const { value, error } = useResource(
    () => api.authorize({ permission }),
    [api, permission],
  );
  if (error) {
    return false;
  }
  return value && value.result === AuthorizeResult.ALLOW;
}
