import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ScorecardListItem } from '@plumbline/backstage-plugin-ai-governance-common';
import {
  axeViolations,
  exampleApi,
  renderWithApi,
} from '../__testUtils__/harness';
import { AiGovernancePage } from '../overview';

const item = (name: string, declared: boolean) =>
  ({
    entityRef: `component:default/${name}`,
    kind: 'Component',
    classification: 'confidential',
    classificationDeclared: declared,
    tier: 2,
    controls: [],
  } as unknown as ScorecardListItem);

async function open() {
  const api = exampleApi(
    {},
    {
      listScorecards: jest.fn(async ({ filter }: any) => {
        const items = filter.declared
          ? [item('ledger', true)]
          : [item('alpha', false), item('beta', false)];
        return { items, totalItems: items.length };
      }),
      declareMany: jest.fn(async ({ items }: any) => ({
        items: items.map(({ entityRef }: any) =>
          entityRef.endsWith('alpha')
            ? { entityRef, declared: { inForce: true, pending: [] } }
            : {
                entityRef,
                error: { name: 'NotAllowedError', message: 'Not yours' },
              },
        ),
      })),
    },
  );
  const result = await renderWithApi(<AiGovernancePage />, api, {
    path: '/declare',
  });
  return {
    api,
    ...result,
    list: await screen.findByRole('region', {
      name: 'Declare what is yours',
    }),
  };
}

describe('declaring several at a time', () => {
  it('lists what is not declared first', async () => {
    const { list, api, container } = await open();
    await within(list).findByRole('link', { name: 'ledger' });
    expect(
      within(list)
        .getAllByRole('link')
        .map(link => link.textContent),
    ).toEqual(['alpha', 'beta', 'ledger']);
    expect(list).toHaveTextContent('2 not declared yet');
    expect(api.listScorecards).toHaveBeenCalledTimes(2);
    expect(await axeViolations(container)).toEqual([]);
  });

  it('declares the chosen ones with one request and says what came of each', async () => {
    const { list, api } = await open();
    await userEvent.click(
      await within(list).findByRole('button', {
        name: 'Choose all that are undeclared',
      }),
    );
    const declare = within(list).getByRole('button', {
      name: 'Declare for 2 entities',
    });
    // Thought better of: nothing has to be chosen again.
    await userEvent.click(declare);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Cancel' }),
    );
    await waitFor(() => expect(declare).toHaveFocus());
    await userEvent.click(declare);
    const dialog = await screen.findByRole('dialog');
    const submit = within(dialog).getByRole('button', { name: 'Declare' });
    expect(submit).toBeDisabled();
    await userEvent.click(
      within(dialog).getByRole('radio', { name: /^Internal/ }),
    );
    await userEvent.type(
      within(dialog).getByLabelText(/Why it may be lower/),
      'Internal only',
    );
    await userEvent.click(submit);
    await waitFor(() =>
      expect(api.declareMany).toHaveBeenCalledWith({
        items: ['alpha', 'beta'].map(name => ({
          entityRef: `component:default/${name}`,
          values: { classification: 'internal' },
        })),
        reason: 'Internal only',
      }),
    );
    const results = await screen.findByRole('dialog', {
      name: 'Done for 1 of 2',
    });
    expect(await axeViolations(results)).toEqual([]);
    expect(results).toHaveTextContent(/In force.*alpha/);
    expect(results).toHaveTextContent(/Refused.*beta.*Not yours/);
  });
});
