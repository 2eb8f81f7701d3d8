import picomatch from 'picomatch';
import { matchesWildcards } from '../../text/glob';
import type { Dependency, PackageType } from './manifests';

/** What shows one subject, as the framework gives it. */
export interface SubjectSigns {
  id: string;
  dependencies: readonly string[];
  paths: readonly string[];
}

const TYPES: ReadonlySet<string> = new Set<PackageType>([
  'npm',
  'pypi',
  'maven',
  'golang',
  'cargo',
  'gem',
  'composer',
  'nuget',
]);

/** Names are compared as registries compare them. */
function normalized(name: string, type: string | undefined): string {
  const lower = name.toLowerCase();
  return type === 'pypi' ? lower.replace(/[-_.]+/g, '-') : lower;
}

/** `npm:stripe` of one ecosystem, `com.stripe:*` of any. */
function parseSign(sign: string): { type?: string; name: string } {
  const colon = sign.indexOf(':');
  const type = sign.slice(0, Math.max(colon, 0));
  return TYPES.has(type)
    ? { type, name: normalized(sign.slice(colon + 1), type) }
    : { name: normalized(sign, undefined) };
}

/** Tells which subjects a package is a sign of. */
export function dependencyMatcher(
  subjects: readonly SubjectSigns[],
): (dependency: Dependency) => string[] {
  const exact = new Map<string, Set<string>>();
  const wild: { type?: string; name: string; id: string }[] = [];
  for (const { id, dependencies } of subjects) {
    for (const { type, name } of dependencies.map(parseSign)) {
      if (name.includes('*')) {
        wild.push({ ...(type && { type }), name, id });
      } else {
        const key = `${type ?? ''}:${name}`;
        exact.set(key, (exact.get(key) ?? new Set()).add(id));
      }
    }
  }
  return dependency => {
    const { type } = dependency;
    const own = normalized(dependency.name, type);
    const any = normalized(dependency.name, undefined);
    const found = new Set([
      ...(exact.get(`${type}:${own}`) ?? []),
      ...(exact.get(`:${any}`) ?? []),
    ]);
    for (const sign of wild) {
      if (
        sign.type === undefined
          ? matchesWildcards(sign.name, any)
          : sign.type === type && matchesWildcards(sign.name, own)
      ) {
        found.add(sign.id);
      }
    }
    return [...found];
  };
}

/** A glob compiled, with what it finds: a folder with code in it, or a file. */
export interface PathSign {
  id: string;
  matches: (path: string) => boolean;
  /** Present where the glob names a folder. */
  isFolder?: (folder: string) => boolean;
}

export function pathSigns(subjects: readonly SubjectSigns[]): PathSign[] {
  const options = { dot: true, nocase: true };
  return subjects.flatMap(({ id, paths }) =>
    paths.map(glob => ({
      id,
      matches: picomatch(glob, options),
      ...(glob.endsWith('/**') && {
        isFolder: picomatch(glob.slice(0, -'/**'.length), options),
      }),
    })),
  );
}
