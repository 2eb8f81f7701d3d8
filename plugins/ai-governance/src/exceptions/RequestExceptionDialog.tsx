import { useState } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { aiGovernanceApiRef } from '../api';
import { Choice, FormDialog, StatementBox } from '../components';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';
import { useMyGroups } from '../hooks/useViewer';
import { ExceptionTermsFields, useExceptionTerms } from './ExceptionTerms';

/** Asks for a time-limited deviation from one control. @internal */
export function RequestExceptionDialog(props: {
  entityRefs: string[];
  control: string;
  /** The group that it was asked for before, where it is a renewal. */
  askedBefore?: string;
  onClose: () => void;
  onRequested: () => Promise<void>;
}) {
  const { entityRefs, control, askedBefore, onClose, onRequested } = props;
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const index = useFrameworkIndex();
  const terms = useExceptionTerms();
  const [reason, setReason] = useState('');
  const [askedFor, setAskedFor] = useState(askedBefore);
  const mine = useMyGroups();
  const groups = [
    ...new Set([...(askedBefore === undefined ? [] : [askedBefore]), ...mine]),
  ];
  return (
    <FormDialog
      title={t('exceptions.requestTitle', { control })}
      submit={t('exceptions.request')}
      incomplete={!reason.trim() || !terms.isComplete}
      onClose={onClose}
      onSubmit={async () => {
        await api.requestException({
          entityRefs,
          control,
          reason: reason.trim(),
          ...terms.sent,
          ...(askedFor !== undefined && { askedFor }),
        });
        await onRequested();
        onClose();
      }}
    >
      <p>
        <strong>{control}</strong> {index?.control(control)?.name}
      </p>
      {entityRefs.length > 1 && (
        <ul aria-label={t('exceptions.services')}>
          {entityRefs.map(ref => (
            <li key={ref}>{parseEntityRef(ref).name}</li>
          ))}
        </ul>
      )}
      <p>{t('exceptions.consequence')}</p>
      {groups.length > 0 && (
        <Choice
          label={t('exceptions.askedFor')}
          any={t('exceptions.askedForMyself')}
          value={askedFor}
          options={groups.map(ref => ({
            value: ref,
            label: parseEntityRef(ref).name,
          }))}
          onChange={setAskedFor}
        />
      )}
      {askedFor !== undefined && <p>{t('exceptions.askedForText')}</p>}
      <StatementBox
        label={t('exceptions.reason')}
        value={reason}
        onChange={setReason}
        rows={3}
      />
      <ExceptionTermsFields terms={terms} />
    </FormDialog>
  );
}
