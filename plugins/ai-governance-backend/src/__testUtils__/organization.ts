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
  domain: string | undefined;
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

/** A random organization: entities, and what was attested at random. */
export interface RandomOrganization {
  entities: RandomEntity[];
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
  domain: oneOf('domain:default/retail', undefined),
  kind: oneOf('Component', 'Component', 'Component', 'API'),
  type: oneOf('service', 'library', undefined),
  lifecycle: oneOf('production', 'experimental', 'archived'),
  system: oneOf('system:default/shop', undefined),
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

/** Random organizations of up to twelve entities. */
export const organizations: fc.Arbitrary<RandomOrganization> = fc.record({
  entities: fc.array(entity, { minLength: 1, maxLength: 12 }),
  attested: fc.array(fc.nat(7), { minLength: 1, maxLength: 10 }),
});

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
      ...(random.domain !== undefined && { domain: random.domain }),
      ...(random.title !== undefined && { title: random.title }),
    }),
  );
  await services.inventory.learn(entities, clock.now());
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
