import { createHash } from 'node:crypto';
import type { Config } from '@backstage/config';
import type { JsonValue } from '@plumbline/backstage-plugin-ai-governance-common';
import { DateTime } from 'luxon';
import type { AuditLog } from '../audit/AuditLog';
import type { Transaction, Transactor } from '../database/transaction';
import type { RecordStore, StoredRecord } from '../records/RecordStore';
import type { OrganizationDates } from '../tabular/organizationDates';

/** Who the audit log says the example's records come from. */
const ACTOR = 'system:demo';

/** One kind of record that the demo brings. */
export interface SeededKind {
  /** Member of `aiGovernance.demo.records`. */
  member: string;
  store: Pick<RecordStore<any>, 'insert'>;
  /** As the audit log names it. */
  kind: string;
  /** Fills in what follows from the framework. */
  complete?: (record: any) => StoredRecord;
}

/**
 * Takes the demo's incidents, meetings and the like from
 * `aiGovernance.demo.records`: documents in which `<instant -3>` and `<day 12>`
 * stand for so many days from now. What is there stays as it is, so that a
 * later start changes nothing.
 */
export async function seedRecords(options: {
  config: Config;
  kinds: readonly SeededKind[];
  audit: AuditLog;
  transact: Transactor;
  dates: OrganizationDates;
  now: string;
  /** What follows from the records, in their transaction. */
  within?: (trx: Transaction) => Promise<void>;
}): Promise<void> {
  const { config, kinds, audit, transact, dates, now, within } = options;
  const demo = config.getOptionalConfig('aiGovernance.demo');
  if (demo?.getOptionalBoolean('enabled') !== true) {
    return;
  }
  const at = (days: number) =>
    DateTime.fromISO(now, { zone: 'utc' }).plus({ days });
  const dated = (value: JsonValue): JsonValue => {
    if (typeof value === 'string') {
      const [, unit, days] = /^<(instant|day) (-?\d+)>$/.exec(value) ?? [];
      if (unit === undefined) {
        return value;
      }
      return unit === 'instant'
        ? at(Number(days)).toISO()!
        : DateTime.fromISO(dates.today(now))
            .plus({ days: Number(days) })
            .toISODate()!;
    }
    if (Array.isArray(value)) {
      return value.map(dated);
    }
    return typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value).map(([key, member]) => [key, dated(member)]),
        )
      : value;
  };
  await transact(async trx => {
    let isNew = false;
    for (const { member, store, kind, complete } of kinds) {
      const items =
        demo.getOptional<{ [key: string]: JsonValue }[]>(`records.${member}`) ??
        [];
      for (const item of items) {
        const id = createHash('sha256')
          .update(`demo\n${kind}\n${item.id}`)
          .digest('hex')
          .slice(0, 36);
        const given = { version: 1, ...(dated(item) as object), id };
        const record: StoredRecord = complete
          ? complete(given)
          : (given as never);
        if (await store.insert(trx, record)) {
          isNew = true;
          await audit.append(trx, {
            at: now,
            actor: ACTOR,
            action: `${kind}.seeded`,
            subject: `${kind}:${id}`,
          });
        }
      }
    }
    if (isNew) {
      await within?.(trx);
    }
  });
}
