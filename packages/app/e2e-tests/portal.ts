import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import type { APIRequestContext, Page } from '@playwright/test';

export const portalUrl = () => process.env.PORTAL_URL!;

/** Signs in on the demo's page as one of its people, by name. */
export async function signInAs(page: Page, name: string) {
  await page.goto(portalUrl());
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await expect(
    page.getByRole('link', { name: 'Data Export Jobs' }),
  ).toBeVisible();
}

/** Opens the governance tab of a component. */
export async function openTab(page: Page, component: string) {
  await page.goto(
    `${portalUrl()}/catalog/default/component/${component}/ai-governance`,
  );
  await expect(
    page.getByRole('heading', { name: 'All controls' }),
  ).toBeVisible();
}

/** A Backstage token of one of the demo's people, by id. */
export async function tokenOf(request: APIRequestContext, person: string) {
  const response = await request.get(
    `${portalUrl()}/api/auth/demo/refresh?person=${person}`,
    { headers: { 'x-requested-with': 'XMLHttpRequest' } },
  );
  return (await response.json()).backstageIdentity.token as string;
}

/**
 * Fails with every accessibility violation axe finds in our own content, and in
 * a dialog before it, which stands beside the page.
 */
export async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .include('main')
    .include('[role="dialog"]')
    // Judges in the page itself: the other way opens a page of its own, which
    // takes the keyboard away from the one under test.
    .setLegacyMode()
    .analyze();
  expect(
    violations.map(({ id, nodes }) => ({
      id,
      targets: nodes.map(node => node.target.join(' ')),
    })),
  ).toEqual([]);
}
