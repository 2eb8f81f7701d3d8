import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { ResourcePermission } from '@backstage/plugin-permission-common';
import type { AssessResponse } from '@plumbline/backstage-plugin-ai-governance-common';
import type { AuditLog } from '../audit/AuditLog';
import type { EntityLooks } from '../facts/EntityLooks';
import type { CollectionService } from '../collection/CollectionService';
import type { Transactor } from '../database/transaction';
import { sourcesOfRecord } from '../inventory/InventoryStore';
import type { AssessmentQueue } from './AssessmentQueue';
import type { AssessmentRunner } from './AssessmentRunner';
import type { ScorecardService } from './ScorecardService';

/**
 * "Look again now": collects and judges one entity out of turn, and has the
 * catalog read its descriptor again, which tells of it what it says then.
 */
export class ReassessmentService {
  readonly #scorecards: ScorecardService;
  readonly #collection: CollectionService;
  readonly #entityLooks: EntityLooks;
  readonly #queue: AssessmentQueue;
  readonly #runner: AssessmentRunner;
  readonly #audit: AuditLog;
  readonly #catalog: Pick<CatalogService, 'refreshEntity'>;
  readonly #logger: LoggerService;
  readonly #transact: Transactor;
  readonly #now: () => string;

  constructor(options: {
    scorecards: ScorecardService;
    collection: CollectionService;
    entityLooks: EntityLooks;
    queue: AssessmentQueue;
    runner: AssessmentRunner;
    audit: AuditLog;
    catalog: Pick<CatalogService, 'refreshEntity'>;
    logger: LoggerService;
    transact: Transactor;
    now: () => string;
  }) {
    this.#scorecards = options.scorecards;
    this.#collection = options.collection;
    this.#entityLooks = options.entityLooks;
    this.#queue = options.queue;
    this.#runner = options.runner;
    this.#audit = options.audit;
    this.#catalog = options.catalog;
    this.#logger = options.logger;
    this.#transact = options.transact;
    this.#now = options.now;
  }

  /** Resolves once the look is queued; the scorecard shows how it goes. */
  async request(
    entityRef: string,
    actor: string,
    credentials: BackstageCredentials,
    permission: ResourcePermission,
  ): Promise<AssessResponse> {
    const record = await this.#scorecards.requirePermission(
      entityRef,
      permission,
      credentials,
    );
    const at = this.#now();
    await this.#transact(async trx => {
      await this.#queue.add(trx, [entityRef], at);
      await this.#audit.append(trx, {
        at,
        actor,
        action: 'assessment.requested',
        subject: entityRef,
      });
    });
    for (const { sourceKey } of sourcesOfRecord(record)) {
      await this.#collection.request(sourceKey);
    }
    await this.#entityLooks.request(entityRef);
    this.#runner.kick();
    this.#refresh(entityRef, credentials);
    return { collection: await this.#scorecards.collection(entityRef) };
  }

  /**
   * Nobody waits for the catalog, which may be slow or away, and who may not
   * ask it still has the repository looked at.
   */
  #refresh(entityRef: string, credentials: BackstageCredentials): void {
    const ask = async () =>
      this.#catalog.refreshEntity(entityRef, { credentials });
    ask().catch(error =>
      this.#logger.debug(
        `The catalog reads ${entityRef} when its turn comes, and not now: ${stringifyError(
          error,
        )}`,
      ),
    );
  }
}
