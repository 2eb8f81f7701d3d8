import type { Framework } from '@plumbline/backstage-plugin-ai-governance-common';
import { DomainTree } from '../domains/DomainTree';
import type { FrameworkInForce } from '../framework/FrameworkService';
import { NO_GROUP } from '../assessment/AssessmentQueue';
import { isSeen, seenControls } from '../assessment/coverage';
import { FRAMEWORK, GROUP, NO_PAST, OWN, placeAt, withPast } from './past';
import type { Past } from './past';
import type { Demands } from './ownProgress';
import type { EntityRow, Known, News, PartRow } from './OrganizationStore';
import { OWN_CODES, PART_CODES } from './statusCodes';
import type { Standing } from './Tally';

/** A judgement of own parts; entities that are judged alike share it. */
export interface Own {
  /** Its place among all there are. */
  id: number;
  statuses: string;
  /** Per control of the framework, in its order. */
  codes: Uint8Array;
  level: number | null;
  levelWithoutExceptions: number | null;
  metWeight: number;
  totalWeight: number;
  declared: boolean;
  notAssessable?: string;
  /** Evidence of something was ever seen. */
  seen: boolean;
}

/** An own judgement with what it was joined with and made under. */
export interface Judgement {
  own: Own;
  group: string;
  framework: string;
}

/** A judgement and the time [from, until) it was in force, in ms. */
export interface Period extends Judgement {
  from: number;
  until: number;
}

/** Parts of a group or of the organization. */
export interface Part {
  statuses: string;
  codes: Uint8Array;
  level: number | null;
  metWeight: number;
  totalWeight: number;
  from: number;
  until: number;
}

/** An entity as it is now, with everything that was ever judged of it. */
export interface Member {
  ref: string;
  name: string;
  title: string;
  shownTitle?: string;
  kind: string;
  type: string | null;
  lifecycle: string | null;
  owners: readonly string[];
  system: string | null;
  /** What its own descriptor says; see `DomainTree.of`. */
  domain: string | null;
  /** In ms; Infinity while the catalog has it. */
  deletedAt: number;
  /** Undefined when nothing is in force. */
  current?: Period;
  classification: number;
  tier: number;
  /** The adoption stage it declares. */
  stage: string | null;
  past: Past;
  /** How it stood when it was last counted, and what that followed from. */
  joined?: {
    own: Own;
    group?: Part;
    part: Part;
    demands: Demands;
    standing: Standing;
  };
}

/**
 * The whole organization in memory: every entity with the judgement in force
 * and those before it. Judgements are shared and times are numbers, so that a
 * year of twenty thousand entities takes some ten megabytes.
 */
export class Organization {
  readonly members = new Map<string, Member>();
  /** The entities in the order of their refs. */
  #sorted?: Member[];
  readonly #parts = new Map<string, { current?: Part; past: Part[] }>();
  readonly #owns = new Map<string, Own>();
  /** The same in the order of their ids. */
  readonly #ownsById: Own[] = [];
  readonly #textIds = new Map<string, number>();
  readonly #texts: string[] = [];
  readonly #ownerLists = new Map<string, readonly string[]>();
  readonly #instants = new Map<string, number>();
  readonly #framework: string;
  readonly #positions: number[];
  readonly #seen: number[];
  #lastPast = 0;
  #lastPastParts = 0;
  /** Which domains its systems lie in. */
  domains = new DomainTree();
  revision = -1;
  inventory = -1;
  domainsRevision = -1;

  constructor(inForce: FrameworkInForce) {
    const { framework, positions, digest } = inForce;
    this.#framework = digest;
    this.#positions = positionsOf(framework, positions);
    this.#seen = seenControls(framework).map(id => positions.get(id)!);
  }

  /** Whether judgements are read as a framework orders its controls. */
  isOf({ digest }: FrameworkInForce): boolean {
    return digest === this.#framework;
  }

  /** What the next look has to bring; undefined for everything. */
  known(): Known | undefined {
    return this.revision < 0
      ? undefined
      : {
          revision: this.revision,
          lastPast: this.#lastPast,
          lastPastParts: this.#lastPastParts,
          domains: this.domainsRevision,
        };
  }

  sorted(): Member[] {
    this.#sorted ??= [...this.members.values()].sort((a, b) =>
      a.ref < b.ref ? -1 : 1,
    );
    return this.#sorted;
  }

  /** Parts in force now; undefined where a group was never judged. */
  part(subject: string): Part | undefined {
    return this.#parts.get(subject)?.current;
  }

  /** Parts that were in force at an instant. */
  partAt(subject: string, at: number): Part | undefined {
    const parts = this.#parts.get(subject);
    if (!parts) {
      return undefined;
    }
    if (parts.current && parts.current.from <= at) {
      return parts.current;
    }
    return parts.past.find(part => part.from <= at && at < part.until);
  }

  /** The judgement of a member that was in force at an instant. */
  judgementAt(member: Member, at: number): Judgement | undefined {
    if (at >= member.deletedAt) {
      return undefined;
    }
    const { current, past } = member;
    if (current && current.from <= at) {
      return current;
    }
    const place = placeAt(past, at);
    return place < 0
      ? undefined
      : {
          own: this.own(past[place + OWN]),
          group: this.text(past[place + GROUP]),
          framework: this.text(past[place + FRAMEWORK]),
        };
  }

  /** What a number in the past of a member stands for. */
  own(id: number): Own {
    return this.#ownsById[id];
  }

  /** The same of names. */
  text(id: number): string {
    return this.#texts[id];
  }

  /** Reads codes of a part's packed statuses. */
  toPart(part: {
    statuses: string;
    level: number | null;
    metWeight: number;
    totalWeight: number;
  }): Part {
    return {
      ...part,
      codes: this.#codes(part.statuses, PART_CODES),
      from: -Infinity,
      until: Infinity,
    };
  }

  /** Takes over what changed. */
  apply(news: News): void {
    for (const row of news.entities) {
      this.#applyEntity(row);
    }
    for (const row of news.past) {
      this.#lastPast = Math.max(this.#lastPast, Number(row.id));
      const member = this.members.get(row.entity_ref);
      if (member) {
        member.past = withPast(member.past, [
          this.#instant(row.from_at),
          this.#instant(row.until_at),
          this.#own(row).id,
          this.#textId(row.group_subject ?? NO_GROUP),
          this.#textId(row.framework_digest),
        ]);
      }
    }
    for (const row of news.pastParts) {
      this.#lastPastParts = Math.max(this.#lastPastParts, Number(row.id));
      this.#partsOf(row.subject).past.push(this.#part(row));
    }
    for (const row of news.parts) {
      this.#partsOf(row.subject).current = this.#part(row);
    }
    if (news.domains) {
      this.domains = new DomainTree(news.domains);
    }
    this.#instants.clear();
  }

  #applyEntity(row: EntityRow): void {
    let member = this.members.get(row.entity_ref);
    if (!member) {
      member = { ref: row.entity_ref, past: NO_PAST } as unknown as Member;
      this.members.set(member.ref, member);
      this.#sorted = undefined;
    }
    member.name = row.name_lower;
    member.title = row.title_lower;
    member.shownTitle = row.title ?? undefined;
    member.kind = this.#text(row.kind);
    member.type = row.type && this.#text(row.type);
    member.lifecycle = row.lifecycle && this.#text(row.lifecycle);
    member.owners = this.#owners(row.owners);
    member.system = row.system_ref && this.#text(row.system_ref);
    member.domain = row.domain_ref && this.#text(row.domain_ref);
    member.deletedAt =
      row.deleted_at === null ? Infinity : this.#instant(row.deleted_at);
    member.classification = row.classification ?? -1;
    member.tier = row.tier ?? -1;
    member.stage = row.adoption_stage && this.#text(row.adoption_stage);
    member.current =
      row.statuses === null
        ? undefined
        : {
            own: this.#own(row as never),
            group: this.#text(row.group_subject ?? NO_GROUP),
            framework: this.#text(row.framework_digest!),
            from: this.#instant(row.changed_at!),
            until: Infinity,
          };
  }

  #own(row: {
    statuses: string;
    entity_level: number | null;
    entity_level_without_exceptions: number | null;
    met_weight: number;
    total_weight: number;
    classification_declared: number | boolean | null;
    not_assessable: string | null;
  }): Own {
    const declared = Boolean(row.classification_declared);
    const key = [
      row.statuses,
      row.entity_level,
      row.entity_level_without_exceptions,
      row.met_weight,
      row.total_weight,
      declared,
      row.not_assessable,
    ].join('\n');
    let own = this.#owns.get(key);
    if (!own) {
      const { statuses } = row;
      own = {
        id: this.#ownsById.length,
        statuses,
        codes: this.#codes(statuses, OWN_CODES),
        level: row.entity_level,
        levelWithoutExceptions: row.entity_level_without_exceptions,
        metWeight: Number(row.met_weight),
        totalWeight: Number(row.total_weight),
        declared,
        ...(row.not_assessable !== null && {
          notAssessable: row.not_assessable,
        }),
        seen: this.#seen.some(position => isSeen(statuses[position])),
      };
      this.#owns.set(key, own);
      this.#ownsById.push(own);
    }
    return own;
  }

  #part(row: PartRow): Part {
    return {
      ...this.toPart({
        statuses: row.statuses,
        level: row.level,
        metWeight: Number(row.met_weight),
        totalWeight: Number(row.total_weight),
      }),
      from: this.#instant(row.from_at),
      until: row.until_at ? this.#instant(row.until_at) : Infinity,
    };
  }

  #partsOf(subject: string) {
    let parts = this.#parts.get(subject);
    if (!parts) {
      parts = { past: [] };
      this.#parts.set(subject, parts);
    }
    return parts;
  }

  #codes(statuses: string, codes: Uint8Array): Uint8Array {
    return Uint8Array.from(
      this.#positions,
      position =>
        codes[position < statuses.length ? statuses.charCodeAt(position) : 0],
    );
  }

  #owners(json: string): readonly string[] {
    let owners = this.#ownerLists.get(json);
    if (!owners) {
      owners = JSON.parse(json) as string[];
      this.#ownerLists.set(json, owners);
    }
    return owners;
  }

  /** One string for equal ones. */
  #text(text: string): string {
    return this.#texts[this.#textId(text)];
  }

  #textId(text: string): number {
    let id = this.#textIds.get(text);
    if (id === undefined) {
      id = this.#texts.length;
      this.#textIds.set(text, id);
      this.#texts.push(text);
    }
    return id;
  }

  /** Judged together means changed together: few instants are different. */
  #instant(at: string): number {
    let instant = this.#instants.get(at);
    if (instant === undefined) {
      instant = Date.parse(at);
      this.#instants.set(at, instant);
    }
    return instant;
  }
}

function positionsOf(
  framework: Framework,
  positions: ReadonlyMap<string, number>,
): number[] {
  return framework.controls.map(({ id }) => positions.get(id)!);
}
