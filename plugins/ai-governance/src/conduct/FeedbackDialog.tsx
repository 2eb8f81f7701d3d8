import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  FEEDBACK_VERDICTS,
  type ControlFeedback,
  type FeedbackVerdict,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { Choice, FormDialog, TextBox } from '../components';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';

/** What the reader says of a control: one word, and why. @internal */
export function FeedbackDialog(props: {
  /** What the reader has said so far. */
  own: readonly ControlFeedback[];
  /** The control it begins with. */
  control?: string;
  onClose: () => void;
  onSaved?: () => Promise<void>;
}) {
  const { own, onClose, onSaved } = props;
  const t = useText();
  const { programme } = useApi(aiGovernanceApiRef);
  const index = useFrameworkIndex();
  const said = (id: string | undefined) => own.find(one => one.control === id);
  const [control, setControl] = useState(props.control);
  const [verdict, setVerdict] = useState<FeedbackVerdict>(
    said(control)?.verdict ?? 'useful',
  );
  const [text, setText] = useState(said(control)?.text ?? '');
  const choose = (id: string | undefined) => {
    setControl(id);
    setVerdict(said(id)?.verdict ?? 'useful');
    setText(said(id)?.text ?? '');
  };
  return (
    <FormDialog
      title={t('conduct.give')}
      submit={t('conduct.give')}
      incomplete={!control}
      onClose={onClose}
      onSubmit={async () => {
        await programme.giveFeedback(control!, {
          verdict,
          ...(text.trim() && { text: text.trim() }),
        });
        await onSaved?.();
        onClose();
      }}
    >
      <p>{t('conduct.giveText')}</p>
      <Choice
        label={t('conduct.control')}
        any={t('form.choose')}
        required
        value={control}
        options={(index?.framework.controls ?? []).map(({ id, name }) => ({
          value: id,
          label: `${id} ${name}`,
        }))}
        onChange={choose}
      />
      <Choice
        label={t('conduct.verdict')}
        any={null}
        value={verdict}
        options={FEEDBACK_VERDICTS.map(id => ({
          value: id,
          label: t(`conduct.verdicts.${id}`),
        }))}
        onChange={id => setVerdict(id as FeedbackVerdict)}
      />
      <TextBox
        label={t('conduct.why')}
        value={text}
        onChange={setText}
        multiline
        minRows={2}
        inputProps={{ maxLength: 1000 }}
      />
    </FormDialog>
  );
}
