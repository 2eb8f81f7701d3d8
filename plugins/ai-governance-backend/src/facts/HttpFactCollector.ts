import { createHash } from 'node:crypto';
import {
  compileQuery,
  fillPath,
  httpFactCheckParams,
  judgeExpectation,
  placeholdersOf,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  CollectedEntity,
  EntityCheckRequest,
  EntityCollectOptions,
  EntityCollector,
  EntityObservations,
  HostEvidence,
} from '@plumbline/backstage-plugin-ai-governance-node';
import { LRUCache } from 'lru-cache';
import pLimit from 'p-limit';
import { FactUnavailableError, fetchFact } from './fetchFact';
import type { FactAnswer } from './fetchFact';
import type { FactSetting } from './settings';

/** Requests under way at once. */
const CONCURRENCY = 5;

/** A service that failed this often in a row is not asked again in the same look. */
const GIVE_UP_AFTER = 3;

function valuesOf(entity: CollectedEntity) {
  return (name: string): string | null | undefined => {
    switch (name) {
      case 'kind':
        return entity.kind;
      case 'namespace':
        return entity.namespace;
      case 'name':
        return entity.name;
      default:
        return entity.annotations[name.slice('annotation:'.length)];
    }
  };
}

function failing(check: EntityCheckRequest, summary: string): HostEvidence {
  return { check: check.id, outcome: 'error', summary };
}

/** Characters of answers that are kept to be asked for conditionally. */
const MOST_KEPT = 32 * 1024 * 1024;

/** What services answered, with the run that asked. */
type Kept = LRUCache<string, { run?: string; answer: FactAnswer }>;

/**
 * One look at a batch: an address that several checks need is asked once, and
 * not again for the other batches of the same run.
 */
class Look {
  readonly #facts: ReadonlyMap<string, FactSetting>;
  readonly #signal: AbortSignal;
  readonly #limit = pLimit(CONCURRENCY);
  readonly #answers = new Map<string, Promise<FactAnswer>>();
  readonly #failures = new Map<string, number>();
  readonly #kept: Kept;
  readonly #run?: string;

  constructor(options: {
    facts: ReadonlyMap<string, FactSetting>;
    signal: AbortSignal;
    kept: Kept;
    run?: string;
  }) {
    this.#facts = options.facts;
    this.#signal = options.signal;
    this.#kept = options.kept;
    this.#run = options.run;
  }

  async answer(
    check: EntityCheckRequest,
    entity: CollectedEntity,
  ): Promise<HostEvidence> {
    const parsed = httpFactCheckParams.safeParse(check.params ?? {});
    if (!parsed.success) {
      return failing(check, 'The parameters of the check are wrong');
    }
    const { fact: id, path, query, expect, notFound } = parsed.data;
    const fact = this.#facts.get(id);
    if (!fact) {
      return failing(
        check,
        `aiGovernance.facts in the configuration has no fact '${id}'`,
      );
    }
    const values = valuesOf(entity);
    for (const name of placeholdersOf(path)) {
      const value = values(name);
      if (value === undefined) {
        return failing(
          check,
          'The catalog has not told this of the entity yet',
        );
      }
      if (value === null || /^\.{0,2}$/.test(value)) {
        const key = name.replace(/^annotation:/, '');
        return {
          check: check.id,
          outcome: 'fail',
          summary: `The annotation ${key}, by which ${id} knows the entity, is missing`,
        };
      }
    }
    try {
      const filled = fillPath(path, name => values(name)!);
      const answer = await this.#ask(fact, filled);
      if (answer.status === 'notFound') {
        const summary = `${id} knows nothing of this entity`;
        return notFound === 'fail'
          ? { check: check.id, outcome: 'fail', summary }
          : failing(check, summary);
      }
      const value =
        query === undefined
          ? answer.value
          : await compileQuery(query).evaluate(answer.value);
      const { outcome, says } = judgeExpectation(expect, value);
      const summary = `${query ?? 'The answer'} of ${id} ${says}`;
      return outcome === 'unusable'
        ? failing(check, summary)
        : { check: check.id, outcome, summary };
    } catch (error) {
      this.#signal.throwIfAborted();
      return failing(check, `${id} ${(error as Error).message}`);
    }
  }

  #ask(fact: FactSetting, path: string): Promise<FactAnswer> {
    const key = `${fact.id}\n${path}`;
    let answer = this.#answers.get(key);
    if (!answer) {
      answer = this.#limit(async () => {
        const known = this.#kept.get(key);
        if (known && this.#run !== undefined && known.run === this.#run) {
          return known.answer;
        }
        const failures = this.#failures.get(fact.id) ?? 0;
        if (failures >= GIVE_UP_AFTER) {
          throw new FactUnavailableError('does not answer at the moment');
        }
        try {
          const found = await fetchFact(
            fact,
            path,
            this.#signal,
            known?.answer,
          );
          this.#kept.set(key, { run: this.#run, answer: found });
          this.#failures.set(fact.id, 0);
          return found;
        } catch (error) {
          this.#failures.set(
            fact.id,
            error instanceof FactUnavailableError
              ? GIVE_UP_AFTER
              : failures + 1,
          );
          throw error;
        }
      });
      this.#answers.set(key, answer);
    }
    return answer;
  }
}

/**
 * Answers `fact.http`: asks configured services about entities. What a
 * framework says is where below a service to look and what to make of the
 * answer; hosts and credentials stand in the configuration alone.
 */
export class HttpFactCollector implements EntityCollector {
  readonly id = 'http';
  readonly version: string;
  readonly checkTypes = ['fact.http'];
  readonly batchSize = 20;
  readonly #facts: ReadonlyMap<string, FactSetting>;
  readonly #kept: Kept = new LRUCache({
    maxSize: MOST_KEPT,
    // An answer that is not found costs its place too.
    sizeCalculation: ({ answer }, key) =>
      key.length + 200 + (answer.status === 'found' ? answer.size : 0),
  });

  constructor(facts: readonly FactSetting[]) {
    this.#facts = new Map(facts.map(fact => [fact.id, fact]));
    this.version = `1.${createHash('sha256')
      .update(JSON.stringify(facts.map(({ id, baseUrl }) => [id, baseUrl])))
      .digest('hex')
      .slice(0, 8)}`;
  }

  async collect(options: EntityCollectOptions): Promise<EntityObservations[]> {
    const look = new Look({
      facts: this.#facts,
      signal: options.signal,
      kept: this.#kept,
      run: options.run,
    });
    return Promise.all(
      options.entities.map(async entity => ({
        entityRef: entity.entityRef,
        items: await Promise.all(
          options.checks.map(check => look.answer(check, entity)),
        ),
      })),
    );
  }
}
