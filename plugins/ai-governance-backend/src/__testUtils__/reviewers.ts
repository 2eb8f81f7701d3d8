import { mockCredentials } from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { startServices } from './harness';
import { group, user } from './people';

/**
 * Services where the group `security` looks at what is declared and `payments`
 * owns services.
 *
 * @param people - the groups of each
 */
export async function startWithReviewers(
  people: { [name: string]: string[] },
  options: Parameters<typeof startServices>[0],
) {
  const notifications: NotificationSendOptions[] = [];
  const started = await startServices({
    entities: [
      group('security'),
      group('payments'),
      ...Object.entries(people).map(([name, groups]) => user(name, groups)),
    ],
    config: {
      aiGovernance: {
        roles: { 'security-compliance': ['group:default/security'] },
      },
    },
    notifications: {
      async send(sent) {
        notifications.push(sent);
      },
    },
    ...options,
  });
  await started.services.groups.refresh(mockCredentials.service());
  return {
    ...started,
    /** What people were notified of since the last time: title, link and to whom. */
    async told() {
      await started.background.news.idle();
      return notifications
        .splice(0)
        .map(
          ({ payload, recipients }) =>
            [
              payload.title,
              payload.link,
              (recipients as { entityRef: string[] }).entityRef,
            ] as const,
        );
    },
  };
}
