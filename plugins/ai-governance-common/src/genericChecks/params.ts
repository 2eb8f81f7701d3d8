import { z } from 'zod';
import type { JsonValue } from '../framework/types';
import type { Expectation } from './expectation';
import { MAX_PATTERN, patternMistake } from './pattern';
import { queryMistake } from './query';
import { thresholdMistakes, type Threshold } from './thresholds';

/**
 * Parameters of the check types that an organization writes its own controls with. They are validated
 * with the framework file, so that a mistake is found before anything is looked at.
 */
const json: z.ZodType<JsonValue> = z.json() as z.ZodType<JsonValue>;

const short = z.string().min(1).max(1000);

/** Accepts what `mistakeOf` finds nothing wrong with. */
const checked = (mistakeOf: (text: string) => string | undefined) =>
  z
    .string()
    .min(1)
    .superRefine((text, context) => {
      const message = mistakeOf(text);
      if (message !== undefined) {
        context.addIssue({ code: 'custom', message });
      }
    });

const pattern = checked(patternMistake);
const query = checked(queryMistake);

const glob = z
  .string()
  .min(1)
  .max(MAX_PATTERN)
  .refine(
    path => !path.split('/').includes('..') && !path.includes('\\'),
    'must stay inside the repository and be written with "/"',
  );

const globs = z.union([
  glob.transform(path => [path]),
  z.array(glob).min(1).max(50),
]);

/** Ranges that hold every number exactly once. */
export const thresholdsSchema: z.ZodType<Threshold[]> = z
  .array(
    z.strictObject({
      when: z.string().min(1).max(100),
      outcome: z.enum(['pass', 'fail']),
    }),
  )
  .min(1)
  .max(50)
  .superRefine((thresholds, context) => {
    for (const { index, message } of thresholdMistakes(thresholds)) {
      context.addIssue({
        code: 'custom',
        path: index === undefined ? [] : [index, 'when'],
        message,
      });
    }
  });

const EXPECTED = ['exists', 'equals', 'oneOf', 'matches', 'thresholds'];

const expectationSchema = z
  .strictObject({
    exists: z.boolean().optional(),
    equals: json.optional(),
    oneOf: z.array(json).min(1).max(200).optional(),
    matches: pattern.optional(),
    thresholds: thresholdsSchema.optional(),
  })
  .refine(value => Object.keys(value).length === 1, {
    error: `must have exactly one of ${EXPECTED.join(', ')}`,
  }) as unknown as z.ZodType<Expectation>;

/** Of text, such as an annotation: a number line makes no sense there. */
const textExpectationSchema = z
  .strictObject({
    exists: z.boolean().optional(),
    equals: z.string().optional(),
    oneOf: z.array(z.string()).min(1).max(200).optional(),
    matches: pattern.optional(),
  })
  .refine(value => Object.keys(value).length === 1, {
    error: 'must have exactly one of exists, equals, oneOf, matches',
  }) as unknown as z.ZodType<Expectation>;

/** Parameters of `repository.file`. @public */
export const fileCheckParams = z
  .strictObject({
    /**
     * Globs below the entity's folder, or below the root of the repository when they start with `/`.
     */
    path: globs,
    mode: z.enum(['present', 'absent', 'matches', 'notMatches']),
    pattern: pattern.optional(),
  })
  .superRefine(({ mode, pattern: given }, context) => {
    const needs = mode === 'matches' || mode === 'notMatches';
    if (needs !== (given !== undefined)) {
      context.addIssue({
        code: 'custom',
        path: ['pattern'],
        message: needs
          ? `is needed with the mode ${mode}`
          : `has no meaning with the mode ${mode}`,
      });
    }
  });

/** Parameters of `repository.document`. @public */
export const documentCheckParams = z.strictObject({
  path: globs,
  /** JSONata. */
  query,
  expect: expectationSchema,
  /** JSONata: which documents are meant, of files with several; all without it. */
  where: query.optional(),
});

const annotationKey = z
  .string()
  .min(1)
  .max(316)
  .regex(
    /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\/)?[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/,
    'must be an annotation key such as example.org/runbook',
  );

/** Parameters of `catalog.annotation`. @public */
export const annotationCheckParams = z.strictObject({
  annotation: annotationKey,
  expect: textExpectationSchema,
});

const words = z.array(short).min(1).max(200);
const presence = z.union([
  z.strictObject({ exists: z.boolean() }),
  z.strictObject({ anyOf: words }),
]);

/** Relations an entity's descriptor states itself. @public */
export const CATALOG_RELATIONS = [
  'dependsOn',
  'providesApis',
  'consumesApis',
  'subcomponentOf',
] as const;

/** Parameters of `catalog.predicate`: every member given has to hold. @public */
export const predicateCheckParams = z
  .strictObject({
    kind: words.optional(),
    type: words.optional(),
    lifecycle: words.optional(),
    owner: z.strictObject({ exists: z.boolean() }).optional(),
    system: presence.optional(),
    domain: presence.optional(),
    tags: z
      .strictObject({
        anyOf: words.optional(),
        allOf: words.optional(),
        noneOf: words.optional(),
      })
      .refine(value => Object.keys(value).length > 0, {
        error: 'must have at least one of anyOf, allOf, noneOf',
      })
      .optional(),
    dependsOn: presence.optional(),
    providesApis: presence.optional(),
    consumesApis: presence.optional(),
    subcomponentOf: presence.optional(),
  })
  .refine(value => Object.keys(value).length > 0, {
    error: 'must state at least one condition',
  });

const PLACEHOLDER =
  /\{(kind|namespace|name|annotation:[A-Za-z0-9][A-Za-z0-9./_-]*)\}/g;

/** Parameters of `fact.http`. @public */
export const httpFactCheckParams = z.strictObject({
  /** Id of a fact under `aiGovernance.facts` in the configuration. */
  fact: z
    .string()
    .min(1)
    .max(100)
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'must be the id of a fact'),
  /** Below the fact's address: `/services/{namespace}/{name}?branch={annotation:example.org/branch}` */
  path: z
    .string()
    .max(1000)
    .regex(/^\//, 'must start with "/"')
    .refine(
      path =>
        !path.split(/[?#]/)[0].split('/').includes('..') &&
        !/[\\\s#]/.test(path),
      'must stay below the address of the fact',
    )
    .refine(
      path => !/[{}]/.test(path.replace(PLACEHOLDER, '')),
      'may hold {kind}, {namespace}, {name} and {annotation:<key>} only',
    ),
  /** JSONata; the whole answer without it. */
  query: query.optional(),
  expect: expectationSchema,
  /** What "there is no such thing" (404, 410) says of the entity. */
  notFound: z.enum(['fail', 'error']).default('error'),
});

/** Annotations that a path needs of the entity. @public */
export function placeholdersOf(path: string): string[] {
  return [...path.matchAll(PLACEHOLDER)].map(match => match[1]);
}

/** Fills every placeholder of a path with what `valueOf` gives, encoded. @public */
export function fillPath(
  path: string,
  valueOf: (placeholder: string) => string,
): string {
  return path.replace(PLACEHOLDER, (_, name: string) =>
    encodeURIComponent(valueOf(name)),
  );
}

/** Parameters of `number`, answered by evidence whose `data.value` is a number. @public */
export const numberCheckParams = z.strictObject({
  thresholds: thresholdsSchema,
  /** Shown behind the number. */
  unit: z.string().min(1).max(20).optional(),
});

/** Schemas of the parameters by check type. @public */
export const GENERIC_CHECK_PARAMS: { readonly [type: string]: z.ZodType } = {
  'repository.file': fileCheckParams,
  'repository.document': documentCheckParams,
  'catalog.annotation': annotationCheckParams,
  'catalog.predicate': predicateCheckParams,
  'fact.http': httpFactCheckParams,
  number: numberCheckParams,
};
