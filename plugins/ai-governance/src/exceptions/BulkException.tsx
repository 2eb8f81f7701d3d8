import { useState } from 'react';
import { Choice, FormDialog } from '../components';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';
import { RequestExceptionDialog } from './RequestExceptionDialog';

/** Asks for one exception per chosen entity, decided together: from which control, and why. @internal */
export function BulkException(props: {
  entityRefs: string[];
  onClose: () => void;
  onRequested: () => Promise<void>;
}) {
  const { entityRefs, onClose, onRequested } = props;
  const t = useText();
  const index = useFrameworkIndex();
  const [chosen, setChosen] = useState<string>();
  const [control, setControl] = useState<string>();
  if (control) {
    return (
      <RequestExceptionDialog
        entityRefs={entityRefs}
        control={control}
        onClose={onClose}
        onRequested={onRequested}
      />
    );
  }
  return (
    <FormDialog
      title={t('exceptions.bulkTitle', { count: entityRefs.length })}
      submit={t('bulk.next')}
      incomplete={!chosen}
      onClose={onClose}
      onSubmit={async () => setControl(chosen)}
    >
      <p>{t('exceptions.bulkText')}</p>
      <Choice
        label={t('exceptions.control')}
        any={t('form.choose')}
        required
        value={chosen}
        options={(index?.framework.controls ?? [])
          .filter(({ parts }) =>
            parts.some(({ scope }) => scope !== 'organization'),
          )
          .map(({ id, name }) => ({ value: id, label: `${id} ${name}` }))}
        onChange={setChosen}
      />
    </FormDialog>
  );
}
