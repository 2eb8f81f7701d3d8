import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { DAY, NOW, shifted } from '../__testUtils__';
import {
  axeViolations,
  exampleApi,
  refusal,
  renderWithApi,
} from '../__testUtils__/harness';
import { AiGovernancePage } from '../overview';

const record = {
  id: 'i1',
  kind: 'egress-report' as const,
  source: 'egress-proxy',
  asOf: shifted(NOW, -40 * DAY),
  ageDays: 40,
  period: { from: '2026-09-01', to: '2026-09-30' },
  rows: 1234,
  summary: '1 endpoint was not approved',
  digest: 'a',
  importedAt: shifted(NOW, -39 * DAY),
};

async function open(
  part: Parameters<typeof exampleApi>[1] = {},
  denied: string[] = [],
) {
  const api = exampleApi(
    {},
    {
      listImports: jest.fn(async () => ({ items: [record] })),
      listTraining: jest.fn(async () => ({
        items: [
          {
            group: 'group:default/payments',
            sharePercent: 87,
            members: 8,
            trained: 7,
            meanScore: 90,
            nextLapseAt: shifted(NOW, 20 * DAY),
          },
          { group: 'group:default/mobile', sharePercent: 66 },
        ],
        timeZone: 'Europe/Oslo',
      })),
      ...part,
    },
  );
  const result = await renderWithApi(<AiGovernancePage />, api, {
    path: '/data',
    denied,
  });
  return { api, ...result };
}

const csv = (text: string) =>
  new File([text], 'rows.csv', { type: 'text/csv' });

describe('sources that cannot be looked at', () => {
  const failing = {
    source: 'url:https://github.com/larkspur/site',
    kind: 'url' as const,
    url: 'https://github.com/larkspur/site',
    error: 'The code host answered 401 Unauthorized',
    lastSeenAt: shifted(NOW, -6 * DAY),
    attempts: 5,
    entities: ['component:default/site', 'component:default/shop'],
    entityCount: 3,
  };

  it('are listed with error, age and what rests on them, a page at a time', async () => {
    const listFailingSources = jest.fn(
      async ({ cursor }: { cursor?: string }) =>
        cursor
          ? {
              items: [
                {
                  ...failing,
                  kind: 'local' as const,
                  url: '/srv/repositories/never-read',
                  lastSeenAt: undefined,
                  entities: [],
                  entityCount: 0,
                },
              ],
              totalItems: 2,
            }
          : { items: [failing], totalItems: 2, nextCursor: 'second' },
    );
    const { container } = await open({ listFailingSources });
    const region = await screen.findByRole('region', {
      name: 'Sources that cannot be looked at',
    });
    const row = (
      await within(region).findByRole('link', { name: /larkspur.site/ })
    ).closest('tr')!;
    expect(row).toHaveTextContent('The code host answered 401 Unauthorized');
    expect(row).toHaveTextContent(/site, shop and 1 more/);
    expect(region).toHaveTextContent('2 sources');
    expect(await axeViolations(container)).toEqual([]);

    await userEvent.click(within(region).getByRole('button', { name: 'Next' }));
    const second = await within(region).findByText(
      '/srv/repositories/never-read',
    );
    // A folder is no address of this portal.
    expect(second.closest('a')).toBeNull();
    expect(second.closest('tr')).toHaveTextContent('never');
  });

  it('are left out for who may read a part of the organization', async () => {
    await open({
      listFailingSources: jest.fn(async () => {
        throw refusal('NotAllowedError', 'of the whole organization');
      }),
    });
    await screen.findByText('egress-proxy');
    await waitFor(() =>
      expect(
        screen.queryByRole('region', {
          name: 'Sources that cannot be looked at',
        }),
      ).not.toBeInTheDocument(),
    );
  });
});

describe('the page of data', () => {
  it('shows each import with source, age, rows and whether it is overdue', async () => {
    const { container } = await open();
    const imports = await screen.findByRole('region', { name: 'Imports' });
    const row = (await within(imports).findByText('egress-proxy')).closest(
      'tr',
    )!;
    expect(row).toHaveTextContent('Egress report');
    expect(row).toHaveTextContent('2026-09-01 – 2026-09-30');
    expect(row).toHaveTextContent('1,234');
    expect(row).toHaveTextContent('Overdue by 9 d');
    expect(await axeViolations(container)).toEqual([]);
  });

  it('shows training as figures of groups, and none of small ones', async () => {
    await open();
    const training = await screen.findByRole('region', { name: 'Training' });
    const payments = (await within(training).findByText('payments')).closest(
      'tr',
    )!;
    expect(payments).toHaveTextContent(/87 %.*7 of 8.*90/);
    expect(
      within(training).getByText('mobile').closest('tr'),
    ).toHaveTextContent(/66 %.*fewer than 5/);
    expect(training).toHaveTextContent('Europe/Oslo');
  });

  it('says what became of each uploaded row', async () => {
    const { api } = await open({
      uploadTraining: jest.fn(async () => ({
        rows: 3,
        accepted: 1,
        changed: 1,
        unknownPeople: [{ line: 3, person: 'nobody@example.com' }],
        unknownPeopleCount: 1,
        rejected: [{ line: 4, reason: "there is no course 'x'" }],
        rejectedCount: 1,
      })),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Upload completions' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(await axeViolations(dialog)).toEqual([]);
    await userEvent.upload(
      within(dialog).getByLabelText('CSV file'),
      csv('person,course,completed_on\n'),
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Upload' }),
    );
    expect(
      await within(dialog).findByText(/1 of 3 rows were taken/),
    ).toBeInTheDocument();
    expect(api.uploadTraining).toHaveBeenCalledWith(
      'person,course,completed_on\n',
    );
    expect(dialog).toHaveTextContent("Line 4: there is no course 'x'");
    expect(dialog).toHaveTextContent('Line 3: nobody@example.com');
  });

  it('imports a report with its period, and shows what is wrong with a file', async () => {
    const takeImport = jest
      .fn()
      .mockRejectedValueOnce(
        refusal(
          'InputError',
          '1 of 2 rows are wrong:\nline 3: count is no number',
        ),
      )
      .mockResolvedValueOnce({
        ...record,
        written: true,
        inForce: true,
        notFound: ['component:default/gone'],
      });
    await open({ takeImport });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Import a file' }),
    );
    const dialog = await screen.findByRole('dialog');
    await userEvent.selectOptions(
      within(dialog).getByLabelText('Kind'),
      'egress-report',
    );
    await userEvent.type(within(dialog).getByLabelText(/^Source/), 'proxy');
    await userEvent.type(
      within(dialog).getByLabelText(/^First day/),
      '2026-10-01',
    );
    await userEvent.type(
      within(dialog).getByLabelText(/^Last day/),
      '2026-10-31',
    );
    const send = within(dialog).getByRole('button', { name: 'Upload' });
    expect(send).toBeDisabled();
    await userEvent.upload(
      within(dialog).getByLabelText('CSV file'),
      csv('count\n1\n'),
    );
    await userEvent.click(send);
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      /line 3: count is no number/,
    );
    await userEvent.click(send);
    await waitFor(() =>
      expect(dialog).toHaveTextContent('component:default/gone'),
    );
    expect(takeImport).toHaveBeenLastCalledWith(
      'egress-report',
      {
        source: 'proxy',
        asOf: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        from: '2026-10-01',
        to: '2026-10-31',
      },
      'count\n1\n',
    );
  });

  it('names the permissions that are missing', async () => {
    await open(
      {
        listTraining: jest.fn(async () => {
          throw refusal('NotAllowedError', 'no');
        }),
      },
      ['ai-governance.import.create', 'ai-governance.training.upload'],
    );
    expect(
      await screen.findByText(/"ai-governance.import.create"/),
    ).toBeInTheDocument();
    expect(
      await screen.findByText(/"ai-governance.training.upload"/),
    ).toBeInTheDocument();
    expect(
      await screen.findByText(/"ai-governance.training.read"/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Import a file' }),
    ).not.toBeInTheDocument();
  });
});
