import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  component,
  startReplica,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';

jest.setTimeout(60_000);

const databases = testDatabases();

const USER = mockCredentials.user();
const ADA = 'user:default/ada';
const BOB = 'user:default/bob';
const REF = 'component:default/checkout';

/** Asks for less: nothing is announced. */
const LOOSER = `
extends: default
version: "2"
controls:
  - id: CQ-001
    remove: true
`;

/** Asks for more of everybody from level 2 on. */
const STRICTER = `
extends: default
version: "3"
levels:
  - level: 2
    requiredControls: [TM-001, TM-002, OPS-001, SEC-001]
`;

describe.each(databases.eachSupportedId())(
  'framework versions on %s',
  databaseId => {
    async function start(config = {}) {
      const started = await startServices({
        databases,
        databaseId,
        config: { aiGovernance: config },
      });
      const { services, clock } = started;
      await services.inventory.learn(
        [component('checkout'), component('ledger')],
        clock.now(),
      );
      await services.runner.run();
      const lifecycle = services.frameworkLifecycle;
      const judgedUnder = async (of = services) => {
        await of.runner.run();
        const [row] = await started
          .knex('scorecards')
          .where({ entity_ref: REF });
        return row.framework_digest;
      };
      return {
        ...started,
        lifecycle,
        judgedUnder,
        propose: (document: string | object, by = ADA) =>
          lifecycle.propose({ document, reason: 'Agreed' }, by),
        version: (of = services) => of.framework.current().framework.version,
      };
    }

    it('refuses a document with every mistake at once', async () => {
      const { propose, lifecycle } = await start();
      await expect(
        propose(
          'extends: default\ncontrols:\n  - id: TM-001\n    weight: -1\nlevels:\n  - level: 2\n    requiredControls: [XX-999]\n',
        ),
      ).rejects.toThrow(
        /controls\[TM-001\]\.weight: .*\(line 4\)\n.*no control "XX-999" \(line 7\)/,
      );
      await expect(propose('extends: default')).rejects.toThrow('in force');
      expect(await lifecycle.list()).toEqual([]);
    });

    it('goes from a proposal to being in force and back', async () => {
      const started = await start();
      const { services, lifecycle, propose, judgedUnder, version } = started;
      const before = services.framework.current().digest;
      const proposal = await propose(LOOSER);
      expect(proposal).toMatchObject({ state: 'proposed', version: '2' });
      expect(await lifecycle.get(proposal.id)).toMatchObject({
        difference: { removed: [{ control: 'CQ-001' }] },
        announced: { upcoming: [], stricter: [] },
      });
      await expect(
        lifecycle.activate(proposal.id, { reason: 'Mine' }, ADA),
      ).rejects.toThrow('Somebody else');
      await expect(
        lifecycle.activate(proposal.id, { reason: ' ' }, BOB),
      ).rejects.toThrow('reason');
      const other = await startReplica(started.knex, { clock: started.clock });
      expect(
        await lifecycle.activate(proposal.id, { reason: 'Yes' }, BOB),
      ).toMatchObject({ state: 'inForce', decidedBy: BOB });
      expect(version()).toBe('2');
      expect(await judgedUnder()).toBe(proposal.digest);
      // Another replica takes it over by itself.
      expect(version(other.services)).not.toBe('2');
      await other.services.frameworkLifecycle.follow();
      expect(version(other.services)).toBe('2');
      await expect(
        lifecycle.activate(proposal.id, { reason: 'Again' }, BOB),
      ).rejects.toThrow('decided already');
      await expect(lifecycle.reject(proposal.id, 'Late', BOB)).rejects.toThrow(
        'decided already',
      );
      started.clock.advance({ minutes: 1 });
      expect(
        await lifecycle.rollBack(proposal.id, 'It broke things', BOB),
      ).toMatchObject({ state: 'rolledBack' });
      expect(services.framework.current().digest).toBe(before);
      expect(await judgedUnder()).toBe(before);
      const log = await services.audit.list({ limit: 3, action: 'framework' });
      expect(log.map(({ body }) => [body.actor, body.action])).toEqual([
        [BOB, 'framework.rolledBack'],
        [BOB, 'framework.putInForce'],
        [ADA, 'framework.proposed'],
      ]);
      expect((await services.audit.verify()).valid).toBe(true);
    });

    it('announces what asks for more and counts it when its day has come', async () => {
      const started = await start();
      const { lifecycle, propose, services, clock, version } = started;
      const proposal = await propose(STRICTER);
      expect((await lifecycle.get(proposal.id)).announced).toEqual({
        upcoming: [],
        stricter: ['SEC-001'],
      });
      expect(
        await lifecycle.activate(proposal.id, { reason: 'Yes' }, BOB),
      ).toMatchObject({
        state: 'announced',
        effectiveFrom: '2026-12-21T00:00:00.000Z',
      });
      const required = () =>
        services.framework.current().framework.levels[1].requiredControls;
      expect(version()).toBe('3');
      expect(required()).not.toContain('SEC-001');
      await lifecycle.follow();
      expect(required()).not.toContain('SEC-001');
      // A restart meanwhile changes nothing.
      const again = await startReplica(started.knex, { clock });
      expect(version(again.services)).toBe('3');
      clock.advance({ days: 31 });
      await Promise.all([
        lifecycle.follow(),
        again.services.frameworkLifecycle.follow(),
      ]);
      expect(required()).toContain('SEC-001');
      expect(services.framework.current().digest).toBe(proposal.digest);
      expect(await lifecycle.list()).toMatchObject([{ state: 'inForce' }]);
      expect((await services.audit.list({ limit: 1 }))[0].body).toMatchObject({
        actor: 'system:announcement',
      });
    });

    it('counts at once where the approver says so', async () => {
      const { lifecycle, propose, services } = await start();
      const { id, digest } = await propose(STRICTER);
      expect(
        await lifecycle.activate(
          id,
          { reason: 'Urgent', effectiveFrom: '2026-11-20' },
          BOB,
        ),
      ).toMatchObject({ state: 'inForce' });
      expect(services.framework.current().digest).toBe(digest);
      await expect(
        lifecycle.activate(id, { reason: 'x', effectiveFrom: 'soon' }, BOB),
      ).rejects.toThrow('effectiveFrom');
    });

    it('lets one of two approvers at the same instant win', async () => {
      const { lifecycle, propose, services } = await start();
      const { id } = await propose(LOOSER);
      const outcomes = await Promise.allSettled(
        [BOB, 'user:default/eve'].map(by =>
          lifecycle.activate(id, { reason: 'Yes' }, by),
        ),
      );
      expect(outcomes.map(({ status }) => status).sort()).toEqual([
        'fulfilled',
        'rejected',
      ]);
      expect(
        await services.audit.list({
          limit: 9,
          action: 'framework.putInForce',
          subject: `framework:${services.framework.current().framework.id}`,
          actor: BOB,
        }),
      ).toHaveLength(outcomes[0].status === 'fulfilled' ? 1 : 0);
    });

    it('asks for the committee or the sponsor, whatever the policy says', async () => {
      const { lifecycle, propose } = await start({
        roles: {
          'governance-committee': [BOB],
          'executive-sponsor': ['user:default/cat'],
        },
      });
      const EVE = 'user:default/eve';
      const { id } = await propose(LOOSER);
      const refused = 'role governance-committee';
      await expect(
        lifecycle.activate(id, { reason: 'Yes' }, EVE),
      ).rejects.toThrow(refused);
      await expect(lifecycle.reject(id, 'No', EVE)).rejects.toThrow(refused);
      await lifecycle.activate(id, { reason: 'Yes' }, BOB);
      await expect(lifecycle.rollBack(id, 'No', EVE)).rejects.toThrow(refused);
      expect(
        await lifecycle.rollBack(id, 'It broke', 'user:default/cat'),
      ).toMatchObject({ state: 'rolledBack' });
    });

    it('takes a proposal back', async () => {
      const { lifecycle, propose } = await start();
      const { id } = await propose(LOOSER);
      expect(await lifecycle.reject(id, 'Too early', ADA)).toMatchObject({
        state: 'rejected',
        decision: 'Too early',
      });
      await expect(
        lifecycle.activate(id, { reason: 'Yes' }, BOB),
      ).rejects.toThrow('decided already');
      await expect(lifecycle.rollBack(id, 'x', BOB)).rejects.toThrow('decided');
      await expect(lifecycle.get('none')).rejects.toThrow('no framework');
    });

    it('keeps what was activated in force when the file changes', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'plumbline-framework-'));
      try {
        const file = join(folder, 'framework.yaml');
        await writeFile(file, 'extends: default\nversion: "file-1"\n');
        const config = { framework: { file } };
        const started = await start(config);
        const { lifecycle, propose, version, knex, clock } = started;
        expect(version()).toBe('file-1');
        const { id } = await propose(LOOSER);
        await lifecycle.activate(id, { reason: 'Yes' }, BOB);
        await writeFile(file, 'extends: default\nversion: "file-2"\n');
        const again = await startReplica(knex, {
          clock,
          config: { aiGovernance: config },
        });
        expect(version(again.services)).toBe('2');
        expect(again.logger.warn).toHaveBeenCalledWith(
          expect.stringContaining('was activated in the portal'),
        );
        await again.services.frameworkLifecycle.rollBack(id, 'Back', BOB);
        expect(version(again.services)).toBe('file-1');
        const last = await startReplica(knex, {
          clock,
          config: { aiGovernance: config },
        });
        expect(version(last.services)).toBe('file-2');
      } finally {
        await rm(folder, { recursive: true });
      }
    });

    it('returns to the version before, which stands through a restart and can be rolled back as well', async () => {
      const started = await start();
      const { lifecycle, propose, version, knex, clock } = started;
      const first = version();
      const second = await propose(LOOSER);
      await lifecycle.activate(second.id, { reason: 'Yes' }, BOB);
      clock.advance({ minutes: 1 });
      // Announced, and then out of place before its time comes.
      const third = await propose(STRICTER);
      await lifecycle.activate(third.id, { reason: 'Yes' }, BOB);
      clock.advance({ minutes: 1 });
      const fourth = await propose(
        'extends: default\nversion: "4"\ncontrols:\n  - id: CQ-002\n    remove: true\n',
      );
      await lifecycle.activate(fourth.id, { reason: 'Yes' }, BOB);
      const states = async () =>
        Object.fromEntries(
          (await lifecycle.list()).map(each => [each.version, each.state]),
        );
      expect(await states()).toEqual({
        '2': 'superseded',
        '3': 'superseded',
        '4': 'inForce',
      });
      await lifecycle.rollBack(fourth.id, 'Back', BOB);
      expect(await states()).toMatchObject({ '3': 'announced' });
      await lifecycle.rollBack(third.id, 'Back', BOB);
      expect(await states()).toMatchObject({
        '2': 'inForce',
        '3': 'rolledBack',
        '4': 'rolledBack',
      });
      const again = await startReplica(knex, { clock });
      expect(version(again.services)).toBe('2');
      await again.services.frameworkLifecycle.rollBack(second.id, 'Back', BOB);
      expect(version(again.services)).toBe(first);
    });

    it('tells of the mistakes of a refused file, whatever is in force since', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'plumbline-framework-'));
      try {
        const file = join(folder, 'framework.yaml');
        await writeFile(
          file,
          'extends: default\nlevels:\n  - level: 2\n    requiredControls: [XX-999]\n',
        );
        const { lifecycle, propose, services } = await start({
          framework: { file },
        });
        const refused = [
          {
            path: 'levels[2].requiredControls[0]',
            message: 'there is no control "XX-999"',
            line: 4,
          },
        ];
        expect(services.framework.current().refused).toEqual(refused);
        const { id } = await propose(LOOSER);
        await lifecycle.activate(id, { reason: 'Yes' }, BOB);
        expect(services.framework.current()).toMatchObject({
          framework: { version: '2' },
          refused,
        });
      } finally {
        await rm(folder, { recursive: true });
      }
    });

    it('says service by service what would change, and changes nothing', async () => {
      const started = await start();
      const { services, knex, propose, lifecycle } = started;
      const tables = ['scorecards', 'judged_parts', 'assessment_queue'];
      const look = () => Promise.all(tables.map(table => knex(table)));
      const before = await look();
      const { id } = await propose(LOOSER);
      const { framework } = await lifecycle.require(id);
      const found = await services.dryRun.run(framework, { limit: 1 }, USER);
      expect(found).toMatchObject({
        counts: { entities: 2, changed: 2, ownLevelUp: 0, ownLevelDown: 0 },
        items: [{ entityRef: REF, controls: [{ id: 'CQ-001', to: null }] }],
        next: REF,
      });
      expect(found.counts.controls).toEqual([
        expect.objectContaining({ id: 'CQ-001', to: null, entities: 2 }),
      ]);
      const rest = await services.dryRun.run(
        framework,
        { limit: 5, after: found.next },
        USER,
      );
      expect(rest.items.map(({ entityRef }) => entityRef)).toEqual([
        'component:default/ledger',
      ]);
      expect(rest.next).toBeUndefined();
      expect(await look()).toEqual(before);
      const none = await services.dryRun.run(
        services.framework.current().framework,
        { limit: 5 },
        USER,
      );
      expect(none.counts).toMatchObject({ entities: 2, changed: 0 });
      const named = (control: string) =>
        services.dryRun.run(framework, { limit: 5, control }, USER);
      expect((await named('CQ-001')).items).toHaveLength(2);
      const other = await named('SEC-001');
      expect(other.items).toEqual([]);
      expect(other.next).toBeUndefined();
      expect(other.counts.changed).toBe(2);
    });

    it('compares two versions that were proposed', async () => {
      const { propose, lifecycle } = await start();
      const first = await propose(LOOSER);
      const second = await propose(
        'extends: default\nversion: "5"\nsettings: { maxExceptionDays: 30 }\n',
      );
      const between = async (id: string, against?: string) =>
        (await lifecycle.get(id, against)).difference;
      expect(await between(second.id)).toMatchObject({
        added: [],
        removed: [],
      });
      expect((await between(second.id, first.id)).added).toEqual([
        expect.objectContaining({ control: 'CQ-001' }),
      ]);
      expect(await between(first.id, first.id)).toMatchObject({ same: true });
      await expect(between(first.id, 'nothing')).rejects.toThrow(
        'no framework version nothing',
      );
    });

    it('reads descriptors in the words of the framework that judges', async () => {
      const { services, clock, propose, lifecycle } = await start();
      await services.inventory.learn(
        [
          component('checkout', {
            annotations: {
              'ai-governance/handles': 'card-numbers',
            },
          }),
        ],
        clock.now(),
      );
      await services.runner.run();
      const profile = async () =>
        (await services.scorecards.get(REF, USER)).scorecard!.profile;
      expect((await profile()).tier.value).toBe(2);
      expect((await profile()).conflicts).toEqual([
        expect.objectContaining({
          message: expect.stringContaining('"card-numbers"'),
        }),
      ]);

      const { id } = await propose(`
extends: default
version: "6"
handles:
  - id: card-data
    aliases: [card-numbers]
    name: Card data
    description: Numbers of cards and whose they are
    tierFloor: 3
    classificationFloor: restricted
controls:
  - id: CMP-001
    applicability: { tierAtLeast: 3 }
`);
      // A trial reads them so as well: it finds the control to apply as before.
      const { framework } = await lifecycle.require(id);
      const trial = await services.dryRun.run(framework, { limit: 5 }, USER);
      expect(trial.items.map(({ entityRef }) => entityRef)).toEqual([
        'component:default/ledger',
      ]);
      await lifecycle.activate(id, { reason: 'Agreed' }, BOB);
      await services.runner.run();
      expect(await profile()).toMatchObject({
        tier: { value: 3 },
        classification: { value: 'restricted' },
        handles: { value: ['card-data'] },
        conflicts: [],
      });
      expect(
        (await services.declarations.get(REF, USER)).descriptor,
      ).toMatchObject({ values: { handles: ['card-data'] }, invalid: [] });
    });

    it('comes to what is judged once it is in force', async () => {
      const started = await start();
      const { services, propose, lifecycle } = started;
      const stricter = await propose(
        'extends: default\nversion: "4"\ncontrols:\n  - id: CMP-001\n    applicability: { tierAtLeast: 3 }\n',
      );
      const { framework } = await lifecycle.require(stricter.id);
      const { items } = await services.dryRun.run(
        framework,
        { limit: 10 },
        USER,
      );
      await lifecycle.activate(
        stricter.id,
        { reason: 'Yes', effectiveFrom: '2026-11-20' },
        BOB,
      );
      await services.runner.run();
      for (const { entityRef, ownLevel, controls } of items) {
        const { scorecard } = await services.scorecards.get(entityRef, USER);
        expect(scorecard!.ownLevel).toBe(ownLevel.to);
        for (const { id, to } of controls) {
          expect(
            scorecard!.controls.find(({ control }) => control === id)?.status,
          ).toBe(to);
        }
      }
      expect(items).toHaveLength(2);
    });
  },
);
