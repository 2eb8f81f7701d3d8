import { AssessmentQueue } from '@plumbline/backstage-plugin-ai-governance-backend/src/assessment/AssessmentQueue';
import { SourceStore } from '@plumbline/backstage-plugin-ai-governance-backend/src/collection/SourceStore';
import { transactor } from '@plumbline/backstage-plugin-ai-governance-backend/src/database/transaction';
import { EvidenceService } from '@plumbline/backstage-plugin-ai-governance-backend/src/evidence/EvidenceService';
import { EvidenceStore } from '@plumbline/backstage-plugin-ai-governance-backend/src/evidence/EvidenceStore';
import type { Knex } from 'knex';
import { postgres } from './databases';
import type { Benchmark } from './figures';
import { latency, throughput } from './load';
import { entity, evidenceOf, nameOf } from './organization';
import { ANNOTATED, components, startPortal, until } from './portal';

const ENTITIES = 5_000;
const CONNECTIONS = 16;

/** Random, but the same in every run. */
const SAMPLE = Array.from(
  { length: 1_000 },
  (_, index) => (index * 2_654_435_761) % ENTITIES,
);

/** Stores evidence the way a collector of the backend does. */
export async function pushEvidence(knex: Knex, count: number): Promise<void> {
  const service = new EvidenceService({
    store: new EvidenceStore(knex),
    sources: new SourceStore(knex),
    queue: new AssessmentQueue(knex),
    transact: transactor(knex),
  });
  await service.push(
    Array.from({ length: count }, (_, index) => ({
      subject: entity(index).entityRef,
      source: 'ci:bench',
      items: evidenceOf(index),
    })),
    new Date().toISOString(),
  );
}

export const httpBenchmark: Benchmark = {
  name: 'http',
  description: `one scorecard over HTTP with a user token, beside the catalog's own get-by-name (${ENTITIES} entities, PostgreSQL)`,
  async run(say) {
    const database = await postgres();
    try {
      say('Starting a portal and filling its catalog');
      const portal = await startPortal({
        database,
        entities: ENTITIES,
        governance: true,
      });
      try {
        await until(
          async () => (await components(portal, ANNOTATED)) === ENTITIES,
          { seconds: 300, everyMs: 500 },
        );
        const knex = portal.governanceDatabase();
        await pushEvidence(knex, ENTITIES);
        await until(
          async () =>
            Number(
              (
                await knex('assessment_queue').count({ n: '*' }).first()
              )?.n,
            ) === 0,
          { seconds: 120, everyMs: 500 },
        );
        say('Waiting until the catalog has taken over what changed');
        // Everything was processed, and is not due for hours.
        const soon = () => new Date(Date.now() + 3_600_000);
        await until(
          async () =>
            Number(
              (
                await portal
                  .catalogDatabase()('refresh_state')
                  .where('next_update_at', '<', soon())
                  .count({ n: '*' })
                  .first()
              )?.n,
            ) === 0,
          { seconds: 600, everyMs: 1000 },
        );
        const token = await portal.userToken();
        const catalog = SAMPLE.map(
          index =>
            `/api/catalog/entities/by-name/component/default/${nameOf(index)}`,
        );
        const own = SAMPLE.map(
          index =>
            `/api/ai-governance/entities/component/default/${nameOf(
              index,
            )}/scorecard`,
        );
        const floor = { url: portal.url, token, paths: catalog };
        const ours = { url: portal.url, token, paths: own };
        say('One request after the other');
        const alone = await latency(floor, ours);
        say(`${CONNECTIONS} connections`);
        const together = await throughput(floor, ours, CONNECTIONS);
        return [
          {
            name: 'one scorecard, one connection, p50',
            value: alone.ours,
            unit: 'ms',
            floor: { name: 'catalog get-by-name', value: alone.floor },
            ratioAtMost: 1.3,
          },
          {
            name: `one scorecard, ${CONNECTIONS} connections`,
            value: together.ours,
            unit: '/s',
            floor: { name: 'catalog get-by-name', value: together.floor },
            ratioAtLeast: 0.85,
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
