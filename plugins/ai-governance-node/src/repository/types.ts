/** One file of a repository snapshot. Content is present only for files a check asked for. @public */
export interface SnapshotFile {
  /** POSIX path relative to the snapshot root, without leading slash. */
  path: string;
  /** Size in bytes; -1 when the source does not say. */
  size: number;
  /** Decoded content with any symlink resolved inside the repository. */
  content?: string;
  /** Why the content is missing although a check asked for it. */
  unreadable?:
    | 'too-large'
    | 'not-utf8'
    | 'symlink-outside'
    | 'symlink-cycle'
    | 'symlink-broken'
    | 'error';
  /** Target of a symlink as written, when the file is one. */
  symlink?: string;
  /**
   * Path of the regular file the content was read from, when symlinks on the way make it differ from
   * `path`. One file seen under several paths is one finding, not several.
   */
  realPath?: string;
}

/** What was read of one repository (or folder) at one moment. Pure data: no I/O behind it. @public */
export interface RepositorySnapshot {
  /** Every path, sorted by code point. */
  files: ReadonlyMap<string, SnapshotFile>;
  /** Path prefix of the entity inside the repository, '' for the root; no trailing slash. */
  subpath: string;
  /** Anything that made the snapshot incomplete, in words for the scorecard. */
  warnings: string[];
  /** True when files were left out because a limit was reached. */
  truncated: boolean;
}

/** Whether the content of a path is needed. @public */
export type Wants = (path: string) => boolean;

/** Bounds of one look at a repository. @public */
export interface ReadLimits {
  /** Most entries (files, links and folders) that are listed. Default 100,000. */
  maxFiles: number;
  /** Largest file whose content is read, in bytes. Default 1 MiB. */
  maxFileBytes: number;
  /** Most bytes of content held by one snapshot. Default 32 MiB. */
  maxTotalBytes: number;
  /** Longest time one look may take, in milliseconds. Default 60,000. */
  timeoutMs: number;
}

/** The limits used where a caller gives none. @public */
export const DEFAULT_READ_LIMITS: ReadLimits = {
  maxFiles: 100_000,
  maxFileBytes: 1024 * 1024,
  maxTotalBytes: 32 * 1024 * 1024,
  timeoutMs: 60_000,
};

/**
 * What one look at a source gave. `treeId` identifies the tree: handed back on the next look, an
 * unchanged tree answers `notModified` without its contents being read again. @public
 */
export type TreeRead =
  | { status: 'read'; snapshot: RepositorySnapshot; treeId: string }
  | { status: 'notModified'; treeId: string };
