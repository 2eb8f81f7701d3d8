import { stageAhead } from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  AdoptionStage,
  AheadOfTeam,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { PlanStore } from './PlanStore';

/** How far the teams of an entity are, beside what the entity declares. */
export class TeamStages {
  readonly #store: PlanStore;

  constructor(options: { store: PlanStore }) {
    this.#store = options.store;
  }

  /**
   * The owning team that is furthest, where even that one has not taken the
   * stage which the entity declares. Undefined where no team was ever moved:
   * stages are then what entities say of themselves, and nothing to compare.
   */
  async ahead(
    stages: readonly AdoptionStage[],
    declared: string | undefined,
    owners: readonly string[],
  ): Promise<AheadOfTeam | undefined> {
    const teams = owners.filter(owner => owner.startsWith('group:'));
    if (declared === undefined || teams.length === 0) {
      return undefined;
    }
    const taken = await this.#store.stages(teams);
    if (taken.size === 0 && !(await this.#store.anyMoved())) {
      return undefined;
    }
    const place = (team: string) =>
      stages.find(({ id }) => id === taken.get(team))?.order ?? -Infinity;
    const team = teams.reduce((furthest, each) =>
      place(each) > place(furthest) ? each : furthest,
    );
    const teamStage = taken.get(team) ?? null;
    const next = stageAhead(stages, declared, teamStage);
    return next === undefined ? undefined : { team, teamStage, declared, next };
  }
}
