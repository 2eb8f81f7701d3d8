import { mockCredentials } from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type {
  Exercise,
  FollowUp,
  Incident,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { Knex } from 'knex';
import {
  component,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';
import { acknowledged, group, user } from '../__testUtils__/people';
import { ORGANIZATION } from '../assessment/AssessmentQueue';
import { exerciseStoreOf, incidentStoreOf } from '../incidents/stores';

jest.setTimeout(120_000);

const databases = testDatabases();
const as = (name: string) => mockCredentials.user(`user:default/${name}`);
const ADA = as('ada');
const SEC = as('sec');

/** More than one source of the inbox looks at. */
const MANY = 205;

const numbers = Array.from({ length: MANY }, (_, index) => index);

/** Puts copies of a row into its table, each changed a little. */
async function copies(
  knex: Knex,
  table: string,
  row: object,
  change: (index: number) => object,
) {
  await knex.batchInsert(
    table,
    numbers.map(index => ({ ...row, ...change(index) })),
    40,
  );
}

describe.each(databases.eachSupportedId())(
  'the inbox behind much that is of others on %s',
  databaseId => {
    async function start() {
      const notifications: NotificationSendOptions[] = [];
      const started = await startServices({
        databases,
        databaseId,
        entities: [
          group('support'),
          group('payments'),
          group('risk'),
          user('ada', ['support']),
          user('sec', ['risk']),
        ],
        config: {
          aiGovernance: {
            roles: {
              'security-compliance': ['user:default/sec'],
              'executive-sponsor': ['user:default/boss'],
            },
          },
        },
        notifications: {
          async send(sent) {
            notifications.push(sent);
          },
        },
      });
      const { services, clock, knex } = started;
      await services.groups.refresh(mockCredentials.service());
      await acknowledged(services, 'sec', 'boss');
      await services.inventory.learn(
        ['one', 'two'].map(name => component(name)),
        clock.now(),
      );
      await services.runner.run();
      return {
        ...started,
        notifications,
        ids: async (of: typeof ADA, kind: string) =>
          (await services.inbox.list(of, 500)).items
            .filter(item => item.kind === kind)
            .map(({ id }) => id),
        async ask() {
          clock.advance({ minutes: 1 });
          const { id } = await services.exceptions.request(
            {
              entityRefs: ['component:default/one'],
              control: 'SEC-001',
              reason: 'The scanner is being replaced',
              compensatingControls: ['Two reviewers'],
              until: '2026-11-29',
            },
            ADA,
          );
          return {
            id,
            request: await knex('exception_requests').where({ id }).first(),
            exception: await knex('exceptions')
              .where({ request_id: id })
              .first(),
          };
        },
      };
    }

    const followUp = (id: string, owner: string): FollowUp => ({
      id,
      text: `Do ${id}`,
      owner,
      dueOn: '2026-11-22',
    });
    const exercise = (
      id: string,
      at: string,
      followUps: FollowUp[],
    ): Exercise => ({
      id,
      at,
      state: 'held',
      version: 1,
      heldOn: '2026-11-18',
      scenario: id,
      playbook: 'data-leak',
      participants: [],
      findings: 'Slow',
      recordedBy: 'user:default/sec',
      attestation: 'x',
      followUps,
    });
    const incident = (
      id: string,
      at: string,
      followUps: FollowUp[],
    ): Incident => ({
      id,
      at,
      state: 'reviewed',
      version: 1,
      title: id,
      description: 'x',
      severity: 'low',
      detectedAt: at,
      entityRefs: [],
      controls: [],
      playbook: 'other',
      reportedBy: 'user:default/sec',
      steps: [],
      review: {
        failed: 'x',
        controlChanges: 'x',
        followUps,
        by: 'user:default/sec',
        at,
      },
    });

    it('has the follow-ups of the oldest incident and exercise, and reminds of them', async () => {
      const { services, background, knex, ids, notifications } = await start();
      const mine = 'group:default/support';
      const stores = {
        incidents: incidentStoreOf(knex),
        exercises: exerciseStoreOf(knex),
      };
      const at = (index: number) =>
        new Date(Date.UTC(2026, 9, 1) + index * 60_000).toISOString();
      const add = (id: string, index: number, owner: string) =>
        knex.transaction(async trx => {
          await stores.incidents.insert(
            trx,
            incident(`i${id}`, at(index), [followUp(`i-${id}`, owner)]),
          );
          await stores.exercises.insert(
            trx,
            exercise(`e${id}`, at(index), [followUp(`e-${id}`, owner)]),
          );
        });
      await add('mine', 0, mine);
      const statements = async () => {
        let count = 0;
        const listen = () => {
          count += 1;
        };
        knex.on('query', listen);
        await services.inbox.list(ADA, 500);
        await services.inbox.list(ADA, 500);
        knex.removeListener('query', listen);
        return count;
      };
      await statements();
      const few = await statements();
      for (const index of numbers) {
        await add(String(index), index + 1, 'user:default/sec');
      }
      expect((await ids(ADA, 'followUp')).sort()).toEqual(['e-mine', 'i-mine']);
      expect(await statements()).toBe(few);
      await background.dueReminders!.run();
      const told = notifications.filter(({ recipients }) =>
        (recipients as any).entityRef.includes('user:default/ada'),
      );
      expect(told.map(({ payload }) => payload.description)).toEqual([
        expect.stringMatching(/Do [ie]-mine.*; Do [ie]-mine/),
      ]);
      await services.exercises.finishFollowUp('emine', 'e-mine', ADA);
      expect(await ids(ADA, 'followUp')).toEqual(['i-mine']);
    });

    it('has the exception to confirm and the one that ends', async () => {
      const { services, clock, knex, ids, ask } = await start();
      const { id } = await ask();
      clock.advance({ minutes: 1 });
      await services.exceptions.decide(
        id,
        { approve: true, reason: 'Fine' },
        SEC,
      );
      const granted = await knex('exception_requests').where({ id }).first();
      const exception = await knex('exceptions')
        .where({ request_id: id })
        .first();
      // Of others, and over sooner.
      await copies(knex, 'exception_requests', granted, index => ({
        id: `r${index}`,
        until_at: '2026-11-28T00:00:00.000Z',
        requested_by: 'user:default/sec',
      }));
      await copies(knex, 'exceptions', exception, index => ({
        id: `e${index}`,
        request_id: `r${index}`,
        entity_ref: `component:default/other-${index}`,
        moved_to: JSON.stringify(['group:default/payments']),
        reconfirm_by: '2026-12-01T00:00:00.000Z',
      }));
      await services.inventory.learn(
        numbers.map(index => component(`other-${index}`)),
        clock.now(),
      );
      expect(await ids(ADA, 'endingException')).toEqual([id]);
      clock.advance({ minutes: 1 });
      await services.inventory.learn(
        [component('one', { owners: ['group:default/support'] })],
        clock.now(),
      );
      expect(await ids(ADA, 'exceptionToConfirm')).toEqual([id]);
    });

    it('has what is to be decided behind what the reader took over', async () => {
      const { services, clock, knex, ids, ask } = await start();
      const { id, request, exception } = await ask();
      const moved_to = JSON.stringify(['group:default/risk']);
      const sooner = '2026-11-01T00:00:00.000Z';
      await copies(knex, 'exception_requests', request, index => ({
        id: `r${index}`,
        requested_at: sooner,
      }));
      await copies(knex, 'exceptions', exception, index => ({
        id: `e${index}`,
        request_id: `r${index}`,
        open_key: null,
        moved_to,
      }));
      // For the sponsor alone.
      await copies(knex, 'exception_requests', request, index => ({
        id: `s${index}`,
        requested_at: sooner,
        renewal: 3,
      }));
      await copies(knex, 'exceptions', exception, index => ({
        id: `s${index}`,
        request_id: `s${index}`,
        open_key: null,
      }));
      expect(await ids(SEC, 'exception')).toEqual([id]);

      for (const tier of [3, 1] as const) {
        clock.advance({ minutes: 1 });
        await services.declarations.declare(
          'component:default/two',
          { tier },
          'user:default/ada',
          ADA,
        );
      }
      const declaration = await knex('declarations')
        .where({ state: 'pending' })
        .first();
      await copies(knex, 'declarations', declaration, index => ({
        id: `d${index}`,
        declared_at: sooner,
        moved_to,
      }));
      expect(await ids(SEC, 'declaration')).toEqual([declaration.id]);
    });

    it('has the attestation that ends behind those that were renewed and those of other roles', async () => {
      const { knex, ids } = await start();
      const row = {
        subject: 'component:default/one',
        statement: 'So it is',
        items: '[]',
        attested_by: 'user:default/ada',
        from_at: '2026-10-01T00:00:00.000Z',
        until_at: '2026-11-25T00:00:00.000Z',
      };
      for (const [prefix, until_at] of [
        ['a', row.until_at],
        ['b', '2027-11-25T00:00:00.000Z'],
      ]) {
        await copies(knex, 'attestations', row, index => ({
          id: `${prefix}${index}`,
          check_id: `X-${index}`,
          until_at,
        }));
      }
      await copies(knex, 'attestations', row, index => ({
        id: `o${index}`,
        check_id: `O-${index}`,
        subject: ORGANIZATION,
        attested_by: 'user:default/sec',
        confirmed_by: 'user:default/eve',
      }));
      await knex('attestations').insert({
        ...row,
        id: 'mine',
        check_id: 'X',
        until_at: '2026-11-26T00:00:00.000Z',
      });
      expect(await ids(ADA, 'endingAttestation')).toEqual(['mine']);
    });
  },
);
