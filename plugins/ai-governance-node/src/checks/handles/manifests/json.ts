import { asRecord, parseJson } from '../../../parsing/document';
import type { Dependency, ManifestParser, PackageType } from './types';

/** Packages that are keys of some members of a JSON manifest. */
function keysOf(
  type: PackageType,
  members: readonly string[],
  counts: (name: string) => boolean = () => true,
): ManifestParser {
  return text => {
    const document = parseJson(text);
    const root = asRecord(document.value);
    return members.flatMap(member =>
      Object.keys(asRecord(root?.[member]) ?? {})
        .filter(counts)
        .map(
          (name): Dependency => ({
            type,
            name,
            line: () => document.lineOf([member, name]),
          }),
        ),
    );
  };
}

export const packageJson = keysOf('npm', [
  'dependencies',
  'optionalDependencies',
]);

/** Without the platform: `php` and `ext-json` are no packages. */
export const composerJson = keysOf('composer', ['require'], name =>
  name.includes('/'),
);
