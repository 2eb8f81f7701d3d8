import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { z } from 'zod';

/** What is read of a check; checkers add members of their own. */
const checks = z.array(
  z.object({ id: z.string(), name: z.string().optional() }),
);

const bulkResults = z.array(
  z.object({
    entity: z.string(),
    error: z.object({ message: z.string().optional() }).nullish(),
    results: z.array(
      z.object({
        check: z.object({ id: z.string() }),
        result: z.unknown(),
        facts: z.record(z.string(), z.unknown()).optional(),
      }),
    ),
  }),
);

export type BulkResult = z.output<typeof bulkResults>[number];
export type KnownCheck = z.output<typeof checks>[number];

/** One entity as Tech Insights is asked about it. */
export interface EntityName {
  kind: string;
  namespace: string;
  name: string;
}

/**
 * Two endpoints of Tech Insights, asked as this plugin. Its own client is made
 * for the frontend: it brings React along and cannot be interrupted.
 */
export class TechInsightsApi {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  constructor(options: { auth: AuthService; discovery: DiscoveryService }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
  }

  async checks(signal: AbortSignal): Promise<KnownCheck[]> {
    return checks.parse(await this.#ask('/checks', { signal }));
  }

  async run(
    check: string,
    entities: readonly EntityName[],
    signal: AbortSignal,
  ): Promise<BulkResult[]> {
    return bulkResults.parse(
      await this.#ask('/checks/run', {
        signal,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ checks: [check], entities }),
      }),
    );
  }

  async #ask(path: string, init: RequestInit): Promise<unknown> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: 'tech-insights',
    });
    const base = await this.#discovery.getBaseUrl('tech-insights');
    const response = await fetch(`${base}${path}`, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${token}` },
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}
