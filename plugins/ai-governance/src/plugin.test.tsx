import { screen } from '@testing-library/react';
import { MockEntityListContextProvider } from '@backstage/plugin-catalog-react';
import { Route, Routes } from 'react-router-dom';
import {
  aiGovernancePlugin,
  AiGovernancePage,
  AiGovernanceSearchResultListItem,
  EntityAiGovernanceCard,
  EntityAiGovernanceContent,
  EntityClassificationPicker,
  EntityControlStatusPicker,
  EntityMaturityCard,
  EntityMaturityLevelPicker,
  EntityReviewTierPicker,
  HomePageAiGovernanceCard,
  isAiGovernanceAvailable,
} from '.';
import {
  exampleApi,
  exampleEntity,
  renderWithApi,
} from './__testUtils__/harness';

describe('the plugin on the old frontend system', () => {
  it('brings its API', () => {
    expect([...aiGovernancePlugin.getApis()].map(f => f.api.id)).toEqual([
      'plugin.ai-governance.service',
    ]);
  });

  it('offers page, tab and card', async () => {
    await renderWithApi(
      <Routes>
        <Route
          path="/"
          element={
            <>
              <EntityAiGovernanceCard />
              <EntityAiGovernanceContent />
            </>
          }
        />
        <Route path="/ai-governance" element={<AiGovernancePage />} />
      </Routes>,
      exampleApi(),
    );
    expect(await screen.findByText('Open the scorecard')).toBeInTheDocument();
    expect(
      await screen.findByRole('heading', { name: 'All controls' }),
    ).toBeInTheDocument();
  });

  it('offers a card for groups that adds up what they own', async () => {
    await renderWithApi(<EntityMaturityCard />, exampleApi(), {
      entity: {
        ...exampleEntity,
        kind: 'Group',
        metadata: { name: 'payments', namespace: 'default' },
      },
    });
    expect(
      await screen.findByRole('link', { name: 'Open in the maturity pages' }),
    ).toBeInTheDocument();
  });

  it.each([
    ['level', <EntityMaturityLevelPicker />, /level/i],
    ['classification', <EntityClassificationPicker />, /classification/i],
    ['tier', <EntityReviewTierPicker />, /tier/i],
    ['control', <EntityControlStatusPicker />, /control/i],
  ])('offers a filter of the catalog by %s', async (_, picker, label) => {
    await renderWithApi(
      <MockEntityListContextProvider value={{ entities: [] } as never}>
        {picker}
      </MockEntityListContextProvider>,
      exampleApi(),
    );
    expect((await screen.findAllByLabelText(label))[0]).toBeInTheDocument();
  });

  it('offers a card for the home page, with a title of its own where an app says one', async () => {
    await renderWithApi(
      <>
        <HomePageAiGovernanceCard />
        <HomePageAiGovernanceCard title="Where my services stand" />
      </>,
      exampleApi(),
    );
    expect(await screen.findByText('Your AI governance')).toBeInTheDocument();
    expect(
      await screen.findByText('Where my services stand'),
    ).toBeInTheDocument();
  });

  it('offers what a control looks like among search results', async () => {
    const control = {
      title: 'SEC-002 Prompt injection prevention',
      text: 'What assistants are told is free of hidden instructions.',
      location: '/governance/entities?control=SEC-002&status=open',
      kind: 'control',
    };
    await renderWithApi(
      <ul>
        <AiGovernanceSearchResultListItem result={control} />
      </ul>,
      exampleApi(),
    );
    expect(
      await screen.findByRole('link', { name: /SEC-002/ }),
    ).toBeInTheDocument();
  });
});

it.each([
  ['Component', true],
  ['API', true],
  ['System', true],
  ['Resource', true],
  ['User', false],
  ['Group', false],
  ['Location', false],
])('is available for a %s: %s', (kind, available) => {
  expect(isAiGovernanceAvailable({ ...exampleEntity, kind })).toBe(available);
});
