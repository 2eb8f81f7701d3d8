/* eslint-disable new-cap -- openapi-fetch names its calls after HTTP methods */
import type createClient from 'openapi-fetch';
import type {
  Exercise,
  ExerciseListResponse,
  ExerciseReport,
  FollowUpRequest,
  Incident,
  IncidentListResponse,
  IncidentReport,
  IncidentState,
} from '../api/incidents';
import type { AiGovernanceRequestOptions } from './AiGovernanceClient';
import type { paths } from './openapi.generated';

/** @public */
export type ProgrammeCall = (
  client: ReturnType<typeof createClient<paths>>,
) => Promise<{ data?: unknown; response: Response; error?: unknown }>;

/** Sends one call, and rejects with what the server said when it refuses. @public */
export type SendProgrammeCall = <T>(
  call: ProgrammeCall,
  options?: AiGovernanceRequestOptions,
) => Promise<T>;

/**
 * How people meet, decide and answer for AI-assisted development: incidents and
 * exercises. Part of {@link AiGovernanceClient}. @public
 */
export class ProgrammeClient {
  readonly #send: SendProgrammeCall;

  constructor(send: SendProgrammeCall) {
    this.#send = send;
  }

  /** Incidents, newest first. */
  listIncidents(
    request: {
      state?: IncidentState;
      entityRef?: string;
      limit?: number;
      cursor?: string;
    },
    options?: AiGovernanceRequestOptions,
  ): Promise<IncidentListResponse> {
    return this.#send(
      client => client.GET('/incidents', { params: { query: request } }),
      options,
    );
  }

  getIncident(
    id: string,
    options?: AiGovernanceRequestOptions,
  ): Promise<Incident> {
    return this.#send(
      client => client.GET('/incidents/{id}', { params: { path: { id } } }),
      options,
    );
  }

  reportIncident(
    request: IncidentReport,
    options?: AiGovernanceRequestOptions,
  ): Promise<Incident> {
    return this.#send(
      client => client.POST('/incidents', { body: request }),
      options,
    );
  }

  /** Ticks a step of the playbook off, or takes that back. */
  tickIncidentStep(
    id: string,
    step: string,
    request: { done: boolean; note?: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<Incident> {
    return this.#send(
      client =>
        client.PUT('/incidents/{id}/steps/{step}', {
          params: { path: { id, step } },
          body: request,
        }),
      options,
    );
  }

  containIncident(
    id: string,
    request: { version: number; note: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<Incident> {
    return this.#send(
      client =>
        client.POST('/incidents/{id}/contain', {
          params: { path: { id } },
          body: request,
        }),
      options,
    );
  }

  /** Writes the post-incident review. */
  reviewIncident(
    id: string,
    request: {
      version: number;
      failed: string;
      controlChanges: string;
      followUps: FollowUpRequest[];
    },
    options?: AiGovernanceRequestOptions,
  ): Promise<Incident> {
    return this.#send(
      client =>
        client.POST('/incidents/{id}/review', {
          params: { path: { id } },
          body: request,
        }),
      options,
    );
  }

  /** Says as the second person that the review was read. */
  confirmIncidentReview(
    id: string,
    request: { version: number },
    options?: AiGovernanceRequestOptions,
  ): Promise<Incident> {
    return this.#send(
      client =>
        client.POST('/incidents/{id}/review/confirm', {
          params: { path: { id } },
          body: request,
        }),
      options,
    );
  }

  finishIncidentFollowUp(
    id: string,
    followUp: string,
    options?: AiGovernanceRequestOptions,
  ): Promise<Incident> {
    return this.#send(
      client =>
        client.POST('/incidents/{id}/follow-ups/{followUp}/done', {
          params: { path: { id, followUp } },
        }),
      options,
    );
  }

  /** Tabletop exercises, newest first. */
  listExercises(
    request: { limit?: number; cursor?: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<ExerciseListResponse> {
    return this.#send(
      client => client.GET('/exercises', { params: { query: request } }),
      options,
    );
  }

  /** Records a tabletop exercise, and attests it. */
  recordExercise(
    request: ExerciseReport,
    options?: AiGovernanceRequestOptions,
  ): Promise<Exercise> {
    return this.#send(
      client => client.POST('/exercises', { body: request }),
      options,
    );
  }

  finishExerciseFollowUp(
    id: string,
    followUp: string,
    options?: AiGovernanceRequestOptions,
  ): Promise<Exercise> {
    return this.#send(
      client =>
        client.POST('/exercises/{id}/follow-ups/{followUp}/done', {
          params: { path: { id, followUp } },
        }),
      options,
    );
  }
}

/** What pages ask of it. @public */
export type ProgrammeApi = Pick<ProgrammeClient, keyof ProgrammeClient>;
