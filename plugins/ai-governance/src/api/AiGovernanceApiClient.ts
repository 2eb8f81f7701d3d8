import { parseEntityRef } from '@backstage/catalog-model';
import type { DiscoveryApi, FetchApi } from '@backstage/core-plugin-api';
import {
  AiGovernanceClient,
  type AssessResponse,
  type DeclaredValues,
  type DeclareResponse,
  type EntityName,
  type FrameworkResponse,
  type HistoryResponse,
  type ProfileResponse,
  type ScorecardListResponse,
  type ScorecardResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { AiGovernanceApi, ScorecardQuery } from './AiGovernanceApi';
import { listRequest } from './listRequest';

/** How long an answered framework is used again, in milliseconds. */
const FRAMEWORK_AGE = 60_000;

/** The entity of a ref, in the lower case the API addresses entities by. */
function entityName(entityRef: string): EntityName {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return {
    kind: kind.toLocaleLowerCase('en-US'),
    namespace: namespace.toLocaleLowerCase('en-US'),
    name: name.toLocaleLowerCase('en-US'),
  };
}

/**
 * Asks the governance backend, found by discovery, with the signed-in person's
 * token. @public
 */
export class AiGovernanceApiClient implements AiGovernanceApi {
  private readonly client: AiGovernanceClient;
  private framework?: { asked: number; answer: Promise<FrameworkResponse> };

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.client = new AiGovernanceClient(options);
  }

  getFramework(): Promise<FrameworkResponse> {
    // Every card on a page explains itself with the framework: one request
    // serves them all, and a new version shows within a minute.
    const now = Date.now();
    if (!this.framework || now - this.framework.asked > FRAMEWORK_AGE) {
      const asked = { asked: now, answer: this.client.getFramework() };
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
    return this.client.getScorecard(entityName(entityRef));
  }

  getHistory(
    entityRef: string,
    options: { limit?: number; cursor?: string } = {},
  ): Promise<HistoryResponse> {
    return this.client.getHistory(entityName(entityRef), options);
  }

  getProfile(entityRef: string): Promise<ProfileResponse> {
    return this.client.getProfile(entityName(entityRef));
  }

  declareProfile(
    entityRef: string,
    values: DeclaredValues,
  ): Promise<DeclareResponse> {
    return this.client.declareProfile(entityName(entityRef), values);
  }

  assess(entityRef: string): Promise<AssessResponse> {
    return this.client.assess(entityName(entityRef));
  }

  listScorecards(query: ScorecardQuery): Promise<ScorecardListResponse> {
    return this.client.listScorecards(listRequest(query));
  }
}
