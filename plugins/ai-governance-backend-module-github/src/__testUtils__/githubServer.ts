import { createHash, verify, type KeyObject } from 'node:crypto';
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
    oid?: string;
    committedDate?: string;
  }[];
  /** `owner/name` it came from; the repository itself by default. */
  from?: string;
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
  /** Of a fork: commits of the default branch that upstream has not, oldest first. */
  ownCommits?: { sha: string; date: string }[];
  /** Commits that upstream's default branch reaches. */
  upstreamCommits?: string[];
  analyses:
    | Partial<Schemas['code-scanning-analysis']>[]
    | { status: number; message: string };
  alerts:
    | Partial<Schemas['code-scanning-alert-items']>[]
    | { status: number; message: string };
}

/** A GitHub App that is installed in the organization. */
export interface TestApp {
  id: number;
  publicKey: KeyObject;
  /** Whose installation it is. */
  account: string;
  suspended?: boolean;
  /** Tokens minted so far. */
  minted: string[];
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

const commitsOf = (pull: TestPull) =>
  (pull.commits ?? [{ message: 'Change something' }]).map((commit, index) => ({
    oid: `${pull.number}-${index}`,
    committedDate: pull.mergedAt,
    ...commit,
  }));

/** A server on this machine that answers as GitHub (Enterprise Server) does. */
export class GithubServer {
  readonly requests: string[] = [];
  readonly statuses: number[] = [];
  readonly authorization = new Set<string | undefined>();
  faults: Fault[] = [];
  /** Set: nothing but this app's installation tokens opens the repository. */
  app: TestApp | undefined;
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
    const app = this.#appAnswer(path, request.headers.authorization);
    if (app) {
      return { ...app, headers: {} };
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

  /** What only a GitHub App asks, and the refusal of everybody else's token. */
  #appAnswer(
    path: string,
    authorization: string | undefined,
  ): { status: number; body: unknown } | undefined {
    const { app } = this;
    if (!app) {
      return undefined;
    }
    if (!path.includes(' /api/v3/app/')) {
      return app.minted.some(token => authorization === `token ${token}`)
        ? undefined
        : { status: 401, body: { message: 'Bad credentials' } };
    }
    if (!isSignedBy(app, authorization)) {
      return {
        status: 401,
        body: { message: 'A JSON web token could not be decoded' },
      };
    }
    if (path === 'GET /api/v3/app/installations') {
      return {
        status: 200,
        body: [
          {
            id: 77,
            account: { login: app.account },
            suspended_by: app.suspended ? { login: 'owner' } : null,
          },
        ],
      };
    }
    if (path === 'POST /api/v3/app/installations/77/access_tokens') {
      const token = `ghs_${app.minted.length + 1}`;
      app.minted.push(token);
      return {
        status: 201,
        body: {
          token,
          expires_at: new Date(Date.now() + 3_600_000).toISOString(),
          permissions: { metadata: 'read' },
          repository_selection: 'all',
        },
      };
    }
    return { status: 404, body: { message: 'Not Found' } };
  }

  #rest(encoded: string, url: URL): object {
    const path = decodeURIComponent(encoded);
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
      case `${repository}/compare/Original:trunk...main`:
        return this.#comparison(data.ownCommits ?? [], url);
      case `${repository}/code-scanning/analyses`:
        return data.analyses;
      case `${repository}/code-scanning/alerts`:
        return isRefusal(data.alerts) ||
          url.searchParams.get('state') !== 'open'
          ? data.alerts
          : data.alerts.filter(({ state }) => state === 'open');
      default: {
        const head = path.split('/compare/Original:trunk...')[1];
        const pull = data.pulls.find(({ number }) => head === `head${number}`);
        return pull && data.upstreamCommits
          ? this.#comparison(
              commitsOf(pull).flatMap(({ oid, committedDate }) =>
                data.upstreamCommits!.includes(oid)
                  ? []
                  : [{ sha: oid, date: committedDate }],
              ),
              url,
            )
          : { status: 404, message: 'Not Found' };
      }
    }
  }

  #comparison(ahead: { sha: string; date: string }[], url: URL): object {
    const page = Number(url.searchParams.get('page') ?? 1);
    const size = Number(url.searchParams.get('per_page') ?? 250);
    return {
      total_commits: ahead.length,
      commits: ahead
        .slice((page - 1) * size, page * size)
        .map(({ sha, date }) => ({ sha, commit: { committer: { date } } })),
    };
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
    headRefOid: `head${number}`,
    headRepository: { nameWithOwner: pull.from ?? 'Acme/shop' },
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
        : commitsOf(pull).map(commit => ({
            commit: {
              oid: commit.oid,
              committedDate: commit.committedDate,
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

/** GitHub's rules for the token an app signs: RS256, its id, ten minutes at most. */
function isSignedBy(app: TestApp, authorization: string | undefined): boolean {
  const jwt = /^bearer (\S+)$/i.exec(authorization ?? '')?.[1];
  const [header, payload, signature] = jwt?.split('.') ?? [];
  if (!signature) {
    return false;
  }
  const json = (part: string) =>
    JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  const { iss, iat, exp } = json(payload);
  const now = Date.now() / 1000;
  return (
    json(header).alg === 'RS256' &&
    String(iss) === String(app.id) &&
    iat <= now &&
    exp > now &&
    exp - iat <= 600 &&
    verify(
      'sha256',
      Buffer.from(`${header}.${payload}`),
      app.publicKey,
      Buffer.from(signature, 'base64url'),
    )
  );
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}
