import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { DeclaredValues } from '@plumbline/backstage-plugin-ai-governance-common';
import { component, testDatabases } from '../__testUtils__/harness';
import type { HarnessOptions } from '../__testUtils__/harness';
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
const refOf = (name: string) => `component:default/${name}`;
const REF = refOf(SAMPLED[0]);

describe.each(databases.eachSupportedId())(
  'the sample of declarations on %s',
  databaseId => {
    async function start(options: Partial<HarnessOptions> = {}) {
      const started = await startWithReviewers(
        {
          ada: ['security'],
          bob: ['security'],
          cat: ['security'],
          eve: ['payments'],
        },
        { databases, databaseId, ...options },
      );
      const { services, clock } = started;
      await services.inventory.learn(
        [...SAMPLED, OTHER].map(name =>
          component(name, { owners: ['group:default/payments'] }),
        ),
        clock.now(),
      );
      await services.runner.run();
      const declare = (
        values: DeclaredValues = { classification: 'internal' },
        ref = REF,
      ) => services.declarations.declare(ref, values, ADA, as(ADA));
      return {
        ...started,
        declare,
        async sampled(ref = REF) {
          return (await declare(undefined, ref)).sampled!.id;
        },
        review: (
          id: string,
          outcome: 'confirmed' | 'questioned',
          by = BOB,
          reason = ' Asked the team ',
        ) =>
          services.declarationReviews.review(id, { outcome, reason }, as(by)),
        waiting: async (by = BOB) =>
          (await services.inbox.list(as(by), 50)).items
            .filter(({ kind }) => kind === 'declarationToReview')
            .map(({ id }) => id),
        profile: async () => services.declarations.get(REF, as(EVE)),
        decided: async () =>
          (
            await services.declarations.list(
              { state: 'decided', entityRef: REF, limit: 50 },
              as(EVE),
            )
          ).items,
        entries: async () =>
          (await services.audit.list({ limit: 20, subject: REF })).map(
            ({ body }) => body!,
          ),
      };
    }

    it('waits while the framework assesses the entity', async () => {
      const { declare, waiting, told, services, clock, profile, review } =
        await start();
      const tell = async (lifecycle: string) => {
        clock.advance({ minutes: 1 });
        await services.inventory.learn(
          [component(SAMPLED[0], { lifecycle })],
          clock.now(),
        );
        await services.runner.run();
      };
      await tell('archived');
      expect(await declare()).not.toHaveProperty('sampled');
      expect(await waiting()).toEqual([]);
      expect((await services.inbox.count(as(BOB))).counts).not.toHaveProperty(
        'declarationToReview',
      );
      expect((await profile()).sampled).toBeUndefined();
      expect(await told()).toEqual([]);
      await tell('production');
      const [id] = await waiting();
      expect((await profile()).sampled).toMatchObject({ id });
      await review(id, 'confirmed');
      await tell('archived');
      expect((await profile()).sampled).toMatchObject({ state: 'confirmed' });
    });

    it('waits for the deciding role, and not for who declared it', async () => {
      const { declare, waiting, told, services, profile } = await start();
      const declared = await declare();
      expect(declared.inForce).toBe(true);
      expect(declared.sampled).toMatchObject({
        entityRef: REF,
        state: 'toReview',
        by: ADA,
        values: { classification: 'internal' },
        approverRole: 'security-compliance',
      });
      expect((await profile()).sampled).toEqual(declared.sampled);
      const { id } = declared.sampled!;
      expect(await waiting()).toEqual([id]);
      expect(await waiting(ADA)).toEqual([]);
      expect(await waiting(EVE)).toEqual([]);
      expect((await services.inbox.count(as(BOB))).counts).toMatchObject({
        declarationToReview: 1,
      });
      expect(await told()).toEqual([
        [
          'A declaration that needed no approval waits for you to look at it',
          '/ai-governance/inbox',
          [BOB, CAT],
        ],
      ]);
      const rest = await declare(undefined, refOf(OTHER));
      expect(rest).not.toHaveProperty('sampled');
      expect(await waiting()).toEqual([id]);
    });

    it('is confirmed once, and stands with the earlier decisions', async () => {
      const started = await start();
      const { sampled, review, waiting, told, decided, entries } = started;
      const id = await sampled();
      await told();
      const reviewed = await review(id, 'confirmed');
      expect(reviewed).toMatchObject({
        id,
        state: 'confirmed',
        decidedBy: BOB,
        decidedAt: started.clock.now(),
        decision: 'Asked the team',
      });
      expect(await waiting()).toEqual([]);
      expect(await told()).toEqual([]);
      expect(await decided()).toEqual([reviewed]);
      expect((await entries())[0]).toMatchObject({
        actor: BOB,
        action: 'declaration.confirmed',
        before: expect.stringMatching(/./),
        after: expect.stringMatching(/./),
        details: { declaration: id, declaredBy: ADA },
      });
      const [{ before, after }] = await entries();
      expect(after).not.toBe(before);
      await expect(review(id, 'questioned', CAT)).rejects.toThrow(
        'Somebody looked at declaration',
      );
      expect(await decided()).toEqual([reviewed]);
    });

    it('is questioned without changing anything, until somebody declares anew', async () => {
      const started = await start();
      const { sampled, review, told, profile, declare, decided } = started;
      const id = await sampled();
      const before = await profile();
      await told();
      await review(id, 'questioned');
      expect(await told()).toEqual([
        [
          'A declaration of yours was questioned',
          `/catalog/default/component/${SAMPLED[0]}/ai-governance`,
          [ADA, EVE],
        ],
      ]);
      const after = await profile();
      expect(after.profile).toEqual(before.profile);
      expect(after.portal).toEqual(before.portal);
      expect(after.sampled).toMatchObject({
        state: 'questioned',
        decidedBy: BOB,
        decision: 'Asked the team',
      });
      started.clock.advance({ minutes: 1 });
      await declare({ classification: 'confidential' });
      expect(await profile()).not.toHaveProperty('sampled');
      expect((await decided()).map(one => [one.id, one.state])).toEqual([
        [id, 'questioned'],
      ]);
    });

    it('waits no longer once somebody declared anew', async () => {
      const { sampled, declare, waiting, review, clock, decided } =
        await start();
      const id = await sampled();
      clock.advance({ minutes: 1 });
      await declare({ classification: 'confidential' });
      expect(await waiting()).toEqual([]);
      await expect(review(id, 'confirmed')).rejects.toThrow(
        'it was declared anew',
      );
      expect(await decided()).toEqual([]);
    });

    it.each([['unseen'], ['questioned']])(
      'goes on waiting where the same is declared again: %s',
      async state => {
        const { sampled, declare, waiting, review, clock } = await start();
        const first = await sampled();
        if (state === 'questioned') {
          await review(first, 'questioned');
        }
        clock.advance({ minutes: 1 });
        const again = (await declare()).sampled!;
        expect(again.state).toBe('toReview');
        expect(await waiting()).toEqual([again.id]);
        await review(again.id, 'confirmed');
        clock.advance({ minutes: 1 });
        expect(await declare()).not.toHaveProperty('sampled');
        expect(await waiting()).toEqual([]);
      },
    );

    it('is for somebody else in the role, who says why', async () => {
      const { sampled, review, declare, services, waiting, knex } =
        await start();
      const id = await sampled();
      await declare(undefined, refOf(OTHER));
      const unsampled = await knex('declarations')
        .where({ entity_ref: refOf(OTHER) })
        .first('id');
      for (const [act, message] of [
        [() => review(id, 'confirmed', ADA), 'Somebody else than the one'],
        [() => review(id, 'confirmed', EVE), 'This is for the role'],
        [() => review(id, 'confirmed', BOB, ' '), 'reason must say something'],
        [() => review(unsampled.id, 'confirmed'), 'that belongs to the sample'],
        [() => review('none', 'confirmed'), 'There is no declaration none'],
      ] as const) {
        await expect(act()).rejects.toThrow(message);
      }
      expect(await waiting()).toEqual([id]);
      expect(
        (await services.audit.list({ limit: 20, subject: REF })).map(
          ({ body }) => body!.action,
        ),
      ).not.toContain('declaration.confirmed');
      const denied = await start({
        permissions: mockServices.permissions.mock({
          authorize: async requests =>
            requests.map(({ permission }) => ({
              result: permission.name.endsWith('declaration.decide')
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
            })),
          authorizeConditional: async requests =>
            requests.map(() => ({ result: AuthorizeResult.ALLOW })),
        }),
      });
      const other = await denied.sampled();
      await expect(denied.review(other, 'confirmed')).rejects.toThrow(
        'ai-governance.declaration.decide',
      );
      expect(await denied.waiting()).toEqual([]);
    });

    it('is listed with as many statements, however much waits', async () => {
      const { sampled, waiting, knex, services } = await start();
      let statements = 0;
      knex.on('query', () => {
        statements += 1;
      });
      const asked = async () => {
        // What a first look reads once is not counted.
        await services.runner.run();
        await waiting();
        statements = 0;
        const found = await waiting();
        return [found.length, statements];
      };
      await sampled();
      const [, one] = await asked();
      for (const name of SAMPLED.slice(1)) {
        await sampled(refOf(name));
      }
      expect(await asked()).toEqual([SAMPLED.length, one]);
    });
  },
);
