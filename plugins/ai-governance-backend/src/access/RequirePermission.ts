import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import { forbidden } from './EntityAccess';

/** Permissions that are not about one entity. */
export class RequirePermission {
  readonly #permissions: PermissionsService;

  constructor(permissions: PermissionsService) {
    this.#permissions = permissions;
  }

  /** @throws NotAllowedError that names the permission */
  async require(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<void> {
    if (!(await this.has(permission, credentials))) {
      throw forbidden(permission.name);
    }
  }

  /**
   * @returns which of them the caller has
   * @throws NotAllowedError that names the first of them, where it is none
   */
  async requireOne(
    permissions: readonly BasicPermission[],
    credentials: BackstageCredentials,
  ): Promise<(permission: BasicPermission) => boolean> {
    const may = await this.allowed(permissions, credentials);
    if (!permissions.some(may)) {
      throw forbidden(permissions[0].name);
    }
    return may;
  }

  async has(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const [decision] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    return decision.result === AuthorizeResult.ALLOW;
  }

  /** Which of several the caller has, asked in one go. */
  async allowed(
    permissions: readonly BasicPermission[],
    credentials: BackstageCredentials,
  ): Promise<(permission: BasicPermission) => boolean> {
    const names = new Map(permissions.map(each => [each.name, each]));
    const decisions = await this.#permissions.authorize(
      [...names.values()].map(permission => ({ permission })),
      { credentials },
    );
    const had = new Set(
      [...names.keys()].filter(
        (_, index) => decisions[index].result === AuthorizeResult.ALLOW,
      ),
    );
    return permission => had.has(permission.name);
  }
}
