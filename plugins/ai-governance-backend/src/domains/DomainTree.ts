/** What lies in which domain: [system or domain, the domain it lies in]. */
export type DomainFacts = readonly (readonly [part: string, domain: string])[];

/** What decides about the domain of an entity. */
export interface Placed {
  /** What its own descriptor says. */
  domain: string | null;
  system: string | null;
}

/**
 * Which domain entities lie in, and how domains lie in each other, at one
 * moment. A domain may lie in itself by mistake, along any circle.
 */
export class DomainTree {
  readonly #domains: ReadonlyMap<string, string>;
  readonly #parts = new Map<string, string[]>();

  constructor(facts: DomainFacts = []) {
    this.#domains = new Map(facts);
    for (const [part, domain] of this.#domains) {
      const parts = this.#parts.get(domain);
      if (parts) {
        parts.push(part);
      } else {
        this.#parts.set(domain, [part]);
      }
    }
  }

  /**
   * The domain of an entity: its own, or else its system's. A caller who may
   * not see the system does not learn where it lies.
   *
   * @param visible - what the caller may see; undefined for everything
   */
  of({ domain, system }: Placed, visible?: ReadonlySet<string>): string | null {
    if (domain !== null || system === null) {
      return domain;
    }
    return !visible || visible.has(system)
      ? this.#domains.get(system) ?? null
      : null;
  }

  /** A domain with every one it lies in, as far as the caller may see them. */
  withAbove(domain: string, visible?: ReadonlySet<string>): Set<string> {
    const found = new Set([domain]);
    if (!visible || visible.has(domain)) {
      let above = this.#domains.get(domain);
      const passed = new Set([domain]);
      while (above !== undefined && !passed.has(above)) {
        passed.add(above);
        if (!visible || visible.has(above)) {
          found.add(above);
        }
        above = this.#domains.get(above);
      }
    }
    return found;
  }

  /** Domains with every one that lies in them, as far as the caller may see them. */
  withBelow(
    domains: Iterable<string>,
    visible?: ReadonlySet<string>,
  ): Set<string> {
    const found = new Set(domains);
    const reached = new Set(
      [...found].filter(domain => !visible || visible.has(domain)),
    );
    for (const domain of reached) {
      for (const part of this.#parts.get(domain) ?? []) {
        // Grows while it is walked along: what was reached is not walked twice.
        reached.add(part);
        if (!visible || visible.has(part)) {
          found.add(part);
        }
      }
    }
    return found;
  }

  /** The domain a domain lies in; undefined where it lies in none or in itself. */
  domainOf(domain: string): string | undefined {
    const above = this.#domains.get(domain);
    return above === domain ? undefined : above;
  }
}
