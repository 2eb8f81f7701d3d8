import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { normalizedRef } from '../entityRef';

/** Whether somebody who is made responsible is anybody. */
export class CatalogOwners {
  readonly #catalog: Pick<CatalogService, 'getEntityByRef'>;

  constructor(options: { catalog: Pick<CatalogService, 'getEntityByRef'> }) {
    this.#catalog = options.catalog;
  }

  /**
   * @param given - ref as it was sent; nothing is asked where there is none
   * @throws InputError that says what to change when the caller sees no such user or group
   */
  async require(
    given: string | undefined,
    credentials: BackstageCredentials,
  ): Promise<void> {
    if (given === undefined) {
      return;
    }
    const owner = normalizedRef(given);
    if (!(await this.#catalog.getEntityByRef(owner, { credentials }))) {
      throw new InputError(
        `owner: there is no ${owner} in the catalog, or you may not see it; name a user or a group that is there`,
      );
    }
  }
}
