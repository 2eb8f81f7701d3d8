import type { AssessInput } from './assess';
import { canonicalJson } from './canonical';
import { portableSha256, type Sha256 } from './digest';
import { frameworkDigest } from '../framework/digest';
import type {
  CheckResult,
  ControlResult,
  Evidence,
  Gap,
  JudgedParts,
  NextAction,
  PartResult,
  Scorecard,
  SeenSign,
} from './types';

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
  const { entity, groupParts, organizationParts } = input;
  return sha256(
    objectText({
      framework: canonicalJson(frameworkDigest(input.framework)),
      tools: shared(input.tools, () => sortedListText(input.tools), sha256),
      entity: canonicalJson({ ...entity, owners: [...entity.owners].sort() }),
      profile: sharedText(input.profile),
      evidence: `[${input.evidence.map(evidenceText).sort().join()}]`,
      attestations: sortedListText(input.attestations),
      exceptions: sortedListText(input.exceptions),
      ...(input.suppressions?.length && {
        suppressions: sortedListText(input.suppressions),
      }),
      ...(input.warnings?.length && {
        warnings: canonicalJson([...input.warnings].sort()),
      }),
      group: groupParts ? partsText(groupParts, sha256) : 'null',
      organization: organizationParts
        ? partsText(organizationParts, sha256)
        : 'null',
    }),
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
  return outputDigestOfAlike(scorecard, sha256)(scorecard.entityRef);
}

/** Stands where the entity does; canonical text never contains it. */
const ENTITY = '\0';

/**
 * The output digests of a scorecard and of all that differ from it in nothing but their entity: their text
 * is written once.
 *
 * @param sha256 - The hash to use; every implementation gives the same digest.
 * @returns the digest, by entity ref
 * @public
 */
export function outputDigestOfAlike(
  scorecard: Scorecard,
  sha256: Sha256 = portableSha256,
): (entityRef: string) => string {
  const { controls, organizationGaps, toolAccess } = scorecard;
  const [before, after] = objectText({
    entity: ENTITY,
    framework: canonicalJson(scorecard.framework.digest),
    levels: canonicalJson([
      scorecard.level,
      scorecard.ownLevel,
      scorecard.levelWithoutExceptions,
      scorecard.ownLevelWithoutExceptions,
      scorecard.organizationLevel,
      scorecard.entityLevel,
    ]),
    progress: canonicalJson([scorecard.ownProgress, scorecard.score]),
    aiUse: canonicalJson(scorecard.aiUse),
    profile: sharedText(scorecard.profile),
    controls: listText(controls, control => controlText(control, sha256)),
    ownGaps: listText(scorecard.ownGaps, gapText),
    organizationGaps: shared(
      organizationGaps,
      () => listText(organizationGaps, gapText),
      sha256,
    ),
    nextAction: nextActionText(scorecard.nextAction),
    risks: flatText(
      ...scorecard.risks.map(({ risk, residual, met, applicable }) =>
        [risk, residual, met, applicable].join(),
      ),
    ),
    toolAccess: shared(toolAccess, () => canonicalJson(toolAccess), sha256),
    ...(scorecard.seen && { seen: listText(scorecard.seen, signText) }),
  }).split(ENTITY);
  return entityRef => sha256(before + canonicalJson(entityRef) + after);
}

/**
 * The digest of judged parts of a group or the organization, with the same exceptions as `outputDigest`.
 * @public
 */
export function judgedPartsDigest(
  judged: JudgedParts,
  sha256: Sha256 = portableSha256,
): string {
  return JSON.parse(partsText(judged, sha256));
}

// Lists instead of objects below: their members have a fixed place, which spares writing every name.

function controlText(control: ControlResult, sha256: Sha256): string {
  const { control: id, status, ownStatus, parts, ...rest } = control;
  return `[${flatText(id, status, ownStatus)},${remainder(rest)},${listText(
    parts,
    part =>
      part.scope === 'entity'
        ? partText(part)
        : shared(part, () => partText(part), sha256),
  )}]`;
}

function partsText(judged: JudgedParts, sha256: Sha256): string {
  return shared(
    judged,
    () =>
      objectText({
        subject: canonicalJson(judged.subject),
        level: canonicalJson(judged.level),
        parts: listText(judged.parts, partText),
        criteria: listText(judged.criteria, checkText),
      }),
    sha256,
  );
}

function partText({ control, scope, status, checks }: PartResult): string {
  return `[${flatText(control, scope, status)},${listText(checks, checkText)}]`;
}

function checkText(result: CheckResult): string {
  const { confirmedAt: _, validUntil: _until, ...lasting } = result;
  const { dormantSince: _dormant, sources, ...said } = lasting;
  const { check, outcome, summary, source, link, observedAt, ...rest } = said;
  const each = sources?.map(
    ({ confirmedAt: _c, validUntil: _u, ...kept }) => kept,
  );
  return `[${flatText(
    check,
    outcome,
    summary,
    source,
    link,
    observedAt,
  )},${remainder(rest)},${each ? canonicalJson(each) : null}]`;
}

function evidenceText(item: Evidence): string {
  const { check, outcome, source, summary, link, observedAt, ...rest } = item;
  return `[${flatText(
    check,
    outcome,
    source,
    summary,
    link,
    observedAt,
  )},${remainder(rest)}]`;
}

/** Canonical text of a list of texts, for which the built-in serialization is canonical already. */
function flatText(...texts: (string | undefined)[]): string {
  return JSON.stringify(texts);
}

/** Canonical text of members without a place of their own; null when there are none. */
function remainder(rest: object): string {
  return Object.keys(rest).length > 0 ? canonicalJson(rest) : 'null';
}

/** The rest of a gap follows from its check's result and the framework, which are digested too. */
function gapText(gap: Gap): string {
  return flatText(gap.check, gap.status, gap.actor);
}

/** Where a sign stands is no part of what is judged: a manifest grows a line with every package. */
function signText({ subject, kind, what }: SeenSign): string {
  return flatText(subject, kind, what);
}

function nextActionText(action: NextAction): string {
  return canonicalJson(
    action.kind === 'close' ? `close,${action.gap.check}` : action,
  );
}

const digestTexts = new WeakMap<object, string>();

/** The quoted digest of an object that thousands of judgements share, worked out once. */
function shared(
  identity: object,
  lasting: () => string,
  sha256: Sha256,
): string {
  let text = digestTexts.get(identity);
  if (text === undefined) {
    text = `"${sha256(lasting())}"`;
    digestTexts.set(identity, text);
  }
  return text;
}

const texts = new WeakMap<object, string>();

/** The canonical text of an object that both digests of a judgement contain. */
function sharedText(value: object): string {
  let text = texts.get(value);
  if (text === undefined) {
    text = canonicalJson(value);
    texts.set(value, text);
  }
  return text;
}

/** Canonical text of an object from the canonical texts of its members. */
function objectText(members: { [key: string]: string }): string {
  const keys = Object.keys(members).sort();
  return `{${keys.map(key => `"${key}":${members[key]}`).join()}}`;
}

function listText<T>(items: readonly T[], text: (item: T) => string): string {
  return `[${items.map(text).join()}]`;
}

/** Canonical text of a list whose order does not matter. */
function sortedListText(items: readonly unknown[]): string {
  return `[${items.map(canonicalJson).sort().join()}]`;
}
