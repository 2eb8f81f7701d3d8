import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  defaultFramework,
  residualCell,
  type RegisterRisk,
  type RiskRegisterResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import {
  axeViolations,
  exampleApi,
  refusal,
  renderWithApi,
} from '../__testUtils__/harness';
import { AiGovernancePage } from '../overview';

const risks: RegisterRisk[] = defaultFramework.risks.map(
  ({ residual: target, ...risk }) => ({
    ...risk,
    target,
    origin: 'framework',
    isDue: false,
    version: 0,
    residual: {
      overall: 'medium',
      worst: risk.inherent,
      entities: { medium: 3, [risk.inherent]: 2 },
      met: 6,
      applicable: 10,
      place: residualCell(risk, 'medium'),
    },
  }),
);

const register = (
  part: Partial<RiskRegisterResponse> = {},
): RiskRegisterResponse => ({
  at: '2026-11-20T12:00:00.000Z',
  isComplete: true,
  assessable: 5,
  excluded: [],
  timeZone: 'Europe/Oslo',
  items: [
    {
      ...risks[0],
      owner: 'group:default/security',
      reviewBy: '2026-11-01',
      isDue: true,
      version: 2,
      updatedBy: 'user:default/lead',
      updatedAt: '2026-10-01T12:00:00.000Z',
    },
    ...risks.slice(1),
    {
      ...risks[0],
      id: 'ORG-001',
      category: 'Cost',
      description: 'The bill grows faster than planned',
      origin: 'organization',
      controls: [],
      version: 1,
      residual: {
        overall: 'high',
        worst: 'high',
        entities: {},
        met: 0,
        applicable: 0,
        place: { likelihood: 'possible', impact: 'major' },
      },
    },
  ],
  ...part,
});

async function open(
  options: Parameters<typeof renderWithApi>[2] = {},
  part: Parameters<typeof exampleApi>[1] = {},
) {
  const api = exampleApi(
    {},
    {
      getRisks: jest.fn(async () => register()),
      listRiskEntities: jest.fn(async () => ({
        items: [
          {
            entityRef: 'component:default/checkout',
            owners: ['group:default/payments'],
            residual: 'high' as const,
            met: 1,
            applicable: 3,
            open: [{ id: 'DP-001', status: 'gap' as const }],
          },
        ],
      })),
      editRisk: jest.fn(),
      addRisk: jest.fn(),
      retireRisk: jest.fn(),
      ...part,
    },
  );
  const result = await renderWithApi(<AiGovernancePage />, api, {
    path: '/risks',
    ...options,
  });
  return { api, ...result };
}

describe('the risk register', () => {
  it('shows both maps and the table, and what needs somebody', async () => {
    const { container } = await open();
    expect(
      await screen.findByText(/9 risks: 1 left high or critical, 1 due/),
    ).toBeInTheDocument();
    const inherent = screen.getByRole('group', { name: 'Inherent' });
    const left = screen.getByRole('group', { name: 'Residual' });
    const cell = (map: HTMLElement, id: string) =>
      within(map)
        .getByRole('button', { name: new RegExp(`^${id} `) })
        .closest('td')!;
    expect(cell(inherent, 'R002')).toHaveTextContent(/^Critical/);
    expect(cell(left, 'R002')).toHaveTextContent(/^Medium/);
    const table = screen.getByRole('table', { name: 'Register' });
    expect(within(table).getAllByRole('row')).toHaveLength(10);
    expect(within(table).getByText('Review due')).toBeInTheDocument();
    expect(await axeViolations(container)).toEqual([]);
  });

  it('leads from each number of what is left to those entities', async () => {
    const { api } = await open({ path: '/risks?tier=2' });
    const table = await screen.findByRole('table', { name: 'Register' });
    const lead = async (name: string, risk: string, residual: string) => {
      await userEvent.click(within(table).getByRole('button', { name }));
      await waitFor(() =>
        expect(api.listRiskEntities).toHaveBeenLastCalledWith(
          risk,
          expect.objectContaining({
            residual,
            filter: expect.objectContaining({ tier: [2] }),
          }),
        ),
      );
      const details = await screen.findByRole('region', {
        name: new RegExp(`^${risk} `),
      });
      await waitFor(() => expect(details.parentElement).toHaveFocus());
      expect(
        within(details).getByLabelText('Entities by residual risk'),
      ).toHaveValue(residual);
    };
    const [first] = register().items;
    const [[rating, number]] = Object.entries(first.residual.entities);
    const name = (word: string, count: number) =>
      `${word} ${count} of ${first.id}`;
    const word = rating[0].toUpperCase() + rating.slice(1);
    await lead(name(word, number), first.id, rating);
    // Also where it is open already.
    await lead(name(word, number), first.id, rating);
  });

  it('leads from a risk to the entities behind it', async () => {
    const { api, container } = await open();
    const map = await screen.findByRole('group', { name: 'Residual' });
    await userEvent.click(within(map).getByRole('button', { name: /^R001 / }));
    const region = await screen.findByRole('region', {
      name: 'R001 Data Protection',
    });
    expect(
      await within(region).findByRole('link', { name: 'checkout' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/checkout/ai-governance',
    );
    expect(
      within(region).getByRole('link', { name: /^DP-001/ }),
    ).toHaveAttribute(
      'href',
      '/governance/entities?assessable=true&control=DP-001&status=open',
    );
    await userEvent.selectOptions(
      within(region).getByLabelText('Entities by residual risk'),
      'medium',
    );
    await waitFor(() =>
      expect(api.listRiskEntities).toHaveBeenLastCalledWith(
        'R001',
        expect.objectContaining({ residual: 'medium' }),
      ),
    );
    expect(await axeViolations(container)).toEqual([]);
  });

  it('is edited with the version that was seen', async () => {
    const { api } = await open({ path: '/risks?risk=R001' });
    await userEvent.click(await screen.findByRole('button', { name: 'Edit' }));
    const dialog = await screen.findByRole('dialog', { name: 'Edit R001' });
    const field = within(dialog).getByLabelText('Mitigation');
    await userEvent.clear(field);
    await userEvent.type(field, 'Watched');
    expect(await axeViolations(dialog)).toEqual([]);
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(api.editRisk).toHaveBeenCalledWith('R001', {
        version: 2,
        owner: 'group:default/security',
        mitigation: 'Watched',
        reviewBy: '2027-02-20',
      }),
    );
    expect(api.getRisks).toHaveBeenCalledTimes(2);
  });

  it('takes a risk of the organization’s own, from a suggestion', async () => {
    const { api } = await open();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Add a risk' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Add a risk to the register',
    });
    await userEvent.selectOptions(
      within(dialog).getByLabelText('Start from'),
      'over-acceptance',
    );
    expect(await axeViolations(dialog)).toEqual([]);
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Add a risk' }),
    );
    await waitFor(() =>
      expect(api.addRisk).toHaveBeenCalledWith(
        expect.objectContaining({
          details: expect.objectContaining({
            category: 'Quality',
            controls: ['SEC-003', 'OPS-001'],
            likelihood: 'likely',
          }),
        }),
      ),
    );
  });

  it('lets a risk of the organization be taken off, with a reason', async () => {
    const { api } = await open({ path: '/risks?risk=ORG-001' });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Take off the register' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: /Take ORG-001 off/,
    });
    await userEvent.type(within(dialog).getByLabelText(/Reason/), 'Capped');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Take off the register' }),
    );
    await waitFor(() =>
      expect(api.retireRisk).toHaveBeenCalledWith('ORG-001', {
        version: 1,
        reason: 'Capped',
      }),
    );
  });

  it('follows the filters in the address', async () => {
    const { api } = await open({ path: '/risks?tier=3' });
    await screen.findByText(/9 risks/);
    expect(api.getRisks).toHaveBeenCalledWith({
      filter: expect.objectContaining({ tier: [3] }),
    });
  });

  it('says what is missing to those who may not edit, and what is partial', async () => {
    await open(
      { denied: ['ai-governance.risk.edit'] },
      {
        getRisks: jest.fn(async () =>
          register({ isComplete: false, assessable: 0 }),
        ),
      },
    );
    expect(
      await screen.findByText(/ai-governance.risk.edit/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Add a risk' })).toBeNull();
    expect(screen.getByText(/No entity counts here/)).toBeInTheDocument();
  });

  it('says which permission is missing', async () => {
    await open(
      {},
      {
        getRisks: jest.fn(async () => {
          throw refusal('NotAllowedError', 'no');
        }),
      },
    );
    expect(
      await screen.findByText(/ai-governance.scorecard.read/),
    ).toBeInTheDocument();
  });
});
