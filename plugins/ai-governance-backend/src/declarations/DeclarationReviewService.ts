import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import { declarationDecidePermission } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  DeclarationResponse,
  DeclarationReviewRequest,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { RequirePermission } from '../access/RequirePermission';
import type { RoleMembers } from '../access/RoleMembers';
import type { ScorecardService } from '../assessment/ScorecardService';
import type { AuditLog } from '../audit/AuditLog';
import { stateDigests } from '../audit/stateDigests';
import type { Transaction, Transactor } from '../database/transaction';
import type { FrameworkService } from '../framework/FrameworkService';
import type { Decision, InboxNews } from '../inbox/InboxNews';
import { tabOf } from '../inbox/tabOf';
import type { InventoryStore } from '../inventory/InventoryStore';
import { said } from '../said';
import type {
  DeclarationReview,
  DeclarationReviewStore,
  SampledDeclaration,
} from './DeclarationReviewStore';
import { profileDecisionOf } from './ProfileReviews';
import type { ProfileReview, ProfileReviewStore } from './ProfileReviewStore';
import { declarerOf, toProfileReview, toSampled } from './sampled';

/** What somebody looks at, wherever it was declared. */
interface LookedAt {
  record: SampledDeclaration | ProfileReview;
  /** Who owns the entity. */
  owners: readonly string[];
  declarer: string;
  /** One of the owners declared it, nobody knows which. */
  isOfOwners: boolean;
  details: { [key: string]: string | string[] };
  decision: Decision;
  close: (trx: Transaction, review: DeclarationReview) => Promise<boolean>;
  toResponse: (review: DeclarationReview) => DeclarationResponse;
}

type User = BackstageCredentials<BackstageUserPrincipal>;

/**
 * Looks at the sample of declarations that nobody had to approve, and at those
 * that what is seen contradicts. Whatever is
 * said of one, it stays in force: a declaration is the team's to change.
 */
export class DeclarationReviewService {
  readonly #store: DeclarationReviewStore;
  readonly #profileReviews: ProfileReviewStore;
  readonly #permissions: RequirePermission;
  readonly #roles: RoleMembers;
  readonly #scorecards: ScorecardService;
  readonly #inventory: Pick<InventoryStore, 'byRefs'>;
  readonly #framework: FrameworkService;
  readonly #news: InboxNews;
  readonly #audit: AuditLog;
  readonly #transact: Transactor;
  readonly #now: () => string;

  constructor(options: {
    store: DeclarationReviewStore;
    profileReviews: ProfileReviewStore;
    permissions: RequirePermission;
    roles: RoleMembers;
    scorecards: ScorecardService;
    inventory: Pick<InventoryStore, 'byRefs'>;
    framework: FrameworkService;
    news: InboxNews;
    audit: AuditLog;
    transact: Transactor;
    now: () => string;
  }) {
    this.#store = options.store;
    this.#profileReviews = options.profileReviews;
    this.#permissions = options.permissions;
    this.#roles = options.roles;
    this.#scorecards = options.scorecards;
    this.#inventory = options.inventory;
    this.#framework = options.framework;
    this.#news = options.news;
    this.#audit = options.audit;
    this.#transact = options.transact;
    this.#now = options.now;
  }

  /**
   * Confirms or questions a declaration of the sample, or one that what is seen
   * contradicts; never by the declarer, and only by the role that decides on
   * declarations. Who wrote a descriptor is not known, so what judgements found
   * is looked at by nobody who owns the entity, or owned it then. The judgement
   * stays: what is seen wrongly is disputed where it was found.
   *
   * @throws ConflictError when somebody else was faster, or it was declared anew
   */
  async review(
    id: string,
    request: DeclarationReviewRequest,
    credentials: User,
  ): Promise<DeclarationResponse> {
    await this.#permissions.require(declarationDecidePermission, credentials);
    const looked = await this.#require(id, credentials);
    const { record, owners, declarer } = looked;
    const by = credentials.principal.userEntityRef;
    await this.#roles.requireSecond({
      role: this.#role(),
      person: by,
      first: declarer,
      ...(looked.isOfOwners && { owners }),
      message: looked.isOfOwners
        ? 'Somebody who neither declared it nor owns the entity has to look at it'
        : 'Somebody else than the one who declared has to look at it',
    });
    const { outcome } = request;
    const at = this.#now();
    const review = { outcome, reason: said('reason', request.reason), by, at };
    const reviewed = { ...record, review };
    await this.#transact(async trx => {
      if (!(await looked.close(trx, review))) {
        throw new ConflictError(
          `Somebody looked at declaration ${id} already, or it was declared anew; look at it again`,
        );
      }
      await this.#audit.append(trx, {
        at,
        actor: by,
        action: `declaration.${outcome}`,
        subject: record.entityRef,
        ...stateDigests(record, reviewed),
        details: looked.details,
      });
    });
    if (looked.isOfOwners) {
      this.#news.settledTogether([looked.decision]);
    } else {
      this.#news.settled(looked.decision);
    }
    if (outcome === 'questioned') {
      this.#news.questioned({
        id,
        to: [...(looked.isOfOwners ? [] : [declarer]), ...owners],
        by,
        link: tabOf(record.entityRef),
      });
    }
    return looked.toResponse(review);
  }

  #role(): string {
    return this.#framework.current().framework.settings.approvingRole;
  }

  /** One of the sample, of an entity the caller may read. */
  async #require(id: string, credentials: BackstageCredentials) {
    const record = await this.#store.get(id);
    const ofProfile = record ? undefined : await this.#profileReviews.get(id);
    const entityRef = (record ?? ofProfile)?.entityRef;
    const readable =
      entityRef !== undefined &&
      (await this.#scorecards.readable([entityRef], credentials));
    if (!readable || !readable.has(entityRef)) {
      throw new NotFoundError(
        `There is no declaration ${id} that belongs to the sample or is contradicted`,
      );
    }
    const [entity] = await this.#inventory.byRefs([entityRef]);
    const owners = entity?.owners ?? [];
    return record
      ? this.#ofPortal(record, owners)
      : this.#ofProfile(ofProfile!, owners);
  }

  #ofPortal(record: SampledDeclaration, owners: readonly string[]): LookedAt {
    const role = this.#role();
    return {
      record,
      owners,
      declarer: record.by,
      isOfOwners: false,
      details: { declaration: record.id, declaredBy: record.by },
      decision: decisionOf(record, role),
      close: (trx, review) => this.#store.close(trx, record.id, review),
      toResponse: review => toSampled({ ...record, review }, role),
    };
  }

  #ofProfile(record: ProfileReview, owners: readonly string[]): LookedAt {
    const role = this.#role();
    return {
      record,
      owners: [...new Set([...record.owners, ...owners])],
      declarer: declarerOf(record),
      isOfOwners: true,
      details: {
        declaration: record.id,
        why: record.why,
        ...(record.contradictions && { contradictions: record.contradictions }),
      },
      decision: profileDecisionOf(record, role),
      close: (trx, review) =>
        this.#profileReviews.close(trx, record.id, review),
      toResponse: review => toProfileReview({ ...record, review }, role),
    };
  }
}

/** As those who look at it are told of it. */
export function decisionOf(
  { id, by }: Pick<SampledDeclaration, 'id' | 'by'>,
  role: string,
): Decision {
  return { kind: 'declarationToReview', id, role, by };
}
