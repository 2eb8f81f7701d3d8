import { randomUUID } from 'node:crypto';
import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  approveLowering,
  declarationDecidePermission,
  digestOf,
  judgeDeclaration,
  keepProtections,
  profileDeclarePermission,
  scorecardReadPermission,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  BatchDeclareResult,
  DeclarationJudgement,
  DeclarationListState,
  DeclarationResponse,
  DeclaredLowering,
  DeclaredValues,
  DeclareResponse,
  PendingDeclaration,
  Profile,
  ProfileResponse,
  ProtectionLowering,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { allDone } from '../allDone';
import { EntityAccess, forbidden, notFound } from '../access/EntityAccess';
import { refusalOf } from '../access/refusalOf';
import type { RequirePermission } from '../access/RequirePermission';
import { ownersOf } from '../access/RoleMembers';
import type { OwnedRequest, RoleMembers } from '../access/RoleMembers';
import type {
  AssessmentInputs,
  EntityInputs,
} from '../assessment/AssessmentInputs';
import { whyNotAssessable } from '../assessment/assessable';
import type { AssessmentQueue } from '../assessment/AssessmentQueue';
import { nativeSha256, profileOf } from '../assessment/judge';
import type { ScorecardService } from '../assessment/ScorecardService';
import type { AuditLog } from '../audit/AuditLog';
import { stateDigests } from '../audit/stateDigests';
import { isPostgres } from '../database/bulk';
import type { Transaction, Transactor } from '../database/transaction';
import type { FrameworkService } from '../framework/FrameworkService';
import type { Decision, InboxNews } from '../inbox/InboxNews';
import { tabOf } from '../inbox/tabOf';
import type {
  InventoryRecord,
  InventoryStore,
} from '../inventory/InventoryStore';
import { decisionOf } from './DeclarationReviewService';
import type {
  DeclarationReviewStore,
  SampledDeclaration,
} from './DeclarationReviewStore';
import type { DeclarationRecord, DeclarationStore } from './DeclarationStore';
import type { ProfileReview, ProfileReviewStore } from './ProfileReviewStore';
import type { ProfileReviews } from './ProfileReviews';
import type { JudgedProfile } from './reviewsAfter';
import { isStillToLookAt, toProfileReview, toSampled } from './sampled';

type User = BackstageCredentials<BackstageUserPrincipal>;

/** What can become of a declaration that waited, once somebody says so. */
const DECIDED = ['approved', 'rejected', 'withdrawn'] as const;

/**
 * What teams declare of their entities. A declaration that lowers a protection
 * waits for somebody in the approving role who is not the declarer; the
 * stricter value stays in force until then.
 */
export class DeclarationService {
  readonly #access: EntityAccess;
  readonly #permissions: RequirePermission;
  readonly #roles: RoleMembers;
  readonly #news: InboxNews;
  readonly #scorecards: ScorecardService;
  readonly #store: DeclarationStore;
  readonly #reviews: DeclarationReviewStore;
  readonly #profileReviews: ProfileReviews;
  readonly #profileReviewStore: ProfileReviewStore;
  readonly #inventory: InventoryStore;
  readonly #inputs: AssessmentInputs;
  readonly #queue: AssessmentQueue;
  readonly #audit: AuditLog;
  readonly #framework: FrameworkService;
  readonly #transact: Transactor;
  readonly #now: () => string;

  constructor(options: {
    access: EntityAccess;
    permissions: RequirePermission;
    roles: RoleMembers;
    news: InboxNews;
    scorecards: ScorecardService;
    store: DeclarationStore;
    reviews: DeclarationReviewStore;
    /** What judgements found that somebody has to look at. */
    profileReviews: ProfileReviews;
    profileReviewStore: ProfileReviewStore;
    inventory: InventoryStore;
    inputs: AssessmentInputs;
    queue: AssessmentQueue;
    audit: AuditLog;
    framework: FrameworkService;
    transact: Transactor;
    now: () => string;
  }) {
    this.#access = options.access;
    this.#permissions = options.permissions;
    this.#roles = options.roles;
    this.#news = options.news;
    this.#scorecards = options.scorecards;
    this.#store = options.store;
    this.#reviews = options.reviews;
    this.#profileReviews = options.profileReviews;
    this.#profileReviewStore = options.profileReviewStore;
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
    const [grant, state, sampled, ofProfile] = await allDone([
      this.#access.forEntity(credentials, entityRef, [
        scorecardReadPermission,
        profileDeclarePermission,
      ]),
      this.#state(entityRef),
      this.#reviews.inForce(entityRef),
      this.#profileReviews.inForce(entityRef),
    ]);
    if (!state) {
      throw notFound(entityRef);
    }
    if (!grant.allowed(scorecardReadPermission, state.governed)) {
      throw forbidden(scorecardReadPermission.name);
    }
    const toLookAt = await this.#reviewsFor(
      [ofProfile.sample, ofProfile.contradiction],
      state.record.owners,
      credentials,
    );
    return toResponse(state, {
      mayDeclare: grant.allowed(profileDeclarePermission, state.governed),
      isTheirs: await this.#owned(state.inputs.pending, credentials),
      sampled:
        sampled && (sampled.review || state.isAssessable)
          ? toSampled(sampled, this.#role())
          : toLookAt(ofProfile.sample),
      contradicted: toLookAt(ofProfile.contradiction),
    });
  }

  /**
   * Declares a profile. What lowers a protection is kept as pending while the
   * stricter value stays in force; everything else is in force at once.
   *
   * @param by - user ref of the declarer
   * @param options - `reason`: for whoever decides on what is lowered
   * @throws InputError naming every value the framework does not know
   */
  async declare(
    entityRef: string,
    values: DeclaredValues,
    by: string,
    credentials: BackstageCredentials,
    options: { reason?: string } = {},
  ): Promise<DeclareResponse> {
    const reason = options.reason?.trim() || undefined;
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
    const { earlier, sampled, tellReviewers } = await this.#transact(
      async trx => {
        await this.#lock(trx, entityRef);
        const reviewed = await this.#reviews.inForce(entityRef, trx);
        const before = await this.#state(entityRef, trx);
        if (!before) {
          throw notFound(entityRef);
        }
        const judged = this.#judgedOf(before, at);
        const ofDescriptor = await this.#profileReviews.sampled(trx, judged);
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
        const inForce = withHeld(judgement, before.inputs.declaration?.values);
        const made: SampledDeclaration = {
          id: randomUUID(),
          entityRef,
          values: inForce,
          by,
          at,
          state: 'inForce',
          reasons: [],
        };
        await this.#store.insert(trx, made);
        const isSampled =
          judgement.sampled ||
          isStillToLookAt([reviewed, ofDescriptor], inForce);
        if (isSampled) {
          await this.#reviews.insert(trx, made.id);
        }
        if (judgement.awaiting.length > 0) {
          await this.#store.insert(trx, {
            id: randomUUID(),
            entityRef,
            values,
            by,
            at,
            state: 'pending',
            reasons: judgement.awaiting.map(each => each.reason),
            lowerings: judgement.awaiting.map(toLowering),
            approverRole: judgement.awaiting[0].approvingRole,
            ...(reason !== undefined && { reason }),
          });
        }
        await this.#queue.add(trx, [entityRef], at);
        const told = await this.#profileReviews.follow(
          trx,
          [{ ...judged, portal: { values: inForce } }],
          at,
        );
        await this.#audit.append(trx, {
          at,
          actor: by,
          action: 'profile.declared',
          subject: entityRef,
          before: digestOf(
            before.inputs.declaration?.values ?? null,
            nativeSha256,
          ),
          after: digestOf(inForce, nativeSha256),
          details: {
            declared: values as never,
            awaiting: judgement.awaiting.map(({ field, from, to }) => ({
              field,
              from,
              to,
            })),
            sampled: isSampled,
            ...(reason !== undefined && { reason }),
            // What waited until now, and nobody decides about any more.
            ...(before.inputs.pending.length > 0 && {
              replaces: before.inputs.pending.map(({ id }) => id),
            }),
          },
        });
        return {
          earlier: reviewed,
          sampled: isSampled && before.isAssessable ? made : undefined,
          tellReviewers: told,
        };
      },
    );
    tellReviewers();
    this.#tellOfSample(earlier, sampled);
    const after = (await this.#state(entityRef))!;
    known.inputs.pending.forEach(record => {
      this.#news.settled(this.#decisionOf(record));
      this.#news.ended({
        kind: 'declaration',
        id: record.id,
        to: ownersOf(record),
        by,
      });
    });
    after.inputs.pending.forEach(record =>
      this.#news.arrived(this.#decisionOf(record)),
    );
    return {
      ...toResponse(after, {
        mayDeclare: true,
        isTheirs: request => request.by === by,
        sampled: sampled && toSampled(sampled, this.#role()),
      }),
      inForce: after.inputs.pending.length === 0,
    };
  }

  /**
   * Declares for several entities, each by itself: what is refused is reported
   * for its entity and changes nothing of the others.
   *
   * @param options - `reason`: for whoever decides on what is lowered
   */
  async declareMany(
    items: readonly { entityRef: string; values: DeclaredValues }[],
    by: string,
    credentials: BackstageCredentials,
    options: { reason?: string } = {},
  ): Promise<BatchDeclareResult[]> {
    const results: BatchDeclareResult[] = [];
    const seen = new Set<string>();
    // One after the other: each takes the audit log's turn anyway.
    for (const { entityRef, values } of items) {
      try {
        if (seen.has(entityRef)) {
          throw new InputError(`${entityRef} is named twice`);
        }
        seen.add(entityRef);
        const { inForce, pending } = await this.declare(
          entityRef,
          values,
          by,
          credentials,
          options,
        );
        results.push({ entityRef, declared: { inForce, pending } });
      } catch (error) {
        results.push({ entityRef, error: refusalOf(error) });
      }
    }
    return results;
  }

  /**
   * Lets a declaration lower what it lowers, or refuses it; never by the
   * declarer, and only by the approving role.
   *
   * @throws ConflictError when somebody else was faster, or when by now it would
   * lower more than it said
   */
  async decide(
    id: string,
    options: { approve: boolean; reason: string },
    credentials: User,
  ): Promise<DeclarationResponse> {
    await this.#permissions.require(declarationDecidePermission, credentials);
    const record = await this.#require(id, credentials);
    const by = credentials.principal.userEntityRef;
    await this.#roles.requireSecond({
      role: this.#role(),
      person: by,
      first: record.by,
      owners: record.movedTo,
      message: 'Somebody else than the one who declared has to decide',
    });
    const decision = options.reason.trim();
    if (decision === '') {
      throw new InputError('reason must say something');
    }
    const at = this.#now();
    const state = options.approve ? 'approved' : 'rejected';
    const decided: DeclarationRecord = {
      ...record,
      state,
      decidedBy: by,
      decidedAt: at,
      decision,
    };
    const tellReviewers = await this.#transact(async trx => {
      await this.#lock(trx, record.entityRef);
      await this.#close(trx, record, { state, by, at, decision });
      const approved = options.approve
        ? await this.#approve(trx, record, { by, at })
        : undefined;
      await this.#queue.add(trx, [record.entityRef], at);
      const tell = await approved?.follow();
      await this.#audit.append(trx, {
        at,
        actor: by,
        action: `declaration.${state}`,
        subject: record.entityRef,
        ...stateDigests(record, decided),
        details: { ...auditedOf(record), ...approved?.details },
      });
      return tell;
    });
    this.#news.settled(this.#decisionOf(record));
    tellReviewers?.();
    this.#news.answered({
      kind: 'declaration',
      id,
      to: ownersOf(record),
      granted: options.approve,
      by,
      link: tabOf(record.entityRef),
    });
    return toDecided(decided);
  }

  /** Takes back what waits; by the declarer, or who owns the entity since. The stricter value stays. */
  async withdraw(
    id: string,
    options: { reason?: string },
    credentials: User,
  ): Promise<DeclarationResponse> {
    const record = await this.#require(id, credentials);
    const by = credentials.principal.userEntityRef;
    if (!(await this.#roles.owned(credentials))(record)) {
      throw new NotAllowedError(
        'Only the one who declared can take it back, or once the owner changed who owns it now',
      );
    }
    const at = this.#now();
    const decision = options.reason?.trim() || undefined;
    const withdrawn: DeclarationRecord = {
      ...record,
      state: 'withdrawn',
      decidedBy: by,
      decidedAt: at,
      ...(decision !== undefined && { decision }),
    };
    await this.#transact(async trx => {
      await this.#close(trx, record, {
        state: 'withdrawn',
        by,
        at,
        decision,
      });
      await this.#audit.append(trx, {
        at,
        actor: by,
        action: 'declaration.withdrawn',
        subject: record.entityRef,
        ...stateDigests(record, withdrawn),
        details: auditedOf(record),
      });
    });
    this.#news.settled(this.#decisionOf(record));
    return toDecided(withdrawn);
  }

  /**
   * Declarations that lower a protection, newest first. Entities that the
   * caller may not read are left out, so a page can be short.
   */
  async list(
    request: {
      entityRef?: string;
      state: DeclarationListState;
      limit: number;
      before?: { at: string; id: string };
    },
    credentials: BackstageCredentials,
  ): Promise<{
    items: DeclarationResponse[];
    next?: { at: string; id: string };
  }> {
    const { state, limit, ...filter } = request;
    const records = await this.#store.list({
      ...filter,
      states: state === 'decided' ? DECIDED : [state],
      orReviewed: state === 'decided',
      limit: limit + 1,
    });
    const ofProfiles =
      state === 'decided'
        ? await this.#profileReviewStore.looked({ ...filter, limit: limit + 1 })
        : [];
    const all = [...records, ...ofProfiles].sort(newestFirst);
    const page = all.slice(0, limit);
    const last = page[page.length - 1];
    const visible = await this.#scorecards.readable(
      [...new Set(page.map(({ entityRef }) => entityRef))],
      credentials,
    );
    const isTheirs = await this.#owned(records, credentials);
    const reviews = await this.#reviews.of(
      state === 'decided' ? page.map(({ id }) => id) : [],
    );
    const answer = (record: DeclarationRecord | ProfileReview) => {
      if ('why' in record) {
        return toProfileReview(record, this.#role());
      }
      const review = reviews.get(record.id);
      return review
        ? toSampled({ ...record, review }, this.#role())
        : toDecided(record, isTheirs);
    };
    return {
      items: page.filter(({ entityRef }) => visible.has(entityRef)).map(answer),
      ...(all.length > limit && {
        next: { at: last.at, id: last.id },
      }),
    };
  }

  /** Those that wait for a decision, oldest first, as far as the caller may see them. */
  async waiting(
    credentials: BackstageCredentials,
  ): Promise<DeclarationResponse[]> {
    const records = await this.#store.list({
      states: ['pending'],
      oldestFirst: true,
    });
    const visible = await this.#scorecards.readable(
      [...new Set(records.map(({ entityRef }) => entityRef))],
      credentials,
    );
    return records
      .filter(({ entityRef }) => visible.has(entityRef))
      .map(record => toDecided(record));
  }

  /** Which of these are the caller's; asks for groups only where one waits. */
  async #owned(
    records: readonly DeclarationRecord[],
    credentials: BackstageCredentials,
  ): Promise<(request: OwnedRequest) => boolean> {
    return records.some(({ state }) => state === 'pending')
      ? this.#roles.owned(credentials)
      : () => false;
  }

  /** How what judgements found is answered to somebody who owns the entity, or does not. */
  async #reviewsFor(
    found: readonly (ProfileReview | undefined)[],
    owners: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<(review?: ProfileReview) => DeclarationResponse | undefined> {
    // Asked for groups only where there is something.
    const isTheirs = found.some(Boolean)
      ? await this.#roles.owned(credentials)
      : () => false;
    return review =>
      review && {
        ...toProfileReview(review, this.#role()),
        allowed: {
          withdraw: false,
          review: !isTheirs({ by: '', movedTo: [...review.owners, ...owners] }),
        },
      };
  }

  #judgedOf(
    { inputs, profile, record, isAssessable }: State,
    at: string,
  ): JudgedProfile {
    return {
      framework: this.#framework.current().framework,
      descriptor: inputs.descriptor,
      portal: inputs.declaration,
      decided: inputs.decided,
      profile,
      entity: inputs.entity,
      owners: record.owners,
      at,
      isJudged: false,
      isAssessable,
    };
  }

  #role(): string {
    return this.#framework.current().framework.settings.approvingRole;
  }

  #decisionOf({ id, by }: DeclarationRecord): Decision {
    return { kind: 'declaration', id, role: this.#role(), by };
  }

  /** Puts what waited in force, and remembers what was let go. */
  async #approve(
    trx: Transaction,
    record: DeclarationRecord,
    decision: { by: string; at: string },
  ): Promise<Approved> {
    const { entityRef, values } = record;
    const reviewed = await this.#reviews.inForce(entityRef, trx);
    const before = await this.#state(entityRef, trx);
    if (!before) {
      throw notFound(entityRef);
    }
    const judged = this.#judgedOf(before, decision.at);
    const ofDescriptor = await this.#profileReviews.sampled(trx, judged);
    const { framework } = this.#framework.current();
    const judgement = judgeDeclaration({
      framework,
      current: before.profile,
      entity: before.inputs.entity,
      values,
      by: record.by,
      at: decision.at,
    });
    const seen = new Set((record.lowerings ?? []).map(keyOf));
    if (
      judgement.invalid.length > 0 ||
      !judgement.awaiting.every(lowering => seen.has(keyOf(lowering)))
    ) {
      throw new ConflictError(
        `What is in force for ${entityRef} has changed since this was declared, so that it would lower something else; it has to be declared again`,
      );
    }
    const decided = judgement.awaiting.reduce(
      (so, lowering) =>
        approveLowering(framework, so, lowering, before.profile, decision),
      keepProtections(framework, before.inputs.decided, before.profile),
    );
    await this.#store.keep(trx, new Map([[entityRef, decided]]), decision.at);
    await this.#store.end(trx, {
      entityRef,
      state: 'inForce',
      at: decision.at,
    });
    const made: SampledDeclaration = {
      id: randomUUID(),
      entityRef,
      values,
      by: record.by,
      at: record.at,
      state: 'inForce',
      reasons: [],
    };
    await this.#store.insert(trx, made);
    const isSampled =
      // Whoever approves of a classification has looked at it.
      !judgement.awaiting.some(({ field }) => field === 'classification') &&
      (judgement.sampled || isStillToLookAt([reviewed, ofDescriptor], values));
    if (isSampled) {
      await this.#reviews.insert(trx, made.id);
    }
    return {
      details: {
        inForce: {
          before: digestOf(
            before.inputs.declaration?.values ?? null,
            nativeSha256,
          ),
          after: digestOf(values, nativeSha256),
        },
        sampled: isSampled,
      },
      // Before the next judgement, which finds protections kept.
      follow: async () => {
        const tell = await this.#profileReviews.follow(
          trx,
          [{ ...judged, portal: { values } }],
          decision.at,
        );
        return () => {
          tell();
          this.#tellOfSample(
            reviewed,
            isSampled && before.isAssessable ? made : undefined,
          );
        };
      },
    };
  }

  /** Tells that what waited in the sample does no more, and what does in its place. */
  #tellOfSample(
    earlier: SampledDeclaration | undefined,
    now: SampledDeclaration | undefined,
  ): void {
    if (earlier && !earlier.review) {
      this.#news.settled(decisionOf(earlier, this.#role()));
    }
    if (now) {
      this.#news.arrived(decisionOf(now, this.#role()));
    }
  }

  async #close(
    trx: Transaction,
    { id, movedTo }: DeclarationRecord,
    options: Omit<Parameters<DeclarationStore['close']>[1], 'id' | 'movedTo'>,
  ): Promise<void> {
    if (!(await this.#store.close(trx, { ...options, id, movedTo }))) {
      throw new ConflictError(
        `Declaration ${id} was decided, withdrawn or replaced already, or went to other owners; look at it again`,
      );
    }
  }

  /** A declaration that waits or waited, of an entity the caller may read. */
  async #require(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<DeclarationRecord> {
    const record = await this.#store.get(id);
    const readable =
      record &&
      (await this.#scorecards.readable([record.entityRef], credentials));
    if (!readable?.has(record!.entityRef)) {
      throw new NotFoundError(`There is no declaration ${id}`);
    }
    return record!;
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
    const inForce = this.#framework.current();
    const inputs = (
      await this.#inputs.load([record], inForce.framework, trx)
    ).get(entityRef)!;
    const profile = profileOf(inputs, inForce, this.#now());
    return {
      record,
      inputs,
      profile,
      isAssessable:
        whyNotAssessable(inForce.framework, record, inputs.evidence) ===
        undefined,
      governed: {
        entityRef,
        owners: record.owners,
        classification: profile.classification.value,
        tier: profile.tier.value,
      },
    };
  }
}

/** What came of an approval. */
interface Approved {
  /** For the log. */
  details: {
    /** Digests of the values before and after. */
    inForce: { before: string; after: string };
    sampled: boolean;
  };
  /** Follows with what has to be looked at; to be called once the entity is queued. */
  follow: () => Promise<() => void>;
}

interface State {
  record: InventoryRecord;
  inputs: EntityInputs;
  profile: Profile;
  /** Otherwise nobody looks at what belongs to the sample, until it is again. */
  isAssessable: boolean;
  governed: {
    entityRef: string;
    owners: string[];
    classification: Profile['classification']['value'];
    tier: Profile['tier']['value'];
  };
}

/**
 * What is in force at once, with what was declared before where less of it
 * waits: otherwise a refusal would leave the field declared by nobody.
 */
function withHeld(
  judgement: DeclarationJudgement,
  before: DeclaredValues | undefined,
): DeclaredValues {
  const held: { [field: string]: unknown } = { ...judgement.inForce };
  for (const { field } of judgement.awaiting) {
    if (held[field] === undefined && before?.[field] !== undefined) {
      held[field] = before[field];
    }
  }
  return held as DeclaredValues;
}

function toLowering(lowering: ProtectionLowering): DeclaredLowering {
  const { field, from, to, reason } = lowering;
  return { field, from, to, reason };
}

/** By when they were declared, as the stores order them. */
function newestFirst(
  a: { at: string; id: string },
  b: { at: string; id: string },
): number {
  if (a.at !== b.at) {
    return a.at < b.at ? 1 : -1;
  }
  return a.id < b.id ? 1 : -1;
}

/** What an approver agreed to, whatever the words of its reason. */
function keyOf({ field, from, to }: DeclaredLowering): string {
  return JSON.stringify([field, from, to]);
}

function auditedOf(record: DeclarationRecord) {
  return {
    declaration: record.id,
    declaredBy: record.by,
    lowerings: (record.lowerings ?? []).map(({ field, from, to }) => ({
      field,
      from,
      to,
    })),
  };
}

function toPending(
  record: DeclarationRecord,
  isTheirs?: (request: OwnedRequest) => boolean,
): PendingDeclaration {
  return {
    id: record.id,
    values: record.values,
    by: record.by,
    at: record.at,
    approverRole: record.approverRole ?? '',
    reasons: record.reasons,
    lowerings: record.lowerings ?? [],
    ...(record.reason !== undefined && { reason: record.reason }),
    ...(record.movedTo && { movedTo: record.movedTo }),
    ...(isTheirs && {
      allowed: { withdraw: record.state === 'pending' && isTheirs(record) },
    }),
  };
}

/** As the API answers it. */
export function toDecided(
  record: DeclarationRecord,
  isTheirs?: (request: OwnedRequest) => boolean,
): DeclarationResponse {
  const { decidedBy, decidedAt, decision } = record;
  return {
    ...toPending(record, isTheirs),
    entityRef: record.entityRef,
    state: record.state as DeclarationResponse['state'],
    ...(decidedBy !== undefined && { decidedBy }),
    ...(decidedAt !== undefined && { decidedAt }),
    ...(decision !== undefined && { decision }),
  };
}

function toResponse(
  state: State,
  caller: {
    mayDeclare: boolean;
    isTheirs: (request: OwnedRequest) => boolean;
    sampled?: DeclarationResponse;
    contradicted?: DeclarationResponse;
  },
): ProfileResponse {
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
    pending: inputs.pending.map(waiting => toPending(waiting, caller.isTheirs)),
    ...(caller.sampled && { sampled: caller.sampled }),
    ...(caller.contradicted && { contradicted: caller.contradicted }),
    allowed: { declare: caller.mayDeclare },
  };
}
