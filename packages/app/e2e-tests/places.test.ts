import { expect, test } from '@playwright/test';
import { expectAccessible, portalUrl, signInAs } from './portal';

const open = (path: string) => `${portalUrl()}${path}`;

test('a group leads to the maturity of what it owns', async ({ page }) => {
  await signInAs(page, 'Tomas Rivera');
  await page.goto(open('/catalog/default/group/payments'));
  await expect(page.getByRole('row', { name: /^Level 3/ })).toBeVisible();
  await expect(page.getByText('Most often open')).toBeVisible();
  await page.getByRole('link', { name: 'Open in the maturity pages' }).click();
  await expect(page).toHaveURL(/ai-governance\?owner=group/);
  await expect(page.getByLabel('Owner', { exact: true })).toHaveValue(
    'group:default/payments',
  );
});

test('a domain leads to the maturity of what its systems hold', async ({
  page,
}) => {
  await signInAs(page, 'Tomas Rivera');
  await page.goto(open('/catalog/default/domain/money'));
  await expect(page.getByRole('row', { name: /^Level 3/ })).toBeVisible();
  await expect(page.getByText('Most often open')).toBeVisible();
  await page.getByRole('link', { name: 'Open in the maturity pages' }).click();
  await expect(page).toHaveURL(/ai-governance\?domain=domain/);
  await page.goto(
    open('/ai-governance/entities?domain=domain:default/experience'),
  );
  // Its systems are in the domain, the components only in them.
  await expect(page.getByRole('link', { name: 'Mobile App' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Checkout API' })).toHaveCount(0);
  await page.goto(open('/ai-governance/heat-map?by=domain'));
  await expect(page.getByRole('row', { name: /^money/ })).toBeVisible();
});

test('the catalog shows levels and filters by them without asking governance', async ({
  page,
}) => {
  await signInAs(page, 'Guest');
  const asked: string[] = [];
  page.on('request', request => {
    if (request.url().includes('/api/ai-governance/scorecards')) {
      asked.push(request.url());
    }
  });
  await page.goto(open('/catalog?filters[kind]=component&filters[user]=all'));
  const row = page.getByRole('row', { name: /Card Vault/ });
  await expect(row.getByRole('img', { name: /^Level 3 of 5/ })).toBeVisible();
  await expect(row.getByText('Tier 3')).toBeVisible();
  // Of a classification that no other test changes.
  const internal = page.getByRole('row', { name: /Notification Worker/ });
  await expect(internal).toBeVisible();
  await page.getByLabel('Data classification').click();
  await page.getByRole('option', { name: 'Restricted' }).click();
  await expect(page).toHaveURL(/dataClassification.*restricted/);
  await expect(internal).toHaveCount(0);
  await expect(row).toBeVisible();
  expect(asked).toEqual([]);
});

test('search finds a control with what to do about it', async ({ page }) => {
  await signInAs(page, 'Guest');
  await expect(async () => {
    await page.goto(open('/search?query=prompt%20injection'));
    await expect(
      page.getByRole('link', { name: /SEC-002/ }).first(),
    ).toBeVisible({ timeout: 3000 });
  }).toPass({ timeout: 45_000 });
  await expect(page.getByText('What to do:').first()).toBeVisible();
  await page
    .getByRole('link', { name: /SEC-002/ })
    .first()
    .click();
  await expect(page).toHaveURL(/entities\?control=SEC-002&status=open/);
});

test('search leads to the policy it found, in words', async ({ page }) => {
  await signInAs(page, 'Guest');
  const found = page.getByRole('link', { name: 'Duties of developers' });
  await expect(async () => {
    await page.goto(open('/search?query=duties'));
    await expect(found).toBeVisible({ timeout: 3000 });
  }).toPass({ timeout: 45_000 });
  await found.click();
  await expect(page).toHaveURL(/policies\?policy=developer-duties/);
  const policy = page.getByRole('heading', { name: 'Duties of developers' });
  await expect(policy).toBeFocused();
  await expect(policy).toBeInViewport();
  await expectAccessible(page);
});

test('the home page has what is yours and the next thing to do', async ({
  page,
}) => {
  await signInAs(page, 'Tomas Rivera');
  await page.goto(open('/home'));
  await expect(page.getByText(/^Next, for /)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Checkout API' })).toBeVisible();
});

test('a badge is shown to whoever has its address, and to nobody else', async ({
  page,
  playwright,
}) => {
  await signInAs(page, 'Tomas Rivera');
  await page.goto(open('/catalog/default/component/card-vault/ai-governance'));
  await page.getByRole('button', { name: 'Show the address' }).click();
  const badge = page.getByRole('img', { name: 'The badge as it is now' });
  await expect(badge).toBeVisible();
  const address = (await badge.getAttribute('src'))!;
  const anonymous = await playwright.request.newContext();
  const picture = await anonymous.get(address);
  expect(picture.status()).toBe(200);
  expect(picture.headers()['content-type']).toContain('image/svg+xml');
  expect(await picture.text()).toContain('level 3');
  const again = await anonymous.get(address, {
    headers: { 'if-none-match': picture.headers().etag },
  });
  expect(again.status()).toBe(304);
  expect((await anonymous.get(`${address}x`)).status()).toBe(404);
  await anonymous.dispose();
});

test('the overview is walked through with the keyboard alone', async ({
  page,
}) => {
  await signInAs(page, 'Nadia Okafor');
  await page.goto(open('/ai-governance'));
  await expect(
    page.getByRole('heading', { name: /of 12 assessed/ }),
  ).toBeVisible();
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      return [
        element?.closest('main') ? 'main' : 'around',
        element?.getAttribute('aria-label') ?? element?.textContent ?? '',
      ].join(': ');
    });
  const seen: string[] = [];
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press('Tab');
    seen.push(await focused());
    if (seen.some(each => /^main: .*Heat map/.test(each))) {
      break;
    }
  }
  expect(seen.some(each => /^main: .*Heat map/.test(each))).toBe(true);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/heat-map/);
  await expectAccessible(page);
});

test('very long names stay inside of the pages', async ({ page }) => {
  await signInAs(page, 'Guest');
  const service = `Service ${'with-a-very-long-name-'.repeat(4)}`.slice(0, 80);
  const group = `group:default/${'a-group-with-a-long-name-'.repeat(3)}`.slice(
    0,
    74,
  );
  await page.route(/api\/ai-governance\/scorecards\?/, async route => {
    const response = await route.fetch();
    const body = await response.json();
    await route.fulfill({
      response,
      json: {
        ...body,
        items: body.items.map((item: object) => ({
          ...item,
          title: service,
          owner: group,
        })),
      },
    });
  });
  await page.route(/api\/ai-governance\/summary\?/, async route => {
    const response = await route.fetch();
    const body = await response.json();
    await route.fulfill({
      response,
      json: {
        ...body,
        groups: body.groups?.map((each: object, index: number) => ({
          ...each,
          key: `${group.slice(0, -2)}${String(index).padStart(2, '0')}`,
        })),
      },
    });
  });
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    for (const path of ['', '/entities', '/heat-map']) {
      await page.goto(open(`/ai-governance${path}`));
      await expect(
        page.getByText(path === '/heat-map' ? /a-group-with/ : service).first(),
      ).toBeVisible();
      const overflow = await page.evaluate(
        () =>
          document.documentElement.scrollWidth -
          document.documentElement.clientWidth,
      );
      expect(overflow).toBeLessThanOrEqual(1);
    }
  }
});
