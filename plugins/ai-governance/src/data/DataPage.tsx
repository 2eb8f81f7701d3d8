import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  importCreatePermission,
  importReadPermission,
  trainingReadPermission,
  trainingUploadPermission,
  type ImportKind,
  type ImportRecord,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import {
  Problem,
  RelativeTime,
  SafeLink,
  Section,
  StatusLabel,
  usePageStyles,
} from '../components';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import type { FrameworkIndex } from '../framework/frameworkIndex';
import { useNumber } from '../hooks/useLanguage';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { usePermitted } from '../hooks/useViewer';
import { personName } from '../scorecard/people';
import { DataTable } from '../maturity/DataTable';
import { FailingSources } from './FailingSources';
import { ImportDialog } from './ImportDialog';
import { TrainingDialog } from './TrainingDialog';
import { ScrollRegion } from '../components/ScrollRegion';
import { Button } from '../controls';

/** Groups asked for at a time. */
const PAGE = 100;

/** The check that asks for an import of each kind again and again. */
const ASKED_BY: { [kind in ImportKind]?: string } = {
  'asset-inventory': 'TM-001.asset-inventory',
  'egress-report': 'DP-002.egress-report',
  'gap-analysis': 'CMP-002.gap-analysis',
};

/** After how many days an import is overdue; undefined where nothing asks for it regularly. */
function validDays(
  kind: ImportKind,
  index: FrameworkIndex | undefined,
): number | undefined {
  const check = ASKED_BY[kind];
  return check === undefined ? undefined : index?.place(check)?.days;
}

function Freshness(props: { record: ImportRecord }) {
  const { record } = props;
  const t = useText();
  const days = validDays(record.kind, useFrameworkIndex());
  if (days === undefined) {
    return <>{t('data.noDeadline')}</>;
  }
  return record.ageDays >= days ? (
    <StatusLabel status="stale">
      {t('data.overdue', { days: String(record.ageDays - days) })}
    </StatusLabel>
  ) : (
    <StatusLabel status="met">
      {t('data.current', { days: String(days - record.ageDays) })}
    </StatusLabel>
  );
}

function Imports() {
  const classes = usePageStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const formatNumber = useNumber();
  const mayImport = usePermitted(importCreatePermission);
  const [open, setOpen] = useState(false);
  const { value, error, reload } = useResource(() => api.listImports(), [api]);
  return (
    <Section
      title={t('data.imports')}
      action={
        mayImport && (
          <Button
            variant="contained"
            color="primary"
            onClick={() => setOpen(true)}
          >
            {t('data.import')}
          </Button>
        )
      }
    >
      {mayImport === false && (
        <p className={`${classes.text} ${classes.quiet}`}>
          {t('data.importForbidden', {
            permission: importCreatePermission.name,
          })}
        </p>
      )}
      {!value && !error && <Skeleton variant="rect" height={120} />}
      {error && !value && (
        <Problem
          error={error}
          permission={importReadPermission.name}
          onRetry={reload}
        />
      )}
      {value && value.items.length === 0 && (
        <p className={classes.quiet}>{t('data.importsEmpty')}</p>
      )}
      {value && value.items.length > 0 && (
        <DataTable
          label={t('data.imports')}
          table={{
            columns: [
              { label: t('data.kind') },
              { label: t('data.source') },
              { label: t('data.asOf') },
              { label: t('data.rows'), number: true },
              { label: t('data.state') },
              { label: t('data.says') },
            ],
            rows: value.items.map(record => [
              t(`data.kinds.${record.kind}`),
              record.source,
              record.asOf,
              formatNumber(record.rows),
              null,
              record.summary,
            ]),
          }}
          cell={(row, column) => {
            const record = value.items[row];
            switch (column) {
              case 1:
                return record.link ? (
                  <SafeLink to={record.link}>{record.source}</SafeLink>
                ) : undefined;
              case 2:
                return (
                  <>
                    <RelativeTime instant={record.asOf} />
                    {record.period && (
                      <div className={classes.quiet}>
                        {record.period.from} – {record.period.to}
                      </div>
                    )}
                  </>
                );
              case 4:
                return <Freshness record={record} />;
              case 5:
                return (
                  <>
                    <span className={classes.sentences}>{record.summary}</span>
                    <div className={classes.quiet}>
                      {t('data.importedAt')}{' '}
                      <RelativeTime instant={record.importedAt} />
                    </div>
                  </>
                );
              default:
                return undefined;
            }
          }}
        />
      )}
      {open && (
        <ImportDialog onClose={() => setOpen(false)} onImported={reload} />
      )}
    </Section>
  );
}

function Training() {
  const classes = usePageStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const mayUpload = usePermitted(trainingUploadPermission);
  const [open, setOpen] = useState(false);
  const [cursor, setCursor] = useState<string>();
  const { value, error, reload } = useResource(
    () => api.listTraining({ limit: PAGE, ...(cursor && { cursor }) }),
    [api, cursor],
  );
  const head = `${classes.cell} ${classes.head}`;
  const number = `${classes.cell} ${classes.number}`;
  return (
    <Section
      title={t('data.training')}
      note={value && t('data.timeZone', { zone: value.timeZone })}
      action={
        mayUpload && (
          <Button variant="outlined" onClick={() => setOpen(true)}>
            {t('data.uploadTraining')}
          </Button>
        )
      }
    >
      <p className={`${classes.text} ${classes.quiet}`}>
        {t('data.trainingNote')}
      </p>
      {mayUpload === false && (
        <p className={`${classes.text} ${classes.quiet}`}>
          {t('data.trainingForbidden', {
            permission: trainingUploadPermission.name,
          })}
        </p>
      )}
      {!value && !error && <Skeleton variant="rect" height={120} />}
      {error && !value && (
        <Problem
          error={error}
          permission={trainingReadPermission.name}
          onRetry={reload}
        />
      )}
      {value && value.items.length === 0 && (
        <p className={classes.quiet}>{t('data.trainingEmpty')}</p>
      )}
      {value && value.items.length > 0 && (
        <ScrollRegion className={classes.scroll} label={t('data.training')}>
          <Table size="small">
            <TableHead>
              <TableRow>
                <TableCell className={head}>{t('data.group')}</TableCell>
                <TableCell className={`${head} ${classes.number}`}>
                  {t('data.share')}
                </TableCell>
                <TableCell className={`${head} ${classes.number}`}>
                  {t('data.people')}
                </TableCell>
                <TableCell className={`${head} ${classes.number}`}>
                  {t('data.meanScore')}
                </TableCell>
                <TableCell className={head}>{t('data.nextLapse')}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {value.items.map(group => (
                <TableRow key={group.group}>
                  <TableCell className={classes.cell}>
                    {personName(group.group)}
                  </TableCell>
                  <TableCell className={number}>
                    {group.sharePercent === undefined
                      ? '–'
                      : t('data.percent', {
                          number: String(group.sharePercent),
                        })}
                  </TableCell>
                  <TableCell className={number}>
                    {group.members === undefined
                      ? t('data.tooFew')
                      : t('data.trainedOf', {
                          trained: String(group.trained ?? 0),
                          members: String(group.members),
                        })}
                  </TableCell>
                  <TableCell className={number}>
                    {group.meanScore ?? '–'}
                  </TableCell>
                  <TableCell className={classes.cell}>
                    {group.nextLapseAt ? (
                      <RelativeTime instant={group.nextLapseAt} />
                    ) : (
                      '–'
                    )}
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </ScrollRegion>
      )}
      {(cursor || value?.nextCursor) && (
        <div className={classes.actions}>
          {cursor && (
            <Button size="small" onClick={() => setCursor(undefined)}>
              {t('overview.first')}
            </Button>
          )}
          {value?.nextCursor && (
            <Button size="small" onClick={() => setCursor(value.nextCursor)}>
              {t('overview.next')}
            </Button>
          )}
        </div>
      )}
      {open && (
        <TrainingDialog onClose={() => setOpen(false)} onUploaded={reload} />
      )}
    </Section>
  );
}

/** What cannot be read, what other systems brought in, how old it is, and where to bring more. @internal */
export function DataPage() {
  const classes = usePageStyles();
  return (
    <div className={classes.root}>
      <FailingSources />
      <Imports />
      <Training />
    </div>
  );
}
