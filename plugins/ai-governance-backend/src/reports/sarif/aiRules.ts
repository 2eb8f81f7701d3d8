import picomatch from 'picomatch';

/** Whether a scanner looked with rules made for AI-generated code, and why. */
export interface AiRuleSet {
  found: boolean;
  reason: string;
}

/**
 * What the names of such rules, their tags and their packs say, in words. A
 * rule that finds calls of a model's library says nothing about code a model
 * wrote: `openai` alone is not among them.
 */
const WORDS =
  /(^| )(ai (generated|assisted|written|code|coding|rules|security|specific|governance|best practices)|gen ?ai|generative ai|llm\d*|owasp llm|prompt injection|hallucinat(ed|ion)|slopsquat(ting)?|vibe coding|copilot|code assistants?)( |$)/;

const wordsOf = (text: string) =>
  text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLocaleLowerCase('en-US')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** Collects what a run says of its rules. */
export class AiRuleSetFinder {
  readonly #isOwn: (text: string) => boolean;
  #rules = 0;
  #found = 0;
  #first: string | undefined;

  /** @param own - globs over rule ids, tags and pack names of the organization */
  constructor(own: readonly string[]) {
    this.#isOwn =
      own.length > 0
        ? picomatch([...own], { nocase: true, dot: true, bash: true })
        : () => false;
  }

  addRule(rule: { id: string; name?: string; tags: readonly string[] }): void {
    this.#rules++;
    const hit = [rule.id, ...(rule.name ? [rule.name] : []), ...rule.tags].find(
      text => this.#matches(text),
    );
    if (hit !== undefined) {
      this.#found++;
      this.#first ??=
        hit === rule.id ? `rule ${rule.id}` : `rule ${rule.id} (${hit})`;
    }
  }

  addPack(name: string): void {
    if (this.#matches(name)) {
      this.#found++;
      this.#first ??= `rule pack ${name}`;
    }
  }

  result(): AiRuleSet {
    if (this.#first !== undefined) {
      return {
        found: true,
        reason:
          this.#found > 1
            ? `${this.#first} and ${this.#found - 1} more`
            : this.#first,
      };
    }
    return {
      found: false,
      reason:
        this.#rules === 0
          ? 'the report lists no rules'
          : `none of ${this.#rules} rules is about AI-generated code`,
    };
  }

  #matches(text: string): boolean {
    return WORDS.test(wordsOf(text)) || this.#isOwn(text);
  }
}
