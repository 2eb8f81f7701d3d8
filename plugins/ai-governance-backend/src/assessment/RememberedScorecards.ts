import type { Scorecard } from '@plumbline/backstage-plugin-ai-governance-common';
import type { GovernedEntity } from '@plumbline/backstage-plugin-ai-governance-node';
import { LRUCache } from 'lru-cache';
import type { SourceRecord } from '../collection/SourceStore';
import type { DisputeRecord } from '../disputes/DisputeStore';
import type { FrameworkInForce } from '../framework/FrameworkService';
import type { InventoryRecord } from '../inventory/InventoryStore';
import type { StoredParts } from './ScorecardStore';

/** Memory for all of them in bytes, of which one takes about 15 kB. */
const MOST_BYTES = 24 * 1024 * 1024;

/** What an entry takes besides the texts, roughly. */
const OVERHEAD = 4096;

/** Everything a judgement rests on besides the time. */
export interface JudgedBy {
  /** Of what is stored of the entity. */
  stamp: string;
  inForce: FrameworkInForce;
  group: StoredParts;
  organization: StoredParts;
}

/** A judgement in the form it is answered in. */
export interface AnsweredScorecard {
  /** The scorecard as JSON. */
  text: string;
  /** The same without where findings are, once somebody was answered so. */
  textWithoutPlaces?: string;
  record: InventoryRecord;
  sources: readonly SourceRecord[];
  /** When somebody last sent evidence of it unasked. */
  lastSentAt?: string;
  disputes: readonly DisputeRecord[];
  governed: GovernedEntity;
  adoptionStage?: string;
  notAssessable?: string;
}

interface Remembered extends JudgedBy {
  answered: AnsweredScorecard;
  judgedAt: string;
  nextDueAt?: string;
}

/**
 * Judgements as they were answered last. Each is answered again as long as all
 * it rests on is the same and time alone changes nothing in it, so that a
 * reader is never told anything else than a new judgement would say.
 */
export class RememberedScorecards {
  readonly #remembered = new LRUCache<string, Remembered>({
    maxSize: MOST_BYTES,
    sizeCalculation: ({ answered }) => answered.text.length + OVERHEAD,
  });

  /** What was read last of an entity: its owners are still these if the stamp is. */
  owners(entityRef: string, stamp: string): string[] | undefined {
    const known = this.#remembered.get(entityRef);
    return known?.stamp === stamp ? known.answered.record.owners : undefined;
  }

  get(
    entityRef: string,
    by: JudgedBy,
    at: string,
  ): AnsweredScorecard | undefined {
    const known = this.#remembered.get(entityRef);
    return known &&
      known.stamp === by.stamp &&
      known.inForce === by.inForce &&
      isSame(known.group, by.group) &&
      isSame(known.organization, by.organization) &&
      known.judgedAt <= at &&
      (known.nextDueAt === undefined || at < known.nextDueAt)
      ? known.answered
      : undefined;
  }

  set(
    entityRef: string,
    by: JudgedBy,
    { judgedAt, nextDueAt }: Scorecard,
    answered: AnsweredScorecard,
  ): void {
    this.#remembered.set(entityRef, { ...by, answered, judgedAt, nextDueAt });
  }
}

function isSame(a: StoredParts, b: StoredParts): boolean {
  return (
    a === b ||
    (a.revision === b.revision && a.digest === b.digest && a.dueAt === b.dueAt)
  );
}
