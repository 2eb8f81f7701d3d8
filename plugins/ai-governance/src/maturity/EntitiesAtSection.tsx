import { useEffect, useRef, useState } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  scorecardReadPermission,
  type PastStanding,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { Problem, Section, usePageStyles } from '../components';
import { Pager } from '../components/Pager';
import { Button } from '../controls';
import { ShareMenu } from '../export/ShareMenu';
import type { TableData } from '../export/table';
import { LARGEST_PAGE, wholeList } from '../export/wholeList';
import { useDimming } from '../hooks/useDimming';
import { useNumber } from '../hooks/useLanguage';
import { useResource } from '../hooks/useResource';
import { useText, type Translate } from '../hooks/useText';
import {
  filterOf,
  writeFilterState,
  type FilterState,
} from '../overview/listState';
import { ownerName } from '../overview/owners';
import { useTabLink } from '../pages/useTabLink';
import { standingText } from './changesTable';
import { DataTable } from './DataTable';
import { stoodText, type Stood } from './stood';
import { useInstant } from './TrendPicture';

const PAGE_SIZE = 25;

const useStyles = makeStyles(
  theme => ({
    root: {
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 2,
      },
    },
    actions: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1),
    },
  }),
  { name: 'PlumblineEntitiesAtSection' },
);

function tableOf(
  items: readonly PastStanding[],
  name: (item: PastStanding) => string,
  t: Translate,
): TableData {
  return {
    columns: [
      { label: t('overview.name') },
      { label: t('overview.owner') },
      { label: t('trends.stood.levelThen') },
      { label: t('trends.stood.levelNow') },
      { label: t('trends.stood.scoreThen'), number: true },
      { label: t('trends.stood.scoreNow'), number: true },
    ],
    rows: items.map(item => [
      name(item),
      item.owners.map(ownerName).join(', '),
      standingText(item.then, t),
      standingText(item.now, t),
      item.then.score,
      item.now?.score ?? null,
    ]),
  };
}

/**
 * The entities behind a number of a past day, with how they stand now. Comes
 * into view and into focus when somebody was led to it. @internal
 */
export function EntitiesAtSection(props: {
  filter: FilterState;
  at: string;
  stood: Stood;
  onClose: () => void;
}) {
  const { filter, at, stood } = props;
  const classes = useStyles();
  const page = usePageStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const tabLink = useTabLink();
  const instant = useInstant();
  const formatNumber = useNumber();
  const section = useRef<HTMLDivElement>(null);
  const question = [writeFilterState(filter), at, ...stood].join(' ');
  const [paging, setPaging] = useState<{ of: string; cursor?: string }>();
  const cursor = paging?.of === question ? paging.cursor : undefined;
  const asked = {
    at,
    filter: filterOf(filter),
    // Numbers are of what counted.
    stood: (stood.length > 0 ? stood : ['']).map(each =>
      ['assessable=true', each].filter(Boolean).join(','),
    ),
  };
  const { value, error, loading, reload } = useResource(
    signal =>
      api.getTrendEntities({ ...asked, cursor, limit: PAGE_SIZE }, { signal }),
    [api, question, cursor],
    { keep: true },
  );
  const dimmed = useDimming<HTMLDivElement>(loading);
  // Another filter leaves the focus where it was changed.
  const point = [at, ...stood].join(' ');
  useEffect(() => section.current?.focus(), [point]);
  const shownName = (item: PastStanding) =>
    item.title ?? parseEntityRef(item.entityRef).name;
  return (
    <div ref={section} tabIndex={-1} className={classes.root}>
      <Section
        title={t('trends.stood.title', {
          date: Number.isNaN(Date.parse(at)) ? at : instant(at),
        })}
        note={stoodText(stood, t)}
        action={
          <span className={classes.actions}>
            <ShareMenu
              name="ai-governance-entities-then"
              label={t('trends.stood.share')}
              content={
                value && {
                  asOf: value.at,
                  table: tableOf(value.items, item => item.entityRef, t),
                  data: { ...asked, ...value },
                  whole: async () => {
                    const { items, ...rest } = await wholeList(each =>
                      api.getTrendEntities({
                        ...asked,
                        cursor: each,
                        limit: LARGEST_PAGE,
                      }),
                    );
                    return {
                      table: tableOf(items, item => item.entityRef, t),
                      data: { ...asked, ...rest, items },
                    };
                  },
                }
              }
            />
            <Button size="small" onClick={props.onClose}>
              {t('trends.stood.close')}
            </Button>
          </span>
        }
      >
        {error && (
          <Problem
            error={error}
            permission={scorecardReadPermission.name}
            onRetry={cursor ? async () => setPaging(undefined) : reload}
          />
        )}
        {!value && !error && <Skeleton variant="rect" height={160} />}
        {value && (
          <div ref={dimmed} aria-busy={loading}>
            <p className={page.quiet} role="status" aria-live="polite">
              {t('overview.total', {
                count: value.totalItems,
                number: formatNumber(value.totalItems),
              })}
            </p>
            {value.items.length > 0 && (
              <DataTable
                label={t('trends.stood.table')}
                table={tableOf(value.items, shownName, t)}
                cell={(row, column) =>
                  column === 0 ? (
                    <Link to={tabLink(value.items[row].entityRef)}>
                      {shownName(value.items[row])}
                    </Link>
                  ) : undefined
                }
              />
            )}
            <Pager
              cursor={cursor}
              next={value.nextCursor}
              onGo={next => setPaging({ of: question, cursor: next })}
            />
          </div>
        )}
      </Section>
    </div>
  );
}
