import { mockCredentials } from '@backstage/backend-test-utils';
import type {
  DeclaredValues,
  InventoryEntity,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { component, testDatabases } from '../__testUtils__/harness';
import { startWithReviewers } from '../__testUtils__/reviewers';

jest.setTimeout(60_000);

const databases = testDatabases();
const ADA = 'user:default/ada';
const BOB = 'user:default/bob';
const as = (ref: string) => mockCredentials.user(ref);
const REF = 'component:default/checkout';
const CHECK = 'DP-001.classification';

/** What a repository shows. */
interface Shown {
  id: string;
  kind: 'dependency' | 'path';
  what: string;
  path?: string;
}

const STRIPE: Shown = {
  id: 'payments',
  kind: 'dependency',
  what: 'stripe',
  path: 'package.json',
};
const ADYEN: Shown = { ...STRIPE, what: '@adyen/api-library' };
const HEALTH: Shown = { id: 'phi', kind: 'path', what: 'patients' };

describe.each(databases.eachSupportedId())(
  'what is seen otherwise than declared on %s',
  databaseId => {
    async function start() {
      const started = await startWithReviewers(
        { ada: ['payments'], bob: ['security'] },
        { databases, databaseId },
      );
      const { services, clock } = started;
      const judged = async () => {
        clock.advance({ minutes: 1 });
        await services.runner.run();
      };
      const tell = async (
        apis: readonly string[],
        overrides: Partial<InventoryEntity> = {},
      ) => {
        await services.inventory.learn(
          [
            component('checkout', {
              catalog: {
                relations: {
                  providesApis: apis.map(name => `api:default/${name}`),
                },
              },
              ...overrides,
            }),
          ],
          clock.now(),
          services.runner.fresh(),
        );
        await judged();
      };
      const declare = async (values: DeclaredValues) => {
        const answer = await services.declarations.declare(
          REF,
          values,
          ADA,
          as(ADA),
        );
        await judged();
        return answer;
      };
      return {
        ...started,
        tell,
        declare,
        /** An entity that declares less than what it provides asks for. */
        async contradicted(...apis: string[]) {
          await tell(apis);
          await declare({ classification: 'confidential' });
        },
        async show(...shown: Shown[]) {
          await services.evidence.push(
            [
              {
                subject: REF,
                source: 'repository:test',
                items: [
                  {
                    check: 'repository.handles',
                    outcome: 'pass',
                    summary: 'The code shows something',
                    data: { handles: shown as never },
                  },
                ],
              },
            ],
            clock.now(),
          );
          await judged();
        },
        waiting: async () =>
          (await services.inbox.list(as(BOB), 50)).items.flatMap(item =>
            item.kind === 'contradictionToReview'
              ? [
                  {
                    id: item.id,
                    contradictions: item.declaration.contradictions!,
                  },
                ]
              : [],
          ),
        review: (id: string, outcome: 'confirmed' | 'questioned') =>
          services.declarationReviews.review(
            id,
            { outcome, reason: 'It only shows them' },
            as(BOB),
          ),
        answered: async () =>
          (await services.declarations.get(REF, as(BOB))).contradicted,
        actions: async () =>
          (await services.audit.list({ limit: 50, subject: REF }))
            .map(({ body }) => body!.action)
            .filter(action => /toReview|reviewEnded/.test(action)),
        /** Disputes every finding, and has it accepted. */
        async disputeAll() {
          const { scorecard } = await services.scorecards.get(REF, as(ADA));
          const { findings } = scorecard!.controls
            .flatMap(({ parts }) => parts)
            .flatMap(({ checks }) => checks)
            .find(({ check }) => check === CHECK)!;
          for (const { fingerprint } of findings!) {
            const { id } = await services.disputes.dispute(
              REF,
              { check: CHECK, reason: 'Only its types are used', fingerprint },
              as(ADA),
            );
            await services.disputes.decide(id, {
              accept: true,
              reason: 'Nothing is paid here',
              by: BOB,
            });
          }
          await judged();
        },
      };
    }

    it('waits with its signs until the subject is declared', async () => {
      const { contradicted, waiting, declare, actions } = await start();
      await contradicted('payments-api');
      expect(await waiting()).toEqual([
        {
          id: expect.any(String),
          contradictions: [
            expect.stringMatching(/^payments-api is an API it provides/),
          ],
        },
      ]);
      await declare({ classification: 'restricted', handles: ['payments'] });
      expect(await waiting()).toEqual([]);
      expect(await actions()).toEqual([
        'declaration.reviewEnded',
        'declaration.toReview',
      ]);
    });

    it('waits of an entity never heard of before', async () => {
      const { tell, waiting } = await start();
      await tell(['payments-api'], {
        annotations: { 'ai-governance/data-classification': 'confidential' },
      });
      expect(await waiting()).toHaveLength(1);
    });

    it('waits on where it moved, or one more sign is seen', async () => {
      const { contradicted, show, waiting, actions } = await start();
      await contradicted();
      await show(STRIPE);
      const first = await waiting();
      expect(first).toHaveLength(1);
      await show({ ...STRIPE, path: 'services/pay/package.json' });
      await show({ ...STRIPE, path: 'services/pay/package.json' }, ADYEN);
      expect(await waiting()).toEqual(first);
      expect(await actions()).toEqual(['declaration.toReview']);
      // What it was told with is not seen any more.
      await show(ADYEN);
      const [other] = await waiting();
      expect(other.id).not.toBe(first[0].id);
      expect(other.contradictions).toEqual([
        expect.stringMatching(/^@adyen\/api-library is a dependency/),
      ]);
    });

    it('is the same wherever a folder lies', async () => {
      const { contradicted, show, waiting, review, actions } = await start();
      await contradicted();
      await show({ ...HEALTH, path: 'src/patients/list.ts' });
      const [first] = await waiting();
      expect(first.contradictions[0]).toContain('handles phi');
      await show({ ...HEALTH, path: 'services/patients/list.ts' });
      expect(await waiting()).toEqual([first]);
      await review(first.id, 'confirmed');
      await show({ ...HEALTH, path: 'lib/patients/list.ts' });
      expect(await waiting()).toEqual([]);
      expect(await actions()).toEqual(['declaration.toReview']);
    });

    it('is told anew where it is declared anew', async () => {
      const { contradicted, waiting, declare } = await start();
      await contradicted('payments-api');
      const [first] = await waiting();
      await declare({ classification: 'confidential', adoptionStage: 'pilot' });
      const [other, ...more] = await waiting();
      expect(more).toEqual([]);
      expect(other.id).not.toBe(first.id);
    });

    it.each(['confirmed', 'questioned'] as const)(
      'was looked at once it is %s, wherever it moves',
      async outcome => {
        const { contradicted, show, waiting, review, answered } = await start();
        await contradicted();
        await show(STRIPE);
        const [{ id }] = await waiting();
        await review(id, outcome);
        for (const shown of [
          [{ ...STRIPE, path: 'services/pay/package.json' }],
          [STRIPE, ADYEN],
          [ADYEN],
        ]) {
          await show(...shown);
          expect(await waiting()).toEqual([]);
          expect(await answered()).toMatchObject({ id, state: outcome });
        }
        await show(STRIPE, HEALTH);
        const [{ contradictions }] = await waiting();
        expect(contradictions.join()).toContain('handles phi');
        expect(contradictions).toHaveLength(outcome === 'confirmed' ? 1 : 2);
        // Gone and back again.
        await show();
        await show(STRIPE);
        expect(await waiting()).toHaveLength(outcome === 'confirmed' ? 0 : 1);
      },
    );

    it('is not looked at while the framework leaves the entity out', async () => {
      const { contradicted, tell, waiting, review, answered, actions } =
        await start();
      const archived = { lifecycle: 'archived' };
      await tell([], archived);
      await contradicted('payments-api');
      const [{ id }] = await waiting();
      await tell(['payments-api'], archived);
      expect(await waiting()).toEqual([]);
      expect(await answered()).toBeUndefined();
      await tell(['payments-api', 'patients-api'], archived);
      expect(await waiting()).toEqual([]);
      expect(await actions()).toEqual([
        'declaration.reviewEnded',
        'declaration.toReview',
      ]);
      await tell(['payments-api']);
      const [other] = await waiting();
      expect(other.id).not.toBe(id);
      await review(other.id, 'questioned');
      // What was looked at stands.
      for (const overrides of [archived, {}]) {
        await tell(['payments-api'], overrides);
        expect(await answered()).toMatchObject({ state: 'questioned' });
        expect(await waiting()).toEqual([]);
      }
    });

    it('waits no longer once every finding is found wrong', async () => {
      const {
        contradicted,
        show,
        waiting,
        disputeAll,
        review,
        clock,
        services,
      } = await start();
      await contradicted('payments-api');
      await show(STRIPE);
      const [{ id }] = await waiting();
      await disputeAll();
      expect(await waiting()).toEqual([]);
      await expect(review(id, 'confirmed')).rejects.toThrow(
        'Somebody looked at declaration',
      );
      // A dispute is accepted for a time.
      clock.advance({ days: 300 });
      await services.runner.run();
      expect(await waiting()).toHaveLength(1);
    });
  },
);
