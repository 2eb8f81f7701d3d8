import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  exampleListItem,
  exampleScorecard,
  larkspurServices,
  NOW,
} from '../__testUtils__';
import {
  axeViolations,
  exampleApi,
  renderWithApi,
} from '../__testUtils__/harness';
import { AiGovernancePage } from '../overview';

const items = ['checkout-api', 'search-api'].map(name =>
  exampleListItem(
    exampleScorecard({
      ...larkspurServices(NOW)[name],
      ref: `component:default/${name}`,
    }),
  ),
);

const open = (denied: string[] = []) => {
  const api = exampleApi(
    {},
    {
      listScorecards: jest.fn(async () => ({ items, totalItems: 2 })),
      attestMany: jest.fn(async () => ({
        items: [
          {
            subject: 'component:default/checkout-api',
            attestation: {} as any,
          },
          {
            subject: 'component:default/search-api',
            error: { name: 'InputError', message: 'It cannot be attested' },
          },
        ],
      })),
    },
  );
  return renderWithApi(<AiGovernancePage />, api, { denied }).then(result => ({
    api,
    ...result,
  }));
};

describe('attesting for several entities', () => {
  it('chooses entities and a check, and says what became of each', async () => {
    const { api, container } = await open();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Choose several' }),
    );
    await userEvent.click(
      await screen.findByRole('checkbox', { name: 'Choose checkout-api' }),
    );
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'Choose search-api' }),
    );
    expect(screen.getByText('2 entities chosen')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Plan for these' }),
    ).toHaveAttribute(
      'href',
      `/governance/push-next?${new URLSearchParams({
        refs: 'component:default/checkout-api,component:default/search-api',
      })}`,
    );
    expect(await axeViolations(container)).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Attest' }));
    const which = await screen.findByRole('dialog');
    await userEvent.selectOptions(
      within(which).getByLabelText(/^Check/),
      'SEC-001.scanner',
    );
    await userEvent.click(within(which).getByRole('button', { name: 'Next' }));
    const dialog = await screen.findByRole('dialog', { name: /^Attest:/ });
    expect(dialog).toHaveTextContent('checkout-api, search-api');
    await userEvent.type(
      within(dialog).getByLabelText(/^Statement/),
      'Scanned by hand',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Attest' }),
    );
    await waitFor(() =>
      expect(api.attestMany).toHaveBeenCalledWith({
        check: 'SEC-001.scanner',
        statement: 'Scanned by hand',
        subjects: [
          'component:default/checkout-api',
          'component:default/search-api',
        ],
      }),
    );
    expect(await screen.findByText('Done for 1 of 2')).toBeInTheDocument();
    expect(screen.getByText('It cannot be attested')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Close' }));
    expect(
      await screen.findByRole('button', { name: 'Choose several' }),
    ).toBeInTheDocument();
  });

  it.each(['Attest', 'Declare', 'Ask for an exception'])(
    'keeps what was chosen when somebody takes a step back from: %s',
    async act => {
      const { api } = await open();
      await userEvent.click(
        await screen.findByRole('button', { name: 'Choose several' }),
      );
      await userEvent.click(
        await screen.findByRole('checkbox', { name: 'Choose search-api' }),
      );
      await userEvent.click(screen.getByRole('button', { name: act }));
      const dialog = await screen.findByRole('dialog');
      await userEvent.click(
        within(dialog).getByRole('button', { name: 'Cancel' }),
      );
      await waitFor(() => expect(dialog).not.toBeInTheDocument());
      expect(
        screen.getByRole('checkbox', { name: 'Choose search-api' }),
      ).toBeChecked();
      expect(screen.getByText('1 entity chosen')).toBeInTheDocument();
      expect(api.listScorecards).toHaveBeenCalledTimes(1);
    },
  );

  it('drops what was chosen once exceptions were asked for', async () => {
    const { api } = await open();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Choose several' }),
    );
    await userEvent.click(
      await screen.findByRole('checkbox', { name: 'Choose search-api' }),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Ask for an exception' }),
    );
    const which = await screen.findByRole('dialog');
    await userEvent.selectOptions(
      within(which).getByLabelText(/^Control/),
      'SEC-001',
    );
    await userEvent.click(within(which).getByRole('button', { name: 'Next' }));
    const dialog = await screen.findByRole('dialog', { name: /SEC-001/ });
    for (const field of within(dialog).getAllByRole('textbox')) {
      await userEvent.type(field, 'Moved away');
    }
    await userEvent.click(within(dialog).getByRole('button', { name: /^Ask/ }));
    await waitFor(() => expect(api.requestException).toHaveBeenCalled());
    expect(
      await screen.findByRole('button', { name: 'Choose several' }),
    ).toBeInTheDocument();
  });

  it('offers no entity that may not be attested', async () => {
    await open(['ai-governance.attestation.entity']);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Choose several' }),
    );
    expect(
      await screen.findByText(/Only those you may attest/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('checkbox')).not.toBeInTheDocument();
  });
});
