import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { DisputeResponse } from '@plumbline/backstage-plugin-ai-governance-common';
import { DAY, NOW, shifted } from '../__testUtils__';
import {
  axeViolations,
  exampleApi,
  renderWithApi,
} from '../__testUtils__/harness';
import { AiGovernancePage } from '../overview';

const dispute: DisputeResponse = {
  id: 'd1',
  entityRef: 'component:default/search-api',
  check: 'SEC-002.instructions',
  fingerprint: 'f1',
  finding: {
    summary: 'hidden characters',
    finding: {
      rule: 'hidden-unicode',
      severity: 'critical',
      message: 'Invisible characters in an instruction',
      path: '.cursorrules',
      line: 14,
    },
  },
  reason: 'They are a byte order mark',
  by: 'user:default/engineer',
  at: shifted(NOW, -DAY),
  state: 'open',
};

async function open(
  part: Parameters<typeof exampleApi>[1] = {},
  options: Parameters<typeof renderWithApi>[2] = {},
) {
  const api = exampleApi(
    {},
    {
      listDisputes: jest.fn(async () => ({ items: [dispute] })),
      approveDispute: jest.fn(async () => dispute),
      rejectDispute: jest.fn(async () => dispute),
      ...part,
    },
  );
  const result = await renderWithApi(<AiGovernancePage />, api, {
    path: '/disputes',
    me: 'user:default/approver',
    ...options,
  });
  const list = await screen.findByRole('region', { name: 'Disputed findings' });
  return { api, list, ...result };
}

describe('the page of disputes', () => {
  it('shows finding, place, entity, reason and who', async () => {
    const { list, container } = await open();
    expect(await within(list).findByText('search-api')).toHaveAttribute(
      'href',
      '/catalog/default/component/search-api/ai-governance',
    );
    expect(list).toHaveTextContent('Invisible characters in an instruction');
    expect(list).toHaveTextContent('.cursorrules:14');
    expect(list).toHaveTextContent(/by engineer.*They are a byte order mark/);
    expect(await axeViolations(container)).toEqual([]);
  });

  it('accepts with a reason and an end', async () => {
    const { api, list } = await open();
    await userEvent.click(
      await within(list).findByRole('button', { name: /^Accept:/ }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Accept the dispute',
    });
    expect(await axeViolations(dialog)).toEqual([]);
    await userEvent.type(
      within(dialog).getByLabelText(/Reason of the decision/),
      'Harmless',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Accept' }),
    );
    await waitFor(() =>
      expect(api.approveDispute).toHaveBeenCalledWith('d1', {
        reason: 'Harmless',
        until: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(api.listDisputes).toHaveBeenCalledTimes(2);
    expect(api.listDisputeRates).toHaveBeenCalledTimes(2);
  });

  it('rejects with a reason', async () => {
    const { api, list } = await open();
    await userEvent.click(
      await within(list).findByRole('button', { name: /^Reject:/ }),
    );
    const dialog = await screen.findByRole('dialog');
    const send = within(dialog).getByRole('button', { name: 'Reject' });
    expect(send).toBeDisabled();
    await userEvent.type(
      within(dialog).getByLabelText(/Reason of the decision/),
      'It is real',
    );
    await userEvent.click(send);
    await waitFor(() =>
      expect(api.rejectDispute).toHaveBeenCalledWith('d1', {
        reason: 'It is real',
      }),
    );
  });

  it('says that the own dispute is for somebody else', async () => {
    const { list } = await open({}, { me: 'user:default/engineer' });
    expect(
      await within(list).findByText(
        'Your own dispute: somebody else has to decide.',
      ),
    ).toBeInTheDocument();
    expect(
      within(list).queryByRole('button', { name: /^(Accept|Reject)/ }),
    ).not.toBeInTheDocument();
  });

  it('names the permission to decide', async () => {
    const { list } = await open(
      {},
      { denied: ['ai-governance.dispute.decide'] },
    );
    expect(
      await screen.findByText(/"ai-governance.dispute.decide"/),
    ).toBeInTheDocument();
    expect(
      within(list).queryByRole('button', { name: /^(Accept|Reject)/ }),
    ).not.toBeInTheDocument();
  });

  it('shows how often each check is wrong, and what only warns', async () => {
    await open({
      listDisputes: jest.fn(async () => ({ items: [] })),
      listDisputeRates: jest.fn(async () => ({
        items: [
          {
            check: 'SEC-002.instructions',
            findings: 40,
            disputed: 5,
            accepted: 3,
            rate: 0.075,
            warningSince: shifted(NOW, -DAY),
          },
          {
            check: 'TM-003.ignore-file',
            findings: 100,
            disputed: 1,
            accepted: 0,
            rate: 0,
          },
        ],
      })),
    });
    expect(
      await screen.findByText('No dispute waits for a decision.'),
    ).toBeInTheDocument();
    const [, noisy, fine] = await screen.findAllByRole('row');
    expect(noisy).toHaveTextContent(/SEC-002.instructions.*40.*5.*3.*7.5%/);
    expect(noisy).toHaveTextContent('Only warns, since');
    expect(fine).toHaveTextContent('Counts');
  });
});
