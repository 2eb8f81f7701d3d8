import { mockCredentials } from '@backstage/backend-test-utils';
import type { WorkflowProposal } from '@plumbline/backstage-plugin-ai-governance-common';
import { startServices, testDatabases } from '../__testUtils__/harness';
import { group, user } from '../__testUtils__/people';

jest.setTimeout(60_000);

const databases = testDatabases();
const as = (name: string) => mockCredentials.user(`user:default/${name}`);
const ADA = as('ada');
const SEC = as('sec');

const PROPOSAL: WorkflowProposal = {
  name: 'Draft replies to tickets',
  description: 'AI drafts an answer from the ticket and the manual',
  owner: 'group:default/support',
  customerFacing: true,
  level: 'approved',
  boundary: 'An agent reads and sends each reply',
  trail: 'https://tickets.example/trail',
};

describe.each(databases.eachSupportedId())('AI workflows on %s', databaseId => {
  async function start() {
    const started = await startServices({
      databases,
      databaseId,
      entities: [
        group('support'),
        user('ada', ['support']),
        user('bob', ['support']),
        user('sec', []),
      ],
      config: {
        aiGovernance: {
          roles: {
            'security-compliance': ['user:default/sec', 'user:default/bob'],
          },
        },
      },
    });
    await started.services.groups.refresh(mockCredentials.service());
    return { ...started, workflows: started.services.workflows };
  }

  it('are approved by a second person in the role of their level, for a time', async () => {
    const { workflows, clock, services } = await start();
    const proposed = await workflows.propose(PROPOSAL, ADA);
    expect(proposed).toMatchObject({
      state: 'proposed',
      approverRole: 'security-compliance',
      isDue: false,
    });
    const reason = { version: 1, reason: 'The boundary is clear' };
    for (const [name, refusal] of [
      ['eve', 'This is for the role security-compliance'],
      // In the role, and in the group that owns it.
      ['bob', 'Somebody else than who proposed or owns'],
    ]) {
      await expect(
        workflows.decide(proposed.id, { ...reason, approve: true }, as(name)),
      ).rejects.toThrow(refusal);
    }
    const approved = await workflows.decide(
      proposed.id,
      { ...reason, approve: true },
      SEC,
    );
    expect(approved).toMatchObject({
      state: 'approved',
      decidedBy: 'user:default/sec',
      reviewBy: new Date(
        Date.parse(clock.now()) + 183 * 86_400_000,
      ).toISOString(),
    });
    clock.advance({ days: 183 });
    expect((await workflows.list({})).items[0].isDue).toBe(true);
    const reviewed = await workflows.review(
      proposed.id,
      { version: approved.version, reason: 'Samples are fine' },
      SEC,
    );
    expect(reviewed.isDue).toBe(false);
    const retired = await workflows.retire(
      proposed.id,
      { version: reviewed.version, reason: 'Replaced' },
      as('bob'),
      // It belongs to the group that he is in.
      { decides: false },
    );
    expect(retired.history.map(({ action, by }) => [action, by])).toEqual([
      ['proposed', 'user:default/ada'],
      ['approved', 'user:default/sec'],
      ['reviewed', 'user:default/sec'],
      ['retired', 'user:default/bob'],
    ]);
    const log = await services.audit.list({ limit: 100 });
    expect(
      log
        .map(({ body }) => body?.action)
        .filter(action => action?.startsWith('workflow.')),
    ).toHaveLength(4);
  });

  it('are approved again after every change', async () => {
    const { workflows } = await start();
    const { id } = await workflows.propose(PROPOSAL, ADA);
    await workflows.decide(
      id,
      { version: 1, approve: true, reason: 'Fine' },
      SEC,
    );
    const edited = await workflows.edit(
      id,
      { ...PROPOSAL, version: 2, boundary: 'An agent samples replies' },
      as('bob'),
    );
    expect(edited).toMatchObject({
      state: 'proposed',
      proposedBy: 'user:default/bob',
    });
    expect(edited).not.toHaveProperty('reviewBy');
    expect(edited).not.toHaveProperty('decidedBy');
    expect((await workflows.undecided()).map(one => one.state)).toEqual([
      'proposed',
    ]);
    const open = await workflows.list({ state: 'approved' });
    expect(open.items).toEqual([]);
  });

  it('refuses what makes no sense', async () => {
    const { workflows } = await start();
    const own = await workflows.propose(
      { ...PROPOSAL, owner: 'user:default/sec' },
      ADA,
    );
    const mine = await workflows.propose(PROPOSAL, SEC);
    const retire = (which: string, by: typeof SEC, decides: boolean) =>
      workflows.retire(which, { version: 1, reason: 'x' }, by, { decides });
    const wrong: [() => Promise<unknown>, string][] = [
      [
        () => workflows.propose({ ...PROPOSAL, level: 'autonomous' }, ADA),
        'not for workflows that reach customers',
      ],
      [
        () => workflows.propose({ ...PROPOSAL, level: 'magic' }, ADA),
        'level may be assisted',
      ],
      [
        () =>
          workflows.propose({ ...PROPOSAL, owner: 'component:default/x' }, ADA),
        'owner has to name',
      ],
      [
        () => workflows.propose({ ...PROPOSAL, boundary: ' ' }, ADA),
        'boundary must say something',
      ],
      ...[own, mine].map(({ id }): [() => Promise<unknown>, string] => [
        () =>
          workflows.decide(id, { version: 1, approve: true, reason: 'x' }, SEC),
        'Somebody else than who proposed or owns',
      ]),
      [
        () => workflows.edit(own.id, { ...PROPOSAL, version: 1 }, as('eve')),
        'Only its owner',
      ],
      [
        () => workflows.review(own.id, { version: 1, reason: 'x' }, SEC),
        'Only what is approved',
      ],
      [() => retire(own.id, as('eve'), true), 'This is for the role'],
      [() => retire('nothing', SEC, true), 'no workflow nothing'],
    ];
    for (const [act, message] of wrong) {
      await expect(act()).rejects.toThrow(message);
    }
  });

  it('are retired by others with the permission to decide alone', async () => {
    const { workflows } = await start();
    const { id } = await workflows.propose(PROPOSAL, ADA);
    const retire = (decides: boolean) =>
      workflows.retire(id, { version: 1, reason: 'Old' }, SEC, { decides });
    await expect(retire(false)).rejects.toThrow(
      'ai-governance.workflow.decide',
    );
    expect(await retire(true)).toMatchObject({ state: 'retired' });
  });
});
