import { randomUUID } from 'node:crypto';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  digestOf,
  judgeDeclaration,
  keepProtections,
  profileDeclarePermission,
  scorecardReadPermission,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  DeclaredValues,
  DeclareResponse,
  PendingDeclaration,
  Profile,
  ProfileResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { allDone } from '../allDone';
import { EntityAccess, forbidden, notFound } from '../access/EntityAccess';
import type {
  AssessmentInputs,
  EntityInputs,
} from '../assessment/AssessmentInputs';
import type { AssessmentQueue } from '../assessment/AssessmentQueue';
import { nativeSha256, profileOf } from '../assessment/judge';
import type { AuditLog } from '../audit/AuditLog';
import { isPostgres } from '../database/bulk';
import type { Transaction, Transactor } from '../database/transaction';
import type { FrameworkService } from '../framework/FrameworkService';
import type {
  InventoryRecord,
  InventoryStore,
} from '../inventory/InventoryStore';
import type { DeclarationRecord, DeclarationStore } from './DeclarationStore';

/** What teams declare of their entities. */
export class DeclarationService {
  readonly #access: EntityAccess;
  readonly #store: DeclarationStore;
  readonly #inventory: InventoryStore;
  readonly #inputs: AssessmentInputs;
  readonly #queue: AssessmentQueue;
  readonly #audit: AuditLog;
  readonly #framework: FrameworkService;
  readonly #transact: Transactor;
  readonly #now: () => string;

  constructor(options: {
    access: EntityAccess;
    store: DeclarationStore;
    inventory: InventoryStore;
    inputs: AssessmentInputs;
    queue: AssessmentQueue;
    audit: AuditLog;
    framework: FrameworkService;
    transact: Transactor;
    now: () => string;
  }) {
    this.#access = options.access;
    this.#store = options.store;
    this.#inventory = options.inventory;
    this.#inputs = options.inputs;
    this.#queue = options.queue;
    this.#audit = options.audit;
    this.#framework = options.framework;
    this.#transact = options.transact;
    this.#now = options.now;
  }

  async get(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<ProfileResponse> {
    const [grant, state] = await allDone([
      this.#access.forEntity(credentials, entityRef, [
        scorecardReadPermission,
        profileDeclarePermission,
      ]),
      this.#state(entityRef),
    ]);
    if (!state) {
      throw notFound(entityRef);
    }
    if (!grant.allowed(scorecardReadPermission, state.governed)) {
      throw forbidden(scorecardReadPermission.name);
    }
    return toResponse(
      state,
      grant.allowed(profileDeclarePermission, state.governed),
    );
  }

  /**
   * Declares a profile. What lowers a protection is kept as pending while the
   * stricter value stays in force; everything else is in force at once.
   *
   * @param by - user ref of the declarer
   * @throws InputError naming every value the framework does not know
   */
  async declare(
    entityRef: string,
    values: DeclaredValues,
    by: string,
    credentials: BackstageCredentials,
  ): Promise<DeclareResponse> {
    const grant = await this.#access.forEntity(credentials, entityRef, [
      profileDeclarePermission,
    ]);
    const known = await this.#state(entityRef);
    if (!known) {
      throw notFound(entityRef);
    }
    if (!grant.allowed(profileDeclarePermission, known.governed)) {
      throw forbidden(profileDeclarePermission.name);
    }
    const at = this.#now();
    await this.#transact(async trx => {
      await this.#lock(trx, entityRef);
      const before = await this.#state(entityRef, trx);
      if (!before) {
        throw notFound(entityRef);
      }
      const judgement = judgeDeclaration({
        framework: this.#framework.current().framework,
        current: before.profile,
        entity: before.inputs.entity,
        values,
        by,
        at,
      });
      if (judgement.invalid.length > 0) {
        throw new InputError(
          judgement.invalid
            .map(({ field, message }) => `${field}: ${message}`)
            .join('; '),
        );
      }
      // Kept here and not only when judged: the next declaration may come
      // before the next judgement.
      await this.#store.keep(
        trx,
        new Map([
          [
            entityRef,
            keepProtections(
              this.#framework.current().framework,
              before.inputs.decided,
              before.profile,
            ),
          ],
        ]),
        at,
      );
      await this.#store.end(trx, { entityRef, state: 'inForce', at });
      await this.#store.end(trx, { entityRef, state: 'pending', at });
      await this.#store.insert(trx, {
        id: randomUUID(),
        entityRef,
        values: judgement.inForce,
        by,
        at,
        state: 'inForce',
        reasons: [],
      });
      if (judgement.awaiting.length > 0) {
        await this.#store.insert(trx, {
          id: randomUUID(),
          entityRef,
          values,
          by,
          at,
          state: 'pending',
          reasons: judgement.awaiting.map(({ reason }) => reason),
          approverRole: judgement.awaiting[0].approvingRole,
        });
      }
      await this.#queue.add(trx, [entityRef], at);
      await this.#audit.append(trx, {
        at,
        actor: by,
        action: 'profile.declared',
        subject: entityRef,
        before: digestOf(
          before.inputs.declaration?.values ?? null,
          nativeSha256,
        ),
        after: digestOf(judgement.inForce, nativeSha256),
        details: {
          declared: values as never,
          awaiting: judgement.awaiting.map(({ field, from, to }) => ({
            field,
            from,
            to,
          })),
          sampled: judgement.sampled,
        },
      });
    });
    const after = (await this.#state(entityRef))!;
    return {
      ...toResponse(after, true),
      inForce: after.inputs.pending.length === 0,
    };
  }

  /** Two declarations of one entity take turns. */
  async #lock(trx: Transaction, entityRef: string): Promise<void> {
    if (isPostgres(trx)) {
      await trx('entities')
        .where({ entity_ref: entityRef })
        .forUpdate()
        .first();
    }
  }

  async #state(
    entityRef: string,
    trx?: Transaction,
  ): Promise<State | undefined> {
    const [record] = await this.#inventory.byRefs([entityRef], trx);
    if (!record) {
      return undefined;
    }
    const inputs = (await this.#inputs.load([record], trx)).get(entityRef)!;
    const profile = profileOf(inputs, this.#framework.current(), this.#now());
    return {
      record,
      inputs,
      profile,
      governed: {
        entityRef,
        owners: record.owners,
        classification: profile.classification.value,
        tier: profile.tier.value,
      },
    };
  }
}

interface State {
  record: InventoryRecord;
  inputs: EntityInputs;
  profile: Profile;
  governed: {
    entityRef: string;
    owners: string[];
    classification: Profile['classification']['value'];
    tier: Profile['tier']['value'];
  };
}

function toPending(record: DeclarationRecord): PendingDeclaration {
  return {
    id: record.id,
    values: record.values,
    by: record.by,
    at: record.at,
    approverRole: record.approverRole ?? '',
    reasons: record.reasons,
  };
}

function toResponse(state: State, mayDeclare: boolean): ProfileResponse {
  const { inputs, profile, record } = state;
  return {
    profile,
    descriptor:
      Object.keys(record.descriptor).length > 0 ? inputs.descriptor : null,
    portal: inputs.declaration
      ? {
          values: inputs.declaration.values,
          by: inputs.declaration.by,
          at: inputs.declaration.at,
        }
      : null,
    pending: inputs.pending.map(toPending),
    allowed: { declare: mayDeclare },
  };
}
