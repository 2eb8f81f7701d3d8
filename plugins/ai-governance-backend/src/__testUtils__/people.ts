import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { Services } from '../services';

/** A group of the catalog. */
export const group = (name: string, spec: object = {}): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, namespace: 'default' },
  spec: { type: 'team', children: [], ...spec } as never,
});

/** A person of the catalog, in groups. */
export const user = (
  name: string,
  groups: string[],
  more: { email?: string; learner?: string } = {},
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: {
    name,
    namespace: 'default',
    ...(more.learner && {
      annotations: { 'ai-governance/learner-id': more.learner },
    }),
  },
  spec: {
    memberOf: groups,
    profile: { email: more.email ?? `${name}@example.org` },
  },
});

/** Has people read who answers for what, so that their inbox does not ask. */
export async function acknowledged(
  { accountability }: Pick<Services, 'accountability'>,
  ...names: string[]
): Promise<void> {
  const { digest } = await accountability.state(undefined, {
    readsTeams: false,
  });
  for (const name of names) {
    await accountability.acknowledge(
      { digest },
      mockCredentials.user(`user:default/${name}`),
    );
  }
}
