import { useState } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import {
  declarationDecidePermission,
  type DeclarationResponse,
  type DeclarationReviewOutcome,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { ActButtons, usePageStyles } from '../components';
import { ReasonDialog } from '../components/ReasonDialog';
import { useText } from '../hooks/useText';
import { useMe, usePermitted } from '../hooks/useViewer';
import { DeclaredText } from './DeclaredText';

const OUTCOMES: DeclarationReviewOutcome[] = ['confirmed', 'questioned'];

/** Confirms or questions a declaration of the sample; never one's own or of what one owns. @internal */
export function ReviewActions(props: {
  declaration: DeclarationResponse;
  onDone: () => Promise<void>;
}) {
  const { declaration, onDone } = props;
  const classes = usePageStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const me = useMe();
  const decides = usePermitted(declarationDecidePermission);
  const [outcome, setOutcome] = useState<DeclarationReviewOutcome>();
  const { name } = parseEntityRef(declaration.entityRef);
  const isTheirs =
    me === declaration.by || declaration.allowed?.review === false;
  return (
    <>
      {decides && me !== undefined && !isTheirs && (
        <div className={classes.actions}>
          <ActButtons
            acts={OUTCOMES}
            label={each => t(`sampled.act.${each}`)}
            describe={each =>
              t('lowering.actThis', {
                act: t(`sampled.act.${each}`),
                entity: name,
              })
            }
            isPrimary={each => each === 'confirmed'}
            onAct={setOutcome}
          />
        </div>
      )}
      {outcome && (
        <ReasonDialog
          title={t(`sampled.actTitle.${outcome}`)}
          submit={t(`sampled.act.${outcome}`)}
          onClose={() => setOutcome(undefined)}
          onSubmit={async reason => {
            await api.reviewDeclaration(declaration.id, { outcome, reason });
            await onDone();
          }}
        >
          <p>
            <strong>{name}</strong>
          </p>
          <DeclaredText values={declaration.values} />
          <p>{t(`sampled.actText.${outcome}`)}</p>
        </ReasonDialog>
      )}
    </>
  );
}
