import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  scorecardReadPermission,
  scorecardSarif,
  withoutPlaces,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { SarifLog } from '@plumbline/backstage-plugin-ai-governance-common';
import type { ScorecardService } from '../assessment/ScorecardService';
import type { DisputeService } from '../disputes/DisputeService';
import type { ExceptionService } from '../exceptions/ExceptionService';
import type { FrameworkService } from '../framework/FrameworkService';

/** Read at once; an entity has few of them that are not over. */
const PAGE = 500;

/** Findings of one entity as a SARIF log, with what suppresses them. */
export class SarifExport {
  readonly #scorecards: Pick<ScorecardService, 'judged'>;
  readonly #exceptions: Pick<ExceptionService, 'list'>;
  readonly #disputes: Pick<DisputeService, 'list'>;
  readonly #framework: FrameworkService;
  readonly #now: () => string;

  constructor(options: {
    scorecards: Pick<ScorecardService, 'judged'>;
    exceptions: Pick<ExceptionService, 'list'>;
    disputes: Pick<DisputeService, 'list'>;
    framework: FrameworkService;
    now: () => string;
  }) {
    this.#scorecards = options.scorecards;
    this.#exceptions = options.exceptions;
    this.#disputes = options.disputes;
    this.#framework = options.framework;
    this.#now = options.now;
  }

  /** @throws NotFoundError or NotAllowedError unless the caller may read the scorecard */
  async of(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<SarifLog> {
    const { scorecard, readFindings } = await this.#scorecards.judged(
      entityRef,
      scorecardReadPermission,
      credentials,
    );
    const about = { entityRef, limit: PAGE };
    const [granted, asked, accepted, open] = await Promise.all([
      this.#exceptions.list({ ...about, state: 'approved' }, credentials),
      this.#exceptions.list({ ...about, state: 'open' }, credentials),
      this.#disputes.list({ ...about, state: 'accepted' }, credentials),
      this.#disputes.list({ ...about, state: 'open' }, credentials),
    ]);
    return scorecardSarif({
      scorecard: readFindings ? scorecard : withoutPlaces(scorecard),
      controls: this.#framework.current().framework.controls,
      exceptions: [...granted.items, ...asked.items],
      disputes: [...accepted.items, ...open.items],
      at: this.#now(),
    });
  }
}
