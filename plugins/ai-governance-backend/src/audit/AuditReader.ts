import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  auditReadAllPermission,
  auditReadPermission,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  AuditBody,
  AuditEntryResponse,
  JsonValue,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { EntityAccess } from '../access/EntityAccess';
import type { RequirePermission } from '../access/RequirePermission';
import type { AuditLog } from './AuditLog';
import type { AuditQuery } from './AuditStore';

/** An entity ref, but not of a person: who acted is what a log is for. */
const ENTITY_REF = /^(?!user:)[a-z][a-z0-9-]*:[^\s:/]+\/[^\s:/]+$/i;

/**
 * Shows entries to those who may read the log: to auditors all of them, to
 * others those about entities that they see in the catalog.
 */
export class AuditReader {
  readonly #log: AuditLog;
  readonly #access: EntityAccess;
  readonly #permissions: RequirePermission;

  constructor(options: {
    log: AuditLog;
    access: EntityAccess;
    permissions: RequirePermission;
  }) {
    this.#log = options.log;
    this.#access = options.access;
    this.#permissions = options.permissions;
  }

  /**
   * Entries newest first; where some may not be seen, a page is short.
   *
   * @returns `next`: the last entry that was looked at, when there are more
   */
  async list(
    query: AuditQuery,
    credentials: BackstageCredentials,
  ): Promise<{ items: AuditEntryResponse[]; next?: { seq: number } }> {
    await this.#permissions.require(auditReadPermission, credentials);
    const found = await this.#log.list({ ...query, limit: query.limit + 1 });
    const page = found.slice(0, query.limit);
    const next = found.length > query.limit && {
      next: { seq: page[page.length - 1].seq },
    };
    if (await this.#permissions.has(auditReadAllPermission, credentials)) {
      return { items: page, ...next };
    }
    const named = page.map(({ body }) => entitiesOf(body));
    const visible = new Set(
      await this.#access.visibleRefs(credentials, [...new Set(named.flat())]),
    );
    return {
      items: page.filter((_, index) =>
        named[index].every(ref => visible.has(ref)),
      ),
      ...next,
    };
  }
}

/** Every entity that an entry names. */
function entitiesOf(body: AuditBody): string[] {
  const refs: string[] = [];
  const look = (value: JsonValue | undefined): void => {
    if (typeof value === 'string') {
      if (ENTITY_REF.test(value)) {
        refs.push(value);
      }
    } else if (Array.isArray(value)) {
      value.forEach(look);
    } else if (value && typeof value === 'object') {
      Object.keys(value).forEach(look);
      Object.values(value).forEach(look);
    }
  };
  look(body.subject);
  look(body.details);
  return refs;
}
