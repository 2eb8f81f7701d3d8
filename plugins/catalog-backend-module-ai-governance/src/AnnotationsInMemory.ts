/** Annotations as an entity has them. */
type Annotations = { [key: string]: string };

interface Kept {
  keys: readonly string[];
  values: readonly string[];
}

/**
 * Annotations of many entities, by ref. Nearly all entities have the same keys:
 * these are kept once, and of an entity only its values. As an object of its
 * own each would take about a kilobyte, which is most of what a filling catalog
 * would need more with governance than without.
 */
export class AnnotationsInMemory {
  readonly #kept = new Map<string, Kept>();
  readonly #keys = new Map<string, readonly string[]>();

  /** How many entities there are annotations of. */
  get size(): number {
    return this.#kept.size;
  }

  get(entityRef: string): Annotations | undefined {
    const kept = this.#kept.get(entityRef);
    return (
      kept &&
      Object.fromEntries(kept.keys.map((key, at) => [key, kept.values[at]]))
    );
  }

  set(entityRef: string, annotations: Annotations): void {
    this.#kept.set(entityRef, {
      keys: this.#shared(Object.keys(annotations)),
      values: Object.values(annotations),
    });
  }

  /** @returns whether there was anything to forget */
  delete(entityRef: string): boolean {
    const deleted = this.#kept.delete(entityRef);
    if (this.#kept.size === 0) {
      this.#keys.clear();
    }
    return deleted;
  }

  #shared(keys: readonly string[]): readonly string[] {
    const name = JSON.stringify(keys);
    const known = this.#keys.get(name);
    if (known) {
      return known;
    }
    this.#keys.set(name, keys);
    return keys;
  }
}
