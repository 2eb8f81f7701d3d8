import { screen, within } from '@testing-library/react';
import { defaultFramework } from '@plumbline/backstage-plugin-ai-governance-common';
import type { OrganizationMaturity } from '@plumbline/backstage-plugin-ai-governance-common';
import {
  axeViolations,
  exampleApi,
  renderWithApi,
} from '../__testUtils__/harness';
import {
  exampleItems,
  exampleOrganizationMaturity,
  exampleRollup,
} from '../__testUtils__/maturity';
import { NO_FILTER } from '../overview/listState';
import { FrameworkProvider } from '../framework/FrameworkProvider';
import { OrganizationStanding } from './OrganizationStanding';

const checks = defaultFramework.levels.flatMap(({ level, characteristics }) =>
  characteristics.flatMap(({ check }) => (check ? [{ level, check }] : [])),
);

async function open(part: Partial<OrganizationMaturity>) {
  return renderWithApi(
    <FrameworkProvider>
      <OrganizationStanding
        organization={{ ...exampleOrganizationMaturity(), ...part }}
        totals={exampleRollup(exampleItems())}
        filter={NO_FILTER}
      />
    </FrameworkProvider>,
    exampleApi(),
  );
}

describe('what holds the organization', () => {
  it('names characteristics of the next level, each leading to what is said of it', async () => {
    const [first, second] = checks;
    const { container } = await open({
      level: 4,
      controls: [{ id: 'CMP-002', status: 'met', level: 4 }],
      criteria: [
        { check: first.check.id, status: 'stale', level: 5 },
        { check: second.check.id, status: 'met', level: 5 },
      ],
    });
    const link = await screen.findByRole('link', { name: first.check.name });
    expect(link).toHaveAttribute(
      'href',
      `/governance/attestations?${new URLSearchParams({
        name: first.check.id,
      })}`,
    );
    const item = link.closest('li')!;
    expect(within(item).getByText('Stale')).toBeInTheDocument();
    expect(
      within(item).getByText('characteristic of level 5'),
    ).toBeInTheDocument();
    expect(screen.queryByText(second.check.name)).not.toBeInTheDocument();
    expect(screen.queryByText(/CMP-002/)).not.toBeInTheDocument();
    expect(await axeViolations(container)).toEqual([]);
  });

  it('leads from a control to what the organization attests of it', async () => {
    await open({
      criteria: [{ check: checks[0].check.id, status: 'unknown', level: 5 }],
    });
    const { name } = defaultFramework.controls.find(
      ({ id }) => id === 'CMP-002',
    )!;
    expect(
      await screen.findByRole('link', { name: `CMP-002 ${name}` }),
    ).toHaveAttribute(
      'href',
      `/governance/attestations?${new URLSearchParams({ name })}`,
    );
    // Level 5 is not the next one yet.
    expect(screen.queryByText(checks[0].check.name)).not.toBeInTheDocument();
  });
});
