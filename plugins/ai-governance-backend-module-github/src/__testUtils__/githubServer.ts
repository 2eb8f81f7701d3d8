import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import type { components } from '@octokit/openapi-types';
import { buildSchema, graphql, type GraphQLSchema } from 'graphql';

type Schemas = components['schemas'];

/** A merged pull request as GraphQL tells it, where a test cares. */
export interface TestPull {
  number: number;
  mergedAt: string;
  updatedAt?: string;
  body?: string;
  author?: { __typename: 'User' | 'Bot'; login: string } | null;
  labels?: string[];
  message?: string;
  commits?: {
    message: string;
    name?: string;
    email?: string;
    login?: string;
  }[];
  reviewDecision?: 'APPROVED' | 'CHANGES_REQUESTED' | 'REVIEW_REQUIRED' | null;
  reviews?: {
    state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED';
    login: string;
    bot?: boolean;
    submittedAt?: string;
    body?: string;
  }[];
  checks?: 'SUCCESS' | 'FAILURE' | 'PENDING' | null;
}

/** What the server answers about its one repository. */
export interface TestRepository {
  repository: Partial<Schemas['full-repository']>;
  rules:
    | Schemas['repository-rule-detailed'][]
    | { status: number; message: string };
  protection:
    | Partial<Schemas['branch-protection']>
    | { status: number; message: string };
  branch: Pick<Schemas['short-branch'], 'name' | 'protected'>;
  pulls: TestPull[];
  analyses:
    | Partial<Schemas['code-scanning-analysis']>[]
    | { status: number; message: string };
  alerts:
    | Partial<Schemas['code-scanning-alert-items']>[]
    | { status: number; message: string };
}

/** One answer instead of the usual one. */
export interface Fault {
  path: RegExp;
  status: number;
  headers?: { [name: string]: string };
  body?: object;
  /** Never answers. */
  hang?: boolean;
  /** How often; for ever by default. */
  times?: number;
}

let schema: GraphQLSchema | undefined;

/** The package lets only modules load it; the text in it is all that is needed. */
function schemaFile(): string {
  const file = 'node_modules/@octokit/graphql-schema/schema.graphql';
  let folder = __dirname;
  while (!existsSync(join(folder, file)) && folder !== dirname(folder)) {
    folder = dirname(folder);
  }
  return join(folder, file);
}

/** The schema that GitHub publishes: what it does not know is refused as GitHub would. */
function publishedSchema(): GraphQLSchema {
  schema ??= buildSchema(readFileSync(schemaFile(), 'utf8'), {
    // GitHub's own publication defines some fields twice.
    assumeValidSDL: true,
  });
  return schema;
}

const isRefusal = (
  answer: object,
): answer is { status: number; message: string } =>
  'status' in answer && 'message' in answer;

/** A server on this machine that answers as GitHub (Enterprise Server) does. */
export class GithubServer {
  readonly requests: string[] = [];
  readonly statuses: number[] = [];
  readonly authorization = new Set<string | undefined>();
  faults: Fault[] = [];
  data: TestRepository = {
    repository: {
      name: 'shop',
      full_name: 'Acme/shop',
      private: true,
      visibility: 'internal',
      archived: false,
      fork: false,
      default_branch: 'main',
      language: 'TypeScript',
      pushed_at: '2026-11-19T08:00:00Z',
      custom_properties: { 'data-class': 'confidential', teams: ['payments'] },
    },
    rules: [],
    protection: { status: 404, message: 'Branch not protected' },
    branch: { name: 'main', protected: false },
    pulls: [],
    analyses: { status: 404, message: 'no analysis found' },
    alerts: { status: 404, message: 'no analysis found' },
  };
  #server: Server | undefined;

  get host(): string {
    const { port } = this.#server!.address() as AddressInfo;
    return `127.0.0.1:${port}`;
  }

  /** Address of the one repository. */
  get url(): string {
    return `http://${this.host}/acme/shop`;
  }

  get integration() {
    return {
      host: this.host,
      apiBaseUrl: `http://${this.host}/api/v3`,
      rawBaseUrl: `http://${this.host}/raw`,
      token: 'token-of-the-portal',
    };
  }

  async start(): Promise<this> {
    this.#server = createServer((request, response) => {
      this.#answer(request).then(
        answer => {
          if (!answer) {
            return;
          }
          this.statuses.push(answer.status);
          response.writeHead(answer.status, {
            'content-type': 'application/json; charset=utf-8',
            ...answer.headers,
          });
          response.end(
            answer.status === 304 ? undefined : JSON.stringify(answer.body),
          );
        },
        error => {
          response.writeHead(500);
          response.end(String(error));
        },
      );
    });
    await new Promise<void>(resolve => {
      this.#server!.listen(0, '127.0.0.1', resolve);
    });
    return this;
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise(resolve => {
      this.#server?.close(resolve);
    });
  }

  /** Requests since the last time, each as `METHOD path`. */
  taken(): string[] {
    this.statuses.splice(0);
    return this.requests.splice(0);
  }

  async #answer(
    request: IncomingMessage,
  ): Promise<
    | { status: number; headers: { [name: string]: string }; body: unknown }
    | undefined
  > {
    const url = new URL(request.url!, `http://${this.host}`);
    const path = `${request.method} ${url.pathname}`;
    this.requests.push(path);
    this.authorization.add(request.headers.authorization);
    const body = await bodyOf(request);
    const fault = this.faults.find(
      candidate => candidate.path.test(path) && (candidate.times ?? 1) > 0,
    );
    if (fault) {
      if (fault.times !== undefined) {
        fault.times--;
      }
      return fault.hang
        ? undefined
        : {
            status: fault.status,
            headers: fault.headers ?? {},
            body: fault.body ?? { message: 'Server Error' },
          };
    }
    if (!request.headers.authorization) {
      return {
        status: 401,
        headers: {},
        body: { message: 'Requires authentication' },
      };
    }
    if (path === 'POST /api/graphql') {
      return { status: 200, headers: {}, body: await this.#graphql(body) };
    }
    const found = this.#rest(path, url);
    if (isRefusal(found)) {
      return {
        status: found.status,
        headers: {},
        body: { message: found.message },
      };
    }
    const page = Number(url.searchParams.get('page') ?? 1);
    const size = Number(url.searchParams.get('per_page') ?? 30);
    const part = Array.isArray(found)
      ? found.slice((page - 1) * size, page * size)
      : found;
    const etag = `W/"${createHash('sha256')
      .update(JSON.stringify(part))
      .digest('hex')}"`;
    const more = Array.isArray(found) && found.length > page * size;
    const next = new URL(url);
    next.searchParams.set('page', String(page + 1));
    return {
      status: request.headers['if-none-match'] === etag ? 304 : 200,
      headers: { etag, ...(more && { link: `<${next}>; rel="next"` }) },
      body: part,
    };
  }

  #rest(path: string, url: URL): object {
    const { data } = this;
    const repository = 'GET /api/v3/repos/acme/shop';
    switch (path) {
      case repository:
        return {
          html_url: `http://${this.host}/Acme/shop`,
          ...data.repository,
        };
      case `${repository}/rules/branches/main`:
        return data.rules;
      case `${repository}/branches/main/protection`:
        return data.protection;
      case `${repository}/branches/main`:
        return data.branch;
      case `${repository}/pulls`:
        return this.#byUpdate().map(({ number, updatedAt }) => ({
          number,
          updated_at: updatedAt,
        }));
      case `${repository}/code-scanning/analyses`:
        return data.analyses;
      case `${repository}/code-scanning/alerts`:
        return isRefusal(data.alerts) ||
          url.searchParams.get('state') !== 'open'
          ? data.alerts
          : data.alerts.filter(({ state }) => state === 'open');
      default:
        return { status: 404, message: 'Not Found' };
    }
  }

  #byUpdate() {
    return this.data.pulls
      .map(pull => ({ ...pull, updatedAt: pull.updatedAt ?? pull.mergedAt }))
      .sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
  }

  async #graphql(body: string): Promise<object> {
    const { query, variables } = JSON.parse(body);
    const result = await graphql({
      schema: publishedSchema(),
      source: query,
      variableValues: variables,
      rootValue: {
        repository: ({ owner, name }: { owner: string; name: string }) =>
          owner === 'acme' && name === 'shop'
            ? { pullRequests: (page: Page) => this.#page(page) }
            : null,
      },
    });
    // Execution results have no prototype; what is sent is JSON anyway.
    return result;
  }

  #page({ first, after, states, orderBy }: Page) {
    // Only merged ones exist here, in the one order that reading relies on.
    const asked = JSON.stringify([states, orderBy]);
    if (asked !== '[["MERGED"],{"direction":"DESC","field":"UPDATED_AT"}]') {
      throw new Error(`Unexpected question: ${asked}`);
    }
    const all = this.#byUpdate();
    const from = after ? Number(after) : 0;
    const nodes = all.slice(from, from + first);
    return {
      pageInfo: {
        hasNextPage: all.length > from + first,
        endCursor: String(from + first),
      },
      nodes: nodes.map(pull => toGraphql(pull, this.url)),
    };
  }
}

interface Page {
  first: number;
  after?: string | null;
  states: string[];
  orderBy: object;
}

function toGraphql(pull: TestPull & { updatedAt: string }, url: string) {
  const { number, mergedAt, updatedAt } = pull;
  return {
    number,
    url: `${url}/pull/${number}`,
    createdAt: new Date(Date.parse(mergedAt) - 3_600_000).toISOString(),
    mergedAt,
    updatedAt,
    additions: 10,
    deletions: 2,
    body: pull.body ?? '',
    reviewDecision: pull.reviewDecision ?? null,
    author:
      pull.author === undefined
        ? { __typename: 'User', login: 'ada' }
        : pull.author,
    labels: { nodes: (pull.labels ?? []).map(name => ({ name })) },
    mergeCommit: { message: pull.message ?? `Change something (#${number})` },
    commits: ({ last }: { first?: number; last?: number }) => ({
      nodes: last
        ? [
            {
              commit: {
                statusCheckRollup: pull.checks ? { state: pull.checks } : null,
              },
            },
          ]
        : (pull.commits ?? [{ message: 'Change something' }]).map(commit => ({
            commit: {
              message: commit.message,
              authors: {
                nodes: [
                  {
                    name: commit.name ?? 'Ada',
                    email: commit.email ?? 'ada@acme.example',
                    user: commit.login ? { login: commit.login } : null,
                  },
                ],
              },
            },
          })),
    }),
    reviews: {
      nodes: (pull.reviews ?? []).map(review => ({
        state: review.state,
        submittedAt:
          review.submittedAt ??
          new Date(Date.parse(mergedAt) - 60_000).toISOString(),
        body: review.body ?? '',
        author: {
          __typename: review.bot ? 'Bot' : 'User',
          login: review.login,
        },
      })),
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}
