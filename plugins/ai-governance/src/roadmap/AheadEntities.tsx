import { useRef, useState } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  scorecardReadPermission,
  type AdoptionTeam,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { Problem, usePageStyles } from '../components';
import { Pager } from '../components/Pager';
import { Button } from '../controls';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { useTabLink } from '../pages/useTabLink';

const PAGE = 50;

/** The entities that are ahead of a team: the first at once, all of them page by page. @internal */
export function AheadEntities(props: {
  team: string;
  ahead: NonNullable<AdoptionTeam['ahead']>;
  /** Names a stage. */
  name: (stage: string) => string;
}) {
  const { team, ahead, name } = props;
  const page = usePageStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const tabLink = useTabLink();
  const list = useRef<HTMLUListElement>(null);
  const [all, setAll] = useState<{ cursor?: string }>();
  const { value, error, reload } = useResource(
    async () => all && api.listAhead({ team, limit: PAGE, ...all }),
    [api, team, all, ahead],
    { keep: true },
  );
  const items = value?.items ?? ahead.first;
  return (
    <>
      <ul
        ref={list}
        tabIndex={-1}
        style={{ outline: 'none' }}
        className={page.list}
        aria-label={t('adoption.ahead', { count: ahead.entities })}
        aria-busy={Boolean(all && !value)}
      >
        {items.map(({ entityRef, stage }) => (
          <li key={entityRef}>
            <Link to={tabLink(entityRef)}>
              {parseEntityRef(entityRef).name}
            </Link>{' '}
            {t('adoption.aheadThis', { stage: name(stage) })}
          </li>
        ))}
      </ul>
      {error && (
        <Problem
          error={error}
          permission={scorecardReadPermission.name}
          onRetry={reload}
        />
      )}
      {all && !value && !error && <Skeleton height={24} width="40%" />}
      {!all && ahead.entities > ahead.first.length && (
        <Button
          size="small"
          onClick={() => {
            // It goes away with being pressed, and the focus not with it.
            list.current?.focus();
            setAll({});
          }}
        >
          {t('adoption.aheadMore', {
            number: String(ahead.entities - ahead.first.length),
          })}
        </Button>
      )}
      {value && (
        <Pager
          cursor={all?.cursor}
          next={value.nextCursor}
          onGo={cursor => setAll(cursor ? { cursor } : {})}
        />
      )}
    </>
  );
}
