import { linesOf, type Dependency, type ManifestParser } from './types';

/** Configurations that end up in what is built, in any variant of it. */
const CONFIGURATION =
  /^\s*["']?([A-Za-z]*(?:[iI]mplementation|[aA]pi|[rR]untimeOnly|[cC]ompileOnly)|compile|runtime)["']?[\s(]/;
const COORDINATES = /["']([\w.-]+):([\w.-]+)(?::[^"']*)?["']/;
const NAMED =
  /group\s*[:=]\s*["']([\w.-]+)["']\s*,\s*name\s*[:=]\s*["']([\w.-]+)["']/;

/** Builds are programs: what is written as a literal is read, the rest is not. */
export const gradleBuild: ManifestParser = text =>
  linesOf(text).flatMap((line, index): Dependency[] => {
    const configuration = CONFIGURATION.exec(line)?.[1];
    if (
      configuration === undefined ||
      /test/i.test(configuration) ||
      // Versions to choose from.
      /\b(?:enforcedP|p)latform\s*\(/.test(line)
    ) {
      return [];
    }
    const [, group, artifact] =
      NAMED.exec(line) ?? COORDINATES.exec(line) ?? [];
    return group === undefined
      ? []
      : [
          {
            type: 'maven',
            name: `${group}:${artifact}`,
            line: () => index + 1,
          },
        ];
  });
