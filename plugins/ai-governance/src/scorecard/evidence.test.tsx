import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { withoutPlaces } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  CheckResult,
  DisputeResponse,
  Scorecard,
  ScorecardResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import {
  DAY,
  exampleCollection,
  exampleHistory,
  exampleResponse,
  larkspurServices,
  NOW,
  shifted,
} from '../__testUtils__';
import {
  axeViolations,
  exampleApi,
  refusal,
  renderWithApi,
} from '../__testUtils__/harness';
import { EntityAiGovernanceContent } from './EntityAiGovernanceContent';

const searchApi = larkspurServices(NOW)['search-api'];

function changed(
  scorecard: Scorecard,
  check: string,
  part: Partial<CheckResult>,
): Scorecard {
  return {
    ...scorecard,
    controls: scorecard.controls.map(control => ({
      ...control,
      parts: control.parts.map(p => ({
        ...p,
        checks: p.checks.map(result =>
          result.check === check ? { ...result, ...part } : result,
        ),
      })),
    })),
  };
}

function responseWith(
  check: string,
  part: Partial<CheckResult>,
  rest: Partial<ScorecardResponse> = {},
): ScorecardResponse {
  const response = exampleResponse(searchApi);
  return {
    ...response,
    scorecard: changed(response.scorecard!, check, part),
    ...rest,
  };
}

const openDispute: DisputeResponse = {
  id: 'dispute-1',
  entityRef: 'component:default/search-api',
  check: 'SEC-002.instructions',
  fingerprint: 'f1',
  finding: { summary: 'hidden characters' },
  reason: 'They are a byte order mark',
  by: 'user:default/engineer',
  at: shifted(NOW, -DAY),
  state: 'open',
};

async function open(
  api: ReturnType<typeof exampleApi>,
  control: RegExp,
  options: Parameters<typeof renderWithApi>[2] = {},
) {
  const result = await renderWithApi(
    <EntityAiGovernanceContent />,
    api,
    options,
  );
  const controls = await screen.findByRole('region', { name: 'All controls' });
  await userEvent.click(
    within(controls).getByRole('button', { name: control }),
  );
  return { controls, ...result };
}

const answering = (response: ScorecardResponse) =>
  exampleApi(searchApi, { getScorecard: jest.fn(async () => response) });

describe('evidence of a check', () => {
  it('says who saw what, when, by which version, under which framework', async () => {
    const { controls, container } = await open(
      exampleApi(searchApi, {
        getHistory: jest.fn(async () => ({
          ...exampleHistory(),
          since: { 'SEC-002': shifted(NOW, -2 * DAY) },
        })),
      }),
      /^Gap.*SEC-002/,
    );
    const facts = within(controls).getAllByRole('list', {
      name: 'Who saw it, when and where',
    })[0];
    expect(facts).toHaveTextContent('Repository scan');
    expect(facts).toHaveTextContent('repository, version 1');
    expect(facts).toHaveTextContent(/Seen/);
    expect(facts).toHaveTextContent(/Confirmed/);
    expect(
      within(facts).getByRole('link', { name: /^Evidence/ }),
    ).toHaveAttribute(
      'href',
      'https://github.com/larkspur-pay/search-api/actions',
    );
    expect(controls).toHaveTextContent(/Failing since/);
    expect(controls).toHaveTextContent(/Judged under framework \d/);
    expect(await axeViolations(container)).toEqual([]);
  });

  it('keeps the last good evidence with its age beside the error', async () => {
    const { controls } = await open(
      answering(
        responseWith('SEC-001.scanner', {
          collectorError: 'github.com answered 503',
        }),
      ),
      /^Met.*SEC-001/,
    );
    const note = within(controls).getByRole('note');
    expect(note).toHaveTextContent(
      /A newer look failed: github.com answered 503\. What is shown is the last good evidence, seen/,
    );
    expect(note.querySelector('time')).not.toBeNull();
  });

  it('says in words what is left out and what only warns', async () => {
    const { controls } = await open(
      answering(
        responseWith(
          'SEC-002.instructions',
          { suppressed: 2, warning: true, outcome: 'notApplicable' },
          {
            disputes: [
              {
                ...openDispute,
                state: 'accepted',
                decision: 'A byte order mark is harmless',
                decidedBy: 'user:default/approver',
                until: shifted(NOW, 30 * DAY),
              },
            ],
          },
        ),
      ),
      /^Gap.*SEC-002/,
    );
    expect(within(controls).getByText('Only warns')).toBeInTheDocument();
    expect(controls).toHaveTextContent(
      '2 findings are left out, because disputes of them were accepted.',
    );
    expect(controls).toHaveTextContent(
      'A byte order mark is harmless (decided by approver); this ends',
    );
    expect(controls).toHaveTextContent(/found wrong too often/);
  });
});

describe('disputing in place', () => {
  it('takes a reason, sends the fingerprint, and shows that it waits', async () => {
    const getScorecard = jest
      .fn<Promise<ScorecardResponse>, [string]>()
      .mockResolvedValueOnce(exampleResponse(searchApi))
      .mockResolvedValue(
        exampleResponse(searchApi, { disputes: [openDispute] }),
      );
    const api = exampleApi(searchApi, {
      getScorecard,
      createDispute: jest.fn(async () => openDispute),
    });
    const { controls } = await open(api, /^Gap.*SEC-002/);
    await userEvent.click(
      within(controls).getByRole('button', {
        name: /^Dispute: Three invisible characters/,
      }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Dispute a finding',
    });
    expect(await axeViolations(dialog)).toEqual([]);
    const send = within(dialog).getByRole('button', { name: 'Dispute' });
    expect(send).toBeDisabled();
    await userEvent.type(
      within(dialog).getByLabelText(/Why is it wrong/),
      'They are a byte order mark',
    );
    await userEvent.click(send);
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(api.createDispute).toHaveBeenCalledWith(
      'component:default/search-api',
      {
        check: 'SEC-002.instructions',
        fingerprint: 'f1',
        reason: 'They are a byte order mark',
      },
    );
    expect(
      within(controls).getByText('Disputed, waits for a decision'),
    ).toBeInTheDocument();
    expect(
      within(controls).queryByRole('button', {
        name: /^Dispute: Three invisible/,
      }),
    ).not.toBeInTheDocument();
  });

  it('keeps what was typed when it is refused', async () => {
    const api = exampleApi(searchApi, {
      createDispute: jest.fn(async () => {
        throw refusal('ConflictError', 'This finding is disputed already');
      }),
    });
    const { controls } = await open(api, /^Gap.*SEC-002/);
    await userEvent.click(
      within(controls).getByRole('button', { name: /^Dispute: Three/ }),
    );
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(within(dialog).getByLabelText(/Why/), 'wrong');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Dispute' }),
    );
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'This finding is disputed already',
    );
    expect(within(dialog).getByLabelText(/Why/)).toHaveValue('wrong');
  });

  it('lets its author withdraw it, and nobody else', async () => {
    const answer = (withdraw: boolean) =>
      exampleResponse(searchApi, {
        disputes: [{ ...openDispute, allowed: { withdraw } }],
      });
    const api = exampleApi(searchApi, {
      getScorecard: jest.fn(async () => answer(true)),
      withdrawDispute: jest.fn(async () => openDispute),
    });
    const { controls, unmount } = await open(api, /^Gap.*SEC-002/);
    await userEvent.click(
      await within(controls).findByRole('button', { name: 'Withdraw' }),
    );
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Withdraw' }),
    );
    await waitFor(() =>
      expect(api.withdrawDispute).toHaveBeenCalledWith('dispute-1'),
    );
    unmount();

    const other = await open(answering(answer(false)), /^Gap.*SEC-002/);
    expect(
      within(other.controls).getByText('Disputed, waits for a decision'),
    ).toBeInTheDocument();
    expect(
      within(other.controls).queryByRole('button', { name: 'Withdraw' }),
    ).not.toBeInTheDocument();
  });

  it('says that files and lines are left out for those who may not know them', async () => {
    const told = await open(
      answering(exampleResponse(searchApi)),
      /^Gap.*SEC-002/,
    );
    expect(told.controls).not.toHaveTextContent('Files and lines are shown to');
    cleanup();
    const response = exampleResponse(searchApi);
    const { controls } = await open(
      answering({
        ...response,
        scorecard: withoutPlaces(response.scorecard!),
        allowed: { ...response.allowed, readFindings: false },
      }),
      /^Gap.*SEC-002/,
    );
    expect(controls).toHaveTextContent(
      'Files and lines are shown to owners of this entity, to security and to auditors.',
    );
  });

  it('names the permission that is missing', async () => {
    const { controls } = await open(
      answering(
        exampleResponse(searchApi, {
          allowed: {
            declare: true,
            assess: true,
            dispute: false,
            attest: false,
            requestException: false,
            readFindings: true,
          },
        }),
      ),
      /^Gap.*SEC-002/,
    );
    expect(controls).toHaveTextContent('"ai-governance.dispute.create"');
    expect(
      within(controls).queryByRole('button', { name: /^Dispute/ }),
    ).not.toBeInTheDocument();
  });
});

describe('attesting in place', () => {
  it('asks for statement, link and day where people may answer', async () => {
    const response = {
      ...exampleResponse(searchApi),
      collection: exampleCollection(NOW, { state: 'none' }),
    };
    const api = exampleApi(searchApi, {
      getScorecard: jest.fn(async () => response),
      createAttestation: jest.fn(),
    });
    const { controls } = await open(api, /^Gap.*SEC-002/);
    await userEvent.click(
      await within(controls).findByRole('button', {
        name: /^Attest: .*instructions/i,
      }),
    );
    const dialog = await screen.findByRole('dialog', { name: /^Attest:/ });
    expect(await axeViolations(dialog)).toEqual([]);
    await userEvent.type(
      within(dialog).getByLabelText(/^Statement/),
      'Read by two people',
    );
    await userEvent.type(
      within(dialog).getByLabelText(/^Link/),
      'ftp://example.com/x',
    );
    expect(dialog).toHaveTextContent(/not an address/);
    const send = within(dialog).getByRole('button', { name: 'Attest' });
    expect(send).toBeDisabled();
    await userEvent.clear(within(dialog).getByLabelText(/^Link/));
    await userEvent.type(
      within(dialog).getByLabelText(/^Link/),
      'https://wiki.example.com/review',
    );
    await userEvent.click(send);
    await waitFor(() =>
      expect(api.createAttestation).toHaveBeenCalledWith({
        check: 'SEC-002.instructions',
        subject: 'component:default/search-api',
        statement: 'Read by two people',
        link: 'https://wiki.example.com/review',
      }),
    );
  });

  it('offers the renewal in the last 30 days, with what was said last time', async () => {
    const soon = new Date(Date.now() + 9 * DAY).toISOString();
    const response = responseWith(
      'SEC-001.scanner',
      {
        outcome: 'pass',
        attestation: { id: 'a1', by: 'user:default/engineer' },
        validUntil: soon,
      },
      { collection: exampleCollection(NOW, { state: 'none' }) },
    );
    const api = exampleApi(searchApi, {
      getScorecard: jest.fn(async () => response),
      listAttestations: jest.fn(async () => ({
        items: [
          {
            id: 'a1',
            check: 'SEC-001.scanner',
            subject: 'component:default/search-api',
            statement: 'Scanned by hand each month',
            by: 'user:default/engineer',
            from: NOW,
            validUntil: soon,
            state: 'inForce' as const,
          },
        ],
      })),
    });
    const { controls } = await open(api, /^Met.*SEC-001/);
    await userEvent.click(
      await within(controls).findByRole('button', { name: /^Renew:/ }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByLabelText(/^Statement/)).toHaveValue(
      'Scanned by hand each month',
    );
  });

  it('leads to the page of the organization for what is attested once', async () => {
    const { controls } = await open(exampleApi(searchApi), /^Unknown.*CMP-002/);
    expect(
      within(controls).getAllByRole('link', {
        name: 'Attested once for the organization',
      })[0],
    ).toHaveAttribute('href', '/governance/attestations');
  });
});

describe('history and sources', () => {
  it('answers since when, and shows the scorecard of a moment', async () => {
    const response = exampleResponse(searchApi);
    const since = shifted(NOW, -2 * DAY);
    const api = exampleApi(searchApi, {
      getHistory: jest.fn(async () => ({
        ...exampleHistory(),
        since: { 'SEC-002': since },
      })),
      replayScorecard: jest.fn(async () => ({
        at: since,
        judgedAt: since,
        framework: response.scorecard!.framework,
        exact: true,
        digests: [
          {
            subject: 'component:default/search-api',
            recorded: 'abc',
            replayed: 'abc',
          },
        ],
        scorecard: response.scorecard!,
      })),
    });
    await renderWithApi(<EntityAiGovernanceContent />, api);
    const history = await screen.findByRole('region', { name: 'History' });
    await userEvent.selectOptions(
      within(history).getByLabelText('Control'),
      'SEC-002',
    );
    expect(history).toHaveTextContent(/SEC-002 Gap since/);
    await waitFor(() =>
      expect(api.getHistory).toHaveBeenLastCalledWith(
        'component:default/search-api',
        { control: 'SEC-002', limit: 20 },
      ),
    );
    await userEvent.click(
      within(history).getByRole('button', {
        name: `Show the scorecard of ${since}`,
      }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: /^Scorecard of/,
    });
    expect(
      await within(dialog).findByText('Reproduced exactly'),
    ).toBeInTheDocument();
    expect(dialog).toHaveTextContent(/under framework/);
    await userEvent.click(
      within(dialog).getByRole('button', { name: /^Gap.*SEC-002/ }),
    );
    // What was can only be looked at.
    expect(
      within(dialog).queryByRole('button', { name: /^Dispute/ }),
    ).not.toBeInTheDocument();
    expect(await axeViolations(dialog)).toEqual([]);
  });

  it('names each source with its last look, error and silence', async () => {
    const api = answering(
      exampleResponse(searchApi, {
        collection: exampleCollection(NOW, {
          others: [
            {
              source: 'host:https://github.com/larkspur-pay/search-api',
              kind: 'host',
              url: 'https://github.com/larkspur-pay/search-api',
              state: 'failed',
              lastLookedAt: shifted(NOW, -6 * DAY),
              error: 'The token was refused',
              silentSince: shifted(NOW, -3 * DAY),
              warnings: [],
            },
          ],
          findings: [
            {
              rule: 'source-silent',
              severity: 'medium',
              actor: 'operator',
              source: 'host:https://github.com/larkspur-pay/search-api',
              kind: 'host',
              url: 'https://github.com/larkspur-pay/search-api',
              since: shifted(NOW, -3 * DAY),
              message: 'Nothing was seen of the code host for 3 days',
            },
          ],
        }),
      }),
    );
    const { container } = await renderWithApi(
      <EntityAiGovernanceContent />,
      api,
    );
    const sources = await screen.findByRole('region', {
      name: 'Where this comes from',
    });
    expect(sources).toHaveTextContent(/RepositoryLooked at/);
    expect(sources).toHaveTextContent(/Code hostSilent/);
    expect(sources).toHaveTextContent(/silent since/);
    expect(sources).toHaveTextContent(
      'The last look failed: The token was refused',
    );
    // It is a finding of its own, and not the team's.
    await userEvent.click(
      screen.getByRole('button', {
        name: /^1 point for whoever runs the portal · nothing for you to do/,
      }),
    );
    expect(
      screen.getByText(/Nothing was seen of the code host for 3 days/),
    ).toHaveTextContent("Owner: The portal's operator");
    expect(await axeViolations(container)).toEqual([]);
  });
});
