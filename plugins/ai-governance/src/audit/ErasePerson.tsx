import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import Alert from '@material-ui/lab/Alert';
import { aiGovernanceApiRef } from '../api';
import { EntityRefBox, FormDialog, StatementBox } from '../components';
import { useNumber } from '../hooks/useLanguage';
import { useText } from '../hooks/useText';

/** What came of erasing somebody. @internal */
export interface Erased {
  person: string;
  entries: number;
}

/** Takes a person's name out of the log, once it is clear what stays. @internal */
export function ErasePersonDialog(props: {
  onClose: () => void;
  onErased: (erased: Erased) => void;
}) {
  const { onClose, onErased } = props;
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const [person, setPerson] = useState('');
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      title={t('audit.eraseTitle')}
      submit={t('audit.eraseForGood')}
      incomplete={!person.trim() || !reason.trim()}
      onClose={onClose}
      onSubmit={async () => {
        const request = { person: person.trim(), reason: reason.trim() };
        const { entries } = await api.eraseFromAudit(request);
        onErased({ person: request.person, entries });
        onClose();
      }}
    >
      <p>{t('audit.eraseGoes')}</p>
      <p>{t('audit.eraseStays')}</p>
      <p>{t('audit.eraseBeyond')}</p>
      <EntityRefBox
        label={t('audit.erasePerson')}
        helperText={t('refs.personHelp')}
        of="person"
        value={person}
        onChange={setPerson}
        required
      />
      <StatementBox
        label={t('riskRegister.reason')}
        helperText={t('audit.eraseReasonHelp')}
        value={reason}
        onChange={setReason}
      />
    </FormDialog>
  );
}

/** Says what came of erasing somebody. @internal */
export function ErasedPerson(props: { erased: Erased }) {
  const { person, entries } = props.erased;
  const t = useText();
  const number = useNumber();
  if (entries === 0) {
    return <Alert severity="info">{t('audit.erasedNone', { person })}</Alert>;
  }
  return (
    <Alert severity="success">
      {t('audit.erasedFrom', {
        count: entries,
        number: number(entries),
        person,
      })}
    </Alert>
  );
}
