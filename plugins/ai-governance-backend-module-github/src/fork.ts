import { z } from 'zod';
import type { GithubClient, Remembered } from './GithubClient';
import type { Pull } from './pulls';
import { instantOf, type Repository } from './repository';
import { isKind } from './rules';

const PAGE_SIZE = 100;

/** So many of a comparison's pages are read. */
const MOST_PAGES = 10;

/** Where a fork comes from. */
export interface Upstream {
  /** `owner/name`, as GitHub answers it; absent when the portal may not see it. */
  fullName?: string;
  /** What a comparison starts from. */
  base?: string;
  /** Repositories whose branches are not the fork's work, in lower case. */
  names: ReadonlySet<string>;
  /** Commits from before are not the fork's. */
  forkedAt?: string;
}

/** Undefined for a repository that is no fork. */
export function upstreamOf(repository: Repository): Upstream | undefined {
  if (!repository.fork) {
    return undefined;
  }
  const { parent, source } = repository;
  return {
    ...(parent && {
      fullName: parent.full_name,
      base: `${parent.full_name.split('/')[0]}:${parent.default_branch}`,
    }),
    names: new Set(
      [parent, source].flatMap(origin =>
        origin ? [origin.full_name.toLowerCase()] : [],
      ),
    ),
    forkedAt: instantOf(repository.created_at),
  };
}

const comparisonSchema = z.object({
  total_commits: z.number(),
  commits: z.array(
    z.object({
      sha: z.string(),
      commit: z.object({
        committer: z.object({ date: z.string().nullish() }).nullish(),
      }),
    }),
  ),
});

interface Context {
  client: GithubClient;
  owner: string;
  repo: string;
  signal: AbortSignal;
}

/** One page of what `head` has that upstream's default branch has not, oldest first. */
function compare(
  { client, owner, repo, signal }: Context,
  options: {
    base: string;
    head: string;
    page: number;
    size: number;
    remembered: Remembered;
  },
) {
  const { base, head, page, size, remembered } = options;
  return client.get('GET /repos/{owner}/{repo}/compare/{basehead}', {
    // One name for the last page, wherever it is: what it was called before is not kept.
    what: `${
      page > 1 ? 'the end of the' : 'the'
    } comparison of ${owner}/${repo} with its upstream`,
    parameters: {
      owner,
      repo,
      basehead: `${base}...${head}`,
      per_page: size,
      page,
    },
    schema: comparisonSchema,
    remembered,
    signal,
  });
}

/**
 * When the fork's own newest commit was made: a push that only brings upstream's
 * commits along is no event of the fork. Undefined where upstream cannot be
 * compared with.
 */
export async function lastOwnCommit(
  context: Context & { remembered: Remembered },
  upstream: Upstream,
  branch: string,
): Promise<{ count: number; at?: string } | undefined> {
  const { base } = upstream;
  if (!base) {
    return undefined;
  }
  try {
    const ask = (page: number) =>
      compare(context, {
        base,
        head: branch,
        page,
        size: 1,
        remembered: context.remembered,
      });
    const first = await ask(1);
    const count = first.total_commits;
    const last = count > 1 ? await ask(count) : first;
    return {
      count,
      at: instantOf(last.commits.at(-1)?.commit.committer?.date),
    };
  } catch (error) {
    if (isKind(error, 'permission', 'absent', 'refused')) {
      return undefined;
    }
    throw error;
  }
}

/**
 * A pull request of a fork with only the commits that were made for it, or
 * undefined when all of it came from upstream.
 */
export async function ownPartOf(
  context: Context,
  upstream: Upstream,
  pull: Pull,
): Promise<Pull | undefined> {
  const from = pull.headRepository?.nameWithOwner.toLowerCase();
  if (from !== undefined && upstream.names.has(from)) {
    return undefined;
  }
  const ahead = await commitsAhead(context, upstream, pull.headRefOid);
  const { forkedAt } = upstream;
  const commits = pull.commits.filter(({ commit }) =>
    ahead
      ? ahead.has(commit.oid)
      : forkedAt === undefined ||
        Date.parse(commit.committedDate) >= Date.parse(forkedAt),
  );
  return pull.commits.length > 0 && commits.length === 0
    ? undefined
    : { ...pull, commits };
}

/** Undefined where the portal may not compare, or the commits are gone. */
async function commitsAhead(
  context: Context,
  { base }: Upstream,
  head: string | null | undefined,
): Promise<ReadonlySet<string> | undefined> {
  if (!base || !head) {
    return undefined;
  }
  const found = new Set<string>();
  try {
    for (let page = 1; page <= MOST_PAGES; page++) {
      const { commits } = await compare(context, {
        base,
        head,
        page,
        size: PAGE_SIZE,
        // Each head is compared once: nothing to remember.
        remembered: {},
      });
      commits.forEach(({ sha }) => found.add(sha));
      if (commits.length < PAGE_SIZE) {
        return found;
      }
    }
  } catch (error) {
    if (isKind(error, 'permission', 'absent', 'refused')) {
      return undefined;
    }
    throw error;
  }
  return found;
}
