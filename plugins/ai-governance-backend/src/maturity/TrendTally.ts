import {
  combineLevels,
  PROGRESS_SHARES,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  Level,
  MaturityRollup,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { ORGANIZATION } from '../assessment/AssessmentQueue';
import type { Member, Organization, Own, Part } from './Organization';
import { progressOf, shareOf } from './ownProgress';
import type { Demands } from './ownProgress';
import { FROM, GROUP, OWN, PAST_WIDTH, UNTIL } from './past';
import {
  IS_STALE,
  JOINED,
  NO_PART_CODE,
  PAIRS,
  pairOf,
  STATUSES,
} from './statusCodes';
import { allowedLevel, noCounts, rollupOf, scoreOf } from './Tally';
import type { Counts } from './Tally';

const LEVELS = 6;
const WIDTH = STATUSES.length;

/** Lines of differences: what they count, followed by one per control and pair. */
const ASSESSABLE = 0;
const DECLARED = 1;
const ASSESSED = 2;
const STALE = 3;
const SCORED = 4;
const SCORES = 5;
const LEVEL = 6;
const WITHOUT = LEVEL + LEVELS;
const MET = WITHOUT + LEVELS;
const APPLICABLE = MET + 1;
const SHARE = APPLICABLE + 1;
const SHARES = PROGRESS_SHARES.length;
const STATUS = SHARE + SHARES;

const ranked = (level: number) => (level || null) as Level | null;

/** The own level from those of the entity (the line) and its group (the column), 0 for none. */
const OWN_LEVEL = table(
  (entity, group) =>
    combineLevels({
      entityLevel: ranked(entity),
      groupLevel: ranked(group),
      organizationLevel: 5,
    }).ownLevel,
);

/** The official level from the own one (the line) and the organization's (the column). */
const OFFICIAL_LEVEL = table(
  (own, organization) =>
    combineLevels({
      entityLevel: ranked(own),
      groupLevel: null,
      organizationLevel: (organization || 1) as Level,
    }).level,
);

function table(level: (line: number, column: number) => Level | null) {
  return Uint8Array.from(
    { length: LEVELS * LEVELS },
    (_, place) => level(Math.floor(place / LEVELS), place % LEVELS) ?? 0,
  );
}

/** Entities that stand alike, beside the organization's parts, are one. */
interface Stand {
  own: Own;
  part: Part | undefined;
}

/** What parts of a group say, with the numbers of how those it is joined with stand. */
interface Content {
  part: Part | undefined;
  /** By the id of the own parts. */
  stands: Map<number, number>;
}

/** What the parts of a group say at each instant, and the instant until which they do. */
interface Course {
  contents: Content[];
  ends: Uint16Array;
}

/** Stands that are told apart before what is noted of them is added up. */
const MOST_STANDS = 4096;

/**
 * Adds entities up at several instants at once. From one to the next most of
 * them stand as they stood, and many stand alike: only how many more stand in
 * one way than at the instant before is noted, and added up at the end. What
 * the organization's own parts do to everybody is joined then.
 */
export class TrendTally {
  readonly #organization: Organization;
  readonly #instants: readonly number[];
  readonly #controls: readonly string[];
  readonly #demands: Demands;
  readonly #mostStands: number;
  /** One more than there are instants: what is there to the end leaves after the last. */
  readonly #width: number;
  readonly #courses = new Map<string, Course>();
  readonly #contents = new Map<string, Content>();
  readonly #stands: Stand[] = [];
  /** By stand, then by instant: how many more stand so than at the one before. */
  readonly #moves: Int32Array;
  /** The same by line. */
  readonly #changes: Int32Array;
  readonly #exclusions = new Map<string, Int32Array>();
  /** How the member that is being added stands so far; -1 while it does not. */
  #stand = -1;

  /**
   * @param instants - in ms, ascending
   * @param options - `controls`: ids in the framework's order; `demands`: what
   *   progress is counted towards, at every instant; `mostStands` bounds how much is told apart before it is added up
   */
  constructor(
    organization: Organization,
    instants: readonly number[],
    options: {
      controls: readonly string[];
      demands: Demands;
      mostStands?: number;
    },
  ) {
    const { controls, demands, mostStands = MOST_STANDS } = options;
    this.#organization = organization;
    this.#instants = instants;
    this.#controls = controls;
    this.#demands = demands;
    this.#width = instants.length + 1;
    this.#mostStands = mostStands;
    // The last member may stand in another way at every instant.
    this.#moves = new Int32Array((mostStands + instants.length) * this.#width);
    this.#changes = new Int32Array(
      (STATUS + controls.length * PAIRS) * this.#width,
    );
  }

  /** Adds a member at each instant at which it was judged. */
  add({ current, past, deletedAt }: Member): void {
    const organization = this.#organization;
    const end = Math.min(deletedAt, current ? current.from : Infinity);
    let at = 0;
    for (let place = 0; place < past.length; place += PAST_WIDTH) {
      const next = place + PAST_WIDTH + FROM;
      // Whatever came later counts, and nothing once that has ended.
      const until = Math.min(
        past[place + UNTIL],
        next < past.length ? past[next] : Infinity,
        end,
      );
      if (until > this.#instants[at]) {
        at = this.#follow(at, {
          from: past[place + FROM],
          until,
          own: organization.own(past[place + OWN]),
          group: organization.text(past[place + GROUP]),
        });
      }
    }
    if (current) {
      const { from, own, group } = current;
      at = this.#follow(at, { from, until: deletedAt, own, group });
    }
    this.#move(at, -1);
    // Nobody stands in any way now.
    if (this.#stands.length >= this.#mostStands) {
      this.#settle();
    }
  }

  /** What was added, by instant. */
  rollups(): MaturityRollup[] {
    this.#settle();
    const width = this.#width;
    const sums = new Int32Array(this.#changes.length / width);
    const excluded = new Map<string, number>();
    return this.#instants.map((instant, at) => {
      for (let line = 0; line < sums.length; line++) {
        sums[line] += this.#changes[line * width + at];
      }
      const counts = joined(
        sums,
        this.#organization.partAt(ORGANIZATION, instant),
        this.#controls.length,
      );
      for (const [reason, changes] of this.#exclusions) {
        const entities = (excluded.get(reason) ?? 0) + changes[at];
        excluded.set(reason, entities);
        if (entities > 0) {
          counts.exclusions.set(reason, entities);
        }
      }
      return rollupOf(counts, this.#controls);
    });
  }

  /**
   * Notes how a member stands while it is judged as it is.
   *
   * @param at - the first instant of which it is not known yet
   * @returns the same afterwards
   */
  #follow(
    at: number,
    judged: { from: number; until: number; own: Own; group: string },
  ): number {
    const instants = this.#instants;
    const { from, until, own } = judged;
    let next = at;
    while (next < instants.length && instants[next] < from) {
      next++;
    }
    if (next === instants.length || instants[next] >= until) {
      return at;
    }
    if (next > at) {
      this.#move(at, -1);
    }
    const { contents, ends } = this.#courseOf(judged.group);
    while (next < instants.length && instants[next] < until) {
      this.#move(next, this.#standOf(own, contents[next]));
      const end = ends[next];
      while (next < end && instants[next] < until) {
        next++;
      }
    }
    return next;
  }

  #courseOf(group: string): Course {
    let course = this.#courses.get(group);
    if (!course) {
      const contents: Content[] = [];
      let before: Part | undefined;
      for (const [at, instant] of this.#instants.entries()) {
        const part = this.#organization.partAt(group, instant);
        contents.push(
          at > 0 && part === before ? contents[at - 1] : this.#contentOf(part),
        );
        before = part;
      }
      const ends = new Uint16Array(contents.length);
      for (let at = contents.length - 1; at >= 0; at--) {
        ends[at] = contents[at] === contents[at + 1] ? ends[at + 1] : at + 1;
      }
      course = { contents, ends };
      this.#courses.set(group, course);
    }
    return course;
  }

  /** Parts of groups that say the same make no difference. */
  #contentOf(part: Part | undefined): Content {
    const key = part
      ? `${part.statuses} ${part.level} ${part.metWeight} ${part.totalWeight}`
      : '';
    let content = this.#contents.get(key);
    if (!content) {
      content = { part, stands: new Map() };
      this.#contents.set(key, content);
    }
    return content;
  }

  #standOf(own: Own, { part, stands }: Content): number {
    let stand = stands.get(own.id);
    if (stand === undefined) {
      stand = this.#stands.length;
      this.#stands.push({ own, part });
      stands.set(own.id, stand);
    }
    return stand;
  }

  /** From an instant on the member that is being added stands like this. */
  #move(at: number, stand: number): void {
    if (this.#stand !== stand) {
      if (this.#stand >= 0) {
        this.#moves[this.#stand * this.#width + at] -= 1;
      }
      if (stand >= 0) {
        this.#moves[stand * this.#width + at] += 1;
      }
      this.#stand = stand;
    }
  }

  /** Adds up what was noted of each stand, and forgets the stands. */
  #settle(): void {
    const width = this.#width;
    for (const [place, stand] of this.#stands.entries()) {
      const moves = this.#moves.subarray(place * width, (place + 1) * width);
      const reason = stand.own.notAssessable;
      if (reason === undefined) {
        for (const [line, weight] of linesOf(stand, this.#demands)) {
          addTo(this.#changes, { line, width, moves, weight });
        }
      } else {
        let changes = this.#exclusions.get(reason);
        if (!changes) {
          changes = new Int32Array(width);
          this.#exclusions.set(reason, changes);
        }
        addTo(changes, { line: 0, width, moves, weight: 1 });
      }
    }
    this.#moves.fill(0);
    this.#stands.length = 0;
    for (const { stands } of this.#contents.values()) {
      stands.clear();
    }
  }
}

/** The lines that whoever stands like this counts in, and how much. */
function linesOf(
  { own, part }: Stand,
  demands: Demands,
): [line: number, weight: number][] {
  const lines: [number, number][] = [[ASSESSABLE, 1]];
  const group = part?.level ?? 0;
  const score = scoreOf(own, part);
  let isStale = false;
  own.codes.forEach((code, control) => {
    const pair = pairOf(code, part?.codes[control] ?? NO_PART_CODE);
    isStale ||= IS_STALE[pair];
    lines.push([STATUS + control * PAIRS + pair, 1]);
  });
  const ownLevel = OWN_LEVEL[(own.level ?? 0) * LEVELS + group];
  const progress = progressOf(own, part, { ownLevel, demands });
  if (progress) {
    lines.push(
      [MET, progress.met],
      [APPLICABLE, progress.applicable],
      [SHARE + shareOf(progress), 1],
    );
  }
  lines.push(
    [LEVEL + ownLevel, 1],
    [
      WITHOUT + OWN_LEVEL[(own.levelWithoutExceptions ?? 0) * LEVELS + group],
      1,
    ],
    [DECLARED, Number(own.declared)],
    [ASSESSED, Number(own.seen)],
    [STALE, Number(isStale)],
    [SCORED, Number(score !== null)],
    [SCORES, score ?? 0],
  );
  return lines;
}

function addTo(
  changes: Int32Array,
  added: { line: number; width: number; moves: Int32Array; weight: number },
): void {
  const { line, width, moves, weight } = added;
  for (let at = 0; at < width; at++) {
    changes[line * width + at] += moves[at] * weight;
  }
}

/** Counts at one instant, with the organization's parts in force then. */
function joined(
  sums: Int32Array,
  part: Part | undefined,
  controls: number,
): Counts {
  const counts = noCounts(controls);
  counts.assessable = sums[ASSESSABLE];
  counts.declared = sums[DECLARED];
  counts.assessed = sums[ASSESSED];
  counts.stale = sums[STALE];
  counts.scored = sums[SCORED];
  counts.scores = sums[SCORES];
  counts.met = sums[MET];
  counts.applicable = sums[APPLICABLE];
  counts.shares.set(sums.subarray(SHARE, SHARE + SHARES));
  const allowed = allowedLevel(part);
  for (let level = 0; level < LEVELS; level++) {
    const official = OFFICIAL_LEVEL[level * LEVELS + allowed];
    counts.own[level] = sums[LEVEL + level];
    counts.official[official] += sums[LEVEL + level];
    counts.withoutExceptions[official] += sums[WITHOUT + level];
  }
  for (let control = 0; control < controls; control++) {
    const statuses = JOINED[part?.codes[control] ?? NO_PART_CODE];
    for (let pair = 0; pair < PAIRS; pair++) {
      counts.statuses[control * WIDTH + statuses[pair]] +=
        sums[STATUS + control * PAIRS + pair];
    }
  }
  return counts;
}
