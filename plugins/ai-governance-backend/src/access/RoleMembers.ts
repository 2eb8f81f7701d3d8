import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { GroupGraph } from '../groups/GroupGraph';

/** Who is asked for how groups are nested. */
interface Groups {
  graph(): Promise<GroupGraph>;
}

/** Who hears of what waits for a role that nobody is named for. */
export const LEAD_ROLE = 'platform-lead';

/** What somebody asked for, and who decides on it. */
export interface RequestToDecide {
  /** Role of the framework that decides. */
  role: string | undefined;
  /** Roles whose people decide as well. */
  alsoIn?: readonly string[];
  /** Who asked for it. */
  by: string;
  /** People and groups who may not decide either, as it is theirs. */
  owners?: readonly string[];
}

/** What somebody asked for, and whose it became since the entity changed owners. */
export interface OwnedRequest {
  by: string;
  movedTo?: readonly string[];
}

/**
 * Whose a request is now. Where an entity was left without owners it stays with
 * who asked: nobody else could take it back.
 */
export function ownersOf({
  by,
  movedTo = [],
}: OwnedRequest): readonly string[] {
  return movedTo.length > 0 ? movedTo : [by];
}

const normal = (ref: string) => ref.toLocaleLowerCase('en-US');

/**
 * Who is in the roles of the framework, as `aiGovernance.roles` puts people and
 * groups into them. Asked in the services, so that neither a generous policy
 * nor permissions that are switched off let somebody else decide. A role
 * without an entry stays with the permission alone.
 */
export class RoleMembers {
  readonly #roles: ReadonlyMap<string, readonly string[]>;
  readonly #groups: Groups;

  constructor(options: {
    roles: ReadonlyMap<string, readonly string[]>;
    groups: Groups;
  }) {
    this.#roles = options.roles;
    this.#groups = options.groups;
  }

  /** Users and groups of a role; undefined where the configuration names none. */
  refsOf(role: string): readonly string[] | undefined {
    return this.#roles.get(role);
  }

  /** Whether a person may act in each role: is in it, or nobody is named for it. */
  async actsIn(person: string): Promise<(role: string) => boolean> {
    const graph = await this.#groups.graph();
    const claims = claimsOf(person, graph);
    return role => {
      const refs = this.#roles.get(role);
      return refs === undefined || refs.some(ref => claims.has(normal(ref)));
    };
  }

  /** Every person in a role; undefined where the configuration names nobody. */
  async peopleIn(role: string): Promise<Set<string> | undefined> {
    const refs = this.#roles.get(role);
    if (refs === undefined) {
      return undefined;
    }
    const graph = await this.#groups.graph();
    return new Set(refs.flatMap(ref => peopleBehind(ref, graph)));
  }

  /** The same, or those who lead the programme where it has nobody. */
  async peopleFor(role: string): Promise<Set<string> | undefined> {
    const hasPeople = await this.havePeople();
    return this.peopleIn(hasPeople(role) ? role : LEAD_ROLE);
  }

  /**
   * Whether somebody can act for each role: the configuration names a person,
   * or a group that has one. While the catalog told of no group yet, groups
   * that are named count as having people: nobody is alarmed by a start.
   */
  async havePeople(): Promise<(role: string) => boolean> {
    return this.#staffed(await this.#groups.graph());
  }

  /**
   * Who decides on what somebody asked for: those in its role or in one that
   * may as well, or those who lead the programme where nobody is in any of
   * them. Never who asked, nor those whose it is. For many questions at once.
   */
  async deciders(): Promise<(request: RequestToDecide) => string[]> {
    const graph = await this.#groups.graph();
    const hasPeople = this.#staffed(graph);
    return ({ role, alsoIn = [], by, owners = [] }) => {
      const roles = role === undefined ? [] : [role, ...alsoIn];
      const staffed = roles.filter(hasPeople);
      const asked =
        staffed.length === 0 && roles.length > 0 ? [LEAD_ROLE] : staffed;
      const theirs = new Set(
        [by, ...owners].flatMap(ref => peopleBehind(ref, graph)),
      );
      const people = asked
        .flatMap(each => this.#roles.get(each) ?? [])
        .flatMap(ref => peopleBehind(ref, graph));
      return [...new Set(people)].filter(each => !theirs.has(each)).sort();
    };
  }

  /** Each role is looked up once, however many requests there are. */
  #staffed(graph: GroupGraph): (role: string) => boolean {
    const known = new Map<string, boolean>();
    return role => {
      let answer = known.get(role);
      if (answer === undefined) {
        const refs = this.#roles.get(role) ?? [];
        answer =
          refs.some(ref => peopleBehind(ref, graph).length > 0) ||
          (refs.length > 0 && graph.groups().length === 0);
        known.set(role, answer);
      }
      return answer;
    };
  }

  /** Roles that the configuration names people for and that nothing else knows. */
  unknownRoles(known: Iterable<string>): string[] {
    const ids = new Set(known);
    return [...this.#roles.keys()].filter(role => !ids.has(role)).sort();
  }

  /** Every person that refs of users and groups stand for. */
  async peopleBehind(refs: readonly string[]): Promise<string[]> {
    // Only where one is a group is it asked who is behind it.
    return refs.some(ref => normal(ref).startsWith('group:'))
      ? (await this.peopleOf())(refs)
      : [...new Set(refs.map(normal))].sort();
  }

  /** The same for many questions at once. */
  async peopleOf(): Promise<(refs: readonly string[]) => string[]> {
    const graph = await this.#groups.graph();
    return refs =>
      [...new Set(refs.flatMap(ref => peopleBehind(ref, graph)))].sort();
  }

  /** What a person owns by: themselves, and every group around them. */
  async claims(person: string): Promise<string[]> {
    return [...claimsOf(person, await this.#groups.graph())];
  }

  /** Whether one of several owners is a person, or a group around them. */
  async owns(person: string): Promise<(owners: readonly string[]) => boolean> {
    const claims = claimsOf(person, await this.#groups.graph());
    return owners => owners.some(owner => claims.has(normal(owner)));
  }

  /**
   * Whether a request is a person's: they asked for it, until it went to other
   * owners, and theirs from then on. Never that of a service.
   */
  async owned(
    credentials: BackstageCredentials,
  ): Promise<(request: OwnedRequest) => boolean> {
    const { type, userEntityRef } = credentials.principal as {
      type: string;
      userEntityRef?: string;
    };
    if (type !== 'user' || userEntityRef === undefined) {
      return () => false;
    }
    const owns = await this.owns(userEntityRef);
    return ({ by, movedTo = [] }) =>
      movedTo.length > 0 ? owns(movedTo) : by === userEntityRef;
  }

  /** @throws NotAllowedError that names the role and who is in it */
  async require(role: string, person: string): Promise<void> {
    if (!this.#roles.has(role)) {
      return;
    }
    const actsIn = await this.actsIn(person);
    if (!actsIn(role)) {
      throw this.refusal(role);
    }
  }

  /**
   * Whether a person may act for a role: is in it or in one that may as well,
   * or nobody is named for it.
   */
  async actsFor(
    role: string,
    alsoIn: string,
    person: string,
  ): Promise<boolean> {
    const actsIn = await this.actsIn(person);
    return actsIn(role) || (this.#roles.has(alsoIn) && actsIn(alsoIn));
  }

  /**
   * Whether everybody who is named for each role is one of some people and
   * groups, or in those groups or in groups below. Never so of a role that
   * nobody is named for, or nobody is in.
   */
  async areAllIn(refs: readonly string[]): Promise<(role: string) => boolean> {
    const graph = await this.#groups.graph();
    const inside = new Set(refs.flatMap(ref => peopleBehind(ref, graph)));
    return role => {
      const people = (this.#roles.get(role) ?? []).flatMap(ref =>
        peopleBehind(ref, graph),
      );
      return people.length > 0 && people.every(person => inside.has(person));
    };
  }

  /** Why somebody outside a role is refused. */
  refusal(role: string): NotAllowedError {
    return new NotAllowedError(
      `This is for the role ${role}: ${(this.#roles.get(role) ?? []).join(
        ', ',
      )}`,
    );
  }

  /**
   * Asks for a second person in a role.
   *
   * @param options - `first`: who asked, declared or attested; a group stands
   * for everybody in it and in the groups below. `owners`: whose it became since
   * @throws NotAllowedError when the person is the first one, or not in the role
   */
  async requireSecond(options: {
    role: string;
    person: string;
    first: string;
    owners?: readonly string[];
    message: string;
  }): Promise<void> {
    const { role, person, first, owners = [], message } = options;
    const asked = await this.peopleBehind([first]);
    if (
      asked.includes(normal(person)) ||
      (owners.length > 0 && (await this.owns(person))(owners))
    ) {
      throw new NotAllowedError(message);
    }
    await this.require(role, person);
  }
}

/** What a person can be named by: themselves, and every group around them. */
function claimsOf(person: string, graph: GroupGraph): Set<string> {
  const ref = normal(person);
  return new Set([ref, ...graph.groupsWith([ref])]);
}

function peopleBehind(ref: string, graph: GroupGraph): string[] {
  const named = normal(ref);
  return named.startsWith('group:') ? [...graph.membersOf(named)] : [named];
}
