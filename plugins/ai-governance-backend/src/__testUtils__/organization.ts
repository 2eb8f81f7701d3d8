import type {
  Framework,
  InventoryEntity,
} from '@plumbline/backstage-plugin-ai-governance-common';
import fc from 'fast-check';
import { component } from './harness';
import type { startReplica } from './harness';

const OUTCOMES = ['pass', 'fail', 'error', 'none'] as const;

/** What a random entity is like. */
interface RandomEntity {
  owner: string | undefined;
  /** Owners beside the first. */
  more: string[];
  kind: string;
  type: string | undefined;
  lifecycle: string;
  system: string | undefined;
  title: string | undefined;
  annotations: { [key: string]: string };
  /** One per entity check, repeated when there are more checks. */
  outcomes: (typeof OUTCOMES)[number][];
  assistants: string[];
}

/** A random organization: entities, where their systems lie, and what was attested at random. */
export interface RandomOrganization {
  entities: RandomEntity[];
  /** The domain that each of `HOLDERS` lies in: any graph, circles among it. */
  domains: (string | undefined)[];
  attested: number[];
}

const oneOf = <T>(...values: T[]) => fc.constantFrom(...values);

const entity: fc.Arbitrary<RandomEntity> = fc.record({
  owner: oneOf(
    'group:default/a',
    'group:default/b',
    'user:default/c',
    undefined,
  ),
  more: fc.subarray(['group:default/a', 'group:default/d', 'user:default/e']),
  kind: oneOf('Component', 'Component', 'Component', 'API'),
  type: oneOf('service', 'library', undefined),
  lifecycle: oneOf('production', 'experimental', 'archived'),
  system: oneOf('system:default/shop', 'system:default/till', undefined),
  title: oneOf('Zebra', '100% äpfel_mus', 'Äpfel', undefined),
  annotations: fc
    .record(
      {
        'ai-governance/data-classification': oneOf(
          'public',
          'internal',
          'confidential',
          'restricted',
          'nonsense',
        ),
        'ai-governance/review-tier': oneOf('1', '2', '3'),
        'ai-governance/handles': oneOf('payments', 'cosmetic', 'pii'),
        'ai-governance/ai-use': oneOf('none', 'cursor'),
      },
      { requiredKeys: [] },
    )
    .map(value => ({ ...value } as { [key: string]: string })),
  outcomes: fc.array(
    oneOf('pass' as const, 'pass' as const, 'pass' as const, ...OUTCOMES),
    { minLength: 3, maxLength: 12 },
  ),
  assistants: fc.subarray(['cursor', 'claude-code']),
});

const DOMAINS = ['retail', 'money', 'company'].map(
  name => `domain:default/${name}`,
);

/** Systems and domains that may lie in a domain. */
const HOLDERS = ['system:default/shop', 'system:default/till', ...DOMAINS];

/** Random organizations of up to twelve entities. */
export const organizations: fc.Arbitrary<RandomOrganization> = fc.record({
  entities: fc.array(entity, { minLength: 1, maxLength: 12 }),
  domains: fc.array(oneOf(undefined, ...DOMAINS), {
    minLength: HOLDERS.length,
    maxLength: HOLDERS.length,
  }),
  attested: fc.array(fc.nat(7), { minLength: 1, maxLength: 10 }),
});

/** Where systems lie in a company with a system of no domain, and a circle. */
export const LYING = [
  'domain:default/retail',
  undefined,
  'domain:default/company',
  undefined,
  'domain:default/retail',
];

/** Naively: the domain of an entity and every one above it; null for none. */
export function domainsAbove(
  { domains }: RandomOrganization,
  system: string | undefined,
): (string | null)[] {
  const found: string[] = [];
  let at = system;
  for (let step = 0; at !== undefined && step <= HOLDERS.length; step++) {
    at = domains[HOLDERS.indexOf(at)];
    found.push(...(at === undefined ? [] : [at]));
  }
  return found.length > 0 ? [...new Set(found)] : [null];
}

/** Tells the services of a random organization; nothing is judged yet. */
export async function settle(
  started: Awaited<ReturnType<typeof startReplica>>,
  organization: RandomOrganization,
): Promise<InventoryEntity[]> {
  const { services, clock } = started;
  const { framework } = services.framework.current();
  const entities = organization.entities.map((random, index) =>
    component(`e${index}`, {
      entityRef: `${random.kind.toLocaleLowerCase('en-US')}:default/e${index}`,
      kind: random.kind,
      owners: random.owner === undefined ? [] : [random.owner, ...random.more],
      lifecycle: random.lifecycle,
      annotations: random.annotations,
      ...(random.type !== undefined && { type: random.type }),
      ...(random.system !== undefined && { system: random.system }),
      ...(random.title !== undefined && { title: random.title }),
    }),
  );
  await services.inventory.learn(entities, clock.now());
  await services.catalogLookups.lookUpAnnotations(
    HOLDERS.map((entityRef, index) => ({
      entityRef,
      kind: entityRef.startsWith('system:') ? 'System' : 'Domain',
      owners: [],
      annotations: {},
      domain: organization.domains[index],
      onlyHolds: true as const,
    })),
  );
  const checks = checksOf(framework, 'entity');
  await services.evidence.push(
    organization.entities.map(({ outcomes, assistants }, index) => ({
      subject: entities[index].entityRef,
      source: 'ci:main',
      items: [
        {
          check: 'repository.assistants',
          outcome: 'pass' as const,
          summary: assistants.join(', '),
          data: { assistants },
        },
        ...checks.flatMap((check, position) => {
          const outcome = outcomes[position % outcomes.length];
          return outcome === 'none'
            ? []
            : [{ check: check.id, outcome, summary: outcome }];
        }),
      ],
    })),
    clock.now(),
  );
  const pick = (index: number) =>
    organization.attested[index % organization.attested.length] > 0;
  for (const [index, check] of checksOf(framework, 'organization').entries()) {
    if (pick(index) && check.type === 'attestation') {
      const { id } = await services.attestations.attest(
        {
          check: check.id,
          subject: 'organization',
          statement: 'in force',
          items: (check.wanted ?? []).map(name => ({ name, digest: 'x' })),
        },
        'user:default/ada',
        clock.now(),
      );
      await services.attestations.approve(id, 'user:default/bob', clock.now());
    }
  }
  for (const check of checksOf(framework, 'group')) {
    if (pick(1)) {
      await services.attestations.attest(
        { check: check.id, subject: 'group:default/a', statement: 'all of us' },
        'user:default/ada',
        clock.now(),
      );
    }
  }
  return entities;
}

function checksOf(
  framework: Framework,
  scope: 'entity' | 'group' | 'organization',
) {
  return framework.controls
    .flatMap(control => control.parts)
    .filter(part => part.scope === scope)
    .flatMap(part => part.checks);
}
