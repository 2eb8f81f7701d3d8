import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Skeleton from '@material-ui/lab/Skeleton';
import { scorecardReadPermission } from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import {
  isForbidden,
  Problem,
  RelativeTime,
  SafeLink,
  Section,
  usePageStyles,
} from '../components';
import { Pager } from '../components/Pager';
import { useNumber } from '../hooks/useLanguage';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { DataTable } from '../maturity/DataTable';

/** Sources asked for at a time. */
const PAGE = 25;

/**
 * What cannot be looked at now, with the error and what rests on it; nothing
 * for those who may read a part of the organization. @internal
 */
export function FailingSources() {
  const classes = usePageStyles();
  const t = useText();
  const formatNumber = useNumber();
  const api = useApi(aiGovernanceApiRef);
  const [cursor, setCursor] = useState<string>();
  const { value, error, reload } = useResource(
    signal =>
      api.listFailingSources(
        { limit: PAGE, ...(cursor && { cursor }) },
        { signal },
      ),
    [api, cursor],
  );
  if (isForbidden(error)) {
    return null;
  }
  return (
    <Section
      title={t('data.failing.title')}
      note={
        value &&
        value.totalItems > 0 &&
        t('data.failing.number', { count: value.totalItems })
      }
    >
      {!value && !error && <Skeleton variant="rect" height={80} />}
      {error && !value && (
        <Problem
          error={error}
          permission={scorecardReadPermission.name}
          onRetry={reload}
        />
      )}
      {value && value.items.length === 0 && (
        <p className={classes.quiet}>{t('data.failing.none')}</p>
      )}
      {value && value.items.length > 0 && (
        <>
          <p className={`${classes.text} ${classes.quiet}`}>
            {t('data.failing.text')}
          </p>
          <DataTable
            label={t('data.failing.title')}
            table={{
              columns: [
                { label: t('data.source') },
                { label: t('data.failing.error') },
                { label: t('data.failing.lastSeen') },
                { label: t('data.failing.attempts'), number: true },
                { label: t('data.failing.entities') },
              ],
              rows: value.items.map(item => [
                item.url,
                item.error,
                item.lastSeenAt ?? null,
                formatNumber(item.attempts),
                null,
              ]),
            }}
            cell={(row, column) => {
              const item = value.items[row];
              switch (column) {
                case 0:
                  return (
                    <>
                      {item.kind === 'local' ? (
                        item.url
                      ) : (
                        <SafeLink to={item.url}>{item.url}</SafeLink>
                      )}
                      <div className={classes.quiet}>
                        {t(`data.failing.kinds.${item.kind}`)}
                      </div>
                    </>
                  );
                case 1:
                  return (
                    <span className={classes.sentences}>{item.error}</span>
                  );
                case 2:
                  return <RelativeTime instant={item.lastSeenAt} />;
                case 4:
                  return (
                    <>
                      {item.entities.map((ref, position) => (
                        <span key={ref}>
                          {position > 0 && ', '}
                          <EntityRefLink
                            entityRef={ref}
                            title={parseEntityRef(ref).name}
                          />
                        </span>
                      ))}
                      {item.entityCount > item.entities.length &&
                        ` ${t('data.failing.more', {
                          number: String(
                            item.entityCount - item.entities.length,
                          ),
                        })}`}
                    </>
                  );
                default:
                  return undefined;
              }
            }}
          />
        </>
      )}
      <Pager cursor={cursor} next={value?.nextCursor} onGo={setCursor} />
    </Section>
  );
}
