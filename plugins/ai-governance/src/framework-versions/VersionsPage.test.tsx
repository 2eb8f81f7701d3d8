import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  frameworkActivatePermission,
  frameworkProposePermission,
  type FrameworkDryRun,
  type FrameworkMistake,
  type FrameworkProposal,
  type FrameworkProposalDetails,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { DAY, NOW, shifted } from '../__testUtils__';
import {
  axeViolations,
  exampleApi,
  renderWithApi,
} from '../__testUtils__/harness';
import { exampleFramework } from '../__testUtils__/organization';
import { AiGovernancePage } from '../overview';

const proposal = (
  overrides: Partial<FrameworkProposal> = {},
): FrameworkProposal => ({
  id: 'p2',
  frameworkId: 'acme',
  version: '2',
  digest: 'b'.repeat(64),
  reason: 'Scanning counts from level 2',
  proposedBy: 'user:default/lead',
  proposedAt: shifted(NOW, -DAY),
  state: 'proposed',
  ...overrides,
});

const older = proposal({
  id: 'p1',
  version: '1',
  state: 'inForce',
  decidedBy: 'user:default/approver',
  decidedAt: shifted(NOW, -30 * DAY),
  decision: 'Agreed by the committee',
});

const details: FrameworkProposalDetails = {
  ...proposal(),
  difference: {
    same: false,
    added: [{ control: 'ACME-001', name: 'Budget of tokens', level: 3 }],
    removed: [{ control: 'OLD-001', name: 'Old one' }],
    changed: [
      {
        control: 'SEC-001',
        name: 'Security scanning',
        changes: [
          {
            kind: 'stricter',
            path: 'level',
            text: 'required from level 2 instead of 3',
          },
        ],
      },
    ],
    levels: [],
    sections: ['settings'],
  },
  announced: { upcoming: ['ACME-001'], stricter: ['SEC-001'] },
};

const dryRun = (overrides: Partial<FrameworkDryRun> = {}): FrameworkDryRun => ({
  counts: {
    entities: 12,
    changed: 2,
    ownLevelUp: 0,
    ownLevelDown: 1,
    controls: [
      { id: 'SEC-001', from: 'met', to: 'gap', entities: 2 },
      { id: 'ACME-001', from: null, to: 'unknown', entities: 1 },
    ],
  },
  organizationLevel: { from: 2, to: 1 },
  items: [
    {
      entityRef: 'component:default/checkout',
      level: { from: 2, to: 1 },
      ownLevel: { from: 3, to: 1 },
      controls: [{ id: 'SEC-001', from: 'met', to: 'gap' }],
    },
  ],
  nextCursor: 'more',
  ...overrides,
});

async function open(
  options: {
    me?: string;
    denied?: string[];
    refused?: FrameworkMistake[];
  } = {},
) {
  const { refused, ...asked } = options;
  const api = exampleApi(
    {},
    {
      ...(refused && {
        getFramework: jest.fn(async () => ({ ...exampleFramework(), refused })),
      }),
      listFrameworkVersions: jest.fn(async () => ({
        items: [
          {
            id: 'acme',
            version: '1',
            digest: 'a'.repeat(64),
            inForceSince: shifted(NOW, -30 * DAY),
            by: 'user:default/approver',
          },
        ],
        proposals: [proposal(), older],
      })),
      getFrameworkVersion: jest.fn(async () => details),
      dryRunFramework: jest.fn(async () => dryRun()),
      decideFramework: jest.fn(async () => proposal({ state: 'inForce' })),
      proposeFramework: jest.fn(async () => proposal()),
    },
  );
  const result = await renderWithApi(<AiGovernancePage />, api, {
    path: '/framework-versions',
    me: 'user:default/approver',
    ...asked,
  });
  const list = await screen.findByRole('region', { name: 'Proposed versions' });
  await within(list).findByText('Version 2');
  return { api, list, ...result };
}

const act = (name: RegExp) =>
  userEvent.click(screen.getByRole('button', { name }));

describe('the framework versions', () => {
  it('show who proposed and decided what, when and why', async () => {
    const { list, container } = await open();
    const [first, second] = within(list).getAllByRole('listitem');
    expect(first).toHaveTextContent(/Version 2.*Proposed/);
    expect(first).toHaveTextContent(/lead.*Scanning counts from level 2/);
    expect(second).toHaveTextContent(
      /In force by approver.*Agreed by the committee/,
    );
    expect(screen.getByRole('region', { name: 'In force' })).toHaveTextContent(
      /Version 1 put in force .* by approver aaaaaaaaaaaa/,
    );
    expect(await axeViolations(container)).toEqual([]);
  });

  it('say why the configured file is not in force', async () => {
    const { container } = await open({
      refused: [
        {
          path: 'controls[SEC-001].level',
          message: 'has to be a level from 1 to 5',
          line: 12,
        },
        ...Array.from({ length: 21 }, (_, index) => ({
          path: `controls[${index}]`,
          message: 'is unknown',
        })),
      ],
    });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('is not in force');
    expect(alert).toHaveTextContent(
      'controls[SEC-001].level: has to be a level from 1 to 5 (line 12)',
    );
    expect(alert).toHaveTextContent('and 2 more mistakes');
    expect(await axeViolations(container)).toEqual([]);
  });

  it('say what one changes, also against another', async () => {
    const { api, container } = await open();
    await act(/^Look: version 2/);
    const panel = await screen.findByRole('region', {
      name: 'What version 2 changes',
    });
    const table = await within(panel).findByRole('table');
    expect(table).toHaveTextContent('ACME-001 Budget of tokens');
    expect(table).toHaveTextContent('New: required from level 3');
    expect(table).toHaveTextContent(
      'Stricter: required from level 2 instead of 3',
    );
    expect(table).toHaveTextContent('Gone');
    expect(panel).toHaveTextContent('Announced first: ACME-001, SEC-001');
    expect(await axeViolations(container)).toEqual([]);
    await userEvent.selectOptions(
      within(panel).getByLabelText('Compared with'),
      'Version 1',
    );
    await waitFor(() =>
      expect(api.getFrameworkVersion).toHaveBeenLastCalledWith('p2', {
        against: 'p1',
      }),
    );
  });

  it('are tried service by service, page by page and control by control', async () => {
    const { api, container } = await open();
    await act(/^Look: version 2/);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Try it on every service' }),
    );
    const section = await screen.findByRole('region', {
      name: 'What it would change',
    });
    const table = await within(section).findByRole('table');
    expect(section).toHaveTextContent(
      'Of 12 entities 2 would change: 0 reach a higher level of their own, 1 a lower one.',
    );
    expect(section).toHaveTextContent("The organization's level: 2 → 1");
    expect(table).toHaveTextContent(/checkout.*3 → 1.*SEC-001: Met → Gap/);
    expect(await axeViolations(container)).toEqual([]);
    await userEvent.click(
      within(section).getByRole('button', { name: /next/i }),
    );
    await waitFor(() =>
      expect(api.dryRunFramework).toHaveBeenLastCalledWith('p2', {
        limit: 25,
        cursor: 'more',
      }),
    );
    await userEvent.selectOptions(
      within(section).getByLabelText('Only where this changes'),
      'ACME-001',
    );
    await waitFor(() =>
      expect(api.dryRunFramework).toHaveBeenLastCalledWith('p2', {
        limit: 25,
        control: 'ACME-001',
      }),
    );
  });

  it('are activated with a reason and a day', async () => {
    const { api } = await open();
    await act(/^Activate: version 2/);
    const dialog = await screen.findByRole('dialog', {
      name: 'Activate version 2',
    });
    const send = within(dialog).getByRole('button', { name: 'Activate' });
    expect(send).toBeDisabled();
    await userEvent.type(
      within(dialog).getByLabelText(/^Counts from/),
      '2027-01-31',
    );
    await userEvent.type(within(dialog).getByLabelText(/^Reason/), 'Agreed');
    expect(await axeViolations(dialog)).toEqual([]);
    await userEvent.click(send);
    await waitFor(() =>
      expect(api.decideFramework).toHaveBeenCalledWith('p2', 'activate', {
        reason: 'Agreed',
        effectiveFrom: '2027-01-31',
      }),
    );
  });

  it('are rolled back, which says why', async () => {
    const { api } = await open();
    await act(/^Roll back: version 1/);
    const dialog = await screen.findByRole('dialog', {
      name: 'Roll back version 1',
    });
    await userEvent.type(within(dialog).getByLabelText(/^Reason/), 'Too early');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Roll back' }),
    );
    await waitFor(() =>
      expect(api.decideFramework).toHaveBeenCalledWith('p1', 'rollback', {
        reason: 'Too early',
      }),
    );
  });

  it('are proposed from a file, whose mistakes are listed', async () => {
    const { api } = await open();
    api.proposeFramework.mockRejectedValueOnce(
      new Error(
        'The framework has mistakes:\ncontrols[0].domain: there is no domain x (line 4)',
      ),
    );
    await act(/^Propose a version/);
    const dialog = await screen.findByRole('dialog', {
      name: 'Propose a version',
    });
    await userEvent.upload(
      within(dialog).getByLabelText('Framework file'),
      new File(['extends: default\nversion: "2"\n'], 'framework.yaml'),
    );
    await waitFor(() =>
      expect(within(dialog).getByLabelText(/^Text of the file/)).toHaveValue(
        'extends: default\nversion: "2"\n',
      ),
    );
    await userEvent.type(within(dialog).getByLabelText(/^Reason/), 'Agreed');
    const send = within(dialog).getByRole('button', { name: 'Propose' });
    await userEvent.click(send);
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'controls[0].domain: there is no domain x (line 4)',
    );
    expect(await axeViolations(dialog)).toEqual([]);
    await userEvent.click(send);
    await waitFor(() =>
      expect(api.proposeFramework).toHaveBeenLastCalledWith({
        document: 'extends: default\nversion: "2"\n',
        reason: 'Agreed',
      }),
    );
  });

  it('offer only what the reader may do', async () => {
    const { list } = await open({
      me: 'user:default/lead',
      denied: [frameworkActivatePermission.name],
    });
    expect(
      within(list).queryByRole('button', { name: /^Activate/ }),
    ).not.toBeInTheDocument();
    expect(
      within(list).getByRole('button', { name: /^Reject: version 2/ }),
    ).toBeInTheDocument();
  });

  it('say which permission is missing', async () => {
    await open({ denied: [frameworkProposePermission.name] });
    expect(
      await screen.findByText(/needs the permission "ai-governance.framework/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Propose a version' }),
    ).not.toBeInTheDocument();
  });

  it.each([
    ['only put in force', [frameworkProposePermission.name], true],
    [
      'neither propose nor put in force',
      [frameworkProposePermission.name, frameworkActivatePermission.name],
      false,
    ],
  ])('may be tried by who may %s: %#', async (_, denied, may) => {
    const { api, list } = await open({ denied });
    await userEvent.click(
      within(list).getAllByRole('button', { name: /version 2/i })[0],
    );
    await waitFor(() => expect(api.getFrameworkVersion).toHaveBeenCalled());
    await screen.findByText(/needs the permission "ai-governance.framework/);
    const tried = screen.queryByRole('button', {
      name: 'Try it on every service',
    });
    expect(tried !== null).toBe(may);
  });

  it('say that nothing was proposed yet, and what went wrong', async () => {
    const api = exampleApi();
    await renderWithApi(<AiGovernancePage />, api, {
      path: '/framework-versions',
    });
    expect(
      await screen.findByText(/Nobody proposed a version yet/),
    ).toBeInTheDocument();
  });
});
