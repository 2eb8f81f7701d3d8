import { z } from 'zod';
import type { Applicability, Framework, JsonValue } from './types';

/**
 * The zod mirror of `types.ts`. Objects are strict, so that a misspelt key is reported instead of being
 * passed over.
 */
const id = z
  .string()
  .min(1)
  .max(100)
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
    'must consist of letters, digits, ".", "_" and "-"',
  );
const text = z.string().min(1);
const share = z.number().min(0).max(1);
const days = z.number().int().min(1).max(36_600);
const instant = z.iso.datetime({
  offset: true,
  error: 'must be an ISO 8601 instant such as 2026-11-20T09:00:00.000Z',
});

const classificationId = z.enum([
  'public',
  'internal',
  'confidential',
  'restricted',
]);
const tier = z.union([z.literal(1), z.literal(2), z.literal(3)], {
  error: 'must be one of 1, 2, 3',
});
const level = z.union(
  [z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)],
  { error: 'must be one of 1, 2, 3, 4, 5' },
);
const actor = z.union(
  [
    z.enum(['owner', 'group', 'operator']),
    z.templateLiteral(['role:', z.string().min(1)]),
  ],
  { error: 'must be owner, group, operator or role:<role id>' },
);
const rating = z.enum(['low', 'medium', 'high', 'critical']);

const json: z.ZodType<JsonValue> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(json),
    z.record(z.string(), json),
  ]),
);

const frequencyEvent = { event: id, windowDays: days };
const frequency = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('age'),
    label: text,
    days,
    alsoOn: z.array(z.strictObject(frequencyEvent)).optional(),
  }),
  z.strictObject({ kind: z.literal('event'), label: text, ...frequencyEvent }),
]);

const PREDICATES = [
  'always',
  'classificationAtLeast',
  'tierAtLeast',
  'entityKind',
  'entityType',
  'notUnderDeclaredNoAi',
  'allOf',
  'anyOf',
  'not',
];

const applicability: z.ZodType<Applicability> = z.lazy(() =>
  z
    .strictObject({
      always: z.literal(true).optional(),
      classificationAtLeast: classificationId.optional(),
      tierAtLeast: tier.optional(),
      entityKind: z.array(text).min(1).optional(),
      entityType: z.array(text).min(1).optional(),
      notUnderDeclaredNoAi: z.literal(true).optional(),
      allOf: z.array(applicability).min(1).optional(),
      anyOf: z.array(applicability).min(1).optional(),
      not: applicability.optional(),
    })
    .refine(value => Object.keys(value).length === 1, {
      error: `must have exactly one of ${PREDICATES.join(', ')}`,
    }),
) as z.ZodType<Applicability>;

const remediation = z.strictObject({
  text,
  effort: z.enum(['small', 'medium', 'large']),
  path: text.optional(),
  command: text.optional(),
  link: text.optional(),
});

/**
 * Text with something in it beside `*`, which alone would be a sign of everything, as would be all packages
 * of an ecosystem, and any character of a class.
 */
const sign = z.string().min(2).max(200);
const BESIDE = 'must name something beside "*"';
const signs = z.strictObject({
  dependencies: z
    .array(
      sign.regex(
        /^(?!(?:npm|pypi|maven|golang|cargo|gem|composer|nuget):[^A-Za-z0-9]*$).*[A-Za-z0-9]/,
        BESIDE,
      ),
    )
    .max(500)
    .optional(),
  paths: z
    .array(sign.regex(/^(?:[^[A-Za-z0-9]|\[[^\]]*\])*[A-Za-z0-9]/, BESIDE))
    .max(100)
    .optional(),
  apis: z
    .array(
      sign.regex(
        /^[A-Za-z0-9]+(?:[-_. ][A-Za-z0-9]+)*$/,
        'must be words, joined by "-"',
      ),
    )
    .max(100)
    .optional(),
});

const check = z.strictObject({
  id,
  type: id,
  name: text,
  description: text,
  params: z.record(z.string(), json).optional(),
  actor,
  remediation,
  frequency: frequency.optional(),
  wanted: z.array(text).optional(),
  requiresAssistant: z.boolean().optional(),
  attestable: z.boolean().optional(),
  optional: z.boolean().optional(),
});

const part = z.strictObject({
  id: id.optional(),
  scope: z.enum(['entity', 'group', 'organization']),
  mode: z.union(
    [
      z.enum(['all', 'any']),
      z.strictObject({ atLeast: z.number().int().min(1) }),
    ],
    { error: 'must be all, any or { atLeast: <number> }' },
  ),
  applicability: applicability.optional(),
  checks: z.array(check).min(1, 'a part needs at least one check'),
});

const control = z.strictObject({
  id,
  domain: id,
  name: text,
  description: text,
  implementation: text,
  limits: text.optional(),
  evidence: z.array(text),
  frequency,
  weight: z.number().positive().max(1000).optional(),
  applicability: applicability.optional(),
  parts: z.array(part).min(1, 'a control needs at least one part'),
  references: z
    .record(
      z.string(),
      z.array(
        z.strictObject({ clause: text, title: text.optional(), source: text }),
      ),
    )
    .optional(),
  effectiveFrom: instant.optional(),
});

const named = { id, name: text, description: text };
const item = z.strictObject({
  id,
  text,
  controls: z.array(id).optional(),
});

const targetUnit = z.enum(['percent', 'hours', 'count', 'currency', 'index']);

const programme = z.strictObject({
  committee: z.strictObject({
    role: id,
    cadence: id,
    quorum: z.number().int().min(1),
    seats: z
      .array(
        z.strictObject({
          id,
          name: text,
          roles: z.array(id).min(1),
          required: z.boolean(),
        }),
      )
      .min(1),
    reviews: z.array(z.strictObject({ id, name: text, cadence: id })),
  }),
  incidents: z.strictObject({
    role: id,
    event: id,
    tabletopCheck: id.optional(),
  }),
  playbooks: z
    .array(z.strictObject({ ...named, steps: z.array(item).min(1) }))
    .min(1),
  approvalLevels: z
    .array(
      z.strictObject({
        ...named,
        order: z.number().int().min(1),
        boundary: text,
        customerFacing: z.boolean(),
        approverRole: id,
        reviewDays: days,
      }),
    )
    .min(1),
  escalation: z.strictObject({
    windowDays: days,
    steps: z
      .array(
        z.strictObject({
          id,
          name: text,
          from: z.number().int().min(1),
          tells: z.array(id).min(1),
          consequence: text,
        }),
      )
      .min(1),
  }),
});

/** The schema of a whole framework document after `extends` was resolved. */
export const frameworkSchema = z.strictObject({
  ...named,
  version: text,
  settings: z.strictObject({
    approvingRole: id,
    sponsorRole: id,
    assumedClassification: classificationId,
    assumedTier: tier,
    organizationThreshold: share,
    confirmationDays: days,
    declaredNoneDays: days,
    maxExceptionDays: days,
    dormantDays: days,
    internalSampleShare: share,
    compareWithSeen: z.array(z.enum(['handles', 'aiUse'])).optional(),
    assessable: z.strictObject({
      kinds: z.array(text).min(1),
      excludedTypes: z.array(text),
      excludedLifecycles: z.array(text),
    }),
    tools: z.strictObject({
      signOffRoles: z.array(id).min(1),
      reviewDays: days,
      criteria: z.array(z.strictObject({ id, name: text, description: text })),
    }),
    training: z.strictObject({
      completion: share,
      meanScore: share,
      courses: z.array(
        z.strictObject({
          id,
          name: text,
          days,
          alsoBy: z.array(id).optional(),
        }),
      ),
    }),
  }),
  domains: z.array(z.strictObject(named)),
  controls: z.array(control),
  levels: z
    .array(
      z.strictObject({
        level,
        name: text,
        description: text,
        characteristics: z.array(
          z.strictObject({ id, text, check: check.optional() }),
        ),
        requiredControls: z.array(id),
      }),
    )
    .min(1),
  classifications: z
    .array(
      z.strictObject({
        ...named,
        id: classificationId,
        aliases: z.array(text),
        order: z.number().int().min(0),
        toolAccess: z.strictObject({
          allowed: z.enum(['none', 'approved']),
          conditions: z.array(
            z.enum([
              'enterpriseEndpoint',
              'zeroRetentionOrOnPremises',
              'privacyMode',
              'telemetryOff',
            ]),
          ),
          description: text,
        }),
      }),
    )
    .min(1),
  reviewTiers: z
    .array(
      z.strictObject({
        tier,
        name: text,
        description: text,
        requirements: z.array(text),
      }),
    )
    .min(1),
  zones: z.array(
    z.strictObject({
      ...named,
      id: z.enum(['green', 'yellow', 'red']),
      globs: z.array(text),
    }),
  ),
  handles: z.array(
    z.strictObject({
      ...named,
      aliases: z.array(text).optional(),
      tierFloor: tier,
      classificationFloor: classificationId.optional(),
      signs: signs.optional(),
    }),
  ),
  risks: z.array(
    z.strictObject({
      id,
      category: text,
      description: text,
      likelihood: z.enum([
        'rare',
        'unlikely',
        'possible',
        'likely',
        'almostCertain',
      ]),
      impact: z.enum(['negligible', 'minor', 'moderate', 'major', 'severe']),
      inherent: rating,
      residual: rating,
      controls: z.array(id),
      mitigation: text.optional(),
      ownerRole: id.optional(),
    }),
  ),
  kpis: z.array(
    z.strictObject({
      id,
      category: text,
      name: text,
      definition: text,
      measurement: text,
      targets: z
        .array(
          z
            .strictObject({
              label: text.optional(),
              comparison: z.enum(['>', '>=', '<', '<=', '=', 'improve']),
              value: z.number().optional(),
              unit: targetUnit,
            })
            .refine(
              ({ comparison, value }) =>
                comparison === 'improve' || value !== undefined,
              { error: 'a comparison needs a value', path: ['value'] },
            ),
        )
        .min(1),
    }),
  ),
  standards: z.array(
    z.strictObject({
      id,
      name: text,
      version: text,
      link: z.url(),
      note: text.optional(),
    }),
  ),
  regulations: z.array(
    z.strictObject({
      ...named,
      link: z.url(),
      analysis: z.array(z.strictObject({ control: id, question: text })),
    }),
  ),
  cadences: z.array(
    z.strictObject({
      ...named,
      everyDays: days,
      agenda: z.array(text),
      ownerRole: id,
    }),
  ),
  roles: z.array(z.strictObject({ ...named, responsibilities: z.array(text) })),
  raci: z.array(
    z.strictObject({
      id,
      decision: text,
      responsible: z.array(id).min(1),
      accountable: z.array(id).min(1),
      consulted: z.array(id),
      informed: z.array(id).optional(),
    }),
  ),
  accountability: z.array(
    z.strictObject({ id, name: text, accountableFor: text }),
  ),
  adoptionStages: z.array(
    z.strictObject({
      ...named,
      order: z.number().int(),
      entryCriteria: z.array(
        z.union([text, item.extend({ maxTier: tier.optional() })]),
      ),
      requires: z.array(id).optional(),
    }),
  ),
  roadmaps: z.array(
    z.strictObject({
      ...named,
      phases: z.array(
        z.strictObject({
          id,
          name: text,
          period: text,
          targetLevel: level.optional(),
          activities: z.array(item),
        }),
      ),
    }),
  ),
  checklists: z.array(z.strictObject({ ...named, items: z.array(item) })),
  policies: z.array(z.strictObject({ ...named, items: z.array(item) })),
  programme: programme.optional(),
});

type Parsed = z.output<typeof frameworkSchema>;

/** Fails to compile when the schema gives something that is no framework. */
export function asFramework(parsed: Parsed): Framework {
  return parsed;
}
