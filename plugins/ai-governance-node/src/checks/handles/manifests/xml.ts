import { XMLParser } from 'fast-xml-parser';
import { asList, asRecord } from '../../../parsing/document';
import {
  linesOf,
  lineWith,
  type Dependency,
  type ManifestParser,
} from './types';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  // Manifests need none, and a document may define its own.
  processEntities: false,
});

/** What a document holds; nothing where it is none. */
function parseXml(text: string): Record<string, unknown> | undefined {
  try {
    return asRecord(parser.parse(text.replace(/^\uFEFF/, '')));
  } catch {
    return undefined;
  }
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : '';

/** Dependencies of the project and its profiles; a list of versions to choose from is none. */
export const pomXml: ManifestParser = text => {
  const project = asRecord(parseXml(text)?.project);
  const lines = linesOf(text);
  const profiles = asList(asRecord(project?.profiles)?.profile).map(asRecord);
  return [project, ...profiles].flatMap(holder =>
    asList(asRecord(holder?.dependencies)?.dependency).flatMap(
      (entry): Dependency[] => {
        const dependency = asRecord(entry);
        const group = textOf(dependency?.groupId);
        const artifact = textOf(dependency?.artifactId);
        return group === '' ||
          artifact === '' ||
          textOf(dependency?.scope) === 'test'
          ? []
          : [
              {
                type: 'maven',
                name: `${group}:${artifact}`,
                line: lineWith(lines, `<artifactId>${artifact}<`),
              },
            ];
      },
    ),
  );
};

/** Packages of a .NET project, unless it is one of tests. */
export const dotnetProject: ManifestParser = text => {
  const project = asRecord(parseXml(text)?.Project);
  const lines = linesOf(text);
  const references = asList(project?.ItemGroup)
    .flatMap(group => asList(asRecord(group)?.PackageReference))
    .flatMap(entry => {
      const reference = asRecord(entry);
      return reference ? [reference] : [];
    });
  const names = references
    .filter(reference => {
      const assets = reference['@PrivateAssets'] ?? reference.PrivateAssets;
      // What is for building alone does not go into what is built.
      return textOf(assets).toLowerCase() !== 'all';
    })
    .map(reference => textOf(reference['@Include']));
  return names.some(name => name.toLowerCase() === 'microsoft.net.test.sdk')
    ? []
    : names
        .filter(name => name !== '')
        .map(
          (name): Dependency => ({
            type: 'nuget',
            name,
            line: lineWith(lines, `"${name}"`),
          }),
        );
};
