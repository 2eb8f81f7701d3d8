import { randomUUID } from 'node:crypto';
import { postgres } from './databases';
import type { BenchDatabase } from './databases';
import { medianPair } from './figures';
import type { Benchmark, Pair } from './figures';
import { componentOf } from './backend/syntheticEntities';
import { nameOf } from './organization';
import { entitiesWith, startPortal, until } from './portal';

const FILL = 5_000;
/** Five for the figures of the README; fewer for a quick look. */
const PAIRS = Number(process.env.BENCH_PAIRS ?? 5);
const LARGE = 20_000;

/** Search keys that an entity has once it is in the catalog, and annotated. */
const LISTED = 'spec.lifecycle';
const ANNOTATED = 'metadata.annotations.status.ai-governance/changed-at';

/** Seconds until the catalog has everything, annotated where there is governance. */
async function fill(
  database: BenchDatabase,
  entities: number,
  governance: boolean,
) {
  const portal = await startPortal({ database, entities, governance });
  const from = performance.now();
  try {
    const catalog = portal.catalogDatabase();
    await until(
      async () =>
        (await entitiesWith(catalog, governance ? ANNOTATED : LISTED)) ===
        entities,
      { seconds: 900, everyMs: 250 },
    );
  } catch (error) {
    await portal.stop();
    throw error;
  }
  return { portal, seconds: (performance.now() - from) / 1000 };
}

export const catalogBenchmark: Benchmark = {
  name: 'catalog',
  description:
    'what the module costs the catalog, and how soon annotations follow',
  async run(say) {
    const database = await postgres();
    try {
      const pairs: Pair[] = [];
      for (let index = 0; index < PAIRS; index++) {
        const seconds = async (governance: boolean) => {
          const filled = await fill(database, FILL, governance);
          await filled.portal.stop();
          return filled.seconds;
        };
        const pair = { floor: await seconds(false), ours: await seconds(true) };
        pairs.push(pair);
        say(
          `pair ${index + 1}: ${pair.floor.toFixed(
            1,
          )} s without, ${pair.ours.toFixed(1)} s with`,
        );
      }
      const filling = medianPair(pairs);

      say(`${LARGE} entities without the module`);
      const bare = await fill(database, LARGE, false);
      const bareMemory = bare.portal.peakMemory();
      await bare.portal.stop();
      say(`${LARGE} entities with the module`);
      const { portal } = await fill(database, LARGE, true);
      try {
        const memory = portal.peakMemory();

        say('Changing the declaration of one entity');
        const annotation = async (name: string, key: string) => {
          const response = await fetch(
            `${portal.url}/api/catalog/entities/by-name/component/default/${name}`,
            { headers: { authorization: `Bearer ${portal.serviceToken}` } },
          );
          return response.ok
            ? (await response.json()).metadata.annotations[key]
            : undefined;
        };
        portal.provide([
          componentOf(7, { 'ai-governance/data-classification': 'restricted' }),
        ]);
        const one = await until(
          async () =>
            (await annotation(
              nameOf(7),
              'status.ai-governance/data-classification',
            )) === 'restricted',
          { seconds: 120 },
        );

        say('Changing the organization, and so every entity');
        const knex = portal.governanceDatabase();
        const now = Date.now();
        await knex('attestations').insert({
          id: randomUUID(),
          check_id: 'OPS-002.playbook',
          subject: 'organization',
          statement: 'bench',
          items: '[]',
          attested_by: 'user:default/a',
          confirmed_by: 'user:default/b',
          from_at: new Date(now - 1000).toISOString(),
          until_at: new Date(now + 86_400_000).toISOString(),
        });
        await knex('assessment_queue')
          .insert({
            subject: 'organization',
            queued_at: new Date(now).toISOString(),
          })
          .onConflict('subject')
          .ignore();
        const changedAt = 'status.ai-governance/changed-at';
        const start = new Date(now).toISOString();
        await until(
          async () =>
            await Promise.all(
              [0, 1, 2, 3].map(index => annotation(nameOf(index), changedAt)),
            ).then(values => values.some(value => value > start)),
          { seconds: 60 },
        );
        const added = LARGE + 1;
        portal.provide([componentOf(added)]);
        const registration = await until(
          async () => Boolean(await annotation(nameOf(added), changedAt)),
          { seconds: 120 },
        );

        return [
          {
            name: `catalog fills with ${FILL} entities, all annotated (median of ${PAIRS})`,
            value: filling.ours,
            unit: 's',
            floor: { name: 'without the module', value: filling.floor },
            ratioAtMost: 1.25,
          },
          {
            name: `memory at ${LARGE} entities above the catalog's own`,
            value: memory - bareMemory,
            unit: 'MB',
            atMost: 120,
          },
          {
            name: 'one changed entity annotated after',
            value: one,
            unit: 's',
            atMost: 10,
          },
          {
            name: `new entity annotated while ${LARGE} change, after`,
            value: registration,
            unit: 's',
            atMost: 10,
          },
        ];
      } finally {
        await portal.stop();
      }
    } finally {
      await database.stop();
    }
  },
};
