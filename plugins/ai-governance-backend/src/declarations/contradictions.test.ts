import { mockCredentials } from '@backstage/backend-test-utils';
import { component, testDatabases } from '../__testUtils__/harness';
import { startWithReviewers } from '../__testUtils__/reviewers';
import { ProfileReviews } from './ProfileReviews';
import { ProfileReviewStore } from './ProfileReviewStore';

jest.setTimeout(60_000);

const databases = testDatabases();
const ADA = 'user:default/ada';
const BOB = 'user:default/bob';
const EVE = 'user:default/eve';
const as = (ref: string) => mockCredentials.user(ref);
const REF = 'component:default/checkout';
const PAYS = 'A payment library is used and payments are not declared';

describe.each(databases.eachSupportedId())(
  'contradictions of what is declared on %s',
  databaseId => {
    async function start() {
      const started = await startWithReviewers(
        { ada: ['security'], bob: ['security'], eve: ['payments'] },
        { databases, databaseId },
      );
      const { services, clock, background, knex } = started;
      await services.inventory.learn([component('checkout')], clock.now());
      await services.runner.run();
      await services.declarations.declare(
        REF,
        { classification: 'confidential' },
        ADA,
        as(ADA),
      );
      await services.runner.run();
      const reviews = new ProfileReviews({
        store: new ProfileReviewStore(knex),
        framework: services.framework,
        audit: services.audit,
        news: () => background.news,
      });
      return {
        ...started,
        /** A judgement that finds these. */
        async seen(...messages: string[]) {
          clock.advance({ minutes: 1 });
          const { profile } = await services.declarations.get(REF, as(EVE));
          const tell = await knex.transaction(trx =>
            reviews.follow(
              trx,
              [
                {
                  framework: services.framework.current().framework,
                  portal: {
                    values: { classification: 'confidential' },
                    by: ADA,
                  },
                  profile: {
                    ...profile,
                    conflicts: messages.map(message => ({
                      field: 'handles',
                      kind: 'contradiction',
                      message,
                      values: [],
                    })),
                  },
                  entity: { ref: REF },
                  owners: ['group:default/payments'],
                  at: clock.now(),
                  isJudged: true,
                  isAssessable: true,
                },
              ],
              clock.now(),
            ),
          );
          tell();
        },
        waiting: async (by = BOB) =>
          (await services.inbox.list(as(by), 50)).items.filter(
            ({ kind }) => kind === 'contradictionToReview',
          ),
        review: (id: string, outcome: 'confirmed' | 'questioned', by = BOB) =>
          services.declarationReviews.review(
            id,
            { outcome, reason: 'It is a test double' },
            as(by),
          ),
        contradicted: async (by = EVE) =>
          (await services.declarations.get(REF, as(by))).contradicted,
        decided: async () =>
          (
            await services.declarations.list(
              { state: 'decided', entityRef: REF, limit: 50 },
              as(EVE),
            )
          ).items,
        told: async () =>
          (await started.told()).map(([title, , to]) => [title, to]),
        actions: async () =>
          (await services.audit.list({ limit: 50, subject: REF })).map(
            ({ body }) => body!,
          ),
      };
    }

    it('wait for the deciding role, but for who declared and who owns it', async () => {
      const { seen, waiting, told, contradicted, actions, services } =
        await start();
      await seen(PAYS);
      const [item] = await waiting();
      expect(item).toMatchObject({
        kind: 'contradictionToReview',
        declaration: {
          entityRef: REF,
          state: 'toReview',
          contradictions: [PAYS],
          values: { classification: 'confidential' },
          by: ADA,
          owners: [ADA, 'group:default/payments'],
        },
      });
      expect(await waiting(ADA)).toEqual([]);
      expect(await waiting(EVE)).toEqual([]);
      expect((await services.inbox.count(as(BOB))).counts).toMatchObject({
        contradictionToReview: 1,
      });
      expect(await told()).toEqual([
        [
          'Something declared contradicts what is seen, and waits for you to look at it',
          [BOB],
        ],
      ]);
      expect((await contradicted())!.allowed!.review).toBe(false);
      expect((await contradicted(BOB))!.allowed!.review).toBe(true);
      expect((await actions())[0]).toMatchObject({
        action: 'declaration.toReview',
        details: { why: 'contradiction', contradictions: [PAYS] },
      });
      await seen(PAYS);
      expect(await waiting()).toHaveLength(1);
      expect(await told()).toEqual([]);
    });

    it('are questioned, and the owners are told', async () => {
      const { seen, waiting, told, contradicted, review, services, actions } =
        await start();
      await seen(PAYS);
      const [{ id }] = await waiting();
      await told();
      await expect(review(id, 'questioned', ADA)).rejects.toThrow(
        'Somebody who neither declared it nor owns',
      );
      const before = await services.scorecards.get(REF, as(EVE));
      await review(id, 'questioned');
      await services.runner.run();
      expect(await services.scorecards.get(REF, as(EVE))).toEqual(before);
      expect(await told()).toEqual([
        ['A declaration of yours was questioned', [ADA, EVE]],
      ]);
      expect(await contradicted()).toMatchObject({
        state: 'questioned',
        decision: 'It is a test double',
      });
      expect(await waiting()).toEqual([]);
      expect((await actions())[0]).toMatchObject({
        action: 'declaration.questioned',
        details: { contradictions: [PAYS] },
      });
    });

    it('are confirmed anyway, and the same does not wait again', async () => {
      const { seen, waiting, review, decided, contradicted } = await start();
      await seen(PAYS);
      const [{ id }] = await waiting();
      await review(id, 'confirmed');
      await seen();
      expect(await contradicted()).toBeUndefined();
      await seen(PAYS);
      expect(await waiting()).toEqual([]);
      expect(await decided()).toMatchObject([
        { id, state: 'confirmed', contradictions: [PAYS] },
      ]);
      await seen(PAYS, 'Something else');
      expect(await waiting()).toMatchObject([
        { declaration: { contradictions: ['Something else'] } },
      ]);
    });

    it('close by themselves with the next judgement that finds none', async () => {
      const { seen, waiting, services, clock, review, actions } = await start();
      await seen(PAYS);
      const [{ id }] = await waiting();
      // Declaring is no judgement: it does not know what is seen.
      await services.declarations.declare(
        REF,
        { classification: 'confidential', handles: ['payments'] },
        ADA,
        as(ADA),
      );
      expect(await waiting()).toHaveLength(1);
      clock.advance({ minutes: 1 });
      await services.runner.run();
      expect(await waiting()).toEqual([]);
      expect((await actions())[0]).toMatchObject({
        action: 'declaration.reviewEnded',
        details: { declaration: id },
      });
      await expect(review(id, 'confirmed')).rejects.toThrow(
        'Somebody looked at declaration',
      );
    });
  },
);
