/** What the catalog says of its groups: refs in their normal form. */
export interface GroupFacts {
  groups: readonly string[];
  /** [group, the group it is directly inside of] */
  parents: readonly (readonly [group: string, parent: string])[];
  /** [group, direct member] */
  members: readonly (readonly [group: string, user: string])[];
}

/**
 * How groups are nested and who is in them, at one moment. A group may be
 * inside several others, and inside itself by mistake: every group and every
 * person counts once.
 */
export class GroupGraph {
  readonly #groups: ReadonlySet<string>;
  readonly #children = new Map<string, string[]>();
  readonly #parents = new Map<string, string[]>();
  readonly #members = new Map<string, string[]>();
  readonly #groupsOf = new Map<string, string[]>();

  constructor(facts: GroupFacts) {
    this.#groups = new Set(facts.groups);
    for (const [group, parent] of facts.parents) {
      if (this.#groups.has(group) && this.#groups.has(parent)) {
        append(this.#children, parent, group);
        append(this.#parents, group, parent);
      }
    }
    for (const [group, user] of facts.members) {
      if (this.#groups.has(group)) {
        append(this.#members, group, user);
        append(this.#groupsOf, user, group);
      }
    }
  }

  /** Every group, sorted. */
  groups(): string[] {
    return [...this.#groups].sort();
  }

  has(group: string): boolean {
    return this.#groups.has(group);
  }

  /** Every group below a group, without itself. */
  descendantsOf(group: string): Set<string> {
    return this.#reach(group, this.#children);
  }

  /** Every group above a group, without itself. */
  ancestorsOf(group: string): Set<string> {
    return this.#reach(group, this.#parents);
  }

  /** The groups a group is directly inside of, sorted and without itself. */
  parentsOf(group: string): string[] {
    const parents = new Set(this.#parents.get(group));
    parents.delete(group);
    return [...parents].sort();
  }

  /** Distinct people directly in a group, sorted. */
  directMembersOf(group: string): string[] {
    return [...new Set(this.#members.get(group))].sort();
  }

  /** Distinct direct members of a group and of every group below it. */
  membersOf(group: string): Set<string> {
    const members = new Set(this.#members.get(group));
    for (const below of this.descendantsOf(group)) {
      for (const member of this.#members.get(below) ?? []) {
        members.add(member);
      }
    }
    return members;
  }

  /** Every group that the people are members of, directly or further below. */
  groupsWith(users: Iterable<string>): Set<string> {
    const found = new Set<string>();
    for (const user of users) {
      for (const group of this.#groupsOf.get(user) ?? []) {
        if (!found.has(group)) {
          found.add(group);
          for (const above of this.ancestorsOf(group)) {
            found.add(above);
          }
        }
      }
    }
    return found;
  }

  #reach(start: string, edges: ReadonlyMap<string, string[]>): Set<string> {
    const found = new Set<string>();
    const open = [...(edges.get(start) ?? [])];
    while (open.length > 0) {
      const group = open.pop()!;
      if (!found.has(group)) {
        found.add(group);
        open.push(...(edges.get(group) ?? []));
      }
    }
    found.delete(start);
    return found;
  }
}

function append(map: Map<string, string[]>, key: string, value: string): void {
  const known = map.get(key);
  if (known) {
    known.push(value);
  } else {
    map.set(key, [value]);
  }
}
