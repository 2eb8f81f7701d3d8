/** One file of a repository snapshot. Content is present only for files a check asked for. @public */
export interface SnapshotFile {
  /** POSIX path relative to the snapshot root, without leading slash. */
  path: string;
  /** Size in bytes; -1 when the source does not say. */
  size: number;
  /** Decoded content with any symlink resolved inside the repository. */
  content?: string;
  /** Why the content is missing although a check asked for it. */
  unreadable?: 'too-large' | 'not-utf8' | 'symlink-outside' | 'symlink-cycle' | 'symlink-broken' | 'error';
  /** Target of a symlink as written, when the file is one. */
  symlink?: string;
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
