import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import {
  digestOf,
  SMALLEST_SHOWN_GROUP,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  AccountabilityResponse,
  Framework,
  TeamAcknowledgement,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { nativeSha256 } from '../assessment/judge';
import type { RoleMembers } from '../access/RoleMembers';
import type { AuditLog } from '../audit/AuditLog';
import type { Transactor } from '../database/transaction';
import type { FrameworkService } from '../framework/FrameworkService';
import type { GroupService } from '../groups/GroupService';
import type { InboxNews } from '../inbox/InboxNews';
import type { AcknowledgementStore } from './AcknowledgementStore';

type User = BackstageCredentials<BackstageUserPrincipal>;

/** Of what people acknowledge: who does, decides and answers for what. */
export function accountabilityDigest({
  roles,
  raci,
  accountability,
}: Pick<Framework, 'roles' | 'raci' | 'accountability'>): string {
  return digestOf({ roles, raci, accountability } as never, nativeSha256);
}

/**
 * That people know who answers for what. An acknowledgement is of the texts as
 * they were; other texts ask again.
 */
export class AccountabilityService {
  readonly #store: AcknowledgementStore;
  readonly #news: Pick<InboxNews, 'done'>;
  readonly #framework: FrameworkService;
  readonly #groups: GroupService;
  readonly #roles: Pick<RoleMembers, 'refsOf'>;
  readonly #audit: AuditLog;
  readonly #transact: Transactor;
  readonly #now: () => string;

  constructor(options: {
    store: AcknowledgementStore;
    news: Pick<InboxNews, 'done'>;
    framework: FrameworkService;
    groups: GroupService;
    roles: Pick<RoleMembers, 'refsOf'>;
    audit: AuditLog;
    transact: Transactor;
    now: () => string;
  }) {
    this.#store = options.store;
    this.#news = options.news;
    this.#framework = options.framework;
    this.#groups = options.groups;
    this.#roles = options.roles;
    this.#audit = options.audit;
    this.#transact = options.transact;
    this.#now = options.now;
  }

  /** @param options - `readsTeams`: how many of each team as well, never who */
  async state(
    person: string | undefined,
    { readsTeams }: { readsTeams: boolean },
  ): Promise<AccountabilityResponse> {
    const { framework } = this.#framework.current();
    const digest = accountabilityDigest(framework);
    const own =
      person === undefined ? undefined : await this.#store.get(person);
    return {
      frameworkVersion: framework.version,
      digest,
      own: {
        ...(own && { acknowledgedAt: own.at }),
        isCurrent: own?.digest === digest,
      },
      holders: Object.fromEntries(
        framework.roles.flatMap(({ id }) => {
          const refs = this.#roles.refsOf(id);
          return refs === undefined ? [] : [[id, [...refs]]];
        }),
      ),
      ...(readsTeams && { teams: await this.#teams(digest) }),
    };
  }

  /** @throws ConflictError when other texts came into force since they were read */
  async acknowledge(
    request: { digest: string },
    credentials: User,
  ): Promise<AccountabilityResponse> {
    const person = credentials.principal.userEntityRef;
    const { framework } = this.#framework.current();
    const digest = accountabilityDigest(framework);
    if (request.digest !== digest) {
      throw new ConflictError(
        'The texts changed since you read them; read them again',
      );
    }
    const at = this.#now();
    const known = await this.#store.get(person);
    if (known?.digest !== digest) {
      await this.#transact(async trx => {
        await this.#store.put(trx, { person, digest, at });
        await this.#audit.append(trx, {
          at,
          actor: person,
          action: 'accountability.acknowledged',
          subject: 'organization',
          after: digest,
          details: { frameworkVersion: framework.version },
        });
      });
      this.#news.done(person);
    }
    return this.state(person, { readsTeams: false });
  }

  /**
   * Every team by its direct members, so that no two figures tell a third.
   * Fewer than five people are not counted.
   */
  async #teams(digest: string): Promise<TeamAcknowledgement[]> {
    const [graph, people] = await Promise.all([
      this.#groups.graph(),
      this.#store.people(digest),
    ]);
    return graph.groups().flatMap(group => {
      const members = graph.directMembersOf(group);
      if (members.length === 0) {
        return [];
      }
      return [
        {
          group,
          members: members.length,
          ...(members.length >= SMALLEST_SHOWN_GROUP && {
            acknowledged: members.filter(one => people.has(one)).length,
          }),
        },
      ];
    });
  }
}
