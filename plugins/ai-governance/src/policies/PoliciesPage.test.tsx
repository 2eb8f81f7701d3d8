import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  defaultFramework,
  type RegisteredTool,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { exampleTools } from '../__testUtils__/organization';
import {
  axeViolations,
  exampleApi,
  refusal,
  renderWithApi,
} from '../__testUtils__/harness';
import { AiGovernancePage } from '../overview';

const [tool] = exampleTools();

const registered = {
  ...tool,
  access: [
    { classification: 'internal', allowed: true, reasons: [] },
    { classification: 'restricted', allowed: false, reasons: ['no'] },
  ],
} as unknown as RegisteredTool;

function open(query = '', part = {}) {
  const api = exampleApi(
    {},
    {
      getTools: jest.fn(async () => ({
        items: [registered],
        unregistered: [],
        seen: [],
        resources: [],
      })),
      ...part,
    },
  );
  return renderWithApi(<AiGovernancePage />, api, {
    path: `/policies${query}`,
  });
}

const entry = (name: string | RegExp) =>
  screen.getByRole('heading', { level: 3, name }).closest('li')!;

describe('the policies', () => {
  it('say every rule of the framework with the controls it is checked by', async () => {
    const { container } = await open();
    const people = await screen.findByRole('region', { name: 'Usage policy' });
    for (const { name, items } of defaultFramework.policies) {
      const policy = within(people)
        .getByRole('heading', { name })
        .closest('li')!;
      for (const { text, controls = [] } of items) {
        const rule = within(policy).getByText(text, { exact: false });
        for (const control of controls) {
          expect(
            within(rule).getByRole('link', { name: control }),
          ).toHaveAttribute(
            'href',
            expect.stringContaining(`control=${control}&status=open`),
          );
        }
      }
    }
    expect(screen.getByRole('region', { name: 'Policies' })).toHaveTextContent(
      `${defaultFramework.name}, Version ${defaultFramework.version}`,
    );
    expect(await axeViolations(container)).toEqual([]);
  });

  it('say which tools may be used with which data, now too', async () => {
    await open();
    await screen.findByRole('region', {
      name: 'Which AI tools with which data',
    });
    await waitFor(() =>
      expect(entry('Internal')).toHaveTextContent(`Now: ${tool.name}`),
    );
    expect(entry('Confidential')).toHaveTextContent(
      'Now: none of the registered tools',
    );
    expect(entry('Restricted')).toHaveTextContent('AI tools: No AI tool.');
    expect(entry('Restricted')).not.toHaveTextContent('Now:');
    expect(
      within(entry('Restricted')).getByRole('link', { name: 'Its services' }),
    ).toHaveAttribute(
      'href',
      expect.stringContaining('classification=restricted'),
    );
  });

  it.each([
    ['?policy=never-in-prompts', 'Never in prompts'],
    ['?classification=confidential', 'Confidential'],
    ['?tier=3', 'Tier 3 High risk'],
    ['?zone=red', 'Red: restricted'],
  ])(
    'come into view with the focus when %s is asked for',
    async (query, name) => {
      await open(query);
      const heading = await screen.findByRole('heading', { level: 3, name });
      await waitFor(() => expect(heading).toHaveFocus());
    },
  );

  it('are reached from the list of them, again and again', async () => {
    await open();
    const jumps = await screen.findByRole('list', {
      name: 'Policies on this page',
    });
    for (const name of ['Audit trail', 'Exceptions', 'Exceptions']) {
      await userEvent.click(within(jumps).getByRole('link', { name }));
      await waitFor(() =>
        expect(screen.getByRole('heading', { level: 3, name })).toHaveFocus(),
      );
    }
  });

  it('say what is missing to those who may not read them', async () => {
    await open('', {
      getFramework: jest.fn(async () => {
        throw refusal('NotAllowedError', 'no');
      }),
    });
    expect(await screen.findByText(/You may not see this/)).toBeInTheDocument();
    expect(
      screen.queryByRole('region', { name: 'Policies' }),
    ).not.toBeInTheDocument();
  });
});
