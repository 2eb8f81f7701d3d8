import type { JsonValue } from '@plumbline/backstage-plugin-ai-governance-common';
import type { z } from 'zod';
import type { RepositorySnapshot } from '../repository/types';
import { paramsParser } from './params';
import type {
  CheckObservation,
  CheckTypeDefinition,
  RepositoryCheckType,
} from './types';

/**
 * Ties a definition, a parameter schema and an implementation into a check type. `run` receives what
 * the schema made of the parameters. @public
 */
export function defineRepositoryCheck<T extends z.ZodType>(options: {
  definition: CheckTypeDefinition;
  params: T;
  wants(path: string, params: z.output<T> | undefined): boolean;
  run(
    snapshot: RepositorySnapshot,
    params: z.output<T>,
  ): CheckObservation | undefined | Promise<CheckObservation | undefined>;
}): RepositoryCheckType {
  const parse = paramsParser(options.definition.type, options.params);
  return {
    definition: options.definition,
    wants: (path, params) =>
      options.wants(path, params as z.output<T> | undefined),
    parseParams: params => parse(params) as { [key: string]: JsonValue },
    run: (snapshot, params) => options.run(snapshot, parse(params)),
  };
}
