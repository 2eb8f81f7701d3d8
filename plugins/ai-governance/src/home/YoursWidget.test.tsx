import { screen } from '@testing-library/react';
import { HomePageAiGovernanceCard } from '..';
import {
  axeViolations,
  exampleApi,
  refusal,
  renderWithApi,
} from '../__testUtils__/harness';
import { exampleItems } from '../__testUtils__/maturity';

it('lists what is yours, and one next thing to do', async () => {
  const items = exampleItems();
  const api = exampleApi(
    {},
    {
      listScorecards: jest.fn(async () => ({ items, totalItems: 40 })),
    },
  );
  const { container } = await renderWithApi(<HomePageAiGovernanceCard />, api);
  expect(await screen.findByText('Your AI governance')).toBeInTheDocument();
  expect(await screen.findByText(/^Next, for /)).toBeInTheDocument();
  expect(screen.getAllByRole('listitem')).toHaveLength(items.length);
  expect(screen.getByRole('link', { name: 'All 40 of them' })).toHaveAttribute(
    'href',
    expect.stringContaining('owner=user%3Adefault%2Fengineer%2Cgroup'),
  );
  expect(api.listScorecards).toHaveBeenCalledWith(
    expect.objectContaining({
      filter: {
        ownerNested: ['user:default/engineer', 'group:default/payments'],
        assessable: true,
      },
    }),
  );
  expect(api.getScorecard).toHaveBeenCalledTimes(1);
  expect(await axeViolations(container)).toEqual([]);
});

it('says so where nothing is yours', async () => {
  const api = exampleApi();
  await renderWithApi(<HomePageAiGovernanceCard />, api);
  expect(
    await screen.findByText(/belongs to you or your groups/),
  ).toBeInTheDocument();
  expect(api.getScorecard).not.toHaveBeenCalled();
});

it('names the permission that is missing', async () => {
  const api = exampleApi(
    {},
    {
      listScorecards: async () => {
        throw refusal('NotAllowedError', 'no');
      },
    },
  );
  await renderWithApi(<HomePageAiGovernanceCard />, api);
  expect(
    await screen.findByText(/ai-governance\.scorecard\.read/),
  ).toBeInTheDocument();
});
