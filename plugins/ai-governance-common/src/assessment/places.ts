import type {
  CheckResult,
  Finding,
  Gap,
  NextAction,
  PartResult,
  ProfileConflict,
  Scorecard,
  SeenSign,
} from './types';

/** What stands for a path in a sentence. */
const A_FILE = 'a file';

function pathsOf(findings: readonly { path?: string }[] = []): string[] {
  return [...new Set(findings.flatMap(({ path }) => path || []))].sort(
    // A path may begin with another one.
    (a, b) => b.length - a.length,
  );
}

function unnamed(text: string, paths: readonly string[]): string {
  return paths.reduce((left, path) => left.replaceAll(path, A_FILE), text);
}

/**
 * What was found without where: neither path nor line, nor a path in its
 * sentences.
 *
 * @public
 */
export function findingWithoutPlace(found: {
  summary: string;
  finding?: Finding;
}): { summary: string; finding?: Finding } {
  const { summary, finding } = found;
  const paths = pathsOf(finding && [finding]);
  return {
    summary: unnamed(summary, paths),
    ...(finding && { finding: placeless(finding, paths) }),
  };
}

function placeless(finding: Finding, paths: readonly string[]): Finding {
  const { path: _path, line: _line, ...rest } = finding;
  return { ...rest, message: unnamed(finding.message, paths) };
}

function signWithoutPlace({
  path: _,
  line: _line,
  ...sign
}: SeenSign): SeenSign {
  return sign.kind === 'path' ? { ...sign, what: A_FILE } : sign;
}

function conflictWithoutPlaces(conflict: ProfileConflict): ProfileConflict {
  const { seen } = conflict;
  return seen
    ? {
        ...conflict,
        message: unnamed(conflict.message, pathsOf(seen)),
        seen: seen.map(signWithoutPlace),
      }
    : conflict;
}

/**
 * What is said of a result, or in a sentence about it. What was disputed is left out of the findings and may
 * still be named: then nothing of the sentence is kept.
 */
function said(
  text: string,
  { findings = [], suppressed }: CheckResult,
  paths = pathsOf(findings),
): string {
  if (suppressed === undefined) {
    return unnamed(text, paths);
  }
  return findings.length === 0
    ? 'Disputed and found wrong'
    : `${findings.length} ${
        findings.length === 1 ? 'finding' : 'findings'
      } beside what was disputed and found wrong`;
}

function checkWithoutPlaces(result: CheckResult): CheckResult {
  const { findings, suppressed } = result;
  if (suppressed === undefined && !findings?.length) {
    return result;
  }
  const paths = pathsOf(findings);
  // What the result links to shows the same places.
  const { link: _link, sources, ...rest } = result;
  return {
    ...rest,
    summary: said(result.summary, result, paths),
    ...(findings && {
      findings: findings.map(finding => placeless(finding, paths)),
    }),
    ...(sources && {
      sources: sources.map(({ link: _, ...source }) => ({
        ...source,
        summary: said(source.summary, result, paths),
      })),
    }),
  };
}

/**
 * The same scorecard for those who may know what was found and not where:
 * without paths, lines and links of findings, and without these paths in what
 * is said of them. Statuses, levels and what to do stay as they are.
 *
 * @public
 */
export function withoutPlaces(scorecard: Scorecard): Scorecard {
  const ofCheck = new Map<string, CheckResult>();
  for (const { parts } of scorecard.controls) {
    for (const { checks } of parts) {
      checks.forEach(result => ofCheck.set(result.check, result));
    }
  }
  const ofPart = (part: PartResult): PartResult => ({
    ...part,
    checks: part.checks.map(checkWithoutPlaces),
  });
  const ofGap = (gap: Gap): Gap => {
    const result = ofCheck.get(gap.check);
    return result ? { ...gap, summary: said(gap.summary, result) } : gap;
  };
  const ofAction = (action: NextAction): NextAction =>
    action.kind === 'close' ? { ...action, gap: ofGap(action.gap) } : action;
  const { profile, seen } = scorecard;
  return {
    ...scorecard,
    profile: {
      ...profile,
      conflicts: profile.conflicts.map(conflictWithoutPlaces),
    },
    ...(seen && { seen: seen.map(signWithoutPlace) }),
    controls: scorecard.controls.map(control => ({
      ...control,
      parts: control.parts.map(ofPart),
    })),
    ownGaps: scorecard.ownGaps.map(ofGap),
    organizationGaps: scorecard.organizationGaps.map(ofGap),
    nextAction: ofAction(scorecard.nextAction),
  };
}
