import { screen, within } from '@testing-library/react';
import type { Entity } from '@backstage/catalog-model';
import { EntityMaturityCard, isAiGovernanceHolder } from '..';
import {
  axeViolations,
  exampleApi,
  exampleEntity,
  refusal,
  renderWithApi,
  requestsOf,
} from '../__testUtils__/harness';
import { exampleRollup, exampleSummary } from '../__testUtils__/maturity';

const holder = (kind: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name: 'payments', namespace: 'default' },
});

it.each([
  ['Group', { ownerNested: ['group:default/payments'] }, 'owner=group'],
  ['System', { system: ['system:default/payments'] }, 'system=system'],
  ['Domain', { domain: ['domain:default/payments'] }, 'domain=domain'],
])(
  'shows what a %s holds in two requests, and leads to it',
  async (kind, filter, address) => {
    const api = exampleApi();
    const { container } = await renderWithApi(<EntityMaturityCard />, api, {
      entity: holder(kind),
    });
    const levels = await screen.findByRole('table');
    for (const name of ['Official', 'Own part', 'Without exceptions']) {
      expect(
        within(levels).getByRole('columnheader', { name }),
      ).toBeInTheDocument();
    }
    expect(api.getSummary).toHaveBeenCalledWith({
      filter: expect.objectContaining(filter),
    });
    expect(requestsOf(api)).toBeLessThanOrEqual(2);
    expect(
      await screen.findByRole('heading', { name: 'Most often open' }),
    ).toBeInTheDocument();
    expect(screen.getAllByRole('listitem').length).toBeLessThanOrEqual(3);
    expect(
      screen.getByRole('link', { name: 'Open in the maturity pages' }),
    ).toHaveAttribute('href', expect.stringContaining(address));
    for (const link of within(levels).getAllByRole('link')) {
      expect(link).toHaveAttribute('href', expect.stringContaining(address));
    }
    expect(await axeViolations(container)).toEqual([]);
  },
);

it('says so where nothing is assessed', async () => {
  const api = exampleApi(
    {},
    { getSummary: async () => exampleSummary({ totals: exampleRollup([]) }) },
  );
  await renderWithApi(<EntityMaturityCard />, api, { entity: holder('Group') });
  expect(
    await screen.findByText(/Nothing that is assessed belongs to it/),
  ).toBeInTheDocument();
});

it('names the permission that is missing', async () => {
  const api = exampleApi(
    {},
    {
      getSummary: async () => {
        throw refusal('NotAllowedError', 'no');
      },
    },
  );
  await renderWithApi(<EntityMaturityCard />, api, { entity: holder('Group') });
  expect(
    await screen.findByText(/ai-governance\.scorecard\.read/),
  ).toBeInTheDocument();
});

it('asks nothing where nothing is held', async () => {
  const api = exampleApi();
  await renderWithApi(<EntityMaturityCard />, api, { entity: exampleEntity });
  expect(api.getSummary).not.toHaveBeenCalled();
  expect(isAiGovernanceHolder(exampleEntity)).toBe(false);
});
