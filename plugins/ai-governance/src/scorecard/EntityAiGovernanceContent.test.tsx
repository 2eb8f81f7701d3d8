import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  CollectionState,
  DeclarationResponse,
  ScorecardResponse,
  SourceState,
} from '@plumbline/backstage-plugin-ai-governance-common';
import {
  exampleCollection,
  exampleProfileResponse,
  exampleResponse,
  larkspurServices,
  NOW,
  exampleHistory,
  shifted,
  DAY,
} from '../__testUtils__';
import {
  exampleProgramme,
  axeViolations,
  exampleApi,
  refusal,
  renderWithApi,
} from '../__testUtils__/harness';
import { EntityAiGovernanceContent } from './EntityAiGovernanceContent';

jest.mock('./timing', () => ({
  POLL: 1,
  PATIENCE: 60_000,
  SLOW_POLL: 1,
  FOLLOW_UPS: [],
}));

const services = larkspurServices(NOW);

const answering = (
  response: ScorecardResponse,
  options = services['search-api'],
) => exampleApi(options, { getScorecard: jest.fn(async () => response) });

async function open(api = exampleApi(services['search-api']), path?: string) {
  const result = await renderWithApi(<EntityAiGovernanceContent />, api, {
    path,
  });
  return { api, ...result };
}

const section = (name: RegExp | string) =>
  screen.findByRole('region', { name });

describe('EntityAiGovernanceContent', () => {
  it('says where the entity stands and explains itself', async () => {
    const { container } = await open();
    expect(
      await screen.findByRole('heading', {
        name: 'Level 2. Your part: 8 of 9 toward level 3.',
      }),
    ).toBeInTheDocument();
    const ladder = screen.getByRole('list', { name: /where this entity/i });
    expect(within(ladder).getAllByRole('listitem')).toHaveLength(5);
    expect(
      within(ladder).getByText('You are here').closest('li'),
    ).toHaveAttribute('aria-current', 'step');

    await userEvent.click(
      await screen.findByRole('button', { name: 'What level 3 means' }),
    );
    const dialog = await screen.findByRole('dialog', { name: /Level 3/ });
    expect(dialog).toHaveTextContent('SEC-001');
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(await axeViolations(container)).toEqual([]);
  });

  it('opens a gap to why, how, where and when', async () => {
    const { container } = await open();
    const gaps = await section('What separates it from level 3');
    await userEvent.click(
      within(gaps).getByRole('button', { name: /invisible characters/ }),
    );
    expect(within(gaps).getByText('How to close it')).toBeInTheDocument();
    expect(within(gaps).getByText('Why it matters')).toBeInTheDocument();
    expect(within(gaps).getByText(/R004/)).toBeInTheDocument();
    expect(
      within(gaps).getByRole('link', { name: /^\.cursorrules:14/ }),
    ).toHaveAttribute(
      'href',
      'https://github.com/larkspur-pay/search-api/blob/HEAD/.cursorrules#L14',
    );
    expect(within(gaps).getByText(/Last looked at/)).toBeInTheDocument();
    expect(await axeViolations(container)).toEqual([]);
  });

  it('shows every control with its evidence and marks what is inherited', async () => {
    await open();
    const controls = await section('All controls');
    expect(
      within(controls).getAllByRole('button', { expanded: false }),
    ).not.toHaveLength(0);
    const cmp = within(controls).getByRole('button', {
      name: /^Unknown.*CMP-002/,
    });
    expect(cmp).toHaveTextContent('Unknown');
    expect(cmp).toHaveTextContent('Inherited');

    await userEvent.click(
      within(controls).getByRole('button', { name: /^Met SEC-001/ }),
    );
    expect(
      within(controls).getByText(/CodeQL runs on every pull request/),
    ).toBeInTheDocument();
    expect(
      within(controls).getByText("Organization's part (inherited) · Met"),
    ).toBeInTheDocument();
    expect(
      within(controls).getByText('by lead, confirmed by approver'),
    ).toBeInTheDocument();
  });

  it('takes what the reader says of a control where it stands', async () => {
    const programme = exampleProgramme({
      listFeedback: jest.fn(async () => ({
        own: [
          {
            control: 'SEC-001',
            verdict: 'noisy' as const,
            text: 'Too many',
            at: NOW,
          },
        ],
      })),
    });
    await open(exampleApi(services['search-api'], { programme }));
    const controls = await section('All controls');
    await userEvent.click(
      within(controls).getByRole('button', { name: /^Met SEC-001/ }),
    );
    await userEvent.click(
      within(controls).getByRole('button', {
        name: 'What do you think of this rule? SEC-001',
      }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByLabelText('Why')).toHaveValue('Too many');
    await userEvent.selectOptions(
      within(dialog).getByLabelText('It is'),
      'useful',
    );
    await userEvent.click(
      within(dialog).getByRole('button', {
        name: 'Say something of a control',
      }),
    );
    await waitFor(() =>
      expect(programme.giveFeedback).toHaveBeenCalledWith('SEC-001', {
        verdict: 'useful',
        text: 'Too many',
      }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('shows an exception with its end', async () => {
    await open(exampleApi(services['fraud-scoring']));
    const controls = await section('All controls');
    expect(
      within(controls).getByRole('button', { name: /^Exempt.*CMP-001/ }),
    ).toHaveTextContent(/Exempt.*Exception ends/);
  });

  it('lists the tools that may be used, with the reasons', async () => {
    await open();
    const tools = await section('AI tools here');
    expect(
      within(tools).getByText('3 of 4 registered tools may be used here.'),
    ).toBeInTheDocument();
    expect(within(tools).getByText('Windsurf').closest('li')).toHaveTextContent(
      'Not allowed',
    );
  });

  it('says that restricted data allows no tool', async () => {
    await open(exampleApi(services['checkout-api']));
    const tools = await section('AI tools here');
    expect(tools).toHaveTextContent(
      'No AI tool may be used with Restricted data.',
    );
    expect(within(tools).queryByText('Not allowed')).not.toBeInTheDocument();
  });

  it('keeps what was decided about declarations, page by page', async () => {
    const declaration = (id: string, state: 'approved' | 'rejected') => ({
      id,
      entityRef: 'component:default/search-api',
      values: { tier: 1 as const, aiUse: 'none' as const, handles: [] },
      by: 'user:default/owner',
      at: NOW,
      approverRole: 'security-compliance',
      reasons: [],
      lowerings: [
        {
          field: 'tier' as const,
          from: 'tier 2',
          to: 'tier 1',
          reason: 'production features set tier 2',
        },
        {
          field: 'handles' as const,
          from: 'production-features',
          to: '',
          reason: 'Removing production-features lowers what it has to be',
        },
      ],
      state,
      decidedBy: 'user:default/approver',
      decidedAt: NOW,
      decision: state === 'approved' ? 'Only a tool' : 'It is in production',
    });
    const { api, container } = await open(
      exampleApi(services['search-api'], {
        listDeclarations: jest.fn(async ({ cursor }: { cursor?: string }) =>
          cursor
            ? { items: [declaration('1', 'approved')] }
            : { items: [declaration('2', 'rejected')], nextCursor: 'older' },
        ),
      }),
    );
    const profile = await section('Profile');
    expect(api.listDeclarations).not.toHaveBeenCalled();
    await userEvent.click(
      within(profile).getByRole('button', {
        name: 'Earlier decisions on declarations',
      }),
    );
    const refused = await within(profile).findByText('It is in production');
    expect(refused.closest('li')).toHaveTextContent(
      /Refused by approver.*tier 2 → tier 1.*production-features → nothing of it.*by owner.*Review tier: 1 · What the code handles: Nothing sensitive · AI assistants: None/,
    );
    expect(await axeViolations(container)).toEqual([]);
    await userEvent.click(
      within(profile).getByRole('button', { name: 'Next' }),
    );
    expect(await within(profile).findByText('Only a tool')).toBeInTheDocument();
  });

  const sampledWith = (part: Partial<DeclarationResponse>) =>
    jest.fn(async () => ({
      ...exampleProfileResponse(services['search-api']),
      sampled: {
        id: 's',
        entityRef: 'component:default/search-api',
        values: { classification: 'internal' as const },
        by: 'user:default/owner',
        at: NOW,
        approverRole: 'security-compliance',
        reasons: [],
        lowerings: [],
        state: 'toReview' as const,
        ...part,
      },
    }));

  it('lets somebody else look at a declaration of the sample', async () => {
    const { api, container } = await open(
      exampleApi(services['search-api'], { getProfile: sampledWith({}) }),
    );
    const profile = await section('Profile');
    expect(
      await within(profile).findByText(/part of the sample that Security/),
    ).toBeInTheDocument();
    const question = await within(profile).findByRole('button', {
      name: 'Question: the declaration of search-api',
    });
    expect(await axeViolations(container)).toEqual([]);
    await userEvent.click(question);
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(
      within(dialog).getByRole('textbox'),
      'It stores addresses',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Question' }),
    );
    await waitFor(() =>
      expect(api.reviewDeclaration).toHaveBeenCalledWith('s', {
        outcome: 'questioned',
        reason: 'It stores addresses',
      }),
    );
    await waitFor(() => expect(api.getProfile).toHaveBeenCalledTimes(2));
  });

  it('lets nobody look at their own declaration', async () => {
    await open(
      exampleApi(services['search-api'], {
        getProfile: sampledWith({ by: 'user:default/engineer' }),
      }),
    );
    const profile = await section('Profile');
    await within(profile).findByText(/part of the sample/);
    expect(
      within(profile).queryByRole('button', { name: /^Question/ }),
    ).not.toBeInTheDocument();
  });

  it('lets others than the owners look at what the descriptor declares', async () => {
    const inDescriptor = {
      source: 'descriptor' as const,
      by: 'group:default/payments',
      owners: ['group:default/payments'],
    };
    await open(
      exampleApi(services['search-api'], {
        getProfile: sampledWith({
          ...inDescriptor,
          allowed: { withdraw: false, review: true },
        }),
      }),
    );
    const others = within(await section('Profile'));
    await others.findByText(/what catalog-info.yaml declares here first/);
    expect(
      await others.findByRole('button', { name: /^Confirm: the decl/ }),
    ).toBeInTheDocument();
    cleanup();
    await open(
      exampleApi(services['search-api'], {
        getProfile: sampledWith({
          ...inDescriptor,
          allowed: { withdraw: false, review: false },
        }),
      }),
    );
    const owners = within(await section('Profile'));
    await owners.findByText(/nobody who owns the service/);
    expect(
      owners.queryByRole('button', { name: /^Confirm: the decl/ }),
    ).not.toBeInTheDocument();
  });

  const contradictedWith = (part: Partial<DeclarationResponse>) =>
    jest.fn(async () => {
      const { sampled, ...profile } = await sampledWith({
        contradictions: ['A payment library is used'],
        ...part,
      })();
      return { ...profile, contradicted: sampled };
    });

  it('lets somebody look at what is declared otherwise than seen', async () => {
    const { container } = await open(
      exampleApi(services['search-api'], { getProfile: contradictedWith({}) }),
    );
    const alert = (
      await within(await section('Profile')).findByText(
        /What is declared contradicts what is seen. Security/,
      )
    ).closest<HTMLElement>('[role="alert"]')!;
    expect(
      await within(alert).findByRole('button', {
        name: 'Confirm anyway: the declaration of search-api',
      }),
    ).toBeInTheDocument();
    expect(await axeViolations(container)).toEqual([]);
  });

  it.each([
    ['questioned', /or no longer seen/],
    ['confirmed', /This was confirmed although something else is seen/],
  ] as const)(
    'shows what was said of what contradicts the profile: %s',
    async (state, text) => {
      await open(
        exampleApi(services['search-api'], {
          getProfile: contradictedWith({
            state,
            decidedBy: 'user:default/approver',
            decidedAt: NOW,
            decision: 'It is for tests',
          }),
        }),
      );
      const alert = (
        await within(await section('Profile')).findByText(text)
      ).closest<HTMLElement>('[role="alert"]')!;
      expect(alert).toHaveTextContent(/It is for tests.*by approver/);
      expect(within(alert).queryByRole('button')).not.toBeInTheDocument();
    },
  );

  it('leaves nothing to resolve of what the deciding role confirmed', async () => {
    await open(
      exampleApi(
        {
          handles: [{ id: 'payments', kind: 'dependency', what: 'stripe' }],
        },
        {
          getProfile: contradictedWith({
            state: 'confirmed',
            decidedBy: 'user:default/approver',
            decidedAt: NOW,
            decision: 'It is for tests',
          }),
        },
      ),
    );
    const profile = await section('Profile');
    await within(profile).findByText('Seen otherwise, and confirmed');
    expect(profile).toHaveTextContent(/stripe is a dependency/);
    expect(profile).not.toHaveTextContent(/to resolve/);
    expect(profile).not.toHaveTextContent(/Declare what the code handles/);
  });

  it('shows that the declaration in force was questioned, by whom and why', async () => {
    const { container } = await open(
      exampleApi(services['search-api'], {
        getProfile: sampledWith({
          state: 'questioned',
          decidedBy: 'user:default/approver',
          decidedAt: NOW,
          decision: 'It stores addresses',
        }),
      }),
    );
    const profile = await section('Profile');
    const alert = (
      await within(profile).findByText('This declaration was questioned')
    ).closest('[role="alert"]');
    expect(alert).toHaveTextContent(/It stores addresses.*by approver/);
    expect(await axeViolations(container)).toEqual([]);
  });

  it('shows what contradicts the profile, with the file that does', async () => {
    const { container } = await open(
      exampleApi({
        assistants: ['cursor', 'claude-code'],
        handles: [
          {
            id: 'payments',
            kind: 'dependency',
            what: 'stripe',
            path: 'package.json',
            line: 7,
          },
          { id: 'pii', kind: 'path', what: 'kyc', path: 'kyc/check.ts' },
        ],
      }),
    );
    const profile = await section('Profile');
    expect(profile).toHaveTextContent('5 things to resolve');
    expect(profile).toHaveTextContent(
      'Data classification: stripe is a dependency, which handles payments and asks for restricted; internal is declared',
    );
    expect(profile).toHaveTextContent(
      'AI assistants: Claude Code is seen in the repository; only Cursor is declared',
    );
    const [seen] = within(profile).getAllByRole('list', { name: 'Seen here' });
    expect(seen).toHaveTextContent('Dependency stripe: package.json:7');
    expect(
      within(seen).getByRole('link', { name: /package.json:7/ }),
    ).toHaveAttribute('href', expect.stringMatching(/\/package\.json#L7$/));
    expect(profile).toHaveTextContent('Code: kyc/check.ts');
    const [ofClassification, , ofTier, , ofAiUse] = within(profile)
      .getAllByText(/ is (?:declared|in force|seen)|are declared/)
      .map(({ textContent }) => textContent!);
    expect(ofClassification).toMatch(
      /Declare what the code handles\. If the finding is wrong, dispute it/,
    );
    expect(ofTier).toMatch(/the tier follows from it\.$/);
    expect(ofAiUse).toMatch(/Correct the list of assistants/);
    expect(profile).toHaveTextContent(
      /What is seen changes nothing by itself\. Security.* looks at it, and questions the declaration or confirms it anyway/,
    );
    expect(await axeViolations(container)).toEqual([]);
    const controls = screen.getByRole('region', { name: 'All controls' });
    await userEvent.click(
      within(controls).getByRole('button', { name: /^Gap.*DP-001/ }),
    );
    expect(
      within(controls).getByRole('button', {
        name: /^Dispute: stripe is a dependency/,
      }),
    ).toBeInTheDocument();
  });

  it('shows the profile with provenance, conflicts and what waits', async () => {
    const api = exampleApi(services['search-api'], {
      getProfile: jest.fn(async () => ({
        ...exampleProfileResponse(services['search-api']),
        pending: [
          {
            id: '1',
            values: { tier: 1 as const },
            by: 'user:default/owner',
            at: NOW,
            approverRole: 'security-compliance',
            reasons: ['production features set tier 2'],
            lowerings: [
              {
                field: 'tier' as const,
                from: 'tier 2',
                to: 'tier 1',
                reason: 'production features set tier 2',
              },
            ],
          },
        ],
      })),
    });
    await open(api);
    const profile = await section('Profile');
    expect(profile).toHaveTextContent('declared in the portal by engineer');
    expect(profile).toHaveTextContent('2 things to resolve');
    expect(
      await within(profile).findByText('Waits for approval'),
    ).toBeInTheDocument();
    expect(profile).toHaveTextContent('by owner, ');
    expect(profile).toHaveTextContent(
      'tier 2 → tier 1: production features set tier 2',
    );
    expect(profile).toHaveTextContent(
      'Decides: Security and compliance, never who declared it.',
    );
    await userEvent.click(
      within(profile).getByRole('button', {
        name: 'Approve: the declaration of search-api',
      }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Approve the lower protection',
    });
    const approve = within(dialog).getByRole('button', { name: 'Approve' });
    expect(approve).toBeDisabled();
    await userEvent.type(
      within(dialog).getByLabelText(/Reason/),
      'Nothing of it is in production',
    );
    await userEvent.click(approve);
    await waitFor(() =>
      expect(api.decideDeclaration).toHaveBeenCalledWith('1', 'approve', {
        reason: 'Nothing of it is in production',
      }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(api.getScorecard).toHaveBeenCalledTimes(2);
  });

  it('shows how it got there, as a chart and as a table', async () => {
    await open();
    const history = await section('History');
    expect(
      await within(history).findByRole('img', { name: 'Level over time' }),
    ).toBeInTheDocument();
    expect(within(history).getAllByRole('row')).toHaveLength(5);
    expect(within(history).getByText('SEC-002: Met → Gap')).toBeInTheDocument();
    expect(within(history).getByText('First judgement')).toBeInTheDocument();
  });

  it('pages through a history that is longer than one answer', async () => {
    const first = exampleHistory(NOW);
    const getHistory = jest.fn(
      async (_ref: string, request?: { cursor?: string }) =>
        request?.cursor
          ? {
              items: [
                {
                  ...first.items[0],
                  at: shifted(NOW, -300 * DAY),
                  changes: [
                    {
                      control: 'OPS-002',
                      from: 'gap' as const,
                      to: 'met' as const,
                    },
                  ],
                },
                {
                  ...first.items[0],
                  at: shifted(NOW, -400 * DAY),
                  changes: [],
                },
              ],
            }
          : { ...first, nextCursor: 'older' },
    );
    await open(exampleApi(services['search-api'], { getHistory }));
    const history = await section('History');
    const rows = () => within(history).getAllByRole('row');
    await within(history).findByRole('img', { name: 'Level over time' });
    const before = rows().length;
    await userEvent.click(
      within(history).getByRole('button', { name: 'Older changes' }),
    );
    expect(
      await within(history).findByText('OPS-002: Gap → Met'),
    ).toBeVisible();
    expect(getHistory).toHaveBeenLastCalledWith(expect.anything(), {
      limit: 20,
      cursor: 'older',
    });
    // What is folded away first is counted with what was read since.
    const all = within(history).queryByRole('button', { name: /^Show all/ });
    if (all) await userEvent.click(all);
    expect(rows()).toHaveLength(before + 2);
    expect(
      within(history).queryByRole('button', { name: 'Older changes' }),
    ).not.toBeInTheDocument();
  });

  it('says what an empty history means', async () => {
    await open(
      exampleApi(services['search-api'], {
        getHistory: jest.fn(async () => ({ items: [] })),
      }),
    );
    expect(
      await screen.findByText(/No change since the first judgement/),
    ).toBeInTheDocument();
  });

  it('announces that the programme is being set up', async () => {
    const response = exampleResponse({
      ...services['search-api'],
      organizationMissing: ['TM-001.registry'],
    });
    await open(answering(response));
    expect(
      await screen.findByText('The AI governance programme is being set up'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: /^Your part: 8 of 9/ }),
    ).toBeInTheDocument();
  });

  it('works with bare ids when the framework cannot be loaded', async () => {
    const api = exampleApi(services['search-api'], {
      getFramework: jest.fn(async () => {
        throw new Error('down');
      }),
    });
    await open(api);
    const controls = await section('All controls');
    expect(
      within(controls).getByRole('button', { name: /SEC-002/ }),
    ).toBeInTheDocument();
  });
});

describe('states of EntityAiGovernanceContent', () => {
  it('shows an outline while loading', async () => {
    await open(exampleApi({}, { getScorecard: () => new Promise(() => {}) }));
    expect(
      screen.getByRole('status', { name: 'Loading the scorecard' }),
    ).toBeInTheDocument();
  });

  it('names the permission when forbidden', async () => {
    await open(
      exampleApi(
        {},
        {
          getScorecard: jest.fn(async () => {
            throw refusal('NotAllowedError', 'Unauthorized');
          }),
        },
      ),
    );
    expect(
      await screen.findByText(/"ai-governance.scorecard.read"/),
    ).toBeInTheDocument();
  });

  it('shows what the backend said, and tries again', async () => {
    const getScorecard = jest
      .fn()
      .mockRejectedValueOnce(refusal('Error', 'the database is locked'))
      .mockResolvedValue(exampleResponse(services['search-api']));
    await open(exampleApi({}, { getScorecard }));
    expect(
      await screen.findByText('the database is locked'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('heading', { name: /^Level 2\./ }),
    ).toBeInTheDocument();
  });

  it('says that an unknown entity is taken up soon', async () => {
    await open(
      exampleApi(
        {},
        {
          getScorecard: jest.fn(async () => {
            throw refusal('NotFoundError', 'unknown');
          }),
        },
      ),
    );
    expect(
      await screen.findByText('Not in the inventory yet'),
    ).toBeInTheDocument();
  });

  it('gives the reason when an entity is not assessed', async () => {
    const response = exampleResponse({}, {
      scorecard: undefined,
      notAssessable: { reason: 'lifecycle deprecated' },
    } as any);
    await open(answering(response));
    expect(await screen.findByText(/lifecycle deprecated/)).toBeInTheDocument();
  });

  it('says what happens next before the first look', async () => {
    const response = exampleResponse({}, {
      scorecard: undefined,
      collection: { state: 'never', warnings: [] },
    } as any);
    const { api } = await open(answering(response));
    expect(
      await screen.findByText('Nothing has been looked at yet'),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Look again now' }),
    );
    expect(api.assess).toHaveBeenCalledWith('component:default/search-api');
  });

  it('shows the last good evidence with the error of a failed look', async () => {
    const response = exampleResponse(services['ci-images'], {
      collection: exampleCollection(NOW, {
        state: 'failed',
        error: 'github.com answered 503',
        warnings: ['big.bin is larger than 1 MB and was not read'],
      }),
    });
    await open(answering(response, services['ci-images']));
    expect(await screen.findByText('The last look failed')).toBeInTheDocument();
    expect(screen.getByText('github.com answered 503')).toBeInTheDocument();
    expect(screen.getByText(/big\.bin/)).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: /^Met.*SEC-001/ }),
    );
    expect(
      screen.getByText(/A newer look failed: github.com answered 503/),
    ).toBeInTheDocument();
  });

  it('neither looks again nor declares without permission', async () => {
    const response = exampleResponse(services['search-api'], {
      allowed: {
        declare: false,
        assess: false,
        dispute: false,
        attest: false,
        requestException: false,
        readFindings: true,
      },
    });
    await open(answering(response), '/?declare=1');
    expect(
      await screen.findByRole('button', { name: 'Look again now' }),
    ).toBeDisabled();
    expect(
      screen.getByRole('button', { name: 'Change or confirm' }),
    ).toBeDisabled();
    expect(
      screen.getByText(/"ai-governance.assessment.run"/),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/"ai-governance.profile.declare"/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });
});

describe('looking again', () => {
  const busy = (state: 'queued' | 'running', step?: string) =>
    exampleResponse(services['search-api'], {
      collection: exampleCollection(NOW, { state, step }),
    });

  /** A backend that answers when it is told to. */
  function steered() {
    const waiting: ((answer: ScorecardResponse | Error) => void)[] = [];
    const getScorecard = jest.fn(
      () =>
        new Promise<ScorecardResponse>((resolve, reject) =>
          waiting.push(answer =>
            answer instanceof Error ? reject(answer) : resolve(answer),
          ),
        ),
    );
    const answer = async (next: ScorecardResponse | Error) => {
      await waitFor(() => expect(waiting).toHaveLength(1));
      await act(async () => waiting.pop()!(next));
    };
    return {
      api: exampleApi(services['search-api'], { getScorecard }),
      answer,
    };
  }

  it('says what is going on until it is done, and keeps the focus', async () => {
    const { api, answer } = steered();
    await open(api);
    await answer(exampleResponse(services['search-api']));
    const button = await screen.findByRole('button', {
      name: 'Look again now',
    });
    await userEvent.click(button);
    await answer(busy('queued'));
    expect(await screen.findByText('Waiting for a free slot')).toBeVisible();
    expect(button).toHaveFocus();
    await userEvent.click(button);
    expect(api.assess).toHaveBeenCalledTimes(1);
    await answer(busy('running', 'reading the repository'));
    expect(
      await screen.findByText('Looking: reading the repository'),
    ).toHaveAttribute('aria-live', 'polite');
    // A question that fails on the way is asked again.
    await answer(new Error('offline'));
    await answer(exampleResponse({}));
    expect(
      await screen.findByText('Done. The scorecard is up to date.'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: /Nothing of yours is missing/ }),
    ).toBeInTheDocument();
    expect(button).toHaveFocus();
    expect(api.getHistory).toHaveBeenCalledTimes(2);
  });

  it('asks once more for what the catalog tells a moment after the look', async () => {
    const timing = jest.requireMock('./timing');
    const later = jest.replaceProperty(timing, 'FOLLOW_UPS', [1]);
    try {
      const { api, answer } = steered();
      await open(api);
      await answer(exampleResponse(services['search-api']));
      await userEvent.click(
        await screen.findByRole('button', { name: 'Look again now' }),
      );
      await answer(exampleResponse(services['search-api']));
      await answer(exampleResponse({}));
      expect(
        await screen.findByRole('heading', {
          name: /Nothing of yours is missing/,
        }),
      ).toBeInTheDocument();
      // The look itself, and what came after it.
      await waitFor(() => expect(api.getProfile).toHaveBeenCalledTimes(3));
      expect(api.getScorecard).toHaveBeenCalledTimes(3);
    } finally {
      later.restore();
    }
  });

  it('keeps what somebody reads of the history, unless the look changed it', async () => {
    const timing = jest.requireMock('./timing');
    const later = jest.replaceProperty(timing, 'FOLLOW_UPS', [1]);
    try {
      const { api, answer } = steered();
      const page = exampleHistory(NOW);
      const change = (control: string, days: number) => ({
        ...page.items[0],
        at: shifted(NOW, days * DAY),
        changes: [{ control, from: 'gap' as const, to: 'met' as const }],
      });
      let newest = page.items;
      const getHistory = jest.fn(
        async (_ref: string, { cursor }: { cursor?: string } = {}) =>
          cursor
            ? { items: [change('OPS-002', -300)], nextCursor: `${cursor}+` }
            : { ...page, items: [...newest], nextCursor: 'older' },
      );
      api.getHistory = getHistory;
      const firstPages = () =>
        getHistory.mock.calls.filter(([, request]) => !request?.cursor).length;
      await open(api);
      await answer(exampleResponse(services['search-api']));
      const history = await section('History');
      const older = await within(history).findByRole('button', {
        name: 'Older changes',
      });
      await userEvent.click(older);
      expect(
        await within(history).findByText('OPS-002: Gap → Met'),
      ).toBeVisible();
      older.focus();

      const look = async () => {
        const read = firstPages();
        await act(async () =>
          screen.getByRole('button', { name: 'Look again now' }).click(),
        );
        await answer(exampleResponse(services['search-api']));
        await answer(exampleResponse({}));
        await waitFor(() => expect(firstPages()).toBe(read + 2));
      };
      await look();
      expect(within(history).getByText('OPS-002: Gap → Met')).toBeVisible();
      expect(older).toHaveFocus();

      newest = [change('CQ-001', 0), ...page.items];
      await look();
      expect(
        await within(history).findByText('CQ-001: Gap → Met'),
      ).toBeVisible();
    } finally {
      later.restore();
    }
  });

  it('follows a look that was under way already, with patience', async () => {
    const { api, answer } = steered();
    await open(api);
    await answer(busy('running'));
    expect(
      await screen.findByText('Looking at the repository'),
    ).toBeInTheDocument();
    const now = Date.now();
    const clock = jest.spyOn(Date, 'now').mockReturnValue(now + 70_000);
    await answer(busy('running'));
    expect(
      await screen.findByText(/takes longer than usual/),
    ).toBeInTheDocument();
    clock.mockRestore();
    await answer(exampleResponse({}));
    expect(
      await screen.findByText('Done. The scorecard is up to date.'),
    ).toBeInTheDocument();
  });

  const host = (part: Partial<SourceState> = {}): SourceState => ({
    source: 'host:https://github.com/larkspur-pay/search-api',
    kind: 'host',
    url: 'https://github.com/larkspur-pay/search-api',
    state: 'done',
    lastLookedAt: shifted(NOW, -DAY),
    warnings: [],
    ...part,
  });
  const second = (part: Partial<SourceState> = {}): SourceState => ({
    ...host(),
    source: 'repository:https://github.com/larkspur-pay/search-index',
    kind: 'url',
    url: 'https://github.com/larkspur-pay/search-index',
    ...part,
  });
  const withOthers = (
    others: SourceState[],
    part: Partial<CollectionState> = {},
  ) =>
    exampleResponse(services['search-api'], {
      collection: exampleCollection(NOW, { others, ...part }),
    });

  it('goes on until the code host and further repositories were looked at', async () => {
    const { api, answer } = steered();
    await open(api);
    await answer(withOthers([host(), second()]));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Look again now' }),
    );
    await answer(
      withOthers([host({ state: 'running' }), second({ state: 'queued' })]),
    );
    expect(await screen.findByText('Looking at the code host')).toBeVisible();
    await answer(withOthers([host(), second({ state: 'queued' })]));
    expect(await screen.findByText('Waiting for a free slot')).toBeVisible();
    await answer(withOthers([host(), second({ state: 'running' })]));
    expect(
      await screen.findByText('Looking at a further repository'),
    ).toBeVisible();
    expect(api.getHistory).toHaveBeenCalledTimes(1);
    await answer(withOthers([host(), second()]));
    expect(
      await screen.findByText('Done. The scorecard is up to date.'),
    ).toBeVisible();
    expect(api.getHistory).toHaveBeenCalledTimes(2);
  });

  it('does not call up to date what could be looked at in part', async () => {
    const { api, answer } = steered();
    await open(api);
    await answer(withOthers([host({ state: 'running' })]));
    await answer(
      withOthers([host({ state: 'failed', error: 'github.com is limited' })]),
    );
    expect(
      await screen.findByText(/^Done\. Not every source could be looked at/),
    ).toBeVisible();
    expect(screen.queryByText(/is up to date/)).not.toBeInTheDocument();
  });

  it('looks again where there are other sources than an own repository', async () => {
    const { api, answer } = steered();
    await open(api);
    const others = [
      host({ lastLookedAt: undefined }),
      second({ lastLookedAt: shifted(NOW, -3 * DAY) }),
    ];
    const only = { state: 'none', lastLookedAt: undefined } as const;
    await answer(withOthers(others, { ...only, repository: undefined }));
    const button = await screen.findByRole('button', {
      name: 'Look again now',
    });
    expect(
      button.parentElement!.querySelector('time')!.getAttribute('datetime'),
    ).toBe(shifted(NOW, -3 * DAY));
    await userEvent.click(button);
    expect(api.assess).toHaveBeenCalledWith('component:default/search-api');
  });

  it('asks the services that tell of an entity without a repository', async () => {
    const { api, answer } = steered();
    await open(api);
    const only = { state: 'none', lastLookedAt: undefined } as const;
    const facts = (part: Partial<SourceState>) =>
      withOthers(
        [
          {
            source: 'facts:http:component:default/search-api',
            kind: 'entity',
            url: 'http',
            state: 'done',
            lastLookedAt: shifted(NOW, -DAY),
            warnings: [],
            ...part,
          },
        ],
        { ...only, repository: undefined },
      );
    await answer(facts({}));
    const sources = await section('Where this comes from');
    expect(sources).toHaveTextContent(/Another service http.*Looked at/);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Look again now' }),
    );
    expect(api.assess).toHaveBeenCalledWith('component:default/search-api');
    await answer(facts({ state: 'queued' }));
    expect(await screen.findByText('Waiting for a free slot')).toBeVisible();
    await answer(facts({ state: 'running' }));
    expect(
      await screen.findByText('Asking another service about it'),
    ).toBeVisible();
    await answer(facts({ lastLookedAt: NOW }));
    expect(
      await screen.findByText('Done. The scorecard is up to date.'),
    ).toBeVisible();
  });

  it.each([
    ['nothing was sent', undefined, /no service that tells of it\.$/],
    [
      'others send',
      shifted(NOW, -2 * DAY),
      /What others send counts when it comes, last .* ago\.$/,
    ],
  ] as const)(
    'says that nobody can be asked where there is no source: %s',
    async (_, lastSentAt, text) => {
      const { container } = await open(
        answering(
          exampleResponse(services['search-api'], {
            collection: {
              state: 'none',
              warnings: [],
              ...(lastSentAt && { lastSentAt }),
            },
          }),
        ),
      );
      const said = await screen.findByText(/^Nobody can be asked again/);
      expect(said).toHaveTextContent(text);
      expect(
        screen.queryByRole('button', { name: 'Look again now' }),
      ).not.toBeInTheDocument();
      expect(
        screen.queryByText(/"ai-governance.assessment.run"/),
      ).not.toBeInTheDocument();
      expect(await axeViolations(container)).toEqual([]);
    },
  );

  it('says why it was refused', async () => {
    const api = exampleApi(services['search-api'], {
      assess: jest.fn(async () => {
        throw refusal('ConflictError', 'It was looked at a moment ago');
      }),
    });
    await open(api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Look again now' }),
    );
    expect(
      await screen.findByText('It was looked at a moment ago'),
    ).toBeInTheDocument();
  });
});
