import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ExceptionResponse } from '@plumbline/backstage-plugin-ai-governance-common';
import { DAY, NOW, shifted } from '../__testUtils__';
import {
  axeViolations,
  exampleApi,
  renderWithApi,
} from '../__testUtils__/harness';
import { AiGovernancePage } from '../overview';

const exception: ExceptionResponse = {
  id: 'e1',
  control: 'CMP-001',
  reason: 'The scanner is being replaced',
  compensatingControls: ['Two reviewers per change'],
  requestedBy: 'user:default/engineer',
  requestedAt: shifted(NOW, -DAY),
  state: 'open',
  until: shifted(new Date().toISOString(), 20 * DAY),
  renewal: 0,
  deciders: 'security-compliance',
  entities: [{ id: 'x1', entityRef: 'component:default/fraud-scoring' }],
  allowed: {
    decide: true,
    withdraw: false,
    revoke: false,
    confirm: false,
    renew: false,
  },
};

async function open(
  part: Parameters<typeof exampleApi>[1] = {},
  options: Parameters<typeof renderWithApi>[2] = {},
) {
  const api = exampleApi(
    {},
    {
      listExceptions: jest.fn(async () => ({ items: [exception] })),
      approveException: jest.fn(async () => exception),
      closeException: jest.fn(async () => exception),
      withdrawException: jest.fn(async () => exception),
      ...part,
    },
  );
  const result = await renderWithApi(<AiGovernancePage />, api, {
    path: '/exceptions',
    me: 'user:default/approver',
    ...options,
  });
  const list = await screen.findByRole('region', { name: 'Exceptions' });
  return { api, list, ...result };
}

describe('the page of exceptions', () => {
  it('shows what is asked for, by whom, and what lowers the risk meanwhile', async () => {
    const { list, container } = await open();
    expect(
      await within(list).findByRole('link', { name: 'fraud-scoring' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/fraud-scoring/ai-governance',
    );
    expect(list).toHaveTextContent(/by engineer.*being replaced/);
    expect(list).toHaveTextContent('Meanwhile: Two reviewers per change');
    expect(await axeViolations(container)).toEqual([]);
  });

  it('counts what is granted again and again, and names the services', async () => {
    const { list, container } = await open({
      listExceptions: jest.fn(async () => ({
        items: [{ ...exception, renewal: 3, deciders: 'executive-sponsor' }],
      })),
      getRenewedControls: jest.fn(async () => ({
        from: 3,
        items: [
          {
            control: 'CMP-001',
            entities: 21,
            renewals: 5,
            services: [
              { entityRef: 'component:default/fraud-scoring', renewals: 5 },
              { entityRef: 'component:default/mobile-app', renewals: 3 },
            ],
          },
        ],
      })),
    });
    const renewed = await screen.findByRole('region', {
      name: 'Renewed again and again',
    });
    expect(renewed).toHaveTextContent(
      /CMP-001.*21 services, up to 5 renewals.*fraud-scoring \(5\), mobile-app \(3\) and 19 more/,
    );
    expect(list).toHaveTextContent(
      'So far 21 services were granted so many from CMP-001: up to 5 renewals.',
    );
    expect(await axeViolations(container)).toEqual([]);
  });

  it('says nothing of renewals where there are none', async () => {
    await open();
    await screen.findByRole('link', { name: 'fraud-scoring' });
    expect(
      screen.queryByRole('region', { name: 'Renewed again and again' }),
    ).not.toBeInTheDocument();
  });

  it('grants with a reason, until what was asked for', async () => {
    const { api, list } = await open();
    await userEvent.click(
      await within(list).findByRole('button', { name: /^Grant: CMP-001/ }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Grant the exception',
    });
    expect(await axeViolations(dialog)).toEqual([]);
    const send = within(dialog).getByRole('button', { name: 'Grant' });
    expect(send).toBeDisabled();
    await userEvent.type(
      within(dialog).getByLabelText(/Reason of the decision/),
      'Reviewed with the team',
    );
    await userEvent.click(send);
    await waitFor(() =>
      expect(api.approveException).toHaveBeenCalledWith('e1', {
        reason: 'Reviewed with the team',
      }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(api.listExceptions).toHaveBeenCalledTimes(2);
  });

  it.each([
    [true, 'user:default/newcomer', 'Withdraw', 'Grant'],
    [false, 'user:default/engineer', 'Grant', 'Withdraw'],
  ])(
    'offers to take back what the backend says they may: %s',
    async (withdraw, me, offered, hidden) => {
      const allowed = {
        decide: !withdraw,
        withdraw,
        revoke: false,
        confirm: false,
        renew: false,
      };
      const { list } = await open(
        {
          listExceptions: jest.fn(async () => ({
            items: [{ ...exception, allowed }],
          })),
        },
        { me },
      );
      const button = (name: string) => ({ name: new RegExp(`^${name}:`) });
      await within(list).findByRole('button', button(offered));
      expect(
        within(list).queryByRole('button', button(hidden)),
      ).not.toBeInTheDocument();
    },
  );

  it('offers the own request for withdrawal only', async () => {
    const { api, list } = await open({
      listExceptions: jest.fn(async () => ({
        items: [
          {
            ...exception,
            allowed: {
              decide: false,
              withdraw: true,
              revoke: false,
              confirm: false,
              renew: false,
            },
          },
        ],
      })),
    });
    await userEvent.click(
      await within(list).findByRole('button', { name: /^Withdraw:/ }),
    );
    expect(
      within(list).queryByRole('button', { name: /^Grant:/ }),
    ).not.toBeInTheDocument();
    expect(list).toHaveTextContent('somebody else has to decide');
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Withdraw' }),
    );
    await waitFor(() =>
      expect(api.withdrawException).toHaveBeenCalledWith('e1'),
    );
  });

  it('renews what ends, for the group that asked, and shows for whom it was', async () => {
    const requestException = jest.fn(async () => exception);
    const { list } = await open({
      requestException,
      listExceptions: jest.fn(async () => ({
        items: [
          {
            ...exception,
            state: 'approved' as const,
            askedFor: 'group:default/risk',
            allowed: {
              decide: false,
              withdraw: false,
              revoke: false,
              confirm: false,
              renew: true,
            },
          },
        ],
      })),
    });
    await userEvent.click(
      await within(list).findByRole('button', { name: /^Renew: CMP-001/ }),
    );
    expect(list).toHaveTextContent('by engineer for risk');
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByLabelText('Ask as')).toHaveValue(
      'group:default/risk',
    );
    expect(dialog).toHaveTextContent('nobody decides who is in this group');
    await userEvent.type(
      within(dialog).getByLabelText(/Why is it needed/),
      'Not replaced yet',
    );
    await userEvent.type(
      within(dialog).getByLabelText(/lowers the risk/),
      'Two reviewers',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Ask for an exception' }),
    );
    await waitFor(() =>
      expect(requestException).toHaveBeenCalledWith(
        expect.objectContaining({
          entityRefs: ['component:default/fraud-scoring'],
          control: 'CMP-001',
          askedFor: 'group:default/risk',
        }),
      ),
    );
  });

  it('says of each service where its exception stands, and how many are hidden', async () => {
    const entity = (name: string, more: object = {}) => ({
      id: name,
      entityRef: `component:default/${name}`,
      ...more,
    });
    const revoked = {
      revokedBy: 'user:default/lead',
      revokedAt: shifted(NOW, -DAY),
      revocation: 'It runs again',
    };
    const { list, container } = await open({
      listExceptions: jest.fn(async () => ({
        items: [
          {
            ...exception,
            state: 'approved' as const,
            hidden: 2,
            entities: [
              entity('fraud-scoring'),
              entity('ledger-core', revoked),
              entity('card-vault', {
                reconfirmBy: shifted(new Date().toISOString(), 5 * DAY),
              }),
              entity('mobile-app', { reconfirmBy: shifted(NOW, -5 * DAY) }),
            ],
          },
        ],
      })),
    });
    await within(list).findByRole('link', { name: 'fraud-scoring' });
    expect(list).toHaveTextContent(
      /fraud-scoring, ledger-core \(revoked\), card-vault \(waits for its new owners to confirm it, over .*\), mobile-app \(over, its new owners did not confirm it\) and 2 you may not see/,
    );
    expect(list).toHaveTextContent(
      /Revoked by lead for ledger-core .*: It runs again/,
    );
    expect(await axeViolations(container)).toEqual([]);
  });

  it.each([true, false])(
    'offers to confirm what moved to whom the backend lets: %s',
    async confirm => {
      const { list } = await open({
        listExceptions: jest.fn(async () => ({
          items: [
            {
              ...exception,
              state: 'approved' as const,
              entities: [
                {
                  ...exception.entities[0],
                  reconfirmBy: shifted(new Date().toISOString(), 5 * DAY),
                },
              ],
              allowed: {
                decide: false,
                withdraw: false,
                revoke: true,
                confirm,
                renew: false,
              },
            },
          ],
        })),
      });
      await within(list).findByRole('button', { name: /^Revoke:/ });
      expect(
        within(list).queryAllByRole('button', { name: /^Confirm:/ }),
      ).toHaveLength(confirm ? 1 : 0);
    },
  );

  it('says why a request cannot be decided by who does not see all of it', async () => {
    const { list } = await open({
      listExceptions: jest.fn(async () => ({
        items: [
          {
            ...exception,
            hidden: 1,
            allowed: { ...exception.allowed!, decide: false },
          },
        ],
      })),
    });
    await within(list).findByText(/may see all the services that it is for/);
    expect(list).toHaveTextContent('fraud-scoring and one you may not see');
    expect(
      within(list).queryByRole('button', { name: /^Grant:/ }),
    ).not.toBeInTheDocument();
  });

  it('says in the list and in the dialog that the end passed while it waited', async () => {
    const { list } = await open({
      listExceptions: jest.fn(async () => ({
        // The page may be older than the end.
        items: [{ ...exception, until: shifted(NOW, -DAY) }],
      })),
    });
    await userEvent.click(
      await within(list).findByRole('button', { name: /^Grant: CMP-001/ }),
    );
    expect(list).toHaveTextContent('Its end passed while it waited');
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('whoever still needs it asks anew');
    expect(
      within(dialog).getByRole('button', { name: 'Grant' }),
    ).toBeDisabled();
    expect(within(dialog).queryByRole('textbox')).not.toBeInTheDocument();
    expect(await axeViolations(dialog)).toEqual([]);
  });

  it('shows requests that lapsed', async () => {
    const { api, list } = await open({
      listExceptions: jest.fn(async () => ({
        items: [
          {
            ...exception,
            state: 'lapsed' as const,
            until: shifted(NOW, -DAY),
            decidedAt: shifted(NOW, -DAY),
            allowed: { ...exception.allowed!, decide: false },
          },
        ],
      })),
    });
    await userEvent.selectOptions(
      await within(list).findByRole('combobox'),
      'Lapsed',
    );
    expect(
      await within(list).findByText(/Nobody decided before its end/),
    ).toBeInTheDocument();
    expect(api.listExceptions).toHaveBeenLastCalledWith(
      expect.objectContaining({ state: 'lapsed' }),
    );
  });

  it.each<[string, string[], RegExp]>([
    ['whoever decides', [], /^$/],
    [
      'the sponsor',
      ['ai-governance.exception.decide'],
      /You decide from the renewal no\. 3 on/,
    ],
    [
      'everybody else',
      ['ai-governance.exception.decide', 'ai-governance.exception.sponsor'],
      /Deciding needs the permission "ai-governance\.exception\.decide"/,
    ],
  ])('says what deciding takes to %s', async (_, denied, text) => {
    const { list } = await open({}, { denied });
    await within(list).findByRole('link', { name: 'fraud-scoring' });
    await waitFor(() =>
      expect(
        screen
          .queryAllByText(/needs the permission/)
          .map(said => text.test(said.textContent!)),
      ).toEqual(denied.length > 0 ? [true] : []),
    );
  });

  it('says so when there is nothing', async () => {
    const { list } = await open({
      listExceptions: jest.fn(async () => ({ items: [] })),
    });
    await waitFor(() =>
      expect(list).toHaveTextContent(/No exception waits for a decision\./),
    );
  });
});
