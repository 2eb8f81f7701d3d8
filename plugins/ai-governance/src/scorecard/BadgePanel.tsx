import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  scorecardReadPermission,
  type BadgeResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { Problem, Section, usePageStyles } from '../components';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { useTabLink } from '../pages/useTabLink';
import { CodeLine } from './CodeLine';
import { Button } from '../controls';

function Address(props: { badge: BadgeResponse; entityRef: string }) {
  const { enabled, url, shown } = props.badge;
  const page = usePageStyles();
  const t = useText();
  const tabLink = useTabLink();
  if (!enabled || url === undefined) {
    return <p className={page.quiet}>{t('badge.off')}</p>;
  }
  const tab = new URL(tabLink(props.entityRef), window.location.origin);
  return (
    <>
      {shown ? (
        <p className={page.text}>
          <img src={url} alt={t('badge.alt')} height={20} />
        </p>
      ) : (
        <p className={page.text}>{t('badge.none')}</p>
      )}
      <div className={page.quiet}>{t('badge.markdown')}</div>
      <CodeLine
        text={`[![AI governance](${url})](${tab})`}
        copyLabel={t('badge.copy')}
      />
    </>
  );
}

/**
 * The address of the entity's badge. Nothing is asked for until somebody wants
 * it, and nothing is shown where the portal has no badges. @internal
 */
export function BadgePanel(props: { entityRef: string }) {
  const { entityRef } = props;
  const page = usePageStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const index = useFrameworkIndex();
  const [wanted, setWanted] = useState(false);
  const { value, error, reload } = useResource(
    async () => (wanted ? await api.getBadge(entityRef) : undefined),
    [api, entityRef, wanted],
  );
  if (!index?.badges) {
    return null;
  }
  return (
    <Section title={t('badge.title')}>
      <p className={page.text}>{t('badge.text')}</p>
      {!wanted && (
        <Button size="small" variant="outlined" onClick={() => setWanted(true)}>
          {t('badge.show')}
        </Button>
      )}
      {wanted && !value && !error && <Skeleton height={60} />}
      {value && <Address badge={value} entityRef={entityRef} />}
      {error && (
        <Problem
          error={error}
          permission={scorecardReadPermission.name}
          onRetry={reload}
        />
      )}
    </Section>
  );
}
