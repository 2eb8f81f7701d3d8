import { mockCredentials } from '@backstage/backend-test-utils';
import type {
  DeclaredValues,
  InventoryEntity,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { component, testDatabases } from '../__testUtils__/harness';
import { startWithReviewers } from '../__testUtils__/reviewers';
import { drawn } from '../__testUtils__/sample';

jest.setTimeout(60_000);

const databases = testDatabases();
const ADA = 'user:default/ada';
const BOB = 'user:default/bob';
const CAT = 'user:default/cat';
const EVE = 'user:default/eve';
const as = (ref: string) => mockCredentials.user(ref);

const SAMPLED = drawn(true, 4);
const [OTHER] = drawn(false, 1);
const NAME = SAMPLED[0];
const refOf = (name: string) => `component:default/${name}`;
const REF = refOf(NAME);

describe.each(databases.eachSupportedId())(
  'first declarations in descriptors on %s',
  databaseId => {
    async function start() {
      const started = await startWithReviewers(
        {
          ada: ['security'],
          bob: ['security'],
          // In the role, and one of the owners.
          cat: ['security', 'payments'],
          eve: ['payments'],
        },
        { databases, databaseId },
      );
      const { services, clock, knex } = started;
      /** Has the catalog tell of services whose descriptors say this, before they are judged. */
      const learn = async (
        classification: string | undefined,
        names: readonly string[] = [NAME],
        overrides: Partial<InventoryEntity> = {},
      ) => {
        clock.advance({ minutes: 1 });
        await services.inventory.learn(
          names.map(name =>
            component(name, {
              annotations:
                classification === undefined
                  ? {}
                  : { 'ai-governance/data-classification': classification },
              ...overrides,
            }),
          ),
          clock.now(),
          services.runner.fresh(),
        );
      };
      const tell = async (...said: Parameters<typeof learn>) => {
        await learn(...said);
        await services.runner.run();
      };
      const waiting = async (by = BOB) =>
        (await services.inbox.list(as(by), 50)).items
          .filter(({ kind }) => kind === 'declarationToReview')
          .map(({ id }) => id);
      return {
        ...started,
        learn,
        tell,
        waiting,
        async drawnOne() {
          await tell('internal');
          return (await waiting())[0];
        },
        declare: (values: DeclaredValues, by = EVE) => {
          clock.advance({ minutes: 1 });
          return services.declarations.declare(REF, values, by, as(by));
        },
        approve: (id: string, by = BOB) => {
          clock.advance({ minutes: 1 });
          return services.declarations.decide(
            id,
            { approve: true, reason: 'Asked the team' },
            as(by),
          );
        },
        review: (
          id: string,
          outcome: 'confirmed' | 'questioned' = 'confirmed',
          by = BOB,
        ) =>
          services.declarationReviews.review(
            id,
            { outcome, reason: ' Read the code ' },
            as(by),
          ),
        sampled: async (by = BOB) =>
          (await services.declarations.get(REF, as(by))).sampled,
        decided: async (page: object = {}) =>
          services.declarations.list(
            { state: 'decided', entityRef: REF, limit: 50, ...page },
            as(EVE),
          ),
        actions: async () =>
          (await services.audit.list({ limit: 50, subject: REF })).map(
            ({ body }) => body!.action,
          ),
        rows: () => knex('profile_reviews').where({ entity_ref: REF }),
      };
    }

    it('wait for the deciding role, and for nobody who owns it', async () => {
      const { tell, waiting, told, sampled, services, clock } = await start();
      await tell('internal', [NAME, OTHER]);
      const [id, ...others] = await waiting();
      expect(others).toEqual([]);
      expect(await waiting(ADA)).toEqual([id]);
      expect(await waiting(CAT)).toEqual([]);
      expect(await waiting(EVE)).toEqual([]);
      expect(await sampled()).toEqual({
        id,
        entityRef: REF,
        state: 'toReview',
        source: 'descriptor',
        values: { classification: 'internal' },
        by: 'group:default/payments',
        owners: ['group:default/payments'],
        at: clock.now(),
        approverRole: 'security-compliance',
        reasons: [],
        lowerings: [],
        allowed: { withdraw: false, review: true },
      });
      expect((await sampled(CAT))!.allowed!.review).toBe(false);
      expect(await told()).toEqual([
        [
          'Declarations in catalog-info.yaml wait for you to look at them',
          '/ai-governance/inbox',
          [ADA, BOB],
        ],
      ]);
      const [entry] = await services.audit.list({ limit: 1, subject: REF });
      expect(entry.body).toMatchObject({
        actor: 'system:judgement',
        action: 'declaration.toReview',
        details: { declaration: id, why: 'sample' },
      });
    });

    it('are confirmed by somebody else in the role, once, with a reason', async () => {
      const started = await start();
      const { drawnOne, review, waiting, decided, actions, told, services } =
        started;
      const id = await drawnOne();
      await told();
      for (const [act, message] of [
        [() => review(id, 'confirmed', CAT), 'nor owns the entity'],
        [() => review(id, 'confirmed', EVE), 'nor owns the entity'],
        [
          () =>
            services.declarationReviews.review(
              id,
              { outcome: 'confirmed', reason: ' ' },
              as(BOB),
            ),
          'reason must say something',
        ],
      ] as const) {
        await expect(act()).rejects.toThrow(message);
      }
      // The owners of then do not look at it either.
      await started.tell('internal', [NAME], {
        owners: ['group:default/others'],
      });
      await expect(review(id, 'confirmed', CAT)).rejects.toThrow(
        'nor owns the entity',
      );
      expect(await waiting(CAT)).toEqual([]);
      expect(await actions()).not.toContain('declaration.confirmed');
      const reviewed = await review(id);
      expect(reviewed).toMatchObject({
        id,
        state: 'confirmed',
        source: 'descriptor',
        decidedBy: BOB,
        decision: 'Read the code',
      });
      expect(await waiting()).toEqual([]);
      expect((await decided()).items).toEqual([reviewed]);
      expect((await actions())[0]).toBe('declaration.confirmed');
      expect(await told()).toEqual([]);
      await expect(review(id, 'questioned', ADA)).rejects.toThrow(
        'Somebody looked at declaration',
      );
    });

    it('are questioned without changing anything, and the owners are told', async () => {
      const { drawnOne, review, told, services, sampled, tell, decided } =
        await start();
      const id = await drawnOne();
      const before = (await services.declarations.get(REF, as(EVE))).profile;
      await told();
      await review(id, 'questioned');
      expect(await told()).toEqual([
        [
          'A declaration of yours was questioned',
          `/catalog/default/component/${NAME}/ai-governance`,
          [CAT, EVE],
        ],
      ]);
      expect((await services.declarations.get(REF, as(EVE))).profile).toEqual(
        before,
      );
      expect(await sampled()).toMatchObject({ id, state: 'questioned' });
      await tell('confidential');
      expect(await sampled()).toBeUndefined();
      expect((await decided()).items).toMatchObject([
        { id, state: 'questioned' },
      ]);
    });

    it.each([
      ['another value', 'confidential'],
      ['no value', undefined],
    ])('wait no longer where the descriptor says %s', async (_, now) => {
      const { drawnOne, tell, waiting, review, actions, decided } =
        await start();
      const id = await drawnOne();
      await tell(now);
      expect(await waiting()).toEqual([]);
      await expect(review(id)).rejects.toThrow('it was declared anew');
      expect((await decided()).items).toEqual([]);
      expect((await actions())[0]).toBe('declaration.reviewEnded');
      // Taking the line out and putting it back leaves nobody out.
      await tell('internal');
      expect((await waiting()).length).toBe(now === undefined ? 1 : 0);
    });

    it('are drawn once, whatever becomes of the entity', async () => {
      const { drawnOne, tell, waiting, review, services, clock, rows } =
        await start();
      const id = await drawnOne();
      const again = async () => {
        await services.inventory.forget([REF], clock.now());
        expect(await waiting()).toEqual([]);
        await tell('internal');
      };
      await again();
      expect(await waiting()).toEqual([id]);
      await review(id);
      await again();
      expect(await waiting()).toEqual([]);
      clock.advance({ days: 400 });
      await services.inventory.forget([REF], clock.now());
      clock.advance({ days: 400 });
      await services.inventory.clean(clock.now());
      await tell('internal');
      expect(await waiting()).toEqual([]);
      expect(await rows()).toHaveLength(1);
    });

    it.each([['public'], ['confidential'], ['restricted'], ['none-such']])(
      'are not looked at where %s is declared',
      async classification => {
        const { tell, waiting, rows } = await start();
        await tell(classification);
        expect(await waiting()).toEqual([]);
        // What follows on it is no first declaration, or is one.
        await tell('internal');
        const isFirst = classification === 'none-such';
        expect(await rows()).toHaveLength(Number(isFirst));
      },
    );

    it('go on waiting where the portal declares the same', async () => {
      const { drawnOne, declare, waiting, tell, review, rows } = await start();
      const id = await drawnOne();
      const { sampled } = await declare({ classification: 'internal' });
      expect(sampled).toMatchObject({ state: 'toReview', by: EVE });
      expect(await waiting()).toEqual([sampled!.id]);
      expect(sampled!.id).not.toBe(id);
      await tell('internal');
      await tell(undefined);
      expect(await waiting()).toEqual([sampled!.id]);
      await review(sampled!.id);
      expect(await waiting()).toEqual([]);
      expect(await rows()).toMatchObject([{ outcome: null, open_key: null }]);
    });

    it('wait no longer where the portal declares more, or it was confirmed', async () => {
      const { drawnOne, declare, waiting } = await start();
      await drawnOne();
      expect(
        await declare({ classification: 'confidential' }),
      ).not.toHaveProperty('sampled');
      expect(await waiting()).toEqual([]);
      const other = await start();
      await other.review(await other.drawnOne());
      expect(
        await other.declare({ classification: 'internal' }),
      ).not.toHaveProperty('sampled');
      expect(await other.waiting()).toEqual([]);
    });

    it('are in the sample where the portal declares before they were judged', async () => {
      const { services, clock, declare, waiting, sampled } = await start();
      await services.inventory.learn(
        [
          component(NAME, {
            annotations: { 'ai-governance/data-classification': 'internal' },
          }),
        ],
        clock.now(),
      );
      await declare({ tier: 3 });
      expect(await sampled()).toMatchObject({ source: 'descriptor' });
      await services.runner.run();
      expect(await waiting()).toHaveLength(1);
      expect((await declare({ classification: 'internal' })).sampled).toEqual(
        await sampled(),
      );
      await services.runner.run();
      expect(await waiting()).toHaveLength(1);
    });

    it('are in the sample where an approval comes before they were judged', async () => {
      const { services, clock, tell, learn, declare, approve, ...rest } =
        await start();
      await tell(undefined);
      await declare({ tier: 3 });
      const { pending } = await declare({ tier: 1 });
      await learn('internal');
      await rest.told();
      await approve(pending[0].id);
      const [id] = await rest.waiting();
      expect(await rest.sampled()).toMatchObject({ id, source: 'descriptor' });
      expect((await rest.told()).map(([title]) => title)).toContain(
        'Declarations in catalog-info.yaml wait for you to look at them',
      );
      expect((await rest.actions()).slice(0, 2)).toEqual([
        'declaration.approved',
        'declaration.toReview',
      ]);
      await services.runner.run();
      expect(await rest.waiting()).toEqual([id]);
      expect(await rest.rows()).toHaveLength(1);
    });

    it('go on waiting where something else is approved', async () => {
      const { drawnOne, declare, approve, waiting, sampled, told, services } =
        await start();
      await drawnOne();
      await declare({ tier: 3 });
      const moved = await declare({ tier: 1, classification: 'internal' });
      expect(await waiting()).toEqual([moved.sampled!.id]);
      await told();
      await approve(moved.pending[0].id);
      const now = await sampled();
      expect(now).toMatchObject({ state: 'toReview', by: EVE });
      expect(now!.id).not.toBe(moved.sampled!.id);
      expect(await waiting()).toEqual([now!.id]);
      expect((await told()).map(([title]) => title)).toEqual([
        'Your declaration was approved',
        'A declaration that needed no approval waits for you to look at it',
      ]);
      const [entry] = await services.audit.list({ limit: 1, subject: REF });
      expect(entry.body).toMatchObject({
        action: 'declaration.approved',
        details: { sampled: true },
      });
    });

    it('wait no longer where they were confirmed, or approved of', async () => {
      const { drawnOne, declare, approve, waiting, review } = await start();
      await review(await drawnOne());
      await declare({ tier: 3 });
      const { pending } = await declare({
        tier: 1,
        classification: 'internal',
      });
      await approve(pending[0].id);
      expect(await waiting()).toEqual([]);
      const other = await start();
      await other.drawnOne();
      await other.declare({ classification: 'internal' });
      const lowered = await other.declare({
        classification: 'internal',
        handles: ['payments'],
      });
      expect(await other.waiting()).toHaveLength(1);
      await other.approve(lowered.pending[0].id);
      expect(await other.waiting()).toEqual([]);
      expect(await other.sampled()).toBeUndefined();
      await other.services.runner.run();
      expect(await other.waiting()).toEqual([]);
    });

    it('are not looked at while the framework leaves the entity out', async () => {
      const { tell, waiting, told, actions, sampled, rows, ...rest } =
        await start();
      const archived = { lifecycle: 'archived' };
      await tell('internal', [NAME], archived);
      await tell('internal', [NAME], { ...archived, type: 'website' });
      expect(await waiting()).toEqual([]);
      expect(await sampled()).toBeUndefined();
      expect(await told()).toEqual([]);
      expect(await actions()).not.toContain('declaration.toReview');
      // Nobody gets out of the sample by it.
      await tell('internal');
      const [id] = await waiting();
      expect(await sampled()).toMatchObject({ id, state: 'toReview' });
      expect(await told()).toHaveLength(1);
      await tell('internal', [NAME], archived);
      expect(await waiting()).toEqual([]);
      expect((await actions())[0]).toBe('declaration.reviewEnded');
      const known = (await rows()).length;
      await tell('internal', [NAME], { ...archived, type: 'website' });
      expect(await rows()).toHaveLength(known);
      await tell('internal');
      const [other] = await waiting();
      expect(other).not.toBe(id);
      await rest.review(other);
      // What was looked at stands.
      for (const overrides of [archived, {}]) {
        await tell('internal', [NAME], overrides);
        expect(await waiting()).toEqual([]);
        expect(await sampled()).toMatchObject({
          id: other,
          state: 'confirmed',
        });
      }
    });

    it('wait no longer where the repository is archived', async () => {
      const { drawnOne, waiting, services, clock } = await start();
      await drawnOne();
      const archive = async (archived: boolean) => {
        clock.advance({ minutes: 1 });
        await services.evidence.push(
          [
            {
              subject: REF,
              source: 'repository:test',
              items: [
                {
                  check: 'repository.properties',
                  outcome: 'pass',
                  summary: 'Looked at the repository',
                  data: { archived },
                },
              ],
            },
          ],
          clock.now(),
        );
        await services.runner.run();
      };
      await archive(true);
      expect(await waiting()).toEqual([]);
      await archive(false);
      expect(await waiting()).toHaveLength(1);
    });

    it('belong to the sample where the portal declares the same meanwhile', async () => {
      const { tell, declare, waiting } = await start();
      await tell('internal', [NAME], { lifecycle: 'archived' });
      await declare({ classification: 'internal' });
      expect(await waiting()).toEqual([]);
      await tell('internal');
      expect(await waiting()).toHaveLength(1);
    });

    it('stand with the earlier decisions of the portal, page by page', async () => {
      const { drawnOne, review, declare, decided, services } = await start();
      const first = await drawnOne();
      await review(first);
      const { pending } = await declare({ classification: 'public' });
      await services.declarations.withdraw(pending[0].id, {}, as(EVE));
      const pages: string[][] = [];
      let next: { at: string; id: string } | undefined;
      do {
        const page = await decided({ limit: 1, before: next });
        pages.push(page.items.map(({ id, state }) => `${id} ${state}`));
        next = page.next;
      } while (next && pages.length < 9);
      expect(pages).toEqual([
        [`${pending[0].id} withdrawn`],
        [`${first} confirmed`],
      ]);
      expect(
        (
          await services.declarations.list(
            { state: 'withdrawn', limit: 9 },
            as(EVE),
          )
        ).items.map(({ id }) => id),
      ).toEqual([pending[0].id]);
    });

    it('cost as many statements, however many are drawn, and none otherwise', async () => {
      const { tell, waiting, knex } = await start();
      const statements: string[] = [];
      knex.on('query', ({ sql }: { sql: string }) => statements.push(sql));
      const asked = async (names: readonly string[]) => {
        statements.length = 0;
        await tell('internal', names);
        return [
          statements.length,
          statements.filter(sql => sql.includes('profile_reviews')).length,
        ];
      };
      // What a first look reads once is not counted.
      await asked([OTHER]);
      const [one, ofOne] = await asked([SAMPLED[0]]);
      const [more, ofMore] = await asked(SAMPLED.slice(1));
      expect(ofOne).toBeGreaterThan(0);
      expect(ofMore).toBe(ofOne);
      // The log takes one statement for one entry, and a few for several.
      expect(more - one).toBeLessThanOrEqual(3);
      expect(await waiting()).toHaveLength(SAMPLED.length);
      const [, none] = await asked(drawn(false, 30).slice(1));
      expect(none).toBe(0);
    });
  },
);
