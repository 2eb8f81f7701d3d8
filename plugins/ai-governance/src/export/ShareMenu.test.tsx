import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { exampleApi, refusal, renderWithApi } from '../__testUtils__/harness';
import { ShareMenu } from './ShareMenu';
import { wholeList } from './wholeList';

const table = (rows: number) => ({
  columns: [{ label: 'Name' }],
  rows: Array.from({ length: rows }, (_, row) => [`service ${row}`]),
});

describe('what is taken out of the portal', () => {
  const saved: Blob[] = [];

  beforeEach(() => {
    saved.length = 0;
    URL.createObjectURL = blob => {
      saved.push(blob as Blob);
      return 'blob:saved';
    };
    URL.revokeObjectURL = () => {};
    HTMLAnchorElement.prototype.click = () => {};
  });

  const take = async (api: ReturnType<typeof exampleApi>, whole?: number) => {
    await renderWithApi(
      <ShareMenu
        name="changes"
        content={{
          asOf: '2026-11-20T12:00:00.000Z',
          table: table(2),
          data: { items: [1, 2] },
          ...(whole && {
            whole: async () => ({ table: table(whole), data: {} }),
          }),
        }}
      />,
      api,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Share' }));
    await userEvent.click(
      screen.getByRole('menuitem', { name: 'Download as CSV' }),
    );
  };

  it('is on the audit log before it is saved, by view and format', async () => {
    const api = exampleApi();
    await take(api);
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(api.noteExport).toHaveBeenCalledWith({
      view: 'changes',
      format: 'csv',
      query: expect.any(String),
      rows: 2,
    });
  });

  it('is everything and not the page that is shown', async () => {
    const api = exampleApi();
    await take(api, 60);
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(api.noteExport).toHaveBeenCalledWith(
      expect.objectContaining({ rows: 60 }),
    );
  });

  it('stays where it is when it cannot be noted', async () => {
    const api = exampleApi(
      {},
      {
        noteExport: async () => {
          throw refusal('Error', 'the log is full');
        },
      },
    );
    await take(api);
    expect(
      await screen.findByText(/Nothing was exported: .*the log is full/),
    ).toBeInTheDocument();
    expect(saved).toHaveLength(0);
  });
});

it('reads a list to its end, and no further', async () => {
  const asked: (string | undefined)[] = [];
  const whole = await wholeList(async cursor => {
    asked.push(cursor);
    const page = Number(cursor ?? 0);
    return {
      to: 'now',
      items: [page],
      nextCursor: page < 3 ? String(page + 1) : undefined,
    };
  });
  expect(whole).toEqual({ to: 'now', items: [0, 1, 2, 3] });
  expect(asked).toEqual([undefined, '1', '2', '3']);
  const stuck = await wholeList(async () => ({ items: [1], nextCursor: 'x' }));
  expect(stuck.items).toEqual([1, 1]);
});
