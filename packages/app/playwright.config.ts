import { defineConfig } from '@playwright/test';
import { chromiumOptions } from './e2e-tests/chromium';

export default defineConfig({
  testDir: './e2e-tests',
  globalSetup: require.resolve('./e2e-tests/startPortal'),
  outputDir: '../../test-results',
  timeout: 60_000,
  expect: { timeout: 15_000 },
  fullyParallel: false,
  workers: 1,
  retries: 0,
  forbidOnly: true,
  reporter: [['list'], ['json']],
  use: {
    viewport: { width: 1440, height: 1000 },
    launchOptions: chromiumOptions(),
    screenshot: 'only-on-failure',
  },
});
