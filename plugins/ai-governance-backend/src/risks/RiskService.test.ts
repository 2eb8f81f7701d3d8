import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { scorecardReadPermission } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  RegisterRisk,
  RiskDetails,
  RiskEntity,
  RiskStanding,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceConditions } from '@plumbline/backstage-plugin-ai-governance-node';
import fc from 'fast-check';
import {
  component,
  startReplica,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';
import type { HarnessOptions } from '../__testUtils__/harness';
import { organizations, settle } from '../__testUtils__/organization';

jest.setTimeout(60_000);

const databases = testDatabases();

const USER = mockCredentials.user();
const ADA = 'user:default/ada';

const COST: RiskDetails = {
  category: 'Cost',
  description: 'The bill grows faster than planned',
  likelihood: 'likely',
  impact: 'minor',
  target: 'low',
  controls: [],
};

describe.each(databases.eachSupportedId())('risks on %s', databaseId => {
  const start = (options: HarnessOptions = {}) =>
    startServices({ databases, databaseId, ...options });

  type Started = Awaited<ReturnType<typeof start>>;

  const risk = async ({ services }: Started, id: string, filter?: string[]) =>
    (await services.risks.register({ filter }, USER)).items.find(
      item => item.id === id,
    ) as RegisterRisk;

  async function judged(options: HarnessOptions = {}) {
    const started = await start(options);
    const { services, clock } = started;
    await services.inventory.learn(
      [
        component('checkout'),
        component('search', { owners: ['group:default/web'] }),
        component('old', { lifecycle: 'archived' }),
      ],
      clock.now(),
    );
    await services.runner.run();
    return started;
  }

  /** Lets a control's scanner pass for some entities. */
  async function scan({ services, clock }: Started, names: string[]) {
    await services.evidence.push(
      names.map(name => ({
        subject: `component:default/${name}`,
        source: 'ci:main',
        items: ['SEC-001.scanner', 'SEC-001.sarif'].map(check => ({
          check,
          outcome: 'pass' as const,
          summary: 'Scanned',
        })),
      })),
      clock.now(),
    );
    await services.runner.run();
  }

  it('leave in every entity what its scorecard says, and add up', async () => {
    await fc.assert(
      fc.asyncProperty(organizations, async organization => {
        const started = await start();
        const { services, knex } = started;
        await settle(started, organization);
        await services.runner.run();
        const listed = (await services.scorecards.list({ limit: 500 }, USER))
          .items;
        const register = await services.risks.register({}, USER);
        const counted = listed.filter(item => !item.notAssessable);
        expect(register.assessable).toBe(counted.length);
        expect(
          register.excluded.reduce((sum, { entities }) => sum + entities, 0),
        ).toBe(listed.length - counted.length);
        const found = new Map<string, RiskStanding['entities']>();
        for (const { entityRef } of counted) {
          const { scorecard } = await services.scorecards.get(entityRef, USER);
          for (const { risk: id, residual } of scorecard!.risks) {
            const counts = found.get(id) ?? {};
            counts[residual] = (counts[residual] ?? 0) + 1;
            found.set(id, counts);
          }
        }
        for (const item of register.items) {
          expect([item.id, item.residual.entities]).toEqual([
            item.id,
            found.get(item.id) ?? {},
          ]);
          const all: RiskEntity[] = [];
          let cursor: string | undefined;
          do {
            const page = await services.risks.entities(
              item.id,
              { limit: 5, cursor },
              USER,
            );
            all.push(...page.items);
            cursor = page.nextCursor;
          } while (cursor);
          expect(all.map(({ entityRef }) => entityRef)).toEqual(
            counted.map(({ entityRef }) => entityRef).sort(),
          );
          expect(all.reduce((sum, { met }) => sum + met, 0)).toBe(
            item.residual.met,
          );
          for (const { met, applicable, open } of all) {
            expect(open).toHaveLength(applicable - met);
          }
        }
        await knex.destroy();
      }),
      { numRuns: 4 },
    );
  });

  it('go down with the share of the controls in place, for all and for a filter', async () => {
    const started = await judged();
    const { services, clock } = started;
    const before = await risk(started, 'R002');
    expect(before).toMatchObject({
      origin: 'framework',
      inherent: 'critical',
      target: 'medium',
      isDue: false,
      version: 0,
      residual: {
        overall: 'critical',
        worst: 'critical',
        entities: { critical: 2 },
        place: { likelihood: 'likely', impact: 'major' },
      },
    });
    for (const check of ['SEC-001.rule-set', 'SEC-003.checklist']) {
      const { framework } = services.framework.current();
      const wanted = framework.controls
        .flatMap(control => control.parts)
        .flatMap(part => part.checks)
        .find(({ id }) => id === check)!.wanted;
      const { id } = await services.attestations.attest(
        {
          check,
          subject: 'organization',
          statement: 'in force',
          items: (wanted ?? []).map(name => ({ name, digest: 'x' })),
        },
        ADA,
        clock.now(),
      );
      await services.attestations.approve(id, 'user:default/bob', clock.now());
    }
    await scan(started, ['checkout', 'search']);
    const after = await risk(started, 'R002');
    expect(after.residual).toMatchObject({
      overall: 'high',
      worst: 'high',
      entities: { high: 2 },
      met: 2,
      applicable: 4,
      place: { likelihood: 'possible', impact: 'major' },
    });
    const one = await risk(started, 'R002', ['owner=group:default/web']);
    expect(one.residual).toMatchObject({ met: 1, applicable: 2 });
    const { items } = await services.risks.entities(
      'R002',
      { residual: 'high', filter: ['owner=group:default/web'] },
      USER,
    );
    expect(items).toEqual([
      {
        entityRef: 'component:default/search',
        owners: ['group:default/web'],
        residual: 'high',
        met: 1,
        applicable: 2,
        open: [{ id: 'SEC-003', status: expect.any(String) }],
      },
    ]);
  });

  it('have an owner, a mitigation and a review that comes due', async () => {
    const started = await judged();
    const { services, clock } = started;
    const edited = await services.risks.edit(
      'R001',
      {
        version: 0,
        owner: 'user:ada',
        mitigation: '  Watched by the security desk ',
        reviewBy: '2026-11-21',
      },
      ADA,
    );
    expect(edited).toMatchObject({
      owner: ADA,
      mitigation: 'Watched by the security desk',
      reviewBy: '2026-11-21',
      isDue: false,
      version: 1,
      updatedBy: ADA,
    });
    clock.advance({ days: 2 });
    expect(await risk(started, 'R001')).toMatchObject({ isDue: true });
    await expect(
      services.risks.edit('R001', { version: 0 }, ADA),
    ).rejects.toThrow(/Somebody else changed R001/);
    // A date that stands may stand on, a new one has to lie ahead.
    await services.risks.edit(
      'R001',
      { version: 1, reviewBy: '2026-11-21' },
      ADA,
    );
    await expect(
      services.risks.edit('R001', { version: 2, reviewBy: '2026-11-20' }, ADA),
    ).rejects.toThrow(/today or later/);
    const cleared = await services.risks.edit('R001', { version: 2 }, ADA);
    expect(cleared.owner).toBeUndefined();
    expect(cleared.mitigation).toMatch(/Classify repositories/);
    const log = await services.audit.list({ limit: 10, subject: 'risk:R001' });
    expect(log.map(({ body }) => [body.action, body.details])).toEqual([
      [
        'risk.edited',
        {
          changed: ['reviewBy'],
          owner: null,
          mitigation: null,
          reviewBy: null,
        },
      ],
      [
        'risk.edited',
        {
          changed: ['owner', 'mitigation'],
          owner: null,
          mitigation: null,
          reviewBy: '2026-11-21',
        },
      ],
      [
        'risk.edited',
        {
          changed: ['owner', 'mitigation', 'reviewBy'],
          owner: ADA,
          mitigation: 'Watched by the security desk',
          reviewBy: '2026-11-21',
        },
      ],
    ]);
    expect((await services.audit.verify()).valid).toBe(true);
  });

  it('are added by the organization, edited and retired, with ids of their own', async () => {
    const started = await judged();
    const { services } = started;
    const both = await Promise.all([
      services.risks.add({ details: COST }, ADA),
      services.risks.add(
        { details: { ...COST, controls: ['SEC-001', 'SEC-001'] } },
        ADA,
      ),
    ]);
    expect(both.map(({ id }) => id).sort()).toEqual(['ORG-001', 'ORG-002']);
    const [cost, scanned] = both;
    expect(cost).toMatchObject({ origin: 'organization', inherent: 'medium' });
    expect((await risk(started, cost.id)).residual).toEqual({
      overall: 'medium',
      worst: 'medium',
      entities: {},
      met: 0,
      applicable: 0,
      place: { likelihood: 'likely', impact: 'minor' },
    });
    expect((await risk(started, scanned.id)).residual.entities).toEqual({
      medium: 2,
    });
    const severe = { ...COST, impact: 'severe' as const };
    expect(
      await services.risks.edit(cost.id, { version: 1, details: severe }, ADA),
    ).toMatchObject({ inherent: 'critical', version: 2 });
    await services.risks.retire(
      cost.id,
      { version: 2, reason: 'Budgets are capped' },
      ADA,
    );
    expect(await risk(started, cost.id)).toBeUndefined();
    await expect(
      services.risks.edit(cost.id, { version: 3, details: COST }, ADA),
    ).rejects.toThrow(/no risk/);
    expect((await services.risks.add({ details: COST }, ADA)).id).toBe(
      'ORG-003',
    );
    const [{ body }] = await services.audit.list({
      limit: 1,
      subject: `risk:${cost.id}`,
    });
    expect(body).toMatchObject({
      action: 'risk.retired',
      details: { reason: 'Budgets are capped' },
    });
  });

  describe('as nobody can mean them', () => {
    let shared: Started;

    beforeAll(async () => {
      shared = await start();
    });

    it.each<[string, (started: Started) => Promise<unknown>, RegExp]>([
      [
        'an unknown control',
        ({ services }) =>
          services.risks.add({ details: { ...COST, controls: ['X-1'] } }, ADA),
        /no control X-1/,
      ],
      [
        'a target above what it is rated',
        ({ services }) =>
          services.risks.add({ details: { ...COST, target: 'high' } }, ADA),
        /target high is above medium/,
      ],
      [
        'an empty description',
        ({ services }) =>
          services.risks.add({ details: { ...COST, description: '  ' } }, ADA),
        /description must not be empty/,
      ],
      [
        'an owner that is no person',
        ({ services }) =>
          services.risks.edit(
            'R001',
            { version: 0, owner: 'component:x' },
            ADA,
          ),
        /user or a group/,
      ],
      [
        'a day the calendar does not have',
        ({ services }) =>
          services.risks.edit(
            'R001',
            { version: 0, reviewBy: '2027-02-30' },
            ADA,
          ),
        /a date such as/,
      ],
      [
        'a description of the framework’s own',
        ({ services }) =>
          services.risks.edit('R001', { version: 0, details: COST }, ADA),
        /comes with the framework/,
      ],
      [
        'retiring one of the framework',
        ({ services }) =>
          services.risks.retire('R001', { version: 0, reason: 'x' }, ADA),
        /comes with the framework/,
      ],
      [
        'one that is not there',
        ({ services }) =>
          services.risks.edit('ORG-001', { version: 0, details: COST }, ADA),
        /no risk ORG-001/,
      ],
      [
        'entities of one that is not there',
        ({ services }) => services.risks.entities('X', {}, USER),
        /no risk X/,
      ],
    ])('refuse %s and write nothing', async (_, attempt, message) => {
      const started = shared;
      const log = await started.services.audit.list({ limit: 5 });
      await expect(attempt(started)).rejects.toThrow(message);
      expect(await started.knex('risk_entries')).toEqual([]);
      expect(await started.services.audit.list({ limit: 5 })).toEqual(log);
    });
  });

  it('let one of two edits at the same instant stand', async () => {
    const { services } = await start();
    const results = await Promise.allSettled(
      ['user:default/ada', 'user:default/bob'].map(by =>
        services.risks.edit('R003', { version: 0, owner: by }, by),
      ),
    );
    expect(results.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
  });

  it('count only what the caller may see', async () => {
    const { knex, clock } = await judged();
    const conditions = aiGovernanceConditions.isOwner({
      claims: ['group:default/web'],
    });
    const other = await startReplica(knex, {
      clock,
      permissions: mockServices.permissions.mock({
        authorizeConditional: (async (
          requests: { permission: { name: string } }[],
        ) =>
          requests.map(({ permission }) =>
            permission.name === scorecardReadPermission.name
              ? {
                  result: AuthorizeResult.CONDITIONAL,
                  pluginId: 'ai-governance',
                  resourceType: 'ai-governance-entity',
                  conditions,
                }
              : { result: AuthorizeResult.ALLOW },
          )) as never,
      }),
    });
    const register = await other.services.risks.register({}, USER);
    expect(register).toMatchObject({ isComplete: false, assessable: 1 });
    const { items } = await other.services.risks.entities('R002', {}, USER);
    expect(items.map(({ entityRef }) => entityRef)).toEqual([
      'component:default/search',
    ]);
  });

  it('cost the same statements however many entities there are', async () => {
    const statements = async (entities: number) => {
      const { services, clock, knex } = await start();
      await services.inventory.learn(
        Array.from({ length: entities }, (_, index) => component(`s${index}`)),
        clock.now(),
      );
      await services.runner.run();
      await services.risks.register({}, USER);
      let count = 0;
      knex.on('query', () => {
        count += 1;
      });
      await services.risks.register({}, USER);
      return count;
    };
    const few = await statements(2);
    expect(await statements(300)).toBe(few);
    expect(few).toBeLessThan(8);
  });
});
