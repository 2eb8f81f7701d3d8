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
import type { Transactor } from '../database/transaction';
import type { FrameworkService } from '../framework/FrameworkService';
import type { Decision, InboxNews } from '../inbox/InboxNews';
import { tabOf } from '../inbox/tabOf';
import type { InventoryStore } from '../inventory/InventoryStore';
import { said } from '../said';
import type {
  DeclarationReviewStore,
  SampledDeclaration,
} from './DeclarationReviewStore';
import { toSampled } from './sampled';

type User = BackstageCredentials<BackstageUserPrincipal>;

/**
 * Looks at the sample of declarations that nobody had to approve. Whatever is
 * said of one, it stays in force: a declaration is the team's to change.
 */
export class DeclarationReviewService {
  readonly #store: DeclarationReviewStore;
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
   * Confirms or questions a declaration of the sample; never by the declarer,
   * and only by the role that decides on declarations.
   *
   * @throws ConflictError when somebody else was faster, or it was declared anew
   */
  async review(
    id: string,
    request: DeclarationReviewRequest,
    credentials: User,
  ): Promise<DeclarationResponse> {
    await this.#permissions.require(declarationDecidePermission, credentials);
    const record = await this.#require(id, credentials);
    const by = credentials.principal.userEntityRef;
    await this.#roles.requireSecond({
      role: this.#role(),
      person: by,
      first: record.by,
      message: 'Somebody else than the one who declared has to look at it',
    });
    const { outcome } = request;
    const at = this.#now();
    const review = { outcome, reason: said('reason', request.reason), by, at };
    const reviewed = { ...record, review };
    await this.#transact(async trx => {
      if (!(await this.#store.close(trx, id, review))) {
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
        details: { declaration: id, declaredBy: record.by },
      });
    });
    this.#news.settled(decisionOf(record, this.#role()));
    if (outcome === 'questioned') {
      const [entity] = await this.#inventory.byRefs([record.entityRef]);
      this.#news.questioned({
        id,
        to: [record.by, ...(entity?.owners ?? [])],
        by,
        link: tabOf(record.entityRef),
      });
    }
    return toSampled(reviewed, this.#role());
  }

  #role(): string {
    return this.#framework.current().framework.settings.approvingRole;
  }

  /** One of the sample, of an entity the caller may read. */
  async #require(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<SampledDeclaration> {
    const record = await this.#store.get(id);
    const readable =
      record &&
      (await this.#scorecards.readable([record.entityRef], credentials));
    if (!readable?.has(record!.entityRef)) {
      throw new NotFoundError(
        `There is no declaration ${id} that belongs to the sample`,
      );
    }
    return record!;
  }
}

/** As those who look at it are told of it. */
export function decisionOf(
  { id, by }: Pick<SampledDeclaration, 'id' | 'by'>,
  role: string,
): Decision {
  return { kind: 'declarationToReview', id, role, by };
}
