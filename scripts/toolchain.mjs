// Finds the Node and Yarn that the workspace needs. Where the running Node is
// one of those Backstage supports and Yarn 4 is on the PATH, they are used;
// otherwise both come as pinned npm packages, so that Node 18 with npm is
// enough to start from.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const NODE_PACKAGE = 'node@24.21.0';
const YARN_PACKAGE = '@yarnpkg/cli-dist@4.18.1';
const SUPPORTED_MAJORS = [22, 24];
const remembered = join(
  root,
  'node_modules',
  '.cache',
  'plumbline',
  'toolchain.json',
);

function supported(version) {
  return SUPPORTED_MAJORS.includes(
    Number(version.replace(/^v/, '').split('.')[0]),
  );
}

function yarnOnPath() {
  try {
    return execFileSync('yarn', ['--version'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      shell: process.platform === 'win32',
    })
      .trim()
      .startsWith('4.');
  } catch {
    return false;
  }
}

function recall() {
  try {
    const found = JSON.parse(readFileSync(remembered, 'utf8'));
    return found.packages === `${NODE_PACKAGE} ${YARN_PACKAGE}` &&
      existsSync(found.node) &&
      existsSync(join(found.bin, 'yarn'))
      ? found
      : undefined;
  } catch {
    return undefined;
  }
}

/** `{ node, path }`: the Node to run and the PATH on which it and Yarn are found. */
export function toolchain(say = () => {}) {
  if (supported(process.version) && yarnOnPath()) {
    return { node: process.execPath, path: process.env.PATH };
  }
  let found = recall();
  if (!found) {
    say('Getting the toolchain (Node 24 and Yarn 4) from npm …');
    const script =
      'console.log(JSON.stringify({node: process.execPath, path: process.env.PATH}))';
    const printed = execFileSync(
      'npx',
      [
        '-y',
        '-p',
        NODE_PACKAGE,
        '-p',
        YARN_PACKAGE,
        '-c',
        `node -e '${script}'`,
      ],
      {
        cwd: dirname(root),
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'inherit'],
        shell: process.platform === 'win32',
      },
    );
    const { node, path } = JSON.parse(printed.trim().split('\n').pop());
    found = {
      packages: `${NODE_PACKAGE} ${YARN_PACKAGE}`,
      node,
      bin: path
        .split(delimiter)
        .find(folder => existsSync(join(folder, 'yarn'))),
    };
  }
  return {
    node: found.node,
    path: [dirname(found.node), found.bin, process.env.PATH].join(delimiter),
    remember() {
      mkdirSync(dirname(remembered), { recursive: true });
      writeFileSync(remembered, JSON.stringify(found));
    },
  };
}
