import {
  attribute,
  reviewAspects,
  type ChangeAuthor,
  type ChangeFacts,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { z } from 'zod';
import type { GithubClient } from './GithubClient';
import { instantOf } from './repository';

const DAY_MS = 86_400_000;

/** Changes merged before are not asked about. */
const WINDOW_DAYS = 90;

/** Of a repository without newer ones, the last changes of a year are kept. */
const DORMANT_DAYS = 365;

/** Small pages: a query that takes GitHub ten seconds is answered 502. */
const PAGE_SIZE = 25;

/**
 * Everything of a page of merged pull requests in one query. The order is by
 * last update, which is never before the merge, so that reading can stop at
 * the first one that was seen before.
 */
export const PULL_REQUESTS_QUERY = `
query governance($owner: String!, $name: String!, $size: Int!, $cursor: String) {
  repository(owner: $owner, name: $name) {
    pullRequests(states: MERGED, first: $size, after: $cursor, orderBy: { field: UPDATED_AT, direction: DESC }) {
      pageInfo { hasNextPage endCursor }
      nodes {
        number
        url
        createdAt
        mergedAt
        updatedAt
        additions
        deletions
        body
        reviewDecision
        author { __typename login }
        labels(first: 30) { nodes { name } }
        headRefOid
        headRepository { nameWithOwner }
        mergeCommit { message }
        commits(first: 50) {
          nodes { commit { oid committedDate message authors(first: 5) { nodes { name email user { login } } } } }
        }
        lastCommit: commits(last: 1) { nodes { commit { statusCheckRollup { state } } } }
        reviews(first: 50) { nodes { state submittedAt body author { __typename login } } }
      }
    }
  }
}`;

const actorSchema = z
  .object({ __typename: z.string().optional(), login: z.string() })
  .nullable();

/** A connection whose nodes may be missing one by one. */
const nodesOf = <T extends z.ZodType>(schema: T) =>
  z
    .object({ nodes: z.array(schema.nullable()).nullish() })
    .nullish()
    .transform(connection =>
      (connection?.nodes ?? []).filter(
        (node): node is NonNullable<z.output<T>> => node !== null,
      ),
    );

const pullSchema = z.object({
  number: z.number(),
  url: z.string(),
  createdAt: z.string(),
  mergedAt: z.string(),
  updatedAt: z.string(),
  additions: z.number(),
  deletions: z.number(),
  body: z.string().nullish(),
  reviewDecision: z.string().nullish(),
  author: actorSchema,
  labels: nodesOf(z.object({ name: z.string() })),
  headRefOid: z.string().nullish(),
  /** Null when the repository it came from was deleted. */
  headRepository: z.object({ nameWithOwner: z.string() }).nullish(),
  mergeCommit: z.object({ message: z.string() }).nullish(),
  commits: nodesOf(
    z.object({
      commit: z.object({
        oid: z.string(),
        committedDate: z.string(),
        message: z.string(),
        authors: nodesOf(
          z.object({
            name: z.string().nullish(),
            email: z.string().nullish(),
            user: z.object({ login: z.string() }).nullish(),
          }),
        ),
      }),
    }),
  ),
  lastCommit: nodesOf(
    z.object({
      commit: z.object({
        statusCheckRollup: z.object({ state: z.string() }).nullish(),
      }),
    }),
  ),
  reviews: nodesOf(
    z.object({
      state: z.string(),
      submittedAt: z.string().nullish(),
      body: z.string().nullish(),
      author: actorSchema,
    }),
  ),
});

export type Pull = z.output<typeof pullSchema>;

const pageSchema = z.object({
  repository: z.object({
    pullRequests: z.object({
      pageInfo: z.object({
        hasNextPage: z.boolean(),
        endCursor: z.string().nullish(),
      }),
      nodes: z.array(pullSchema.nullable()),
    }),
  }),
});

/** What facts are made with, beside the pull request itself. */
export interface FactOptions {
  /** Branch rules ask for the review of code owners. */
  codeOwnersRequired: boolean;
  /** Aspects of the enhanced review, as the framework names them. */
  aspects: readonly string[];
  /** Labels by which somebody with that authority signs a change off. */
  signOffLabels: readonly string[];
  /** The organization's own automation. */
  automation: readonly string[];
}

/** What is known of merged changes, kept between two looks. */
export interface KnownChanges {
  /** The latest update that was seen; later ones are read next time. */
  until: string;
  changes: ChangeFacts[];
  truncated: boolean;
}

/**
 * Reads what was updated since the last look, and forgets what is older than
 * the window.
 */
export async function readChanges(options: {
  client: GithubClient;
  owner: string;
  repo: string;
  known: KnownChanges | undefined;
  facts: FactOptions;
  /** Of a fork: what is its own of a pull request, if anything. */
  ownPart?: (pull: Pull) => Promise<Pull | undefined>;
  most: number;
  at: string;
  signal: AbortSignal;
}): Promise<KnownChanges> {
  const { client, owner, repo, known, ownPart, most, signal } = options;
  const from = Date.parse(options.at) - WINDOW_DAYS * DAY_MS;
  const seenUntil = known ? Date.parse(known.until) : -Infinity;
  const read = new Map<number, ChangeFacts>();
  let until = seenUntil;
  let truncated = known?.truncated ?? false;
  let cursor: string | null | undefined;
  for (let more = true; more; ) {
    const page = await client.graphql(PULL_REQUESTS_QUERY, {
      what: `the pull requests of ${owner}/${repo}`,
      variables: { owner, name: repo, size: PAGE_SIZE, cursor: cursor ?? null },
      schema: pageSchema,
      signal,
    });
    const { nodes, pageInfo } = page.repository.pullRequests;
    for (const pull of nodes) {
      if (pull) {
        until = Math.max(until, Date.parse(pull.updatedAt));
        const own = ownPart ? await ownPart(pull) : pull;
        if (own) read.set(pull.number, changeFacts(own, options.facts));
      }
    }
    const oldest = Math.min(
      ...nodes.flatMap(pull => (pull ? Date.parse(pull.updatedAt) : [])),
    );
    cursor = pageInfo.endCursor;
    // What was updated at the very instant of the last look is read twice.
    more =
      pageInfo.hasNextPage &&
      typeof cursor === 'string' &&
      oldest >= seenUntil &&
      oldest >= from;
    if (more && read.size >= most) {
      truncated = true;
      more = false;
    }
  }
  const changes = [
    ...read.values(),
    ...(known?.changes ?? []).filter(({ number }) => !read.has(number)),
  ].sort(newestFirst);
  const kept = keepWindow(changes, from, Date.parse(options.at));
  return {
    until: new Date(Math.max(until, 0)).toISOString(),
    changes: kept.slice(0, most),
    // Once everything in the window fits again, nothing is left out.
    truncated: kept.length > most || (truncated && kept.length >= most),
  };
}

function keepWindow(
  changes: ChangeFacts[],
  from: number,
  at: number,
): ChangeFacts[] {
  const recent = changes.filter(({ mergedAt }) => Date.parse(mergedAt) > from);
  return recent.length > 0
    ? recent
    : changes
        .filter(
          ({ mergedAt }) => Date.parse(mergedAt) > at - DORMANT_DAYS * DAY_MS,
        )
        .slice(0, PAGE_SIZE);
}

function newestFirst(a: ChangeFacts, b: ChangeFacts): number {
  if (a.mergedAt !== b.mergedAt) {
    return a.mergedAt < b.mergedAt ? 1 : -1;
  }
  return b.number - a.number;
}

/** The facts of one pull request; of the people in it only how many there were. */
export function changeFacts(pull: Pull, options: FactOptions): ChangeFacts {
  const labels = pull.labels.map(({ name }) => name);
  const { assisted, tools } = attribute({
    messages: [
      pull.mergeCommit?.message ?? '',
      ...pull.commits.map(({ commit }) => commit.message),
      pull.body ?? '',
    ],
    authors: authorsOf(pull),
    labels,
    automation: options.automation,
  });
  const mergedAt = instantOf(pull.mergedAt) ?? pull.mergedAt;
  // A review after the merge is none that the change waited for.
  const reviews = pull.reviews.filter(
    ({ author, submittedAt }) =>
      author !== null &&
      author.__typename !== 'Bot' &&
      author.login !== pull.author?.login &&
      submittedAt !== null &&
      submittedAt !== undefined &&
      Date.parse(submittedAt) <= Date.parse(pull.mergedAt),
  );
  const approvals = approvalsIn(reviews);
  const reviewedAt = instantOf(
    reviews.map(review => review.submittedAt!).sort()[0],
  );
  return {
    number: pull.number,
    mergedAt,
    openedAt: instantOf(pull.createdAt),
    ...(reviewedAt !== undefined && { reviewedAt }),
    assisted,
    tools: tools.map(({ tool }) => tool),
    approvals,
    ...(options.codeOwnersRequired && {
      codeOwnerApproved: approvals > 0 && pull.reviewDecision === 'APPROVED',
    }),
    ...(labels.some(label => isOneOf(label, options.signOffLabels)) && {
      signedOff: true,
    }),
    checks: checksOf(pull),
    aspects: reviewAspects({
      texts: [
        ...reviews.map(({ body }) => body ?? ''),
        // A checklist in the description counts once somebody approved it.
        ...(approvals > 0 ? [pull.body ?? ''] : []),
      ],
      labels,
      aspects: options.aspects,
    }),
    additions: pull.additions,
    deletions: pull.deletions,
    link: pull.url,
  };
}

function isOneOf(label: string, labels: readonly string[]): boolean {
  return labels.some(wanted => wanted.toLowerCase() === label.toLowerCase());
}

function authorsOf(pull: Pull): ChangeAuthor[] {
  return [
    ...(pull.author ? [{ login: loginOf(pull.author) }] : []),
    ...pull.commits.flatMap(({ commit }) =>
      commit.authors.map(({ name, email, user }) => ({
        ...(name && { name }),
        ...(email && { email }),
        ...(user && { login: user.login }),
      })),
    ),
  ];
}

/** GraphQL leaves out what tells an app from a person of the same name. */
function loginOf(author: NonNullable<Pull['author']>): string {
  return author.__typename === 'Bot' && !author.login.endsWith('[bot]')
    ? `${author.login}[bot]`
    : author.login;
}

/** People whose last word was an approval; a comment takes none back. */
function approvalsIn(reviews: Pull['reviews']): number {
  const last = new Map<string, string>();
  const inOrder = [...reviews].sort((a, b) =>
    a.submittedAt! < b.submittedAt! ? -1 : 1,
  );
  for (const { author, state } of inOrder) {
    if (
      state === 'APPROVED' ||
      state === 'CHANGES_REQUESTED' ||
      state === 'DISMISSED'
    ) {
      last.set(author!.login, state);
    }
  }
  return [...last.values()].filter(state => state === 'APPROVED').length;
}

function checksOf({ lastCommit }: Pull): ChangeFacts['checks'] {
  switch (lastCommit[0]?.commit.statusCheckRollup?.state) {
    case 'SUCCESS':
      return 'passed';
    case 'FAILURE':
    case 'ERROR':
      return 'failed';
    default:
      return 'none';
  }
}
