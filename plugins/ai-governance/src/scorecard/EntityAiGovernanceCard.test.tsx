import { screen } from '@testing-library/react';
import { exampleResponse, larkspurServices, NOW } from '../__testUtils__';
import {
  axeViolations,
  exampleApi,
  exampleEntity,
  refusal,
  renderWithApi,
} from '../__testUtils__/harness';
import { EntityAiGovernanceCard } from './EntityAiGovernanceCard';

const services = larkspurServices(NOW);

describe('EntityAiGovernanceCard', () => {
  it('shows level, own part, chips and the one next thing', async () => {
    const { container } = await renderWithApi(
      <EntityAiGovernanceCard />,
      exampleApi(services['search-api']),
    );
    expect(await screen.findByText('Level 2, Developing')).toBeInTheDocument();
    expect(
      screen.getByText('Your part: 8 of 9 toward level 3'),
    ).toBeInTheDocument();
    expect(screen.getByText('Internal')).toBeInTheDocument();
    expect(screen.getByText('Tier 2')).toBeInTheDocument();
    expect(screen.getByText(/SEC-002: /)).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Open the scorecard' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/search-api/ai-governance',
    );
    expect(await axeViolations(container)).toEqual([]);
  });

  it('says what the level is without exceptions', async () => {
    await renderWithApi(
      <EntityAiGovernanceCard />,
      exampleApi(services['fraud-scoring']),
    );
    expect(
      await screen.findByText('Level 2 without exceptions'),
    ).toBeInTheDocument();
  });

  it('says which kinds are assessed rather than that one waits which is not', async () => {
    await renderWithApi(
      <EntityAiGovernanceCard />,
      exampleApi(
        {},
        {
          getScorecard: async () => {
            throw refusal('NotFoundError', 'no');
          },
        },
      ),
      { entity: { ...exampleEntity, kind: 'System' } },
    );
    expect(
      await screen.findByText(/assesses entities of these kinds: Component\./),
    ).toBeInTheDocument();
    expect(screen.queryByText(/Not in the inventory/)).not.toBeInTheDocument();
  });

  it('leads with the own part while the programme is being set up', async () => {
    const response = exampleResponse({
      ...services['search-api'],
      organizationMissing: ['TM-001.registry'],
    });
    await renderWithApi(
      <EntityAiGovernanceCard />,
      exampleApi({}, { getScorecard: async () => response }),
    );
    const part = await screen.findByText(/^Your part: 8 of 9/);
    const level = screen.getByText('Level 1, Initial');
    expect(
      part.compareDocumentPosition(level) & Node.DOCUMENT_POSITION_FOLLOWING,
    ).toBeTruthy();
  });

  it.each([
    [
      { notAssessable: { reason: 'archived' } },
      'This entity is not assessed: archived',
    ],
    [
      { collection: { state: 'queued' as const, warnings: [] } },
      'Nothing has been looked at yet',
    ],
    [
      { collection: { state: 'none' as const, warnings: [] } },
      'No repository to look at',
    ],
  ])('says why there is nothing to show: %j', async (part, text) => {
    const response = exampleResponse({}, { scorecard: undefined, ...part });
    await renderWithApi(
      <EntityAiGovernanceCard />,
      exampleApi({}, { getScorecard: async () => response }),
    );
    expect(await screen.findByText(text)).toBeInTheDocument();
  });

  it('names the permission when forbidden', async () => {
    await renderWithApi(
      <EntityAiGovernanceCard />,
      exampleApi(
        {},
        {
          getScorecard: async () => {
            throw refusal('NotAllowedError', 'no');
          },
        },
      ),
    );
    expect(
      await screen.findByText(/"ai-governance.scorecard.read"/),
    ).toBeInTheDocument();
  });
});
