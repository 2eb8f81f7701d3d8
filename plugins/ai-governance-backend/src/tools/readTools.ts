import { createHash } from 'node:crypto';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  canonicalJson,
  isEndpoint,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { AiTool } from '@plumbline/backstage-plugin-ai-governance-common';
import { z } from 'zod';

const DAY = 24 * 60 * 60 * 1000;

const toolSchema = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  vendor: z.string().optional(),
  status: z.enum(['requested', 'approved', 'rejected', 'retired']),
  enterpriseEndpoint: z.boolean().default(false),
  zeroRetention: z.boolean().default(false),
  onPremises: z.boolean().default(false),
  privacyMode: z.boolean().default(false),
  telemetryOff: z.boolean().default(false),
  owner: z.string().optional(),
  version: z.string().optional(),
  conditions: z.array(z.string()).optional(),
  endpoints: z
    .array(z.string().refine(isEndpoint, 'is no host name in lower case'))
    .default([]),
  /** For the demo, whose dates are relative to the day it is started. */
  reviewInDays: z.number().int().optional(),
  reviewBy: z.iso.datetime({ offset: true }).or(z.iso.date()).optional(),
});

/** A tool of the configuration, with what the registry keeps beside it. */
export interface ConfiguredTool {
  tool: AiTool;
  endpoints: string[];
  /** Of what is written: a date relative to the start does not change it. */
  digest: string;
}

/**
 * The organization's AI tools from `aiGovernance.tools`. A property that is
 * not stated is taken as not given: nothing is allowed by omission.
 *
 * @param now - ISO instant that relative review dates count from
 * @throws InputError with the path of every mistake
 */
export function readTools(config: Config, now: string): ConfiguredTool[] {
  const parsed = z
    .array(toolSchema)
    .safeParse(config.getOptional('aiGovernance.tools') ?? []);
  if (!parsed.success) {
    throw new InputError(
      `aiGovernance.tools has mistakes:\n${parsed.error.issues
        .map(
          issue =>
            `  aiGovernance.tools${issue.path
              .map(part =>
                typeof part === 'number' ? `[${part}]` : `.${String(part)}`,
              )
              .join('')}: ${issue.message}`,
        )
        .join('\n')}`,
    );
  }
  const ids = new Set<string>();
  return parsed.data.map(written => {
    const { reviewBy, reviewInDays, endpoints, ...tool } = written;
    if (ids.has(tool.id)) {
      throw new InputError(`aiGovernance.tools names ${tool.id} twice`);
    }
    ids.add(tool.id);
    return {
      tool: {
        ...tool,
        ...(reviewBy !== undefined && {
          reviewBy: new Date(reviewBy).toISOString(),
        }),
        ...(reviewInDays !== undefined && {
          reviewBy: new Date(
            Math.floor(Date.parse(now) / DAY) * DAY + reviewInDays * DAY,
          ).toISOString(),
        }),
      },
      endpoints,
      digest: createHash('sha256')
        .update(canonicalJson(written as never))
        .digest('hex'),
    };
  });
}
