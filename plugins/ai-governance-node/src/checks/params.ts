import type { JsonValue } from '@plumbline/backstage-plugin-ai-governance-common';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

/**
 * Makes `parseParams` of a check type from a schema: unknown names are refused, defaults filled in, and
 * the error names every mistake with its path. Throws `InputError`.
 */
export function paramsParser<T extends z.ZodType>(type: string, schema: T) {
  return (params: { [key: string]: JsonValue } | undefined): z.output<T> => {
    const result = schema.safeParse(params ?? {});
    if (result.success) return result.data;
    const mistakes = result.error.issues
      .map(issue => `${['params', ...issue.path].join('.')}: ${issue.message}`)
      .join('; ');
    throw new InputError(`Parameters of ${type} are wrong: ${mistakes}`);
  };
}
