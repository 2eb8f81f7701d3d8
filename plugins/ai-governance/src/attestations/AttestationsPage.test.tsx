import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  defaultFramework,
  type AttestationResponse,
  type CheckAnswer,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { DAY } from '../__testUtils__';
import {
  axeViolations,
  exampleApi,
  renderWithApi,
} from '../__testUtils__/harness';
import { AiGovernancePage } from '../overview';

const inDays = (days: number) =>
  new Date(Date.now() + days * DAY).toISOString();

const attestation = (
  check: string,
  part: Partial<AttestationResponse>,
): AttestationResponse => ({
  id: `a-${check}`,
  check,
  subject: 'organization',
  statement: 'In place.',
  link: 'https://wiki.example.com/x',
  by: 'user:default/lead',
  confirmedBy: 'user:default/approver',
  from: inDays(-20),
  validUntil: inDays(70),
  state: 'inForce',
  ...part,
});

const items = [
  attestation('TM-002.process', {}),
  attestation('DP-002.monitoring', {
    by: 'user:default/deputy',
    validUntil: inDays(9),
  }),
  attestation('OPS-002.playbook', {
    confirmedBy: undefined,
    state: 'awaitingConfirmation',
    allowed: { confirm: true },
  }),
];

/** The same for somebody who could not be the second person. */
const unconfirmable = items.map(item => ({
  ...item,
  ...(item.allowed && { allowed: { confirm: false } }),
}));

const answers: CheckAnswer[] = [
  {
    check: 'TM-001.asset-inventory',
    outcome: 'fail',
    summary: '2 of 40 machines run a tool that is not in the registry',
    source: 'import:asset-inventory:edr',
    observedAt: inDays(-3),
    validUntil: inDays(28),
  },
  {
    check: 'TM-002.process',
    outcome: 'pass',
    summary: 'In place.',
    source: 'attestation:a-TM-002.process',
  },
  { check: 'DP-002.egress-report', outcome: 'unknown', summary: 'Never seen' },
];

/** What the reader's roles let them attest. */
const every = [
  ...defaultFramework.controls
    .flatMap(({ parts }) => parts)
    .filter(({ scope }) => scope === 'organization')
    .flatMap(({ checks }) => checks),
  ...defaultFramework.levels.flatMap(({ characteristics }) =>
    characteristics.flatMap(({ check }) => check ?? []),
  ),
].map(({ id }) => id);

async function open(
  options: Parameters<typeof renderWithApi>[2] & {
    attest?: string[];
    others?: AttestationResponse[];
  } = {},
) {
  const { attest = every, others = items } = options;
  const api = exampleApi(
    {},
    {
      listAttestations: jest.fn(async () => ({
        items: others,
        answers,
        allowed: { attest },
        confirmers: ['governance-committee', 'auditors'],
      })),
      approveAttestation: jest.fn(async () => items[2]),
      rejectAttestation: jest.fn(async () => items[2]),
      revokeAttestation: jest.fn(async () => items[0]),
      createAttestation: jest.fn(async () => items[0]),
    },
  );
  const result = await renderWithApi(<AiGovernancePage />, api, {
    path: '/attestations',
    ...options,
  });
  const list = await screen.findByRole('region', {
    name: "The organization's attestations",
  });
  await within(list).findAllByRole('button', { expanded: false });
  return { api, list, ...result };
}

describe('the attestations of the organization', () => {
  it('lists what needs somebody first, with its state in words', async () => {
    const { list, container } = await open();
    const rows = within(list).getAllByRole('button', { expanded: false });
    expect(rows[0]).toHaveTextContent(/Waits for a second person/);
    expect(rows[0]).toHaveTextContent(/OPS-002/);
    expect(rows[1]).toHaveTextContent(/Never attested/);
    expect(rows[rows.length - 1]).toHaveTextContent(/TM-002.*In force/);
    const position = (text: RegExp) =>
      rows.findIndex(row => text.test(row.textContent!));
    const lapsing = position(/DP-002.*Lapses soon.*lapses/);
    const optional = position(/Monthly egress report.*May be attested/);
    expect(lapsing).toBeGreaterThan(1);
    // What an import answers says so, with what it says, and asks nobody.
    const answered = position(/Answered otherwise.*asset inventory.*edr/i);
    expect(answered).toBeGreaterThan(optional);
    await userEvent.click(rows[answered]);
    expect(list).toHaveTextContent(
      /2 of 40 machines run a tool that is not in the registry/,
    );
    expect(list).toHaveTextContent(/Attested by people in the role: .+\./);
    expect(
      within(list).queryByRole('button', {
        name: /^Attest: .*asset inventory/i,
      }),
    ).not.toBeInTheDocument();
    expect(optional).toBeGreaterThan(lapsing);
    expect(within(list).getByText(/^2 of \d+ in force$/)).toBeInTheDocument();
    expect(await axeViolations(container)).toEqual([]);
  });

  it('is filtered by state and by name', async () => {
    const { list } = await open();
    await userEvent.selectOptions(
      within(list).getByLabelText('State'),
      'lapsing',
    );
    expect(
      within(list).getAllByRole('button', { expanded: false }),
    ).toHaveLength(1);
    await userEvent.selectOptions(within(list).getByLabelText('State'), '');
    await userEvent.type(
      within(list).getByLabelText('Filter by check or control'),
      'TM-002.process',
    );
    await waitFor(() =>
      expect(
        within(list).getAllByRole('button', { expanded: false }),
      ).toHaveLength(1),
    );
  });

  it('is confirmed by a second person', async () => {
    const { api, list } = await open({ me: 'user:default/approver' });
    await userEvent.click(
      await within(list).findByRole('button', { name: /^Confirm:/ }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('In place.');
    await userEvent.type(within(dialog).getByLabelText(/^Reason/), 'Read it');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Confirm' }),
    );
    await waitFor(() =>
      expect(api.approveAttestation).toHaveBeenCalledWith(
        'a-OPS-002.playbook',
        { reason: 'Read it' },
      ),
    );
  });

  it('is never confirmed by who gave it', async () => {
    const { list } = await open({
      me: 'user:default/lead',
      others: unconfirmable,
    });
    await userEvent.click(
      within(list).getByRole('button', { name: /Waits for a second person/ }),
    );
    expect(
      await within(list).findByText(
        'You gave it: somebody else has to confirm.',
      ),
    ).toBeInTheDocument();
    expect(
      within(list).queryByRole('button', { name: /^Confirm:/ }),
    ).not.toBeInTheDocument();
  });

  it('says in whose hands it is to those who could not confirm it', async () => {
    const { list, container } = await open({
      me: 'user:default/somebody',
      others: unconfirmable,
    });
    const row = within(list)
      .getByRole('button', { name: /Waits for a second person/ })
      .closest('li')!;
    expect(row).toHaveTextContent(
      'Waits for AI code governance committee, auditors.',
    );
    expect(
      within(row).queryByRole('button', { name: /^(Confirm|Refuse):/ }),
    ).not.toBeInTheDocument();
    expect(await axeViolations(container)).toEqual([]);
  });

  it('is renewed with each wanted piece of evidence', async () => {
    const { api, list } = await open();
    await userEvent.click(
      within(list).getByRole('button', { name: /^Renew:/ }),
    );
    const dialog = await screen.findByRole('dialog', { name: /^Attest:/ });
    const send = within(dialog).getByRole('button', {
      name: 'Attest and ask for confirmation',
    });
    expect(dialog).toHaveTextContent('"ai-governance.attestation.confirm"');
    expect(send).toBeDisabled();
    const wanted = within(
      within(dialog).getByRole('group', { name: 'Evidence wanted' }),
    ).getAllByRole('textbox');
    for (const [position, field] of wanted.entries()) {
      await userEvent.type(
        field,
        position === 0 ? 'https://example.com/1' : 'a'.repeat(64),
      );
    }
    expect(send).toBeEnabled();
    await userEvent.click(send);
    await waitFor(() => expect(api.createAttestation).toHaveBeenCalled());
    expect(jest.mocked(api.createAttestation).mock.calls[0][0]).toMatchObject({
      check: 'DP-002.monitoring',
      subject: 'organization',
      statement: 'In place.',
      items: expect.arrayContaining([
        expect.objectContaining({ link: 'https://example.com/1' }),
      ]),
    });
  });

  it('offers only what falls to the reader, and says whose the rest is', async () => {
    const { list } = await open({ attest: ['OPS-001.curriculum'] });
    const offered = within(list).getAllByRole('button', {
      name: /^(Attest|Renew):/,
    });
    expect(offered).toHaveLength(1);
    expect(offered[0]).toHaveAccessibleName(/^Attest: .*curriculum/i);
    const lapsing = within(list)
      .getByRole('button', { name: /DP-002.*Lapses soon/ })
      .closest('li')!;
    expect(lapsing).toHaveTextContent('For Security and compliance');
  });

  it('says which permission is missing, and offers nothing then', async () => {
    const { list } = await open({
      denied: ['ai-governance.attestation.create'],
      others: unconfirmable,
    });
    expect(
      await screen.findByText(/"ai-governance.attestation.create"/),
    ).toBeInTheDocument();
    expect(
      within(list).queryByRole('button', { name: /^(Attest|Renew|Confirm):/ }),
    ).not.toBeInTheDocument();
  });

  it('is revoked after saying what that does', async () => {
    const { api, list } = await open();
    await userEvent.click(
      within(list).getByRole('button', { name: /TM-002.*In force/ }),
    );
    await userEvent.click(
      within(list).getByRole('button', { name: /^Revoke:/ }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent(/levels that rest on it fall at once/);
    const send = within(dialog).getByRole('button', { name: 'Revoke' });
    expect(send).toBeDisabled();
    await userEvent.type(within(dialog).getByLabelText(/^Reason/), 'Not kept');
    await userEvent.click(send);
    await waitFor(() =>
      expect(api.revokeAttestation).toHaveBeenCalledWith('a-TM-002.process', {
        reason: 'Not kept',
      }),
    );
  });

  it('is revoked by who gave it and by who it falls to alone', async () => {
    const { list } = await open({ attest: [], me: 'user:default/lead' });
    const opened = async (name: RegExp) => {
      const row = within(list).getByRole('button', { name });
      await userEvent.click(row);
      return row.closest('li')!;
    };
    const own = await opened(/TM-002.*In force/);
    expect(
      within(own).getByRole('button', { name: /^Revoke:/ }),
    ).toBeInTheDocument();
    const others = await opened(/DP-002.*Lapses soon/);
    expect(
      within(others).queryByRole('button', { name: /^Revoke:/ }),
    ).not.toBeInTheDocument();
  });

  it('is refused with a reason by the second person', async () => {
    const { api, list } = await open();
    await userEvent.click(
      within(list).getByRole('button', { name: /^Refuse:/ }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Refuse the attestation',
    });
    const send = within(dialog).getByRole('button', { name: 'Refuse' });
    expect(send).toBeDisabled();
    await userEvent.type(within(dialog).getByLabelText(/^Reason/), 'Too old');
    await userEvent.click(send);
    await waitFor(() =>
      expect(api.rejectAttestation).toHaveBeenCalledWith('a-OPS-002.playbook', {
        reason: 'Too old',
      }),
    );
  });

  it('shows what was refused or revoked, by whom and why', async () => {
    const { list, container } = await open({
      others: [
        attestation('TM-002.process', {}),
        attestation('TM-002.process', {
          id: 'renewal',
          confirmedBy: undefined,
          from: inDays(-2),
          state: 'rejected',
          endedBy: 'user:default/hanna',
          endedAt: inDays(-1),
          endedReason: 'Another process',
        }),
        attestation('OPS-002.playbook', {
          confirmedBy: undefined,
          state: 'rejected',
          endedBy: 'user:default/hanna',
          endedAt: inDays(-1),
          endedReason: 'Of last year',
        }),
        attestation('DP-002.monitoring', {
          state: 'revoked',
          endedBy: 'user:default/hanna',
          endedAt: inDays(-1),
          endedReason: 'Nobody watches',
        }),
      ],
    });
    for (const [row, text] of [
      [/TM-002.*In force/, /refused by hanna.*Another process/],
      [/OPS-002.*Refused/, /refused by hanna.*Of last year/],
      [/DP-002.*Ended/, /revoked by hanna.*Nobody watches/],
    ] as const) {
      const button = within(list).getByRole('button', { name: row });
      await userEvent.click(button);
      expect(button.closest('li')).toHaveTextContent(text);
    }
    expect(await axeViolations(container)).toEqual([]);
  });
});
