import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Entity } from '@backstage/catalog-model';
import { CatalogTable } from '@backstage/plugin-catalog';
import {
  MockEntityListContextProvider,
  MockStarredEntitiesApi,
  starredEntitiesApiRef,
} from '@backstage/plugin-catalog-react';
import { TestApiProvider } from '@backstage/test-utils';
import {
  aiGovernanceCatalogColumns,
  EntityClassificationPicker,
  EntityControlStatusPicker,
  EntityMaturityLevelPicker,
  EntityReviewTierPicker,
} from '..';
import {
  axeViolations,
  exampleApi,
  exampleEntity,
  renderWithApi,
  requestsOf,
} from '../__testUtils__/harness';
import { controlFilter } from './AnnotationFilter';
import { readAlso } from '../overview/listState';

const judged = (
  name: string,
  annotations: { [key: string]: string },
): Entity => ({
  ...exampleEntity,
  metadata: { name, namespace: 'default', annotations },
  relations: [],
});

const entities = [
  judged('search-api', {
    'status.ai-governance/maturity-level': '2',
    'status.ai-governance/own-level': '3',
    'status.ai-governance/data-classification': 'restricted',
    'status.ai-governance/review-tier': '3',
    'control.ai-governance/SEC-001': 'stale',
  }),
  judged('unseen', {}),
  judged('spoofed', { 'status.ai-governance/maturity-level': '99' }),
];

function renderInList(
  element: JSX.Element,
  list: { [key: string]: unknown } = {},
) {
  const api = exampleApi();
  return renderWithApi(
    <TestApiProvider
      apis={[[starredEntitiesApiRef, new MockStarredEntitiesApi()]]}
    >
      <MockEntityListContextProvider value={{ entities, ...list } as never}>
        {element}
      </MockEntityListContextProvider>
    </TestApiProvider>,
    api,
  ).then(rendered => ({ ...rendered, api }));
}

describe('columns of the catalog', () => {
  it('show level, classification and tier without a request', async () => {
    const { api } = await renderInList(
      <CatalogTable columns={aiGovernanceCatalogColumns} />,
    );
    const row = (await screen.findByText('search-api')).closest('tr')!;
    expect(
      within(row).getByRole('img', {
        name: 'Level 2 of 5; your own part is at level 3',
      }),
    ).toBeInTheDocument();
    expect(within(row).getByText('Restricted')).toBeInTheDocument();
    expect(within(row).getByText('Tier 3')).toBeInTheDocument();
    for (const name of ['unseen', 'spoofed']) {
      const other = screen.getByText(name).closest('tr')!;
      expect(within(other).queryByRole('img')).not.toBeInTheDocument();
    }
    for (const name of ['Level', 'Classification', 'Tier']) {
      expect(screen.getByRole('columnheader', { name })).toBeInTheDocument();
    }
    expect(requestsOf(api)).toBe(0);
  });

  it('leave tables of other kinds as they are', () => {
    const context = {
      filters: {},
      entities: [{ ...exampleEntity, kind: 'User' }],
    } as never;
    expect(aiGovernanceCatalogColumns(context)).toHaveLength(
      CatalogTable.defaultColumnsFunc(context).length,
    );
  });

  it('sort by what they mean, not by how it is spelled', () => {
    const columns = aiGovernanceCatalogColumns({
      filters: {},
      entities,
    } as never);
    const sort = columns.find(
      ({ id }) => (id as unknown) === 'ai-governance-classification',
    )!.customSort!;
    const row = (classification?: string) =>
      ({
        entity: judged('any', {
          ...(classification && {
            'status.ai-governance/data-classification': classification,
          }),
        }),
      } as never);
    const sorted = ['restricted', undefined, 'public', 'confidential'].sort(
      (a, b) => sort(row(a), row(b), 'row'),
    );
    // `sort` puts undefined last whatever it is told.
    expect(sorted).toEqual(['public', 'confidential', 'restricted', undefined]);
    expect(sort(row(undefined), row('public'), 'row')).toBeLessThan(0);
  });
});

describe('filters of the catalog', () => {
  const lastFilter = (updateFilters: jest.Mock, name: string) =>
    updateFilters.mock.calls
      .map(([filters]) => filters)
      .filter(filters => name in filters)
      .pop()?.[name];

  it.each([
    [
      'level',
      EntityMaturityLevelPicker,
      'Maturity level',
      'Level 2',
      'maturityLevel',
      { 'metadata.annotations.status.ai-governance/maturity-level': ['2'] },
    ],
    [
      'classification',
      EntityClassificationPicker,
      'Data classification',
      'Restricted',
      'dataClassification',
      {
        'metadata.annotations.status.ai-governance/data-classification': [
          'restricted',
        ],
      },
    ],
    [
      'tier',
      EntityReviewTierPicker,
      'Review tier',
      'Tier 3',
      'reviewTier',
      { 'metadata.annotations.status.ai-governance/review-tier': ['3'] },
    ],
  ])('choose a %s', async (_, Picker, label, option, name, expected) => {
    const updateFilters = jest.fn();
    await renderInList(<Picker />, { updateFilters, queryParameters: {} });
    await userEvent.click(await screen.findByLabelText(label));
    await screen.findByRole('option', { name: option });
    expect(await axeViolations(document.body)).toEqual([]);
    await userEvent.click(await screen.findByRole('option', { name: option }));
    await waitFor(() =>
      expect(lastFilter(updateFilters, name)?.getCatalogFilters()).toEqual(
        expected,
      ),
    );
    const filter = lastFilter(updateFilters, name);
    expect(entities.filter(filter.filterEntity, filter)).toHaveLength(1);
  });

  it('take what the address says, and keep it there', async () => {
    const updateFilters = jest.fn();
    await renderInList(<EntityMaturityLevelPicker />, {
      updateFilters,
      queryParameters: { maturityLevel: ['1', '2'] },
    });
    await waitFor(() =>
      expect(
        lastFilter(updateFilters, 'maturityLevel')?.toQueryValue(),
      ).toEqual(['1', '2']),
    );
    expect(await screen.findByText('Level 1')).toBeInTheDocument();
  });

  it('choose the status of a control, open by default', async () => {
    const updateFilters = jest.fn();
    const { api } = await renderInList(<EntityControlStatusPicker />, {
      updateFilters,
      queryParameters: {},
    });
    const control = await screen.findByLabelText('Governance control');
    expect(api.getFramework).not.toHaveBeenCalled();
    fireEvent.focus(control);
    await waitFor(() => expect(api.getFramework).toHaveBeenCalledTimes(1));
    await userEvent.click(control);
    await userEvent.click(
      await screen.findByRole('option', { name: /^SEC-001/ }),
    );
    await waitFor(() =>
      expect(
        lastFilter(updateFilters, 'controlStatus')?.getCatalogFilters(),
      ).toEqual({
        'metadata.annotations.control.ai-governance/SEC-001': [
          'gap',
          'stale',
          'unknown',
        ],
      }),
    );
    await userEvent.click(screen.getByLabelText('Status of the control'));
    await userEvent.click(await screen.findByRole('option', { name: 'Gap' }));
    await waitFor(() =>
      expect(
        lastFilter(updateFilters, 'controlStatus')?.toQueryValue(),
      ).toEqual(['SEC-001:gap']),
    );
  });

  it('understand nothing but statuses in the address', () => {
    expect(readAlso('SEC-001:gap')).toEqual({
      control: 'SEC-001',
      status: 'gap',
    });
    for (const text of [undefined, '', 'SEC-001', 'SEC-001:fine', ':gap']) {
      expect(readAlso(text)).toBeUndefined();
    }
    expect(controlFilter('OWN:1', 'met').toQueryValue()).toEqual(['OWN:1:met']);
  });
});
