import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { AiTool } from '@plumbline/backstage-plugin-ai-governance-common';
import { z } from 'zod';

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
  reviewBy: z.iso.datetime({ offset: true }).or(z.iso.date()).optional(),
});

/**
 * The organization's AI tools from `aiGovernance.tools`. A property that is
 * not stated is taken as not given: nothing is allowed by omission.
 *
 * @throws InputError with the path of every mistake
 */
export function readTools(config: Config): AiTool[] {
  const parsed = z
    .array(toolSchema)
    .safeParse(config.getOptional('aiGovernance.tools') ?? []);
  if (!parsed.success) {
    throw new InputError(
      `aiGovernance.tools has mistakes:\n${parsed.error.issues
        .map(
          issue =>
            `  aiGovernance.tools${issue.path
              .map(part => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
              .join('')}: ${issue.message}`,
        )
        .join('\n')}`,
    );
  }
  const ids = new Set<string>();
  return parsed.data.map(({ reviewBy, ...tool }) => {
    if (ids.has(tool.id)) {
      throw new InputError(`aiGovernance.tools names ${tool.id} twice`);
    }
    ids.add(tool.id);
    return {
      ...tool,
      ...(reviewBy !== undefined && {
        reviewBy: new Date(reviewBy).toISOString(),
      }),
    };
  });
}
