import { useMemo, useState, type ReactNode } from 'react';
import { RELATION_OWNED_BY, type Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { getEntityRelations } from '@backstage/plugin-catalog-react';
import {
  attestPermission,
  type AttestationResponse,
  type CheckResult,
  type DisputeResponse,
  type Finding,
  type HistoryResponse,
  type Scope,
  type ScorecardResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { AttestDialog } from '../attestations/AttestDialog';
import { FormDialog } from '../components';
import { DisputeDialog } from '../disputes/DisputeDialog';
import { RequestExceptionDialog } from '../exceptions/RequestExceptionDialog';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import type { PlacedCheck } from '../framework/frameworkIndex';
import { useText } from '../hooks/useText';
import { usePermitted } from '../hooks/useViewer';
import { useGovernancePath } from '../pages/useGovernancePath';
import type { EvidenceActions } from './EvidenceContext';
import { personName } from './people';

/** What is being done, in a dialog. */
type Doing =
  | { kind: 'dispute'; result: CheckResult; finding?: Finding }
  | { kind: 'exception'; control: string }
  | { kind: 'withdraw'; dispute: DisputeResponse }
  | {
      kind: 'attest';
      place: PlacedCheck;
      subject: string;
      previous?: AttestationResponse;
    };

/** The group that owns an entity: the one its group checks are about. */
function owningGroup(entity: Entity): string | undefined {
  const owner = getEntityRelations(entity, RELATION_OWNED_BY).find(
    ref => ref.kind.toLocaleLowerCase('en-US') === 'group',
  );
  return (
    owner && `group:${owner.namespace}/${owner.name}`.toLocaleLowerCase('en-US')
  );
}

/**
 * What the reader may do about the evidence of an entity, and the dialogs it
 * is done in. @internal
 */
export function useEvidence(options: {
  entity: Entity;
  entityRef: string;
  response?: ScorecardResponse;
  history?: HistoryResponse;
  reload: () => Promise<void>;
}): { actions: EvidenceActions; dialogs: ReactNode } {
  const { entity, entityRef, response, history, reload } = options;
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const index = useFrameworkIndex();
  const attestsShared = usePermitted(attestPermission);
  const home = useGovernancePath();
  const [doing, setDoing] = useState<Doing>();
  const group = useMemo(() => owningGroup(entity), [entity]);
  const withoutRepository = response?.collection.state === 'none';

  const subjectOf = (scope: Scope) => {
    if (scope === 'organization') {
      return 'organization';
    }
    return scope === 'group' ? group : entityRef.toLocaleLowerCase('en-US');
  };
  const actions: EvidenceActions = {
    repository: response?.collection.repository,
    disputes: response?.disputes ?? [],
    since: history?.since ?? {},
    readFindings: response?.allowed.readFindings ?? true,
    canDispute: response?.allowed.dispute ?? false,
    dispute: (result, finding) =>
      setDoing({ kind: 'dispute', result, finding }),
    withdraw: dispute => setDoing({ kind: 'withdraw', dispute }),
    canRequestException: response?.allowed.requestException ?? false,
    requestException: control => setDoing({ kind: 'exception', control }),
    canAttest: (check, scope) => {
      if (scope === 'entity') {
        return (
          (response?.allowed.attest ?? false) &&
          Boolean(index?.attestable(check) || withoutRepository)
        );
      }
      return Boolean(
        attestsShared && index?.attestable(check) && subjectOf(scope),
      );
    },
    attest: async (check, scope, renew) => {
      const place = index?.place(check);
      const subject = subjectOf(scope);
      if (!place || !subject) {
        return;
      }
      // A renewal starts with what was said last time; without it, from scratch.
      const previous = renew
        ? await api
            .listAttestations({ subject })
            .then(({ items }) => items.find(item => item.check === check))
            .catch(() => undefined)
        : undefined;
      setDoing({ kind: 'attest', place, subject, previous });
    },
    attestationsPath: home && `${home}/attestations`,
  };

  const close = () => setDoing(undefined);
  let dialogs: ReactNode = null;
  if (doing?.kind === 'dispute') {
    dialogs = (
      <DisputeDialog
        entityRef={entityRef}
        result={doing.result}
        finding={doing.finding}
        onClose={close}
        onDisputed={reload}
      />
    );
  } else if (doing?.kind === 'exception') {
    dialogs = (
      <RequestExceptionDialog
        entityRefs={[entityRef.toLocaleLowerCase('en-US')]}
        control={doing.control}
        onClose={close}
        onRequested={reload}
      />
    );
  } else if (doing?.kind === 'withdraw') {
    dialogs = (
      <FormDialog
        title={t('disputes.withdrawTitle')}
        submit={t('disputes.withdraw')}
        onClose={close}
        onSubmit={async () => {
          await api.withdrawDispute(doing.dispute.id);
          await reload();
          close();
        }}
      >
        <p>{t('disputes.withdrawText')}</p>
        <p>{doing.dispute.reason}</p>
      </FormDialog>
    );
  } else if (doing?.kind === 'attest') {
    dialogs = (
      <AttestDialog
        place={doing.place}
        subjectName={
          doing.place.scope === 'entity'
            ? entity.metadata.title ?? entity.metadata.name
            : personName(doing.subject)
        }
        previous={doing.previous}
        onClose={close}
        onAttest={async request => {
          await api.createAttestation({ ...request, subject: doing.subject });
          await reload();
          close();
        }}
      />
    );
  }
  return { actions, dialogs };
}
