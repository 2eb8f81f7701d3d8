import { expect, test } from '@playwright/test';
import type { Browser } from '@playwright/test';
import { expectAccessible, portalUrl, signInAs } from './portal';

// Another approved tool is news for trainings and templates: this file comes last
// by its name, so that no other test meets it.

const governance = (path: string) => `${portalUrl()}/ai-governance/${path}`;

/** A page of its own for one of the demo's people. */
async function as(browser: Browser, name: string) {
  const page = await (await browser.newContext()).newPage();
  await signInAs(page, name);
  return page;
}

test('what is decided, and what was, reads well for whoever may see it', async ({
  browser,
}) => {
  for (const { name, pages } of [
    {
      name: 'Ingrid Solheim',
      pages: [
        ['exceptions', 'Exceptions'],
        ['tools', 'Registry of AI tools'],
        ['committee', 'Seats'],
      ],
    },
    { name: 'Marcus Chen', pages: [['audit', 'Audit log']] },
    { name: 'Priya Raman', pages: [['framework-versions', 'In force']] },
  ]) {
    const page = await as(browser, name);
    for (const [path, region] of pages) {
      await page.goto(governance(path));
      await expect(
        page.getByRole('region', { name: region, exact: true }),
      ).toBeVisible();
      await expect(page.getByText(/needs the permission/)).toHaveCount(0);
      await expectAccessible(page);
    }
    await page.context().close();
  }
});

test('a tool that an engineer asks for is approved once two people signed it', async ({
  browser,
}) => {
  const asker = await as(browser, 'Nadia Okafor');
  await asker.goto(governance('tools'));
  const registry = (page: typeof asker) =>
    page.getByRole('region', { name: 'Registry of AI tools' });
  await registry(asker).getByRole('button', { name: 'Ask for a tool' }).click();
  const ask = asker.getByRole('dialog');
  await ask.getByLabel(/^Id\b/).fill('pair-writer');
  await ask.getByLabel(/^Name\b/).fill('Pair Writer');
  await expectAccessible(asker);
  // What it is wanted for, and what is asked of every tool.
  const questions = ask.locator('textarea[required]');
  await expect(questions.first()).toBeVisible();
  for (const question of await questions.all()) {
    await question.fill('Answered in the contract with the vendor.');
  }
  await ask.getByRole('button', { name: 'Ask for a tool' }).click();
  await expect(ask).toHaveCount(0);
  const tool = (page: typeof asker) =>
    registry(page)
      .getByRole('listitem')
      .filter({ hasText: 'Pair Writer' })
      .first();
  await expect(tool(asker)).toContainText('Requested');
  // Whoever asks signs nothing of it.
  await expect(
    asker.getByRole('button', { name: 'Sign: Pair Writer' }),
  ).toHaveCount(0);

  const sign = async (name: string, role?: string) => {
    const page = await as(browser, name);
    await page.goto(governance('tools'));
    await page.getByRole('button', { name: 'Sign: Pair Writer' }).click();
    const dialog = page.getByRole('dialog');
    if (role) {
      await dialog
        .getByLabel('Sign for', { exact: true })
        .selectOption({ label: role });
    }
    await dialog.getByLabel(/^Reason/).fill('Read, and nothing speaks against');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Sign' }).click();
    await expect(dialog).toHaveCount(0);
    return page;
  };
  const legal = await sign('Ingrid Solheim', 'Legal');
  await expect(tool(legal)).toContainText('Requested');
  await expect(tool(legal)).toContainText(/Waits for Security/);
  const security = await sign('Priya Raman');
  await expect(tool(security)).toContainText('Approved');
  await expectAccessible(security);
  for (const page of [asker, legal, security]) {
    await page.context().close();
  }
});
