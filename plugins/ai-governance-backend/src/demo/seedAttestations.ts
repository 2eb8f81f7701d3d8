import { createHash } from 'node:crypto';
import type { Config } from '@backstage/config';
import { ORGANIZATION } from '../assessment/AssessmentQueue';
import type { AssessmentQueue } from '../assessment/AssessmentQueue';
import type { AttestationStore } from '../attestations/AttestationStore';
import type { AuditLog } from '../audit/AuditLog';
import type { Transactor } from '../database/transaction';

const DAY = 24 * 60 * 60 * 1000;

/**
 * Takes the demo's attestations from `aiGovernance.demo.attestations`, with
 * dates relative to now. Only where `aiGovernance.demo.enabled` is set: a real
 * portal takes attestations from people alone.
 */
export async function seedAttestations(options: {
  config: Config;
  store: AttestationStore;
  queue: AssessmentQueue;
  audit: AuditLog;
  transact: Transactor;
  now: string;
}): Promise<void> {
  const { config, store, queue, audit, transact, now } = options;
  const demo = config.getOptionalConfig('aiGovernance.demo');
  if (demo?.getOptionalBoolean('enabled') !== true) {
    return;
  }
  for (const item of demo.getOptionalConfigArray('attestations') ?? []) {
    const check = item.getString('check');
    const subject = item.getOptionalString('subject') ?? ORGANIZATION;
    const id = createHash('sha256')
      .update(`demo\n${check}\n${subject}`)
      .digest('hex')
      .slice(0, 36);
    if (await store.get(id)) {
      continue;
    }
    const at = (days: number) =>
      new Date(Date.parse(now) + days * DAY).toISOString();
    const by = item.getString('by');
    const confirmedBy = item.getOptionalString('confirmedBy');
    const from = at(-item.getNumber('givenDaysAgo'));
    await transact(async trx => {
      await store.insert(trx, {
        id,
        check,
        subject,
        statement: item.getString('statement'),
        link: item.getOptionalString('link'),
        items: item.getOptional('items'),
        by,
        confirmedBy,
        from,
        validUntil: at(item.getNumber('endsInDays')),
      });
      await queue.add(trx, [subject], now);
      await audit.append(trx, {
        at: now,
        actor: 'system:demo',
        action: 'attestation.given',
        subject,
        details: { attestation: id, check, by },
      });
    });
  }
}
