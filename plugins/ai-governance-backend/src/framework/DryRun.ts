import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  judgeGroupParts,
  judgeOrganizationParts,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  ControlStatus,
  Framework,
  FrameworkDryRun,
  FrameworkDryRunItem,
  JudgedParts,
  Level,
  Scorecard,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  AssessmentInputs,
  EntityInputs,
} from '../assessment/AssessmentInputs';
import { descriptorOf } from '../assessment/AssessmentInputs';
import { ORGANIZATION } from '../assessment/AssessmentQueue';
import { whyNotAssessable } from '../assessment/assessable';
import { groupSubjectOf, judgeEntity } from '../assessment/judge';
import type { ScorecardService } from '../assessment/ScorecardService';
import { yieldToEventLoop } from '../database/bulk';
import type {
  InventoryRecord,
  InventoryStore,
} from '../inventory/InventoryStore';
import type { FrameworkInForce, FrameworkService } from './FrameworkService';

/** Entities read at once. */
const BATCH = 1000;

/** Entities judged before the event loop gets its turn. */
const SLICE = 50;

/** Later than every instant. */
const EVER = '9999-12-31T23:59:59.999Z';

interface Side {
  inForce: FrameworkInForce;
  organization: JudgedParts;
  groups: Map<string, JudgedParts>;
}

const rank = (level: Level | null) => level ?? 0;

/** Counts differences by kind. */
class Tally {
  #entities = 0;
  #changed = 0;
  #up = 0;
  #down = 0;
  readonly #controls = new Map<
    string,
    FrameworkDryRun['counts']['controls'][number]
  >();

  add(item: FrameworkDryRunItem | undefined): void {
    this.#entities += 1;
    if (!item) {
      return;
    }
    this.#changed += 1;
    const step = rank(item.ownLevel.to) - rank(item.ownLevel.from);
    this.#up += step > 0 ? 1 : 0;
    this.#down += step < 0 ? 1 : 0;
    for (const change of item.controls) {
      const key = `${change.id} ${change.from} ${change.to}`;
      const counted = this.#controls.get(key) ?? { ...change, entities: 0 };
      counted.entities += 1;
      this.#controls.set(key, counted);
    }
  }

  counts(): FrameworkDryRun['counts'] {
    return {
      entities: this.#entities,
      changed: this.#changed,
      ownLevelUp: this.#up,
      ownLevelDown: this.#down,
      controls: [...this.#controls.values()].sort(
        (a, b) => b.entities - a.entities || (a.id < b.id ? -1 : 1),
      ),
    };
  }
}

/**
 * Judges every entity under another framework beside the one in force and
 * says what differs. Writes nothing.
 */
export class DryRun {
  readonly #inventory: InventoryStore;
  readonly #inputs: AssessmentInputs;
  readonly #scorecards: Pick<ScorecardService, 'readable'>;
  readonly #framework: FrameworkService;
  readonly #now: () => string;

  constructor(options: {
    inventory: InventoryStore;
    inputs: AssessmentInputs;
    scorecards: Pick<ScorecardService, 'readable'>;
    framework: FrameworkService;
    now: () => string;
  }) {
    this.#inventory = options.inventory;
    this.#inputs = options.inputs;
    this.#scorecards = options.scorecards;
    this.#framework = options.framework;
    this.#now = options.now;
  }

  /**
   * @param options - `limit`: differing entities to name; `after`: ref to go
   * on behind, of which counts tell then, too; `control`: names only entities
   * of which this one changes
   */
  async run(
    framework: Framework,
    options: { limit: number; after?: string; control?: string },
    credentials: BackstageCredentials,
  ): Promise<FrameworkDryRun & { next?: string }> {
    const at = this.#now();
    const now = this.#framework.current();
    const sides = [
      await this.#side(now, at),
      await this.#side(
        { ...now, framework: whatItComesTo(framework), digest: '' },
        at,
      ),
    ] as const;
    const tally = new Tally();
    const items: FrameworkDryRunItem[] = [];
    let next: string | undefined;
    let after = options.after ?? '';
    for (;;) {
      const refs = await this.#inventory.refsAfter(after, BATCH, EVER);
      if (refs.length === 0) {
        break;
      }
      after = refs[refs.length - 1];
      const visible = await this.#scorecards.readable(refs, credentials);
      const records = await this.#inventory.byRefs(
        refs.filter(ref => visible.has(ref)),
      );
      const inputs = await this.#inputs.load(records, now.framework);
      for (const side of sides) {
        await this.#addGroups(side, records, at);
      }
      for (const [index, record] of records.entries()) {
        if (index % SLICE === SLICE - 1) {
          await yieldToEventLoop();
        }
        const own = inputs.get(record.entityRef)!;
        const [from, to] = sides.map(side => judged(side, record, own, at));
        const item = differenceOf(record.entityRef, from, to);
        tally.add(item);
        const isNamed =
          item !== undefined &&
          (options.control === undefined ||
            item.controls.some(({ id }) => id === options.control));
        if (isNamed && items.length < options.limit) {
          items.push(item);
        } else if (isNamed && next === undefined) {
          next = items[items.length - 1].entityRef;
        }
      }
    }
    const organization = sides.map(side => side.organization.level);
    return {
      counts: tally.counts(),
      organizationLevel: { from: organization[0], to: organization[1] },
      items,
      ...(next !== undefined && { next }),
    };
  }

  async #side(inForce: FrameworkInForce, at: string): Promise<Side> {
    const inputs = await this.#inputs.shared([ORGANIZATION]);
    return {
      inForce,
      organization: judgeOrganizationParts({
        ...inputs.get(ORGANIZATION)!,
        framework: inForce.framework,
        tools: inForce.tools,
        at,
      }),
      groups: new Map(),
    };
  }

  async #addGroups(
    side: Side,
    records: readonly InventoryRecord[],
    at: string,
  ): Promise<void> {
    const wanted = [
      ...new Set(records.map(({ owners }) => groupSubjectOf(owners))),
    ].filter(group => !side.groups.has(group));
    const inputs = await this.#inputs.shared(wanted);
    for (const group of wanted) {
      side.groups.set(
        group,
        judgeGroupParts({
          ...inputs.get(group)!,
          framework: side.inForce.framework,
          group,
          at,
        }),
      );
    }
  }
}

/** What is announced counts: the question is what it comes to. */
function whatItComesTo(framework: Framework): Framework {
  return {
    ...framework,
    controls: framework.controls.map(
      ({ effectiveFrom: _, ...control }) => control,
    ),
  };
}

function judged(
  side: Side,
  record: InventoryRecord,
  inputs: EntityInputs,
  at: string,
): Scorecard | undefined {
  const { inForce, organization, groups } = side;
  return whyNotAssessable(inForce.framework, record, inputs.evidence)
    ? undefined
    : judgeEntity(
        // Words that only the other framework knows declare something there.
        { ...inputs, descriptor: descriptorOf(record, inForce.framework) },
        inForce,
        {
          group: groups.get(groupSubjectOf(inputs.entity.owners))!,
          organization,
        },
        at,
      );
}

/** Status of each control that counts. */
function statusesOf(
  scorecard: Scorecard | undefined,
): Map<string, ControlStatus> {
  return new Map(
    (scorecard?.controls ?? [])
      .filter(({ upcoming }) => !upcoming)
      .map(({ control, status }) => [control, status]),
  );
}

function differenceOf(
  entityRef: string,
  from: Scorecard | undefined,
  to: Scorecard | undefined,
): FrameworkDryRunItem | undefined {
  const before = statusesOf(from);
  const after = statusesOf(to);
  const controls = [...new Set([...before.keys(), ...after.keys()])]
    .map(id => ({
      id,
      from: before.get(id) ?? null,
      to: after.get(id) ?? null,
    }))
    .filter(change => change.from !== change.to);
  const level = { from: from?.level ?? null, to: to?.level ?? null };
  const ownLevel = { from: from?.ownLevel ?? null, to: to?.ownLevel ?? null };
  return controls.length === 0 &&
    level.from === level.to &&
    ownLevel.from === ownLevel.to
    ? undefined
    : { entityRef, level, ownLevel, controls };
}
