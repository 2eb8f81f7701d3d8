import { useCallback, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Alert from '@material-ui/lab/Alert';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  auditErasePermission,
  auditReadAllPermission,
  auditReadPermission,
  type AuditEntryResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import {
  Problem,
  RelativeTime,
  Section,
  TextBox,
  usePageStyles,
} from '../components';
import { Pager } from '../components/Pager';
import { ScrollRegion } from '../components/ScrollRegion';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { usePermitted } from '../hooks/useViewer';
import { useTabLink } from '../pages/useTabLink';
import { personName } from '../scorecard/people';
import { AuditProof } from './AuditProof';
import { ErasedPerson, ErasePersonDialog, type Erased } from './ErasePerson';
import { Button } from '../controls';

const PAGE = 50;
const LOADING_ROWS = 6;

const FILTERS = ['actor', 'action', 'subject', 'from', 'until'] as const;

type AuditFilter = { [key in (typeof FILTERS)[number]]?: string };

/** What an entry is about: an entity leads to its scorecard. */
function Subject(props: { subject: string }) {
  const tabLink = useTabLink();
  const { subject } = props;
  if (!/^(component|system|domain|api|resource):[^/]+\/.+$/.test(subject)) {
    return <>{subject}</>;
  }
  return (
    <Link to={tabLink(subject)} underline="always">
      {parseEntityRef(subject).name}
    </Link>
  );
}

/** Details of an entry as words, one member after the other. */
function detailsOf(entry: AuditEntryResponse): string {
  return Object.entries(entry.body.details ?? {})
    .filter(([, value]) => value !== null)
    .map(
      ([name, value]) =>
        `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    )
    .join('; ');
}

function Entries(props: { entries: AuditEntryResponse[] }) {
  const classes = usePageStyles();
  const t = useText();
  return (
    <ScrollRegion label={t('audit.title')} className={classes.scroll}>
      <Table size="small" aria-label={t('audit.title')}>
        <TableHead>
          <TableRow className={classes.head}>
            <TableCell className={`${classes.cell} ${classes.number}`}>
              {t('audit.column.seq')}
            </TableCell>
            {(['at', 'actor', 'action', 'subject', 'details'] as const).map(
              column => (
                <TableCell key={column} className={classes.cell}>
                  {t(`audit.column.${column}`)}
                </TableCell>
              ),
            )}
          </TableRow>
        </TableHead>
        <TableBody>
          {props.entries.map(entry => (
            <TableRow key={entry.seq}>
              <TableCell className={`${classes.cell} ${classes.number}`}>
                {entry.seq}
              </TableCell>
              <TableCell className={classes.cell}>
                <RelativeTime instant={entry.body.at} />
              </TableCell>
              <TableCell className={`${classes.cell} ${classes.whole}`}>
                {personName(entry.body.actor)}
              </TableCell>
              <TableCell className={`${classes.cell} ${classes.whole}`}>
                {entry.body.action}
              </TableCell>
              <TableCell className={classes.cell}>
                <span className={classes.wide}>
                  <Subject subject={entry.body.subject} />
                </span>
              </TableCell>
              <TableCell className={`${classes.cell} ${classes.quiet}`}>
                <span className={classes.wide}>
                  {entry.erased && `${t('audit.erased')} `}
                  {detailsOf(entry)}
                </span>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </ScrollRegion>
  );
}

function AuditFilters(props: {
  filter: AuditFilter;
  onFilter: (filter: AuditFilter) => void;
}) {
  const { filter, onFilter } = props;
  const classes = usePageStyles();
  const t = useText();
  const [typed, setTyped] = useState<AuditFilter>(filter);
  return (
    <form
      className={classes.filters}
      role="search"
      aria-label={t('audit.filter')}
      onSubmit={event => {
        event.preventDefault();
        onFilter(typed);
      }}
    >
      {FILTERS.map(name => (
        <div key={name} className={classes.part}>
          <TextBox
            label={t(`audit.by.${name}`)}
            placeholder={
              name === 'from' || name === 'until'
                ? undefined
                : t(`audit.example.${name}`)
            }
            type={name === 'from' || name === 'until' ? 'date' : 'text'}
            value={typed[name] ?? ''}
            onChange={value =>
              setTyped({ ...typed, [name]: value.trim() || undefined })
            }
          />
        </div>
      ))}
      <Button type="submit" variant="outlined">
        {t('audit.show')}
      </Button>
      {FILTERS.some(name => filter[name]) && (
        <Button
          onClick={() => {
            setTyped({});
            onFilter({});
          }}
        >
          {t('overview.clear')}
        </Button>
      )}
    </form>
  );
}

/** What happened, by whom, and the proof that nobody changed it since. @internal */
export function AuditPage() {
  const classes = usePageStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const all = usePermitted(auditReadAllPermission);
  const erases = usePermitted(auditErasePermission);
  const [erasing, setErasing] = useState(false);
  const [erased, setErased] = useState<Erased>();
  const [params, setParams] = useSearchParams();
  const [cursor, setCursor] = useState<string>();
  const address = params.toString();
  const filter = useCallback((): AuditFilter => {
    const given = new URLSearchParams(address);
    return Object.fromEntries(
      FILTERS.flatMap(name => {
        const value = given.get(name);
        return value ? [[name, value]] : [];
      }),
    );
  }, [address]);
  const { value, error, reload } = useResource(
    () =>
      api.listAudit({ ...filter(), limit: PAGE, ...(cursor && { cursor }) }),
    [api, filter, cursor],
  );
  return (
    <div className={classes.root}>
      <AuditProof span={filter()} exports={all} />
      {all === false && !error && (
        <Alert severity="info">
          {t('audit.notAll', { permission: auditReadAllPermission.name })}
        </Alert>
      )}
      <Section
        title={t('audit.title')}
        note={t('audit.note')}
        action={
          erases && (
            <Button onClick={() => setErasing(true)}>{t('audit.erase')}</Button>
          )
        }
      >
        {erased && <ErasedPerson erased={erased} />}
        <AuditFilters
          key={address}
          filter={filter()}
          onFilter={next => {
            setCursor(undefined);
            setParams(
              Object.fromEntries(
                Object.entries(next).filter(([, text]) => text),
              ) as { [name: string]: string },
            );
          }}
        />
        {error && !value && (
          <Problem
            error={error}
            permission={auditReadPermission.name}
            onRetry={reload}
          />
        )}
        {!value && !error && (
          <div role="status" aria-label={t('audit.loading')}>
            {Array.from({ length: LOADING_ROWS }, (_, row) => (
              <Skeleton key={row} height={40} />
            ))}
          </div>
        )}
        {value && value.items.length === 0 && (
          <p className={classes.quiet}>{t('audit.empty')}</p>
        )}
        {value && value.items.length > 0 && <Entries entries={value.items} />}
        <Pager cursor={cursor} next={value?.nextCursor} onGo={setCursor} />
      </Section>
      {erasing && (
        <ErasePersonDialog
          onClose={() => setErasing(false)}
          onErased={done => {
            setErased(done);
            reload();
          }}
        />
      )}
    </div>
  );
}
