import { parseEntityRef } from '@backstage/catalog-model';
import type { DiscoveryApi, FetchApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import type {
  AssessResponse,
  DeclaredValues,
  DeclareResponse,
  FrameworkResponse,
  HistoryResponse,
  ProfileResponse,
  ScorecardListResponse,
  ScorecardResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { AiGovernanceApi, ScorecardQuery } from './AiGovernanceApi';
import { scorecardQueryString } from './scorecardQuery';

/** How long an answered framework is used again, in milliseconds. */
const FRAMEWORK_AGE = 60_000;

function entityPath(entityRef: string, leaf: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  const parts = [kind, namespace, name].map(part =>
    encodeURIComponent(part.toLocaleLowerCase('en-US')),
  );
  return `/entities/${parts.join('/')}/${leaf}`;
}

/**
 * Talks to the governance backend at the address that discovery gives for
 * `ai-governance`, with the signed-in person's token. @public
 */
export class AiGovernanceClient implements AiGovernanceApi {
  private framework?: { asked: number; answer: Promise<FrameworkResponse> };

  constructor(
    private readonly options: {
      discoveryApi: DiscoveryApi;
      fetchApi: FetchApi;
    },
  ) {}

  getFramework(): Promise<FrameworkResponse> {
    // Every card on a page explains itself with the framework: one request
    // serves them all, and a new version shows within a minute.
    const now = Date.now();
    if (!this.framework || now - this.framework.asked > FRAMEWORK_AGE) {
      const asked = {
        asked: now,
        answer: this.request<FrameworkResponse>('/framework'),
      };
      asked.answer.catch(() => {
        if (this.framework === asked) {
          this.framework = undefined;
        }
      });
      this.framework = asked;
    }
    return this.framework.answer;
  }

  getScorecard(entityRef: string): Promise<ScorecardResponse> {
    return this.request(entityPath(entityRef, 'scorecard'));
  }

  getHistory(
    entityRef: string,
    options: { limit?: number; cursor?: string } = {},
  ): Promise<HistoryResponse> {
    const params = new URLSearchParams();
    if (options.limit !== undefined) {
      params.set('limit', String(options.limit));
    }
    if (options.cursor) {
      params.set('cursor', options.cursor);
    }
    const query = params.toString();
    return this.request(
      `${entityPath(entityRef, 'history')}${query && `?${query}`}`,
    );
  }

  getProfile(entityRef: string): Promise<ProfileResponse> {
    return this.request(entityPath(entityRef, 'profile'));
  }

  declareProfile(
    entityRef: string,
    values: DeclaredValues,
  ): Promise<DeclareResponse> {
    return this.request(entityPath(entityRef, 'profile'), {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ values }),
    });
  }

  assess(entityRef: string): Promise<AssessResponse> {
    return this.request(entityPath(entityRef, 'assess'), { method: 'POST' });
  }

  listScorecards(query: ScorecardQuery): Promise<ScorecardListResponse> {
    const search = scorecardQueryString(query);
    return this.request(`/scorecards${search && `?${search}`}`);
  }

  private async request<T>(path: string, init?: RequestInit): Promise<T> {
    const baseUrl = await this.options.discoveryApi.getBaseUrl('ai-governance');
    const response = await this.options.fetchApi.fetch(
      `${baseUrl}${path}`,
      init,
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}
