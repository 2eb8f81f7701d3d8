import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  GithubCredentialsProvider,
  GithubIntegrationConfig,
} from '@backstage/integration';
import { Octokit } from '@octokit/core';
import type { OctokitResponse, Endpoints } from '@octokit/types';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { RetryLaterError } from '@plumbline/backstage-plugin-ai-governance-node';
import type { z } from 'zod';
import { GithubError } from './GithubError';

/** What was read under an etag, so that reading it again may cost nothing. */
export interface Remembered {
  [key: string]: { etag: string; data: unknown };
}

/** How patient the client is; tests are not. */
export interface ClientTimes {
  /** Unit of the pauses between tries of a failed request, in ms. */
  retryBaseMs: number;
  /** A limit that ends sooner than this is waited for, in seconds. */
  shortWaitSeconds: number;
}

export const DEFAULT_TIMES: ClientTimes = {
  retryBaseMs: 1000,
  shortWaitSeconds: 5,
};

/** Without a word from GitHub, a secondary limit is over after a minute. */
const SECONDARY_PAUSE_SECONDS = 60;

/** Most pages of a list that are read. */
const MOST_PAGES = 10;

const GovernanceOctokit = Octokit.plugin(retry, throttling);

/** Limits that were met, by whose limit it is: shared by all looks of this replica. */
export type Pauses = Map<string, number>;

/**
 * Speaks to GitHub about the repositories of one owner: with the app's or
 * token's credentials, one policy of retries, and no request while GitHub
 * wants none.
 */
export class GithubClient {
  readonly #octokit: Octokit;
  readonly #host: string;
  readonly #limited: string;
  readonly #pauses: Pauses;

  constructor(options: {
    integration: GithubIntegrationConfig;
    owner: string;
    credentials: GithubCredentialsProvider;
    logger: LoggerService;
    pauses: Pauses;
    times: ClientTimes;
  }) {
    const { integration, owner, credentials, logger, times } = options;
    this.#host = integration.host;
    this.#pauses = options.pauses;
    // The limit of a token holds for everything; an app has one per installation.
    this.#limited = integration.apps?.length
      ? `${integration.host}/${owner.toLowerCase()}`
      : integration.host;
    const waitsFor = (seconds: number, tries: number) =>
      tries === 0 && seconds <= times.shortWaitSeconds;
    this.#octokit = new GovernanceOctokit({
      baseUrl: integration.apiBaseUrl,
      userAgent: 'plumbline',
      log: {
        debug: () => {},
        info: () => {},
        warn: message => logger.debug(message),
        error: message => logger.debug(message),
      },
      retry: {
        retries: 2,
        retryAfterBaseValue: times.retryBaseMs,
        // 429 is a limit: it is waited for and not tried against.
        doNotRetry: [304, 400, 401, 403, 404, 410, 422, 429, 451],
      },
      throttle: {
        id: this.#limited,
        onRateLimit: (
          seconds: number,
          _options: object,
          _octokit: Octokit,
          tries: number,
        ) => waitsFor(seconds, tries),
        onSecondaryRateLimit: (
          seconds: number,
          _options: object,
          _octokit: Octokit,
          tries: number,
        ) => waitsFor(seconds, tries),
      },
    });
    this.#octokit.hook.before('request', async request => {
      const { token } = await credentials
        .getCredentials({ url: `https://${integration.host}/${owner}` })
        .catch(error => {
          throw new GithubError(
            'unavailable',
            `${integration.host} gives no credentials for ${owner}: ${
              error instanceof Error ? error.message : error
            }`,
          );
        });
      if (!token) {
        throw new GithubError(
          'permission',
          `No app or token of integrations.github covers ${integration.host}/${owner}: install the app there or configure a token`,
        );
      }
      request.headers.authorization = `token ${token}`;
    });
  }

  /**
   * Reads something, or gives back what was read before while GitHub says that
   * it did not change. Only what `schema` takes over is remembered.
   */
  async get<Route extends keyof Endpoints & `GET ${string}`, T>(
    route: Route,
    options: {
      what: string;
      parameters: Endpoints[Route]['parameters'];
      schema: z.ZodType<T>;
      remembered: Remembered;
      signal: AbortSignal;
    },
  ): Promise<T> {
    const { what, parameters, schema, remembered, signal } = options;
    const known = remembered[what];
    const response = await this.#send(what, signal, () =>
      this.#octokit.request(route as string, {
        ...parameters,
        headers: known ? { 'if-none-match': known.etag } : {},
        request: { signal },
      }),
    );
    if (response === 'notModified') {
      return known!.data as T;
    }
    const data = this.#parse(what, schema, response.data);
    const { etag } = response.headers;
    if (etag === undefined) {
      delete remembered[what];
    } else {
      remembered[what] = { etag, data };
    }
    return data;
  }

  /** Reads a whole list; under an etag only when one page holds it all. */
  async list<Route extends keyof Endpoints & `GET ${string}`, T>(
    route: Route,
    options: {
      what: string;
      parameters: Endpoints[Route]['parameters'];
      schema: z.ZodType<T>;
      remembered: Remembered;
      signal: AbortSignal;
    },
  ): Promise<{ items: T[]; truncated: boolean }> {
    const { what, parameters, schema, remembered, signal } = options;
    const known = remembered[what];
    const items: T[] = [];
    for (let page = 1; page <= MOST_PAGES; page++) {
      const response = await this.#send(what, signal, () =>
        this.#octokit.request(route as string, {
          ...parameters,
          per_page: 100,
          page,
          headers: known && page === 1 ? { 'if-none-match': known.etag } : {},
          request: { signal },
        }),
      );
      if (response === 'notModified') {
        return { items: known!.data as T[], truncated: false };
      }
      items.push(...this.#parse(what, schema.array(), response.data));
      const { etag, link } = response.headers;
      if (!link?.includes('rel="next"')) {
        if (etag !== undefined && page === 1) {
          remembered[what] = { etag, data: items };
        } else {
          delete remembered[what];
        }
        return { items, truncated: false };
      }
    }
    delete remembered[what];
    return { items, truncated: true };
  }

  async graphql<T>(
    query: string,
    options: {
      what: string;
      variables: { [name: string]: unknown };
      schema: z.ZodType<T>;
      signal: AbortSignal;
    },
  ): Promise<T> {
    const { what, variables, schema, signal } = options;
    const response = await this.#send(what, signal, async () => ({
      status: 200,
      headers: {},
      url: '',
      data: await this.#octokit.graphql(query, {
        ...variables,
        request: { signal },
      }),
    }));
    return this.#parse(
      what,
      schema,
      response === 'notModified' ? undefined : response.data,
    );
  }

  async #send(
    what: string,
    signal: AbortSignal,
    request: () => Promise<OctokitResponse<unknown>>,
  ): Promise<OctokitResponse<unknown> | 'notModified'> {
    signal.throwIfAborted();
    const pausedUntil = this.#pauses.get(this.#limited) ?? 0;
    if (pausedUntil > Date.now()) {
      throw this.#later(pausedUntil);
    }
    try {
      return await untilAborted(request(), signal);
    } catch (error) {
      signal.throwIfAborted();
      if (statusOf(error) === 304) {
        return 'notModified';
      }
      const until = limitOf(error);
      if (until !== undefined) {
        this.#pauses.set(this.#limited, until);
        throw this.#later(until);
      }
      throw GithubError.from(error, what, this.#host);
    }
  }

  #later(until: number): RetryLaterError {
    return new RetryLaterError(
      `The rate limit of ${
        this.#host
      } is used up; the next look waits until GitHub allows it`,
      new Date(until).toISOString(),
    );
  }

  #parse<T>(what: string, schema: z.ZodType<T>, data: unknown): T {
    const parsed = schema.safeParse(data);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new GithubError(
        'answer',
        `${
          this.#host
        } answered something unexpected for ${what}: ${issue.path.join('.')} ${
          issue.message
        }`,
      );
    }
    return parsed.data;
  }
}

/** Pauses between tries do not know of the signal. */
function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    promise
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', stop));
  });
}

interface Refusal {
  status?: number;
  message?: string;
  errors?: { type?: string; message?: string }[];
  headers?: { [name: string]: string | undefined };
  response?: { headers?: { [name: string]: string | undefined } };
}

export function statusOf(error: unknown): number | undefined {
  return (error as Refusal | undefined)?.status;
}

/** When a primary or secondary limit ends, in ms; undefined for other errors. */
function limitOf(error: unknown): number | undefined {
  const refusal = error as Refusal;
  const { status, message = '', errors = [] } = refusal;
  // Errors of GraphQL carry the headers themselves.
  const headers =
    (refusal.errors ? refusal.headers : refusal.response?.headers) ?? {};
  const text = [message, ...errors.map(item => item.message ?? '')].join('\n');
  const isSecondary = /secondary rate limit|abuse detection/i.test(text);
  const isUsedUp =
    headers['x-ratelimit-remaining'] === '0' ||
    errors.some(({ type }) => type === 'RATE_LIMITED');
  const isRefused = status === 403 || status === 429 || status === undefined;
  if (
    status !== 429 &&
    !(isRefused && (isSecondary || isUsedUp || headers['retry-after']))
  ) {
    return undefined;
  }
  const after = Number(headers['retry-after']);
  if (headers['retry-after'] !== undefined && Number.isFinite(after)) {
    return Date.now() + after * 1000;
  }
  const reset = Number(headers['x-ratelimit-reset']);
  return isUsedUp && reset > 0
    ? // One second more, so that the limit is really over.
      Math.max(reset * 1000, Date.now()) + 1000
    : Date.now() + SECONDARY_PAUSE_SECONDS * 1000;
}
