import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  auditErasePermission,
  auditReadAllPermission,
  type AuditVerification,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { DAY, NOW, shifted } from '../__testUtils__';
import {
  axeViolations,
  exampleApi,
  refusal,
  renderWithApi,
} from '../__testUtils__/harness';
import { AiGovernancePage } from '../overview';

const entry = {
  seq: 7,
  body: {
    at: shifted(NOW, -DAY),
    actor: 'user:default/approver',
    action: 'exception.approved',
    subject: 'component:default/fraud-scoring',
    before: null,
    after: null,
    details: { control: 'CMP-001', renewal: 1 },
  },
};

const VALID: AuditVerification = {
  valid: true,
  entries: 1200,
  firstSeq: 1,
  lastSeq: 1200,
  checkpoints: 1,
  withheld: { pruned: 2, erased: 0 },
  message: 'fine',
};

async function open(
  part: Parameters<typeof exampleApi>[1] = {},
  options: Parameters<typeof renderWithApi>[2] = {},
) {
  const api = exampleApi(
    {},
    { listAudit: jest.fn(async () => ({ items: [entry] })), ...part },
  );
  const result = await renderWithApi(<AiGovernancePage />, api, {
    path: '/audit',
    ...options,
  });
  return { api, ...result };
}

describe('the audit page', () => {
  it('shows who did what, about what, and leads there', async () => {
    const { container } = await open();
    const table = await screen.findByRole('table', { name: 'Audit log' });
    expect(table).toHaveTextContent('7');
    expect(table).toHaveTextContent('approver');
    expect(table).toHaveTextContent('control: CMP-001; renewal: 1');
    expect(
      within(table).getByRole('link', { name: 'fraud-scoring' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/fraud-scoring/ai-governance',
    );
    expect(await axeViolations(container)).toEqual([]);
  });

  it('keeps its filters in the address', async () => {
    const { api } = await open({}, { path: '/audit?action=exception' });
    await screen.findByRole('table', { name: 'Audit log' });
    expect(api.listAudit).toHaveBeenLastCalledWith({
      action: 'exception',
      limit: 50,
    });
    const person = screen.getByLabelText('By whom');
    await userEvent.type(person, 'user:default/approver{enter}');
    await waitFor(() =>
      expect(api.listAudit).toHaveBeenLastCalledWith({
        action: 'exception',
        actor: 'user:default/approver',
        limit: 50,
      }),
    );
    await userEvent.click(screen.getByRole('button', { name: /^Clear/ }));
    await waitFor(() =>
      expect(api.listAudit).toHaveBeenLastCalledWith({ limit: 50 }),
    );
  });

  it('verifies with progress and says what it found', async () => {
    let end: (found: AuditVerification) => void = () => {};
    await open({
      verifyAudit: jest.fn(async onProgress => {
        onProgress?.(500, 1200);
        return new Promise<AuditVerification>(resolve => {
          end = resolve;
        });
      }),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Verify' }),
    );
    expect(await screen.findByText('500 of 1,200 entries')).toBeInTheDocument();
    expect(screen.getByRole('progressbar')).toHaveAttribute(
      'aria-valuenow',
      '42',
    );
    end(VALID);
    expect(
      await screen.findByText('1,200 entries form one unbroken chain'),
    ).toBeInTheDocument();
    expect(screen.getByText(/1 signature holds.*2 pruned/)).toBeInTheDocument();
  });

  it('names the entry that is broken', async () => {
    await open({
      verifyAudit: jest.fn(async () => ({
        ...VALID,
        valid: false,
        brokenAt: 17,
        fault: 'bodyMismatch' as const,
        message: 'the body of entry 17 was changed',
      })),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Verify' }),
    );
    const alert = await screen.findByText(/Entry 17 does not verify/);
    expect(alert).toHaveTextContent('its body was changed');
  });

  it('exports the span that is filtered by, to those who may', async () => {
    const createObjectURL = jest.fn(() => 'blob:x');
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(() => {});
    Object.assign(URL, { createObjectURL, revokeObjectURL: jest.fn() });
    const { api } = await open(
      { exportAudit: jest.fn(async () => new Blob(['x'])) },
      { path: '/audit?from=2026-01-01' },
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Export this span' }),
    );
    await waitFor(() => expect(createObjectURL).toHaveBeenCalled());
    expect(api.exportAudit).toHaveBeenCalledWith({
      from: '2026-01-01',
      until: undefined,
      gzip: true,
    });
  });

  it('says what is not shown without the whole log, and offers no export', async () => {
    await open({}, { denied: [auditReadAllPermission.name] });
    expect(
      await screen.findByText(/only about entities that you see/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /Export/ }),
    ).not.toBeInTheDocument();
  });

  describe('erasing a person', () => {
    const openDialog = async (eraseFromAudit: jest.Mock) => {
      const { api, container } = await open({ eraseFromAudit });
      await screen.findByRole('table', { name: 'Audit log' });
      await userEvent.click(
        await screen.findByRole('button', { name: 'Erase a person' }),
      );
      const dialog = await screen.findByRole('dialog', {
        name: 'Erase a person from the audit log',
      });
      const fill = async (label: RegExp, text: string) => {
        await userEvent.click(within(dialog).getByLabelText(label));
        await userEvent.paste(text);
      };
      const send = within(dialog).getByRole('button', {
        name: 'Erase for good',
      });
      return { api, container, dialog, fill, send };
    };

    it('says what goes and what stays, takes a reason, and tells what came of it', async () => {
      const { api, container, dialog, fill, send } = await openDialog(
        jest.fn(async () => ({ entries: 1200 })),
      );
      expect(dialog).toHaveTextContent(/becomes "\(erased\)"/);
      expect(dialog).toHaveTextContent(/the log still verifies/);
      expect(dialog).toHaveTextContent(/exports made before/);
      expect(await axeViolations(container)).toEqual([]);
      await fill(/^Whom/, 'user:default/jo');
      expect(send).toBeDisabled();
      await fill(/^Reason/, 'Asked to be forgotten');
      const before = api.listAudit.mock.calls.length;
      await userEvent.click(send);
      expect(
        await screen.findByText(/1,200 entries named user:default\/jo/),
      ).toBeInTheDocument();
      expect(api.eraseFromAudit).toHaveBeenCalledWith({
        person: 'user:default/jo',
        reason: 'Asked to be forgotten',
      });
      // The entries that named them are asked for again.
      await waitFor(() =>
        expect(api.listAudit.mock.calls.length).toBeGreaterThan(before),
      );
      expect(dialog).not.toBeInTheDocument();
    });

    it('says that nobody was named', async () => {
      const { fill, send } = await openDialog(
        jest.fn(async () => ({ entries: 0 })),
      );
      await fill(/^Whom/, 'user:default/nobody');
      await fill(/^Reason/, 'Asked to be forgotten');
      await userEvent.click(send);
      expect(
        await screen.findByText(/No entry names user:default\/nobody/),
      ).toBeInTheDocument();
    });

    it('keeps what was typed where it is refused', async () => {
      const { dialog, fill, send } = await openDialog(
        jest.fn(async () => {
          throw refusal('InputError', 'it may not name the person');
        }),
      );
      await fill(/^Whom/, 'user:default/jo');
      await fill(/^Reason/, 'user:default/jo left');
      await userEvent.click(send);
      expect(await within(dialog).findByRole('alert')).toHaveTextContent(
        'it may not name the person',
      );
      expect(within(dialog).getByLabelText(/^Reason/)).toHaveValue(
        'user:default/jo left',
      );
    });

    it('is offered to nobody else', async () => {
      await open({}, { denied: [auditErasePermission.name] });
      await screen.findByRole('table', { name: 'Audit log' });
      expect(
        await screen.findByRole('button', { name: 'Export' }),
      ).toBeInTheDocument();
      expect(
        screen.queryByRole('button', { name: 'Erase a person' }),
      ).not.toBeInTheDocument();
    });
  });

  it('says which permission is missing, and when there is nothing', async () => {
    await open({
      listAudit: jest.fn(async () => {
        throw Object.assign(new Error('x'), { name: 'NotAllowedError' });
      }),
    });
    expect(
      await screen.findByText(/ai-governance\.audit\.read/),
    ).toBeInTheDocument();
  });
});
