import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type {
  CollectedEntity,
  EntityCheckRequest,
  EntityCollectOptions,
  EntityCollector,
  EntityObservations,
  HostEvidence,
} from '@plumbline/backstage-plugin-ai-governance-node';
import { z } from 'zod';
import type {
  BulkResult,
  KnownCheck,
  TechInsightsApi,
} from './TechInsightsApi';

/** Parameters of `tech-insights.check`. */
const paramsSchema = z.strictObject({
  /** Id of the check there. */
  check: z.string().min(1),
});

/** Checks there that an error message names. */
const MOST_NAMED = 10;

/**
 * Answers `tech-insights.check`: a check that passes there passes here. Each
 * check is run with a request of its own, because one that is broken would
 * keep the others of the same request from being answered.
 */
export class TechInsightsCollector implements EntityCollector {
  readonly id = 'tech-insights';
  readonly version = '1';
  readonly checkTypes = ['tech-insights.check'];
  readonly batchSize = 100;
  readonly #api: TechInsightsApi;

  constructor(api: TechInsightsApi) {
    this.#api = api;
  }

  async collect(options: EntityCollectOptions): Promise<EntityObservations[]> {
    const { entities, checks, signal } = options;
    const known = await this.#api.checks(signal);
    const items = new Map(
      entities.map(({ entityRef }) => [entityRef, [] as HostEvidence[]]),
    );
    for (const check of checks) {
      const answer = await this.#answers(check, entities, known, signal);
      for (const { entityRef } of entities) {
        items.get(entityRef)!.push({ check: check.id, ...answer(entityRef) });
      }
    }
    return [...items].map(([entityRef, each]) => ({ entityRef, items: each }));
  }

  /** How one check is answered, for every entity. */
  async #answers(
    { params }: EntityCheckRequest,
    entities: readonly CollectedEntity[],
    known: readonly KnownCheck[],
    signal: AbortSignal,
  ): Promise<(entityRef: string) => Omit<HostEvidence, 'check'>> {
    const parsed = paramsSchema.safeParse(params ?? {});
    if (!parsed.success) {
      const [{ path, message }] = parsed.error.issues;
      return () =>
        failing(
          `params${path.map(step => `.${String(step)}`).join('')}: ${message}`,
        );
    }
    const id = parsed.data.check;
    const there = known.find(check => check.id === id);
    if (!there) {
      return () =>
        failing(`Tech Insights has no check '${id}'; ${named(known)}`);
    }
    const results = new Map(
      (
        await this.#api.run(
          id,
          entities.map(({ kind, namespace, name }) => ({
            kind,
            namespace,
            name,
          })),
          signal,
        )
      ).map(result => [normalized(result.entity), result]),
    );
    const label = there.name ?? id;
    return entityRef => toEvidence(results.get(entityRef), id, label);
  }
}

function toEvidence(
  answer: BulkResult | undefined,
  id: string,
  label: string,
): Omit<HostEvidence, 'check'> {
  if (answer?.error) {
    return failing(
      `Tech Insights could not run '${id}': ${
        answer.error.message ?? 'no reason given'
      }`,
    );
  }
  const result = answer?.results.find(({ check }) => check.id === id);
  if (!result) {
    return failing(
      `Tech Insights has no answer to '${id}' for this entity: its facts were not retrieved yet, or the check does not apply to it`,
    );
  }
  if (typeof result.result !== 'boolean') {
    return failing(`Tech Insights answers '${id}' with neither true nor false`);
  }
  return {
    outcome: result.result ? 'pass' : 'fail',
    summary: `${label}: ${
      result.result ? 'passed' : 'failed'
    } in Tech Insights`,
  };
}

function failing(summary: string): Omit<HostEvidence, 'check'> {
  return { outcome: 'error', summary };
}

function normalized(ref: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(ref));
  } catch {
    return ref;
  }
}

function named(known: readonly KnownCheck[]): string {
  if (known.length === 0) {
    return 'it has none';
  }
  const shown = known.slice(0, MOST_NAMED).map(({ id }) => id);
  const more = known.length - shown.length;
  return `it has ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
