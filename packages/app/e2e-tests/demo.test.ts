import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import {
  expectAccessible,
  openTab,
  portalUrl,
  signInAs,
  tokenOf,
} from './portal';

const repository = (...path: string[]) =>
  join(process.env.PORTAL_REPOSITORIES!, ...path);

test('a guest lands on the governance overview with every service', async ({
  page,
}) => {
  const problems: string[] = [];
  page.on('pageerror', error => problems.push(error.message));
  await signInAs(page, 'Guest');
  await expect(page).toHaveURL(/\/ai-governance/);
  for (const name of ['Checkout API', 'Ledger Core', 'Storefront']) {
    await expect(page.getByRole('link', { name })).toBeVisible();
  }
  await expect(
    page.getByRole('row', { name: /Legacy Billing.*lifecycle is archived/ }),
  ).toBeVisible();
  await expectAccessible(page);
  expect(problems).toEqual([]);
});

test('filters are kept in the address and applied on the server', async ({
  page,
}) => {
  await signInAs(page, 'Guest');
  await page.getByLabel('Filter by name').fill('search');
  await expect(page.getByRole('link', { name: 'Search API' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Ledger Core' })).toHaveCount(0);
  await expect(page).toHaveURL(/name.*search/);
  await page.reload();
  await expect(page.getByRole('link', { name: 'Search API' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Ledger Core' })).toHaveCount(0);
});

test('the tab explains a gap with file and line', async ({ page }) => {
  await signInAs(page, 'Nadia Okafor');
  await openTab(page, 'search-api');
  await page
    .getByRole('button', { name: /SEC-002/ })
    .first()
    .click();
  await expect(page.getByText(/\.cursorrules/).first()).toBeVisible();
  await expectAccessible(page);
});

test('looking again finds what changed in the repository', async ({ page }) => {
  await signInAs(page, 'Nadia Okafor');
  const path = repository('search-api', '.cursorrules');
  const before = readFileSync(path, 'utf8');
  writeFileSync(path, before.replace(/[\u200b\u2063\u202e]/g, ''));
  await openTab(page, 'search-api');
  await page.getByRole('button', { name: /Look again now/i }).click();
  await expect(
    page.getByRole('button', { name: /Met.*SEC-002|SEC-002.*Met/ }),
  ).toBeVisible({ timeout: 30_000 });
});

test('an owner declares, sees the consequences first, and the catalog follows within ten seconds', async ({
  page,
  request,
}) => {
  await signInAs(page, 'Tomas Rivera');
  const token = await tokenOf(request, 'owner');
  const headers = { authorization: `Bearer ${token}` };
  const entity = `${portalUrl()}/api/catalog/entities/by-name/component/default/checkout-api`;
  const annotations = async () =>
    (await (await request.get(entity, { headers })).json()).metadata
      .annotations as { [key: string]: string };
  expect((await annotations())['status.ai-governance/review-tier']).toBe('3');

  await openTab(page, 'checkout-api');
  await page
    .getByRole('button', { name: /Change or confirm|Declare/i })
    .click();
  await expect(page.getByText('catalog-info.yaml').first()).toBeVisible();

  const declared = await request.put(
    `${portalUrl()}/api/ai-governance/entities/component/default/checkout-api/profile`,
    { headers, data: { values: { classification: 'restricted', tier: 3 } } },
  );
  expect(declared.status()).toBe(200);
  await expect
    .poll(
      async () =>
        (
          await annotations()
        )['status.ai-governance/data-classification'],
      { timeout: 10_000 },
    )
    .toBe('restricted');
});

test('lowering the tier says who must approve, and the stricter one stays in force', async ({
  page,
  request,
}) => {
  await signInAs(page, 'Tomas Rivera');
  await openTab(page, 'card-vault');
  await page
    .getByRole('button', { name: /Change or confirm|Declare/i })
    .click();
  const form = page.getByRole('dialog');
  await form.getByRole('radio', { name: /Tier 1/ }).check();
  await expect(form.getByText(/approv/i).first()).toBeVisible();
  await form.getByLabel(/Why it may be lower/).fill('Keeps test cards only');
  await expectAccessible(page);
  await form.getByRole('button', { name: /Declare|Ask|Submit|Send/ }).click();
  await expect(page.getByText(/wait/i).first()).toBeVisible();

  const token = await tokenOf(request, 'guest');
  const response = await request.get(
    `${portalUrl()}/api/ai-governance/entities/component/default/card-vault/scorecard`,
    { headers: { authorization: `Bearer ${token}` } },
  );
  expect((await response.json()).scorecard.profile.tier.value).toBe(3);
});

test('what is not assessed stands at the end, whichever way levels are sorted', async ({
  page,
}) => {
  await signInAs(page, 'Guest');
  for (const direction of ['asc', 'desc']) {
    await page.goto(`${portalUrl()}/ai-governance?orderBy=level:${direction}`);
    await expect(page.getByRole('row').last()).toContainText('Not assessed');
  }
});

test('nobody declares for a team that is not theirs', async ({ request }) => {
  const token = await tokenOf(request, 'engineer');
  const response = await request.put(
    `${portalUrl()}/api/ai-governance/entities/component/default/checkout-api/profile`,
    {
      headers: { authorization: `Bearer ${token}` },
      data: { values: { tier: 1 } },
    },
  );
  expect(response.status()).toBe(403);
  expect((await response.json()).error.message).toContain(
    'ai-governance.profile.declare',
  );
});

test('plain catalog filters answer governance questions, and nothing can be spoofed', async ({
  request,
}) => {
  const token = await tokenOf(request, 'guest');
  const headers = { authorization: `Bearer ${token}` };
  const withGap = async () => {
    const response = await request.get(
      `${portalUrl()}/api/catalog/entities/by-query?filter=kind=component,metadata.annotations.control.ai-governance/TM-003=gap&fields=metadata.name`,
      { headers },
    );
    return (await response.json()).items
      .map((item: { metadata: { name: string } }) => item.metadata.name)
      .sort();
  };
  await expect
    .poll(withGap, { timeout: 15_000 })
    .toEqual(expect.arrayContaining(['data-export-jobs', 'ledger-core']));

  const path = repository('ledger-core', 'catalog-info.yaml');
  writeFileSync(
    path,
    readFileSync(path, 'utf8').replace(
      '  annotations:\n',
      `  annotations:
    example.com/edited: "yes"
    control.ai-governance/TM-003: met
    status.ai-governance/maturity-level: "5"
`,
    ),
  );
  const refreshed = await request.post(`${portalUrl()}/api/catalog/refresh`, {
    headers,
    data: { entityRef: 'component:default/ledger-core' },
  });
  expect(refreshed.ok()).toBe(true);
  const annotations = async () => {
    const response = await request.get(
      `${portalUrl()}/api/catalog/entities/by-name/component/default/ledger-core`,
      { headers },
    );
    return (await response.json()).metadata.annotations;
  };
  await expect
    .poll(async () => (await annotations())['example.com/edited'], {
      timeout: 15_000,
    })
    .toBe('yes');
  expect(await annotations()).toMatchObject({
    'control.ai-governance/TM-003': 'gap',
    'status.ai-governance/maturity-level': '2',
    'status.ai-governance/level-without-exceptions': '1',
  });
});

test('an owner disputes a finding, the committee accepts it, and it is left out', async ({
  browser,
}) => {
  const as = async (name: string) => {
    const page = await (await browser.newContext()).newPage();
    await signInAs(page, name);
    return page;
  };
  const control = (page: Page) =>
    page
      .getByRole('region', { name: 'All controls' })
      .getByRole('button', { name: /^(Gap|Met).*TM-003/ });

  const owner = await as('Nadia Okafor');
  await openTab(owner, 'storefront-web');
  await control(owner).click();
  await owner
    .getByRole('region', { name: 'All controls' })
    .getByRole('button', { name: /^Dispute: .*cursorignore/ })
    .click();
  const dialog = owner.getByRole('dialog');
  await dialog
    .getByLabel(/Why is it wrong/)
    .fill('Secrets live in the vault; no such file can be committed');
  await expectAccessible(owner);
  await dialog.getByRole('button', { name: 'Dispute' }).click();
  await expect(
    owner.getByText('Disputed, waits for a decision').first(),
  ).toBeVisible();
  // It counts until it is decided, and its author cannot decide.
  await expect(control(owner)).toContainText('Gap');

  const approver = await as('Ingrid Solheim');
  await approver.goto(`${portalUrl()}/ai-governance/disputes`);
  const disputes = approver.getByRole('region', { name: 'Disputed findings' });
  await expect(disputes).toContainText('Secrets live in the vault');
  await expectAccessible(approver);
  await disputes.getByRole('button', { name: /^Accept:/ }).click();
  const decision = approver.getByRole('dialog');
  await decision
    .getByLabel(/Reason of the decision/)
    .fill('The vault is the only place');
  await decision.getByRole('button', { name: 'Accept' }).click();
  await expect(
    disputes.getByText('No dispute waits for a decision.'),
  ).toBeVisible();

  await expect(async () => {
    await openTab(owner, 'storefront-web');
    await expect(control(owner)).toContainText('Met', { timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
  await control(owner).click();
  await expect(owner.getByText(/1 finding is left out/)).toBeVisible();
  await expect(owner.getByText(/The vault is the only place/)).toBeVisible();
  await expectAccessible(owner);
});

test('the page reads well on a narrow screen and in the dark', async ({
  browser,
}) => {
  const context = await browser.newContext({
    viewport: { width: 420, height: 900 },
    colorScheme: 'dark',
  });
  const page = await context.newPage();
  await signInAs(page, 'Guest');
  await openTab(page, 'fraud-scoring');
  const overflow = await page.evaluate(
    () =>
      document.documentElement.scrollWidth -
      document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(1);
  await expectAccessible(page);
  await context.close();
});
