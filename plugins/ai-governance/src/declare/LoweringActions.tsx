import { useState } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import {
  declarationDecidePermission,
  type DeclaredLowering,
  type PendingDeclaration,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { ActButtons, usePageStyles } from '../components';
import { ReasonDialog } from '../components/ReasonDialog';
import { useText } from '../hooks/useText';
import { usePermitted } from '../hooks/useViewer';

/** What would be lowered, from what to what and why it needs somebody. @internal */
export function LoweringList(props: {
  lowerings: DeclaredLowering[];
  className?: string;
}) {
  const t = useText();
  return (
    <ul className={props.className}>
      {props.lowerings.map(({ field, from, to, reason }) => (
        <li key={field}>
          <strong>
            {t('lowering.change', {
              from,
              // A list of subjects can become empty.
              to:
                to === ''
                  ? t('lowering.nothing')
                  : to ?? t('profile.notDeclared'),
            })}
          </strong>
          {': '}
          {reason}
        </li>
      ))}
    </ul>
  );
}

/** Decides on a declaration that lowers a protection, or takes the own one back. @internal */
export function LoweringActions(props: {
  declaration: PendingDeclaration;
  entityRef: string;
  onDone: () => Promise<void>;
}) {
  const { declaration, entityRef, onDone } = props;
  const classes = usePageStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const decides = usePermitted(declarationDecidePermission);
  const [act, setAct] = useState<'approve' | 'reject' | 'withdraw'>();
  const acts = declaration.allowed?.withdraw
    ? (['withdraw'] as const)
    : (['approve', 'reject'] as const).filter(() => decides);
  const { name } = parseEntityRef(entityRef);
  return (
    <>
      {acts.length > 0 && (
        <div className={classes.actions}>
          <ActButtons
            acts={acts}
            label={each => t(`lowering.act.${each}`)}
            describe={each =>
              t('lowering.actThis', {
                act: t(`lowering.act.${each}`),
                entity: name,
              })
            }
            isPrimary={each => each === 'approve'}
            onAct={setAct}
          />
        </div>
      )}
      {act && (
        <ReasonDialog
          title={t(`lowering.actTitle.${act}`)}
          submit={t(`lowering.act.${act}`)}
          onClose={() => setAct(undefined)}
          onSubmit={async reason => {
            if (act === 'withdraw') {
              await api.withdrawDeclaration(declaration.id, { reason });
            } else {
              await api.decideDeclaration(declaration.id, act, { reason });
            }
            await onDone();
          }}
        >
          <p>
            <strong>{name}</strong>
          </p>
          <LoweringList lowerings={declaration.lowerings} />
          <p>{t(`lowering.actText.${act}`)}</p>
        </ReasonDialog>
      )}
    </>
  );
}
