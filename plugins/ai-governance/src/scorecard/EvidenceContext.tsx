import { createContext, useContext } from 'react';
import type {
  CheckResult,
  CollectionState,
  DisputeResponse,
  Finding,
  Instant,
  Scope,
} from '@plumbline/backstage-plugin-ai-governance-common';

/** What people can do about the evidence of one entity, where it stands. @internal */
export interface EvidenceActions {
  repository?: CollectionState['repository'];
  disputes: DisputeResponse[];
  /** Since when each control has the status it has. */
  since: { [control: string]: Instant };
  /** Whether the reader is told where findings are. */
  readFindings: boolean;
  canDispute: boolean;
  dispute: (result: CheckResult, finding?: Finding) => void;
  withdraw: (dispute: DisputeResponse) => void;
  canRequestException: boolean;
  requestException: (control: string) => void;
  /** Whether the reader may attest a check of this scope. */
  canAttest: (check: string, scope: Scope) => boolean;
  attest: (check: string, scope: Scope, renew: boolean) => void;
  /** Where the organization attests, where that page can be reached. */
  attestationsPath?: string;
}

const EvidenceContext = createContext<EvidenceActions | undefined>(undefined);

/** @internal */
export const EvidenceProvider = EvidenceContext.Provider;

/** Undefined where evidence is only shown, as in a replayed scorecard. @internal */
export function useEvidenceActions(): EvidenceActions | undefined {
  return useContext(EvidenceContext);
}
