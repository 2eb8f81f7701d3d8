import type { CompiledCheck } from './compile';
import { validity, type EvidenceIndex } from './evidence';
import { DueClock, parseInstant, toInstant } from './instants';
import type { Attestation, CheckResult } from './types';

/** Attestations of one subject by check id. */
export type AttestationIndex = Map<string, Attestation[]>;

/** The subject of organization attestations. @public */
export const ORGANIZATION_SUBJECT = 'organization';

/**
 * Indexes the attestations about a subject. Those of the organization count only when a second person
 * confirmed them.
 */
export function indexAttestations(
  attestations: readonly Attestation[],
  subject: string,
): AttestationIndex {
  const index: AttestationIndex = new Map();
  const wanted = subject.toLowerCase();
  for (const attestation of attestations) {
    if (attestation.subject.toLowerCase() !== wanted) {
      continue;
    }
    if (wanted === ORGANIZATION_SUBJECT && !hasSecondPerson(attestation)) {
      continue;
    }
    const known = index.get(attestation.check);
    if (known) {
      known.push(attestation);
    } else {
      index.set(attestation.check, [attestation]);
    }
  }
  return index;
}

function hasSecondPerson({ by, confirmedBy }: Attestation): boolean {
  return (
    confirmedBy !== undefined &&
    confirmedBy !== '' &&
    confirmedBy.toLowerCase() !== by.toLowerCase()
  );
}

/**
 * The result of a check from attestations: `pass` while one is in force, `stale` when the last one ended,
 * undefined when there was none yet. An attestation holds until its own end, and never longer than the
 * check's frequency allows.
 */
export function attested(
  compiled: CompiledCheck,
  context: {
    due: DueClock;
    evidence: EvidenceIndex;
    attestations: AttestationIndex;
  },
): CheckResult | undefined {
  const { due } = context;
  let best: Attestation | undefined;
  let bestEnd = -Infinity;
  for (const attestation of context.attestations.get(compiled.check.id) ?? []) {
    const from = parseInstant(attestation.from);
    const end = Math.min(
      parseInstant(attestation.validUntil),
      validity(compiled, from, context).until,
    );
    if (!(from < end)) {
      continue;
    }
    due.read(from);
    due.read(end);
    if (
      from <= due.at &&
      (end > bestEnd || (end === bestEnd && attestation.id < best!.id))
    ) {
      best = attestation;
      bestEnd = end;
    }
  }
  if (!best) {
    return undefined;
  }
  const stale = bestEnd <= due.at;
  return {
    check: compiled.check.id,
    outcome: stale ? 'stale' : 'pass',
    summary: stale ? `Lapsed: ${best.statement}` : best.statement,
    source: `attestation:${best.id}`,
    ...(best.link !== undefined && { link: best.link }),
    observedAt: best.from,
    ...(bestEnd !== Infinity && { validUntil: toInstant(bestEnd) }),
    attestation: {
      id: best.id,
      by: best.by,
      ...(best.confirmedBy !== undefined && { confirmedBy: best.confirmedBy }),
    },
  };
}
