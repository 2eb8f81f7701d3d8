/** Steps of one repository that are looked at; real ones have hundreds. */
const DEFAULT_STEPS = 20_000;

/**
 * Bounds the work of following pipelines: files that call each other many times over would otherwise
 * multiply without end.
 */
export class Budget {
  private left: number;

  constructor(steps: number = DEFAULT_STEPS) {
    this.left = steps;
  }

  /** Takes one unit; false when none is left. */
  spend(): boolean {
    if (this.left <= 0) return false;
    this.left -= 1;
    return true;
  }

  get exhausted(): boolean {
    return this.left <= 0;
  }
}
