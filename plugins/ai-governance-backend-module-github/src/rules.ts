import type {
  HostCheckRequest,
  HostEvidence,
} from '@plumbline/backstage-plugin-ai-governance-node';
import { z } from 'zod';
import type { GithubClient, Remembered } from './GithubClient';
import { GithubError } from './GithubError';
import type { Repository } from './repository';

/** The active rules of a branch, whatever ruleset they come from. */
const ruleSchema = z.object({
  type: z.string(),
  parameters: z
    .object({
      required_approving_review_count: z.number().optional(),
      require_code_owner_review: z.boolean().optional(),
    })
    .optional(),
});

const protectionSchema = z.object({
  required_pull_request_reviews: z
    .object({
      required_approving_review_count: z.number().default(0),
      require_code_owner_reviews: z.boolean().default(false),
    })
    .optional(),
  enforce_admins: z.object({ enabled: z.boolean() }).optional(),
});

const branchSchema = z.object({ protected: z.boolean() });

/** What a change needs before it gets onto the default branch. */
export interface BranchRules {
  approvals: number;
  codeOwners: boolean;
  /** Pull requests are required at all. */
  pullRequests: boolean;
  /** Administrators may leave it out, where that is known. */
  adminsExempt?: boolean;
  from: 'rulesets' | 'protection' | 'none';
}

const paramsSchema = z.object({
  approvals: z.number().int().min(0).default(1),
  codeOwners: z.boolean().default(false),
});

interface RulesContext {
  client: GithubClient;
  owner: string;
  repo: string;
  branch: string;
  remembered: Remembered;
  signal: AbortSignal;
}

/**
 * Reads rulesets, which anybody who may read the repository may see, and the
 * older branch protection, which takes a permission of its own. Without that
 * permission the branch still tells whether it is protected at all: an
 * unprotected one is known to be so.
 */
export async function readBranchRules(
  context: RulesContext,
): Promise<BranchRules | undefined> {
  const rules = await readRulesets(context);
  const protection = await readProtection(context, rules);
  if (protection === undefined) {
    return undefined;
  }
  return {
    approvals: Math.max(rules.approvals, protection.approvals),
    codeOwners: rules.codeOwners || protection.codeOwners,
    pullRequests: rules.pullRequests || protection.pullRequests,
    ...(protection.adminsExempt !== undefined &&
      !rules.pullRequests && { adminsExempt: protection.adminsExempt }),
    from: rules.pullRequests ? 'rulesets' : protection.from,
  };
}

const NO_RULES: BranchRules = {
  approvals: 0,
  codeOwners: false,
  pullRequests: false,
  from: 'none',
};

async function readRulesets(context: RulesContext): Promise<BranchRules> {
  const { client, owner, repo, branch, remembered, signal } = context;
  try {
    const { items } = await client.list(
      'GET /repos/{owner}/{repo}/rules/branches/{branch}',
      {
        what: `the branch rules of ${owner}/${repo}`,
        parameters: { owner, repo, branch },
        schema: ruleSchema,
        remembered,
        signal,
      },
    );
    // Several rulesets apply together: the strictest of each counts.
    return items
      .filter(({ type }) => type === 'pull_request')
      .reduce<BranchRules>(
        (all, { parameters }) => ({
          approvals: Math.max(
            all.approvals,
            parameters?.required_approving_review_count ?? 0,
          ),
          codeOwners:
            all.codeOwners || parameters?.require_code_owner_review === true,
          pullRequests: true,
          from: 'rulesets',
        }),
        NO_RULES,
      );
  } catch (error) {
    // Servers without rulesets, and plans that do not have them.
    if (isKind(error, 'absent', 'refused')) {
      return NO_RULES;
    }
    throw error;
  }
}

async function readProtection(
  context: RulesContext,
  rules: BranchRules,
): Promise<BranchRules | undefined> {
  const { client, owner, repo, branch, remembered, signal } = context;
  try {
    const protection = await client.get(
      'GET /repos/{owner}/{repo}/branches/{branch}/protection',
      {
        what: `the branch protection of ${owner}/${repo}`,
        parameters: { owner, repo, branch },
        schema: protectionSchema,
        remembered,
        signal,
      },
    );
    const reviews = protection.required_pull_request_reviews;
    return {
      approvals: reviews?.required_approving_review_count ?? 0,
      codeOwners: reviews?.require_code_owner_reviews ?? false,
      pullRequests: reviews !== undefined,
      adminsExempt: protection.enforce_admins?.enabled === false,
      from: 'protection',
    };
  } catch (error) {
    if (!isKind(error, 'absent', 'refused', 'permission')) {
      throw error;
    }
    const { kind, said } = error as GithubError;
    if (kind === 'refused' || /branch not protected/i.test(said)) {
      return NO_RULES;
    }
    if (/branch not found/i.test(said)) {
      return rules.pullRequests ? NO_RULES : undefined;
    }
    // What the rulesets ask for already is enough of an answer.
    if (rules.approvals > 0 && rules.codeOwners) {
      return NO_RULES;
    }
    return withoutPermission(context, rules);
  }
}

async function withoutPermission(
  context: RulesContext,
  rules: BranchRules,
): Promise<BranchRules | undefined> {
  const { client, owner, repo, branch, remembered, signal } = context;
  try {
    const state = await client.get(
      'GET /repos/{owner}/{repo}/branches/{branch}',
      {
        what: `the default branch of ${owner}/${repo}`,
        parameters: { owner, repo, branch },
        schema: branchSchema,
        remembered,
        signal,
      },
    );
    if (!state.protected || rules.approvals > 0) {
      return NO_RULES;
    }
  } catch (error) {
    if (isKind(error, 'absent') && !rules.pullRequests) {
      // Nothing was ever pushed.
      return undefined;
    }
    if (!isKind(error, 'permission', 'absent')) {
      throw error;
    }
  }
  throw new GithubError(
    'permission',
    `The branch protection of ${owner}/${repo} cannot be read: grant the app "Administration: read" (a token needs to belong to an administrator of the repository)`,
  );
}

/** Evidence for every check about branch rules. */
export function rulesEvidence(
  rules: BranchRules | undefined,
  checks: readonly HostCheckRequest[],
  repository: Repository,
): HostEvidence[] {
  if (rules === undefined) {
    return [];
  }
  return checks
    .filter(({ type }) => type === 'host.branch-rules')
    .map(check => {
      const wanted = paramsSchema.safeParse(check.params ?? {});
      if (!wanted.success) {
        return {
          check: check.id,
          outcome: 'error' as const,
          summary: `The parameters of ${check.id} are wrong: ${wanted.error.issues[0].message}`,
        };
      }
      const { approvals, codeOwners } = wanted.data;
      const isMet =
        rules.pullRequests &&
        rules.approvals >= approvals &&
        (rules.codeOwners || !codeOwners);
      return {
        check: check.id,
        outcome: isMet ? ('pass' as const) : ('fail' as const),
        summary: describeRules(rules, repository.default_branch),
        link: `${repository.html_url}/settings/rules`,
        data: {
          approvals: rules.approvals,
          codeOwners: rules.codeOwners,
          pullRequests: rules.pullRequests,
          from: rules.from,
          ...(rules.adminsExempt !== undefined && {
            adminsExempt: rules.adminsExempt,
          }),
        },
      };
    });
}

function describeRules(rules: BranchRules, branch: string): string {
  if (!rules.pullRequests) {
    return `${branch} can be changed without a pull request`;
  }
  const reviews =
    rules.approvals === 0
      ? 'no approval'
      : `${rules.approvals} ${
          rules.approvals === 1 ? 'approval' : 'approvals'
        }`;
  return `${branch} takes pull requests only, with ${reviews}${
    rules.codeOwners ? ' and the review of code owners' : ''
  }${rules.adminsExempt ? '; administrators may leave that out' : ''}`;
}

export function isKind(
  error: unknown,
  ...kinds: GithubError['kind'][]
): error is GithubError {
  return error instanceof GithubError && kinds.includes(error.kind);
}
