import type { AssessInput } from './assess';
import { canonicalJson } from './canonical';
import { digestOf, portableSha256, type Sha256 } from './digest';
import { frameworkDigest } from '../framework/digest';
import type { CheckResult, Gap, JudgedParts, Scorecard } from './types';

/**
 * The digest of everything a judgement was made from, except when it was made and when sources were last
 * confirmed. The order of lists does not matter.
 *
 * @param input - The input of `assess`.
 * @param sha256 - The hash to use; every implementation gives the same digest.
 * @public
 */
export function inputDigest(
  input: Omit<AssessInput, 'at' | 'confirmations'>,
  sha256: Sha256 = portableSha256,
): string {
  return digestOf(
    {
      framework: frameworkDigest(input.framework),
      tools: shared(input.tools, () => sortedTexts(input.tools), sha256),
      entity: { ...input.entity, owners: [...input.entity.owners].sort() },
      profile: input.profile,
      evidence: sortedTexts(input.evidence),
      attestations: sortedTexts(input.attestations),
      exceptions: sortedTexts(input.exceptions),
      group: partsDigest(input.groupParts, sha256),
      organization: partsDigest(input.organizationParts, sha256),
    },
    sha256,
  );
}

/**
 * The digest of what a judgement says, except when it was made, when sources were last confirmed and
 * everything that follows from these alone (`judgedAt`, `nextDueAt`, `confirmedAt`, `validUntil`,
 * `lastLookedAt`, `dormantSince`). It changes exactly when the judgement does.
 *
 * @param sha256 - The hash to use; every implementation gives the same digest.
 * @public
 */
export function outputDigest(
  scorecard: Scorecard,
  sha256: Sha256 = portableSha256,
): string {
  const { judgedAt: _, nextDueAt: _due, ...lasting } = scorecard;
  const { organizationGaps, toolAccess, nextAction } = scorecard;
  return digestOf(
    {
      ...lasting,
      controls: scorecard.controls.map(control => ({
        ...control,
        parts: control.parts.map(part =>
          part.scope === 'entity'
            ? { ...part, checks: part.checks.map(lastingCheck) }
            : shared(part, () => lastingPart(part), sha256),
        ),
      })),
      ownGaps: scorecard.ownGaps.map(lastingGap),
      organizationGaps: shared(
        organizationGaps,
        () => organizationGaps.map(lastingGap),
        sha256,
      ),
      nextAction:
        nextAction.kind === 'close'
          ? { kind: 'close', check: nextAction.gap.check }
          : nextAction,
      toolAccess: shared(toolAccess, () => toolAccess, sha256),
    },
    sha256,
  );
}

/**
 * The digest of judged parts of a group or the organization, with the same exceptions as `outputDigest`.
 * @public
 */
export function judgedPartsDigest(
  judged: JudgedParts,
  sha256: Sha256 = portableSha256,
): string {
  return partsDigest(judged, sha256)!;
}

function partsDigest(
  judged: JudgedParts | undefined,
  sha256: Sha256,
): string | null {
  if (!judged) {
    return null;
  }
  return shared(
    judged,
    () => {
      const { nextDueAt: _, ...lasting } = judged;
      return {
        ...lasting,
        parts: judged.parts.map(lastingPart),
        criteria: judged.criteria.map(lastingCheck),
      };
    },
    sha256,
  );
}

const digests = new WeakMap<object, string>();

/** The digest of an object that thousands of judgements share, worked out once. */
function shared(
  identity: object,
  lasting: () => unknown,
  sha256: Sha256,
): string {
  let digest = digests.get(identity);
  if (digest === undefined) {
    digest = digestOf(lasting(), sha256);
    digests.set(identity, digest);
  }
  return digest;
}

function sortedTexts(items: readonly unknown[]): string[] {
  return items.map(canonicalJson).sort();
}

function lastingPart(part: JudgedParts['parts'][number]) {
  return { ...part, checks: part.checks.map(lastingCheck) };
}

function lastingCheck(check: CheckResult): CheckResult {
  const { confirmedAt: _, validUntil: _until, ...lasting } = check;
  const { dormantSince: _dormant, sources, ...rest } = lasting;
  return sources
    ? {
        ...rest,
        sources: sources.map(
          ({ confirmedAt: _c, validUntil: _u, ...source }) => source,
        ),
      }
    : rest;
}

/** The remediation follows from the framework unless the portal cannot look. */
function lastingGap(gap: Gap) {
  const { lastLookedAt: _, ...lasting } = gap;
  return lasting;
}
