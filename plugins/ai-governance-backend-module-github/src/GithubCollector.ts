import type { LoggerService } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import {
  DefaultGithubCredentialsProvider,
  type GithubCredentialsProvider,
  type GithubIntegrationConfig,
  type ScmIntegrationRegistry,
} from '@backstage/integration';
import {
  CHANGES_OBSERVATION,
  UNNAMED_TOOL,
  type JsonValue,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  HostCheckRequest,
  HostCollectOptions,
  HostCollection,
  HostCollector,
  HostEvidence,
} from '@plumbline/backstage-plugin-ai-governance-node';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { alertsEvidence } from './alerts';
import {
  DEFAULT_TIMES,
  GithubClient,
  type ClientTimes,
  type Pauses,
  type Remembered,
} from './GithubClient';
import { lastOwnCommit, ownPartOf, upstreamOf, type Upstream } from './fork';
import { GithubError } from './GithubError';
import { readChanges, type KnownChanges } from './pulls';
import {
  repositoryEvidence,
  repositorySchema,
  type Repository,
} from './repository';
import {
  isKind,
  readBranchRules,
  rulesEvidence,
  type BranchRules,
} from './rules';
import { webhookEvents } from './webhooks';

const DEFAULT_ASPECTS = [
  'correctness',
  'edge-cases',
  'security',
  'dependencies',
];

/** What is decided about GitHub in the app configuration. */
export interface GithubSettings {
  /** Labels by which a change is signed off. */
  signOffLabels: readonly string[];
  /** Accounts of the organization's own automation. */
  automation: readonly string[];
  /** Merged changes that are kept per repository. */
  maxChanges: number;
}

/** Kept in the database between two looks. */
interface CollectorState {
  remembered: Remembered;
  changes?: KnownChanges;
  /** What the facts were made with: others make other facts. */
  factsWith?: string;
  /** Stands in while the rules cannot be read. */
  codeOwnersRequired?: boolean;
}

/**
 * Evidence from GitHub and GitHub Enterprise Server, with the credentials of
 * the app's own integrations.
 */
export class GithubCollector implements HostCollector {
  readonly id = 'github';
  readonly version = '1';
  readonly checkTypes = [
    'host.branch-rules',
    'report.sarif',
    'changes.enhanced-review',
  ];
  readonly events = webhookEvents();

  readonly #integrations: ScmIntegrationRegistry;
  readonly #credentials: GithubCredentialsProvider;
  readonly #logger: LoggerService;
  readonly #settings: GithubSettings;
  readonly #times: ClientTimes;
  readonly #pauses: Pauses = new Map();
  readonly #clients = new LRUCache<string, GithubClient>({ max: 500 });

  constructor(options: {
    integrations: ScmIntegrationRegistry;
    logger: LoggerService;
    settings: GithubSettings;
    times?: ClientTimes;
  }) {
    this.#integrations = options.integrations;
    this.#credentials = DefaultGithubCredentialsProvider.fromIntegrations(
      options.integrations,
    );
    this.#logger = options.logger;
    this.#settings = options.settings;
    this.#times = options.times ?? DEFAULT_TIMES;
  }

  /** Only hosts with credentials: without, GitHub answers little and not for long. */
  repositoryOf(url: string): string | undefined {
    const integration = this.#integrationOf(url);
    if (!integration) {
      return undefined;
    }
    const { origin, pathname } = new URL(url);
    const [owner, name] = pathname.split('/').filter(part => part !== '');
    const repo = name?.replace(/\.git$/, '');
    return owner && repo && isName(owner) && isName(repo)
      ? // GitHub does not tell names by case.
        `${origin}/${owner}/${repo}`.toLowerCase()
      : undefined;
  }

  async collect(options: HostCollectOptions): Promise<HostCollection> {
    const { repository: url, checks, at, signal } = options;
    const state = stateOf(options.state);
    const [owner, repo] = new URL(url).pathname.slice(1).split('/');
    const client = this.#clientOf(url, owner);
    const context = {
      client,
      owner,
      repo,
      remembered: state.remembered,
      signal,
    };
    const repository = await this.#repository(context);
    const upstream = upstreamOf(repository);
    const own =
      upstream &&
      (await lastOwnCommit(context, upstream, repository.default_branch));
    const rules = await attempt(() =>
      readBranchRules({ ...context, branch: repository.default_branch }),
    );
    const alerts = await alertsEvidence({ ...context, repository, checks });
    const changes = await attempt(() =>
      this.#changes({
        ...context,
        state,
        checks,
        upstream,
        rules: rules.error ? undefined : rules.value,
        at,
      }),
    );
    return {
      items: [
        ...repositoryEvidence(repository, own),
        ...(rules.error
          ? failedChecks(checks, 'host.branch-rules', rules.error)
          : rulesEvidence(rules.value, checks, repository)),
        ...alerts.items,
        ...(changes.error
          ? failedChanges(changes.error, state.changes, repository)
          : changesEvidence(changes.value, repository)),
      ],
      state: JSON.parse(JSON.stringify(state)) as JsonObject,
      warnings: [
        ...alerts.warnings,
        ...(state.changes?.truncated
          ? [
              `Only the newest ${state.changes.changes.length} merged pull requests are judged`,
            ]
          : []),
      ],
    };
  }

  async #repository(context: {
    client: GithubClient;
    owner: string;
    repo: string;
    remembered: Remembered;
    signal: AbortSignal;
  }): Promise<Repository> {
    const { client, owner, repo, remembered, signal } = context;
    try {
      return await client.get('GET /repos/{owner}/{repo}', {
        what: `the repository ${owner}/${repo}`,
        parameters: { owner, repo },
        schema: repositorySchema,
        remembered,
        signal,
      });
    } catch (error) {
      if (isKind(error, 'absent')) {
        throw new GithubError(
          'permission',
          `GitHub does not show ${owner}/${repo} to the portal: give its app or token access to this repository ("Metadata: read"), or correct the location of the entity`,
          error.said,
        );
      }
      throw error;
    }
  }

  /** Reads pull requests only when one was updated since the last look. */
  async #changes(context: {
    client: GithubClient;
    owner: string;
    repo: string;
    remembered: Remembered;
    signal: AbortSignal;
    state: CollectorState;
    checks: readonly HostCheckRequest[];
    upstream: Upstream | undefined;
    rules: BranchRules | undefined;
    at: string;
  }): Promise<KnownChanges> {
    const { client, owner, repo, remembered, signal, state, upstream } =
      context;
    const what = `the last updated pull request of ${owner}/${repo}`;
    const codeOwnersRequired =
      context.rules?.codeOwners ?? state.codeOwnersRequired ?? false;
    const facts = {
      codeOwnersRequired,
      aspects: aspectsOf(context.checks),
      signOffLabels: this.#settings.signOffLabels,
      automation: this.#settings.automation,
    };
    const factsWith = JSON.stringify([
      facts,
      this.#settings.maxChanges,
      ...(upstream ? [upstream.fullName ?? 'fork'] : []),
    ]);
    // Other facts are wanted than were kept: all have to be read again.
    const known = state.factsWith === factsWith ? state.changes : undefined;
    const before = remembered[what]?.etag;
    const pending: Remembered = { ...remembered };
    await client.get('GET /repos/{owner}/{repo}/pulls', {
      what,
      parameters: {
        owner,
        repo,
        state: 'closed',
        sort: 'updated',
        direction: 'desc',
        per_page: 1,
      },
      schema: z.array(z.unknown()).transform(() => null),
      remembered: pending,
      signal,
    });
    if (known && before !== undefined && pending[what]?.etag === before) {
      return known;
    }
    const changes = await readChanges({
      client,
      owner,
      repo,
      known,
      facts,
      ...(upstream && {
        ownPart: pull =>
          ownPartOf({ client, owner, repo, signal }, upstream, pull),
      }),
      most: this.#settings.maxChanges,
      at: context.at,
      signal,
    });
    // Only now: pull requests that could not be read must not count as seen.
    if (pending[what]) {
      remembered[what] = pending[what];
    }
    state.changes = changes;
    state.factsWith = factsWith;
    state.codeOwnersRequired = codeOwnersRequired;
    return changes;
  }

  #integrationOf(url: string): GithubIntegrationConfig | undefined {
    try {
      const found = this.#integrations.byUrl(url);
      const config =
        found?.type === 'github'
          ? (found as unknown as { config: GithubIntegrationConfig }).config
          : undefined;
      return config && (config.token || config.apps?.length)
        ? config
        : undefined;
    } catch {
      return undefined;
    }
  }

  #clientOf(url: string, owner: string): GithubClient {
    const integration = this.#integrationOf(url);
    if (!integration) {
      throw new GithubError(
        'permission',
        `integrations.github has no credentials for ${url}`,
      );
    }
    const key = `${integration.host}/${owner}`;
    const known = this.#clients.get(key);
    if (known) {
      return known;
    }
    const client = new GithubClient({
      integration,
      owner,
      credentials: this.#credentials,
      logger: this.#logger,
      pauses: this.#pauses,
      times: this.#times,
    });
    this.#clients.set(key, client);
    return client;
  }
}

function isName(text: string): boolean {
  return /^[\w.-]{1,100}$/.test(text);
}

function stateOf(state: JsonObject | undefined): CollectorState {
  return {
    remembered: {},
    ...(structuredClone(state) as unknown as Partial<CollectorState>),
  };
}

function aspectsOf(checks: readonly HostCheckRequest[]): string[] {
  const named = checks
    .filter(({ type }) => type === 'changes.enhanced-review')
    .flatMap(({ params }) =>
      Array.isArray(params?.aspects) ? params.aspects.map(String) : [],
    );
  return [...new Set(named.length > 0 ? named : DEFAULT_ASPECTS)].sort();
}

type Attempt<T> = { value: T; error?: undefined } | { error: GithubError };

/**
 * What is not permitted concerns one part of the look; a host that does not
 * answer concerns all of it.
 */
async function attempt<T>(look: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await look() };
  } catch (error) {
    if (isKind(error, 'permission', 'absent', 'refused')) {
      return { error };
    }
    throw error;
  }
}

function failedChecks(
  checks: readonly HostCheckRequest[],
  type: string,
  error: GithubError,
): HostEvidence[] {
  return checks
    .filter(check => check.type === type)
    .map(({ id }) => ({
      check: id,
      outcome: 'error',
      summary: error.message,
    }));
}

function failedChanges(
  error: GithubError,
  known: KnownChanges | undefined,
  repository: Repository,
): HostEvidence[] {
  const summary = `The pull requests cannot be read: grant the app "Pull requests: read", "Contents: read" and "Checks: read" (${error.message})`;
  return [
    { check: CHANGES_OBSERVATION, outcome: 'error', summary },
    { check: 'changes.assistants', outcome: 'error', summary },
    ...(known
      ? changesEvidence(known, repository).filter(({ check }) =>
          check.startsWith('event.'),
        )
      : []),
  ];
}

function changesEvidence(
  known: KnownChanges,
  repository: Repository,
): HostEvidence[] {
  const [last] = known.changes;
  const tools = [...new Set(known.changes.flatMap(change => change.tools))]
    .filter(tool => tool !== UNNAMED_TOOL)
    .sort();
  const link = `${repository.html_url}/pulls?q=is%3Apr+is%3Amerged`;
  return [
    {
      check: CHANGES_OBSERVATION,
      outcome: 'pass',
      summary: last
        ? `${
            known.changes.length
          } merged pull requests, the last one on ${last.mergedAt.slice(0, 10)}`
        : 'No pull request was merged in the last year',
      link,
      data: {
        changes: known.changes as unknown as JsonValue[],
        truncated: known.truncated,
      },
    },
    {
      check: 'changes.assistants',
      outcome: 'pass',
      summary:
        tools.length > 0
          ? `Changes name ${tools.join(', ')}`
          : 'No change names an AI assistant',
      data: { assistants: tools },
    },
    ...(last
      ? [
          {
            check: 'event.pull-request',
            outcome: 'pass' as const,
            summary: `#${last.number} was merged`,
            ...(last.link && { link: last.link }),
            happenedAt: last.mergedAt,
          },
        ]
      : []),
  ];
}
