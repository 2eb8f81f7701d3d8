import { parseFramework } from '@plumbline/backstage-plugin-ai-governance-common';
import { postgres } from './databases';
import type { Benchmark } from './figures';
import { entity, evidenceOf } from './organization';
import { startServices } from './services';
import { watchStalls } from './stalls';

const ENTITIES = 20_000;

const seconds = (from: number) => (performance.now() - from) / 1000;

export const dryRunBenchmark: Benchmark = {
  name: 'dry-run',
  description: `what another framework would change about ${ENTITIES} entities (PostgreSQL)`,
  async run(say) {
    const database = await postgres();
    try {
      const { services } = await startServices(database);
      say(`Judging ${ENTITIES} entities`);
      const refs = Array.from({ length: ENTITIES }, (_, index) =>
        entity(index),
      );
      await services.inventory.learn(refs, services.now());
      await services.evidence.push(
        refs.map(({ entityRef }, index) => ({
          subject: entityRef,
          source: 'ci:bench',
          items: evidenceOf(index),
        })),
        services.now(),
      );
      const from = performance.now();
      await services.runner.run();
      const floor = seconds(from);
      const parsed = parseFramework({
        extends: 'default',
        version: 'bench',
        controls: [{ id: 'CQ-002', remove: true }],
        levels: [{ level: 2, requiredControls: ['TM-001', 'SEC-001'] }],
      });
      if (!parsed.ok) {
        throw new Error(JSON.stringify(parsed.errors));
      }
      say('Judging them under both frameworks');
      const stalls = watchStalls();
      const began = performance.now();
      const { counts } = await services.dryRun.run(
        parsed.framework,
        { limit: 500 },
        {} as any,
      );
      const taken = seconds(began);
      const longest = stalls.stop();
      if (counts.entities !== ENTITIES || counts.changed === 0) {
        throw new Error(`Compared ${JSON.stringify(counts)}`);
      }
      return [
        {
          name: `${ENTITIES} entities judged under two frameworks`,
          value: taken,
          unit: 's',
          floor: { name: 'judging and storing them once', value: floor },
          atMost: 10,
        },
        {
          name: 'longest event-loop stall meanwhile',
          value: longest,
          unit: 'ms',
          atMost: 100,
        },
      ];
    } finally {
      await database.stop();
    }
  },
};
