import type { AgendaItem, AgendaKind, AgendaReason } from '../api/committee';
import { AGENDA_KINDS } from '../api/committee';
import type { Instant } from '../assessment/types';

const DAY = 24 * 60 * 60 * 1000;

/** An item with the services it is about, so that only those see it who may see one of them. @public */
export interface DueItem extends AgendaItem {
  /** Absent where it is about none. */
  entityRefs?: string[];
}

/** Everything an agenda is made from. @public */
export interface AgendaFacts {
  /** When the meeting is over at the latest: the end of its day. */
  meetingEnds: Instant;
  /** Days until the meeting after it. */
  everyDays: number;
  exceptions: {
    id: string;
    title: string;
    state: 'open' | 'approved';
    requestedAt: Instant;
    until: Instant;
    entityRefs?: string[];
  }[];
  /** Declarations that lower a protection and wait for a decision. */
  lowerings: {
    id: string;
    title: string;
    at: Instant;
    entityRefs?: string[];
  }[];
  tools: {
    id: string;
    name: string;
    /** When somebody asked for it; absent while nothing waits. */
    requestedAt?: Instant;
    reviewBy?: Instant;
  }[];
  risks: {
    id: string;
    title: string;
    /** When the day of its review ends. */
    reviewEnds?: Instant;
  }[];
  /** Risks that the executive sponsor accepts now. */
  riskAcceptances: { id: string; title: string; until: Instant }[];
  /** Those that are not reviewed. */
  incidents: {
    id: string;
    title: string;
    at: Instant;
    entityRefs?: string[];
  }[];
  workflows: {
    id: string;
    title: string;
    state: 'proposed' | 'approved';
    at: Instant;
    reviewBy?: Instant;
  }[];
  /** Controls that began to fail, week by week, as far as nobody looked at them. */
  failures: { id: string; title: string; at: Instant }[];
  /** Standing reviews; one never done is due. */
  reviews: { id: string; name: string; everyDays: number; lastAt?: Instant }[];
  /** What the last meeting left undecided. */
  carried: DueItem[];
}

/**
 * What a meeting has to be about: everything that waits, that is due by the
 * end of its day, or that would end or fall due before the meeting after it,
 * and what the last one left undecided. The order of the facts plays no part.
 *
 * @public
 */
export function buildAgenda(facts: AgendaFacts): DueItem[] {
  const meeting = facts.meetingEnds;
  const horizon = later(meeting, facts.everyDays);
  const items = new Map<string, DueItem>();
  const add = (
    kind: AgendaKind,
    why: AgendaReason,
    item: {
      id: string;
      title: string;
      due?: string;
      entityRefs?: string[];
    },
  ) => {
    const key = `${kind}:${item.id}`;
    items.set(key, {
      key,
      kind,
      why,
      title: item.title,
      ...(item.due !== undefined && { due: item.due }),
      carried: 0,
      ...(item.entityRefs &&
        item.entityRefs.length > 0 && { entityRefs: item.entityRefs }),
    });
  };
  for (const { at, ...incident } of facts.incidents) {
    add('incident', 'open', { ...incident, due: at });
  }
  for (const { state, requestedAt, until, ...exception } of facts.exceptions) {
    if (state === 'open') {
      add('exception', 'waiting', { ...exception, due: requestedAt });
    } else if (until <= horizon) {
      add('exception', 'ending', { ...exception, due: until });
    }
  }
  for (const { at, ...lowering } of facts.lowerings) {
    add('lowering', 'waiting', { ...lowering, due: at });
  }
  for (const { id, name, requestedAt, reviewBy } of facts.tools) {
    if (requestedAt !== undefined) {
      add('toolRequest', 'waiting', { id, title: name, due: requestedAt });
    }
    if (reviewBy !== undefined && reviewBy <= horizon) {
      add('tool', 'due', { id, title: name, due: reviewBy });
    }
  }
  for (const { id, title, state, at, reviewBy } of facts.workflows) {
    if (state === 'proposed') {
      add('workflow', 'waiting', { id, title, due: at });
    } else if (reviewBy !== undefined && reviewBy <= horizon) {
      add('workflow', 'due', { id, title, due: reviewBy });
    }
  }
  for (const { id, title, reviewEnds } of facts.risks) {
    if (reviewEnds !== undefined && reviewEnds <= horizon) {
      add('risk', 'due', { id, title, due: reviewEnds });
    }
  }
  for (const { id, title, until } of facts.riskAcceptances) {
    if (until <= horizon) {
      add('riskAcceptance', 'ending', { id, title, due: until });
    }
  }
  for (const { id, title, at } of facts.failures) {
    add('failures', 'waiting', { id, title, due: at });
  }
  for (const { id, name, everyDays, lastAt } of facts.reviews) {
    const due = lastAt === undefined ? undefined : later(lastAt, everyDays);
    if (due === undefined || due <= meeting) {
      add('review', 'due', {
        id,
        title: name,
        ...(due !== undefined && { due }),
      });
    }
  }
  for (const item of facts.carried) {
    const again = items.get(item.key);
    items.set(item.key, {
      ...(again ?? { ...item, why: 'carried' }),
      carried: item.carried + 1,
    });
  }
  return [...items.values()].sort(byUrgency);
}

function later(at: Instant, days: number): Instant {
  return new Date(Date.parse(at) + days * DAY).toISOString();
}

/** In the order of the kinds; within one what is due first, and what never was before. */
function byUrgency(a: AgendaItem, b: AgendaItem): number {
  return (
    AGENDA_KINDS.indexOf(a.kind) - AGENDA_KINDS.indexOf(b.kind) ||
    compared(a.due ?? '', b.due ?? '') ||
    compared(a.key, b.key)
  );
}

function compared(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
