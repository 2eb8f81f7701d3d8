/** The type of a package URL: which ecosystem a name belongs to. */
export type PackageType =
  | 'npm'
  | 'pypi'
  | 'maven'
  | 'golang'
  | 'cargo'
  | 'gem'
  | 'composer'
  | 'nuget';

/** A package that a manifest asks for in production. */
export interface Dependency {
  type: PackageType;
  /** As written; `group:artifact` for Maven. */
  name: string;
  /** The 1-based line; found when it is asked for, which most never is. */
  line: () => number | undefined;
}

/** Reads a manifest. What it does not understand it leaves out. */
export type ManifestParser = (text: string) => Dependency[];

/** Longest line of a manifest that is looked at. */
const LONGEST_LINE = 2000;

/** The lines of a text; those too long for a manifest are empty. */
export function linesOf(text: string): string[] {
  return text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map(line => (line.length > LONGEST_LINE ? '' : line));
}

/** Finds the first line with a text in it, 1-based. */
export function lineWith(
  lines: readonly string[],
  text: string,
): () => number | undefined {
  return () => {
    const index = lines.findIndex(line => line.includes(text));
    return index < 0 ? undefined : index + 1;
  };
}
