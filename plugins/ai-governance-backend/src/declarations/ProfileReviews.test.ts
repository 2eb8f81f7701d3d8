import {
  defaultFramework,
  mergeProfile,
} from '@plumbline/backstage-plugin-ai-governance-common';
import {
  component,
  startServices,
  testDatabases,
} from '../__testUtils__/harness';
import { drawn } from '../__testUtils__/sample';
import { ProfileReviews } from './ProfileReviews';
import { ProfileReviewStore } from './ProfileReviewStore';
import type { ProfileReview } from './ProfileReviewStore';

jest.setTimeout(60_000);

const databases = testDatabases();
const [NAME] = drawn(true, 1);
const REF = `component:default/${NAME}`;

/** Reads what there was before somebody else wrote. */
class ReadBefore extends ProfileReviewStore {
  known = new Map<string, ProfileReview[]>();

  override async of() {
    return this.known;
  }
}

describe.each(databases.eachSupportedId())(
  'what judgements find to look at on %s',
  databaseId => {
    it('ends once, of a judgement and a declaration at once', async () => {
      const { services, clock, knex, background } = await startServices({
        databases,
        databaseId,
      });
      await services.inventory.learn(
        [
          component(NAME, {
            annotations: { 'ai-governance/data-classification': 'internal' },
          }),
        ],
        clock.now(),
      );
      await services.runner.run();
      const store = new ReadBefore(knex);
      const rows = new ProfileReviewStore(knex);
      store.known = await rows.of([REF]);
      expect(store.known.get(REF)).toMatchObject([{ why: 'sample' }]);
      const reviews = new ProfileReviews({
        store,
        framework: services.framework,
        audit: services.audit,
        news: () => background.news,
      });
      const entity = { ref: REF };
      const ends: string[] = [];
      for (let time = 0; time < 2; time++) {
        clock.advance({ minutes: 1 });
        ends.push(clock.now());
        await knex.transaction(trx =>
          reviews.follow(
            trx,
            [
              {
                framework: defaultFramework,
                profile: mergeProfile({
                  framework: defaultFramework,
                  entity,
                  at: clock.now(),
                }),
                entity,
                owners: [],
                at: clock.now(),
                isJudged: true,
                isAssessable: true,
              },
            ],
            clock.now(),
          ),
        );
      }
      expect((await rows.of([REF])).get(REF)).toMatchObject([
        { endedAt: ends[0] },
      ]);
      const entries = await services.audit.list({ limit: 50, subject: REF });
      expect(
        entries
          .map(({ body }) => body!)
          .filter(({ action }) => action === 'declaration.reviewEnded'),
      ).toMatchObject([{ at: ends[0] }]);
    });
  },
);
