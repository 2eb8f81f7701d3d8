import type { JsonValue } from '@plumbline/backstage-plugin-ai-governance-common';
import type { HostEvidence } from '@plumbline/backstage-plugin-ai-governance-node';
import { z } from 'zod';

/** What is taken over of a repository. */
export const repositorySchema = z.object({
  html_url: z.string(),
  default_branch: z.string(),
  private: z.boolean(),
  visibility: z.string().optional(),
  archived: z.boolean().default(false),
  fork: z.boolean().default(false),
  language: z.string().nullish(),
  pushed_at: z.string().nullish(),
  custom_properties: z
    .record(z.string(), z.union([z.string(), z.array(z.string())]).nullable())
    .nullish(),
});

export type Repository = z.output<typeof repositorySchema>;

/** Observation that tells what the host says of the repository itself. */
export function repositoryEvidence(repository: Repository): HostEvidence[] {
  const visibility =
    repository.visibility ?? (repository.private ? 'private' : 'public');
  const custom = Object.entries(repository.custom_properties ?? {})
    .filter(([, value]) => value !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const pushedAt = instantOf(repository.pushed_at);
  return [
    {
      check: 'repository.properties',
      outcome: 'pass',
      summary: `${visibility} repository${
        repository.archived ? ', archived' : ''
      }${repository.fork ? ', a fork' : ''}`,
      link: repository.html_url,
      data: {
        visibility,
        archived: repository.archived,
        fork: repository.fork,
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
