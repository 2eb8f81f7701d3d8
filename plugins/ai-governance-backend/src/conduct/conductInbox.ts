import {
  failureReviewPermission,
  violationReadPermission,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { Violation } from '@plumbline/backstage-plugin-ai-governance-common';
import type { FrameworkService } from '../framework/FrameworkService';
import type { InboxSource } from '../inbox/InboxService';
import type { RecordStore } from '../records/RecordStore';
import type { FailureService } from './FailureService';
import { maySettle } from './ViolationService';

/** Violations of which nobody said yet what came of them. */
export function violationInbox(options: {
  store: RecordStore<Violation>;
  framework: FrameworkService;
  /** Whether anybody is named for a role. */
  isNamed: (role: string) => boolean;
}): InboxSource {
  const { store, framework, isNamed } = options;
  const open = (limit?: number) =>
    store.list({ states: ['open'], oldestFirst: true, limit });
  const roleOf = () => framework.current().framework.settings.approvingRole;
  return {
    permissions: [violationReadPermission],
    async open(limit) {
      const role = roleOf();
      return (await open(limit)).map(() => ({ role, entityRefs: [] }));
    },
    async waiting({ ref, may, actsIn, limit }) {
      if (!may(violationReadPermission)) {
        return [];
      }
      const role = roleOf();
      return (await open())
        .filter(
          violation =>
            violation.person !== ref &&
            maySettle(violation, role, { actsIn, isNamed }),
        )
        .slice(0, limit)
        .map(violation => ({
          item: {
            kind: 'violation',
            id: violation.id,
            at: violation.at,
            violation,
          },
          entityRefs: [],
        }));
    },
  };
}

/** Whole weeks, while nobody looked at what began to fail in them. */
export function failureInbox(options: {
  failures: Pick<FailureService, 'toLookAt'>;
  framework: FrameworkService;
}): InboxSource {
  const { failures, framework } = options;
  return {
    permissions: [failureReviewPermission],
    async waiting({ credentials, may, actsIn }) {
      const { approvingRole } = framework.current().framework.settings;
      if (!may(failureReviewPermission) || !actsIn(approvingRole)) {
        return [];
      }
      const open = await failures.toLookAt(credentials);
      return open.map(({ week, to, items }) => ({
        item: {
          kind: 'failures',
          id: week,
          at: to,
          week,
          controls: items.map(({ control, entities }) => ({
            control,
            entities,
          })),
        },
        // Counted over what the caller may read.
        entityRefs: [],
      }));
    },
  };
}
