import { useEffect, useRef } from 'react';
import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import {
  campaignManagePermission,
  RISK_RATINGS,
  type RegisterRisk,
  type RiskEntity,
  type ResidualRating,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import {
  Choice,
  ControlExplain,
  RelativeTime,
  Section,
  usePageStyles,
} from '../components';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';
import { usePermitted } from '../hooks/useViewer';
import { useEntitiesLink } from '../maturity/useEntitiesLink';
import {
  filterOf,
  writeFilterState,
  type FilterState,
} from '../overview/listState';
import { ListedEntities } from '../overview/ListedEntities';
import { useFilterState } from '../overview/useFilterState';
import { useGovernancePath } from '../pages/useGovernancePath';
import { personName } from '../scorecard/people';
import { RatingLabel } from './RatingLabel';
import { Button } from '../controls';

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
  const residual = RATINGS.find(id => id === view.get('residual'));
  const { entities } = risk.residual;
  const asked = { filter: filterOf(filter), ...(residual && { residual }) };
  return (
    <ListedEntities<RiskEntity>
      label={t('riskRegister.entitiesOf', { risk: risk.id })}
      empty={t('riskRegister.noEntities')}
      choice={
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
          onChange={id =>
            changeView({ residual: id as ResidualRating | undefined })
          }
        />
      }
      question={JSON.stringify([risk.id, asked])}
      list={page => api.listRiskEntities(risk.id, { ...asked, ...page })}
      columns={[
        {
          label: t('riskRegister.left'),
          of: item => t(`rating.${item.residual}`),
          draw: item => <RatingLabel rating={item.residual} />,
        },
        {
          label: t('riskRegister.inPlace'),
          number: true,
          of: item =>
            t('riskRegister.of', {
              met: String(item.met),
              applicable: String(item.applicable),
            }),
        },
      ]}
      name="risk-entities"
      about={{ risk: risk.id }}
      asked={{ filter: asked.filter }}
    />
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
