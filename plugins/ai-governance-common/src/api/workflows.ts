import type { Instant } from '../assessment/types';

/** `proposed` until somebody else decided; what is rejected or over stays readable. @public */
export type WorkflowState = 'proposed' | 'approved' | 'rejected' | 'retired';

/** What somebody says of an AI workflow. @public */
export interface WorkflowProposal {
  name: string;
  /** What AI does in it, and with which data. */
  description: string;
  /** User or group ref. */
  owner: string;
  customerFacing: boolean;
  /** Id of the framework's approval level. */
  level: string;
  /** What a person decides, and when; in this workflow's own words. */
  boundary: string;
  /** Where generation, edits, approvals and actions are kept, http or https. */
  trail: string;
}

/** One step of a workflow's own trail. @public */
export interface WorkflowStep {
  action:
    | 'proposed'
    | 'changed'
    | 'approved'
    | 'rejected'
    | 'reviewed'
    | 'retired';
  by: string;
  at: Instant;
  note?: string;
}

/** An AI workflow of the organization. @public */
export interface Workflow extends WorkflowProposal {
  id: string;
  state: WorkflowState;
  version: number;
  proposedBy: string;
  at: Instant;
  /** Role that decides on it. */
  approverRole: string;
  decidedBy?: string;
  decidedAt?: Instant;
  /** When it has to be looked at again. */
  reviewBy?: Instant;
  history: WorkflowStep[];
}

/** @public */
export interface RegisteredWorkflow extends Workflow {
  /** It is approved, and its review period is over. */
  isDue: boolean;
}

/** Answer of `GET /workflows`, newest first. @public */
export interface WorkflowListResponse {
  items: RegisteredWorkflow[];
  nextCursor?: string;
}
