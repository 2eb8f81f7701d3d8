import { InputError } from '@backstage/errors';
import { AiRuleSetFinder } from './aiRules';
import type { AiRuleSet } from './aiRules';
import { JsonError, JsonPicker } from './JsonPicker';
import type { Picked } from './JsonPicker';
import { RunCounter } from './RunCounter';
import type {
  RuleInfo,
  RuleReference,
  RunCount,
  SarifResult,
} from './RunCounter';
import { scoreOf } from './severity';
import { SARIF_SHAPE } from './shape';

/** What one run of a tool says. */
export interface SarifRun {
  tool: string;
  version?: string;
  /** Which of several analyses of the tool it is, such as a language. */
  stream: string;
  /** Rules the tool looked with. */
  rules: number;
  aiRuleSet: AiRuleSet;
  /** The tool itself says that it did not get through. */
  failed: boolean;
  commit?: string;
  /** When the tool ended, where it says so. */
  endedAt?: string;
  /** Per folder that was asked about. */
  byFolder: Map<string, RunCount>;
}

/** Tools in one file and rules of one tool. Real files stay far below. */
const MOST_RUNS = 50;
const MOST_RULES = 100_000;

type Members = { [member: string]: Picked | undefined };

/** What is known of the run that is being read. */
interface RunState {
  rules: Map<string, RuleInfo>;
  extensions: string[];
  /** Ids of rules by their place, of the driver and of each extension. */
  places: Map<number | undefined, string[]>;
  counters: Map<string, RunCounter>;
  ai: AiRuleSetFinder;
}

const membersOf = (value: Picked | undefined): Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? value
    : {};

const listOf = (value: Picked | undefined): Picked[] =>
  Array.isArray(value) ? value : [];

const textOf = (value: Picked | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

const numberOf = (value: Picked | undefined): number | undefined =>
  typeof value === 'number' ? value : undefined;

/**
 * A short copy of its own: a part of a text keeps the whole of it in memory.
 */
function own(text: string, longest: number): string {
  return Buffer.from(text.slice(0, longest), 'utf8')
    .toString('utf8')
    .replaceAll('\0', '');
}

/** The path in an address, without what is above the repository if possible. */
function pathOf(uri: string): string {
  const bare = uri.replace(/^file:\/\/[^/]*/, '').replace(/^(\.\/)+/, '');
  try {
    return decodeURIComponent(bare);
  } catch {
    return bare;
  }
}

/** Without a path, a result is about everything. */
function isBelow(path: string | undefined, folder: string): boolean {
  return (
    folder === '' ||
    path === undefined ||
    path.startsWith(`${folder}/`) ||
    (path.startsWith('/') && path.includes(`/${folder}/`))
  );
}

function fingerprintOf(members: Members): string | undefined {
  const partial = membersOf(members.partialFingerprints);
  const whole = membersOf(members.fingerprints);
  const first = (all: Members) =>
    Object.keys(all)
      .sort()
      .flatMap(key => textOf(all[key]) ?? [])[0];
  return (
    textOf(partial.primaryLocationLineHash) ?? first(whole) ?? first(partial)
  );
}

class SarifReader {
  readonly #folders: readonly string[];
  readonly #aiRules: readonly string[];
  readonly #runs: SarifRun[] = [];
  #run!: RunState;

  constructor(options: {
    folders: readonly string[];
    aiRules: readonly string[];
  }) {
    this.#folders = options.folders;
    this.#aiRules = options.aiRules;
    this.#next();
  }

  take(as: string, item: Picked): void {
    const members = membersOf(item);
    switch (as) {
      case 'rule':
        this.#rule(members, undefined);
        break;
      case 'extensionRule':
        this.#rule(members, this.#run.extensions.length);
        break;
      case 'extension':
        this.#run.extensions.push(textOf(members.name) ?? '');
        break;
      case 'result':
        this.#result(members);
        break;
      default:
        this.#endOfRun(members);
    }
  }

  end(log: Picked | undefined): SarifRun[] {
    const version = textOf(membersOf(log).version);
    if (version !== '2.1.0') {
      throw new InputError(
        version === undefined
          ? 'The report is no SARIF: it has no version'
          : `The report is SARIF ${version.slice(
              0,
              20,
            )}; version 2.1.0 is understood`,
      );
    }
    if (this.#runs.length === 0) {
      throw new InputError(
        'The report has no run: it does not say that any tool looked',
      );
    }
    return this.#runs;
  }

  #next(): void {
    this.#run = {
      rules: new Map(),
      extensions: [],
      places: new Map(),
      counters: new Map(
        this.#folders.map(folder => [folder, new RunCounter()]),
      ),
      ai: new AiRuleSetFinder(this.#aiRules),
    };
  }

  #rule(members: Members, extension: number | undefined): void {
    const run = this.#run;
    const place = run.places.get(extension) ?? [];
    run.places.set(extension, place);
    const name = textOf(members.id);
    const id = name === undefined ? undefined : own(name, 255);
    place.push(id ?? '');
    if (id === undefined) {
      return;
    }
    if (run.rules.size >= MOST_RULES) {
      throw new InputError(
        `The report lists more than ${MOST_RULES} rules; report one tool at a time`,
      );
    }
    const properties = membersOf(members.properties);
    const score = scoreOf(properties['security-severity']);
    const level = textOf(membersOf(members.defaultConfiguration).level);
    const description = textOf(membersOf(members.shortDescription).text);
    run.rules.set(id, {
      id,
      ...(score !== undefined && { score }),
      ...(level !== undefined && { level: own(level, 20) }),
      ...(description !== undefined && { description: own(description, 300) }),
    });
    run.ai.addRule({
      id,
      name: textOf(members.name),
      tags: listOf(properties.tags).flatMap(tag => textOf(tag) ?? []),
    });
  }

  #result(members: Members): void {
    // What a tool checked and found in order is no finding.
    const kind = textOf(members.kind) ?? 'fail';
    if (kind !== 'fail' || members.baselineState === 'absent') {
      return;
    }
    const reference = membersOf(members.rule);
    const location = membersOf(
      membersOf(listOf(members.locations)[0]).physicalLocation,
    );
    const uri = textOf(membersOf(location.artifactLocation).uri);
    const path = uri === undefined ? undefined : pathOf(uri);
    const line = numberOf(membersOf(location.region).startLine);
    const message = membersOf(members.message);
    const id = textOf(members.ruleId) ?? textOf(reference.id);
    const index = numberOf(members.ruleIndex) ?? numberOf(reference.index);
    const extension = numberOf(membersOf(reference.toolComponent).index);
    const level = textOf(members.level);
    const text = textOf(message.text) ?? textOf(message.markdown);
    const fingerprint = fingerprintOf(members);
    const suppressions = listOf(members.suppressions).map(
      suppression => textOf(membersOf(suppression).status) ?? 'accepted',
    );
    const result: SarifResult = {
      rule: {
        ...(id !== undefined && { id: own(id, 255) }),
        ...(index !== undefined && { index }),
        ...(extension !== undefined && { extension }),
      },
      ...(level !== undefined && { level: own(level, 20) }),
      // Under review, it counts until somebody decided.
      suppressed:
        suppressions.length > 0 &&
        suppressions.every(status => status === 'accepted'),
      ...(text !== undefined && { message: own(text, 500) }),
      ...(path !== undefined && { path: own(path, 1024) }),
      ...(line !== undefined && line >= 1 && { line: Math.floor(line) }),
      ...(fingerprint !== undefined && { fingerprint: own(fingerprint, 255) }),
    };
    for (const [folder, counter] of this.#run.counters) {
      if (isBelow(result.path, folder)) {
        counter.add(result);
      }
    }
  }

  #endOfRun(members: Members): void {
    const { rules, extensions, places, counters, ai } = this.#run;
    const driver = membersOf(membersOf(members.tool).driver);
    const tool = textOf(driver.name);
    if (tool === undefined || tool.trim() === '') {
      throw new InputError(
        'The report is no SARIF: a run has no tool.driver.name',
      );
    }
    if (this.#runs.length >= MOST_RUNS) {
      throw new InputError(
        `The report has more than ${MOST_RUNS} runs; report one tool at a time`,
      );
    }
    extensions.forEach(name => ai.addPack(name));
    const version = textOf(driver.semanticVersion) ?? textOf(driver.version);
    const invocations = listOf(members.invocations).map(membersOf);
    const ended = invocations
      .flatMap(({ endTimeUtc }) => textOf(endTimeUtc) ?? [])
      .sort();
    const commit = listOf(members.versionControlProvenance)
      .flatMap(each => textOf(membersOf(each).revisionId) ?? [])
      .find(revision => revision.trim() !== '');
    const category = textOf(membersOf(members.automationDetails).id) ?? '';
    const ruleOf = (reference: RuleReference): RuleInfo | undefined => {
      const id =
        reference.id ??
        places.get(reference.extension)?.[reference.index ?? -1];
      // `CA1000/2` is an aspect of the rule CA1000.
      return id === undefined
        ? undefined
        : rules.get(id) ?? rules.get(id.slice(0, id.lastIndexOf('/')));
    };
    this.#runs.push({
      tool: own(tool.trim(), 100),
      ...(version !== undefined && { version: own(version, 50) }),
      // What follows the last slash names the one run.
      stream: own(category.slice(0, category.lastIndexOf('/') + 1), 200),
      rules: rules.size,
      aiRuleSet: ai.result(),
      failed:
        invocations.length > 0 &&
        invocations.every(
          ({ executionSuccessful }) => executionSuccessful === false,
        ),
      ...(commit !== undefined && { commit: own(commit, 100) }),
      ...(ended.length > 0 && { endedAt: own(ended[ended.length - 1], 40) }),
      byFolder: new Map(
        [...counters].map(([folder, counter]) => [
          folder,
          counter.result(ruleOf),
        ]),
      ),
    });
    this.#next();
  }
}

/** Reads a report in pieces: nothing of it is held but what is returned. */
export async function readSarif(
  body: AsyncIterable<Uint8Array>,
  options: {
    /** Folders of the repository that entities live in; '' for all of it. */
    folders: readonly string[];
    /** Globs of the organization's own rules for AI-generated code. */
    aiRules: readonly string[];
  },
): Promise<SarifRun[]> {
  const reader = new SarifReader(options);
  const picker = new JsonPicker({
    shape: SARIF_SHAPE,
    onItem: (as, item) => reader.take(as, item),
  });
  try {
    for await (const chunk of body) {
      picker.write(chunk);
    }
    return reader.end(picker.end());
  } catch (error) {
    throw error instanceof JsonError
      ? new InputError(`The report is no SARIF: ${error.message}`)
      : error;
  }
}
