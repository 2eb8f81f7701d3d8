import { useState } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { scorecardReadPermission } from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { Problem, Section, usePageStyles } from '../components';
import { saveFile } from '../export/saveFile';
import { useText } from '../hooks/useText';
import { Button } from '../controls';

/** Saves the findings of an entity in the format of code hosts. @internal */
export function SarifPanel(props: { entityRef: string }) {
  const { entityRef } = props;
  const page = usePageStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const [error, setError] = useState<Error>();
  const save = async () => {
    setError(undefined);
    try {
      const text = await api.exportSarif(entityRef);
      saveFile(
        `${parseEntityRef(entityRef).name}.sarif`,
        new Blob([text], { type: 'application/sarif+json' }),
      );
    } catch (e) {
      setError(e as Error);
    }
  };
  return (
    <Section title={t('sarif.title')}>
      <p className={page.text}>{t('sarif.text')}</p>
      <Button size="small" variant="outlined" onClick={save}>
        {t('sarif.save')}
      </Button>
      {error && (
        <Problem
          error={error}
          permission={scorecardReadPermission.name}
          onRetry={save}
        />
      )}
    </Section>
  );
}
