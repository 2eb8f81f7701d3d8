// Finds a Chromium or Chrome for the browser tests. Where the machine has none
// and is a Linux on x64, a pinned one comes from npm with the libraries and the
// font it needs, so that npm is enough to run everything. Run by itself it
// prints what it found as JSON: `{ executablePath, env }`.
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './toolchain.mjs';

const CHROMIUM_PACKAGE = '@sparticuz/chromium@153.0.0';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
];

const PLACES = [
  '/usr/bin/chromium',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  join(
    process.env.PROGRAMFILES ?? 'C:\\Program Files',
    'Google\\Chrome\\Application\\chrome.exe',
  ),
];

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installed() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) {
    if (!existsSync(chosen)) {
      throw new Error(`CHROMIUM_PATH names ${chosen}, which does not exist`);
    }
    return chosen;
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return [
    ...NAMES.flatMap(name => folders.map(folder => join(folder, name))),
    ...PLACES,
  ].find(isExecutable);
}

function fromNpm() {
  const folder = join(root, 'node_modules', '.cache', 'plumbline', 'chromium');
  mkdirSync(folder, { recursive: true });
  execFileSync(
    'npm',
    [
      'install',
      '--silent',
      '--no-save',
      '--no-package-lock',
      '--prefix',
      folder,
      CHROMIUM_PACKAGE,
    ],
    { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  // It unpacks its libraries and its font only where it believes it is in a lambda.
  const env = {
    ...process.env,
    TMPDIR: folder,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
  };
  delete env.FONTCONFIG_PATH;
  delete env.LD_LIBRARY_PATH;
  return JSON.parse(
    execFileSync(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `import chromium from '@sparticuz/chromium';
         const executablePath = await chromium.executablePath();
         const { FONTCONFIG_PATH, LD_LIBRARY_PATH } = process.env;
         console.log(JSON.stringify({
           executablePath,
           env: { FONTCONFIG_PATH, LD_LIBRARY_PATH },
         }));`,
      ],
      { cwd: folder, env, encoding: 'utf8' },
    ),
  );
}

/** `{ executablePath, env }`: the browser, and what its environment needs. */
export function findChromium() {
  const executablePath = installed();
  if (executablePath) {
    return { executablePath, env: {} };
  }
  if (process.platform === 'linux' && process.arch === 'x64') {
    return fromNpm();
  }
  throw new Error(
    'No Chromium found: install Chromium or Chrome, or set CHROMIUM_PATH',
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(JSON.stringify(findChromium()));
}
