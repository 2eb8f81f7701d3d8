import type { StoredParts } from '../assessment/ScorecardStore';
import type { FrameworkInForce } from '../framework/FrameworkService';
import type { GroupGraph } from '../groups/GroupGraph';
import type { Member, Own, Part } from './Organization';
import type { Standing } from './Tally';

/** An entity with how it stands at one moment. */
export interface Standee {
  member: Member;
  standing: Standing;
  /** What `standing` was joined from, beside the organization's parts. */
  own: Own;
  group?: Part;
}

/**
 * The entities somebody asked for and may see, with how they stand and stood:
 * what other capabilities count from without asking the database again.
 */
export interface Look {
  at: string;
  inForce: FrameworkInForce;
  graph: GroupGraph;
  /** Newest revision of any judgement or entity. */
  revision: number;
  /** Newest revision of what the catalog says of any entity. */
  inventory: number;
  /** The organization's own parts. */
  part: Part;
  /** The same as they are stored. */
  organization: StoredParts;
  /** False when the caller sees part of the organization only. */
  isComplete: boolean;
  /** Those of the same caller that another filter asks for. */
  narrowed(filter: string[]): Promise<Look>;
  /** Those of the same caller that are among some refs, whatever they are now. */
  among(refs: Pick<ReadonlySet<string>, 'has'>): Look;
  /** By ref, with those that do not count. */
  standees(): Standee[];
  /** How the entities that are asked for now stood at an instant, in ms. */
  standeesAt(instant: number): Standee[];
  /** The organization's own parts at an instant, in ms. */
  partAt(instant: number): Part | undefined;
}
