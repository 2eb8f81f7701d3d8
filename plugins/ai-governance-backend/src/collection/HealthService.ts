import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type {
  CollectionHealth,
  FailingSourcesResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { EntityAccess } from '../access/EntityAccess';
import { decodeCursor, encodeCursor } from '../assessment/scorecardFilter';
import type { AfterFailure, HealthStore } from './HealthStore';

const DEFAULT_PAGE = 50;

/** Says how looking at the whole organization stands, and what fails. */
export class HealthService {
  readonly #store: HealthStore;
  readonly #access: EntityAccess;

  constructor(options: { store: HealthStore; access: EntityAccess }) {
    this.#store = options.store;
    this.#access = options.access;
  }

  /** Of everything: for those who have made sure that the caller sees all of it. */
  async health(): Promise<CollectionHealth> {
    return this.#store.health();
  }

  /**
   * Failing sources with their errors. They name repositories of anybody, so
   * whoever sees part of the organization sees them on its scorecards only.
   *
   * @throws NotAllowedError for callers who may not read every scorecard
   */
  async failures(
    request: { limit?: number; cursor?: string },
    credentials: BackstageCredentials,
  ): Promise<FailingSourcesResponse> {
    const visibility = await this.#access.visibility(credentials);
    if (visibility.refs || visibility.criteria) {
      throw new NotAllowedError(
        'This list is of the whole organization, of which you may read a part; the scorecard of an entity says how its own sources stand',
      );
    }
    const { limit = DEFAULT_PAGE } = request;
    const after = decodeCursor<AfterFailure>(
      request.cursor,
      value =>
        typeof value?.seenAt === 'string' &&
        typeof value.sourceKey === 'string',
    );
    const { rows, totalItems } = await this.#store.failures({
      limit: limit + 1,
      ...(after && { after }),
    });
    const page = rows.slice(0, limit);
    return {
      items: page.map(({ after: _, ...item }) => item),
      totalItems,
      ...(rows.length > limit && {
        nextCursor: encodeCursor(page[page.length - 1].after),
      }),
    };
  }
}
