import { createHash, randomUUID } from 'node:crypto';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  canonicalJson,
  readTrainingData,
  SHOWN_SCORE_STEP,
  SMALLEST_SHOWN_GROUP,
  TRAINING_OBSERVATION,
  trainingFigures,
  trainingScored,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  FrameworkSettings,
  GroupTraining,
  TrainingUploadResult,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { EntityAccess } from '../access/EntityAccess';
import type { AuditLog } from '../audit/AuditLog';
import { chunks, yieldToEventLoop } from '../database/bulk';
import { takeTurn } from '../database/counters';
import type { Transactor } from '../database/transaction';
import type {
  EvidencePush,
  EvidenceService,
} from '../evidence/EvidenceService';
import type { GroupGraph } from '../groups/GroupGraph';
import type { GroupService } from '../groups/GroupService';
import { personKey } from '../groups/personKeys';
import type { OrganizationDates } from '../tabular/organizationDates';
import type { TableRow } from '../tabular/readCsv';
import { readCompletions } from './readCompletions';
import type { ReadCompletion } from './readCompletions';
import { countTraining, personTraining } from './trainingData';
import type { PersonTraining } from './trainingData';
import type { PersonalCompletion, TrainingStore } from './TrainingStore';

const DAY = 24 * 60 * 60 * 1000;

/** Source of the groups' observations. */
const SOURCE = 'training';

/** Groups counted before the event loop gets its turn. */
const SLICE = 50;

/** People counted before the event loop gets its turn. */
const PEOPLE_SLICE = 1000;

/** Problems of rows named in an answer; the rest is counted. */
const MOST_NAMED = 1000;

/** Takes completions of training, and counts per group who is trained. */
export class TrainingService {
  readonly #store: TrainingStore;
  readonly #groups: GroupService;
  readonly #evidence: EvidenceService;
  readonly #audit: AuditLog;
  readonly #access: EntityAccess;
  readonly #transact: Transactor;
  readonly #settings: () => FrameworkSettings['training'];
  readonly #dates: OrganizationDates;
  readonly #retentionDays: number;

  constructor(options: {
    store: TrainingStore;
    groups: GroupService;
    evidence: EvidenceService;
    audit: AuditLog;
    access: EntityAccess;
    transact: Transactor;
    settings: () => FrameworkSettings['training'];
    dates: OrganizationDates;
    /** How long completions are kept that are no longer valid. */
    retentionDays: number;
  }) {
    this.#store = options.store;
    this.#groups = options.groups;
    this.#evidence = options.evidence;
    this.#audit = options.audit;
    this.#access = options.access;
    this.#transact = options.transact;
    this.#settings = options.settings;
    this.#dates = options.dates;
    this.#retentionDays = options.retentionDays;
  }

  /**
   * Takes completions. A row that is wrong leaves the others alone; one about
   * somebody the catalog does not know is kept aside until it does. The same
   * upload twice changes nothing the second time.
   */
  async upload(
    rows: readonly TableRow[],
    by: string,
    at: string,
  ): Promise<TrainingUploadResult> {
    if (rows.length === 0) {
      throw new InputError(
        'The upload has no completions; send at least one row',
      );
    }
    const { completions, rejected: unreadable } = readCompletions(rows, {
      courses: this.#settings().courses,
      dates: this.#dates,
      today: this.#dates.today(at),
    });
    const { rejected, unknown, ...changed } = await this.#transact(
      async trx => {
        await takeTurn(trx);
        const refused = [...unreadable];
        const strangers: TrainingUploadResult['unknownPeople'] = [];
        const hashes = new Map(
          completions.map(({ person }) => [person, personKey(person)]),
        );
        const people = await this.#groups.people(
          [...new Set(hashes.values())],
          trx,
        );
        const known: ReadCompletion[] = [];
        const aside: ReadCompletion[] = [];
        for (const completion of completions) {
          const hash = hashes.get(completion.person)!;
          const users = people.get(hash) ?? [];
          if (users.length === 1) {
            known.push({ ...completion, person: users[0] });
          } else if (users.length > 1) {
            refused.push({
              line: completion.line,
              reason: `${users.length} users of the catalog are named '${completion.person}'; use the user ref`,
            });
          } else {
            strangers.push({
              line: completion.line,
              person: completion.person,
            });
            aside.push({ ...completion, person: hash });
          }
        }
        const added = await this.#save(trx, 'training_completions', known);
        const kept = await this.#save(trx, 'training_unmatched', aside);
        if (added.length + kept.length > 0) {
          await this.#store.setVersion(trx, randomUUID());
        }
        refused.sort((a, b) => a.line - b.line);
        await this.#audit.append(trx, {
          at,
          actor: by,
          action: 'training.uploaded',
          subject: 'organization',
          after: createHash('sha256')
            .update(canonicalJson(rows.map(({ cells }) => cells) as never))
            .digest('hex'),
          details: {
            rows: rows.length,
            accepted: known.length,
            changed: added.length,
            unknownPeople: aside.length,
            rejected: refused.length,
          },
        });
        return {
          added,
          accepted: known.length,
          rejected: refused,
          unknown: strangers,
        };
      },
    );
    if (changed.added.length > 0) {
      const graph = await this.#groups.graph();
      await this.#count(
        graph,
        [...graph.groupsWith(changed.added.map(({ person }) => person))],
        at,
      );
    }
    return {
      rows: rows.length,
      accepted: changed.accepted,
      changed: changed.added.length,
      unknownPeople: unknown.slice(0, MOST_NAMED),
      unknownPeopleCount: unknown.length,
      rejected: rejected.slice(0, MOST_NAMED),
      rejectedCount: rejected.length,
    };
  }

  /**
   * Forgets every completion of a person, known to the catalog or not. Who was
   * erased is not written down; the figures of past judgements name nobody and
   * stay, so that judgements can still be replayed.
   *
   * @param person - user ref, e-mail address or learner id
   * @throws InputError when it names several people
   */
  async erase(
    person: string,
    by: string,
    at: string,
  ): Promise<{ completions: number }> {
    const hash = personKey(person);
    const graph = await this.#groups.graph();
    const { users, completions } = await this.#transact(async trx => {
      await takeTurn(trx);
      const named = (await this.#groups.people([hash], trx)).get(hash) ?? [];
      if (named.length > 1) {
        throw new InputError(
          `${named.length} users of the catalog are named '${person}'; use the user ref`,
        );
      }
      // Somebody who left the catalog is still found by the ref.
      const refs = [...new Set([...named, ...userRefOf(person)])];
      const erased =
        (await this.#store.erase(trx, 'training_completions', refs)) +
        (await this.#store.erase(trx, 'training_unmatched', [
          ...new Set([hash, ...refs.map(personKey)]),
        ]));
      if (erased > 0) {
        await this.#store.setVersion(trx, randomUUID());
      }
      await this.#audit.append(trx, {
        at,
        actor: by,
        action: 'training.erased',
        subject: 'organization',
        details: { completions: erased },
      });
      return { users: refs, completions: erased };
    });
    if (completions > 0) {
      await this.#count(graph, [...graph.groupsWith(users)], at);
    }
    return { completions };
  }

  /**
   * Forgets completions that are older than the retention and no longer valid:
   * none that a judgement still rests on.
   */
  async prune(at: string): Promise<number> {
    const days = Math.max(
      this.#retentionDays,
      ...this.#settings().courses.map(course => course.days),
    );
    const today = this.#dates.today(at);
    const completedBefore = this.#dates.today(
      new Date(Date.parse(at) - days * DAY).toISOString(),
    );
    return this.#transact(async trx => {
      await takeTurn(trx);
      const pruned = await this.#store.prune(trx, { completedBefore, today });
      if (pruned > 0) {
        await this.#store.setVersion(trx, randomUUID());
        await this.#audit.append(trx, {
          at,
          actor: 'system:retention',
          action: 'training.pruned',
          subject: 'organization',
          details: { completions: pruned, completedBefore },
        });
      }
      return pruned;
    });
  }

  /**
   * Counts every group anew where members, courses or completions changed, and
   * adopts completions of people the catalog knows by now.
   *
   * @returns whether anything had to be counted
   */
  async refresh(at: string): Promise<boolean> {
    const { digest, graph } = await this.#groups.version();
    const version = await this.#store.version();
    const state = createHash('sha256')
      .update(
        canonicalJson({
          groups: digest ?? '',
          training: this.#settings(),
          zone: this.#dates.zone,
          version,
        } as never),
      )
      .digest('hex');
    if ((await this.#store.counted()) === state) {
      return false;
    }
    await this.#adopt(at);
    if (await this.#store.isUsed()) {
      await this.#count(graph, graph.groups(), at);
      await this.#endVanished(graph, at);
    }
    await this.#transact(trx => this.#store.setCounted(trx, state));
    return true;
  }

  /**
   * Figures per group the caller may see. Groups of fewer than five people show
   * the share alone.
   */
  async list(options: {
    credentials: BackstageCredentials;
    at: string;
    limit: number;
    after?: string;
    group?: string;
  }): Promise<{ items: GroupTraining[]; next?: string }> {
    const { after = '', limit } = options;
    const graph = await this.#groups.graph();
    const wanted =
      options.group === undefined ? graph.groups() : [options.group];
    const page = wanted.filter(group => graph.has(group) && group > after);
    const refs = page.slice(0, limit);
    const visible = new Set(
      await this.#access.visibleRefs(options.credentials, refs),
    );
    const observed = await this.#evidence.observations(
      refs.filter(ref => visible.has(ref)),
      SOURCE,
    );
    return {
      items: refs.flatMap(group => {
        const data = readTrainingData(
          observed
            .get(group)
            ?.find(({ check }) => check === TRAINING_OBSERVATION)?.data,
        );
        if (!visible.has(group)) {
          return [];
        }
        return [data ? shown(group, data, options.at) : { group }];
      }),
      ...(page.length > limit && { next: refs[refs.length - 1] }),
    };
  }

  /** Whether any completion was ever taken. */
  async isUsed(): Promise<boolean> {
    return (await this.#store.isUsed()) || (await this.#store.hasUnmatched());
  }

  /** Writes what differs from what is stored; of the same row the last one counts. */
  async #save(
    trx: Parameters<Parameters<Transactor>[0]>[0],
    table: 'training_completions' | 'training_unmatched',
    completions: readonly PersonalCompletion[],
  ): Promise<PersonalCompletion[]> {
    const latest = new Map(
      completions.map(each => [
        `${each.person}\n${each.course}\n${each.completedOn}`,
        each,
      ]),
    );
    const stored = await this.#store.byPerson(
      table,
      [...new Set(completions.map(({ person }) => person))],
      trx,
    );
    const changed = [...latest.values()].filter(
      each =>
        !(stored.get(each.person) ?? []).some(
          known =>
            known.course === each.course &&
            known.completedOn === each.completedOn &&
            known.score === each.score &&
            known.validUntil === each.validUntil,
        ),
    );
    await this.#store.save(trx, table, changed);
    return changed;
  }

  async #adopt(at: string): Promise<void> {
    const aside = await this.#store.all('training_unmatched');
    if (aside.size === 0) {
      return;
    }
    await this.#transact(async trx => {
      await takeTurn(trx);
      const people = await this.#groups.people([...aside.keys()], trx);
      const adopted: PersonalCompletion[] = [];
      const hashes: string[] = [];
      for (const [hash, users] of people) {
        if (users.length === 1) {
          hashes.push(hash);
          for (const completion of aside.get(hash)!) {
            adopted.push({ ...completion, person: users[0] });
          }
        }
      }
      if (hashes.length === 0) {
        return;
      }
      await this.#save(trx, 'training_completions', adopted);
      await this.#store.removeUnmatched(trx, hashes);
      await this.#audit.append(trx, {
        at,
        actor: 'system:catalog',
        action: 'training.adopted',
        subject: 'organization',
        details: { people: hashes.length, completions: adopted.length },
      });
    });
  }

  async #count(
    graph: GroupGraph,
    groups: readonly string[],
    at: string,
  ): Promise<void> {
    const members = new Map(
      groups.map(group => [group, graph.membersOf(group)]),
    );
    const people = new Set<string>();
    for (const each of members.values()) {
      each.forEach(person => people.add(person));
    }
    const completions = await this.#store.byPerson('training_completions', [
      ...people,
    ]);
    const { courses } = this.#settings();
    const trained = new Map<string, PersonTraining | undefined>();
    for (const slice of chunks([...completions], PEOPLE_SLICE)) {
      for (const [person, own] of slice) {
        trained.set(person, personTraining(own, courses, this.#dates));
      }
      await yieldToEventLoop();
    }
    const pushes: EvidencePush[] = [];
    for (const [index, group] of groups.entries()) {
      if (index % SLICE === SLICE - 1) {
        await yieldToEventLoop();
      }
      pushes.push({
        subject: group,
        source: SOURCE,
        items: [
          {
            check: TRAINING_OBSERVATION,
            outcome: 'pass',
            summary: 'Completions of training, counted',
            data: {
              ...countTraining(members.get(group)!, user => trained.get(user)),
            },
            collector: 'training@1',
          },
        ],
      });
    }
    await this.#evidence.push(pushes, at);
  }

  /** Groups the catalog no longer has are no longer counted. */
  async #endVanished(graph: GroupGraph, at: string): Promise<void> {
    const vanished = (
      await this.#evidence.subjectsOf(SOURCE, { groups: true })
    ).filter(group => !graph.has(group));
    await this.#evidence.push(
      vanished.map(subject => ({ subject, source: SOURCE, items: [] })),
      at,
    );
  }
}

/** The ref itself, where a person is named by it. */
function userRefOf(person: string): string[] {
  if (!/^user:/i.test(person.trim())) {
    return [];
  }
  try {
    return [stringifyEntityRef(parseEntityRef(person.trim()))];
  } catch {
    return [];
  }
}

function shown(
  group: string,
  data: NonNullable<ReturnType<typeof readTrainingData>>,
  at: string,
): GroupTraining {
  const { members, trained, share, meanScore } = trainingFigures(data, at);
  const percent = share === undefined ? undefined : Math.floor(share * 100);
  if (members < SMALLEST_SHOWN_GROUP) {
    return {
      group,
      ...(percent !== undefined && { sharePercent: percent }),
    };
  }
  const lapses = data.byExpiry
    .map(({ until }) => until)
    .filter(end => end > at);
  return {
    group,
    sharePercent: percent,
    members,
    trained,
    ...(meanScore !== undefined &&
      trainingScored(data, at) >= SMALLEST_SHOWN_GROUP && {
        meanScore: Math.round(meanScore / SHOWN_SCORE_STEP) * SHOWN_SCORE_STEP,
      }),
    ...(lapses.length > 0 && { nextLapseAt: lapses[0] }),
  };
}
