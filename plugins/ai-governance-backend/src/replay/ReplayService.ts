import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  scorecardReadPermission,
  withoutPlaces,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  JudgedParts,
  ReplayResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  EntityInputs,
  SharedInputs,
} from '../assessment/AssessmentInputs';
import { ORGANIZATION } from '../assessment/AssessmentQueue';
import {
  groupSubjectOf,
  judgeEntity,
  judgeForStorage,
  judgeSharedParts,
} from '../assessment/judge';
import type { ScorecardService } from '../assessment/ScorecardService';
import type {
  FrameworkInForce,
  FrameworkService,
} from '../framework/FrameworkService';
import type { RecordedInputs } from './recordedInputs';
import type { RecordedJudgement, ReplayStore } from './ReplayStore';

const NO_PARTS: Omit<JudgedParts, 'subject'> = {
  parts: [],
  level: 1,
  criteria: [],
};

/** A recorded judgement with everything it was made from. */
interface Loaded<T> {
  recorded: RecordedJudgement;
  inputs: T;
  inForce: FrameworkInForce;
}

/**
 * Makes past judgements again from what they were made from, and says whether
 * the outcome is the recorded one to the byte.
 */
export class ReplayService {
  readonly #store: ReplayStore;
  readonly #scorecards: ScorecardService;
  readonly #framework: FrameworkService;
  readonly #now: () => string;

  constructor(options: {
    store: ReplayStore;
    scorecards: ScorecardService;
    framework: FrameworkService;
    now: () => string;
  }) {
    this.#store = options.store;
    this.#scorecards = options.scorecards;
    this.#framework = options.framework;
    this.#now = options.now;
  }

  /**
   * The scorecard as it was at an instant.
   *
   * @throws InputError for an instant that is none or lies ahead
   * @throws NotFoundError where nothing was judged yet at that instant
   * @throws ConflictError where something it was made from is no longer kept
   */
  async replay(
    entityRef: string,
    instant: string,
    credentials: BackstageCredentials,
  ): Promise<ReplayResponse> {
    const { readFindings } = await this.#scorecards.judged(
      entityRef,
      scorecardReadPermission,
      credentials,
    );
    const at = toInstant(instant);
    if (at > this.#now()) {
      throw new InputError(`at=${instant} lies ahead; name a past instant`);
    }
    const own = await this.#load<EntityInputs>(
      entityRef,
      await this.#store.ownAt(entityRef, at),
    );
    if (!own) {
      throw new NotFoundError(
        `${entityRef} was not judged yet at ${at}, or before what is needed to judge it again was kept`,
      );
    }
    const group = groupSubjectOf(own.inputs.entity.owners);
    const [groupParts, organizationParts] = await Promise.all(
      [group, ORGANIZATION].map(subject => this.#parts(subject, at)),
    );
    const { stored } = judgeForStorage(own.inputs, own.inForce, {
      notAssessable: undefined,
      revision: 0,
      at: own.recorded.judgedAt!,
    });
    const digests = [
      {
        subject: entityRef,
        recorded: own.recorded.digest,
        replayed: stored.outputDigest,
      },
      ...[groupParts, organizationParts].flatMap(parts => parts.digests),
    ];
    const { framework, digest } = own.inForce;
    const scorecard = judgeEntity(
      own.inputs,
      own.inForce,
      { group: groupParts.judged, organization: organizationParts.judged },
      at,
    );
    return {
      at,
      judgedAt: own.recorded.judgedAt!,
      framework: { id: framework.id, version: framework.version, digest },
      exact: digests.every(({ recorded, replayed }) => recorded === replayed),
      digests,
      scorecard: readFindings ? scorecard : withoutPlaces(scorecard),
    };
  }

  async #parts(
    subject: string,
    at: string,
  ): Promise<{ judged: JudgedParts; digests: ReplayResponse['digests'] }> {
    const loaded = await this.#load<SharedInputs>(
      subject,
      await this.#store.partsAt(subject, at),
    );
    if (!loaded) {
      return { judged: { subject, ...NO_PARTS }, digests: [] };
    }
    const { recorded, inputs, inForce } = loaded;
    const again = (instant: string) =>
      judgeSharedParts(subject, inputs, inForce, { revision: 0, at: instant });
    return {
      judged: again(at).judged,
      digests: [
        {
          subject,
          recorded: recorded.digest,
          replayed: again(recorded.judgedAt!).digest,
        },
      ],
    };
  }

  async #load<T extends EntityInputs | SharedInputs>(
    subject: string,
    recorded: RecordedJudgement | undefined,
  ): Promise<Loaded<T> | undefined> {
    if (!recorded?.inputs || !recorded.judgedAt) {
      return undefined;
    }
    const named: RecordedInputs = JSON.parse(recorded.inputs);
    const [evidence, framework, tools] = await Promise.all([
      this.#store.evidence(subject, named.evidence),
      this.#framework.named(named.framework),
      this.#framework.toolsNamed(named.tools),
    ]);
    if (!framework || !tools) {
      throw new ConflictError(
        `The ${
          framework ? 'tool registry' : 'framework'
        } that ${subject} was judged under is no longer kept`,
      );
    }
    const lost = named.evidence.find(({ source }) => !evidence.has(source));
    if (lost) {
      throw new ConflictError(
        `The evidence of ${lost.source} that ${subject} was judged by is no longer kept`,
      );
    }
    const shared: SharedInputs = {
      evidence: named.evidence.flatMap(({ source }) => evidence.get(source)!),
      evidenceDigests: named.evidence,
      confirmations: recorded.confirmed ? JSON.parse(recorded.confirmed) : {},
      attestations: named.attestations,
    };
    return {
      recorded,
      inputs: {
        ...shared,
        ...(named.entity && {
          entity: named.entity,
          descriptor: named.descriptor,
          declaration: named.declaration,
          decided: named.decided,
          disputes: named.disputes ?? [],
          exceptions: named.exceptions ?? [],
          warnings: named.warnings ?? [],
          pending: [],
        }),
      } as unknown as T,
      inForce: {
        ...this.#framework.current(),
        framework,
        digest: named.framework,
        tools,
      },
    };
  }
}

function toInstant(text: string): string {
  const ms = /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text)
    ? Date.parse(text)
    : NaN;
  if (Number.isNaN(ms)) {
    throw new InputError(
      `at=${text} is not an ISO 8601 instant with a time zone, such as 2026-11-20T09:00:00Z`,
    );
  }
  return new Date(ms).toISOString();
}
