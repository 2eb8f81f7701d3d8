import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { FrameworkProposal } from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { FormDialog, TextBox } from '../components';
import { dateIn } from '../attestations/until';
import { FileField, textOf } from '../data/FileField';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';

/** What can be decided about a version. @internal */
export type VersionAct = 'activate' | 'reject' | 'rollback';

/** Proposes the text of a file; what is wrong with it is listed below it. @internal */
export function ProposeDialog(props: {
  onClose: () => void;
  onDone: () => Promise<void>;
}) {
  const { onClose, onDone } = props;
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const [document, setDocument] = useState('');
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      title={t('frameworkVersions.propose')}
      submit={t('frameworkVersions.sendProposal')}
      maxWidth="md"
      incomplete={!document.trim() || !reason.trim()}
      onClose={onClose}
      onSubmit={async () => {
        await api.proposeFramework({ document, reason: reason.trim() });
        await onDone();
        onClose();
      }}
    >
      <p>{t('frameworkVersions.proposeText')}</p>
      <FileField
        label={t('frameworkVersions.file')}
        help={t('frameworkVersions.fileHelp')}
        accept=".yaml,.yml,.json,application/yaml,application/json"
        onChange={async file => {
          if (file) {
            setDocument(await textOf(file));
          }
        }}
      />
      <TextBox
        label={t('frameworkVersions.document')}
        value={document}
        onChange={setDocument}
        multiline
        minRows={8}
        maxRows={20}
        required
        inputProps={{ spellCheck: false, style: { fontFamily: 'monospace' } }}
      />
      <TextBox
        label={t('riskRegister.reason')}
        value={reason}
        onChange={setReason}
        multiline
        minRows={2}
        required
        inputProps={{ maxLength: 2000 }}
      />
    </FormDialog>
  );
}

/** Decides about a version, with a reason. @internal */
export function DecideDialog(props: {
  act: VersionAct;
  proposal: FrameworkProposal;
  onClose: () => void;
  onDone: () => Promise<void>;
}) {
  const { act, proposal, onClose, onDone } = props;
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const [reason, setReason] = useState('');
  const [effectiveFrom, setEffectiveFrom] = useState('');
  const [now] = useState(() => Date.now());
  const today = dateIn(useFrameworkIndex()?.timeZone ?? 'UTC', now);
  const isPast = effectiveFrom !== '' && effectiveFrom < today;
  return (
    <FormDialog
      title={t(`frameworkVersions.title.${act}`, {
        version: proposal.version,
      })}
      submit={t(`frameworkVersions.act.${act}`)}
      incomplete={!reason.trim() || isPast}
      onClose={onClose}
      onSubmit={async () => {
        await api.decideFramework(proposal.id, act, {
          reason: reason.trim(),
          ...(effectiveFrom && { effectiveFrom }),
        });
        await onDone();
        onClose();
      }}
    >
      <p>{t(`frameworkVersions.text.${act}`)}</p>
      {act === 'activate' && (
        <TextBox
          label={t('frameworkVersions.effective')}
          helperText={t('frameworkVersions.effectiveHelp')}
          error={isPast}
          type="date"
          value={effectiveFrom}
          onChange={setEffectiveFrom}
          inputProps={{ min: today }}
        />
      )}
      <TextBox
        label={t('riskRegister.reason')}
        value={reason}
        onChange={setReason}
        multiline
        minRows={2}
        required
        inputProps={{ maxLength: 2000 }}
      />
    </FormDialog>
  );
}
