import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { NotAllowedError } from '@backstage/errors';
import type { BasicPermission } from '@backstage/plugin-permission-common';
import type { RequirePermission } from './RequirePermission';

/** What systems may send besides people. */
export const IMPORT_OPERATIONS = [
  'training',
  'asset-inventory',
  'egress-report',
  'gap-analysis',
  'licence-remediation',
] as const;

export type ImportOperation = (typeof IMPORT_OPERATIONS)[number];

/** One entry of `aiGovernance.imports.services`. */
export interface ImportCaller {
  subject: string;
  operations: ImportOperation[];
}

/** @throws Error that names a mistake in the configuration */
export function readImportCallers(config: Config | undefined): ImportCaller[] {
  return (config?.getOptionalConfigArray('imports.services') ?? []).map(
    entry => {
      const operations = entry.getStringArray('operations');
      const unknown = operations.find(
        operation => !IMPORT_OPERATIONS.includes(operation as ImportOperation),
      );
      if (unknown !== undefined) {
        throw new Error(
          `aiGovernance.imports.services: there is no operation '${unknown}'; there are ${IMPORT_OPERATIONS.join(
            ', ',
          )}`,
        );
      }
      return {
        subject: entry.getString('subject'),
        operations: operations as ImportOperation[],
      };
    },
  );
}

/**
 * Who may send imports: people by permission, services only where the
 * configuration names them, because no policy is ever asked about a service.
 */
export class ImportCallers {
  readonly #permissions: RequirePermission;
  readonly #callers: readonly ImportCaller[];

  constructor(options: {
    permissions: RequirePermission;
    callers: readonly ImportCaller[];
  }) {
    this.#permissions = options.permissions;
    this.#callers = options.callers;
  }

  /** @throws NotAllowedError that says what to ask for or to configure */
  async require(
    operation: ImportOperation,
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const principal = credentials.principal as {
      type?: string;
      subject?: string;
    };
    if (principal.type !== 'service') {
      await this.#permissions.require(permission, credentials);
      return;
    }
    const isNamed = this.#callers.some(
      ({ subject, operations }) =>
        subject === principal.subject && operations.includes(operation),
    );
    if (!isNamed) {
      throw new NotAllowedError(
        `${principal.subject} may not send ${operation}; an operator can name it in aiGovernance.imports.services`,
      );
    }
  }
}
