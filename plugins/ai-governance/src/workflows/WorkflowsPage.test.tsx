import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { RegisteredWorkflow } from '@plumbline/backstage-plugin-ai-governance-common';
import { DAY, NOW, shifted } from '../__testUtils__';
import {
  axeViolations,
  exampleApi,
  exampleProgramme,
  renderWithApi,
} from '../__testUtils__/harness';
import { AiGovernancePage } from '../overview';

const workflow: RegisteredWorkflow = {
  id: 'w1',
  name: 'Drafting answers',
  description: 'Drafts from the manual',
  owner: 'group:default/support',
  customerFacing: true,
  level: 'approved',
  boundary: 'An agent sends each',
  trail: 'https://wiki.example/trail',
  state: 'proposed',
  version: 2,
  proposedBy: 'user:default/engineer',
  at: shifted(NOW, -2 * DAY),
  approverRole: 'security-compliance',
  history: [
    {
      action: 'proposed',
      by: 'user:default/engineer',
      at: shifted(NOW, -2 * DAY),
    },
  ],
  isDue: false,
};

async function open(
  part: Partial<RegisteredWorkflow> = {},
  me = 'user:default/approver',
  denied: string[] = [],
) {
  const programme = exampleProgramme({
    listWorkflows: jest.fn(async () => ({ items: [{ ...workflow, ...part }] })),
  });
  const result = await renderWithApi(
    <AiGovernancePage />,
    exampleApi({}, { programme }),
    { path: '/workflows', me, denied },
  );
  const list = await screen.findByRole('region', { name: 'AI workflows' });
  await within(list).findByText('Drafting answers');
  return { programme, list, ...result };
}

describe('the register of AI workflows', () => {
  it('shows where a person decides, and lets a second person approve', async () => {
    const { programme, list, container } = await open();
    expect(list).toHaveTextContent('reaches customers');
    expect(list).toHaveTextContent('An agent sends each');
    await userEvent.click(
      within(list).getByRole('button', { name: 'History of Drafting answers' }),
    );
    expect(list).toHaveTextContent('Proposed by engineer');
    expect(await axeViolations(container)).toEqual([]);
    await userEvent.click(
      within(list).getByRole('button', { name: 'Approve: Drafting answers' }),
    );
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(within(dialog).getByLabelText(/Reason/), 'Clear');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Approve' }),
    );
    await waitFor(() =>
      expect(programme.actOnWorkflow).toHaveBeenCalledWith('w1', 'approve', {
        version: 2,
        reason: 'Clear',
      }),
    );
  });

  it.each<[string, string[], number]>([
    ['decide', ['ai-governance.workflow.propose'], 1],
    ['propose others', ['ai-governance.workflow.decide'], 0],
  ])(
    'offers to retire what others proposed to whoever may %s: %s',
    async (_, denied, offered) => {
      const { list } = await open({}, 'user:default/approver', denied);
      expect(
        await within(list).findByText('Drafting answers'),
      ).toBeInTheDocument();
      expect(
        within(list).queryAllByRole('button', { name: /^Retire/ }),
      ).toHaveLength(offered);
    },
  );

  it('does not let who proposed it decide', async () => {
    const { list } = await open({}, 'user:default/engineer');
    expect(
      within(list).queryByRole('button', { name: /^Approve/ }),
    ).not.toBeInTheDocument();
    expect(
      within(list).getByRole('button', { name: 'Edit: Drafting answers' }),
    ).toBeInTheDocument();
  });

  it('lets whoever is in the group that owns it edit it, and not decide', async () => {
    const { list } = await open({
      owner: 'group:default/payments',
      proposedBy: 'user:default/other',
    });
    expect(
      within(list).getByRole('button', { name: 'Edit: Drafting answers' }),
    ).toBeInTheDocument();
    expect(
      within(list).queryByRole('button', { name: /^Approve/ }),
    ).not.toBeInTheDocument();
  });

  it('offers no level to what reaches customers that is not for them', async () => {
    const { programme } = await open({ state: 'approved', isDue: true });
    expect(screen.getByText('Review due')).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Propose a workflow' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(await axeViolations(dialog)).toEqual([]);
    const field = (name: RegExp) => within(dialog).getByLabelText(name);
    await userEvent.type(field(/^Name/), 'Nurturing');
    await userEvent.type(field(/What AI does in it/), 'Writes mails');
    await userEvent.click(field(/It reaches customers/));
    await userEvent.selectOptions(field(/Approval level/), 'autonomous');
    await userEvent.type(field(/^Trail/), 'https://wiki.example/t');
    const send = within(dialog).getByRole('button', {
      name: 'Propose a workflow',
    });
    expect(
      within(dialog).getByText(/not for what reaches customers/),
    ).toBeInTheDocument();
    expect(send).toBeDisabled();
    await userEvent.selectOptions(field(/Approval level/), 'supervised');
    await userEvent.click(send);
    await waitFor(() =>
      expect(programme.proposeWorkflow).toHaveBeenCalledWith(
        expect.objectContaining({
          name: 'Nurturing',
          owner: 'user:default/approver',
          level: 'supervised',
          customerFacing: true,
        }),
      ),
    );
  });
});
