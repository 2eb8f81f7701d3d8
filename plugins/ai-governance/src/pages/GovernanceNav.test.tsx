import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  axeViolations,
  exampleApi,
  renderWithApi,
} from '../__testUtils__/harness';
import { GovernanceNav } from './GovernanceNav';
import { GOVERNANCE_PAGES } from './pages';

function onScreen(narrow: boolean) {
  window.matchMedia = () =>
    ({
      matches: narrow,
      addListener: () => {},
      removeListener: () => {},
    } as any);
}

describe('GovernanceNav', () => {
  afterEach(() => {
    delete (window as { matchMedia?: unknown }).matchMedia;
  });

  it('shows every page, grouped by what people come for', async () => {
    onScreen(false);
    const { container } = await renderWithApi(<GovernanceNav />, exampleApi());
    const nav = screen.getByRole('navigation', { name: 'Governance pages' });
    expect(within(nav).getAllByRole('link')).toHaveLength(
      GOVERNANCE_PAGES.length,
    );
    const decide = within(nav).getByRole('list', { name: 'What to decide' });
    expect(
      within(decide).getByRole('link', { name: 'Disputes' }),
    ).toHaveAttribute('href', '/governance/disputes');
    expect(await axeViolations(container)).toEqual([]);
  });

  it('carries the filters along to the pages that follow them', async () => {
    onScreen(false);
    await renderWithApi(<GovernanceNav />, exampleApi(), {
      path: '/governance?tier=3&cursor=abc',
    });
    expect(screen.getByRole('link', { name: 'Entities' })).toHaveAttribute(
      'href',
      '/governance/entities?tier=3',
    );
    expect(screen.getByRole('link', { name: 'Overview' })).toHaveAttribute(
      'aria-current',
      'page',
    );
    expect(screen.getByRole('link', { name: 'Disputes' })).toHaveAttribute(
      'href',
      '/governance/disputes',
    );
  });

  it('waits behind the name of the open page on a narrow screen', async () => {
    onScreen(true);
    const { container } = await renderWithApi(<GovernanceNav />, exampleApi(), {
      path: '/governance/attestations',
    });
    const button = screen.getByRole('button', {
      name: 'Attestations, go to another governance page',
    });
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
    await userEvent.click(button);
    expect(await axeViolations(container)).toEqual([]);
    await userEvent.click(screen.getByRole('link', { name: 'Disputes' }));
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
    expect(screen.getByRole('button', { name: /^Disputes/ })).toHaveAttribute(
      'aria-expanded',
      'false',
    );
  });

  it('gives every page an address of its own', () => {
    const paths = GOVERNANCE_PAGES.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths.filter(path => path === '')).toHaveLength(1);
  });
});
