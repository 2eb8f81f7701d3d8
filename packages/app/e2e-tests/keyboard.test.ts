import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import {
  expectAccessible,
  openTab,
  portalUrl,
  signInAs,
  tokenOf,
} from './portal';

/** More stops than any page of the portal has before what is looked for. */
const MOST_STOPS = 150;

const hasFocus = (target: Locator) =>
  target
    .first()
    .evaluate(element => element === document.activeElement, undefined, {
      timeout: 5_000,
    });

/** Goes on with the Tab key until something has the focus. */
async function tabTo(page: Page, target: Locator) {
  await expect(target.first()).toBeVisible();
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    if (await hasFocus(target)) {
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`${target} is not on the way of the keyboard`);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`by keyboard alone, ${colorScheme}`, () => {
    test.use({ colorScheme });
    // A walk has many stops, and each is looked at.
    test.setTimeout(120_000);

    test('from a filter over the heat map to an entity, and to a declaration sent', async ({
      page,
    }) => {
      await signInAs(page, 'Tomas Rivera');
      await expectAccessible(page);
      const owner = page.getByLabel('Owner', { exact: true });
      await tabTo(page, owner);
      // The catalog is asked for owners once somebody turns to the filters.
      await expect(
        owner.getByRole('option', { name: 'payments' }),
      ).toBeAttached();
      await page.keyboard.type('payments');
      await expect(page).toHaveURL(/owner=group%3Adefault%2Fpayments/);
      await expect(page.getByText(/^3 entities$/)).toBeVisible();
      // What was chosen keeps the focus while everything around is drawn anew.
      expect(await hasFocus(owner)).toBe(true);
      await expectAccessible(page);

      // Links to other pages stand before the filters.
      await page.reload();
      await tabTo(
        page,
        page.getByRole('main').getByRole('link', { name: 'Heat map' }),
      );
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(
        /heat-map\?owner=group%3Adefault%2Fpayments/,
      );
      const grid = page.getByRole('grid');
      await tabTo(page, grid.getByRole('button', { name: 'Team' }));
      await page.keyboard.press('ArrowDown');
      const open = grid.locator('a[href*="control="]:focus');
      await expect(async () => {
        await page.keyboard.press('ArrowRight');
        expect(await open.textContent({ timeout: 500 })).toMatch(/[1-9]/);
      }).toPass();
      await expectAccessible(page);
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(/entities\?owner=.*control=.*status=open/);

      const entity = page
        .getByRole('table', { name: 'Scorecards' })
        .locator('tbody a');
      await tabTo(page, entity);
      await expectAccessible(page);
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(
        /catalog\/default\/component\/.*ai-governance/,
      );

      const declare = page.getByRole('button', {
        name: /^(Change or confirm|Declare)$/i,
      });
      await tabTo(page, declare);
      await expectAccessible(page);
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      await expect(dialog).toBeVisible();
      const send = dialog.getByRole('button', {
        name: /^(Declare|Declare and ask for approval)$/i,
      });
      await tabTo(page, send);
      await expectAccessible(page);
      await page.keyboard.press('Enter');
      await expect(send).toBeDisabled();
      const close = dialog.getByRole('button', { name: /Close|Cancel/i });
      await tabTo(page, close.last());
      await page.keyboard.press('Enter');
      await expect(dialog).toHaveCount(0);
      expect(await hasFocus(declare)).toBe(true);
    });

    test('from a gap to what closes it, and back to where one was after a look', async ({
      page,
    }) => {
      await signInAs(page, 'Nadia Okafor');
      await openTab(page, 'storefront-web');
      // Other tests close some of its gaps.
      const gap = page
        .getByRole('region', { name: /^What separates it|^Open points/ })
        .getByRole('button', { name: /^Gap/ })
        .first();
      await tabTo(page, gap);
      await page.keyboard.press('Enter');
      await expect(gap).toHaveAttribute('aria-expanded', 'true');
      await expect(page.getByText('How to close it').first()).toBeVisible();
      expect(await hasFocus(gap)).toBe(true);
      await expectAccessible(page);

      const look = page.getByRole('button', { name: /Look again now/i });
      for (let stop = 0; stop < MOST_STOPS && !(await hasFocus(look)); stop++) {
        await page.keyboard.press('Shift+Tab');
      }
      await page.keyboard.press('Enter');
      await expect(
        page.getByText(/^Done\. The scorecard is up to date/),
      ).toBeVisible({
        timeout: 30_000,
      });
      expect(await hasFocus(look)).toBe(true);
      // What was open stays open.
      await expect(gap).toHaveAttribute('aria-expanded', 'true');
    });
  });
}

test('by keyboard alone, from the inbox to a decision with its reason', async ({
  page,
  request,
}) => {
  test.setTimeout(120_000);
  const asked = await request.post(
    `${portalUrl()}/api/ai-governance/exceptions`,
    {
      headers: { authorization: `Bearer ${await tokenOf(request, 'owner')}` },
      data: {
        entityRefs: ['component:default/checkout-api'],
        control: 'CQ-002',
        reason: 'The second reviewer is away until Friday',
        compensatingControls: ['Releases wait for the review'],
        until: new Date(Date.now() + 10 * 86_400_000)
          .toISOString()
          .slice(0, 10),
      },
    },
  );
  expect(asked.status()).toBe(201);

  await signInAs(page, 'Ingrid Solheim');
  const inbox = page.getByRole('link', { name: /^Inbox/ });
  await tabTo(page, inbox);
  await page.keyboard.press('Enter');
  const waiting = page.getByRole('region', { name: 'Needs your decision' });
  const grant = waiting.getByRole('button', {
    name: /^Approve: CQ-002.*checkout-api/,
  });
  await tabTo(page, grant);
  await expectAccessible(page);
  await page.keyboard.press('Enter');

  // The dialog says its name, and keeps the focus until it is over.
  const dialog = page.getByRole('dialog', { name: 'Grant the exception' });
  await expect(dialog).toBeFocused();
  await expectAccessible(page);
  const send = dialog.getByRole('button', { name: 'Grant' });
  await expect(send).toBeDisabled();
  await page.keyboard.press('Tab');
  await expect(dialog.getByLabel(/^Reason/)).toBeFocused();
  await page.keyboard.type('Agreed until then');
  await tabTo(page, send);
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(grant).toHaveCount(0);
  // Its row is gone; who decided stays among what else waits.
  await expect(waiting).toBeFocused();
  await expectAccessible(page);
});
