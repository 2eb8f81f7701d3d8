import { attestConfirmPermission } from '@plumbline/backstage-plugin-ai-governance-common';
import type { InboxItem } from '@plumbline/backstage-plugin-ai-governance-common';
import type { RoleMembers } from '../access/RoleMembers';
import { ORGANIZATION } from '../assessment/AssessmentQueue';
import type { FrameworkService } from '../framework/FrameworkService';
import type { InboxSource, Waiting } from '../inbox/InboxService';
import { toResponse } from './AttestationService';
import type { AttestationRecord, AttestationStore } from './AttestationStore';
import { mayConfirm, namedAmong } from './confirming';
import { checksOfRoles } from './roleOfCheck';

const DAY = 24 * 60 * 60 * 1000;

/** Days ahead of its end from which an attestation is shown to who renews it. */
const AHEAD_DAYS = 30;

/** Attestations that wait for a second person, and those that end. */
export function attestationInbox(options: {
  store: AttestationStore;
  framework: FrameworkService;
  roles: Pick<RoleMembers, 'refsOf'>;
  /** Roles whose people may be the second person for the organization. */
  confirming: readonly string[];
  now: () => string;
}): InboxSource {
  const { store, framework, roles, confirming, now } = options;
  return {
    permissions: [attestConfirmPermission],
    async open(limit) {
      const [role, ...alsoIn] = confirming;
      const awaiting =
        role === undefined ? [] : await store.awaiting({ at: now(), limit });
      return awaiting.map(({ id, check, by, from }) => ({
        role,
        alsoIn,
        entityRefs: [],
        asked: {
          id: `attestation:${id}`,
          by,
          at: from,
          text: `The attestation of ${check}`,
        },
      }));
    },
    async waiting({ ref, may, actsIn, at, limit }) {
      const confirms = mayConfirm(namedAmong(confirming, roles), actsIn);
      const awaiting =
        confirms && may(attestConfirmPermission)
          ? await store.awaiting({ at, notBy: ref, limit })
          : [];
      const ending = await store.ending({
        at,
        until: new Date(Date.parse(at) + AHEAD_DAYS * DAY).toISOString(),
        of: {
          by: ref,
          checks: checksOfRoles(
            framework.current().framework,
            role => roles.refsOf(role) !== undefined && actsIn(role),
          ),
        },
        limit,
      });
      const waiting =
        (kind: 'attestation' | 'endingAttestation') =>
        (record: AttestationRecord): Waiting => ({
          item: {
            kind,
            id: record.id,
            at: kind === 'attestation' ? record.from : record.validUntil,
            attestation: toResponse(record, at),
          } as InboxItem,
          entityRefs: isShared(record.subject) ? [] : [record.subject],
        });
      return [
        ...awaiting.map(waiting('attestation')),
        ...ending.map(waiting('endingAttestation')),
      ];
    },
  };
}

/** Whether a subject is no entity that somebody might not be allowed to read. */
function isShared(subject: string): boolean {
  return subject === ORGANIZATION || subject.startsWith('group:');
}
