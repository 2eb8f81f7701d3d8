import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { larkspurServices, NOW } from '../__testUtils__';
import {
  axeViolations,
  exampleApi,
  refusal,
  renderWithApi,
} from '../__testUtils__/harness';
import { EntityAiGovernanceContent } from '../scorecard';

const services = larkspurServices(NOW);

async function openForm(api = exampleApi(services['data-export-jobs'])) {
  await renderWithApi(<EntityAiGovernanceContent />, api, {
    path: '/?declare=1',
  });
  const dialog = await screen.findByRole('dialog', {
    name: 'Declare search-api',
  });
  await within(dialog).findByRole('checkbox', { name: /^Payments/ });
  return { api, dialog, form: within(dialog) };
}

describe('DeclareDialog', () => {
  it('opens from the tab and closes without a trace', async () => {
    await renderWithApi(
      <EntityAiGovernanceContent />,
      exampleApi(services['data-export-jobs']),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Declare' }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Cancel' }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('shows at once what follows and why', async () => {
    const { form, dialog } = await openForm();
    expect(await axeViolations(dialog)).toEqual([]);
    await userEvent.click(form.getByRole('checkbox', { name: /^Payments/ }));
    const follows = within(
      form.getByRole('heading', { name: 'What follows' }).closest('section')!,
    );
    expect(follows.getByText('Restricted')).toBeInTheDocument();
    expect(follows.getByText('now Confidential')).toBeInTheDocument();
    expect(follows.getByText('payments sets restricted')).toBeInTheDocument();
    expect(follows.getByText('Tier 3')).toBeInTheDocument();
    expect(
      follows.getByText('None of the registered tools'),
    ).toBeInTheDocument();
    expect(
      follows.getByText('ai-governance/handles: payments'),
    ).toBeInTheDocument();
    expect(follows.getByText(/Your team may decide this/)).toBeInTheDocument();
  });

  it('says beside a subject what was seen of it and is not declared', async () => {
    const sign = { id: 'payments', kind: 'dependency', path: 'package.json' };
    const { form, dialog } = await openForm(
      exampleApi({
        handles: [
          ...['stripe', 'braintree', 'square', 'plaid'].map(what => ({
            ...sign,
            what,
          })),
          { ...sign, id: 'production-features', what: 'express' },
        ],
      }),
    );
    expect(
      form.getByRole('checkbox', {
        name: /^Payments.*Seen here: braintree in package.json, plaid in package.json, square in package.json, 1 more sign$/,
      }),
    ).not.toBeChecked();
    expect(
      form.getByRole('checkbox', { name: /^Production features/ }),
    ).toBeChecked();
    expect(form.getAllByText(/^Seen here/)).toHaveLength(1);
    expect(await axeViolations(dialog)).toEqual([]);
  });

  it('says who must approve what lowers a protection', async () => {
    const { api, dialog, form } = await openForm(
      exampleApi(services['search-api']),
    );
    const question = within(
      form.getByRole('group', { name: 'Who depends on it?' }),
    );
    expect(form.queryByLabelText(/Why it may be lower/)).toBeNull();
    await userEvent.click(
      question.getByRole('radio', {
        name: /Nobody outside the team.*Tier 1, Low risk.*A change takes: /,
      }),
    );
    expect(form.getByText('This needs approval')).toBeInTheDocument();
    expect(form.getByText(/tier 2 to tier 1/)).toBeInTheDocument();
    const submit = form.getByRole('button', {
      name: 'Declare and ask for approval',
    });
    expect(submit).toBeDisabled();
    await userEvent.type(
      form.getByLabelText(/Why it may be lower/),
      ' A prototype ',
    );
    expect(await axeViolations(dialog)).toEqual([]);
    await userEvent.click(submit);
    expect(api.declareProfile).toHaveBeenCalledWith(
      'component:default/search-api',
      expect.objectContaining({ tier: 1 }),
      'A prototype',
    );
  });

  it('declares what was answered and nothing else', async () => {
    const { api, form } = await openForm();
    await userEvent.click(
      form.getByRole('checkbox', { name: /^Infrastructure/ }),
    );
    await userEvent.click(form.getByRole('radio', { name: /^Internal/ }));
    await userEvent.click(form.getByRole('radio', { name: 'These' }));
    await userEvent.click(form.getByRole('button', { name: 'Declare' }));
    expect(api.declareProfile).toHaveBeenCalledWith(
      'component:default/search-api',
      { classification: 'internal', handles: ['infrastructure'] },
    );
    expect(
      await form.findByText('Declared. It is in force now.'),
    ).toBeInTheDocument();
    expect(api.getScorecard.mock.calls.length).toBeGreaterThan(1);
  });

  it('carries the assistants', async () => {
    const { api, form } = await openForm();
    await userEvent.click(form.getByRole('radio', { name: 'These' }));
    await userEvent.click(form.getByRole('checkbox', { name: 'Cursor' }));
    await userEvent.click(form.getByRole('button', { name: 'Declare' }));
    expect(api.declareProfile).toHaveBeenCalledWith(expect.any(String), {
      aiUse: ['cursor'],
    });
  });

  it('keeps the answers when saving fails', async () => {
    const { form } = await openForm(
      exampleApi(services['data-export-jobs'], {
        declareProfile: jest.fn(async () => {
          throw refusal('InputError', 'Tier 7 does not exist');
        }),
      }),
    );
    const payments = form.getByRole('checkbox', { name: /^Payments/ });
    await userEvent.click(payments);
    await userEvent.click(form.getByRole('button', { name: 'Declare' }));
    expect(
      await form.findByText('It was not saved: Tier 7 does not exist'),
    ).toBeInTheDocument();
    expect(payments).toBeChecked();
  });
});
