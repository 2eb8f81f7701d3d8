import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { incidentReportPermission } from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { Section, usePageStyles } from '../components';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { usePermitted } from '../hooks/useViewer';
import { useGovernancePath } from '../pages/useGovernancePath';
import { ReportDialog } from './IncidentDialogs';
import { IncidentItem } from './IncidentItem';
import { Button } from '../controls';

const MOST = 5;

/** The newest incidents of a service; nothing for those who may not see any. @internal */
export function EntityIncidents(props: { entityRef: string }) {
  const { entityRef } = props;
  const classes = usePageStyles();
  const t = useText();
  const { programme } = useApi(aiGovernanceApiRef);
  const governance = useGovernancePath() ?? '';
  const reports = usePermitted(incidentReportPermission);
  const [reporting, setReporting] = useState(false);
  const { value, reload } = useResource(
    () => programme.listIncidents({ entityRef, limit: MOST }),
    [programme, entityRef],
  );
  if (!value) {
    return null;
  }
  return (
    <Section
      title={t('incidents.ofService')}
      action={
        reports && (
          <Button size="small" onClick={() => setReporting(true)}>
            {t('incidents.report')}
          </Button>
        )
      }
    >
      {value.items.length === 0 && (
        <p className={classes.quiet}>{t('incidents.noneOfService')}</p>
      )}
      <ul className={classes.list}>
        {value.items.map(incident => (
          <IncidentItem
            key={incident.id}
            incident={incident}
            to={`${governance}/incidents?incident=${incident.id}`}
          />
        ))}
      </ul>
      {reporting && (
        <ReportDialog
          entityRefs={[entityRef]}
          onClose={() => setReporting(false)}
          onSaved={reload}
        />
      )}
    </Section>
  );
}
