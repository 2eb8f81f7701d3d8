import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import {
  aiGovernancePlugin,
  AiGovernancePage,
  EntityAiGovernanceCard,
  EntityAiGovernanceContent,
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
