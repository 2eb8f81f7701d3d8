import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError, InputError } from '@backstage/errors';
import {
  decideStageMove,
  entryCriteria,
  stageAhead,
  stagesInOrder,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  AdoptionMove,
  AdoptionMoveRequest,
  AdoptionResponse,
  AdoptionStage,
  AdoptionTeam,
  AheadEntitiesResponse,
  Framework,
  PlanItemState,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { allDone } from '../allDone';
import { decodeCursor, encodeCursor } from '../assessment/scorecardFilter';
import type { AuditLog } from '../audit/AuditLog';
import { takeTurn } from '../database/counters';
import type { Transactor } from '../database/transaction';
import { normalizedRef } from '../entityRef';
import type { Look } from '../maturity/Look';
import type { MaturityService } from '../maturity/MaturityService';
import type { Member } from '../maturity/Organization';
import { Attested, itemStates, ShareTally } from './items';
import type { PlanStore, TeamMove } from './PlanStore';
import { checklistStates } from './RoadmapService';
import { requireTeam } from './teams';

/** Steps shown of each team. */
const MOST_MOVES = 10;

/** Entities named that are ahead of their team. */
const MOST_AHEAD = 20;

const DEFAULT_PAGE = 50;

/** How far teams are with adopting assistants; no stage is skipped. */
export class AdoptionService {
  readonly #store: PlanStore;
  readonly #maturity: MaturityService;
  readonly #audit: AuditLog;
  readonly #transact: Transactor;
  readonly #now: () => string;

  constructor(options: {
    store: PlanStore;
    maturity: MaturityService;
    audit: AuditLog;
    transact: Transactor;
    now: () => string;
  }) {
    this.#store = options.store;
    this.#maturity = options.maturity;
    this.#audit = options.audit;
    this.#transact = options.transact;
    this.#now = options.now;
  }

  /** Every team that owns an entity the caller may see. */
  async teams(credentials: BackstageCredentials): Promise<AdoptionResponse> {
    const [look, attestations, moves] = await Promise.all([
      this.#maturity.look({}, credentials),
      this.#store.attestations(),
      this.#store.moves(),
    ]);
    const { framework } = look.inForce;
    return {
      at: look.at,
      isComplete: look.isComplete,
      threshold: framework.settings.organizationThreshold,
      stages: stagesInOrder(framework.adoptionStages).map(
        ({ id, name, description }) => ({ id, name, description }),
      ),
      items: teamsOf(look, new Attested(attestations, look.at), moves),
    };
  }

  /** Every entity that is ahead of a team, of those the caller may see. */
  async ahead(
    request: { team: string; limit?: number; cursor?: string },
    credentials: BackstageCredentials,
  ): Promise<AheadEntitiesResponse> {
    const team = normalizedRef(request.team);
    const after = decodeCursor<{ r: string }>(
      request.cursor,
      value => typeof value?.r === 'string',
    );
    const limit = request.limit ?? DEFAULT_PAGE;
    const [look, moves] = await allDone([
      this.#maturity.look({}, credentials),
      this.#store.moves(),
    ]);
    requireTeam(look, team);
    const all = aheadSince(moves, look).get(team) ?? [];
    const rest = after ? all.filter(({ member }) => member.ref > after.r) : all;
    const page = rest.slice(0, limit);
    return {
      at: look.at,
      items: page.map(({ member, stage }) => ({
        entityRef: member.ref,
        ...(member.shownTitle !== undefined && { title: member.shownTitle }),
        owners: [...member.owners],
        stage,
      })),
      totalItems: all.length,
      ...(rest.length > limit && {
        nextCursor: encodeCursor({ r: page[page.length - 1].member.ref }),
      }),
    };
  }

  /**
   * Moves a team to another stage. What it takes is looked at over everything
   * the team has, whatever the person who moves it may see; the answer tells
   * that person of no more than `teams` does.
   */
  async move(
    request: AdoptionMoveRequest,
    by: string,
    credentials: BackstageCredentials,
  ): Promise<AdoptionTeam> {
    const at = this.#now();
    const team = normalizedRef(request.team);
    const [look, seen] = await allDone([
      this.#maturity.lookAtAll({}),
      this.#maturity.look({}, credentials),
    ]);
    const { adoptionStages } = look.inForce.framework;
    const { from, to } = request;
    if (to !== null && !adoptionStages.some(({ id }) => id === to)) {
      throw new InputError(
        `There is no adoption stage ${to}; use ${adoptionStages
          .map(({ id }) => id)
          .join(', ')} or null`,
      );
    }
    const reason = request.reason.trim();
    if (reason === '') {
      throw new InputError('reason must not be empty');
    }
    requireTeam(seen, team);
    return this.#transact(async trx => {
      await takeTurn(trx);
      const attested = new Attested(
        await this.#store.attestations(trx),
        look.at,
      );
      const moves = await this.#store.moves(trx);
      // What somebody sees is part of everything.
      const before = teamsOf(look, attested, moves).find(
        candidate => candidate.team === team,
      )!;
      if (before.stage !== from) {
        throw new ConflictError(
          `${team} is at ${before.stage ?? 'no stage'} and not at ${
            from ?? 'none'
          }; look at it again before you move it`,
        );
      }
      const items = before.next?.stage === to ? before.next.items : [];
      const decision = decideStageMove({
        stages: adoptionStages,
        from,
        to,
        met: new Set(items.filter(item => item.isDone).map(({ id }) => id)),
        holding: holdingOf(look, attested),
      });
      if (!decision.allowed) {
        throw new InputError(refusalOf(decision, { team, to }));
      }
      const move: TeamMove = { team, from, to, reason, by, at };
      await this.#store.move(trx, move);
      await this.#audit.append(trx, {
        at,
        actor: by,
        action: 'adoption.moved',
        subject: team,
        details: {
          from,
          to,
          reason,
          criteria: items.map(({ id, isEvidenced, attestation }) => ({
            id,
            evidence: isEvidenced,
            attestation: attestation?.id ?? null,
          })),
        },
      });
      return teamsOf(seen, attested, [...moves, move]).find(
        candidate => candidate.team === team,
      )!;
    });
  }
}

function refusalOf(
  decision: ReturnType<typeof decideStageMove>,
  { team, to }: { team: string; to: string | null },
): string {
  const { skipped, missing, missingChecklists } = decision;
  if (decision.direction === 'none') {
    return `${team} is at ${to ?? 'no stage'} already`;
  }
  if (skipped.length > 0) {
    return `No stage is skipped: ${team} has to take ${skipped.join(
      ', ',
    )} before ${to}`;
  }
  return [
    `${team} cannot move to ${to} yet`,
    ...(missing.length > 0
      ? [
          `not met: ${missing
            .map(({ id, text }) => `${id} (${text})`)
            .join('; ')}`,
        ]
      : []),
    ...(missingChecklists.length > 0
      ? [`not holding for the organization: ${missingChecklists.join(', ')}`]
      : []),
  ].join('. ');
}

function holdingOf(look: Look, attested: Attested): Set<string> {
  return new Set(
    checklistStates(look, attested)
      .filter(({ holds }) => holds)
      .map(({ id }) => id),
  );
}

/** An entity with the stage it declares before its teams took it. */
interface Ahead {
  member: Member;
  stage: string;
}

/** Where no team ever moved, stages are what entities say of themselves. */
function aheadSince(
  moves: readonly TeamMove[],
  look: Look,
): Map<string, Ahead[]> {
  const stages = new Map(moves.map(({ team, to }) => [team, to]));
  return moves.length > 0
    ? aheadOf(look, team => stages.get(team) ?? null)
    : new Map();
}

/**
 * Entities by owning team that declare a stage which is ahead of that team, and
 * of every other that owns them.
 */
function aheadOf(
  look: Look,
  stageOf: (team: string) => string | null,
): Map<string, Ahead[]> {
  const { adoptionStages } = look.inForce.framework;
  const ahead = new Map<string, Ahead[]>();
  for (const { member, own } of look.standees()) {
    const { stage } = member;
    if (stage === null || own.notAssessable !== undefined) {
      continue;
    }
    const teams = member.owners.filter(owner => owner.startsWith('group:'));
    if (teams.every(team => stageAhead(adoptionStages, stage, stageOf(team)))) {
      for (const team of teams) {
        const list = ahead.get(team) ?? [];
        list.push({ member, stage });
        ahead.set(team, list);
      }
    }
  }
  return ahead;
}

/**
 * What every team and those below it have. Entities with the same owners are
 * counted together first: members share the list of them.
 */
function countTeams(look: Look) {
  const { framework } = look.inForce;
  const byOwners = new Map<readonly string[], ShareTally>();
  for (const standee of look.standees()) {
    if (standee.own.notAssessable === undefined) {
      tallyOf(byOwners, standee.member.owners, framework).add(standee);
    }
  }
  const tallies = new Map<string, ShareTally>();
  const direct = new Set<string>();
  for (const [owners, tally] of byOwners) {
    const teams = new Set<string>();
    for (const owner of owners) {
      if (owner.startsWith('group:')) {
        direct.add(owner);
        teams.add(owner);
        for (const above of look.graph.ancestorsOf(owner)) {
          teams.add(above);
        }
      }
    }
    for (const team of teams) {
      tallyOf(tallies, team, framework).merge(tally);
    }
  }
  return { tallies, direct };
}

function tallyOf<K>(
  tallies: Map<K, ShareTally>,
  key: K,
  framework: Framework,
): ShareTally {
  let tally = tallies.get(key);
  if (!tally) {
    tally = new ShareTally(framework);
    tallies.set(key, tally);
  }
  return tally;
}

function teamsOf(
  look: Look,
  attested: Attested,
  moves: readonly TeamMove[],
): AdoptionTeam[] {
  const { framework } = look.inForce;
  const stages = stagesInOrder(framework.adoptionStages);
  const { tallies, direct } = countTeams(look);
  const holding = holdingOf(look, attested);
  const steps = new Map<string, AdoptionMove[]>();
  for (const { team, ...move } of moves) {
    const own = steps.get(team) ?? [];
    own.unshift(move);
    steps.set(team, own);
  }
  const ahead = aheadSince(moves, look);
  return [...direct].sort().map(team => {
    const own = steps.get(team) ?? [];
    const stage = own[0]?.to ?? null;
    const before = ahead.get(team);
    const tally = tallies.get(team)!;
    const place = stages.findIndex(({ id }) => id === stage);
    const next = stages[place + 1] as AdoptionStage | undefined;
    return {
      team,
      stage,
      entities: tally.entities,
      ...(next && { next: nextOf(next, team) }),
      ...(before && {
        ahead: {
          entities: before.length,
          first: before
            .slice(0, MOST_AHEAD)
            .map(({ member, stage: declared }) => ({
              entityRef: member.ref,
              stage: declared,
            })),
        },
      }),
      moves: own.slice(0, MOST_MOVES),
    };

    function nextOf(to: AdoptionStage, subject: string) {
      const items: PlanItemState[] = itemStates(entryCriteria(to), {
        subject,
        plan: `adoption:${to.id}`,
        shares: tally.toShares(look.part),
        highestTier: tally.highestTier,
        threshold: framework.settings.organizationThreshold,
        attested,
      });
      const { allowed, missingChecklists } = decideStageMove({
        stages,
        from: stage,
        to: to.id,
        met: new Set(items.filter(item => item.isDone).map(({ id }) => id)),
        holding,
      });
      return { stage: to.id, isReady: allowed, items, missingChecklists };
    }
  });
}
