import type { SnapshotFile } from './types';

const REASONS: {
  readonly [reason in NonNullable<SnapshotFile['unreadable']>]: string;
} = {
  'too-large': 'is larger than what is read',
  'not-utf8': 'is not UTF-8 text',
  'symlink-outside': 'is a link that leaves the repository',
  'symlink-cycle': 'is a link that leads back to itself',
  'symlink-broken': 'is a link to nothing',
  error: 'could not be read',
};

/** Why a file has no content, as a sentence that may go on. */
export function whyUnread(
  path: string,
  reason: SnapshotFile['unreadable'],
): string {
  return `${path} ${REASONS[reason ?? 'error']}`;
}
