import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  axeViolations,
  exampleApi,
  renderWithApi,
} from '../__testUtils__/harness';
import { exampleFramework } from '../__testUtils__/organization';
import { FrameworkProvider } from '../framework/FrameworkProvider';
import { BadgePanel } from './BadgePanel';

const ADDRESS =
  'http://localhost:7007/api/ai-governance/badges/component/default/a.svg?signature=s';

const render = (api: ReturnType<typeof exampleApi>) =>
  renderWithApi(
    <FrameworkProvider>
      <BadgePanel entityRef="component:default/a" />
    </FrameworkProvider>,
    api,
  );

const withBadges = (shown: boolean) =>
  exampleApi(
    {},
    {
      getFramework: async () => ({ ...exampleFramework(), badges: true }),
      getBadge: jest.fn(async () => ({ enabled: true, url: ADDRESS, shown })),
    },
  );

it('shows the badge and its Markdown once somebody asks', async () => {
  const api = withBadges(true);
  const { container } = await render(api);
  const button = await screen.findByRole('button', {
    name: 'Show the address',
  });
  expect(api.getBadge).not.toHaveBeenCalled();
  await userEvent.click(button);
  expect(
    await screen.findByRole('img', { name: 'The badge as it is now' }),
  ).toHaveAttribute('src', ADDRESS);
  expect(
    screen.getByText(
      `[![AI governance](${ADDRESS})](http://localhost/catalog/default/component/a/ai-governance)`,
    ),
  ).toBeInTheDocument();
  expect(
    screen.getByRole('button', { name: 'Copy the Markdown' }),
  ).toBeInTheDocument();
  expect(await axeViolations(container)).toEqual([]);
});

it('says why there is none now', async () => {
  await render(withBadges(false));
  await userEvent.click(
    await screen.findByRole('button', { name: 'Show the address' }),
  );
  expect(await screen.findByText(/no badge at the moment/)).toBeInTheDocument();
  expect(screen.queryByRole('img')).not.toBeInTheDocument();
});

it('is not there where the portal has no badges', async () => {
  const api = exampleApi();
  await render(api);
  expect(await api.getFramework.mock.results[0].value).toBeDefined();
  expect(screen.queryByText('Badge for the README')).not.toBeInTheDocument();
});
