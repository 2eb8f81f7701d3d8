import type { JsonValue } from '@plumbline/backstage-plugin-ai-governance-common';
import type { HostEvidence } from '@plumbline/backstage-plugin-ai-governance-node';
import { z } from 'zod';

const originSchema = z.object({
  full_name: z.string(),
  default_branch: z.string(),
});

/** What is taken over of a repository. */
export const repositorySchema = z.object({
  html_url: z.string(),
  default_branch: z.string(),
  private: z.boolean(),
  visibility: z.string().optional(),
  archived: z.boolean().default(false),
  fork: z.boolean().default(false),
  created_at: z.string().nullish(),
  /** Of a fork: where it was made from, and where that comes from in the end. */
  parent: originSchema.nullish(),
  source: originSchema.nullish(),
  language: z.string().nullish(),
  pushed_at: z.string().nullish(),
  custom_properties: z
    .record(z.string(), z.union([z.string(), z.array(z.string())]).nullable())
    .nullish(),
});

export type Repository = z.output<typeof repositorySchema>;

/**
 * Observation that tells what the host says of the repository itself. Of a fork
 * `own` says which commits are its own, where that is known.
 */
export function repositoryEvidence(
  repository: Repository,
  own?: { count: number; at?: string },
): HostEvidence[] {
  const visibility =
    repository.visibility ?? (repository.private ? 'private' : 'public');
  const custom = Object.entries(repository.custom_properties ?? {})
    .filter(([, value]) => value !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const pushedAt = own ? own.at : instantOf(repository.pushed_at);
  const { parent } = repository;
  const fork = parent ? `a fork of ${parent.full_name}` : 'a fork';
  const ahead = own
    ? ` with ${own.count === 0 ? 'no' : own.count} ${
        own.count === 1 ? 'commit' : 'commits'
      } of its own`
    : '';
  return [
    {
      check: 'repository.properties',
      outcome: 'pass',
      summary: `${visibility} repository${
        repository.archived ? ', archived' : ''
      }${repository.fork ? `, ${fork}${ahead}` : ''}`,
      link: repository.html_url,
      data: {
        visibility,
        archived: repository.archived,
        fork: repository.fork,
        ...(repository.fork && parent && { parent: parent.full_name }),
        ...(own && { ownCommits: own.count }),
        defaultBranch: repository.default_branch,
        ...(repository.language && { language: repository.language }),
        customProperties: Object.fromEntries(custom) as {
          [name: string]: JsonValue;
        },
      },
    },
    ...(pushedAt === undefined
      ? []
      : [
          {
            check: 'event.commit',
            outcome: 'pass' as const,
            summary: 'Commits were pushed',
            happenedAt: pushedAt,
          },
        ]),
  ];
}

/** UTC with milliseconds; GitHub leaves them out. */
export function instantOf(text: string | null | undefined): string | undefined {
  const milliseconds = Date.parse(text ?? '');
  return Number.isNaN(milliseconds)
    ? undefined
    : new Date(milliseconds).toISOString();
}
