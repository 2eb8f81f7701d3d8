import { linesOf, type Dependency, type ManifestParser } from './types';

const ONE = /^\s*require\s+"?([^\s"(]+)"?\s/;
const INSIDE = /^\s*"?([^\s"()]+)"?\s+v/;

export const goMod: ManifestParser = text => {
  let inside = false;
  return linesOf(text).flatMap((written, index): Dependency[] => {
    const [line, comment = ''] = written.split('//');
    if (/^\s*require\s*\(/.test(line)) {
      inside = true;
      return [];
    }
    if (inside && /^\s*\)/.test(line)) {
      inside = false;
      return [];
    }
    const name = (inside ? INSIDE : ONE).exec(line)?.[1];
    return name === undefined || /^\s*indirect\b/.test(comment)
      ? []
      : [{ type: 'golang', name, line: () => index + 1 }];
  });
};
