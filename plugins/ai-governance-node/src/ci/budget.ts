/** Steps of one repository that are looked at; real ones have hundreds. */
const DEFAULT_STEPS = 20_000;

/** Characters of pipeline files that are parsed. */
const DEFAULT_TEXT = 4 * 1024 * 1024;

/**
 * Bounds the work of following pipelines: files that call each other many times over would otherwise
 * multiply without end.
 */
export class Budget {
  private left: number;
  private text: number;

  constructor(steps: number = DEFAULT_STEPS, text: number = DEFAULT_TEXT) {
    this.left = steps;
    this.text = text;
  }

  /** Takes the characters of one file; false when they are more than are left. */
  spendText(characters: number): boolean {
    if (characters > this.text) return false;
    this.text -= characters;
    return true;
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
