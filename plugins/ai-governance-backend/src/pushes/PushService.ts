import { createHash } from 'node:crypto';
import { ConflictError, InputError } from '@backstage/errors';
import {
  DERIVED_CHECK_TYPES,
  canonicalJson,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  Check,
  EvidencePushItem,
  EvidencePushResult,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { Transaction, Transactor } from '../database/transaction';
import type {
  DatedEvidence,
  EvidenceService,
  ObservedEvidence,
  Taken,
} from '../evidence/EvidenceService';
import type { FrameworkService } from '../framework/FrameworkService';
import type { Caller } from './CallerBindings';
import { instantOf, observedInstant } from './instants';
import type { PushStore } from './PushStore';
import type { PushTargets, Target } from './PushTargets';

/** How long a key is remembered. */
const KEYS_KEPT_DAYS = 90;

const HOUR_MS = 60 * 60_000;

/** Longest evidence of one item, as JSON. */
const LONGEST_ITEM = 64 * 1024;

/** Evidence whose target is settled. */
export interface PushedEvidence {
  key: string;
  targets: Target[];
  /** Tells apart what one caller says about one check of one entity. */
  stream: string;
  item: ObservedEvidence;
  observedAt: string;
  /** Whether the caller said so, or it is the time of the push. */
  dated: boolean;
}

/** Why nothing changed, by what became of the evidence. */
const UNCHANGED: [Taken, string][] = [
  ['confirmed', 'The same as before: confirmed'],
  ['known', 'Stored already'],
  ['outdated', 'Newer evidence for this check is stored'],
];

/**
 * Takes evidence that pipelines push. Every caller has rows of its own, one
 * per entity, check and stream, so that no caller replaces what another one
 * said, and two pushes at once never lose each other's checks.
 */
export class PushService {
  readonly #store: PushStore;
  readonly #targets: PushTargets;
  readonly #evidence: EvidenceService;
  readonly #framework: FrameworkService;
  readonly #collectedTypes: () => string[];
  readonly #transact: Transactor;
  #keysForgottenAt = 0;

  constructor(options: {
    store: PushStore;
    targets: PushTargets;
    evidence: EvidenceService;
    framework: FrameworkService;
    /** Check types that the portal answers by looking itself. */
    collectedTypes: () => string[];
    transact: Transactor;
  }) {
    this.#store = options.store;
    this.#targets = options.targets;
    this.#evidence = options.evidence;
    this.#framework = options.framework;
    this.#collectedTypes = options.collectedTypes;
    this.#transact = options.transact;
  }

  /**
   * Judges every item by itself: one that is refused keeps none of the others
   * from being stored.
   */
  async push(
    caller: Caller,
    items: readonly EvidencePushItem[],
    at: string,
  ): Promise<EvidencePushResult[]> {
    const targets = await this.#targets.resolve(caller, items);
    const checks = this.#checks();
    const keys = new Set<string>();
    const settled = items.map((item, index): PushedEvidence | InputError => {
      try {
        if (keys.has(item.key)) {
          throw new InputError(
            'Another item of this request has the same key; give each its own',
          );
        }
        keys.add(item.key);
        const found = targets[index];
        if ('refused' in found) {
          throw new InputError(found.refused);
        }
        return this.#settle(item, found.targets, checks, at);
      } catch (error) {
        if (error instanceof InputError) {
          return error;
        }
        throw error;
      }
    });
    const accepted = settled.filter(
      (item): item is PushedEvidence => !(item instanceof InputError),
    );
    const stored = new Map(
      (await this.store(caller, accepted, at)).map(result => [
        result.key,
        result,
      ]),
    );
    return settled.map((item, index) =>
      item instanceof InputError
        ? {
            key: items[index].key,
            status: 'rejected',
            message: item.message,
          }
        : stored.get(item.key)!,
    );
  }

  /** Stores evidence whose targets the caller may speak for, all or nothing. */
  async store(
    caller: Caller,
    pushes: readonly PushedEvidence[],
    at: string,
  ): Promise<EvidencePushResult[]> {
    if (pushes.length === 0) {
      return [];
    }
    await this.#forgetOldKeys(at);
    return this.#transact(async trx => {
      await this.#bindRepository(trx, caller, pushes, at);
      const known = await this.#store.digests(
        trx,
        caller.identity,
        pushes.map(push => push.key),
      );
      const digests = new Map(
        pushes.map(push => [push.key, digestOf(push)] as const),
      );
      const newest = new Map<string, DatedEvidence>();
      for (const push of pushes) {
        for (const { entityRef } of push.targets) {
          const dated = {
            subject: entityRef,
            source: sourceOf(caller, entityRef, push),
            item: push.item,
            observedAt: push.observedAt,
            repeated: known.get(push.key) === digests.get(push.key),
          };
          const other = newest.get(dated.source);
          if (!other || other.observedAt <= dated.observedAt) {
            newest.set(dated.source, dated);
          }
        }
      }
      const evidence = [...newest.values()];
      const taken = await this.#evidence.take(trx, evidence, at);
      const outcomes = new Map(
        evidence.map(({ source, item }, index) => [
          source,
          { item, taken: taken[index] },
        ]),
      );
      await this.#store.remember(
        trx,
        caller.identity,
        pushes.map(({ key }) => ({ key, digest: digests.get(key)! })),
        at,
      );
      return pushes.map((push): EvidencePushResult => {
        const each = push.targets.map(({ entityRef }) => {
          const outcome = outcomes.get(sourceOf(caller, entityRef, push))!;
          return outcome.item === push.item ? outcome.taken : 'outdated';
        });
        const result = {
          key: push.key,
          entityRefs: push.targets.map(({ entityRef }) => entityRef),
        };
        if (each.includes('stored')) {
          return { ...result, status: 'accepted' };
        }
        return {
          ...result,
          status: 'unchanged',
          message: UNCHANGED.find(([one]) => each.includes(one))![1],
        };
      });
    });
  }

  #settle(
    item: EvidencePushItem,
    targets: Target[],
    checks: ReadonlyMap<string, PushableCheck>,
    at: string,
  ): PushedEvidence {
    const check = checks.get(item.check);
    if (!check) {
      throw new InputError(
        `The framework has no check ${item.check} for entities; ${pushableOf(
          checks,
        )}`,
      );
    }
    if (!check.pushable) {
      throw new InputError(
        `${item.check} is of type ${
          check.type
        }, which the portal decides itself; ${pushableOf(checks)}`,
      );
    }
    const observedAt =
      item.observedAt === undefined
        ? at
        : observedInstant('observedAt', item.observedAt, at);
    const expiresAt =
      item.expiresAt === undefined
        ? undefined
        : instantOf('expiresAt', item.expiresAt);
    if (expiresAt !== undefined && expiresAt <= observedAt) {
      throw new InputError('expiresAt must be later than observedAt');
    }
    if (
      check.type === 'number' &&
      item.outcome !== 'error' &&
      typeof item.data?.value !== 'number'
    ) {
      throw new InputError(
        `${item.check} is judged by a number; send it as data.value`,
      );
    }
    const { outcome, summary, link, findings, commit } = item;
    const data = {
      ...item.data,
      ...(commit !== undefined && { commit }),
    };
    const evidence: ObservedEvidence = {
      check: item.check,
      outcome,
      summary,
      ...(link !== undefined && { link }),
      ...(findings !== undefined && { findings }),
      ...(Object.keys(data).length > 0 && { data }),
      ...(expiresAt !== undefined && { expiresAt }),
    };
    if (JSON.stringify(evidence).length > LONGEST_ITEM) {
      throw new InputError(
        `An item may be ${
          LONGEST_ITEM / 1024
        } KiB of JSON at most; send fewer findings or less data`,
      );
    }
    return {
      key: item.key,
      targets,
      stream: '',
      item: evidence,
      observedAt,
      dated: item.observedAt !== undefined,
    };
  }

  /** Every check of an entity part, and whether it waits for a push. */
  #checks(): Map<string, PushableCheck> {
    const collected = new Set(this.#collectedTypes());
    return new Map(
      this.#framework
        .current()
        .framework.controls.flatMap(control => control.parts)
        .filter(part => part.scope === 'entity')
        .flatMap(part => part.checks)
        .map(check => [
          check.id,
          { type: check.type, pushable: isPushable(check, collected) },
        ]),
    );
  }

  /**
   * The first pipeline that speaks for a repository settles its immutable id:
   * another repository that takes over its name later does not inherit it.
   */
  async #bindRepository(
    trx: Transaction,
    caller: Caller,
    pushes: readonly PushedEvidence[],
    at: string,
  ): Promise<void> {
    const { own } = caller;
    if (
      !own ||
      !pushes.some(push =>
        push.targets.some(target => target.repository === own.url),
      )
    ) {
      return;
    }
    const id = await this.#store.settleRepositoryId(
      trx,
      own.url,
      own.repositoryId,
      at,
    );
    if (id !== own.repositoryId) {
      throw new ConflictError(
        `${own.url} belongs to the repository with id ${id}; push again`,
      );
    }
  }

  async #forgetOldKeys(at: string): Promise<void> {
    const time = Date.parse(at);
    if (time - this.#keysForgottenAt < HOUR_MS) {
      return;
    }
    this.#keysForgottenAt = time;
    await this.#store.forgetKeys(
      new Date(time - KEYS_KEPT_DAYS * 24 * HOUR_MS).toISOString(),
    );
  }
}

/** A check of an entity part, as far as pushing goes. */
interface PushableCheck {
  type: string;
  pushable: boolean;
}

/** Families of check types that somebody other than a pipeline answers. */
const OTHERS = /^(attestation$|repository\.|host\.|changes\.|training\.)/;

function isPushable(check: Check, collected: ReadonlySet<string>): boolean {
  return (
    !OTHERS.test(check.type) &&
    !collected.has(check.type) &&
    !(DERIVED_CHECK_TYPES as readonly string[]).includes(check.type)
  );
}

function pushableOf(checks: ReadonlyMap<string, PushableCheck>): string {
  const ids = [...checks].flatMap(([id, { pushable }]) => (pushable ? id : []));
  return ids.length > 0
    ? `what may be pushed: ${ids.join(', ')}`
    : 'it has none that may be pushed';
}

/**
 * One row per caller, entity, check and stream. The entity is part of the key
 * because a source is confirmed as a whole.
 */
function sourceOf(
  caller: Caller,
  entityRef: string,
  push: Pick<PushedEvidence, 'item' | 'stream'>,
): string {
  const slot = createHash('sha256')
    .update(
      JSON.stringify([
        caller.identity,
        entityRef,
        push.item.check,
        push.stream,
      ]),
    )
    .digest('hex')
    .slice(0, 16);
  return `ci:${caller.identity.slice(0, 400)}#${slot}`;
}

/** Covers what an item says; the time only where the caller said it. */
function digestOf(push: PushedEvidence): string {
  return createHash('sha256')
    .update(
      canonicalJson([
        push.item,
        push.stream,
        push.targets.map(({ entityRef }) => entityRef).sort(),
        push.dated ? push.observedAt : null,
      ] as never),
    )
    .digest('hex');
}
