/** Orders strings by Unicode code point, which UTF-16 order is not outside the basic plane. */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) {
      const xSurrogate = x >= 0xd800 && x <= 0xdfff;
      const ySurrogate = y >= 0xd800 && y <= 0xdfff;
      if (xSurrogate !== ySurrogate) return xSurrogate ? 1 : -1;
      return x - y;
    }
  }
  return a.length - b.length;
}

/**
 * Normalizes a POSIX path against a base folder. Undefined when it leaves the root or is absolute.
 */
export function resolveInside(
  base: string,
  target: string,
): string | undefined {
  if (target.startsWith('/') || /^[A-Za-z]:[\\/]/.test(target))
    return undefined;
  const segments = base === '' ? [] : base.split('/');
  for (const segment of target.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..') {
      if (segments.length === 0) return undefined;
      segments.pop();
    } else {
      segments.push(segment);
    }
  }
  return segments.join('/');
}

/** Folder of a path, '' at the root. */
export function dirnameOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** Last segment of a path. */
export function basenameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Joins two relative paths either of which may be empty. */
export function joinPath(a: string, b: string): string {
  if (a === '') return b;
  return b === '' ? a : `${a}/${b}`;
}

/** Whether `path` is `folder` or lies below it; everything lies below ''. */
export function isBelow(folder: string, path: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/**
 * Brings the folder of an entity inside its repository into the form `RepositorySnapshot.subpath`
 * has. Throws when it points outside the repository.
 */
export function normalizeSubpath(subpath: string | undefined): string {
  const trimmed = (subpath ?? '').replace(/\\/g, '/').replace(/^\/+/, '');
  const resolved = resolveInside('', trimmed);
  if (resolved === undefined) {
    throw new Error(
      `The folder '${subpath}' lies outside the repository; give a path relative to its root`,
    );
  }
  return resolved;
}
