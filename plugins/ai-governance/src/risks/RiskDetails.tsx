import { useEffect, useRef, useState } from 'react';
import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  campaignManagePermission,
  RISK_RATINGS,
  scorecardReadPermission,
  type RegisterRisk,
  type RiskEntity,
  type ResidualRating,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import {
  Choice,
  ControlExplain,
  Problem,
  RelativeTime,
  Section,
  usePageStyles,
} from '../components';
import { Pager } from '../components/Pager';
import { ShareMenu } from '../export/ShareMenu';
import type { TableData } from '../export/table';
import { LARGEST_PAGE, wholeList } from '../export/wholeList';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { usePermitted } from '../hooks/useViewer';
import { DataTable } from '../maturity/DataTable';
import { useEntitiesLink } from '../maturity/useEntitiesLink';
import {
  filterOf,
  writeFilterState,
  type FilterState,
} from '../overview/listState';
import { ownerName, refName } from '../overview/owners';
import { useFilterState } from '../overview/useFilterState';
import { useGovernancePath } from '../pages/useGovernancePath';
import { useTabLink } from '../pages/useTabLink';
import { personName } from '../scorecard/people';
import { RatingLabel } from './RatingLabel';
import { Button } from '../controls';

const PAGE = 25;

const RATINGS: ResidualRating[] = [
  ...[...RISK_RATINGS].reverse(),
  'notApplicable',
];

function Entities(props: { risk: RegisterRisk; filter: FilterState }) {
  const { risk, filter } = props;
  const { view, changeView } = useFilterState();
  const classes = usePageStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const tabLink = useTabLink();
  const residual = RATINGS.find(id => id === view.get('residual'));
  const [cursor, setCursor] = useState<string>();
  const question = writeFilterState(filter).toString();
  useEffect(() => setCursor(undefined), [question, risk.id]);
  const asked = { filter: filterOf(filter), ...(residual && { residual }) };
  const { value, error, reload } = useResource(
    async () => ({
      ...(await api.listRiskEntities(risk.id, {
        ...asked,
        limit: PAGE,
        ...(cursor && { cursor }),
      })),
      at: new Date().toISOString(),
    }),
    [api, risk.id, question, residual, cursor],
    { keep: true },
  );
  const { entities } = risk.residual;
  const tableOf = (
    items: readonly RiskEntity[],
    name: (item: RiskEntity) => string,
  ): TableData => ({
    columns: [
      { label: t('riskRegister.entity') },
      { label: t('overview.owner') },
      { label: t('riskRegister.left') },
      { label: t('riskRegister.inPlace'), number: true },
      { label: t('riskRegister.open') },
    ],
    rows: items.map(item => [
      name(item),
      item.owners.map(ownerName).join(', ') || null,
      t(`rating.${item.residual}`),
      t('riskRegister.of', {
        met: String(item.met),
        applicable: String(item.applicable),
      }),
      item.open
        .map(({ id, status }) => `${id} ${t(`status.${status}`)}`)
        .join(', ') || null,
    ]),
  });
  return (
    <>
      <div className={classes.filters}>
        <Choice
          className={classes.choice}
          label={t('riskRegister.leftWith')}
          value={residual}
          options={RATINGS.filter(id => entities[id]).map(id => ({
            value: id,
            label: t('riskRegister.ratingCount', {
              rating: t(`rating.${id}`),
              number: String(entities[id]),
            }),
          }))}
          onChange={id => {
            setCursor(undefined);
            changeView({ residual: id as ResidualRating | undefined });
          }}
        />
        <ShareMenu
          name="risk-entities"
          label={t('overview.share')}
          content={
            value && {
              asOf: value.at,
              table: tableOf(value.items, ({ entityRef }) => entityRef),
              data: { risk: risk.id, items: value.items },
              whole: async () => {
                const { items } = await wholeList(next =>
                  api.listRiskEntities(risk.id, {
                    ...asked,
                    limit: LARGEST_PAGE,
                    ...(next && { cursor: next }),
                  }),
                );
                return {
                  table: tableOf(items, ({ entityRef }) => entityRef),
                  data: { risk: risk.id, filter: asked.filter, items },
                };
              },
            }
          }
        />
      </div>
      {error && !value && (
        <Problem
          error={error}
          permission={scorecardReadPermission.name}
          onRetry={reload}
        />
      )}
      {!value && !error && <Skeleton variant="rect" height={120} />}
      {value?.items.length === 0 && (
        <p className={classes.quiet}>{t('riskRegister.noEntities')}</p>
      )}
      {value && value.items.length > 0 && (
        <DataTable
          label={t('riskRegister.entitiesOf', { risk: risk.id })}
          table={tableOf(
            value.items,
            item => item.title ?? refName(item.entityRef),
          )}
          cell={(row, column) => {
            const item = value.items[row];
            if (column === 0) {
              return (
                <span className={classes.wide}>
                  <Link to={tabLink(item.entityRef)} underline="always">
                    {item.title ?? refName(item.entityRef)}
                  </Link>
                </span>
              );
            }
            return column === 2 ? (
              <RatingLabel rating={item.residual} />
            ) : undefined;
          }}
        />
      )}
      <Pager cursor={cursor} next={value?.nextCursor} onGo={setCursor} />
    </>
  );
}

/** One risk: what is done against it, and where it is left with what. @internal */
export function RiskDetails(props: {
  risk: RegisterRisk;
  filter: FilterState;
  mayEdit?: boolean;
  onEdit: () => void;
  onRetire: () => void;
  onClose: () => void;
}) {
  const { risk, filter, mayEdit } = props;
  const classes = usePageStyles();
  const t = useText();
  const index = useFrameworkIndex();
  const entitiesLink = useEntitiesLink(filter);
  const governance = useGovernancePath() ?? '';
  const mayPlan = usePermitted(campaignManagePermission);
  const ownControls = risk.controls.filter(id =>
    index?.control(id)?.parts.some(({ scope }) => scope !== 'organization'),
  );
  const campaignParams = writeFilterState({
    ...filter,
    control: ownControls.join(','),
    status: undefined,
  });
  campaignParams.set('new', 'true');
  const root = useRef<HTMLDivElement>(null);
  // Chosen in the map or the table above: what was asked for comes into view.
  useEffect(() => {
    root.current?.focus({ preventScroll: true });
    root.current?.scrollIntoView?.({ block: 'nearest' });
  }, [risk.id]);
  return (
    <div ref={root} tabIndex={-1} style={{ outline: 'none' }}>
      <Section
        title={`${risk.id} ${risk.category}`}
        action={
          <span className={classes.actions}>
            {mayEdit && (
              <Button size="small" variant="outlined" onClick={props.onEdit}>
                {t('riskRegister.edit')}
              </Button>
            )}
            {mayEdit && risk.origin === 'organization' && (
              <Button size="small" onClick={props.onRetire}>
                {t('riskRegister.retire')}
              </Button>
            )}
            <Button size="small" onClick={props.onClose}>
              {t('riskRegister.close')}
            </Button>
          </span>
        }
      >
        <p className={classes.text}>{risk.description}</p>
        {risk.mitigation && (
          <p className={classes.text}>
            <strong>{t('riskRegister.mitigation')}:</strong> {risk.mitigation}
          </p>
        )}
        <p className={classes.text}>
          {t('riskRegister.movesFrom')} <RatingLabel rating={risk.inherent} />{' '}
          {t('riskRegister.movesTo')} <RatingLabel rating={risk.target} />{' '}
          {risk.controls.length > 0 ? (
            <>
              {t('riskRegister.movesBy')}{' '}
              {risk.controls.map(id => {
                const control = index?.control(id);
                return (
                  <span key={id}>
                    <Link
                      to={entitiesLink({ control: id, status: 'open' })}
                      underline="always"
                    >
                      {id} {control?.name}
                    </Link>
                    {control && <ControlExplain control={control} />}{' '}
                  </span>
                );
              })}
            </>
          ) : (
            t('riskRegister.noControls')
          )}
        </p>
        {mayPlan && ownControls.length > 0 && (
          <p className={classes.text}>
            <Link
              to={`${governance}/campaigns?${campaignParams}`}
              underline="always"
            >
              {t('riskRegister.planCampaign')}
            </Link>
          </p>
        )}
        {risk.updatedBy && (
          <p className={classes.quiet}>
            {t('riskRegister.updated', { person: personName(risk.updatedBy) })}{' '}
            <RelativeTime instant={risk.updatedAt} />
          </p>
        )}
        {risk.controls.length > 0 && <Entities risk={risk} filter={filter} />}
      </Section>
    </div>
  );
}
