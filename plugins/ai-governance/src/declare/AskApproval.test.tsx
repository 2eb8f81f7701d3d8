import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  ProfileConflict,
  ProfileResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import {
  axeViolations,
  exampleApi,
  renderWithApi,
} from '../__testUtils__/harness';
import { AskApproval, pendingOf } from './AskApproval';

const REF = 'component:default/search-api';

const conflicts: ProfileConflict[] = [
  {
    field: 'classification',
    kind: 'awaitingApproval',
    message: 'restricted was in force before; lowering it needs an approval',
    values: [],
  },
  {
    field: 'tier',
    kind: 'awaitingApproval',
    message: 'The declaration of tier 3 was removed',
    values: [],
  },
];

const pending = {
  id: 'd1',
  by: 'user:default/ada',
  values: { tier: 1 },
  approverRole: 'security-compliance',
  lowerings: [{ field: 'tier', from: 'tier 3', to: 'tier 1', reason: 'x' }],
};

const profile = (overrides: object = {}) =>
  ({
    descriptor: {
      values: { classification: 'internal', adoptionStage: 'pilot' },
      invalid: [],
    },
    portal: {
      values: { tier: 3, aiUse: 'none' },
      by: 'user:default/ada',
      at: '2026-11-20T09:00:00.000Z',
    },
    pending: [],
    allowed: { declare: true },
    ...overrides,
  } as unknown as ProfileResponse);

async function open(current: ProfileResponse, inForce = false) {
  const onDone = jest.fn(async () => {});
  const api = exampleApi(
    {},
    { declareProfile: jest.fn(async () => ({ ...current, inForce })) },
  );
  const { container } = await renderWithApi(
    <AskApproval
      entityRef={REF}
      conflicts={conflicts}
      current={current}
      onDone={onDone}
    />,
    api,
  );
  return { api, onDone, container };
}

async function send() {
  await userEvent.click(
    screen.getByRole('button', { name: 'Ask for approval' }),
  );
  const dialog = await screen.findByRole('dialog');
  expect(await axeViolations(dialog)).toEqual([]);
  const button = within(dialog).getByRole('button', {
    name: 'Ask for approval',
  });
  expect(button).toBeDisabled();
  await userEvent.type(
    within(dialog).getByRole('textbox'),
    'No cards any more',
  );
  await userEvent.click(button);
  return dialog;
}

describe('what a file lowers', () => {
  it('is asked for with what the file says, a removed value as none', async () => {
    const { api, onDone } = await open(profile());
    const dialog = await send();
    expect(dialog).toHaveTextContent('restricted was in force before');
    await waitFor(() => expect(onDone).toHaveBeenCalledTimes(1));
    // What the file and the portal say of other fields stays where it is.
    expect(api.declareProfile).toHaveBeenCalledWith(
      REF,
      { aiUse: 'none', classification: 'internal' },
      'No cards any more',
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('takes along what waits already', async () => {
    const { api } = await open(profile({ pending: [pending] }));
    await send();
    await waitFor(() =>
      expect(api.declareProfile).toHaveBeenCalledWith(
        REF,
        { aiUse: 'none', classification: 'internal', tier: 1 },
        'No cards any more',
      ),
    );
  });

  it('says so where nothing waits after all', async () => {
    await open(profile(), true);
    const dialog = await send();
    expect(
      await within(dialog).findByText(/Nothing waits for an approval/),
    ).toBeInTheDocument();
  });

  it.each([
    ['who may not declare', { allowed: { declare: false } }],
    [
      'what waits already',
      {
        pending: [
          {
            ...pending,
            lowerings: [
              ...pending.lowerings,
              { field: 'classification', from: 'x', to: null, reason: 'y' },
            ],
          },
        ],
      },
    ],
  ])('is nothing to ask for by %s', async (_, overrides) => {
    await open(profile(overrides));
    expect(
      screen.queryByRole('button', { name: 'Ask for approval' }),
    ).not.toBeInTheDocument();
  });

  it('waits where a pending declaration is about the same field', () => {
    const [classification, tier] = conflicts;
    expect(pendingOf(tier, [pending as never])).toBe(pending);
    expect(pendingOf(classification, [pending as never])).toBeUndefined();
    expect(
      pendingOf({ ...tier, kind: 'disagreement' }, [pending as never]),
    ).toBeUndefined();
  });
});
