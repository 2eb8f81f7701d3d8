import { expect, test } from '@playwright/test';
import { expectAccessible, portalUrl, signInAs } from './portal';

test('the lead runs the programme: risks, campaigns, plans and stages', async ({
  page,
}) => {
  await signInAs(page, 'Priya Raman');
  const open = (path: string) =>
    page.goto(`${portalUrl()}/ai-governance/${path}`);

  await open('risks?risk=R002');
  const risk = page.getByRole('region', { name: 'R002 Security' });
  await expect(
    risk.getByRole('link', { name: 'Data Export Jobs' }),
  ).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Edit' }).click();
  const edit = page.getByRole('dialog');
  await edit.getByLabel('Owner').fill('group:default/security');
  await expect(page.getByRole('option')).toHaveText([/Security/]);
  await expectAccessible(page);
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(risk.getByText('Edited by lead')).toBeVisible();

  await open('campaigns');
  await page.getByRole('button', { name: 'Plan a campaign' }).click();
  const plan = page.getByRole('dialog');
  await plan.getByLabel(/^Name/).fill('Review what is assisted');
  await plan.getByLabel(/^SEC-003/).check();
  await plan.getByRole('button', { name: 'Start' }).click();
  const campaign = page.getByRole('region', {
    name: 'Review what is assisted',
  });
  await expect(campaign.getByText(/of \d+ done/).first()).toBeVisible();
  await expectAccessible(page);
  await campaign.getByRole('button', { name: 'End now' }).click();
  const end = page.getByRole('dialog');
  await end.getByLabel(/Reason/).fill('Part of another one');
  await end.getByRole('button', { name: 'End now' }).click();
  await expect(campaign.getByText(/Part of another one/)).toBeVisible();

  await open('roadmap?plan=ninety-days');
  const roadmap = page.getByRole('region', { name: 'Ninety days' });
  await roadmap
    .getByRole('button', { name: /^Say it is done: Switch on/ })
    .click();
  const said = page.getByRole('dialog');
  await said.getByLabel(/What was done/).fill('They show what is scanned');
  await said.getByRole('button', { name: 'Say it is done' }).click();
  await expect(roadmap.getByText('They show what is scanned')).toBeVisible();
  await expectAccessible(page);

  await open('adoption');
  await page.getByRole('button', { name: 'Move to Pilot: mobile' }).click();
  const move = page.getByRole('dialog');
  await move.getByLabel(/Reason/).fill('Decided today');
  await move.getByRole('button', { name: 'Move' }).click();
  await page.getByRole('button', { name: /^mobile.*Pilot/ }).click();
  await expect(page.getByText('Decided today')).toBeVisible();
  await expectAccessible(page);
});
