import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  canonicalJson,
  readTrainingKpis,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  Framework,
  TrainingKpisResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { EntityAccess } from '../access/EntityAccess';
import type { GroupService } from '../groups/GroupService';
import type { OrganizationDates } from '../tabular/organizationDates';
import { countTraining, personTraining } from './trainingData';
import type { PersonTraining } from './trainingData';
import type { TrainingStore } from './TrainingStore';

/**
 * What completions say of the whole organization: everybody who is in a group
 * that the caller may see, each once however many groups they are in. Costs
 * the same few statements however many people there are.
 */
export class TrainingKpis {
  readonly #store: TrainingStore;
  readonly #groups: GroupService;
  readonly #access: EntityAccess;
  readonly #framework: () => Framework;
  readonly #dates: OrganizationDates;
  #trained?: { key: string; byPerson: Map<string, PersonTraining | undefined> };

  constructor(options: {
    store: TrainingStore;
    groups: GroupService;
    access: EntityAccess;
    framework: () => Framework;
    dates: OrganizationDates;
  }) {
    this.#store = options.store;
    this.#groups = options.groups;
    this.#access = options.access;
    this.#framework = options.framework;
    this.#dates = options.dates;
  }

  /** The KPIs that completions measure; none while there is no completion. */
  async read(
    credentials: BackstageCredentials,
    at: string,
  ): Promise<TrainingKpisResponse> {
    const graph = await this.#groups.graph();
    const groups = graph.groups();
    const visible = await this.#access.visibleRefs(credentials, groups);
    const trained = await this.#byPerson();
    const people = new Set(visible.flatMap(ref => [...graph.membersOf(ref)]));
    return {
      at,
      isComplete: visible.length === groups.length,
      items:
        trained.size === 0
          ? []
          : readTrainingKpis(
              this.#framework().kpis,
              countTraining(people, user => trained.get(user)),
              at,
            ),
    };
  }

  /** Read again when a completion or a course changed. */
  async #byPerson(): Promise<Map<string, PersonTraining | undefined>> {
    const { courses } = this.#framework().settings.training;
    const key = `${await this.#store.version()} ${canonicalJson(
      courses as never,
    )}`;
    if (this.#trained?.key !== key) {
      const byPerson = new Map<string, PersonTraining | undefined>();
      const all = await this.#store.all('training_completions');
      for (const [person, completions] of all) {
        byPerson.set(person, personTraining(completions, courses, this.#dates));
      }
      this.#trained = { key, byPerson };
    }
    return this.#trained.byPerson;
  }
}
