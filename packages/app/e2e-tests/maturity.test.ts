import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { expectAccessible, portalUrl, signInAs } from './portal';

const governance = (path = '') => `${portalUrl()}/ai-governance${path}`;

/** How far the page itself can be scrolled sideways. */
const overflow = (page: Page) =>
  page.evaluate(
    () =>
      document.documentElement.scrollWidth -
      document.documentElement.clientWidth,
  );

test('the home says where the organization stands in six requests', async ({
  page,
}) => {
  await signInAs(page, 'Nadia Okafor');
  const asked: string[] = [];
  page.on('request', request => {
    if (/\/api\/(ai-governance|catalog|permission)\//.test(request.url())) {
      asked.push(request.url());
    }
  });
  await page.goto(governance());
  await expect(
    page.getByRole('heading', { name: /of 12 assessed: .*the organization/ }),
  ).toBeVisible();
  await expect(
    page.getByRole('img', { name: 'Levels over time' }),
  ).toBeVisible();
  await expect(page.getByText(/^Example data/)).toBeVisible();
  await expectAccessible(page);
  expect(asked.length).toBeLessThanOrEqual(6);
});

test('a number, a team and a cell of the heat map lead to their entities', async ({
  page,
}) => {
  await signInAs(page, 'Nadia Okafor');
  const levels = page.getByRole('region', { name: 'Levels', exact: true });
  const number = levels.getByRole('link', { name: /Level 2, Official$/ });
  const counted = Number((await number.textContent())!.trim());
  await number.click();
  await expect(page).toHaveURL(/entities\?.*level=2/);
  await expect(page.getByText(new RegExp(`^${counted} entit`))).toBeVisible();

  await page.goto(governance('/heat-map'));
  const grid = page.getByRole('grid');
  const row = grid.getByRole('row', { name: /^data/ });
  await expect(row).toBeVisible();
  await expectAccessible(page);
  await row.locator('a[href*="control=SEC-001"]').click();
  await expect(page).toHaveURL(
    /entities\?owner=group%3Adefault%2Fdata.*control=SEC-001&status=open/,
  );
  await expect(
    page.getByRole('link', { name: 'Data Export Jobs' }),
  ).toBeVisible();
  await expect(page.getByText(/^1 entity$/)).toBeVisible();
  await page.goBack();

  // One stop for the keyboard, arrows from there.
  await grid.getByRole('button', { name: 'Team' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/entities\?owner=group/);
});

test('nine months of history show in trends, and what changed with its reason', async ({
  page,
}) => {
  await signInAs(page, 'Nadia Okafor');
  await page.goto(governance('/trends'));
  await page.getByLabel('Span').selectOption({ label: 'Last 274 days' });
  const levels = page.getByRole('region', { name: 'Levels over time' });
  await expect(
    levels.getByRole('img', { name: 'Levels over time' }),
  ).toBeVisible();
  await expectAccessible(page);
  await levels.getByRole('button', { name: /as a table/ }).click();
  const rows = levels.getByRole('row');
  expect(await rows.count()).toBeGreaterThan(30);
  const changed = page.getByRole('region', { name: 'What changed' });
  await expect(changed.getByRole('row', { name: /Mobile App/ })).toContainText(
    'new in the catalog',
  );
  await page.getByLabel('Span').selectOption({ label: 'Last 90 days' });
  const worker = changed.getByRole('row', { name: /Notification Worker/ });
  await expect(worker).toContainText('2 → 3');
  await expect(worker).toContainText("the organization's part");
  await expectAccessible(page);

  const download = page.waitForEvent('download');
  await changed.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('menuitem', { name: 'Download as CSV' }).click();
  const csv = readFileSync(await (await download).path(), 'utf8');
  expect(csv).toContain('component:default/notification-worker');
  expect(csv).toContain(page.url());
});

test('the pages of the organization read well on a narrow screen and in the dark', async ({
  browser,
}) => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    colorScheme: 'dark',
  });
  const page = await context.newPage();
  await signInAs(page, 'Guest');
  for (const path of ['', '/heat-map', '/trends?levels=own']) {
    await page.goto(governance(path));
    await expect(page.getByText(/^Example data/)).toBeVisible();
    expect(await overflow(page)).toBeLessThanOrEqual(1);
    await expectAccessible(page);
  }
  await page.getByRole('button', { name: /^Trends, go to/ }).click();
  await expect(page.getByRole('link', { name: 'Heat map' })).toBeVisible();
  await expectAccessible(page);
  await context.close();
});

test('what to close next follows from the figures, and everybody can read it', async ({
  page,
}) => {
  await signInAs(page, 'Priya Raman');
  await page.goto(governance('/push-next'));
  const plan = page.getByRole('region', { name: 'What to close next' });
  await expect(plan).toBeVisible();
  await expect(
    page.getByRole('status', { name: /^(Loading|Looking)/ }),
  ).toHaveCount(0);
  // What the organization closes leads to no entity.
  await plan
    .getByRole('button', { name: /in \d+ entit/ })
    .first()
    .click();
  await expect(plan.getByRole('link').first()).toBeVisible();
  await expectAccessible(page);
});

test('the pages of the programme read well on a narrow screen and in the dark', async ({
  browser,
}) => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    colorScheme: 'dark',
  });
  const page = await context.newPage();
  await signInAs(page, 'Priya Raman');
  for (const [path, region] of [
    ['/risks', 'Register'],
    ['/campaigns', 'Running and planned campaigns'],
    ['/roadmap', 'Twelve months'],
    ['/adoption', 'Adoption by team'],
    ['/push-next', 'What to close next'],
  ]) {
    await page.goto(governance(path));
    await expect(
      page.getByRole('region', { name: region, exact: true }).first(),
    ).toBeVisible();
    await expect(
      page.getByRole('status', { name: /^(Loading|Looking)/ }),
    ).toHaveCount(0);
    expect(await overflow(page)).toBeLessThanOrEqual(1);
    await expectAccessible(page);
  }
  await context.close();
});

test('every page of the organization prints without what is pressed or chosen, and says where it is from', async ({
  page,
}) => {
  await signInAs(page, 'Priya Raman');
  await page.emulateMedia({ media: 'print' });
  for (const path of [
    '?tier=3',
    '/entities?tier=3',
    '/heat-map',
    '/trends',
    '/push-next',
    '/campaigns',
    '/risks',
    '/roadmap',
    '/adoption',
  ]) {
    await page.goto(governance(path));
    await expect(page.locator('main, article').first()).toBeVisible();
    await expect(page.getByRole('progressbar')).toHaveCount(0);
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    await expect(page.getByText(/^Printed .*\/ai-governance/)).toBeVisible();
    await expect(
      page.locator('main .MuiButton-root:visible, main select:visible'),
    ).toHaveCount(0);
    expect(await page.getByText(/^Printed /).textContent()).toContain(path);
  }
});
