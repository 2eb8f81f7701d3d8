import { createHash } from 'node:crypto';
import type { Config } from '@backstage/config';
import { ORGANIZATION } from '../assessment/AssessmentQueue';
import type { AssessmentQueue } from '../assessment/AssessmentQueue';
import type { AttestationStore } from '../attestations/AttestationStore';
import type { AuditLog } from '../audit/AuditLog';
import type { Transactor } from '../database/transaction';

const DAY = 24 * 60 * 60 * 1000;

/** Attestations of one check that went before the configured one. */
export interface EarlierAttestations {
  /** Days ago that the first one was given. */
  since: number;
  /** Days that each lasted. */
  every: number;
}

/** Starts and ends of attestations in days ago, the latest first. */
function periodsOf(
  given: number,
  ends: number,
  earlier: EarlierAttestations | undefined,
): { from: number; until: number }[] {
  const periods = [{ from: given, until: -ends }];
  for (let until = given; earlier && until < earlier.since; ) {
    const from = Math.min(earlier.since, until + earlier.every);
    periods.push({ from, until });
    until = from;
  }
  return periods;
}

/**
 * Takes the demo's attestations from `aiGovernance.demo.attestations`, with
 * dates relative to now. Only where `aiGovernance.demo.enabled` is set: a real
 * portal takes attestations from people alone.
 *
 * @param options - `at`: takes only what was given by then, now where absent;
 * `earlier`: what went before, by check
 */
export async function seedAttestations(options: {
  config: Config;
  store: AttestationStore;
  queue: AssessmentQueue;
  audit: AuditLog;
  transact: Transactor;
  now: string;
  at?: string;
  earlier?: { [check: string]: EarlierAttestations };
}): Promise<void> {
  const { config, store, queue, audit, transact, now, earlier } = options;
  const at = options.at ?? now;
  const demo = config.getOptionalConfig('aiGovernance.demo');
  if (demo?.getOptionalBoolean('enabled') !== true) {
    return;
  }
  const daysAgo = (days: number) =>
    new Date(Date.parse(now) - days * DAY).toISOString();
  for (const item of demo.getOptionalConfigArray('attestations') ?? []) {
    const check = item.getString('check');
    const subject = item.getOptionalString('subject') ?? ORGANIZATION;
    const by = item.getString('by');
    const periods = periodsOf(
      item.getNumber('givenDaysAgo'),
      item.getNumber('endsInDays'),
      earlier?.[check],
    );
    for (const [position, period] of periods.entries()) {
      const id = createHash('sha256')
        .update(`demo\n${check}\n${subject}${position ? `\n${position}` : ''}`)
        .digest('hex')
        .slice(0, 36);
      const from = daysAgo(period.from);
      if (from > at || (await store.get(id))) {
        continue;
      }
      await transact(async trx => {
        await store.insert(trx, [
          {
            id,
            check,
            subject,
            statement: item.getString('statement'),
            link: item.getOptionalString('link'),
            items: item.getOptional('items'),
            by,
            confirmedBy: item.getOptionalString('confirmedBy'),
            from,
            validUntil: daysAgo(period.until),
          },
        ]);
        await queue.add(trx, [subject], at);
        await audit.append(trx, {
          at,
          actor: 'system:demo',
          action: 'attestation.given',
          subject,
          details: { attestation: id, check, by },
        });
      });
    }
  }
}
