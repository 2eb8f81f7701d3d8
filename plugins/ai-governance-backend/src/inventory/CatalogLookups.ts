import { wantedCatalogFacts } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  AnnotationsResponse,
  InventoryEntity,
  WantedCatalogFacts,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { AnnotationSource } from '@plumbline/backstage-plugin-ai-governance-node';
import type {
  AssessmentRunner,
  FreshlyJudged,
} from '../assessment/AssessmentRunner';
import { neverJudged } from '../assessment/ScorecardService';
import type { ScorecardService } from '../assessment/ScorecardService';
import type { DomainService } from '../domains/DomainService';
import { normalizedRef } from '../entityRef';
import type { FrameworkService } from '../framework/FrameworkService';
import type { InventoryService } from './InventoryService';

/** What the catalog tells, and the annotations it gets for it. */
export class CatalogLookups implements AnnotationSource {
  readonly #inventory: InventoryService;
  readonly #domains: DomainService;
  readonly #runner: AssessmentRunner;
  readonly #scorecards: ScorecardService;
  readonly #framework: FrameworkService;
  readonly #collectSoon: () => void;
  readonly #now: () => string;

  constructor(options: {
    inventory: InventoryService;
    domains: DomainService;
    runner: AssessmentRunner;
    scorecards: ScorecardService;
    framework: FrameworkService;
    collectSoon: () => void;
    now: () => string;
  }) {
    this.#inventory = options.inventory;
    this.#domains = options.domains;
    this.#runner = options.runner;
    this.#scorecards = options.scorecards;
    this.#framework = options.framework;
    this.#collectSoon = options.collectSoon;
    this.#now = options.now;
  }

  async wantedCatalogFacts(): Promise<WantedCatalogFacts> {
    return wantedCatalogFacts(this.#framework.current().framework);
  }

  /**
   * New and changed entities are judged before they are answered. Systems and
   * domains also tell where what they hold lies, and most tell nothing else.
   */
  async lookUpAnnotations(
    entities: readonly InventoryEntity[],
  ): Promise<Pick<AnnotationsResponse, 'items'>> {
    const told = entities.map(entity => ({
      ...entity,
      entityRef: normalizedRef(entity.entityRef),
    }));
    await this.#domains.learn(told);
    const governed = told.filter(({ onlyHolds }) => !onlyHolds);
    const items = new Map<string, AnnotationsResponse['items'][number]>();
    if (governed.length > 0) {
      for (const item of await this.#answer(governed)) {
        items.set(item.entityRef, item);
      }
    }
    return {
      items: told.map(
        ({ entityRef }) => items.get(entityRef) ?? neverJudged(entityRef),
      ),
    };
  }

  async #answer(
    told: readonly InventoryEntity[],
  ): Promise<AnnotationsResponse['items']> {
    const written: FreshlyJudged[] = [];
    const changed = await this.#inventory.learn(
      told,
      this.#now(),
      this.#runner.fresh(fresh => written.push(fresh)),
    );
    if (changed.length > 0) {
      await this.#runner.judge(changed);
    }
    if (changed.length > 0 || written.length > 0) {
      this.#collectSoon();
    }
    const items = new Map<string, AnnotationsResponse['items'][number]>();
    // What was judged since, a new group for one, has to be read.
    for (const fresh of changed.length > 0 ? [] : written) {
      for (const item of await this.#scorecards.annotationsOfFresh(fresh)) {
        items.set(item.entityRef, item);
      }
    }
    const refs = told.map(({ entityRef }) => entityRef);
    const others = refs.filter(ref => !items.has(ref));
    for (const item of await this.#scorecards.annotations(others)) {
      items.set(item.entityRef, item);
    }
    return refs.map(ref => items.get(ref)!);
  }
}
