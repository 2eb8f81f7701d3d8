const LOOPBACK = String.raw`(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|0\.0\.0\.0)[:/]`;
/** A code host that serves one commit under its hash, and nothing else. */
const COMMIT = String.raw`(?:raw\.githubusercontent\.com|github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)/[^\s"'|]*/[0-9a-f]{40}\b`;

/** A command whose addresses all lead to this machine or to one fixed commit, whose content cannot change. */
export const FIXED_ADDRESSES = new RegExp(
  `^(?!.*(?:https?|ftp)://(?!${LOOPBACK}|${COMMIT})).*https?://`,
  'is',
);
