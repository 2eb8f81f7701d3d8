import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { LaunchOptions } from '@playwright/test';

/** The machine's own Chromium or Chrome, or else one from npm, without its calls home. */
export function chromiumOptions(): LaunchOptions {
  const { executablePath, env } = JSON.parse(
    execFileSync(
      process.execPath,
      [join(__dirname, '../../../scripts/chromium.mjs')],
      { encoding: 'utf8' },
    ),
  );
  return {
    executablePath,
    env: { ...process.env, ...env },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  };
}
