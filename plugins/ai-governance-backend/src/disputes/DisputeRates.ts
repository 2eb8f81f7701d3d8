import { HANDLES_OBSERVATION } from '@plumbline/backstage-plugin-ai-governance-common';
import type { CheckDisputeRate } from '@plumbline/backstage-plugin-ai-governance-common';
import type { AssessmentQueue } from '../assessment/AssessmentQueue';
import type { AuditLog } from '../audit/AuditLog';
import type { Transactor } from '../database/transaction';
import type { EvidenceStore } from '../evidence/EvidenceStore';
import type { FrameworkService } from '../framework/FrameworkService';
import type { DisputeStore } from './DisputeStore';

/** Share of a check's findings found wrong beyond which it only warns. */
const MOST_WRONG = 0.05;

/** With fewer accepted disputes a share says nothing yet. */
const FEWEST_ACCEPTED = 5;

/** How far back disputes count, in ms. */
const WINDOW = 90 * 24 * 60 * 60 * 1000;

/** Follows how often each check is found wrong, and drops the noisy ones to warnings. */
export class DisputeRates {
  readonly #store: DisputeStore;
  readonly #evidence: EvidenceStore;
  readonly #queue: AssessmentQueue;
  readonly #audit: AuditLog;
  readonly #framework: FrameworkService;
  readonly #transact: Transactor;
  readonly #now: () => string;

  constructor(options: {
    store: DisputeStore;
    evidence: EvidenceStore;
    queue: AssessmentQueue;
    audit: AuditLog;
    framework: FrameworkService;
    transact: Transactor;
    now: () => string;
  }) {
    this.#store = options.store;
    this.#evidence = options.evidence;
    this.#queue = options.queue;
    this.#audit = options.audit;
    this.#framework = options.framework;
    this.#transact = options.transact;
    this.#now = options.now;
  }

  /** Every check that was disputed in the last 90 days. */
  async list(): Promise<CheckDisputeRate[]> {
    const since = new Date(Date.parse(this.#now()) - WINDOW).toISOString();
    const counts = await this.#store.counts(since);
    const warnings = new Map(
      (await this.#store.warnings()).map(warning => [warning.check, warning]),
    );
    const findings = await this.#evidence.countFindings(
      new Map(counts.map(({ check }) => [check, this.#answeredBy(check)])),
    );
    return counts.map(({ check, disputed, accepted }) => {
      const all = Math.max(findings.get(check) ?? 0, accepted);
      const warning = warnings.get(check);
      return {
        check,
        findings: all,
        disputed,
        accepted,
        rate: all === 0 ? 0 : accepted / all,
        ...(warning && { warningSince: warning.since }),
      };
    });
  }

  /** Drops checks to warnings and lifts those that are no longer noisy. */
  async update(): Promise<void> {
    const at = this.#now();
    const rates = await this.list();
    const before = await this.#store.warnings();
    const noisy = rates.filter(
      ({ accepted, rate }) => accepted >= FEWEST_ACCEPTED && rate > MOST_WRONG,
    );
    const added = noisy.filter(
      ({ check }) => !before.some(warning => warning.check === check),
    );
    const lifted = before.filter(
      warning => !noisy.some(({ check }) => check === warning.check),
    );
    if (added.length + lifted.length === 0) {
      return;
    }
    await this.#transact(async trx => {
      await this.#queue.addAll(trx, at);
      for (const { check, accepted, findings } of added) {
        await this.#store.warn(trx, { check, since: at, accepted, findings });
        await this.#audit.append(trx, {
          at,
          actor: 'system:dispute-rate',
          action: 'check.droppedToWarning',
          subject: `check:${check}`,
          details: { accepted, findings },
        });
      }
      for (const { check } of lifted) {
        await this.#store.unwarn(trx, check);
        await this.#audit.append(trx, {
          at,
          actor: 'system:dispute-rate',
          action: 'check.countsAgain',
          subject: `check:${check}`,
        });
      }
    });
  }

  /** Checks whose evidence carries the findings of this one. */
  #answeredBy(check: string): string[] {
    const known = this.#framework
      .current()
      .framework.controls.flatMap(control => control.parts)
      .flatMap(part => part.checks)
      .find(candidate => candidate.id === check);
    const reports = known?.params?.reports;
    return [
      check,
      ...(known?.type === 'profile.classification'
        ? [HANDLES_OBSERVATION]
        : []),
      ...(Array.isArray(reports) ? (reports as string[]) : []),
    ];
  }
}
