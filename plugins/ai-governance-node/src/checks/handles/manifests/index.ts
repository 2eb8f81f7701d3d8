import { basenameOf } from '../../../repository/paths';
import { cargoToml } from './cargoToml';
import { gemfile } from './gemfile';
import { goMod } from './goMod';
import { gradleBuild } from './gradle';
import { composerJson, packageJson } from './json';
import { pyprojectToml, requirementsTxt } from './python';
import type { ManifestParser } from './types';
import { dotnetProject, pomXml } from './xml';

export type { Dependency, PackageType } from './types';

const BY_NAME: ReadonlyMap<string, ManifestParser> = new Map([
  ['package.json', packageJson],
  ['composer.json', composerJson],
  ['pyproject.toml', pyprojectToml],
  ['go.mod', goMod],
  ['Cargo.toml', cargoToml],
  ['pom.xml', pomXml],
  ['build.gradle', gradleBuild],
  ['build.gradle.kts', gradleBuild],
  ['Gemfile', gemfile],
]);

const REQUIREMENTS = /(?:^|\/)(?:requirements[^/]*|requirements\/[^/]+)\.txt$/;
const NOT_IN_PRODUCTION =
  /(?:^|[-_./])(?:dev|develop|development|test|tests|testing|docs?|lint|ci|build|types?|typing)(?=[-_./])/;
const DOTNET = /\.(?:cs|fs|vb)proj$/;

/** How a file is read, where it is a manifest of what runs in production. */
export function manifestParser(path: string): ManifestParser | undefined {
  const known = BY_NAME.get(basenameOf(path));
  if (known) {
    return known;
  }
  if (DOTNET.test(path)) {
    return dotnetProject;
  }
  const [requirements] = REQUIREMENTS.exec(path) ?? [];
  return requirements !== undefined && !NOT_IN_PRODUCTION.test(requirements)
    ? requirementsTxt
    : undefined;
}
