/**
 * Matches `*` (inside a segment), `?` and `**` (whole segments) in time proportional to pattern times
 * path. Patterns come from the repository that is looked at: the libraries turn them into regular
 * expressions, which a handful of stars makes run for minutes.
 */
export function globMatcher(pattern: string): (path: string) => boolean {
  const globs = pattern.split('/');
  return path => matchSegments(globs, path.split('/'));
}

function matchSegments(
  globs: readonly string[],
  segments: readonly string[],
): boolean {
  // reachable[j]: the globs so far match the first j segments.
  let reachable = new Array<boolean>(segments.length + 1).fill(false);
  reachable[0] = true;
  for (const glob of globs) {
    const next = new Array<boolean>(segments.length + 1).fill(false);
    if (glob === '**') {
      let seen = false;
      for (let j = 0; j <= segments.length; j++) {
        seen ||= reachable[j];
        next[j] = seen;
      }
    } else {
      for (let j = 0; j < segments.length; j++) {
        next[j + 1] = reachable[j] && matchesWildcards(glob, segments[j]);
      }
    }
    reachable = next;
    if (!reachable.includes(true)) return false;
  }
  return reachable[segments.length];
}

/** Matches `*` (any text) and `?` (one character) against a whole text, as fast as `globMatcher`. */
export function matchesWildcards(glob: string, segment: string): boolean {
  let g = 0;
  let s = 0;
  let star = -1;
  let resume = 0;
  while (s < segment.length) {
    if (g < glob.length && glob[g] === '*') {
      star = g;
      resume = s;
      g += 1;
    } else if (g < glob.length && (glob[g] === '?' || glob[g] === segment[s])) {
      g += 1;
      s += 1;
    } else if (star >= 0) {
      g = star + 1;
      resume += 1;
      s = resume;
    } else {
      return false;
    }
  }
  while (g < glob.length && glob[g] === '*') g += 1;
  return g === glob.length;
}
