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
import type { ScorecardService } from '../assessment/ScorecardService';
import { normalizedRef } from '../entityRef';
import type { FrameworkService } from '../framework/FrameworkService';
import type { InventoryService } from './InventoryService';

/** What the catalog tells, and the annotations it gets for it. */
export class CatalogLookups implements AnnotationSource {
  readonly #inventory: InventoryService;
  readonly #runner: AssessmentRunner;
  readonly #scorecards: ScorecardService;
  readonly #framework: FrameworkService;
  readonly #collectSoon: () => void;
  readonly #now: () => string;

  constructor(options: {
    inventory: InventoryService;
    runner: AssessmentRunner;
    scorecards: ScorecardService;
    framework: FrameworkService;
    collectSoon: () => void;
    now: () => string;
  }) {
    this.#inventory = options.inventory;
    this.#runner = options.runner;
    this.#scorecards = options.scorecards;
    this.#framework = options.framework;
    this.#collectSoon = options.collectSoon;
    this.#now = options.now;
  }

  async wantedCatalogFacts(): Promise<WantedCatalogFacts> {
    return wantedCatalogFacts(this.#framework.current().framework);
  }

  /** New and changed entities are judged before they are answered. */
  async lookUpAnnotations(
    entities: readonly InventoryEntity[],
  ): Promise<Pick<AnnotationsResponse, 'items'>> {
    const told = entities.map(entity => ({
      ...entity,
      entityRef: normalizedRef(entity.entityRef),
    }));
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
    return { items: refs.map(ref => items.get(ref)!) };
  }
}
