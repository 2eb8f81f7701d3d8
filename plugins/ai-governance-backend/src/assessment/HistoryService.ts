import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { combineLevels } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  HistoryItem,
  HistoryResponse,
  Level,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { FrameworkService } from '../framework/FrameworkService';
import type { FrameworkStore } from '../framework/FrameworkStore';
import { NO_GROUP, ORGANIZATION } from './AssessmentQueue';
import type { HistoryStore, Period } from './HistoryStore';
import { decodeCursor, encodeCursor } from './scorecardFilter';
import type { ScorecardService } from './ScorecardService';
import { StatusTable } from './statusTable';
import type { JoinedStatus } from './statusTable';

/** Turns stored periods into the steps a reader understands. */
export class HistoryService {
  readonly #store: HistoryStore;
  readonly #scorecards: ScorecardService;
  readonly #framework: FrameworkService;
  readonly #frameworks: FrameworkStore;

  constructor(options: {
    store: HistoryStore;
    scorecards: ScorecardService;
    framework: FrameworkService;
    frameworks: FrameworkStore;
  }) {
    this.#store = options.store;
    this.#scorecards = options.scorecards;
    this.#framework = options.framework;
    this.#frameworks = options.frameworks;
  }

  /**
   * Newest first. A step is any change of what was judged or inherited; with
   * `control`, any change of that control. The first page also says since when
   * each control has the status it has.
   */
  async get(
    entityRef: string,
    request: { limit: number; cursor?: string; control?: string },
    credentials: BackstageCredentials,
  ): Promise<HistoryResponse> {
    await this.#scorecards.requireReadable(entityRef, credentials);
    const before = decodeCursor<{ at: string }>(
      request.cursor,
      value => typeof value?.at === 'string',
    );
    const { control } = request;
    if (
      control !== undefined &&
      !this.#framework.current().positions.has(control)
    ) {
      throw new InputError(
        `No framework here ever had a control ${control}; GET /framework lists those in force`,
      );
    }
    const own = await this.#store.ownPeriods(entityRef);
    const subjects = [
      ORGANIZATION,
      ...new Set(own.map(period => period.groupSubject ?? NO_GROUP)),
    ];
    const shared = await this.#store.sharedPeriods(subjects);
    const versions = new Map(
      (await this.#frameworks.versions()).map(({ digest, version }) => [
        digest,
        version,
      ]),
    );
    const instants = [
      ...new Set(
        [own, ...shared.values()].flatMap(periods =>
          periods.map(period => period.from),
        ),
      ),
    ]
      .filter(at => own.length > 0 && at >= own[0].from)
      .sort();
    const inForce = this.#framework.current();
    const items: HistoryItem[] = [];
    const since: { [control: string]: string } = {};
    let previous: JoinedStatus['item'][] | undefined;
    for (const at of instants) {
      const current = periodAt(own, at);
      if (!current) {
        continue;
      }
      const group = periodAt(
        shared.get(current.groupSubject ?? NO_GROUP) ?? [],
        at,
      );
      const organization = periodAt(shared.get(ORGANIZATION) ?? [], at);
      const statuses = new StatusTable(inForce, organization?.statuses ?? '')
        .join(current.statuses, group?.statuses)
        .map(status => status.item);
      const levels = (entityLevel: Level | null) =>
        combineLevels({
          entityLevel,
          groupLevel: group?.level ?? null,
          organizationLevel: organization?.level ?? 1,
        });
      const total = (current.totalWeight ?? 0) + (group?.totalWeight ?? 0);
      const met = (current.metWeight ?? 0) + (group?.metWeight ?? 0);
      const last = previous;
      const changes = statuses.flatMap(({ id, status }) => {
        const from =
          last?.find(candidate => candidate.id === id)?.status ?? null;
        return from === status ? [] : [{ control: id, from, to: status }];
      });
      for (const change of changes) {
        since[change.control] = at;
      }
      const item: HistoryItem = {
        at,
        ...levels(current.level),
        levelWithoutExceptions: levels(current.levelWithoutExceptions ?? null)
          .level,
        score: total > 0 ? Math.floor((100 * met) / total) : null,
        frameworkVersion:
          versions.get(current.frameworkDigest ?? '') ??
          inForce.framework.version,
        changes,
      };
      const newest = items[items.length - 1];
      if (!newest || changes.length > 0 || newest.level !== item.level) {
        items.push(item);
      }
      previous = statuses;
    }
    const newestFirst = items
      .reverse()
      .flatMap(item => {
        if (control === undefined) {
          return [item];
        }
        const changes = item.changes.filter(
          change => change.control === control,
        );
        return changes.length > 0 ? [{ ...item, changes }] : [];
      })
      .filter(item => before === undefined || item.at < before.at);
    const page = newestFirst.slice(0, request.limit);
    return {
      items: page,
      ...(before === undefined && { since }),
      ...(newestFirst.length > request.limit && {
        nextCursor: encodeCursor({ at: page[page.length - 1].at }),
      }),
    };
  }
}

function periodAt(periods: readonly Period[], at: string): Period | undefined {
  return periods.find(
    period =>
      period.from <= at && (period.until === undefined || at < period.until),
  );
}
