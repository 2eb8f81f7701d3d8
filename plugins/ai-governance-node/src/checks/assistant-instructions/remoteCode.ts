import type { Finding } from '@plumbline/backstage-plugin-ai-governance-common';
import { downloadsRun } from './downloads';
import { FIXED_ADDRESSES } from './fixedAddress';

/** One way to have code run that comes from elsewhere. Gaps are bounded, so that time stays linear. */
export interface RemoteCodePattern {
  severity: Finding['severity'];
  pattern: RegExp;
  message: string;
  /** What in the command makes it one that cannot change unseen. */
  unless?: RegExp;
}

const SHELL =
  '(?:sudo (?:-\\w+ ){0,3})?(?:xargs (?:-\\w+ ){0,3})?(?:/usr/bin/|/bin/)?(?:env )?(?:ba|z|da|k|fi)?sh\\b';
const INTERPRETER =
  '(?:sudo (?:-\\w+ ){0,3})?(?:python[\\d.]{0,4}|node|perl|ruby|php|deno|bun)\\b';
const RUNNER = `(?:${SHELL}|${INTERPRETER})`;

/** A program that fetches, followed by something to fetch: not the mere word in a sentence or a table. */
const ARGUMENTS = '(?:[^|\\n;&]|&(?!&)){0,300}';
const FETCH = String.raw`\b(?:curl|wget|fetch|aria2c|httpie)\s(?=${ARGUMENTS}(?:://|[$<{]|\w\.\w{2}|(?<=\s)-\w))${ARGUMENTS}`;

/** A program of Windows that fetches. */
const WINDOWS_FETCH = String.raw`\b(?:iwr|irm|invoke-webrequest|invoke-restmethod|downloadstring|downloadfile|start-bitstransfer)\b`;
const INVOKE = String.raw`\b(?:iex|invoke-expression)\b`;

/** Packages and options before an address: the words of a command, not those of a sentence that ends. */
const WORDS = String.raw`(?:[@\w./=<>~^-]{0,60}[\w-]\s+){0,6}`;
/** What is fetched and run comes first; an address behind it is given to it. */
const OPTIONS = String.raw`(?:-\S{1,20}\s+){0,4}`;
const REST = String.raw`[^\s"'${'`'})]{1,300}`;

const WHY =
  'has code fetched from elsewhere run unseen: whoever controls that address controls the machine';

/** Quoted code of one line that both fetches and evaluates, in either order. */
function oneLiner(start: string, fetches: string, runs: string): RegExp {
  return new RegExp(
    String.raw`${start}(?=[^\n]{0,400}(?:${fetches}))(?=[^\n]{0,400}(?:${runs}))[^\n]{0,80}`,
    'gi',
  );
}

/** @see `downloads.ts` for what is written to a file first and run from there */
export const REMOTE_CODE: readonly RemoteCodePattern[] = [
  {
    severity: 'critical',
    pattern: new RegExp(
      [
        // curl … | sh, also through tee, base64, gunzip or jq
        String.raw`${FETCH}\|\s*(?:[a-z][^|\n;]{0,120}\|\s*){0,2}${RUNNER}`,
        // bash <(curl …), bash < <(curl …), source <(curl …)
        String.raw`(?:${RUNNER}|\bsource|(?:^|\s)\.)\s+(?:-\S{1,20}\s+){0,3}(?:<\s*)?<\(\s*(?:curl|wget)\b[^)\n]{0,200}`,
        // sh -c "$(curl …)", bash <<< "$(curl …)"
        String.raw`${RUNNER}\s+(?:-\S{1,20}\s+){0,3}(?:<<<\s*)?["']?(?:\$\(|${'`'})\s*(?:curl|wget)\b[^)\n]{0,200}`,
        String.raw`\beval\s+["']?(?:\$\(|${'`'})\s*(?:curl|wget)\b[^)\n]{0,200}`,
        // fish
        String.raw`${FETCH}\|\s*source\b`,
      ].join('|'),
      'gi',
    ),
    message: WHY,
    unless: FIXED_ADDRESSES,
  },
  {
    severity: 'critical',
    pattern: new RegExp(
      String.raw`\bbase64\s+(?:-d|-D|--decode)\b[^|\n;]{0,120}\|\s*${RUNNER}`,
      'gi',
    ),
    message: 'runs code in a form that nobody can read before it runs',
  },
  {
    severity: 'critical',
    pattern: new RegExp(
      [
        String.raw`${INVOKE}[^\n]{0,80}${WINDOWS_FETCH}[^\n)|]{0,120}`,
        String.raw`${WINDOWS_FETCH}[^|\n]{0,200}\|\s*${INVOKE}`,
        String.raw`${WINDOWS_FETCH}[^;\n]{0,200};\s*${INVOKE}`,
        String.raw`\[scriptblock\]::create\([^\n]{0,80}${WINDOWS_FETCH}[^\n)|]{0,120}`,
        String.raw`\b(?:mshta|regsvr32|rundll32)(?:\.exe)?\b[^\n|;]{0,80}https?://[^\s|;]{1,200}`,
      ].join('|'),
      'gi',
    ),
    message: WHY,
    unless: FIXED_ADDRESSES,
  },
  {
    severity: 'critical',
    pattern:
      /\b(?:powershell|pwsh)(?:\.exe)?\b[^\n|;]{0,120}\s[-/](?:e|ec|en|enc|enco|encod|encode|encoded|encodedc\w{0,10})\s+["']?(?:[a-z0-9+/=]{16,200}|\$\w{1,60}|<[^>\n]{1,60}>|…|\.\.\.)/gi,
    message:
      'runs a command that is encoded, so that nobody can read it before it runs',
  },
  {
    severity: 'critical',
    pattern: oneLiner(
      String.raw`\bpython[\d.]{0,4}\s+(?:-\w{1,3}\s+){0,3}-c\s`,
      String.raw`\burlopen|\burlretrieve|\brequests\.get|\bhttpx\.get|\burllib3|\bhttp\.client`,
      String.raw`\b(?:exec|eval|compile|os\.system|os\.popen|run_path|subprocess\.\w{1,20})\s*\(`,
    ),
    message: WHY,
    unless: FIXED_ADDRESSES,
  },
  {
    severity: 'critical',
    pattern:
      /\b(?:exec|eval)\s*\(\s*(?:compile\s*\(\s*)?(?:[\w.]{0,40}\b)?(?:urlopen|requests\.get|httpx\.get)\s*\([^\n]{0,120}/gi,
    message: WHY,
    unless: FIXED_ADDRESSES,
  },
  {
    severity: 'critical',
    pattern: oneLiner(
      String.raw`\b(?:node|bun|deno)\s+(?:--?[\w-]{1,20}\s+){0,3}(?:-e|-p|-pe|--eval|--print|eval)\s`,
      String.raw`\bfetch\s*\(|\bhttps?\.get|\baxios\b|\bgot\(|\bcurl\s|\bwget\s`,
      String.raw`\beval\b|\bFunction\s*\(|\bvm\.|\bchild_process\b|\bexec(?:Sync|File)?\s*\(|\bspawn(?:Sync)?\s*\(`,
    ),
    message: WHY,
    unless: FIXED_ADDRESSES,
  },
  {
    severity: 'critical',
    pattern:
      /\bfetch\s*\([^\n]{1,200}\)\s*\.then\([^\n]{0,120}\b(?:eval|new Function)\b/gi,
    message: WHY,
    unless: FIXED_ADDRESSES,
  },
  {
    severity: 'critical',
    pattern: oneLiner(
      String.raw`\b(?:ruby|perl|php)\s+(?:-\S{1,20}\s+){0,3}-[a-z]{0,4}[er]\s`,
      String.raw`\bURI\.(?:open|parse)|\bopen-uri|\bNet::HTTP|\bLWP\b|\bHTTP::Tiny|file_get_contents\s*\(\s*\\?["']https?:|\bcurl\s|\bwget\s`,
      String.raw`\b(?:eval|instance_eval|system|exec)\b`,
    ),
    message: WHY,
    unless: FIXED_ADDRESSES,
  },
  {
    severity: 'high',
    pattern: new RegExp(
      [
        String.raw`\b(?:pip[\d.]{0,4}|pipx|uv (?:pip|tool)|uv) (?:install|add|run|inject)\s+${WORDS}["']?(?:[\w.[\]-]{1,60}\s?@\s?)?(?:git\+)?(?:https?|git|ssh)://${REST}`,
        String.raw`\buvx\s+${OPTIONS}["']?(?:git\+)?https?://${REST}`,
      ].join('|'),
      'gi',
    ),
    message:
      'installs what an address holds at that moment, and its set-up runs at once: name a version or a commit',
    // A commit, a tag with a version, a hash, or a version in the path; an index is no package.
    unless:
      /(?:^|[^-\w])(?:git\+)?(?:https|git|ssh):\/\/\S*(?:@(?:[0-9a-f]{7,40}|v?\d+(?:\.\d+)+[\w.+-]*)(?:[#"']|$)|#sha256=|\/v?\d+(?:\.\d+)+[\w.+-]*\/|-\d+(?:\.\d+)+[\w.+-]*\.(?:whl|tar\.gz|zip)\b)|--(?:extra-)?index-url|\s-i\s|--find-links|--proxy|--trusted-host|--require-hashes|:\/\/(?:localhost|127\.|\[::1\])/i,
  },
  {
    severity: 'high',
    pattern: new RegExp(
      [
        String.raw`\b(?:npm|pnpm|yarn|bun) (?:(?:i|install|add)\s+${WORDS}|(?:exec|x|dlx)\s+${OPTIONS})["']?(?:[\w@/.-]{1,80}@)?(?:git\+(?:https?|ssh)|https?|git)://${REST}`,
        String.raw`\b(?:npx|bunx|pnpx)\s+${OPTIONS}["']?(?:(?:git\+)?(?:https?|ssh|git)://|github:)${REST}`,
      ].join('|'),
      'gi',
    ),
    message:
      'installs what an address holds at that moment, and its scripts run at once: name a version or a commit',
    unless:
      /(?:(?:https|git|ssh):\/\/|github:)\S*(?:#(?:[0-9a-f]{7,40}|v?\d+(?:\.\d+)+[\w.+-]*|semver:\S+)(?:["']|$)|\/v?\d+(?:\.\d+)+[\w.+-]*\/|-\d+(?:\.\d+)+[\w.+-]*\.t(?:ar\.)?gz\b)|--registry|--proxy|:\/\/(?:localhost|127\.|\[::1\])/i,
  },
  {
    severity: 'high',
    pattern:
      /\bcargo (?:\+\w{1,20} )?install\s[^\n|;&]{0,80}--git[ =][^\s"'`)]{1,300}[^\n|;&"'`]{0,120}/gi,
    message:
      'installs what a repository holds at that moment, and its build runs at once: name a version or a commit',
    unless: /--(?:rev|tag)\b/,
  },
];

/** Stands for whatever is fetched into a file and run from there. */
export const RUN_AFTER_DOWNLOAD: Pick<
  RemoteCodePattern,
  'severity' | 'message'
> = { severity: 'critical', message: WHY };

/** What one command runs that comes from elsewhere, and why that matters. */
export function remoteCodeIn(
  command: string,
): Pick<RemoteCodePattern, 'severity' | 'message'> | undefined {
  const found = REMOTE_CODE.find(({ pattern, unless }) =>
    [...command.matchAll(pattern)].some(
      match => !unless?.test(commandAt(command, match.index, match[0].length)),
    ),
  );
  if (found) return found;
  return downloadsRun(command).length > 0 ? RUN_AFTER_DOWNLOAD : undefined;
}

/** A match with the rest of its command, where options may stand that pin it. */
export function commandAt(text: string, start: number, length: number): string {
  const end = start + length;
  const rest = /^[^\n;&|`]{0,200}/.exec(text.slice(end, end + 200))!;
  return text.slice(start, end) + rest[0];
}
