import { Fragment, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  RISK_RATINGS,
  riskEditPermission,
  scorecardReadPermission,
  type RegisterRisk,
  type RiskRating,
  type RiskRegisterResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { dateIn } from '../attestations/until';
import {
  Problem,
  RelativeTime,
  Section,
  StatusLabel,
  usePageStyles,
} from '../components';
import { ShareMenu } from '../export/ShareMenu';
import type { TableData } from '../export/table';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useResource } from '../hooks/useResource';
import { useText, type Translate } from '../hooks/useText';
import { usePermitted } from '../hooks/useViewer';
import { DataTable } from '../maturity/DataTable';
import { Filters } from '../overview/Filters';
import { filterOf, writeFilterState } from '../overview/listState';
import { useFilterState } from '../overview/useFilterState';
import { RiskAcceptancesSection } from '../risk-acceptances/RiskAcceptancesSection';
import { personName } from '../scorecard/people';
import { quietText } from '../theme/colors';
import { HeatMap } from './HeatMap';
import { RatingLabel } from './RatingLabel';
import { RetireDialog, RiskDialog } from './RiskDialogs';
import { RiskDetails } from './RiskDetails';
import { Button } from '../controls';

const useStyles = makeStyles(
  theme => ({
    top: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'flex-start',
      justifyContent: 'space-between',
      gap: theme.spacing(1, 3),
    },
    headline: {
      margin: 0,
      flex: '1 1 300px',
      minWidth: 0,
      fontSize: theme.typography.pxToRem(20),
      fontWeight: 700,
      lineHeight: 1.35,
    },
    notes: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 2),
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(13),
    },
    filters: {
      padding: theme.spacing(2, 1.5),
      '@media print': { display: 'none' },
    },
    maps: {
      display: 'grid',
      gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
      gap: theme.spacing(3),
      [theme.breakpoints.down('sm')]: {
        gridTemplateColumns: 'minmax(0, 1fr)',
      },
    },
    id: {
      padding: 0,
      border: 0,
      background: 'none',
      color: theme.palette.link,
      font: 'inherit',
      fontWeight: 600,
      textAlign: 'left',
      textDecoration: 'underline',
      cursor: 'pointer',
    },
  }),
  { name: 'PlumblineRisksPage' },
);

function registerTable(
  value: RiskRegisterResponse,
  t: Translate,
  roleName: (id: string) => string,
): TableData {
  return {
    columns: [
      { label: t('riskRegister.risk') },
      { label: t('riskRegister.description') },
      { label: t('riskRegister.inherent') },
      { label: t('riskRegister.residual') },
      { label: t('riskRegister.worst') },
      { label: t('riskRegister.spread') },
      { label: t('riskRegister.mitigation') },
      { label: t('riskRegister.owner') },
      { label: t('riskRegister.reviewBy') },
    ],
    rows: value.items.map(risk => [
      `${risk.id} ${risk.category}`,
      risk.description,
      t(`rating.${risk.inherent}`),
      t(`rating.${risk.residual.overall}`),
      t(`rating.${risk.residual.worst}`),
      spreadOf(risk, t)
        .map(({ text }) => text)
        .join(' · ') || null,
      risk.mitigation ?? null,
      ownerOf(risk, roleName),
      risk.reviewBy ?? null,
    ]),
  };
}

/** Description and mitigation stand elsewhere on the page. */
function onScreen({ columns, rows }: TableData): TableData {
  const kept = <T,>(list: T[]) =>
    list.filter((_, column) => column !== 1 && column !== 6);
  return { columns: kept(columns), rows: rows.map(kept) };
}

/** How many entities are left with what of a risk, the most first. */
function spreadOf(risk: RegisterRisk, t: Translate) {
  return [...RISK_RATINGS].reverse().flatMap(rating => {
    const number = risk.residual.entities[rating];
    return number
      ? [
          {
            rating,
            text: t('riskRegister.ratingCount', {
              rating: t(`rating.${rating}`),
              number: String(number),
            }),
          },
        ]
      : [];
  });
}

/** The same, each leading to those entities. */
function Spread(props: {
  risk: RegisterRisk;
  onSelect: (rating: RiskRating) => void;
}) {
  const { risk, onSelect } = props;
  const classes = useStyles();
  const t = useText();
  return (
    <>
      {spreadOf(risk, t).map(({ rating, text }, position) => (
        <Fragment key={rating}>
          {position > 0 && ' · '}
          <button
            type="button"
            className={classes.id}
            aria-label={t('riskRegister.spreadOf', { risk: risk.id, text })}
            onClick={() => onSelect(rating)}
          >
            {text}
          </button>
        </Fragment>
      ))}
    </>
  );
}

function ownerOf(
  risk: RegisterRisk,
  roleName: (id: string) => string,
): string | null {
  if (risk.owner) {
    return personName(risk.owner);
  }
  return risk.ownerRole ? roleName(risk.ownerRole) : null;
}

/** The risk register with its heat maps, for the organization or a filter. @internal */
export function RisksPage() {
  const classes = useStyles();
  const page = usePageStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const index = useFrameworkIndex();
  const mayEdit = usePermitted(riskEditPermission);
  const { filter, changeFilter, view, changeView } = useFilterState();
  const question = writeFilterState(filter).toString();
  const [doing, setDoing] = useState<'add' | 'edit' | 'retire'>();
  const [timesLed, setTimesLed] = useState(0);
  const { value, error, loading, reload } = useResource(
    () => api.getRisks({ filter: filterOf(filter) }),
    [api, question],
    { keep: true },
  );
  const selected = value?.items.find(({ id }) => id === view.get('risk'));
  const select = (id: string | undefined) => changeView({ risk: id });
  const close = () => setDoing(undefined);
  const roleName = (id: string) => index?.roleName(id) ?? id;
  const table = value && registerTable(value, t, roleName);
  const shown = table && onScreen(table);
  const severe = value?.items.filter(({ residual }) =>
    ['high', 'critical'].includes(residual.overall),
  ).length;
  const due = value?.items.filter(({ isDue }) => isDue).length;
  return (
    <div className={page.root}>
      <div className={classes.top}>
        <h2 className={classes.headline}>
          {value
            ? t('riskRegister.headline', {
                risks: String(value.items.length),
                severe: String(severe),
                due: String(due),
              })
            : t('riskRegister.title')}
        </h2>
        <span className={page.actions}>
          {mayEdit && (
            <Button
              size="small"
              variant="contained"
              color="primary"
              onClick={() => setDoing('add')}
            >
              {t('riskRegister.add')}
            </Button>
          )}
          <ShareMenu
            name="risks"
            content={
              value && table && { asOf: value.at, table, data: { ...value } }
            }
          />
        </span>
      </div>
      {value && (
        <div className={classes.notes}>
          <span>
            {t('riskRegister.of_entities', {
              number: String(value.assessable),
            })}
          </span>
          <span>
            {t('maturity.asOf')} <RelativeTime instant={value.at} />
          </span>
          {!value.isComplete && <strong>{t('maturity.partial')}</strong>}
        </div>
      )}
      <Paper variant="outlined" elevation={0} className={classes.filters}>
        <Filters state={filter} onChange={changeFilter} />
      </Paper>
      {error && (
        <Problem
          error={error}
          permission={scorecardReadPermission.name}
          onRetry={reload}
        />
      )}
      {mayEdit === false && (
        <Alert severity="info">
          {t('riskRegister.forbidden', { permission: riskEditPermission.name })}
        </Alert>
      )}
      {!value && !error && (
        <div role="status" aria-label={t('riskRegister.loading')}>
          <Skeleton variant="rect" height={380} />
          <Skeleton height={60} />
          <Skeleton height={60} />
        </div>
      )}
      {value && table && (
        <>
          <Section title={t('riskRegister.mapTitle')}>
            <div
              className={classes.maps}
              style={loading ? { opacity: 0.6 } : undefined}
            >
              <HeatMap
                title={t('riskRegister.inherent')}
                note={t('riskRegister.inherentNote')}
                risks={value.items}
                place={risk => risk}
                selected={selected?.id}
                onSelect={select}
              />
              <HeatMap
                title={t('riskRegister.residual')}
                note={
                  value.assessable === 0
                    ? t('riskRegister.residualEmpty')
                    : t('riskRegister.residualNote')
                }
                risks={value.items}
                place={risk => risk.residual.place}
                selected={selected?.id}
                onSelect={select}
              />
            </div>
          </Section>
          {selected && (
            <RiskDetails
              // Comes into view again where it was open already.
              key={`${selected.id} ${timesLed}`}
              risk={selected}
              filter={filter}
              mayEdit={mayEdit}
              onEdit={() => setDoing('edit')}
              onRetire={() => setDoing('retire')}
              onClose={() => select(undefined)}
            />
          )}
          <Section
            title={t('riskRegister.tableTitle')}
            note={t('riskRegister.timeZone', { zone: value.timeZone })}
          >
            <DataTable
              label={t('riskRegister.tableTitle')}
              table={shown!}
              cell={(row, column) => {
                const risk = value.items[row];
                switch (column) {
                  case 0:
                    return (
                      <span className={page.wide}>
                        <button
                          type="button"
                          className={classes.id}
                          onClick={() => select(risk.id)}
                        >
                          {risk.id} {risk.category}
                        </button>
                        <div className={page.quiet}>{risk.description}</div>
                        {risk.origin === 'organization' && (
                          <div className={page.quiet}>
                            {t('riskRegister.added')}
                          </div>
                        )}
                      </span>
                    );
                  case 1:
                    return <RatingLabel rating={risk.inherent} />;
                  case 2:
                    return <RatingLabel rating={risk.residual.overall} />;
                  case 3:
                    return <RatingLabel rating={risk.residual.worst} />;
                  case 4:
                    return (
                      <Spread
                        risk={risk}
                        onSelect={residual => {
                          setTimesLed(count => count + 1);
                          changeView({ risk: risk.id, residual });
                        }}
                      />
                    );
                  case 5:
                    return (
                      <span className={page.wide}>
                        {ownerOf(risk, roleName)}
                      </span>
                    );
                  case 6:
                    return risk.isDue ? (
                      <>
                        <StatusLabel status="stale">
                          {t('riskRegister.due')}
                        </StatusLabel>{' '}
                        <span className={page.quiet}>{risk.reviewBy}</span>
                      </>
                    ) : (
                      risk.reviewBy && (
                        <span className={page.whole}>{risk.reviewBy}</span>
                      )
                    );
                  default:
                    return undefined;
                }
              }}
            />
          </Section>
        </>
      )}
      <RiskAcceptancesSection />
      {value && doing === 'add' && (
        <RiskDialog
          today={dateIn(value.timeZone, Date.parse(value.at))}
          onClose={close}
          onSaved={reload}
        />
      )}
      {value && selected && doing === 'edit' && (
        <RiskDialog
          risk={selected}
          today={dateIn(value.timeZone, Date.parse(value.at))}
          onClose={close}
          onSaved={reload}
        />
      )}
      {selected && doing === 'retire' && (
        <RetireDialog risk={selected} onClose={close} onSaved={reload} />
      )}
    </div>
  );
}
