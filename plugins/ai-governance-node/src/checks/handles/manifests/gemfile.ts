import { linesOf, type Dependency, type ManifestParser } from './types';

const GEM = /^\s*gem[\s(]+["']([\w.-]+)["']/;
const OPENS = /^\s*(?:if|unless|case|begin)\b|\bdo(?:\s*\|[^|]*\|)?\s*$/;
const GROUP = /^\s*group[\s(]+(.*)\bdo\b/;
const OWN_GROUP = /\bgroups?(?::|\s*=>)\s*(\[[^\]]*\]|:\w+)/;

/** Whether groups are all for development or tests. */
function isAside(groups: string): boolean {
  const names = groups.match(/:\w+/g) ?? [];
  return (
    names.length > 0 &&
    names.every(name => /^:(?:dev|development|test|ci|lint|docs?)$/.test(name))
  );
}

/** Gemfiles are programs: gems named by a literal are read, with the groups they stand in. */
export const gemfile: ManifestParser = text => {
  const open: boolean[] = [];
  return linesOf(text).flatMap((written, index): Dependency[] => {
    const line = written.split('#')[0];
    if (OPENS.test(line)) {
      open.push(isAside(GROUP.exec(line)?.[1] ?? ''));
      return [];
    }
    if (/^\s*end\b/.test(line)) {
      open.pop();
      return [];
    }
    const name = GEM.exec(line)?.[1];
    return name === undefined ||
      open.includes(true) ||
      isAside(OWN_GROUP.exec(line)?.[1] ?? '')
      ? []
      : [{ type: 'gem', name, line: () => index + 1 }];
  });
};
