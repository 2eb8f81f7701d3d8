import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  exceptionSponsorPermission,
  type RiskAcceptance,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { DAY, exampleFramework, NOW, shifted } from '../__testUtils__';
import {
  axeViolations,
  exampleApi,
  exampleProgramme,
  renderWithApi,
  requestsOf,
} from '../__testUtils__/harness';
import { AiGovernancePage } from '../overview';
import { EntityAiGovernanceCard } from '../scorecard/EntityAiGovernanceCard';
import { EntityAiGovernanceContent } from '../scorecard/EntityAiGovernanceContent';

const BANNER =
  'The executive sponsor accepts the risk of CMP-002 until Jan 31, 2127';

const accepted: RiskAcceptance = {
  id: 'ra',
  state: 'inForce',
  control: 'CMP-002',
  reason: 'The assessment needs counsel who starts in January',
  compensatingControls: ['Legal looks at each use', 'No new model'],
  acceptedBy: 'user:default/hanna',
  acceptedAt: shifted(NOW, -DAY),
  // Its last instant is still the day before.
  until: '2127-02-01T00:00:00.000Z',
};

const ended: RiskAcceptance = {
  ...accepted,
  id: 'old',
  control: 'TM-001',
  state: 'revoked',
  endedAt: shifted(NOW, -DAY),
  endedBy: 'user:default/ida',
  endReason: 'The registry is kept now',
};

const withFramework = (riskAcceptances: RiskAcceptance[]) => ({
  getFramework: jest.fn(async () => ({
    ...exampleFramework(),
    riskAcceptances,
  })),
});

async function openRisks(denied: string[] = []) {
  let items = [accepted, ended];
  const programme = exampleProgramme({
    listRiskAcceptances: jest.fn(async () => ({ items })),
    acceptRisk: jest.fn(async () => accepted),
    revokeRiskAcceptance: jest.fn(async () => {
      items = [ended];
      return ended;
    }),
  });
  const api = exampleApi(
    {},
    {
      getFramework: jest.fn(async () => ({
        ...exampleFramework(),
        riskAcceptances: items.filter(({ state }) => state === 'inForce'),
      })),
      getRisks: jest.fn(async () => ({
        at: NOW,
        isComplete: true,
        assessable: 0,
        excluded: [],
        timeZone: 'UTC',
        items: [],
      })),
      programme,
    },
  );
  const result = await renderWithApi(<AiGovernancePage />, api, {
    path: '/risks',
    denied,
  });
  const section = await screen.findByRole('region', { name: 'Accepted risks' });
  await within(section).findByText('TM-001');
  return { api, programme, section, ...result };
}

describe('accepted risks', () => {
  const openExceptions = async (riskAcceptances: RiskAcceptance[]) => {
    const api = exampleApi({}, withFramework(riskAcceptances));
    const result = await renderWithApi(<AiGovernancePage />, api, {
      path: '/exceptions',
    });
    await screen.findByRole('region', { name: 'Exceptions' });
    return { ...result, requests: () => requestsOf(api) };
  };

  it('are at the top of a page, with the reason behind them, for no further request', async () => {
    const bare = await openExceptions([]);
    expect(
      screen.queryByRole('region', { name: /^Accepted risks/ }),
    ).not.toBeInTheDocument();
    bare.unmount();
    const { container, requests } = await openExceptions([accepted]);
    const line = await screen.findByRole('button', { name: BANNER });
    expect(line).toHaveAttribute('aria-expanded', 'false');
    await userEvent.click(line);
    expect(screen.getByText(accepted.reason)).toBeVisible();
    expect(screen.getByText(/accepted by hanna/)).toBeVisible();
    expect(screen.getByText(/use; No new model/)).toBeVisible();
    expect(await axeViolations(container)).toEqual([]);
    expect(requests()).toBe(bare.requests());
  });

  it('are not said any more once they ended', async () => {
    await renderWithApi(
      <AiGovernancePage />,
      exampleApi(
        {},
        withFramework([
          accepted,
          { ...accepted, id: 'over', control: 'TM-001', until: NOW },
        ]),
      ),
      { path: '/exceptions' },
    );
    await screen.findByRole('button', { name: BANNER });
    expect(screen.queryByText(/risk of TM-001/)).not.toBeInTheDocument();
  });

  it.each([
    ['tab', EntityAiGovernanceContent],
    ['card', EntityAiGovernanceCard],
  ])(
    'are on the %s of a service where the control is open, and only there',
    async (_, Element) => {
      const open = async (organizationMissing: string[]) => {
        const result = await renderWithApi(
          <Element />,
          exampleApi({ organizationMissing }, withFramework([accepted])),
        );
        await screen.findAllByText(/Tier 2/);
        return result;
      };
      const met = await open([]);
      expect(
        screen.queryByRole('button', { name: BANNER }),
      ).not.toBeInTheDocument();
      met.unmount();
      const { container } = await open(['CMP-002.mapping']);
      expect(
        await screen.findByRole('button', { name: BANNER }),
      ).toBeInTheDocument();
      expect(await axeViolations(container)).toEqual([]);
    },
  );

  it('are listed with the risks, and accepted there by the sponsor', async () => {
    const { api, programme, section, container } = await openRisks();
    expect(within(section).getByText(/^In force until/)).toHaveTextContent(
      'In force until the end of Jan 31, 2127',
    );
    expect(
      within(section).getByText('The registry is kept now'),
    ).toBeInTheDocument();
    expect(await axeViolations(container)).toEqual([]);
    await userEvent.click(
      within(section).getByRole('button', { name: 'Accept a risk' }),
    );
    const dialog = await screen.findByRole('dialog');
    const submit = within(dialog).getByRole('button', {
      name: 'Accept a risk',
    });
    const control = within(dialog).getByRole('combobox');
    // One that services alone answer for is none to accept.
    expect(
      within(control).queryByRole('option', { name: /^CQ-001/ }),
    ).not.toBeInTheDocument();
    await userEvent.selectOptions(control, 'CMP-002');
    expect(
      within(dialog).getByText(/It is accepted already/),
    ).toBeInTheDocument();
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /Why is the risk/ }),
      'Counsel starts soon',
    );
    expect(submit).toBeDisabled();
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /What lowers/ }),
      'Legal looks{enter} {enter}No new model',
    );
    expect(await axeViolations(dialog)).toEqual([]);
    await userEvent.click(submit);
    await waitFor(() =>
      expect(programme.acceptRisk).toHaveBeenCalledWith({
        control: 'CMP-002',
        reason: 'Counsel starts soon',
        compensatingControls: ['Legal looks', 'No new model'],
        until: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      }),
    );
    await waitFor(() => expect(api.getFramework).toHaveBeenCalledTimes(2));
  });

  it('are revoked with a reason, and then said nowhere', async () => {
    const { programme, section } = await openRisks();
    expect(
      await screen.findByRole('button', { name: BANNER }),
    ).toBeInTheDocument();
    await userEvent.click(
      within(section).getByRole('button', { name: 'Revoke: CMP-002' }),
    );
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /Reason/ }),
      'Assessed',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Revoke' }),
    );
    await waitFor(() =>
      expect(
        screen.queryByRole('button', { name: BANNER }),
      ).not.toBeInTheDocument(),
    );
    expect(programme.revokeRiskAcceptance).toHaveBeenCalledWith('ra', {
      reason: 'Assessed',
    });
    expect(
      within(section).queryByRole('button', { name: /^Revoke/ }),
    ).not.toBeInTheDocument();
  });

  it('are nobody else’s to accept or to revoke', async () => {
    const { section } = await openRisks([exceptionSponsorPermission.name]);
    expect(within(section).queryByRole('button')).not.toBeInTheDocument();
  });
});
