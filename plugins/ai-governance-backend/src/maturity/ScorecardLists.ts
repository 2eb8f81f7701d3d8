import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { ScorecardListResponse } from '@plumbline/backstage-plugin-ai-governance-common';
import {
  decodeCursor,
  encodeCursor,
  parseOrderBy,
} from '../assessment/scorecardFilter';
import type { OrderBy } from '../assessment/scorecardFilter';
import { groupedBy } from '../groupedBy';
import { LAST_SORT_VALUE } from '../assessment/ScorecardQuery';
import {
  DEFAULT_PAGE,
  isSortValue,
  type ScorecardListRequest,
  type ScorecardService,
} from '../assessment/ScorecardService';
import type { Standee } from './Look';
import type { MaturityService } from './MaturityService';

/** What each order compares, as the database does; it alone knows how to order text. */
const VALUES: { [field in OrderBy['field']]?: (standee: Standee) => number } = {
  level: ({ standing }) => standing.level,
  ownLevel: ({ standing }) => standing.ownLevel,
  score: ({ standing }) => standing.score ?? -1,
  tier: ({ member }) => member.tier,
  classification: ({ member }) => member.classification,
};

/** After which entity a page that was found in memory goes on. */
interface MemoryCursor {
  o: string;
  v: number;
  r: string;
  /** Databases may order refs in another way than memory: a list keeps to one. */
  m: 1;
}

/**
 * Lists of scorecards. Where the organization is in memory anyway, the page is
 * found there and the database only asked for its rows: it would read and sort
 * everything the filter finds for every page. Both find the same entities.
 */
export class ScorecardLists {
  readonly #maturity: Pick<MaturityService, 'isInMemory' | 'look'>;
  readonly #scorecards: Pick<ScorecardService, 'list' | 'itemsOf'>;

  constructor(options: {
    maturity: Pick<MaturityService, 'isInMemory' | 'look'>;
    scorecards: Pick<ScorecardService, 'list' | 'itemsOf'>;
  }) {
    this.#maturity = options.maturity;
    this.#scorecards = options.scorecards;
  }

  /**
   * One page of the scorecards the caller may see.
   *
   * @throws InputError for a filter, an order or a cursor that means nothing
   */
  async list(
    request: ScorecardListRequest,
    credentials: BackstageCredentials,
  ): Promise<ScorecardListResponse> {
    const orderBy = parseOrderBy(request.orderBy);
    const after = decodeCursor<{ m?: 1 }>(
      request.cursor,
      value => typeof value?.r === 'string',
    );
    const valueOf = VALUES[orderBy.field];
    const fromMemory = after
      ? after.m === 1
      : valueOf !== undefined && this.#maturity.isInMemory();
    return fromMemory && valueOf
      ? this.#fromMemory(request, { orderBy, valueOf, credentials })
      : this.#scorecards.list(request, credentials);
  }

  async #fromMemory(
    request: ScorecardListRequest,
    options: {
      orderBy: OrderBy;
      valueOf: (standee: Standee) => number;
      credentials: BackstageCredentials;
    },
  ): Promise<ScorecardListResponse> {
    const { orderBy, valueOf, credentials } = options;
    const order = `${orderBy.field}:${orderBy.direction}`;
    const after = decodeCursor<MemoryCursor>(
      request.cursor,
      value => value?.o === order && isSortValue(orderBy.field, value.v),
    );
    const limit = request.limit ?? DEFAULT_PAGE;
    const look = await this.#maturity.look(request, credentials);
    const standees = look.standees();
    const byValue = groupedBy(standees, standee =>
      comparedBy(standee, orderBy, valueOf),
    );
    const sign = orderBy.direction === 'asc' ? 1 : -1;
    const page: { value: number; ref: string }[] = [];
    for (const value of [...byValue.keys()].sort((a, b) => sign * (a - b))) {
      if (after && sign * (value - after.v) < 0) {
        continue;
      }
      for (const { member } of byValue.get(value)!) {
        if (page.length > limit) {
          break;
        }
        if (!(after && value === after.v && member.ref <= after.r)) {
          page.push({ value, ref: member.ref });
        }
      }
    }
    const shown = page.slice(0, limit);
    const last = shown[shown.length - 1];
    return {
      items: await this.#scorecards.itemsOf(
        shown.map(({ ref }) => ref),
        look,
      ),
      totalItems: standees.length,
      ...(page.length > limit && {
        nextCursor: encodeCursor({
          o: order,
          v: last.value,
          r: last.ref,
          m: 1,
        } satisfies MemoryCursor),
      }),
    };
  }
}

/** What is not assessed has no level and no score, and stands behind what is. */
function comparedBy(
  standee: Standee,
  { field, direction }: OrderBy,
  valueOf: (standee: Standee) => number,
): number {
  return standee.standing.notAssessable !== undefined &&
    (field === 'level' || field === 'ownLevel' || field === 'score')
    ? LAST_SORT_VALUE * (direction === 'asc' ? 1 : -1)
    : valueOf(standee);
}
