import { mockCredentials } from '@backstage/backend-test-utils';
import {
  component,
  startReplica,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';
import { isPostgres } from '../database/bulk';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

jest.setTimeout(60_000);

const databases = testDatabases();

const USER = mockCredentials.user();
const REF = 'component:default/checkout';
const GROUP = 'group:default/payments';

describe.each(databases.eachSupportedId())(
  'AssessmentRunner on %s',
  databaseId => {
    async function start(
      options: Partial<Parameters<typeof startServices>[0]> = {},
    ) {
      const started = await startServices({
        databases,
        databaseId,
        ...options,
      });
      const { services, clock, knex } = started;
      const rows = (): Promise<any[]> =>
        knex('scorecards').orderBy('entity_ref');
      const push = (check: string, outcome: 'pass' | 'fail', subject = REF) =>
        services.evidence.push(
          [
            {
              subject,
              source: 'ci:main',
              items: [{ check, outcome, summary: outcome }],
            },
          ],
          clock.now(),
        );
      const checkOf = async (id: string) => {
        const { scorecard } = await services.scorecards.get(REF, USER);
        return scorecard!.controls
          .flatMap(control => control.parts)
          .flatMap(part => part.checks)
          .find(check => check.check === id)!;
      };
      const item = async (ref = REF) =>
        (await services.scorecards.byRefs([ref], USER))[0];
      const status = async (control: string) =>
        (await item()).controls.find(each => each.id === control)!.status;
      return { ...started, rows, push, checkOf, item, status };
    }

    it('judges what was learned and writes nothing when nothing changed', async () => {
      const { services, clock, knex, events, rows } = await start();
      await services.inventory.learn(
        [component('checkout'), component('ledger')],
        clock.now(),
      );
      const first = await services.runner.run();
      expect(first.changed).toEqual(
        expect.arrayContaining([
          REF,
          'component:default/ledger',
          GROUP,
          'organization',
        ]),
      );
      expect(events.flat()).toContain(REF);
      const before = await rows();
      expect(before).toHaveLength(2);

      clock.advance({ minutes: 5 });
      await services.inventory.learn(
        [component('checkout'), component('ledger')],
        clock.now(),
      );
      expect(await services.runner.run()).toEqual({ judged: 0, changed: [] });
      expect(await rows()).toEqual(before);
      expect(await knex('scorecard_history')).toEqual([]);
      const { items } = await services.scorecards.list({}, USER);
      expect(items.map(each => each.entityRef)).toEqual([
        REF,
        'component:default/ledger',
      ]);
    });

    it('judges again without writing when the input changed and the judgement did not', async () => {
      const { services, clock, knex, rows } = await start();
      await services.inventory.learn([component('checkout')], clock.now());
      await services.runner.run();
      const [before] = await rows();
      await services.evidence.push(
        [
          {
            subject: REF,
            source: 'ci:main',
            items: [
              { check: 'nobody.asks', outcome: 'pass', summary: 'ignored' },
            ],
          },
        ],
        clock.now(),
      );
      expect(await services.runner.run()).toEqual({ judged: 1, changed: [] });
      const [after] = await rows();
      expect(after).toEqual({
        ...before,
        input_digest: after.input_digest,
        inputs: after.inputs,
      });
      expect(after.inputs).toContain('ci:main');
      expect(after.input_digest).not.toBe(before.input_digest);
      expect(await knex('scorecard_history')).toEqual([]);
    });

    it('moves what is superseded to the history and says when it changed', async () => {
      const { services, clock, knex, push, status } = await start();
      await services.inventory.learn([component('checkout')], clock.now());
      const first = clock.now();
      await services.runner.run();
      expect(await status('SEC-001')).toBe('unknown');
      clock.advance({ days: 1 });
      await push('SEC-001.scanner', 'fail');
      await services.runner.run();
      expect(await status('SEC-001')).toBe('gap');
      expect(await knex('scorecard_history')).toEqual([
        expect.objectContaining({
          entity_ref: REF,
          from_at: first,
          until_at: clock.now(),
        }),
      ]);
      const history = await services.history.get(REF, { limit: 10 }, USER);
      expect(history.items.map(step => step.at)).toEqual([clock.now(), first]);
      expect(history.items[0].changes).toEqual([
        { control: 'SEC-001', from: 'unknown', to: 'gap' },
      ]);
      const page = await services.history.get(REF, { limit: 1 }, USER);
      const rest = await services.history.get(
        REF,
        { limit: 1, cursor: page.nextCursor },
        USER,
      );
      expect([...page.items, ...rest.items]).toEqual(history.items);
      expect(rest.nextCursor).toBeUndefined();
    });

    it('finds evidence stale by the clock alone', async () => {
      const { services, clock, rows, push, checkOf } = await start();
      await services.inventory.learn([component('checkout')], clock.now());
      await push('TM-003.settings', 'pass');
      await services.evidence.push(
        [
          {
            subject: REF,
            source: 'ci:assistants',
            items: [
              {
                check: 'repository.assistants',
                outcome: 'pass',
                summary: 'cursor',
                data: { assistants: ['cursor'] },
              },
              {
                check: 'TM-003.ignore-file',
                outcome: 'pass',
                summary: 'covers secrets',
              },
            ],
          },
        ],
        clock.now(),
      );
      await services.runner.run();
      const [before] = await rows();
      expect((await checkOf('TM-003.ignore-file')).outcome).toBe('pass');
      expect(before.due_at).not.toBeNull();

      // To the very instant: before it nothing is due, at it everything is.
      const days =
        (Date.parse(before.due_at) - Date.parse(clock.now())) / 864e5;
      clock.advance({ days });
      clock.advance({ seconds: -1 });
      expect(await services.runner.run()).toEqual({ judged: 0, changed: [] });
      clock.advance({ seconds: 1 });
      expect((await services.runner.run()).changed).toContain(REF);
      const [after] = await rows();
      expect(after.statuses).not.toBe(before.statuses);
      expect(after.due_at === null || after.due_at > clock.now()).toBe(true);
      expect((await checkOf('TM-003.ignore-file')).outcome).toBe('stale');
      expect(await services.runner.run()).toEqual({ judged: 0, changed: [] });
    });

    it('changes the entities of a group without rewriting them', async () => {
      const { services, clock, rows, knex, item } = await start();
      await services.inventory.learn(
        [
          component('checkout'),
          component('ledger', { owners: ['group:default/other'] }),
        ],
        clock.now(),
      );
      await services.runner.run();
      const before = await rows();
      const otherBefore = await item('component:default/ledger');
      const itemBefore = await item();
      clock.advance({ days: 1 });
      for (const check of ['OPS-001.completion', 'OPS-001.mean-score']) {
        await services.attestations.attest(
          { check, subject: GROUP, statement: 'everybody, 95 %' },
          'user:default/ada',
          clock.now(),
        );
      }
      expect(await services.runner.run()).toEqual({
        judged: 1,
        changed: [GROUP],
      });
      expect(await rows()).toEqual(before);
      const itemAfter = await item();
      expect(itemAfter.score).toBeGreaterThan(itemBefore.score!);
      expect(itemAfter.changedAt).toBe(clock.now());
      expect(await item('component:default/ledger')).toEqual(otherBefore);
      expect(await knex('judged_parts_history')).toHaveLength(1);
    });

    it('makes the lapse of an organization attestation one row', async () => {
      const { services, clock, rows, knex, status } = await start();
      await services.inventory.learn(
        Array.from({ length: 20 }, (_, index) =>
          component(index === 0 ? 'checkout' : `c${index}`),
        ),
        clock.now(),
      );
      const { framework } = services.framework.current();
      for (const check of framework.controls
        .find(control => control.id === 'CMP-002')!
        .parts.flatMap(part => part.checks)) {
        const { id } = await services.attestations.attest(
          {
            check: check.id,
            subject: 'organization',
            statement: 'done',
            items: (check.wanted ?? []).map(name => ({ name, digest: 'x' })),
            validUntil: '2026-12-01T00:00:00.000Z',
          },
          'user:default/ada',
          clock.now(),
        );
        await services.attestations.approve(
          id,
          'user:default/bob',
          clock.now(),
        );
      }
      await services.runner.run();
      expect(await status('CMP-002')).toBe('met');
      const before = await rows();
      const history = await knex('judged_parts_history');
      clock.advance({ days: 15 });
      expect(await services.runner.run()).toEqual({
        judged: 1,
        changed: ['organization'],
      });
      expect(await status('CMP-002')).toBe('stale');
      expect(await rows()).toEqual(before);
      expect(await knex('scorecard_history')).toEqual([]);
      expect(await knex('judged_parts_history')).toHaveLength(
        history.length + 1,
      );
    });

    it('shows a lapse of the organization even before it is judged again', async () => {
      const { services, clock, status } = await start();
      await services.inventory.learn([component('checkout')], clock.now());
      const { id } = await services.attestations.attest(
        {
          check: 'OPS-002.playbook',
          subject: 'organization',
          statement: 'done',
          items: services.framework
            .current()
            .framework.controls.flatMap(control => control.parts)
            .flatMap(part => part.checks)
            .find(check => check.id === 'OPS-002.playbook')!
            .wanted!.map(name => ({ name, digest: 'x' })),
          validUntil: '2026-12-01T00:00:00.000Z',
        },
        'user:default/ada',
        clock.now(),
      );
      await services.attestations.approve(id, 'user:default/bob', clock.now());
      await services.runner.run();
      const before = await status('OPS-002');
      clock.advance({ days: 15 });
      expect(await status('OPS-002')).not.toBe(before);
    });

    it('keeps a batch queued when it is interrupted', async () => {
      const { services, clock, knex, rows, push } = await start();
      await services.inventory.learn([component('checkout')], clock.now());
      await services.runner.run();
      const before = await rows();
      await push('SEC-001.scanner', 'fail');
      // The judgement cannot be stored: the history refuses it.
      await knex.schema.renameTable('scorecard_history', 'elsewhere');
      await expect(services.runner.run()).rejects.toThrow();
      expect(await rows()).toEqual(before);
      expect(await knex('assessment_queue')).toEqual([
        expect.objectContaining({ subject: REF }),
      ]);
      await knex.schema.renameTable('elsewhere', 'scorecard_history');
      expect((await services.runner.run()).changed).toEqual([REF]);
    });

    it('judges what was queued before a call, whenever the call comes', async () => {
      const { services, clock, status, push } = await start();
      await services.inventory.learn([component('checkout')], clock.now());
      const first = services.runner.run();
      await push('SEC-001.scanner', 'fail');
      await services.runner.run();
      expect(await status('SEC-001')).toBe('gap');
      await first;
    });

    it('judges each entity once with two replicas at work', async () => {
      const { services, clock, knex } = await start();
      await services.inventory.learn(
        Array.from({ length: 1200 }, (_, index) => component(`c${index}`)),
        clock.now(),
      );
      const second = await startReplica(knex, { clock });
      const results = await Promise.all([
        services.runner.run(),
        second.services.runner.run(),
      ]);
      const changed = results
        .flatMap(result => result.changed)
        .filter(subject => subject.startsWith('component:'));
      expect(changed).toHaveLength(1200);
      expect(new Set(changed).size).toBe(1200);
      expect(await knex('scorecards')).toHaveLength(1200);
      expect(await knex('scorecard_history')).toEqual([]);
      expect(await knex('assessment_queue')).toEqual([]);
    });

    it('loses no evidence that arrives while it judges', async () => {
      const { services, clock, knex, rows, push } = await start();
      const refs = Array.from({ length: 40 }, (_, index) => `c${index}`);
      await services.inventory.learn(
        refs.map(name => component(name)),
        clock.now(),
      );
      const running = [services.runner.run()];
      for (const [index, name] of refs.entries()) {
        await push('SEC-001.scanner', 'fail', `component:default/${name}`);
        if (index % 10 === 0) {
          running.push(services.runner.run());
        }
      }
      await Promise.all(running);
      await services.runner.run();
      expect(await knex('assessment_queue')).toEqual([]);
      const { positions } = services.framework.current();
      expect(
        (await rows()).map(row => row.statuses[positions.get('SEC-001')!]),
      ).toEqual(refs.map(() => 'g'));
    });

    it('forgets queued entities that are gone', async () => {
      const { services, clock, knex, rows } = await start();
      await services.inventory.learn([component('checkout')], clock.now());
      await services.inventory.forget([REF], clock.now());
      await services.runner.run();
      expect(await rows()).toEqual([]);
      expect(await knex('assessment_queue')).toEqual([]);
    });

    describe('when the framework changes', () => {
      let folder: string;

      beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), 'framework-'));
      });

      afterEach(async () => {
        await rm(folder, { recursive: true, force: true });
      });

      const withFramework = async (text: string) => {
        const file = join(folder, 'framework.yaml');
        await writeFile(file, text);
        return { aiGovernance: { framework: { file } } };
      };

      it('judges everything again under the new one', async () => {
        const { services, clock, knex, rows } = await start();
        await services.inventory.learn([component('checkout')], clock.now());
        await services.runner.run();
        const [before] = await rows();
        clock.advance({ days: 1 });
        const next = await startReplica(knex, {
          clock,
          config: await withFramework(
            'extends: default\nid: acme\nversion: "2"\nname: Acme\nsettings:\n  assumedClassification: restricted\n',
          ),
        });
        expect(next.services.framework.current().framework.id).toBe('acme');
        const run = await next.services.runner.run();
        expect(run.changed).toContain(REF);
        const [after] = await rows();
        expect(after.framework_digest).not.toBe(before.framework_digest);
        const [item] = (await next.services.scorecards.list({}, USER)).items;
        expect(item.classification).toBe('restricted');
        const versions = await next.services.framework.versions();
        expect(
          versions.map(({ version, inForceUntil }) => [version, inForceUntil]),
        ).toEqual([
          ['2', undefined],
          [expect.any(String), clock.now()],
        ]);
        expect(await next.services.audit.list({ limit: 1 })).toEqual([
          expect.objectContaining({
            body: expect.objectContaining({ action: 'framework.putInForce' }),
          }),
        ]);
      });

      it('keeps the last good one when the file is wrong', async () => {
        const { services, clock, knex } = await start();
        const { digest } = services.framework.current();
        const next = await startReplica(knex, {
          clock,
          config: await withFramework(
            'extends: default\nsettings:\n  assumedClassification: cosmic\n  assumedTier: 7\n',
          ),
        });
        expect(next.services.framework.current().digest).toBe(digest);
        const paths = next.services.framework
          .current()
          .refused?.map(({ path }) => path);
        expect(paths).toEqual(
          expect.arrayContaining([
            expect.stringContaining('assumedClassification'),
            expect.stringContaining('assumedTier'),
          ]),
        );
        const logged = (next.logger as any).error.mock.calls.flat().join('\n');
        expect(logged).toContain('assumedClassification');
        expect(logged).toContain('assumedTier');
        expect(await next.services.framework.versions()).toHaveLength(1);
        expect(await knex('assessment_queue')).toHaveLength(2);
      });

      it('queues nothing on a start under the same one', async () => {
        const { services, clock, knex } = await start();
        await services.runner.run();
        const entries = await services.audit.list({ limit: 10 });
        const next = await startReplica(knex, { clock });
        expect(await knex('assessment_queue')).toEqual([]);
        expect(await next.services.audit.list({ limit: 10 })).toEqual(entries);
      });

      it('lets replicas start at once', async () => {
        const { knex, clock } = await start();
        await knex('frameworks').delete();
        await knex('control_positions').delete();
        await Promise.all(
          Array.from({ length: isPostgres(knex) ? 4 : 1 }, () =>
            startReplica(knex, { clock }),
          ),
        );
        expect(await knex('frameworks')).toHaveLength(1);
        expect(await knex('control_positions')).toHaveLength(14);
      });
    });

    it('judges a new entity with the first look, and again where evidence was sent ahead', async () => {
      const { services, clock, knex } = await startServices({
        databases,
        databaseId,
      });
      await services.runner.run();
      await services.evidence.push(
        [
          {
            subject: 'component:default/ledger',
            source: 'ci:test',
            items: [
              {
                check: 'SEC-003.branch-rules',
                outcome: 'pass',
                summary: 'Reviews are required',
              },
            ],
          },
        ],
        clock.now(),
      );
      await knex('assessment_queue').delete();
      await services.inventory.learn(
        [component('checkout'), component('ledger')],
        clock.now(),
        services.runner.fresh(),
      );
      expect(
        (await knex('scorecards').orderBy('entity_ref')).map(
          row => row.entity_ref,
        ),
      ).toEqual(['component:default/checkout']);
      expect(
        (await knex('assessment_queue').orderBy('subject')).map(
          row => row.subject,
        ),
      ).toEqual(['component:default/ledger', 'group:default/payments']);
      expect((await services.runner.run()).changed).toContain(
        'component:default/ledger',
      );
      expect(
        (await knex('scorecards').orderBy('entity_ref')).map(row => [
          row.entity_ref,
          Number(row.revision) > 0,
        ]),
      ).toEqual([
        ['component:default/checkout', true],
        ['component:default/ledger', true],
      ]);
    });
  },
);
