import { useSearchParams } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  roadmapAttestPermission,
  scorecardReadPermission,
  type ChecklistState,
  type PlanItemState,
  type RoadmapResponse,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import {
  Choice,
  Problem,
  Section,
  StatusLabel,
  usePageStyles,
} from '../components';
import { ShareMenu } from '../export/ShareMenu';
import type { TableData } from '../export/table';
import { useResource } from '../hooks/useResource';
import { useText, type Translate } from '../hooks/useText';
import { usePermitted } from '../hooks/useViewer';
import { Disclosure } from '../scorecard/Disclosure';
import { personName } from '../scorecard/people';
import { PlanItems } from './PlanItems';

const useStyles = makeStyles(
  theme => ({
    line: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      justifyContent: 'space-between',
      gap: theme.spacing(0.5, 2),
    },
    plan: { width: 180 },
    count: { fontVariantNumeric: 'tabular-nums' },
  }),
  { name: 'PlumblineRoadmapPage' },
);

function planTable(value: RoadmapResponse, t: Translate): TableData {
  const row = (plan: string, phase: string, item: PlanItemState) => {
    const attestation = item.attestation ?? item.lapsed;
    let state: string = t('roadmap.notYet');
    if (item.isEvidenced) {
      state = t('roadmap.byEvidence');
    } else if (attestation) {
      state = t(item.attestation ? 'roadmap.byPerson' : 'roadmap.lapsed');
    }
    return [
      plan,
      phase,
      item.text,
      state,
      attestation ? personName(attestation.by) : null,
      attestation?.at ?? null,
      attestation?.validUntil ?? null,
      attestation?.statement ?? null,
    ];
  };
  return {
    columns: [
      { label: t('roadmap.plan') },
      { label: t('roadmap.phaseColumn') },
      { label: t('roadmap.item') },
      { label: t('roadmap.state') },
      { label: t('roadmap.by') },
      { label: t('roadmap.when') },
      { label: t('roadmap.untilColumn') },
      { label: t('roadmap.statement') },
    ],
    rows: [
      ...value.roadmaps.flatMap(({ name, phases }) =>
        phases.flatMap(phase =>
          phase.items.map(item => row(name, phase.name, item)),
        ),
      ),
      ...value.checklists.flatMap(({ name, items }) =>
        items.map(item => row(name, '', item)),
      ),
    ],
  };
}

function Checklist(props: {
  list: ChecklistState;
  mayAttest?: boolean;
  onChanged: () => Promise<void>;
}) {
  const { list, mayAttest, onChanged } = props;
  const classes = useStyles();
  const page = usePageStyles();
  const t = useText();
  return (
    <Disclosure
      summary={
        <span className={classes.line}>
          <span>
            <strong>{list.name}</strong>{' '}
            <span className={page.quiet}>{list.description}</span>
          </span>
          <span className={page.actions}>
            <StatusLabel status={list.holds ? 'met' : 'unknown'}>
              {list.holds ? t('roadmap.holds') : t('roadmap.open')}
            </StatusLabel>
            <span className={`${page.quiet} ${classes.count}`}>
              {t('roadmap.done', {
                done: String(list.done),
                total: String(list.items.length),
              })}
            </span>
          </span>
        </span>
      }
    >
      <PlanItems
        subject="organization"
        plan={`checklist:${list.id}`}
        items={list.items}
        mayAttest={mayAttest}
        onChanged={onChanged}
      />
    </Disclosure>
  );
}

/** The plans and checklists of the organization, ticked off by evidence or people. @internal */
export function RoadmapPage() {
  const classes = useStyles();
  const page = usePageStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const mayAttest = usePermitted(roadmapAttestPermission);
  const [params, setParams] = useSearchParams();
  const { value, error, reload } = useResource(() => api.getRoadmap(), [api]);
  const plan =
    value?.roadmaps.find(({ id }) => id === params.get('plan')) ??
    value?.roadmaps[0];
  return (
    <div className={page.root}>
      {error && (
        <Problem
          error={error}
          permission={scorecardReadPermission.name}
          onRetry={reload}
        />
      )}
      {mayAttest === false && (
        <Alert severity="info">
          {t('roadmap.forbidden', { permission: roadmapAttestPermission.name })}
        </Alert>
      )}
      {!value && !error && (
        <div role="status" aria-label={t('roadmap.loading')}>
          {Array.from({ length: 8 }, (_, row) => (
            <Skeleton key={row} height={48} />
          ))}
        </div>
      )}
      {value && plan && (
        <Section
          title={plan.name}
          action={
            <span className={page.actions}>
              <Choice
                className={classes.plan}
                label={t('roadmap.plan')}
                any={null}
                value={plan.id}
                options={value.roadmaps.map(({ id, name }) => ({
                  value: id,
                  label: name,
                }))}
                onChange={id =>
                  setParams(id ? { plan: id } : {}, { replace: true })
                }
              />
              <ShareMenu
                name="roadmap"
                content={{
                  asOf: value.at,
                  table: planTable(value, t),
                  data: { ...value },
                }}
              />
            </span>
          }
        >
          <p className={page.text}>
            {plan.description}{' '}
            {t('roadmap.level', { level: String(value.organizationLevel) })}
          </p>
          <p className={`${page.text} ${page.quiet}`}>
            {t('roadmap.rule', {
              percent: String(Math.round(value.threshold * 100)),
            })}{' '}
            {!value.isComplete && <strong>{t('maturity.partial')}</strong>}
          </p>
          {plan.phases.map(phase => (
            <Disclosure
              key={`${plan.id}/${phase.id}`}
              defaultOpen={phase.id === plan.currentPhase}
              summary={
                <span className={classes.line}>
                  <span>
                    <strong>
                      {t('roadmap.phase', {
                        name: phase.name,
                        period: phase.period,
                      })}
                    </strong>{' '}
                    <span className={page.quiet}>
                      {phase.targetLevel !== undefined &&
                        t('roadmap.targetLevel', {
                          level: String(phase.targetLevel),
                        })}
                    </span>
                  </span>
                  <span className={page.actions}>
                    {phase.id === plan.currentPhase && (
                      <strong>{t('roadmap.current')}</strong>
                    )}
                    <span className={`${page.quiet} ${classes.count}`}>
                      {t('roadmap.done', {
                        done: String(phase.done),
                        total: String(phase.items.length),
                      })}
                    </span>
                  </span>
                </span>
              }
            >
              <PlanItems
                subject="organization"
                plan={`roadmap:${plan.id}/${phase.id}`}
                items={phase.items}
                mayAttest={mayAttest}
                onChanged={reload}
              />
            </Disclosure>
          ))}
        </Section>
      )}
      {value && (
        <Section title={t('roadmap.checklists')}>
          {value.checklists.map(list => (
            <Checklist
              key={list.id}
              list={list}
              mayAttest={mayAttest}
              onChanged={reload}
            />
          ))}
        </Section>
      )}
    </div>
  );
}
