import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  attribute,
  CHANGES_OBSERVATION,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { ChangeFacts } from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceCollectorsExtensionPoint } from '@plumbline/backstage-plugin-ai-governance-node';
import type {
  HostCollectOptions,
  HostCollection,
  HostCollector,
  HostEvidence,
} from '@plumbline/backstage-plugin-ai-governance-node';
import { parse } from 'yaml';
import { z } from 'zod';

const DAY = 24 * 60 * 60 * 1000;

const hostSchema = z.object({
  repositories: z.record(
    z.string(),
    z.object({
      archived: z.boolean().default(false),
      branchRules: z.object({
        approvals: z.number(),
        codeOwners: z.boolean(),
      }),
      pullRequests: z.array(
        z.object({
          number: z.number(),
          mergedDaysAgo: z.number(),
          message: z.string(),
          approvals: z.number(),
          codeOwner: z.boolean(),
          checks: z.enum(['passed', 'failed', 'none']).default('passed'),
          aspects: z.array(z.string()).default([]),
        }),
      ),
    }),
  ),
});

type Hosted = z.output<typeof hostSchema>['repositories'][string];

/**
 * Stands in for the code host of the example organization, which has none: it
 * answers from a file, through the seam every code host is looked at through.
 */
export class ExampleCodeHost implements HostCollector {
  readonly id = 'example-code-host';
  readonly version = '1';
  readonly checkTypes = ['host.branch-rules'];
  readonly #file: string;
  readonly #folders: ReadonlySet<string>;
  readonly #since: number;

  /** @param options.folders - whose children are repositories of this host */
  constructor(options: {
    file: string;
    folders: readonly string[];
    at: number;
  }) {
    this.#file = options.file;
    this.#folders = new Set(options.folders);
    this.#since = options.at;
  }

  repositoryOf(url: string): string | undefined {
    return this.#folders.has(dirname(url)) ? url : undefined;
  }

  async collect(options: HostCollectOptions): Promise<HostCollection> {
    const { repositories } = hostSchema.parse(
      parse(await readFile(this.#file, 'utf8')),
    );
    const hosted = repositories[basename(options.repository)];
    if (!hosted) {
      return {
        items: [],
        state: {},
        warnings: ['The example code host does not know this repository'],
      };
    }
    // Dates keep their place from look to look, and move with every start.
    const start = Math.floor(this.#since / DAY) * DAY;
    const ago = (days: number) => new Date(start - days * DAY).toISOString();
    return {
      items: [
        ...options.checks.map(({ id }) => branchRules(id, hosted)),
        ...changes(hosted, ago),
        {
          check: 'repository.properties',
          outcome: 'pass',
          summary: hosted.archived
            ? 'private repository, archived'
            : 'private repository',
          data: {
            visibility: 'private',
            archived: hosted.archived,
            fork: false,
            defaultBranch: 'main',
          },
        },
      ],
      state: {},
      warnings: [],
    };
  }
}

function branchRules(check: string, hosted: Hosted): HostEvidence {
  const { approvals, codeOwners } = hosted.branchRules;
  return {
    check,
    outcome: approvals > 0 ? 'pass' : 'fail',
    summary:
      approvals > 0
        ? `main can only be changed with ${approvals} ${
            approvals === 1 ? 'approval' : 'approvals'
          }${codeOwners ? ', one of them by a code owner' : ''}`
        : 'main can be changed without a review',
    data: { approvals, codeOwners },
  };
}

function changes(
  hosted: Hosted,
  ago: (days: number) => string,
): HostEvidence[] {
  const facts = hosted.pullRequests.map((pull): ChangeFacts => {
    const { assisted, tools } = attribute({ messages: [pull.message] });
    return {
      number: pull.number,
      mergedAt: ago(pull.mergedDaysAgo),
      assisted,
      tools: tools.map(({ tool }) => tool),
      approvals: pull.approvals,
      codeOwnerApproved: pull.codeOwner,
      checks: pull.checks,
      aspects: pull.aspects,
    };
  });
  const newest = facts
    .map(({ mergedAt }) => mergedAt)
    .sort()
    .at(-1);
  return [
    {
      check: CHANGES_OBSERVATION,
      outcome: 'pass',
      summary:
        facts.length === 1
          ? '1 change was merged'
          : `${facts.length} changes were merged`,
      data: { changes: facts as never, truncated: false },
    },
    ...(newest
      ? [
          {
            check: 'event.pull-request',
            outcome: 'pass' as const,
            summary: 'A pull request was merged',
            happenedAt: newest,
          },
          {
            check: 'event.commit',
            outcome: 'pass' as const,
            summary: 'Commits were pushed',
            happenedAt: newest,
          },
        ]
      : []),
  ];
}

export const exampleCodeHost = createBackendModule({
  pluginId: 'ai-governance',
  moduleId: 'example-code-host',
  register(env) {
    env.registerInit({
      deps: {
        collectors: aiGovernanceCollectorsExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ collectors, config }) {
        const own = config.getOptionalConfig('aiGovernance');
        const file = own?.getOptionalString('demo.codeHost');
        if (file) {
          collectors.addHostCollectors(
            new ExampleCodeHost({
              file,
              folders:
                own?.getOptionalStringArray('collection.localRepositories') ??
                [],
              at: Date.now(),
            }),
          );
        }
      },
    });
  },
});
