import { FIXED_ADDRESSES } from './fixedAddress';

/** A place in a text, as expressions give it. */
export interface Place {
  index: number;
  text: string;
}

/** A command that writes what it fetches to a file. */
const DOWNLOAD =
  /\b(curl|wget|aria2c|iwr|invoke-webrequest|start-bitstransfer|certutil)(?:\.exe)?\s+((?:[^\n;&|`]|&(?!&)){1,600})(?:\|\s*(?:sudo )?tee\s+(?:-a\s+)?([^\s;&|`]{1,200}))?/gi;

/** Somebody looks at what was fetched before it runs. */
const VERIFIED =
  /\b(?:sha(?:1|224|256|384|512)?sum|shasum|b2sum|md5sum|openssl dgst|get-filehash|gpg2?\s[^\n]{0,80}--verify|gpgv|cosign verify|minisign|signify|slsa-verifier|gh attestation verify)\b/i;

const ADDRESS = /^["']?(?:(?:https?|ftp):\/\/|\$\{?\w|<\w)/i;

/** How far behind a download its run is looked for. */
const REACH = 2_000;

/** Downloads of one text that are followed; nobody writes more by hand. */
const MAX_DOWNLOADS = 100;

/**
 * Files that are fetched and then run in the same text, as in `curl -o x URL && sh x`, on one line or
 * on several. What is checked against a hash or a signature in between is left alone.
 */
export function downloadsRun(text: string): Place[] {
  // A command goes on below a line that ends in a backslash; offsets stay.
  const joined = text.replace(/\\\n/g, '  ');
  const found: Place[] = [];
  let followed = 0;
  for (const match of joined.matchAll(DOWNLOAD)) {
    const [whole, program, args, tee] = match;
    if (FIXED_ADDRESSES.test(args)) continue;
    const file = writtenFile(program.toLowerCase(), args) ?? tee;
    const name = file === undefined ? undefined : nameOf(file);
    if (name === undefined) continue;
    followed += 1;
    if (followed > MAX_DOWNLOADS) break;
    const from = match.index + whole.length;
    const rest = joined.slice(from, from + REACH);
    const run = runOf(name).exec(rest);
    if (!run || VERIFIED.test(rest.slice(0, run.index))) continue;
    const end = from + run.index + run[0].length;
    found.push({
      index: match.index,
      text: text.slice(match.index, end),
    });
  }
  return found;
}

/** The file a program writes to, if it writes to one. */
function writtenFile(program: string, args: string): string | undefined {
  const words = args.trim().split(/\s+/).slice(0, 60);
  const address = words.find(word => ADDRESS.test(word));
  if (address === undefined) return undefined;
  let remoteName = program === 'wget' || program === 'aria2c';
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    const next = words[i + 1];
    const redirect = /^(?:1?>>?)(.*)$/.exec(word);
    if (redirect) return redirect[1] || next;
    const long =
      /^--(?:output|output-document|out)(?:=(.*))?$/.exec(word) ??
      /^-(?:outfile|destination)$/i.exec(word);
    if (long) return long[1] ?? next;
    if (/^--remote-name$/.test(word)) remoteName = true;
    const short = /^-([a-zA-Z]+)$/.exec(word)?.[1];
    if (short === undefined) continue;
    // The options of curl and wget that name a file are o and O, and the other way round.
    if (program === 'curl') {
      if (/^[a-zA-Z]*o$/.test(short)) return next;
      if (/^[a-zA-Z]*O/.test(short)) remoteName = true;
    } else if (program === 'wget') {
      if (/^[a-zA-Z]*O$/.test(short)) return next === '-' ? undefined : next;
      if (/^[a-zA-Z]*O-$/.test(short)) return undefined;
    } else if (program === 'aria2c' && short === 'o') {
      return next;
    }
  }
  if (program === 'certutil') {
    return /-urlcache/i.test(args)
      ? words[words.indexOf(address) + 1]
      : undefined;
  }
  if (program === 'start-bitstransfer')
    return words[words.indexOf(address) + 1];
  return remoteName ? address : undefined;
}

/** The last segment of a path or address without quotes, query and fragment. */
function nameOf(file: string): string | undefined {
  const name = file
    .replace(/["'`),]+/g, '')
    .replace(/[?#].*$/, '')
    .split(/[\\/]/)
    .pop()!;
  return /^[\w.$%{}+-]{1,80}$/.test(name) && /\w/.test(name) && name !== 'null'
    ? name
    : undefined;
}

/** Where a command begins, in a script or in inline code; `then sh x` in a sentence as well. */
const BEGINS = String.raw`(?:[;&|(\n]|(?<=[\s(])${'`'}|\b(?:then|and|run|execute|do)\s)\s*(?:\$ )?`;
const PREFIXES = String.raw`(?:(?:sudo|exec|nohup|time|env|command|start|&)\s+(?:-\w+\s+){0,3}){0,3}`;
const RUNNERS = String.raw`(?:(?:/usr)?(?:/bin/)?(?:ba|z|da|k|fi)?sh|python[\d.]{0,4}|node|perl|ruby|php|deno run|bun(?: run)?|source|\.|(?:powershell|pwsh)(?:\.exe)?)\s+(?:-{1,2}[\w-]+\s+(?:bypass\s+)?){0,4}`;
/** A path alone is run only where nothing but a command can stand: sentences name paths, too. */
const BEGINS_ALONE = String.raw`(?:[;|\n]|&&|\b(?:run|execute|launch)\s${'`'}?)\s*(?:\$ )?`;
const FOLDERS = String.raw`(?:\.{0,2}|~|\$\w{1,40}|[^\s"'${'`'};&|]{1,120})[\\/]`;

/** Where a file of that name is given to something that runs it, or run itself. */
function runOf(name: string): RegExp {
  const file = `${name.replace(
    /[.*+?^${}()|[\]\\]/g,
    '\\$&',
  )}(?![\\w.-]*[\\w-])`;
  const quote = `["'\`]?`;
  return new RegExp(
    [
      `${BEGINS}${PREFIXES}${RUNNERS}${quote}(?:${FOLDERS})?${file}`,
      `${BEGINS_ALONE}${PREFIXES}["']?${FOLDERS}${file}`,
    ].join('|'),
    'i',
  );
}
