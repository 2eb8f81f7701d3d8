import { asRecord, asStrings, parseToml } from '../../../parsing/document';
import {
  linesOf,
  lineWith,
  type Dependency,
  type ManifestParser,
} from './types';

/** The name at the beginning of a requirement (PEP 508), if it names a package at all. */
const REQUIREMENT =
  /^\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*(?:[<>=!~;@(,#\\]|--|$)/;

const isContinued = (line: string) => /^\s*(?:#|--hash\b)/.test(line);

/**
 * A compiled list says for each package which other one asks for it. One that none but other packages ask
 * for was not chosen by anybody.
 */
function isIndirect(lines: readonly string[], index: number): boolean {
  let comment = lines[index].split(/\s#/)[1] ?? '';
  for (let i = index + 1; i < lines.length && isContinued(lines[i]); i++) {
    comment += ` ${lines[i]}`;
  }
  return (
    /\bvia\b/.test(comment) &&
    !/-[rc] |\((?:pyproject\.toml|setup\.(?:py|cfg))\)|\.in\b/.test(comment)
  );
}

export const requirementsTxt: ManifestParser = text => {
  const lines = linesOf(text).map(line => line.replace(/\r$/, ''));
  return lines.flatMap((line, index): Dependency[] => {
    const name = REQUIREMENT.exec(line)?.[1];
    return name === undefined || isIndirect(lines, index)
      ? []
      : [{ type: 'pypi', name, line: () => index + 1 }];
  });
};

export const pyprojectToml: ManifestParser = text => {
  const document = parseToml(text);
  const lines = linesOf(text);
  const root = asRecord(document.value);
  const standard = asStrings(asRecord(root?.project)?.dependencies).flatMap(
    (requirement): Dependency[] => {
      const name = REQUIREMENT.exec(requirement)?.[1];
      return name === undefined
        ? []
        : [{ type: 'pypi', name, line: lineWith(lines, requirement) }];
    },
  );
  const poetry = ['tool', 'poetry', 'dependencies'];
  const asked = asRecord(
    poetry.reduce<unknown>((value, key) => asRecord(value)?.[key], root),
  );
  return [
    ...standard,
    ...Object.entries(asked ?? {})
      .filter(
        ([name, version]) =>
          name !== 'python' && asRecord(version)?.optional !== true,
      )
      .map(
        ([name]): Dependency => ({
          type: 'pypi',
          name,
          line: () => document.lineOf([...poetry, name]),
        }),
      ),
  ];
};
