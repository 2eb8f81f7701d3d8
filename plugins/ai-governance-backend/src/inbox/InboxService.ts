import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type { BasicPermission } from '@backstage/plugin-permission-common';
import type {
  InboxCount,
  InboxItem,
  InboxResponse,
  UnnamedRole,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { RequirePermission } from '../access/RequirePermission';
import { LEAD_ROLE } from '../access/RoleMembers';
import type { RoleMembers } from '../access/RoleMembers';
import type { ScorecardService } from '../assessment/ScorecardService';

/** Most of one kind that is looked at. */
const MOST = 200;

type Sight = Awaited<ReturnType<ScorecardService['inSight']>>;

/** Who asks what waits for them. */
export interface InboxCaller {
  /** User ref. */
  ref: string;
  /** For what only their eyes can tell. */
  credentials: BackstageCredentials<BackstageUserPrincipal>;
  at: string;
  /** Whether they are in a role, or nobody is named for it. */
  actsIn(role: string): boolean;
  may(permission: BasicPermission): boolean;
  /** Themselves, and every group around them: for what the database is asked. */
  claims: readonly string[];
  /** Whether they are one of the owners, or in one of them. */
  owns(owners: readonly string[]): boolean;
  /** Most that one source answers. */
  limit: number;
}

/** Something that waits, with the entities that have to be readable for it. */
export interface Waiting {
  item: InboxItem;
  entityRefs: readonly string[];
}

/** Something that waits for a role. */
export interface OpenRequest {
  role: string;
  /** Roles whose people decide as well. */
  alsoIn?: readonly string[];
  entityRefs: readonly string[];
  /** Where somebody asked for it, and those who decide are reminded. */
  asked?: Asked;
}

/** A decision that somebody waits for. */
export interface Asked {
  /** With its kind. */
  id: string;
  by: string;
  at: string;
  /** People and groups who may not decide either, as it is theirs. */
  owners?: readonly string[];
  /** What it is, in words that name no service. */
  text: string;
}

/**
 * What one capability has waiting for people. A new capability gives its own;
 * each answers with a number of statements that does not depend on how much
 * waits.
 */
export interface InboxSource {
  /** Asked for the caller, together with those of the other sources. */
  permissions: readonly BasicPermission[];
  /** What the caller could act on, longest waiting first. */
  waiting(caller: InboxCaller): Promise<Waiting[]>;
  /** Requests with the role that decides them, whoever may; oldest first. */
  open?(limit: number): Promise<OpenRequest[]>;
}

/** What needs the caller: to decide, to confirm, to renew. */
export class InboxService {
  readonly #sources: readonly InboxSource[];
  readonly #permissions: RequirePermission;
  readonly #roles: RoleMembers;
  readonly #scorecards: ScorecardService;
  readonly #unknownRoles: () => string[];
  readonly #now: () => string;

  constructor(options: {
    sources: readonly InboxSource[];
    permissions: RequirePermission;
    roles: RoleMembers;
    scorecards: ScorecardService;
    /** Ids in `aiGovernance.roles` that are no roles. */
    unknownRoles: () => string[];
    now: () => string;
  }) {
    this.#sources = options.sources;
    this.#permissions = options.permissions;
    this.#roles = options.roles;
    this.#scorecards = options.scorecards;
    this.#unknownRoles = options.unknownRoles;
    this.#now = options.now;
  }

  /** What waits for the caller, of entities the caller may read. */
  async list(
    credentials: BackstageCredentials<BackstageUserPrincipal>,
    limit: number,
  ): Promise<InboxResponse> {
    const { items, more } = await this.#waiting(credentials);
    return {
      ...countOf(items, more),
      items: items.slice(0, limit),
      ...(await this.#rolesToName(credentials)),
    };
  }

  /** The same as a number. */
  async count(
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<InboxCount> {
    const { items, more } = await this.#waiting(credentials);
    return countOf(items, more);
  }

  /** Everything that somebody asked for and nobody decided, whoever may. */
  async open(limit: number): Promise<OpenRequest[]> {
    const sources = await Promise.all(
      this.#sources.map(source => source.open?.(limit) ?? []),
    );
    return sources.flat();
  }

  /**
   * For those who lead the programme: what waits for roles without people, and
   * roles that the configuration names people for and that do not exist.
   */
  async #rolesToName(
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<Pick<InboxResponse, 'unnamed' | 'unknownRoles'>> {
    const [actsIn, hasPeople] = await Promise.all([
      this.#roles.actsIn(credentials.principal.userEntityRef),
      this.#roles.havePeople(),
    ]);
    if (this.#roles.refsOf(LEAD_ROLE) === undefined || !actsIn(LEAD_ROLE)) {
      return {};
    }
    const open = (await this.open(MOST)).filter(
      ({ role, alsoIn = [] }) => ![role, ...alsoIn].some(hasPeople),
    );
    const readable = await this.#scorecards.readable(
      [...new Set(open.flatMap(({ entityRefs }) => entityRefs))],
      credentials,
    );
    const waits = new Map<string, number>();
    for (const { role, entityRefs } of open) {
      if (
        entityRefs.length === 0 ||
        entityRefs.some(entityRef => readable.has(entityRef))
      ) {
        waits.set(role, (waits.get(role) ?? 0) + 1);
      }
    }
    const unnamed = [...waits].map<UnnamedRole>(([role, requests]) => {
      const refs = this.#roles.refsOf(role) ?? [];
      return { role, requests, ...(refs.length > 0 && { refs: [...refs] }) };
    });
    const unknownRoles = this.#unknownRoles();
    return {
      ...(unnamed.length > 0 && { unnamed }),
      ...(unknownRoles.length > 0 && { unknownRoles }),
    };
  }

  async #waiting(
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<{ items: InboxItem[]; more: boolean }> {
    const ref = credentials.principal.userEntityRef;
    const [may, actsIn, owns, claims] = await Promise.all([
      this.#permissions.allowed(
        this.#sources.flatMap(({ permissions }) => permissions),
        credentials,
      ),
      this.#roles.actsIn(ref),
      this.#roles.owns(ref),
      this.#roles.claims(ref),
    ]);
    const caller = {
      ref,
      credentials,
      at: this.#now(),
      may,
      actsIn,
      owns,
      claims,
      limit: MOST,
    };
    const waiting = await Promise.all(
      this.#sources.map(source => source.waiting(caller)),
    );
    const sight = await this.#scorecards.inSight(
      [...new Set(waiting.flat().flatMap(({ entityRefs }) => entityRefs))],
      credentials,
    );
    return {
      items: waiting
        .flat()
        .flatMap(each => narrowed(each, sight))
        .sort(byUrgency),
      more: waiting.some(({ length }) => length >= MOST),
    };
  }
}

/**
 * An item without the entities the caller may not read; nothing without any,
 * but what they took on themselves, in the words it was given to them.
 */
function narrowed(
  { item, entityRefs }: Waiting,
  { readable, hidden }: Sight,
): InboxItem[] {
  const left = entityRefs.filter(ref => readable.has(ref));
  if (left.length === entityRefs.length) {
    return [item];
  }
  if (item.kind === 'followUp') {
    // Its own text names no service; the title of the incident may.
    const { title: _, ...of } = item.followUp.of;
    return left.length > 0
      ? [item]
      : [{ ...item, followUp: { ...item.followUp, of } }];
  }
  if (left.length === 0) {
    return [];
  }
  if ('exception' in item) {
    const entities = item.exception.entities.filter(({ entityRef }) =>
      readable.has(entityRef),
    );
    const kept = entityRefs.filter(ref => hidden.has(ref)).length;
    const exception = {
      ...item.exception,
      entities,
      ...(kept > 0 && { hidden: kept }),
    };
    return [{ ...item, exception }];
  }
  if ('incident' in item) {
    const kept = entityRefs.length - left.length;
    return [
      {
        ...item,
        incident: { ...item.incident, entityRefs: left, hidden: kept },
      },
    ];
  }
  return [];
}

/** Decisions by how long they wait, then what ends by how soon. */
function byUrgency(a: InboxItem, b: InboxItem): number {
  const ends = (item: InboxItem) => Number(item.kind.startsWith('ending'));
  return (
    ends(a) - ends(b) ||
    (a.at < b.at ? -1 : Number(a.at > b.at)) ||
    (a.id < b.id ? -1 : 1)
  );
}

function countOf(items: readonly InboxItem[], more: boolean): InboxCount {
  const counts: InboxCount['counts'] = {};
  for (const { kind } of items) {
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return { total: items.length, counts, more };
}
