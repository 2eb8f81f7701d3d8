import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import Alert from '@material-ui/lab/Alert';
import type { TrainingUploadResult } from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { FormDialog } from '../components';
import { useText } from '../hooks/useText';
import { FileField, textOf } from './FileField';

function Outcome(props: { result: TrainingUploadResult }) {
  const { result } = props;
  const t = useText();
  const problems = result.rejectedCount + result.unknownPeopleCount;
  return (
    <div role="status" aria-live="polite">
      <Alert severity={problems > 0 ? 'warning' : 'success'}>
        {t('data.uploaded', {
          rows: String(result.rows),
          accepted: String(result.accepted),
          changed: String(result.changed),
        })}
      </Alert>
      {result.rejectedCount > 0 && (
        <>
          <p>{t('data.rejected', { count: result.rejectedCount })}</p>
          <ul aria-label={t('data.rejectedRows')}>
            {result.rejected.map(row => (
              <li key={row.line}>
                {t('data.line', { line: String(row.line) })}: {row.reason}
              </li>
            ))}
          </ul>
        </>
      )}
      {result.unknownPeopleCount > 0 && (
        <>
          <p>{t('data.unknownPeople', { count: result.unknownPeopleCount })}</p>
          <ul aria-label={t('data.unknownRows')}>
            {result.unknownPeople.map(row => (
              <li key={row.line}>
                {t('data.line', { line: String(row.line) })}: {row.person}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** Uploads completions of training and says what became of each row. @internal */
export function TrainingDialog(props: {
  onClose: () => void;
  onUploaded: () => Promise<void>;
}) {
  const { onClose, onUploaded } = props;
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const [file, setFile] = useState<File>();
  const [result, setResult] = useState<TrainingUploadResult>();
  return (
    <FormDialog
      title={t('data.uploadTraining')}
      submit={t('data.upload')}
      incomplete={!file}
      onClose={onClose}
      onSubmit={async () => {
        setResult(await api.uploadTraining(await textOf(file!)));
        setFile(undefined);
        await onUploaded();
      }}
    >
      <p>{t('data.trainingHelp')}</p>
      <FileField
        help={t('data.columns', {
          columns: 'person, course, completed_on, score, valid_until',
        })}
        onChange={chosen => {
          setFile(chosen);
          setResult(undefined);
        }}
      />
      {result && <Outcome result={result} />}
    </FormDialog>
  );
}
