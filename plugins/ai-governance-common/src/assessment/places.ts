import type { CheckResult, Finding, PartResult, Scorecard } from './types';

/** A finding without where it is. @public */
export function findingWithoutPlace(finding: Finding): Finding {
  const { path: _path, line: _line, ...rest } = finding;
  return rest;
}

function checkWithoutPlaces(result: CheckResult): CheckResult {
  if (!result.findings || result.findings.length === 0) {
    return result;
  }
  // What the result links to shows the same places.
  const { link: _link, sources, ...rest } = result;
  return {
    ...rest,
    findings: result.findings.map(findingWithoutPlace),
    ...(sources && {
      sources: sources.map(({ link: _, ...source }) => source),
    }),
  };
}

/**
 * The same scorecard for those who may know what was found and not where:
 * without paths, lines and links of findings. Statuses, levels and what to do
 * stay as they are.
 *
 * @public
 */
export function withoutPlaces(scorecard: Scorecard): Scorecard {
  const ofPart = (part: PartResult): PartResult => ({
    ...part,
    checks: part.checks.map(checkWithoutPlaces),
  });
  return {
    ...scorecard,
    controls: scorecard.controls.map(control => ({
      ...control,
      parts: control.parts.map(ofPart),
    })),
  };
}
