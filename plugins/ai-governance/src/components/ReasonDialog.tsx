import { useState, type ReactNode } from 'react';
import { useText } from '../hooks/useText';
import { FormDialog } from './FormDialog';
import { StatementBox } from './StatementBox';

/** Says what will happen, takes the reason for it, and does it. @internal */
export function ReasonDialog(props: {
  title: string;
  submit: string;
  /** Of the text; a reason where absent. */
  label?: string;
  /** What will happen. */
  children: ReactNode;
  onClose: () => void;
  onSubmit: (reason: string) => Promise<void>;
}) {
  const { title, submit, children, onClose, onSubmit } = props;
  const t = useText();
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      title={title}
      submit={submit}
      incomplete={!reason.trim()}
      onClose={onClose}
      onSubmit={async () => {
        await onSubmit(reason.trim());
        onClose();
      }}
    >
      {children}
      <StatementBox
        label={props.label ?? t('riskRegister.reason')}
        value={reason}
        onChange={setReason}
      />
    </FormDialog>
  );
}
