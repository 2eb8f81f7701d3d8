/* eslint-disable new-cap -- openapi-fetch names its calls after HTTP methods */
import type createClient from 'openapi-fetch';
import type {
  Attendance,
  CommitteeResponse,
  Meeting,
  MeetingDecisionRequest,
  MeetingListResponse,
} from '../api/committee';
import type {
  AccountabilityResponse,
  ControlFeedback,
  FailuresResponse,
  FeedbackResponse,
  FeedbackVerdict,
  Violation,
  ViolationListResponse,
  ViolationReport,
} from '../api/conduct';
import type {
  RiskAcceptance,
  RiskAcceptanceListResponse,
  RiskAcceptanceRequest,
} from '../api/riskAcceptances';
import type {
  RegisteredWorkflow,
  WorkflowListResponse,
  WorkflowProposal,
  WorkflowState,
} from '../api/workflows';
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

interface Answer {
  data?: unknown;
  response: Response;
  error?: unknown;
}

/** A call of the client that is generated from the OpenAPI document. @public */
export type ProgrammeCall = (
  client: never,
) => Promise<{ data?: unknown; response: Response; error?: unknown }>;

/** Sends one call, and rejects with what the server said when it refuses. @public */
export type SendProgrammeCall = <T>(
  call: ProgrammeCall,
  options?: AiGovernanceRequestOptions,
) => Promise<T>;

/**
 * How people meet, decide and answer for AI-assisted development: incidents and
 * exercises, committee, accepted risks, workflows and conduct. Part of {@link AiGovernanceClient}. @public
 */
export class ProgrammeClient {
  readonly #send: <T>(
    call: (client: ReturnType<typeof createClient<paths>>) => Promise<Answer>,
    options?: AiGovernanceRequestOptions,
  ) => Promise<T>;

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

  /** Says that a follow-up is done; answers nothing of an incident the caller may not see. */
  finishIncidentFollowUp(
    id: string,
    followUp: string,
    options?: AiGovernanceRequestOptions,
  ): Promise<Incident | undefined> {
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

  /** Who sits in the committee, and what its next meeting would be about. */
  getCommittee(
    options?: AiGovernanceRequestOptions,
  ): Promise<CommitteeResponse> {
    return this.#send(client => client.GET('/committee', {}), options);
  }

  /** Meetings of the committee, newest first. */
  listMeetings(
    request: { limit?: number; cursor?: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<MeetingListResponse> {
    return this.#send(
      client =>
        client.GET('/committee/meetings', { params: { query: request } }),
      options,
    );
  }

  conveneMeeting(
    request: { on: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<Meeting> {
    return this.#send(
      client => client.POST('/committee/meetings', { body: request }),
      options,
    );
  }

  /** The minutes as Markdown. */
  getMinutes(
    id: string,
    options?: AiGovernanceRequestOptions,
  ): Promise<string> {
    return this.#send(
      client =>
        client.GET('/committee/meetings/{id}/minutes', {
          params: { path: { id } },
          parseAs: 'text',
        }),
      options,
    );
  }

  recordAttendance(
    id: string,
    request: { version: number; attendance: Attendance[] },
    options?: AiGovernanceRequestOptions,
  ): Promise<Meeting> {
    return this.#send(
      client =>
        client.PUT('/committee/meetings/{id}/attendance', {
          params: { path: { id } },
          body: request,
        }),
      options,
    );
  }

  /** Adds what became due since the meeting was convened. */
  extendAgenda(
    id: string,
    request: { version: number },
    options?: AiGovernanceRequestOptions,
  ): Promise<Meeting> {
    return this.#send(
      client =>
        client.POST('/committee/meetings/{id}/agenda', {
          params: { path: { id } },
          body: request,
        }),
      options,
    );
  }

  recordDecision(
    id: string,
    request: MeetingDecisionRequest,
    options?: AiGovernanceRequestOptions,
  ): Promise<Meeting> {
    return this.#send(
      client =>
        client.POST('/committee/meetings/{id}/decisions', {
          params: { path: { id } },
          body: request,
        }),
      options,
    );
  }

  closeMeeting(
    id: string,
    request: { version: number },
    options?: AiGovernanceRequestOptions,
  ): Promise<Meeting> {
    return this.#send(
      client =>
        client.POST('/committee/meetings/{id}/close', {
          params: { path: { id } },
          body: request,
        }),
      options,
    );
  }

  /** Risks that the executive sponsor accepts, then those that ended. */
  listRiskAcceptances(
    request: { limit?: number; cursor?: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<RiskAcceptanceListResponse> {
    return this.#send(
      client => client.GET('/risk-acceptances', { params: { query: request } }),
      options,
    );
  }

  /** Accepts the risk that a control of the organization is not met, for a time. */
  acceptRisk(
    request: RiskAcceptanceRequest,
    options?: AiGovernanceRequestOptions,
  ): Promise<RiskAcceptance> {
    return this.#send(
      client => client.POST('/risk-acceptances', { body: request }),
      options,
    );
  }

  revokeRiskAcceptance(
    id: string,
    request: { reason: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<RiskAcceptance> {
    return this.#send(
      client =>
        client.POST('/risk-acceptances/{id}/revoke', {
          params: { path: { id } },
          body: request,
        }),
      options,
    );
  }

  /** AI workflows, newest first. */
  listWorkflows(
    request: { state?: WorkflowState; limit?: number; cursor?: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<WorkflowListResponse> {
    return this.#send(
      client => client.GET('/workflows', { params: { query: request } }),
      options,
    );
  }

  proposeWorkflow(
    request: WorkflowProposal,
    options?: AiGovernanceRequestOptions,
  ): Promise<RegisteredWorkflow> {
    return this.#send(
      client => client.POST('/workflows', { body: request }),
      options,
    );
  }

  editWorkflow(
    id: string,
    request: WorkflowProposal & { version: number },
    options?: AiGovernanceRequestOptions,
  ): Promise<RegisteredWorkflow> {
    return this.#send(
      client =>
        client.PUT('/workflows/{id}', {
          params: { path: { id } },
          body: request,
        }),
      options,
    );
  }

  /** Decides on a workflow, looks at it again, or ends it. */
  actOnWorkflow(
    id: string,
    act: 'approve' | 'reject' | 'review' | 'retire',
    request: { version: number; reason: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<RegisteredWorkflow> {
    return this.#send(
      client =>
        client.POST(`/workflows/{id}/${act}`, {
          params: { path: { id } },
          body: request,
        }),
      options,
    );
  }

  /** Violations of the usage policy, newest first. */
  listViolations(
    request: { limit?: number; cursor?: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<ViolationListResponse> {
    return this.#send(
      client => client.GET('/violations', { params: { query: request } }),
      options,
    );
  }

  /** Those that are about the caller. */
  listOwnViolations(
    request: { limit?: number; cursor?: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<ViolationListResponse> {
    return this.#send(
      client => client.GET('/violations/own', { params: { query: request } }),
      options,
    );
  }

  reportViolation(
    request: ViolationReport,
    options?: AiGovernanceRequestOptions,
  ): Promise<Violation> {
    return this.#send(
      client => client.POST('/violations', { body: request }),
      options,
    );
  }

  settleViolation(
    id: string,
    request: { version: number; text: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<Violation> {
    return this.#send(
      client =>
        client.POST('/violations/{id}/settle', {
          params: { path: { id } },
          body: request,
        }),
      options,
    );
  }

  /** What the caller said of controls, and what everybody said for those who may read it. */
  listFeedback(
    options?: AiGovernanceRequestOptions,
  ): Promise<FeedbackResponse> {
    return this.#send(client => client.GET('/feedback', {}), options);
  }

  giveFeedback(
    control: string,
    request: { verdict: FeedbackVerdict; text?: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<ControlFeedback> {
    return this.#send(
      client =>
        client.PUT('/feedback/{control}', {
          params: { path: { control } },
          body: request,
        }),
      options,
    );
  }

  takeBackFeedback(
    control: string,
    options?: AiGovernanceRequestOptions,
  ): Promise<void> {
    return this.#send(
      client =>
        client.DELETE('/feedback/{control}', { params: { path: { control } } }),
      options,
    );
  }

  /** What began to fail in a week. */
  getFailures(
    request: { week?: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<FailuresResponse> {
    return this.#send(
      client => client.GET('/failures', { params: { query: request } }),
      options,
    );
  }

  reviewFailures(
    week: string,
    request: { notes: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<FailuresResponse> {
    return this.#send(
      client =>
        client.POST('/failures/{week}/review', {
          params: { path: { week } },
          body: request,
        }),
      options,
    );
  }

  /** Whether the caller acknowledged who answers for what. */
  getAccountability(
    options?: AiGovernanceRequestOptions,
  ): Promise<AccountabilityResponse> {
    return this.#send(client => client.GET('/accountability', {}), options);
  }

  acknowledgeAccountability(
    request: { digest: string },
    options?: AiGovernanceRequestOptions,
  ): Promise<AccountabilityResponse> {
    return this.#send(
      client => client.POST('/accountability/acknowledge', { body: request }),
      options,
    );
  }
}

/** What pages ask of it. @public */
export type ProgrammeApi = Pick<ProgrammeClient, keyof ProgrammeClient>;
