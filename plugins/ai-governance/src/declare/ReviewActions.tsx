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

/** Confirms or questions a declaration of the sample, or one that is contradicted; never one's own or of what one owns. @internal */
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
  // What is seen otherwise is told in other words.
  const words = declaration.contradictions ? 'contradicted' : 'sampled';
  const { name } = parseEntityRef(declaration.entityRef);
  const isTheirs =
    me === declaration.by || declaration.allowed?.review === false;
  return (
    <>
      {decides && me !== undefined && !isTheirs && (
        <div className={classes.actions}>
          <ActButtons
            acts={OUTCOMES}
            label={each => t(`${words}.act.${each}`)}
            describe={each =>
              t('lowering.actThis', {
                act: t(`${words}.act.${each}`),
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
          title={t(`${words}.actTitle.${outcome}`)}
          submit={t(`${words}.act.${outcome}`)}
          onClose={() => setOutcome(undefined)}
          onSubmit={async reason => {
            await api.reviewDeclaration(declaration.id, { outcome, reason });
            await onDone();
          }}
        >
          <p>
            <strong>{name}</strong>
          </p>
          {declaration.contradictions?.map(message => (
            <p key={message}>{message}</p>
          ))}
          <DeclaredText values={declaration.values} />
          <p>{t(`${words}.actText.${outcome}`)}</p>
        </ReasonDialog>
      )}
    </>
  );
}
